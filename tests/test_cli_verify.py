"""`sayso verify` and `build.json`: anybody can build a published site again, and see whether it is the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli_project import list_files, write_project

from sayso.provenance import read_provenance
from sayso.publishing import hash_tree

ACTOR = "content/actors/anna-kole.yml"
SAYS_NOTHING = '{"revision": null, "versions": {}, "counts": {}}'
ENDLESS = '{"revision": null, "versions": {}, "counts": {"pages": 1e999}}'
# Git asks this program whether files have changed, if a repository's settings say so.
MONITOR = "#!/bin/sh\ntouch asked\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in no repository, whose site was built; each test takes a copy of it."""
    root = write_project(tmp_path_factory.mktemp("verify") / "project")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Tarn\n", encoding="utf-8")
    (root / ".gitignore").write_text("site/\n.sayso-*\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Tarn\nplugins: [sayso]\n", encoding="utf-8")
    build(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """The copy."""
    return shutil.copytree(built, tmp_path / "a b é")


@pytest.fixture
def repository(root: Path) -> Path:
    """The same as a Git repository of one commit, not built again."""
    git(root, "init", "--quiet")
    commit(root)
    return root


def git(folder: Path, *words: str) -> str:
    """What Git prints."""
    who = ("-c", "user.name=A", "-c", "user.email=a@tarn.example")
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True, encoding="utf-8").stdout


def commit(root: Path) -> str:
    """Commits all that is there, and gives the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "records")
    return git(root, "rev-parse", "HEAD").strip()


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of ours in a folder."""
    command = [sys.executable, "-P", "-m", "sayso", *words]
    inherited = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=inherited, capture_output=True, check=False, encoding="utf-8")


def build(root: Path, **environment: str) -> dict[str, Any]:
    """Builds the site, and gives what its `build.json` says."""
    done = run(root, "build", **environment)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads((root / "site" / "build.json").read_text(encoding="utf-8"))
    return said


def edit(file: Path, old: str, new: str) -> None:
    """Replaces a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_site_says_with_which_versions_and_of_how_much_it_was_made(root: Path) -> None:
    said = json.loads((root / "site" / "build.json").read_text(encoding="utf-8"))
    assert said["revision"] is None
    assert said["versions"]["mkdocs"].startswith("1.")
    assert {"sayso", "mkdocs-material"} <= said["versions"].keys()
    assert said["counts"] == {
        "stories": 1,
        "questions": 1,
        "claims": 1,
        "events": 1,
        "actors": 2,
        "places": 0,
        "sources": 1,
        "positions": 2,
        "pages": sum(path.endswith(".html") for path in list_files(root / "site")),
    }


def test_drafts_and_merged_records_are_not_counted(root: Path) -> None:
    before = (root / "site" / "build.json").read_bytes()
    for name, line in (("cleo-ash", "draft: true"), ("anna-k", "merged_into: anna-kole")):
        text = f"name: Cleo Ash\nkind: person\n{line}\n"
        (root / "content" / "actors" / f"{name}.yml").write_text(text, encoding="utf-8")
    assert build(root)["counts"]["actors"] == 2
    (root / "content" / "actors" / "anna-k.yml").unlink()
    build(root)
    assert (root / "site" / "build.json").read_bytes() == before


def test_in_a_repository_it_says_of_which_commit_it_was_made(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD").strip()
    assert build(repository)["revision"] == {"commit": head, "is_modified": False}
    (repository / "scratch.txt").write_text("of no use to the site", encoding="utf-8")
    assert build(repository)["revision"] == {"commit": head, "is_modified": False}
    edit(repository / ACTOR, "Anna", "Ana")
    assert build(repository)["revision"] == {"commit": head, "is_modified": True}
    after = commit(repository)
    assert build(repository)["revision"] == {"commit": after, "is_modified": False}
    (repository / "docs" / "more.md").write_text("# More\n", encoding="utf-8")
    assert build(repository)["revision"] == {"commit": after, "is_modified": True}


def test_a_commit_that_does_not_hold_the_records_is_not_theirs(root: Path) -> None:
    """A folder above is a repository of something else."""
    git(root.parent, "init", "--quiet")
    (root.parent / "other.txt").write_text("other", encoding="utf-8")
    git(root.parent, "add", "other.txt")
    git(root.parent, "commit", "--quiet", "--message", "other")
    assert build(root)["revision"] is None
    (root.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    assert build(root)["revision"] is None


def test_a_repository_without_a_commit_and_a_machine_without_git_have_no_revision(root: Path, tmp_path: Path) -> None:
    git(root, "init", "--quiet")
    assert build(root)["revision"] is None
    commit(root)
    assert build(root)["revision"] is not None
    assert build(root, PATH=str(tmp_path / "nothing"))["revision"] is None


def test_what_the_environment_says_of_another_repository_is_not_heard(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    (other / "x").write_text("x", encoding="utf-8")
    commit(other)
    head = git(repository, "rev-parse", "HEAD").strip()
    environment = {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other)}
    assert build(repository, **environment)["revision"] == {"commit": head, "is_modified": False}


def test_git_runs_no_program_that_a_repository_names_and_writes_nothing(repository: Path) -> None:
    monitor = repository / "monitor.sh"
    monitor.write_text(MONITOR, encoding="utf-8")
    monitor.chmod(0o755)
    git(repository, "config", "core.fsmonitor", "./monitor.sh")
    git(repository, "status")
    assert (repository / "asked").exists(), "Git asks the monitor where nobody stops it"
    (repository / "asked").unlink()
    os.utime(repository / ACTOR)
    before = list_files(repository / ".git")
    build(repository)
    assert not (repository / "asked").exists()
    assert list_files(repository / ".git") == before


def test_git_lets_no_file_through_a_program_that_a_file_among_the_records_calls(repository: Path) -> None:
    """Filters such as that of git-lfs are installed by people; a stranger's `.gitattributes` can call them."""
    git(repository, "config", "filter.lfs.clean", "touch asked; cat")
    (repository / "content" / ".gitattributes").write_text("*.yml filter=lfs\n", encoding="utf-8")
    os.utime(repository / ACTOR)
    git(repository, "status")
    assert (repository / "asked").exists(), "Git calls the filter where nobody stops it"
    (repository / "asked").unlink()
    os.utime(repository / ACTOR)
    assert build(repository)["revision"]["is_modified"] is False
    assert not (repository / "asked").exists()


