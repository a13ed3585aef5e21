"""The same records give the same bytes: whoever builds, where, when, with what settings, in whatever order of files."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from tests.building import BARE, INVENTED, OWN, REPOSITORY, read_unpacked, run_mkdocs, write_project
from tests.surroundings import (
    ADDRESS,
    ALONE,
    CLOCKS,
    DAYS,
    HERE,
    LOOK,
    MEMORY,
    OTHERS,
    SEEN,
    SHIFT,
    THERE,
    Surroundings,
    build_in,
    make_locales,
    run_in,
    write_start,
    write_surrounded,
)

from sayso.publishing import hash_tree, list_files

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
OTHER_WAYS = {**OTHERS, **ALONE} if FULL else OTHERS
WAYS = {"here": HERE, **OTHER_WAYS}
Build: TypeAlias = Callable[..., Path]


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of locales that the system need not have."""
    folder = tmp_path_factory.mktemp("locales")
    make_locales(folder, (around.locale for around in OTHER_WAYS.values()))
    return folder


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, locales: Path) -> Build:
    """Gives the site of a content folder built in surroundings that have a name, and builds each only once."""

    @cache
    def build_once(way: str, content: Path) -> Path:
        return build_in(tmp_path_factory.mktemp("built"), content, locales, WAYS[way])

    return lambda way, content=INVENTED: build_once(way, content)


def compare(one: Path, other: Path) -> str | None:
    """The first file in which two trees differ, and where in it; none where they do not."""
    names = [{path.relative_to(folder).as_posix() for path in list_files(folder)} for folder in (one, other)]
    for name in sorted(names[0] | names[1]):
        if name not in names[0] or name not in names[1]:
            return f"{name} is in one of the two only"
        first, second = (one / name).read_bytes(), (other / name).read_bytes()
        if first != second:
            pairs = enumerate(zip(first, second, strict=False))
            at = next((index for index, (a, b) in pairs if a != b), min(len(first), len(second)))
            near = slice(max(0, at - 40), at + 40)
            return f"{name} differs at byte {at}: {first[near]!r} and {second[near]!r}"
    return None


