"""The published site is whole at any time: the old one or the new one, whatever goes wrong on the way."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.building import PATIENCE, REPOSITORY, make_settings
from tests.published import (
    BUILD,
    BUILDS,
    FULL,
    QUIET,
    edit,
    go_on,
    leftovers,
    run,
    snap,
    start,
    wait_at,
    wait_for,
    waits,
)

from sayso import publishing
from sayso.provenance import Provenance
from sayso.publishing import BuildLocked, PublishingError, Staging, exchange, exchange_at_once, hash_tree

CHECK = ("sayso", "check")


def test_one_wrong_word_of_a_passage_stops_every_way_to_build_and_the_old_site_stays(project: Path) -> None:
    old = snap(project / "site")
    file = project / "content" / "claims" / "cable-was-worn.yml"
    passage = re.search(r"passage: (.+)", file.read_text(encoding="utf-8"))
    assert passage is not None
    word = passage[1].split()[2].strip(".,")
    line = edit(file, passage[1], passage[1].replace(word, "Zebra", 1))
    for words in (CHECK, *BUILDS):
        status, output = run(project, *words)
        assert status != 0, words
        (told,) = [one for one in output.splitlines() if "passage-not-found" in one]
        assert f"content/claims/cable-was-worn.yml:{line}:" in told, words
        assert "'Zebra'" in told, words
        assert f"'{word}'" in told, words
        assert "Traceback" not in output
        assert snap(project / "site") == old, words
        assert leftovers(project) == []


def test_a_link_to_no_record_in_a_hand_written_page_stops_the_build_and_the_old_site_stays(project: Path) -> None:
    old = snap(project / "site")
    page = project / "site_src" / "pages" / "more.md"
    page.write_text("# More\n\nSee [[crane-fall]] and\nthen [[crane-fal]], [[crane-fal|words]].\n", encoding="utf-8")
    for words in BUILDS:
        status, output = run(project, *words)
        assert status != 0, words
        told = re.findall(r"site_src/pages/\S+ error \[dangling-reference\] There is no record '[^']*'\.", output)
        problem = "error [dangling-reference] There is no record 'crane-fal'."
        assert told == [f"site_src/pages/more.md:4:6: {problem}", f"site_src/pages/more.md:4:21: {problem}"]
        assert "Traceback" not in output
        assert snap(project / "site") == old, words
        assert leftovers(project) == []


def test_a_warning_in_strict_mode_leaves_the_old_site(project: Path) -> None:
    old = snap(project / "site")
    (project / "site_src" / "pages" / "more.md").write_text("# More\n\n[x](missing.md)\n", encoding="utf-8")
    for words in (BUILD, ("mkdocs", "build", "--strict"), QUIET):
        status, output = run(project, *words)
        assert status == 1, words
        assert ("missing.md" in output) == ("-q" not in words)
        assert "warning" in output.lower()
        assert snap(project / "site") == old, words
        assert leftovers(project) == []


def test_a_template_that_fails_leaves_the_old_site(project: Path, tmp_path: Path) -> None:
    old = snap(project / "site")
    package = shutil.copytree(REPOSITORY / "plugins" / "sayso", tmp_path / "patched" / "sayso")
    with (package / "templates" / "place.html").open("a", encoding="utf-8") as template:
        template.write("{{ view.no_such_thing }}\n")
    for words in BUILDS:
        status, output = run(project, *words, PYTHONPATH=str(package.parent))
        assert status != 0, words
        assert "no_such_thing" in output
        assert snap(project / "site") == old, words
        assert leftovers(project) == []


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_what_is_published_is_for_all_to_read_and_for_no_stranger_to_change(project: Path, umask: int) -> None:
    command = [sys.executable, "-P", "-m", *BUILD]
    subprocess.run(command, cwd=project, capture_output=True, check=True, umask=umask)
    site = project / "site"
    modes = {path: path.stat().st_mode & 0o777 for path in (site, *site.rglob("*"))}
    assert {mode & 0o557 for path, mode in modes.items() if path.is_dir()} == {0o555}
    assert {mode & 0o557 for path, mode in modes.items() if path.is_file()} == {0o444}


@pytest.mark.parametrize("words", BUILDS, ids=" ".join)
def test_a_build_that_succeeds_replaces_the_whole_site(project: Path, words: tuple[str, ...]) -> None:
    tree = hash_tree(project / "site")
    (project / "site" / "of-yesterday.html").write_text("old", encoding="utf-8")
    (project / "site" / "index.html").unlink()
    status, output = run(project, *words)
    assert status == 0, output
    assert hash_tree(project / "site") == tree
    assert leftovers(project) == []


def test_a_record_that_is_gone_leaves_no_page(project: Path) -> None:
    for path in ("events/crane-fall.yml", "stories/crane-at-east-quay.md"):
        edit(project / "content" / path, "east-quay", "port-sarrow")
    (project / "content" / "places" / "east-quay.yml").unlink()
    assert (project / "site" / "places" / "east-quay").exists()
    status, output = run(project, *BUILD)
    assert status == 0, output
    assert not (project / "site" / "places" / "east-quay").exists()
    assert not [path for path in (project / "site").rglob("*.html") if "places/east-quay" in path.read_text("utf-8")]


def test_a_second_build_says_that_another_is_running_and_the_first_is_published(project: Path) -> None:
    old = snap(project / "site")
    tree = hash_tree(project / "site")
    wait_at(project, "env")
    with start(project, "mkdocs", "build") as first:
        wait_for(lambda: waits(project))
        status, output = run(project, "mkdocs", "build")
        assert status == 1
        assert "Another build of this site is running. Wait until it ends, then build again." in output
        assert "Traceback" not in output
        assert snap(project / "site") == old
        go_on(project)
        first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert hash_tree(project / "site") == tree
    assert snap(project / "site") != old
    assert leftovers(project) == []


def test_two_builds_started_together_never_tear_the_site(project: Path) -> None:
    tree = hash_tree(project / "site")
    for _ in range(10 if FULL else 1):
        both = [start(project, *BUILD), start(project, *BUILD)]
        outputs = [one.communicate(timeout=PATIENCE)[0] for one in both]
        failed = [output for one, output in zip(both, outputs, strict=True) if one.returncode]
        assert len(failed) < 2
        assert all("Another build of this site is running." in output for output in failed)
        assert hash_tree(project / "site") == tree
        assert leftovers(project) == []


def test_while_a_build_goes_on_the_old_site_can_be_read(project: Path) -> None:
    old = snap(project / "site")
    for event in ("config", "env", "page_context", "post_build"):
        wait_at(project, event)
        with start(project, "mkdocs", "build") as build:
            wait_for(lambda: waits(project))
            assert snap(project / "site") == old, event
            build.send_signal(signal.SIGKILL)
        go_on(project)
        assert snap(project / "site") == old, event
    edit(project / "content" / "places" / "east-quay.yml", "name: ", "name: The ")
    status, output = run(project, "mkdocs", "build")
    assert status == 0, output
    assert "The East" in (project / "site" / "places" / "east-quay" / "index.html").read_text(encoding="utf-8")
    assert leftovers(project) == []


COMMAND = """
import os, sys
import mkdocs.config
from mkdocs.__main__ import cli
load = mkdocs.config.load_config
def note(**arguments):
    note.config = load(**arguments)
    return note.config
