"""Where the site is to stand, what goes wrong while it is built, and what leaves for a server: all of it or nothing."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError
from tests.building import make_settings
from tests.published import (
    BUILD,
    FULL,
    MAKE,
    MKDOCS,
    QUIET,
    assert_heals,
    assert_whole,
    end,
    go_on,
    leftovers,
    rename_place,
    run,
    snap,
    start,
    wait_at,
    wait_for,
    waits,
)

from sayso.mkdocs_plugin.failures import explain
from sayso.publishing import hash_tree
from sayso.publishing_target import list_mounts

ALL_WAYS = (BUILD, MAKE, MKDOCS, QUIET)
SETTINGS = "mkdocs.yml"


def set_site_dir(project: Path, folder: str) -> None:
    """Names another folder for the site in the settings."""
    text = make_settings({"site_dir": folder, "hooks": ["hook.py"]})
    (project / SETTINGS).write_text(text, encoding="utf-8")


# --- The folder


@pytest.mark.parametrize("words", ALL_WAYS if FULL else [MKDOCS], ids=" ".join)
def test_a_folder_with_files_that_no_build_made_is_not_replaced(project: Path, words: tuple[str, ...]) -> None:
    set_site_dir(project, "mine")
    (project / "mine" / "drafts").mkdir(parents=True)
    (project / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    old = snap(project / "mine")
    status, output = run(project, *words)
    assert status != 0
    assert (
        "'mine' holds what no build made, such as 'drafts', and a build replaces the whole folder. "
        "Move it away, or choose another site_dir."
    ) in output
    assert "Traceback" not in output
    assert snap(project / "mine") == old
    assert leftovers(project) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("build.json", '{"my": "app"}'),
        ("build.json", '{"revision": null, "versions": {"mine": "1"}, "counts": {}}'),
        ("messages.html", "<p>from friends</p>"),
    ],
)
def test_a_file_of_a_name_that_builds_use_makes_no_folder_theirs(project: Path, name: str, text: str) -> None:
    set_site_dir(project, "mine")
    (project / "mine").mkdir()
    (project / "mine" / name).write_text(text, encoding="utf-8")
    old = snap(project / "mine")
    status, output = run(project, *MKDOCS)
    assert status != 0
    assert f"'mine' holds what no build made, such as '{name}', and" in output
    assert snap(project / "mine") == old


def test_a_site_from_before_there_was_a_statement_is_replaced(project: Path) -> None:
    tree = hash_tree(project / "site")
    (project / "site" / "build.json").unlink()
    status, output = run(project, *MKDOCS)
    assert status == 0, output
    assert hash_tree(project / "site") == tree


def test_an_empty_folder_takes_a_site(project: Path) -> None:
    set_site_dir(project, "mine")
    (project / "mine").mkdir()
    status, output = run(project, *MKDOCS)
    assert status == 0, output
    assert hash_tree(project / "mine") == hash_tree(project / "site")


def test_what_is_hidden_in_the_folder_stays_as_with_mkdocs_alone(project: Path) -> None:
    tree = hash_tree(project / "site")
    site = project / "site"
    (site / ".git" / "refs").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: refs/heads/pages\n", encoding="utf-8")
    (site / ".htaccess").write_text("Options None\n", encoding="utf-8")
    (site / ".link").symlink_to("nowhere")
    (site / "visible.txt").write_text("of yesterday", encoding="utf-8")
    hidden = {path.name for path in site.iterdir() if path.name.startswith(".")}
    for _ in range(2 if FULL else 1):
        status, output = run(project, *MKDOCS)
        assert status == 0, output
        assert {path.name for path in site.iterdir() if path.name.startswith(".")} == hidden
        assert (site / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/pages\n"
        assert (site / ".link").readlink() == Path("nowhere")
        assert not (site / "visible.txt").exists()
    for name in hidden:
        shutil.rmtree(site / name) if name == ".git" else (site / name).unlink()
    assert hash_tree(site) == tree
    assert leftovers(project) == []


@pytest.mark.parametrize("target", ["nowhere/at/all", "site"], ids=["to nothing", "to itself"])
def test_a_link_that_leads_nowhere_is_told(project: Path, target: str) -> None:
    shutil.rmtree(project / "site")
    (project / "site").symlink_to(target)
    status, output = run(project, *MKDOCS)
    assert status == 1
    if target != "site":  # MkDocs itself reads where the other leads, and fails before anything of ours runs
        assert (
            "'site' is a link that leads to no folder. Make the folder that it leads to, or delete the link."
        ) in output
        assert "Traceback" not in output
    assert sorted(path.name for path in project.iterdir() if "nowhere" in path.name or "sayso" in path.name) == []


@pytest.mark.parametrize("folder", [".", "..", "content", "site_src"])
def test_a_folder_around_the_records_or_pages_takes_no_site(project: Path, folder: str) -> None:
    set_site_dir(project, folder)
    old = snap(project)
    status, output = run(project, *MKDOCS)
    assert status == 1
    assert "Traceback" not in output
    assert "site_dir" in output
    assert snap(project) == old


def test_a_special_file_takes_no_site(project: Path) -> None:
    set_site_dir(project, "pipe")
    os.mkfifo(project / "pipe")
    status, output = run(project, *MKDOCS)
    assert status == 1
    assert "'pipe' is a file, and the site is a folder. Move it away, or choose another site_dir." in output
    assert (project / "pipe").is_fifo()


def test_a_place_of_the_system_is_read_with_its_spaces() -> None:
    lines = r"""22 1 8:1 / / rw - ext4 /dev/sda rw