def test_a_deleted_a_staged_and_a_converted_file_are_told_apart(repository: Path) -> None:
    text = (repository / ACTOR).read_bytes()
    (repository / ACTOR).write_bytes(text.replace(b"\n", b"\r\n"))
    assert build(repository)["revision"]["is_modified"] is False
    (repository / ACTOR).write_bytes(text + b"notes: x\n")
    git(repository, "add", ACTOR)
    (repository / ACTOR).write_bytes(text)
    assert build(repository)["revision"]["is_modified"] is True
    git(repository, "reset", "--quiet", "--hard")
    (repository / "docs" / "index.md").unlink()
    assert build(repository)["revision"]["is_modified"] is True


def test_what_git_is_told_to_keep_or_to_ignore_counts_at_once(repository: Path) -> None:
    """Each time, all files of the records are as they were."""
    git(repository, "rm", "--quiet", "--cached", ACTOR)
    assert build(repository)["revision"]["is_modified"] is True
    git(repository, "reset", "--quiet")
    assert build(repository)["revision"]["is_modified"] is False
    (repository / "content" / "actors" / "new.yml").write_text("name: New\nkind: person\n", encoding="utf-8")
    ignoring = [repository / "content" / "actors" / ".gitignore", repository / ".git" / "info" / "exclude"]
    for file in ignoring:
        assert build(repository)["revision"]["is_modified"] is True
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text("new.yml\n", encoding="utf-8")
        assert build(repository)["revision"]["is_modified"] is False
        file.write_text(before, encoding="utf-8")


def test_a_site_that_the_records_make_is_verified(repository: Path, tmp_path: Path) -> None:
    build(repository)
    copy = shutil.copytree(repository / "site", tmp_path / "copy")
    tree = hash_tree(copy)
    (copy / ".git").mkdir()
    (copy / ".git" / "HEAD").write_text("of a branch that publishes", encoding="utf-8")
    (copy / ".nojekyll").touch()
    (copy / ".well-known").mkdir()
    (copy / ".well-known" / "security.txt").touch()
    before = list_files(repository)
    done = run(repository / "content", "verify", str(copy))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    files = sum(not path.startswith(".sayso") for path in list_files(repository / "site"))
    assert done.stderr.splitlines() == [
        "Not compared, since no build makes such names: .git, .nojekyll and .well-known.",
        f"Verified: {files} files, tree {tree}.",
    ]
    assert list_files(repository) == before