mkdocs.config.load_config = note
try:
    cli(sys.argv[1:], standalone_mode=False)
except BaseException as error:
    print("ended with", type(error).__name__)
print("site_dir:", note.config.site_dir)
print("clock:", os.environ.get("SOURCE_DATE_EPOCH"))
"""


def run_script(project: Path, script: str, *words: str, **environment: str) -> str:
    """What a Python script prints that runs in a project, to the end."""
    (project / "script.py").write_text(script, encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-P", "script.py", *words],
        cwd=project,
        env={**inherited, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("is_sound", [True, False])
def test_after_the_command_the_folder_and_the_environment_are_what_they_were(project: Path, *, is_sound: bool) -> None:
    if not is_sound:
        (project / "content" / "places" / "east-quay.yml").write_text("nmae: x\n", encoding="utf-8")
    for clock in (None, "1000000000"):
        environment = {} if clock is None else {"SOURCE_DATE_EPOCH": clock}
        printed = run_script(project, COMMAND, "build", "--site-dir", "public", **environment)
        assert f"site_dir: {project / 'public'}\nclock: {clock}\n" in printed
        assert ("ended with" in printed) != is_sound
        assert (project / "public").exists() == is_sound


SEVERAL = """
import os, pathlib
from mkdocs.__main__ import cli
place = pathlib.Path("content/places/east-quay.yml")
good = place.read_bytes()
for name, text in (("one", good), ("bad", b"nmae: x"), ("two", good), ("three", good)):
    place.write_bytes(text)
    try:
        cli(["build", "--strict", "--site-dir", name], standalone_mode=False)
    except BaseException as error:
        print(name, "ended with", type(error).__name__)
    print(name, "clock:", os.environ.get("SOURCE_DATE_EPOCH"))