def find_traces(site: Path, traces: list[str]) -> list[str]:
    """The files that hold one of these texts, in any case, packed or not."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(trace.lower())}(?!\w)" for trace in traces).encode())
    return [
        f"{path.relative_to(site)} holds {match[0].decode()}"
        for path in list_files(site)
        if (match := pattern.search(read_unpacked(path).lower()))
    ]


def list_machine_traces(*folders: Path) -> list[str]:
    """What a file could tell of the machine: folders, the home folder, the host's name, the user's."""
    traces = [part for folder in folders for part in (str(folder), folder.as_uri())]
    home = Path.home()
    traces += [str(home), *(name for name in (socket.gethostname(), socket.getfqdn()) if len(name) > 3)]
    return [trace for trace in traces if trace not in ("localhost", "/")]


@pytest.mark.parametrize("way", OTHER_WAYS)
@pytest.mark.parametrize("content", [INVENTED, OWN] if FULL else [INVENTED], ids=lambda path: path.parent.name)
def test_builds_in_other_surroundings_are_the_same(way: str, content: Path, build: Build) -> None:
    one, other = build("here", content), build(way, content)
    assert compare(one, other) is None
    assert hash_tree(one) == hash_tree(other)


@pytest.mark.parametrize("way", ["here", *OTHER_WAYS])
def test_no_file_tells_of_the_machine_on_which_it_was_made(way: str, build: Build) -> None:
    site = build(way)
    names = [f"{place}-{word}-7" for place in ("here", "there") for word in ("alpha", "beta", "user")]
    traces = [*list_machine_traces(site.parents[1], site.parent), *names, "sitecustomize", ".sayso-site/new"]
    assert find_traces(site, traces) == []


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory, locales: Path) -> Callable[[str], dict[str, Any]]:
    """What a program sees of surroundings that have a name."""

    @cache
    def look(way: str) -> dict[str, Any]:
        tmp = tmp_path_factory.mktemp("seen")
        project = write_surrounded(tmp, BARE, WAYS[way])
        found: dict[str, Any] = json.loads(run_in(project, tmp, locales, WAYS[way], "-c", LOOK))
        return found

    return look


@pytest.mark.parametrize("name", SEEN)
def test_each_difference_of_the_surroundings_is_really_there(
    name: str, seen: Callable[[str], dict[str, Any]], locales: Path
) -> None:
    """Else two builds would be the same for want of a difference."""
    if name == "locale" and not any(locales.iterdir()):
        pytest.skip("There are no descriptions of locales: install the package that Debian calls locales.")
    if name == "is_on_one_core" and len(getattr(os, "sched_getaffinity", lambda _: [0])(0)) == 1:
        pytest.skip("This machine has one processor.")
    if name == "is_on_other_disk" and not os.access(MEMORY, os.W_OK):
        pytest.skip(f"There is no disk in memory at {MEMORY}.")
    here, there = seen("here"), seen("in another place, by another person, on another day")
    assert here[name] != there[name]


def test_a_way_alone_differs_in_one_thing() -> None:
    """Each thing that `THERE` has otherwise is there alone too, in the full size."""
    everything = {one.name for one in fields(Surroundings)} - {"environment"}
    assert everything - {"command", "site"} <= ALONE.keys()
    assert {f"environment {name}" for name in THERE.environment} <= ALONE.keys()
    assert [name for name in everything if getattr(HERE, name) == getattr(THERE, name)] == []


def test_the_shifted_clock_is_shifted_wherever_python_asks_for_the_time(tmp_path: Path) -> None:
    environment = {**os.environ, "TZ": "UTC", "PYTHONWARNINGS": "ignore"}
    shifted = {**environment, **write_start(tmp_path, SHIFT)}
    command = [sys.executable, "-P", "-c", CLOCKS]
    now, later = (
        [int(word) for word in subprocess.run(command, env=one, capture_output=True, check=True).stdout.split()]
        for one in (environment, shifted)
    )
    assert len(now) == 10
    days = {round((two - one) / 86400, 2) for one, two in zip(now, later, strict=True)}
    assert days == {float(DAYS)}


def test_no_output_holds_the_time_of_the_build(build: Build) -> None:
    site = build("in another place, by another person, on another day")
    stamp = (site / "index.html").stat().st_mtime
    code = "import time; [print(time.strftime(f, time.localtime(float('%s') + %d))) for f in %r]"
    forms = ["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y"]
    dates = [
        line
        for shift in (0, DAYS * 86400)
        for line in subprocess.run(
            [sys.executable, "-c", code % (stamp, shift, forms)], capture_output=True, check=True, encoding="utf-8"
        ).stdout.splitlines()
    ]
    assert len(dates) == 2 * len(forms)
    assert find_traces(site, dates) == []


def test_the_newest_date_of_the_records_is_the_time_of_the_build(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, site_url=ADDRESS)
    assert run_mkdocs(project).returncode == 0
    assert read_dates(project / "site") == {"2016-05-15"}
    packed = (project / "site" / "sitemap.xml.gz").read_bytes()
    assert int.from_bytes(packed[4:8], "little") == 1_463_270_400
    assert gzip.decompress(packed) == (project / "site" / "sitemap.xml").read_bytes()


def test_a_date_in_the_environment_comes_first(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, site_url=ADDRESS)
    done = run_mkdocs(project, SOURCE_DATE_EPOCH="1000000000")
    assert done.returncode == 0, done.stderr
    assert read_dates(project / "site") == {"2001-09-09"}


def read_dates(site: Path) -> set[str]:
    """The dates in the site map."""
    return set(re.findall(r"<lastmod>([^<]+)</lastmod>", (site / "sitemap.xml").read_text(encoding="utf-8")))


def test_a_second_build_of_the_same_folder_changes_no_byte(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, site_url=ADDRESS)
    assert run_mkdocs(project).returncode == 0
    shutil.copytree(project / "site", tmp_path / "first")
    assert run_mkdocs(project).returncode == 0
    assert compare(tmp_path / "first", project / "site") is None


IN_ONE_PROCESS = """
import sys
from mkdocs.__main__ import cli
for project, site in zip(sys.argv[1::2], sys.argv[2::2]):
    cli(["build", "--quiet", "--config-file", f"{project}/mkdocs.yml", "--site-dir", site], standalone_mode=False)
