"""The same records give the same bytes: whoever builds, where, when, and in whatever order the files were written."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.building import INVENTED, OWN, PATIENCE, read_unpacked, run_mkdocs, write_project

from sayso.publishing import hash_tree, list_files

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
DAYS = 40
ADDRESS = "https://example.org/sub/"
# Imported by Python itself when it starts, if it is found on its path.
SHIFT = f"""
import datetime, os, time
seconds = {DAYS} * 86400
real_time, real_time_ns, real_gmtime, real_localtime, real_strftime = (
    time.time, time.time_ns, time.gmtime, time.localtime, time.strftime
)
time.time = lambda: real_time() + seconds
time.time_ns = lambda: real_time_ns() + seconds * 10**9
time.gmtime = lambda when=None: real_gmtime(time.time() if when is None else when)
time.localtime = lambda when=None: real_localtime(time.time() if when is None else when)
time.strftime = lambda form, when=None: real_strftime(form, time.localtime() if when is None else when)
class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
datetime.date, datetime.datetime = Date, DateTime
if "SHIFTED" in os.environ:
    open(os.environ["SHIFTED"], "a").close()
"""
CLOCKS = """
import datetime, time
print(int(time.time()), time.time_ns() // 10**9, *(int(time.mktime(t)) for t in (time.localtime(), time.gmtime())),
    int(time.mktime(time.strptime(time.strftime("%c")))), int(datetime.datetime.now().timestamp()),
    int(datetime.datetime.now(datetime.UTC).timestamp()), int(datetime.datetime.utcnow().timestamp()),
    int(datetime.datetime.today().timestamp()), datetime.date.today().toordinal() * 86400)
"""


@dataclass(frozen=True)
class Surroundings:
    """All that must not matter to a build."""

    folder: str
    umask: int
    is_reversed: bool
    touched: int
    is_later: bool = False
    environment: dict[str, str] = field(default_factory=dict)


HERE = Surroundings(
    folder="one",
    umask=0o022,
    is_reversed=False,
    touched=1_500_000_000,
    environment={
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C.UTF-8",
        "HOSTNAME": "here-alpha-7",
        "USER": "a",
    },
)
THERE = Surroundings(
    folder="s p é/ü",
    umask=0o077,
    is_reversed=True,
    touched=1_111_111_111,
    is_later=True,
    environment={
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Honolulu",
        "LC_ALL": "C",
        "HOSTNAME": "there-beta-7",
        "USER": "b",
    },
)


def shift_time(folder: Path) -> dict[str, str]:
    """Writes the module that moves the clock, and gives the environment in which Python finds it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(SHIFT, encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {"PYTHONPATH": path, "SHIFTED": str(folder / "shifted")}


def write_in_order(source: Path, target: Path, around: Surroundings) -> None:
    """Copies a folder file by file, in the order of the names or against it, and gives every file a time of change."""
    for path in sorted(source.rglob("*"), reverse=around.is_reversed):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (around.touched, around.touched))


def build_in(tmp: Path, content: Path, around: Surroundings) -> Path:
    """The site of a content folder, built in these surroundings."""
    first = write_project(tmp / "first" / around.folder, content, site_url=ADDRESS)
    project = tmp / around.folder / "project"
    write_in_order(first, project, around)
    environment = dict(around.environment)
    if around.is_later:
        environment |= shift_time(tmp / "later")
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        umask=around.umask,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert not around.is_later or (tmp / "later" / "shifted").exists()
    return project / "site"


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
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(trace)}(?!\w)" for trace in traces).encode(), re.IGNORECASE)
    return [
        f"{path.relative_to(site)} holds {match[0].decode()}"
        for path in list_files(site)
        if (match := pattern.search(read_unpacked(path)))
    ]


def list_machine_traces(*folders: Path) -> list[str]:
    """What a file could tell of the machine: folders, the home folder, the host's name, the user's."""
    traces = [part for folder in folders for part in (str(folder), folder.as_uri())]
    home = Path.home()
    traces += [str(home), *(name for name in (socket.gethostname(), socket.getfqdn()) if len(name) > 3)]
    return [trace for trace in traces if trace not in ("localhost", "/")]


@pytest.mark.parametrize("content", [INVENTED, OWN] if FULL else [INVENTED], ids=lambda path: path.parent.name)
def test_two_builds_of_other_people_in_other_places_on_other_days_are_the_same(content: Path, tmp_path: Path) -> None:
    one, other = build_in(tmp_path, content, HERE), build_in(tmp_path, content, THERE)
    assert compare(one, other) is None
    assert hash_tree(one) == hash_tree(other)
    for site in (one, other):
        traces = [
            *list_machine_traces(tmp_path, site.parent),
            "here-alpha-7",
            "there-beta-7",
            "sitecustomize",
            ".sayso-site/new",
        ]
        assert find_traces(site, traces) == []


def test_the_shifted_clock_is_shifted_wherever_python_asks_for_the_time(tmp_path: Path) -> None:
    environment = {**os.environ, "TZ": "UTC", "PYTHONWARNINGS": "ignore"}
    shifted = {**environment, **shift_time(tmp_path)}
    command = [sys.executable, "-P", "-c", CLOCKS]
    now, later = (
        [int(word) for word in subprocess.run(command, env=one, capture_output=True, check=True).stdout.split()]
        for one in (environment, shifted)
    )
    assert len(now) == 10
    days = {round((two - one) / 86400, 2) for one, two in zip(now, later, strict=True)}
    assert days == {float(DAYS)}


def test_no_output_holds_the_time_of_the_build(tmp_path: Path) -> None:
    site = build_in(tmp_path, INVENTED, THERE)
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
