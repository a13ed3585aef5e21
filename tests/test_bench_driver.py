"""What `make bench` does: one command measured, edits timed, tables of medians and ratios."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
import yaml
from tests.bench.corpus import write_corpus
from tests.bench.floor import count_events
from tests.bench.measuring import Failed, Run, measure, surround
from tests.bench.ours import Ours, changed_claim, pick_claim
from tests.bench.run import is_feasible
from tests.bench.serving import Served, find_port, time_edits
from tests.bench.table import Size, write_tables

MEGABYTE = 1_000_000
OWN_FIGURES = (
    *("cold", "cold with search", "cold, keeping nothing"),
    *("unchanged", "unchanged with search", "one claim", "one claim with search"),
)
BASES = ("empty", "copy", "floor", "check cold", "check warm")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of 40 records."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    write_corpus(folder, 40)
    return folder


def make_size(records: int, seconds: float) -> Size:
    """What was measured, where ours took so many seconds and a peer twice as many."""
    size = Size(records)
    for name in (*OWN_FIGURES, *BASES):
        size.runs[name] = [Run(1, 0.5, 50 * MEGABYTE)]
    size.runs["cold"] = [Run(wall, wall / 2, 70 * MEGABYTE) for wall in (seconds * 9, seconds, seconds / 9)]
    size.runs["cold with search"] = [Run(seconds * 2.5, 1, 70 * MEGABYTE)]
    size.runs["cold, keeping nothing"] = [Run(seconds * 0.5, seconds * 0.25, 60 * MEGABYTE)]
    size.peers["Peer 1.0"] = [Run(seconds * 2, seconds, MEGABYTE)]
    return size


def cells(tables: str, first: str) -> list[str]:
    """The cells of the row that begins so, without the first."""
    (row,) = [line for line in tables.splitlines() if line.startswith(f"| {first} |")]
    return [cell.strip() for cell in row.strip("| ").split("|")][1:]


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    """A child that spends half a second of CPU time and 80 megabytes shows in what its parent took."""
    work = "import time\nx = bytearray(80_000_000)\nwhile time.process_time() < 0.5: pass"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    run = measure([sys.executable, "-c", starts], tmp_path)
    assert run.cpu >= 0.5
    assert run.wall >= 0.5
    assert run.peak > 80 * MEGABYTE
    assert list(tmp_path.iterdir()) == []


def test_what_is_measured_keeps_what_it_mostly_does_whatever_this_one_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("CI", "true")
    asked = surround({"ONE": "1"})
    assert asked.keys().isdisjoint({"PYTHONDONTWRITEBYTECODE", "CI"})
    assert asked["ONE"] == "1"


def test_a_command_that_fails_is_told_with_the_end_of_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 3:\n(?s:.*)no such thing"):
        measure([sys.executable, "-c", "import sys; print('no such thing'); sys.exit(3)"], tmp_path)


def test_the_middle_of_several_runs_is_printed_and_compared() -> None:
    tables = write_tables([make_size(1000, 3.0)], ["sayso 1"], 3)
    assert cells(tables, "**Sayso**, without search")[:3] == ["3.00", "1.50", "70"]
    assert cells(tables, "**Sayso**, keeping nothing")[:3] == ["1.50", "0.75", "60"]
    assert cells(tables, "Peer 1.0")[-4:] == ["0.5", "0.5", "0.25", "0.25"]
    assert cells(tables, "cold build, without search") == ["3.00", "1.50", "3.00", "3.00", "`cp -r` of its output"]
    assert cells(tables, "search index alone")[:3] == ["4.50", "", "1.50"]
    assert "peak memory above the empty site: 20.0 KB a record" in tables


def test_growth_in_step_has_the_exponent_one_and_growth_with_the_square_two() -> None:
    small, large = make_size(1000, 1.0), make_size(10_000, 100.0)
    large.peers["Peer 1.0"] = [Run(20.0, 10.0, MEGABYTE)]
    tables = write_tables([small, large], [], 1)
    assert cells(tables, "Sayso, without search") == ["1,000 to 10,000", "2.00", "2.00"]
    growth = [line for line in tables.splitlines() if line.startswith("| Peer 1.0 | 1,000 to")]
    assert growth == ["| Peer 1.0 | 1,000 to 10,000 | 1.00 | 1.00 |"]


def test_peers_that_cannot_be_run_are_named_with_the_reason() -> None:
    size = make_size(1000, 1.0)
    size.missing["Other"] = "There is no apt-get here."
    assert cells(write_tables([size], [], 1), "Other")[0] == "There is no apt-get here."


def test_slow_peers_are_not_asked_for_a_hundred_thousand_records() -> None:
    assert [is_feasible(name, 100_000) for name in ("hugo", "sphinx_needs")] == [True, False]
    assert is_feasible("sphinx_needs", 10_000)


def test_the_empty_site_has_the_same_settings_without_our_plugin(corpus: Path, tmp_path: Path) -> None:
    ours = Ours(corpus, tmp_path)
    settings = {name: read_settings(folder) for name, folder in (("plain", ours.plain), ("empty", ours.empty))}
    before = read_settings(corpus)
    assert settings["plain"] == before | {"plugins": [{"sayso": {"search": False}}]}
    assert settings["empty"] == before | {"plugins": [], "nav": settings["empty"]["nav"]}
    assert sorted(path.name for path in (ours.empty / "site_src" / "pages").glob("*.md")) == [
        "about.md",
        "contribute.md",
        "index.md",
    ]


def read_settings(folder: Path) -> dict[str, object]:
    """The settings of a project."""
    found: dict[str, object] = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return found


def test_a_claim_says_something_else_while_it_is_changed_and_then_what_it_said_before(corpus: Path) -> None:
    before = pick_claim(corpus).read_text(encoding="utf-8")
    with changed_claim(corpus, 7):
        during = pick_claim(corpus).read_text(encoding="utf-8")
    assert during.splitlines()[0] == before.splitlines()[0].removesuffix(".") + ", change 7."
    assert during.splitlines()[1:] == before.splitlines()[1:]
    assert pick_claim(corpus).read_text(encoding="utf-8") == before


def test_the_floor_takes_every_event_of_every_record(tmp_path: Path) -> None:
    """A stream, a document and a mapping have a beginning and an end each; a key and its value are one each."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yml").write_text("text: A.\nshort: B\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("name: C\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Words: no YAML: at all", encoding="utf-8")
    assert count_events(str(tmp_path)) == (6 + 4) + (6 + 2)


def test_an_edit_is_timed_until_the_page_shows_it(tmp_path: Path) -> None:
    """A server that shows a file half a second late, as one that has to build first."""
    file = tmp_path / "page.txt"
    file.write_text("<h1>A page.\nMore.\n", encoding="utf-8")
    port = find_port()
    served = Served([sys.executable, "-c", LATE, str(port)], tmp_path, port, file, "/")
    found = time_edits(served, 2)
    assert all(0.5 <= seconds < 30 for seconds in found)
    assert len(found) == 2
    assert file.read_text(encoding="utf-8") == "<h1>A page.\nMore.\n"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


LATE = """
import pathlib, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer
file = pathlib.Path("page.txt")
class Late(BaseHTTPRequestHandler):
    shown = file.read_bytes()
    def do_GET(self):
        if time.time() - file.stat().st_mtime >= 0.5:
            Late.shown = file.read_bytes()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Late.shown)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Late).serve_forever()
"""