def test_each_file_that_differs_is_named_with_how(root: Path) -> None:
    page = root / "site" / "actors" / "anna-kole" / "index.html"
    at = page.read_text(encoding="utf-8").index("Anna Kole") + len("Anna")
    page.write_text(page.read_text(encoding="utf-8").replace("Anna Kole", "Anna Cole", 1), encoding="utf-8")
    (root / "site" / "404.html").unlink()
    (root / "site" / "a\nb.html").touch()
    done = run(root, "verify", "site")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "404.html is missing",
        "a\\nb.html is not made of these records",
        f"actors/anna-kole/index.html differs from byte {len(page.read_text('utf-8')[: at + 1].encode()) + 1:,} on",
    ]
    assert done.stderr.splitlines()[-1] == "SITE is not what these records make: 3 differences."


def test_links_pipes_and_what_cannot_be_read_differ_and_are_not_followed(root: Path, tmp_path: Path) -> None:
    site = root / "site"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page.html").touch()
    (site / "extra").symlink_to(tmp_path / "elsewhere")
    for name in ("404.html", "robots.txt", "index.html"):
        (site / name).unlink()
    (site / "404.html").symlink_to("/dev/zero")
    os.mkfifo(site / "robots.txt")
    (site / "index.html").mkdir()
    done = run(root, "verify", "site")
    assert done.stdout.splitlines() == [
        "404.html is no ordinary file",
        "extra is not made of these records",
        "index.html is missing",
        "robots.txt is no ordinary file",
    ]
    assert done.returncode == 1


@pytest.fixture
def differing(root: Path) -> Path:
    """A project whose site holds files that nobody made, more than are listed at once."""
    for number in range(23):
        (root / "site" / f"{number:02}.txt").touch()
    return root


def test_of_many_differences_twenty_are_listed_unless_all_are_asked_for(differing: Path) -> None:
    done = run(differing, "verify", "site")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 20)
    assert "… and 3 other files: sayso verify --all" in done.stderr
    done = run(differing, "verify", "site", "--all")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 23)
    assert "other files" not in done.stderr


def test_a_site_of_another_commit_or_of_other_versions_says_so(repository: Path) -> None:
    head = build(repository)["revision"]["commit"]
    edit(repository / "site" / "build.json", '"mkdocs": "1.', '"mkdocs": "0.')
    edit(repository / ACTOR, "Anna", "Ana")
    done = run(repository, "verify", "site")
    assert done.returncode == 1
    here = f"here is revision {head[:12]} with changes that are not committed."
    assert f"SITE was made of revision {head[:12]}; {here}" in done.stderr.splitlines()
    assert "SITE was made with mkdocs 0." in done.stderr


def test_a_site_without_a_statement_says_so(root: Path) -> None:
    (root / "site" / "build.json").unlink()
    done = run(root, "verify", "site")
    assert done.returncode == 1
    assert "SITE has no build.json that can be read" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"revision": 1, "versions": {}, "counts": {}}',
        "\0",
        '{"revision": null}',
        "[" * 60_000,
        ENDLESS,
        " " * 70_000 + SAYS_NOTHING,
    ],
)
def test_a_statement_that_says_something_else_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "build.json").write_text(text, encoding="utf-8")
    assert read_provenance(tmp_path) is None


def test_records_with_an_error_make_no_site_to_compare_with(root: Path) -> None:
    edit(root / ACTOR, "kind: person", "kind: persn")
    done = run(root, "verify", "site")
    assert done.returncode == 1
    assert f"{ACTOR}:2:7: error [bad-choice]" in done.stderr
    assert done.stderr.splitlines()[-1] == "The build failed: see above. Nothing was compared."


@pytest.mark.parametrize("site", ["nothing", "mkdocs.yml"])
def test_what_is_no_folder_is_wrong_use(root: Path, site: str) -> None:
    done = run(root, "verify", site)
    assert done.returncode == 2
    assert f"There is no folder '{site}'." in done.stderr