"""


def test_builds_in_one_process_leave_each_other_nothing(project: Path) -> None:
    assert run_script(project, SEVERAL).splitlines() == [
        "one clock: None",
        "bad ended with Abort",
        "bad clock: None",
        "two clock: None",
        "three clock: None",
    ]
    tree = hash_tree(project / "site")
    assert [hash_tree(project / name) for name in ("one", "two", "three")] == [tree, tree, tree]
    assert not (project / "bad").exists()


DIRECT = """
import os
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config()
build(config)
print("site_dir:", config.site_dir)
print("clock:", os.environ.get("SOURCE_DATE_EPOCH"))
"""


def test_the_build_function_called_directly_writes_into_the_site_itself(project: Path) -> None:
    tree = hash_tree(project / "site")
    shutil.rmtree(project / "site")
    assert f"site_dir: {project / 'site'}\nclock: None\n" in run_script(project, DIRECT)
    assert hash_tree(project / "site") == tree
    assert not (project / ".sayso-site").exists()


def no_network() -> tuple[str, ...] | None:
    """What runs a command without any network, where that is permitted."""
    for command in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
        ):
            return command
    return None


def test_without_a_network_the_site_is_built(project: Path) -> None:
    command = no_network()
    if command is None:
        pytest.skip("this system does not let us take the network away (unshare -n)")
    tree = hash_tree(project / "site")
    shutil.rmtree(project / "site")
    status, output = run(project, *BUILD, before=command)
    assert status == 0, output
    assert hash_tree(project / "site") == tree


def test_the_folder_may_have_any_name(project: Path, tmp_path: Path) -> None:
    (tmp_path / "s p é").mkdir()
    moved = project.rename(tmp_path / "s p é" / "ü")
    tree = hash_tree(moved / "site")
    for words in (CHECK, *BUILDS):
        status, output = run(moved, *words)
        assert status == 0, output
    assert hash_tree(moved / "site") == tree
    assert leftovers(moved) == []


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_dirty_build_is_refused_in_a_sentence(project: Path, command: str) -> None:
    old = snap(project / "site")
    status, output = run(project, "mkdocs", command, "--dirty")
    assert status == 1
    assert "Sayso builds whole sites: leave out --dirty, which makes pages that do not fit together." in output
    assert "Traceback" not in output
    assert snap(project / "site") == old


def test_a_file_where_the_staging_folder_should_stand_is_told_in_a_sentence(project: Path) -> None:
    old = snap(project / "site")
    (project / ".sayso-site").write_text("", encoding="utf-8")
    for words in BUILDS:
        status, output = run(project, *words)
        assert status == 1
        assert "Traceback" not in output
        assert (
            "The folder .sayso-site, in which the site is built, cannot be used (File exists). Move the file away"
            in output
        )
        assert snap(project / "site") == old


def test_a_file_where_the_site_should_stand_is_told_in_a_sentence_and_stays(project: Path) -> None:
    shutil.rmtree(project / "site")
    (project / "site").write_text("mine", encoding="utf-8")
    status, output = run(project, "mkdocs", "build")
    assert status == 1
    assert "Traceback" not in output
    assert "'site' is a file, and the site is a folder. Move it away, or choose another site_dir." in output
    assert (project / "site").read_text(encoding="utf-8") == "mine"


def test_a_site_folder_that_is_a_link_is_replaced_where_it_leads(project: Path, tmp_path: Path) -> None:
    tree = hash_tree(project / "site")
    (project / "site").rename(tmp_path / "public")
    (project / "site").symlink_to(tmp_path / "public")
    write_tree(tmp_path / "public" / "old", "old")
    for _ in range(2):
        status, output = run(project, "mkdocs", "build")
        assert status == 0, output
    assert (project / "site").is_symlink()
    assert not (tmp_path / ".sayso-public").exists()
    assert hash_tree(tmp_path / "public") == tree


@pytest.mark.parametrize(
    ("content", "settings", "message"),
    [
        ("site_src/pages/content", {}, "content ('content') and docs_dir ('pages')"),
        ("content", {"docs_dir": "content/pages"}, "content ('content') and docs_dir ('pages')"),
        ("content", {"site_dir": "content/site"}, "content ('content') and site_dir ('site')"),
        ("public/content", {"site_dir": "public"}, "content ('content') and site_dir ('public')"),
        ("site_src/theme/content", {}, "content ('content') and custom_dir ('theme')"),
        ("content", {"site_dir": "site_src/theme/site"}, "custom_dir ('theme') and site_dir ('site')"),
    ],
)
def test_records_lie_apart_from_what_is_published(
    project: Path, content: str, settings: Mapping[str, str], message: str
) -> None:
    (project / content).parent.mkdir(parents=True, exist_ok=True)
    if content != "content":
        (project / "content").rename(project / content)
    (project / content / "pages").mkdir()
    plugins = [{"sayso": {"content": content}}]
    (project / "mkdocs.yml").write_text(make_settings({"plugins": plugins, "watch": [], **settings}), encoding="utf-8")
    old = snap(project)
    status, output = run(project, "mkdocs", "build")
    assert status == 1
    assert "Traceback" not in output
    expected = f"The folders of the settings {message} are one, or lie one in the other. Choose two that lie apart."
    assert expected in output
    assert snap(project) == old


@pytest.mark.parametrize("uri", ["edit/main/", "/edit/main/", "//example.org/edit/"])
def test_an_address_for_editing_that_is_no_whole_one_is_told_in_a_sentence(project: Path, uri: str) -> None:
    (project / "mkdocs.yml").write_text(make_settings({"edit_uri": uri}), encoding="utf-8")
    old = snap(project / "site")
    status, output = run(project, "mkdocs", "build")
    assert status == 1
    assert "Traceback" not in output
    assert f"The setting edit_uri is '{uri}', and has to be a whole address, such as https://" in output
    assert snap(project / "site") == old


READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'


def read_only(folder: Path) -> tuple[str, ...] | None:
    """What runs a command for which a folder is read-only, where that is possible; root may write everywhere else."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        return ()
    command = ("unshare", "-m", "sh", "-c", READ_ONLY, "sh", str(folder))
    if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
        return command
    return None


