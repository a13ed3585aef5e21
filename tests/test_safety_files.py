"""Hostile files: whatever lies under `content/`, every fault is told with its place, in one run that stays small.

The real commands run as children that may take ten seconds of processor time and a gigabyte of memory.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from tests.building import BARE, write_project
from tests.cases import nest_folders
from tests.hostile_files import FAULTS, KIB, MIB, PLACE, SOURCE, UNSEEN, Fault

from sayso.listing import UNSURE, list_stamps
from sayso.loading import load_content
from sayso.problems import printable

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
SECONDS, MEMORY = 10, 1024
# What a child without faults needs is 45 MiB; files may add 200.
LITTLE_MEMORY = 256
FILES = 10_000 if FULL else 2_000
LINE = re.compile(
    r"content(?:/(?P<path>.*?))?:(?P<place>\d+:\d+): (?:error|warning) \[(?P<code>[a-z0-9-]+)\] (?P<words>.+)"
)
CANARY = "canary-of-the-environment"
# Takes the rights of root to read everything away, so that a closed file is closed to the tests of root too.
WITHOUT_RIGHTS = """
import ctypes, os, sys
for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""
Told = Mapping[str, list[tuple[str, str, str]]]


def run_sayso(
    project: Path, *arguments: str, memory: int = MEMORY, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Runs a command of Sayso in a project, as a child with limits (seconds of processor time, MiB)."""
    command = shlex.join([*before, sys.executable, "-P", "-m", "sayso", *arguments])
    hidden = {"GITHUB_ACTIONS", "FORCE_COLOR", "NO_COLOR"}
    return subprocess.run(
        ["/bin/sh", "-c", f"ulimit -t {SECONDS}; ulimit -v {memory * KIB}; exec {command}"],
        cwd=project,
        env={**{name: value for name, value in os.environ.items() if name not in hidden}, "CANARY": CANARY},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


def read_told(output: str) -> Told:
    """What is told of each file below the content folder: place, code and words; each line must be a whole message."""
    told: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in output.splitlines():
        match = LINE.fullmatch(line)
        assert match is not None, f"no message: {line[:200]!r}"
        told[match["path"] or ""].append((match["place"], match["code"], match["words"]))
    return told


def find_leaks(run: subprocess.CompletedProcess[str], project: Path) -> list[str]:
    """What an answer must not hold: a traceback, a path of the machine, the environment, a record's other words."""
    never = ("Traceback", 'File "', str(project), str(Path.home()), sys.prefix, CANARY, UNSEEN, "Sayso failed")
    return [word for word in never if word in run.stdout + run.stderr]


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files below a folder, and gives that folder."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def make_sparse(file: Path) -> None:
    """A file of ten gigabytes that takes no space."""
    with file.open("wb") as opened:
        opened.truncate(10 * 1024 * MIB)


def make_socket(file: Path) -> None:
    """A socket; its path must be short, so it is made where it belongs."""
    before = Path.cwd()
    os.chdir(file.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(file.name)
    finally:
        os.chdir(before)


def link(target: str) -> Callable[[Path], None]:
    """Makes a symbolic link."""
    return lambda file: file.symlink_to(target)


LINKED, NO_FILE = "1:1 symbolic-link links are not followed", "1:1 not-a-file no ordinary file"
# What is no ordinary file, by its path, and what is told of it.
SPECIAL: dict[str, tuple[Callable[[Path], None], str]] = {
    "places/link-to-a-file.yml": (link("osk-town.yml"), LINKED),
    "places/link-to-a-folder": (link("../actors"), LINKED),
    "places/link-to-itself.yml": (link("link-to-itself.yml"), LINKED),
    "places/link-to-nothing.yml": (link("nothing.yml"), LINKED),
    "places/link-to-the-system.yml": (link("/etc/passwd"), LINKED),
    "places/link-out-of-the-project.yml": (link("../../../outside/secret.yml"), LINKED),
    "places/link-to-endless-zeros.yml": (link("/dev/zero"), LINKED),
    "places/link-to-all": (link("/"), LINKED),
    "sources/linked-text.txt": (link("/etc/passwd"), LINKED),
    "stories/linked-prose.md": (link("/etc/passwd"), LINKED),
    "people-elsewhere": (link("../outside"), LINKED),
    "places/pipe.yml": (os.mkfifo, NO_FILE),
    "sources/pipe-text.txt": (os.mkfifo, NO_FILE),
    "places/a-socket.yml": (make_socket, NO_FILE),
    "places/sparse.yml": (make_sparse, "1:1 too-large 256 KiB"),
    "sources/sparse-text.txt": (make_sparse, "1:1 too-large 4096 KiB"),
    "stories/sparse-prose.md": (make_sparse, "1:1 too-large 256 KiB"),
}
BESIDE = {f"content/sources/{name}.yml": SOURCE for name in ("linked-text", "pipe-text", "sparse-text")} | {
    f"content/stories/{name}.yml": "title: Osk\nstandfirst: Osk.\nquestions: q\nas_of: 2031\n"
    for name in ("linked-prose", "sparse-prose")
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with every fault, beside a folder that it must not read."""
    base = tmp_path_factory.mktemp("hostile")
    write(base, {"outside/secret.yml": f"name: {UNSEEN}\nkind: site\n"})
    root = write(base / "project", {"mkdocs.yml": "site_name: Osk\nplugins: [sayso]\n", **BESIDE})
    write(root, {f"content/{fault.path}": fault.data for fault in FAULTS.values()})
    for path, (make, _) in SPECIAL.items():
        make(root / "content" / path)
    yield root
    shutil.rmtree(base)


@pytest.fixture(scope="module")
def answer(hostile: Path) -> subprocess.CompletedProcess[str]:
    """What `sayso check` says of it."""
    return run_sayso(hostile, "check")


@pytest.fixture(scope="module")
def told(answer: subprocess.CompletedProcess[str]) -> Told:
    """What is told of each file."""
    return read_told(answer.stdout)


def test_one_run_ends_with_findings_and_one_sentence(answer: subprocess.CompletedProcess[str]) -> None:
    assert answer.returncode == 1, answer.stderr
    assert re.fullmatch(r"\d+ errors?(?: and \d+ warnings?)? in \d+ of \d+ files\. Nothing can .*\n", answer.stderr)


def test_there_are_over_a_hundred_kinds_of_fault() -> None:
    assert len([fault for fault in FAULTS.values() if fault.told]) + len(SPECIAL) > 200


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_at_its_place_and_nothing_else_of_its_file(name: str, told: Told) -> None:
    fault = FAULTS[name]
    here = told.get(printable(fault.path), [])
    for line in fault.told:
        if line != "…":
            path, code, words = split_told(line, fault)
            assert [found for found in told.get(path, []) if is_told(found, code, words)], (line, here[:5])
    if "…" not in fault.told:
        assert len(here) == len([line for line in fault.told if not line.startswith("content/")]), here[:5]


def split_told(line: str, fault: Fault) -> tuple[str, str, str]:
    """The file, the place with the code, and the words of a line of the table."""
    path = printable(fault.path)
    if line.startswith("content/"):
        path, _, line = line.removeprefix("content/").partition(":")
    place, code, *words = line.split(" ", 2)
    return path, f"{place} {code}", "".join(words)


def is_told(found: tuple[str, str, str], code: str, words: str) -> bool:
    """Whether a message is the one of the table."""
    return f"{found[0]} {found[1]}" == code and words in found[2]


@pytest.mark.parametrize("path", SPECIAL)
def test_what_is_no_ordinary_file_is_told_and_neither_followed_nor_waited_for(path: str, told: Told) -> None:
    place, code, words = SPECIAL[path][1].split(" ", 2)
    assert [found for found in told[path] if is_told(found, f"{place} {code}", words)]


def test_no_file_is_told_of_that_is_not_there(hostile: Path, told: Told) -> None:
    known = {printable(fault.path) for fault in FAULTS.values()} | SPECIAL.keys()
    known |= {path.removeprefix("content/") for path in BESIDE} | {"people", "places/a\\x07b"}
    assert told.keys() - known == set()
    assert (hostile / "content").is_dir()


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_answer_holds_a_traceback_a_path_of_the_machine_the_environment_or_a_body(
    form: str, hostile: Path, answer: subprocess.CompletedProcess[str]
) -> None:
    run = answer if form == "text" else run_sayso(hostile, "check", "--format", form)
    assert (run.returncode, find_leaks(run, hostile)) == (1, [])
    if form == "json":
        assert len(json.loads(run.stdout)) == len(answer.stdout.splitlines())
    if form == "github":
        assert [
            line for line in run.stdout.splitlines() if not line.startswith(("::error file=", "::warning file="))
        ] == []
    assert "".join(character for character in run.stdout if not character.isprintable()).strip("\n") == ""


def test_all_of_it_takes_less_than_two_hundred_mebibytes(
    hostile: Path, answer: subprocess.CompletedProcess[str]
) -> None:
    run = run_sayso(hostile, "check", memory=LITTLE_MEMORY)
    assert (run.returncode, run.stdout) == (1, answer.stdout), run.stderr


def test_each_fault_takes_less_than_a_second(tmp_path: Path) -> None:
    slow = {}
    for name, fault in FAULTS.items():
        root = write(tmp_path / "one", {f"content/{fault.path}": fault.data})
        begin = time.process_time()
        load_content(root)
        if (seconds := time.process_time() - begin) > 1:
            slow[name] = seconds
        shutil.rmtree(root)
    assert slow == {}


@pytest.mark.parametrize(
    "arguments",
    [("show", "osk-town"), ("show", "nobody-at-all"), ("new", "place", "tarn"), ("new", "place", "osk-town")],
)
def test_other_commands_stand_it_too(arguments: tuple[str, ...], hostile: Path) -> None:
    run = run_sayso(hostile, *arguments)
    assert find_leaks(run, hostile) == []
    assert run.returncode in (0, 1), run.stderr
    (hostile / "content/places/tarn.yml").unlink(missing_ok=True)


def test_a_build_is_refused_with_all_faults_told_and_publishes_nothing(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", BARE)
    write(project, {f"content/{fault.path}": fault.data for fault in FAULTS.values()})
    os.mkfifo(project / "content/places/pipe.yml")
    run = run_sayso(project, "build")
    assert run.returncode == 1
    assert find_leaks(run, project) == []
    assert not (project / "site").exists()
    assert "content/places/pipe.yml:1:1: error [not-a-file]" in run.stderr
    assert "content/places/200-kb-of-brackets.yml:1:25: error [too-deep]" in run.stderr


SHEETS = [name for name, fault in FAULTS.items() if fault.path.startswith("places/") and fault.told]


def test_each_hostile_record_is_refused_as_a_sheet_too(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "content/places/osk.yml": PLACE})
    names = SHEETS if FULL else SHEETS[::25]
    for name in names:
        (tmp_path / "sheet.yml").write_bytes(FAULTS[name].data)
        run = run_sayso(tmp_path, "split", "sheet.yml")
        assert (run.returncode, find_leaks(run, tmp_path)) == (1, []), name
        assert run.stdout.startswith("sheet.yml:"), name
        assert run.stderr.endswith("in the sheet. Nothing was written.\n"), name
    assert [path.name for path in (tmp_path / "content").rglob("*.yml")] == ["osk.yml"]


@pytest.mark.parametrize("command", [("split",), ("check",)])
@pytest.mark.parametrize(("name", "make"), [("pipe.yml", os.mkfifo), ("sparse.yml", make_sparse)])
def test_a_sheet_that_is_no_ordinary_file_is_told_and_not_waited_for(
    command: tuple[str, ...], name: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    write(tmp_path, {"mkdocs.yml": "", "content/places/osk.yml": PLACE})
    make(tmp_path / name)
    run = run_sayso(tmp_path, *command, name)
    assert (run.returncode, find_leaks(run, tmp_path)) == (1, [])
    assert re.match(rf"{name}:1:1: error \[(not-a-file|too-large)\]", run.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="taking rights away from root is a call of Linux")
@pytest.mark.parametrize(
    ("closed", "what"),
    [("places/osk.yml", "file"), ("sources/herald.txt", "file"), ("places", "folder"), ("", "folder")],
)
def test_what_is_closed_is_told(closed: str, what: str, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "",
            "content/places/osk.yml": PLACE,
            "content/sources/herald.yml": SOURCE,
            "content/sources/herald.txt": "Osk.\n",
        },
    )
    path = tmp_path / "content" / closed
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(0)
    try:
        run = run_sayso(tmp_path, "check", before=(sys.executable, "-c", WITHOUT_RIGHTS))
    finally:
        path.chmod(before)
    assert (run.returncode, find_leaks(run, tmp_path)) == (1, [])
    message = f"The {what} cannot be read (Permission denied). Give yourself the right to read it."
    assert read_told(run.stdout)[closed] == [("1:1", "unreadable-file", message)]


@pytest.mark.parametrize("device", [(1, 3), (1, 5), (5, 0)])
def test_a_device_is_told(device: tuple[int, int], tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "content/places/osk.yml": PLACE})
    try:
        os.mknod(tmp_path / "content/places/device.yml", stat.S_IFCHR | 0o666, os.makedev(*device))
    except (PermissionError, AttributeError):
        pytest.skip("Only root may make a device, and not in every container.")
    run = run_sayso(tmp_path, "check")
    assert read_told(run.stdout)["places/device.yml"][0][1] == "not-a-file"


@pytest.mark.parametrize("target", ["elsewhere", "content", "nowhere", "/"])
def test_a_content_folder_that_is_a_link_is_told(target: str, tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "elsewhere/places/osk.yml": "name: [\n"})
    (tmp_path / "content").symlink_to(target)
    run = run_sayso(tmp_path, "check")
    assert (run.returncode, find_leaks(run, tmp_path)) == (1, [])
    assert [(code, place) for place, code, _ in read_told(run.stdout)[""]] == [("symbolic-link", "1:1")]


def test_what_links_lead_to_is_not_listed(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/places/osk.yml": "", "content/places/osk.yml": ""})
    assert list_stamps(tmp_path, "content").keys() == {"content/places/", "content/places/osk.yml"}
    (tmp_path / "content/places/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "linked").symlink_to("elsewhere")
    assert list_stamps(tmp_path, "content").keys() - {"content/places/more"} == {
        "content/places/",
        "content/places/osk.yml",
    }
    assert list_stamps(tmp_path, "linked") == {"linked": UNSURE}


def test_a_file_that_grows_while_it_is_read_is_read_up_to_its_limit(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "content/places/osk.yml": PLACE})
    done = threading.Event()

    def grow() -> None:
        with (tmp_path / "content/places/growing.yml").open("ab", buffering=0) as file:
            for _ in range(1000):
                file.write(b"# Osk\n" * 20_000)
                if done.wait(0.002):
                    return

    thread = threading.Thread(target=grow)
    thread.start()
    time.sleep(0.05)
    try:
        run = run_sayso(tmp_path, "check", memory=LITTLE_MEMORY)
    finally:
        done.set()
        thread.join()
    assert (run.returncode, find_leaks(run, tmp_path)) == (1, [])
    assert read_told(run.stdout)["places/growing.yml"][0][:2] == ("1:1", "too-large")


def test_thousands_of_files_in_one_folder_are_all_told(tmp_path: Path) -> None:
    folder = tmp_path / "content/places"
    folder.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    for number in range(FILES):
        (folder / f"p{number}.yml").write_text(f"name: P\nkind: site\nwithin: q{number}\n", encoding="utf-8")
    run = run_sayso(tmp_path, "check", memory=LITTLE_MEMORY)
    assert (run.returncode, len(run.stdout.splitlines())) == (1, FILES)


def test_folders_nest_deeper_than_a_path_can_say(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "content/places/osk.yml": "name: Osk\nkind: sight\n"})
    nest_folders(tmp_path / "content/places", 40)
    run = run_sayso(tmp_path, "check")
    with suppress(OSError):
        shutil.rmtree(tmp_path / "content")
    codes = [code for lines in read_told(run.stdout).values() for _, code, _ in lines]
    assert (run.returncode, sorted(codes)) == (1, ["bad-choice", "unreadable-file"])
    assert find_leaks(run, tmp_path) == []