30 22 0:5 / /a\040b/c\134040 rw,nosuid shared:3 - tmpfs tmpfs rw
"""
    assert list(list_mounts(lines)) == ["/", "/a b/c\\040"]


# --- While it is built


@pytest.mark.parametrize("words", ALL_WAYS if FULL else [MKDOCS], ids=" ".join)
@pytest.mark.parametrize("part", [".sayso-site", ".sayso-site/new", ".sayso-site/new/assets/fonts"])
def test_what_is_built_and_deleted_meanwhile_is_not_published(project: Path, words: tuple[str, ...], part: str) -> None:
    """As by `make clean` or `git clean` in another terminal: MkDocs goes on and makes the rest of the folders anew."""
    old, tree = snap(project / "site"), hash_tree(project / "site")
    script = f"import shutil, pathlib\nshutil.rmtree({part!r})\npathlib.Path('at-page_context').unlink()\n"
    (project / "at-page_context").write_text(script, encoding="utf-8")
    status, output = run(project, *words)
    assert status != 0
    assert "was deleted from the folder .sayso-site while the site was built there. Nothing is published." in output
    assert_whole(project, old, words, output)
    if FULL or part == ".sayso-site":
        assert_heals(project, tree, *words)


def test_the_folder_of_a_build_that_is_gone_at_the_end_is_told(project: Path) -> None:
    old = snap(project / "site")
    (project / "at-shutdown").write_text("import shutil\nshutil.rmtree('.sayso-site')\n", encoding="utf-8")
    status, output = run(project, *MKDOCS)
    assert status == 1
    assert "The folder .sayso-site, in which the site was built, was deleted meanwhile. Build again." in output
    assert_whole(project, old, MKDOCS, output)
    assert leftovers(project) == []


EVENTS = ("config", "files", "env", "page_content", "page_context", "post_build")


@pytest.mark.parametrize("event", EVENTS if FULL else ("post_build",))
def test_a_hook_that_fails_is_told_with_its_line(project: Path, event: str) -> None:
    old = snap(project / "site")
    (project / f"at-{event}").write_text("boat = 7\nraise ValueError(f'{boat} boats')\n", encoding="utf-8")
    for words in ALL_WAYS if FULL else (QUIET,):
        status, output = run(project, *words)
        assert status != 0
        assert (
            f"The build stopped at at-{event}:2: ValueError (7 boats). Nothing is published. "
            "'mkdocs build -v' shows the way there."
        ) in output
        assert_whole(project, old, words, output)
        assert leftovers(project) == []


def test_who_asks_is_shown_the_way_to_a_failure(project: Path) -> None:
    (project / "at-env").write_text("1 / 0\n", encoding="utf-8")
    for words in (("mkdocs", "build", "-v"), ("sayso", "--debug", "build")):
        status, output = run(project, *words)
        assert status != 0
        assert "Traceback (most recent call last):" in output
        assert "ZeroDivisionError: division by zero" in output
        assert "The build stopped at at-env:1: ZeroDivisionError (division by zero). Nothing is published." in output


def test_a_hook_that_fails_at_the_end_leaves_the_old_site(project: Path) -> None:
    old, tree = snap(project / "site"), hash_tree(project / "site")
    (project / "at-shutdown").write_text("1 / 0\n", encoding="utf-8")
    for words in (BUILD, MKDOCS) if FULL else (MKDOCS,):
        assert run(project, *words)[0] != 0
        assert snap(project / "site") == old
    (project / "at-shutdown").unlink()
    assert_heals(project, tree)


def test_a_build_that_needs_too_much_memory_is_told(project: Path) -> None:
    old = snap(project / "site")
    (project / "at-env").write_text("x = 'x' * (1 << 62)\n", encoding="utf-8")
    status, output = run(project, *MKDOCS)
    assert status == 1
    assert (
        "There is not enough memory to build the site. Nothing is published. End other programs, and build again."
    ) in output
    assert_whole(project, old, MKDOCS, output)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            OSError(errno.EMFILE, "Too many open files", "/project/a/b.md"),
            (
                "The build stopped at a/b.md: Too many open files. Nothing is published. "
                "Raise the limit for open files (ulimit -n), and build again."
            ),
        ),
        (
            OSError(errno.EFBIG, "File too large", "/theme/a.css", None, "/project/.sayso-site/new/a.css"),
            (
                "The build stopped at a.css or .sayso-site/new/a.css: File too large. Nothing is published. "
                "Raise the limit for the size of files (ulimit -f), and build again."
            ),
        ),
        (
            shutil.Error("[('/project/a', '/project/b', 'no')]"),
            "The build stopped: some files cannot be copied. Nothing is published. Mend that, and build again.",
        ),
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
            "A page is not written in UTF-8 (invalid start byte at byte 1). Nothing is published. Save it as UTF-8.",
        ),
        (
            RecursionError(),
            (
                "The build stopped at an unknown place: RecursionError. Nothing is published. "
                "'mkdocs build -v' shows the way there."
            ),
        ),
        (PluginError("said by MkDocs"), None),
        (Abort("said by MkDocs"), None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_the_system_refuses_is_told_in_a_sentence(error: Exception, message: str | None) -> None:
    assert explain(error, Path("/project")) == message


@pytest.mark.parametrize("path", ["about.md", "assets/scripts/filters.js"])
def test_a_page_or_file_that_is_gone_while_the_site_is_built_is_told(project: Path, path: str) -> None:
    old = snap(project / "site")
    gone = project / "site_src" / "pages" / path
    assert gone.exists()
    (project / "at-files").write_text(f"import pathlib\npathlib.Path({str(gone)!r}).unlink()\n", encoding="utf-8")
    status, output = run(project, *MKDOCS)
    assert status == 1
    assert (
        f"The build stopped at site_src/pages/{path}: No such file or directory. Nothing is published. "
        "Something was moved or deleted during the build: put it back if it was yours, and build again."
    ) in output
    assert_whole(project, old, MKDOCS, output)
    assert leftovers(project) == []


def test_records_that_change_while_the_site_is_built_give_the_site_of_before_or_after(project: Path) -> None:
    tree = hash_tree(project / "site")
    wait_at(project, "env")
    build = start(project, *MKDOCS)
    wait_for(lambda: waits(project))
    rename_place(project, "The East Quay")
    (project / "content" / "places" / "port-sarrow.yml").unlink()
    go_on(project)
    status, output = end(build)
    assert status == 0, output
    assert hash_tree(project / "site") == tree


# --- To a server


def git(folder: Path, *words: str) -> str:
    """What git prints in a folder, with nobody's settings."""
    identity = {
        f"GIT_{who}_{what}": "nobody@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *words], cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_deployed(remote: Path, folder: Path) -> str:
    """The digest of what was pushed, without the file that keeps GitHub from changing it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    git(remote, "archive", "--output", str(folder / "all.tar"), "gh-pages")
    shutil.unpack_archive(folder / "all.tar", folder, filter="data")
    (folder / "all.tar").unlink()
    (folder / ".nojekyll").unlink()
    return hash_tree(folder)


def test_deploying_pushes_the_whole_new_site_or_nothing(project: Path, tmp_path: Path) -> None:
    """What the README says of publishing on GitHub Pages, with a repository on this machine."""
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    git(project, "init", "--quiet")
    git(project, "remote", "add", "origin", str(remote))
    git(project, "add", "content", "mkdocs.yml")
    git(project, "commit", "--quiet", "--message", "Records")
    deploy = ("mkdocs", "gh-deploy", "--no-history", "--force", "--strict")
    nobody = {"GIT_CONFIG_GLOBAL": str(tmp_path / "config"), "GIT_CONFIG_NOSYSTEM": "1"}
    (tmp_path / "config").write_text("[user]\nname = nobody\nemail = nobody@example.org\n", encoding="utf-8")
    push = project / ".git" / "hooks" / "pre-push"
    push.write_text(
        f"#!/bin/sh\n'{sys.executable}' -P -m mkdocs build -q >>meanwhile.txt 2>&1\nexit 0\n", encoding="utf-8"
    )
    push.chmod(0o755)
    status, output = run(project, *deploy, **nobody)
    push.unlink()
    meanwhile = (project / "meanwhile.txt").read_text(encoding="utf-8")
    assert "Another build of this site is running." in meanwhile, "another site could take the place of what is pushed"
    assert status == 0, output
    assert read_deployed(remote, tmp_path / "deployed") == hash_tree(project / "site")
    assert leftovers(project) == []

    rename_place(project, "The East Quay")
    wait_at(project, "shutdown")
    first = start(project, *deploy, **nobody)
    wait_for(lambda: waits(project))
    (project / "at-shutdown").unlink()
    status, output = run(project, *deploy, **nobody)
    assert status != 0
    assert "Another build of this site is running." in output
    go_on(project)
    status, output = end(first)
    assert status == 0, output
    tree = read_deployed(remote, tmp_path / "deployed")
    assert tree == hash_tree(project / "site")

    pushed = git(remote, "rev-parse", "gh-pages")
    (project / "content" / "places" / "east-quay.yml").write_text("nmae: x\n", encoding="utf-8")
    status, output = run(project, *deploy, **nobody)
    assert status != 0
    assert "Traceback" not in output
    assert git(remote, "rev-parse", "gh-pages") == pushed
    assert hash_tree(project / "site") == tree
    assert leftovers(project) == []