@pytest.mark.parametrize("was_built", [True, False])
def test_where_nothing_can_be_written_a_sentence_says_so(project: Path, *, was_built: bool) -> None:
    if not was_built:
        shutil.rmtree(project / "site")
    command = read_only(project)
    if command is None:
        pytest.skip("this system lets root write everywhere (unshare -m)")
    status, output = run(project, "mkdocs", "build", before=command, PYTHONDONTWRITEBYTECODE="1")
    project.chmod(0o755)
    assert status == 1
    assert "Traceback" not in output
    reason = (
        "'site' cannot be replaced"
        if was_built
        else "The folder .sayso-site, in which the site is built, cannot be used"
    )
    cause = "Read-only file system" if command else "Permission denied"
    assert f"{reason} ({cause}). Give yourself the right to write there, " in output
    assert (project / "site").exists() == was_built


def write_tree(folder: Path, text: str) -> Path:
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "file.txt").write_text(text, encoding="utf-8")
    return folder


def read_tree(folder: Path) -> str:
    return (folder / "below" / "file.txt").read_text(encoding="utf-8")


@pytest.fixture(params=["in one step", "in two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Both ways to exchange folders: a flag that no system knows is refused like the call on an old system."""
    if request.param == "in two renames":
        monkeypatch.setattr(publishing, "RENAME_EXCHANGE", 1 << 30)
        assert exchange_at_once(write_tree(tmp_path / "a", "a"), write_tree(tmp_path / "b", "b")) is False
        assert read_tree(tmp_path / "a") == "a"
    elif sys.platform != "linux":
        pytest.skip("only Linux exchanges two folders in one step")
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_two_folders_change_places(tmp_path: Path) -> None:
    new, old = write_tree(tmp_path / "x" / "new", "new"), write_tree(tmp_path / "site", "old")
    exchange(new, old)
    assert (read_tree(old), read_tree(new)) == ("new", "old")
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == ["new"]


@pytest.mark.usefixtures("way")
def test_a_folder_that_is_missing_gets_its_place(tmp_path: Path) -> None:
    new = write_tree(tmp_path / "new", "new")
    exchange(new, tmp_path / "site")
    assert read_tree(tmp_path / "site") == "new"
    assert not new.exists()


@pytest.mark.usefixtures("way")
def test_an_exchange_that_fails_leaves_the_old_folder(tmp_path: Path) -> None:
    old = write_tree(tmp_path / "site", "old")
    with pytest.raises(OSError, match="No such file"):
        exchange(tmp_path / "missing", old)
    assert read_tree(old) == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("a", "b")] == ["site"]


def test_stopped_between_two_renames_the_old_folder_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "RENAME_EXCHANGE", 1 << 30)
    new, old = write_tree(tmp_path / "x" / "new", "new"), write_tree(tmp_path / "site", "old")
    rename = Path.rename

    def stop(path: Path, target: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stop)
    with pytest.raises(KeyboardInterrupt):
        exchange(new, old)
    assert read_tree(old) == "old"
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["new"]