"""


def test_another_site_built_before_in_the_same_process_changes_no_byte(tmp_path: Path, build: Build) -> None:
    one, other = (
        write_project(tmp_path / name, content, site_url=ADDRESS)
        for name, content in (("one", INVENTED), ("other", BARE))
    )
    runs = [(one, tmp_path / "1"), (other, tmp_path / "2"), (one, tmp_path / "3")]
    command = [sys.executable, "-P", "-c", IN_ONE_PROCESS, *(str(path) for run in runs for path in run)]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert compare(build("here"), tmp_path / "1") is None
    assert compare(tmp_path / "1", tmp_path / "3") is None
    assert compare(tmp_path / "1", tmp_path / "2") is not None


# --- The same records in other bytes


def write_windows(project: Path, *names: str) -> int:
    """Gives files of content a byte order mark and line ends of Windows, and says how many there are."""
    files = [path for path in (project / "content").rglob("*") if path.is_file() and path.name in names]
    for path in files:
        data = path.read_bytes()
        assert b"\r" not in data
        path.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    return len(files)


def test_line_ends_of_windows_and_byte_order_marks_change_no_byte(tmp_path: Path, build: Build) -> None:
    """But for a text whose digest stands in its record: there they are told."""
    project = write_project(tmp_path / "project", INVENTED, site_url=ADDRESS)
    digested = "banks-gazette-report.txt"
    names = {path.name for path in (project / "content").rglob("*") if path.is_file()} - {digested}
    assert write_windows(project, *names) > 40
    done = run_mkdocs(project)
    assert done.returncode == 0, done.stderr
    assert compare(build("here"), project / "site") is None
    write_windows(project, digested)
    done = run_mkdocs(project)
    assert done.returncode == 1
    assert f"[sha256-mismatch] The text content/sources/{digested} has another digest" in done.stderr


def test_git_checks_out_the_same_bytes_where_it_would_turn_line_ends(tmp_path: Path) -> None:
    first = write_project(tmp_path / "first", INVENTED)
    (first / "content" / "sources" / "plain.TXT").write_text("a\nb\n", encoding="utf-8")
    for name, attributes in (("kept", (REPOSITORY / ".gitattributes").read_text("utf-8")), ("turned", "")):
        (first / ".gitattributes").write_text(attributes, encoding="utf-8")
        commit_all(first)
        clone = tmp_path / name
        run_git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(first), str(clone))
        shutil.rmtree(clone / ".git")
        difference = compare_trees(first, clone)
        assert difference is None if name == "kept" else "\\r" in str(difference)


def commit_all(project: Path) -> None:
    """Puts all that stands in a project into a commit."""
    if not (project / ".git").exists():
        run_git(project, "init", "--quiet")
    run_git(project, "add", "--all")
    run_git(project, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", "x")


def run_git(folder: Path, *arguments: str) -> None:
    """Runs git without anybody's settings."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **quiet}, capture_output=True, check=True)


def compare_trees(one: Path, other: Path) -> str | None:
    """The same as `compare`, without what git keeps."""
    aside = one.with_name(f"{one.name}-git")
    (one / ".git").rename(aside)
    try:
        return compare(one, other)
    finally:
        aside.rename(one / ".git")


def test_the_other_ending_of_records_changes_only_the_path_that_is_shown(tmp_path: Path, build: Build) -> None:
    project = write_project(tmp_path / "project", INVENTED, site_url=ADDRESS)
    for path in sorted((project / "content").rglob("*.yml")):
        path.rename(path.with_suffix(".yaml"))
    done = run_mkdocs(project)
    assert done.returncode == 0, done.stderr
    one = shutil.copytree(build("here"), tmp_path / "one")
    shown = re.compile(rb"(content/[a-z0-9/-]+)\.yaml")
    found = 0
    for site in (one, project / "site"):
        for path in site.rglob("*.html"):
            data, times = shown.subn(rb"\1.yml", path.read_bytes())
            path.write_bytes(data)
            found += times
    assert found > 40
    assert compare(one, project / "site") is None


# --- What compares them


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal trees."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "below").mkdir(parents=True)
        (folder / "index.html").write_text("<p>Words</p>", encoding="utf-8")
        (folder / "below" / "x.txt").write_text("x", encoding="utf-8")
    assert compare(one, other) is None
    return one, other


def test_one_changed_byte_is_found_and_named(trees: tuple[Path, Path]) -> None:
    one, other = trees
    (other / "index.html").write_text("<p>Wards</p>", encoding="utf-8")
    assert compare(one, other) == "index.html differs at byte 4: b'<p>Words</p>' and b'<p>Wards</p>'"
    assert hash_tree(one) != hash_tree(other)


def test_a_file_too_many_and_a_file_cut_short_are_found(trees: tuple[Path, Path]) -> None:
    one, other = trees
    (other / "index.html").write_text("<p>Wor", encoding="utf-8")
    assert "index.html differs at byte 6" in str(compare(one, other))
    (one / "below" / "x.txt").unlink()
    assert compare(one, other) == "below/x.txt is in one of the two only"


def test_a_path_a_home_and_a_host_are_found_even_in_a_packed_file(trees: tuple[Path, Path]) -> None:
    site, project = trees
    assert find_traces(site, list_machine_traces(project)) == []
    packed = gzip.compress(f"<a>{project}</a>".encode())
    (site / "a.xml.gz").write_bytes(packed)
    (site / "b.html").write_text(f"built in {Path.home()}/x", encoding="utf-8")
    (site / "c.html").write_text(f"built on {socket.gethostname()}.", encoding="utf-8")
    found = find_traces(site, [*list_machine_traces(project), socket.gethostname()])
    assert [line.split()[0] for line in found] == ["a.xml.gz", "b.html", "c.html"]