@pytest.mark.usefixtures("way")
def test_publishing_what_is_gone_is_told_in_a_sentence(tmp_path: Path) -> None:
    Provenance(None, {"sayso": "1"}, {}).write(write_tree(tmp_path / "site", "old"))
    staging = Staging(tmp_path / "site")
    staging.open().rmdir()
    with pytest.raises(
        PublishingError, match=r"could not be put in its place \(No such file or directory\); the old one"
    ):
        staging.publish()
    staging.close()
    assert read_tree(tmp_path / "site") == "old"


@pytest.mark.usefixtures("way")
def test_what_an_interrupted_build_left_is_cleared(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    write_tree(staging.new, "torn")
    write_tree(staging.next, "torn")
    write_tree(staging.folder / "old", "of a rename that was cut short")
    assert list(staging.open().iterdir()) == []
    assert not staging.next.exists()
    staging.next.mkdir()
    write_tree(staging.next / "more", "new")
    staging.publish()
    staging.close()
    assert read_tree(tmp_path / "site" / "more") == "new"
    assert not staging.folder.exists()


@pytest.mark.usefixtures("way")
def test_killed_between_two_renames_the_next_build_puts_the_old_site_back(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    write_tree(staging.folder / "old", "old")
    write_tree(staging.new, "new")
    assert list(staging.open().iterdir()) == []
    assert read_tree(tmp_path / "site") == "old"
    staging.close()
    assert not staging.folder.exists()


def test_the_lock_is_given_back_with_the_end_of_the_build(tmp_path: Path) -> None:
    first, second = Staging(tmp_path / "site"), Staging(tmp_path / "site")
    first.open()
    with pytest.raises(BuildLocked, match="Another build of this site is running"):
        second.open()
    assert first.new.exists()
    first.close()
    second.open()
    second.close()


def test_the_digest_of_a_tree_tells_apart_what_differs_in_a_name_a_byte_or_a_border(tmp_path: Path) -> None:
    trees = [{"a": "bc"}, {"a": "bd"}, {"b": "bc"}, {"ab": "c"}, {"a": "b", "c": ""}, {"a/b": "c"}, {}]
    digests = []
    for number, files in enumerate(trees):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        digests.append(hash_tree(folder))
    assert len(set(digests)) == len(trees)
