"""The tables of a run, in Markdown: medians, ratios to what each goal compares with, versions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.bench.measuring import Run, take_middle

MEGABYTE, KILOBYTE = 1_000_000, 1_000
OURS, KEEPING_NOTHING = "**Sayso**, without search", "**Sayso**, keeping nothing"


@dataclass
class Size:
    """What was measured with so many records."""

    records: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """Sayso's, by figure."""
    peers: dict[str, list[Run]] = field(default_factory=dict)
    """By the name with its version."""
    outputs: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Files and bytes of what was built, Sayso's and peers'."""
    weights: dict[str, int] = field(default_factory=dict)
    """Packed bytes of pages of Sayso, by what they are."""
    edits: dict[str, list[float]] = field(default_factory=dict)
    """Seconds from save to page."""
    missing: dict[str, str] = field(default_factory=dict)
    """Why a peer was not measured."""

    def middle(self, name: str) -> Run:
        """The median of one of Sayso's figures."""
        return take_middle(self.runs[name])


def write_tables(sizes: Sequence[Size], versions: Sequence[str], runs: int) -> str:
    """All tables, one after the other, and before them how they came about."""
    parts = [f"Medians of {runs} rounds, in each of which everything ran once, in turn. {'; '.join(versions)}."]
    for size in sizes:
        parts += [*write_builds(size), *write_ratios(size), *write_weights(size), *write_edits(size)]
    parts += write_growth(sizes)
    return "\n".join(parts) + "\n"


def rows(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """A table."""
    return ["", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(line)} |" for line in lines), ""]


def write_builds(size: Size) -> list[str]:
    """What each generator takes to build the whole site, and what it writes."""
    own = {OURS: size.middle("cold"), KEEPING_NOTHING: size.middle("cold, keeping nothing")}
    lines = []
    for name, run in [*own.items(), *((n, take_middle(r)) for n, r in size.peers.items())]:
        files, weight = size.outputs.get(name, (0, 0))
        lines.append(
            [
                name,
                f"{run.wall:.2f}",
                f"{run.cpu:.2f}",
                f"{run.peak / MEGABYTE:.0f}",
                f"{files:,}",
                f"{weight / MEGABYTE:.0f}",
                *(f"{figure:.3g}" for one in own.values() for figure in (one.wall / run.wall, one.cpu / run.cpu)),
            ]
        )
    lines += [[name, why, *[""] * 8] for name, why in size.missing.items()]
    head = [
        f"{size.records:,} records, cold build",
        "wall s",
        "CPU s",
        "peak MB",
        "files",
        "MB",
        "Sayso / it: wall",
        "CPU",
        "keeping nothing / it: wall",
        "CPU",
    ]
    return rows(head, lines)


def write_ratios(size: Size) -> list[str]:
    """Sayso's own figures, each with the one that it is compared with."""
    lines = [list(line) for line in list_ratios(size)]
    return rows([f"{size.records:,} records, Sayso", "wall s", "CPU s", "ratio of wall", "of CPU", "to"], lines)


def list_ratios(size: Size) -> Iterator[Sequence[str]]:
    """The rows of Sayso's own figures."""
    for name, words, base, base_words in (
        ("cold", "cold build, without search", "copy", "`cp -r` of its output"),
        ("cold with search", "cold build, with search", "cold", "without search"),
        (
            "cold, keeping nothing",
            "cold build, without search, keeping nothing",
            "cold",
            "with what the next one begins with",
        ),
        ("unchanged", "nothing changed", "empty", "the empty site"),
        ("unchanged with search", "nothing changed, with search", "empty", "the empty site"),
        ("one claim", "one claim changed", "empty", "the empty site"),
        ("one claim with search", "one claim changed, with search", "empty", "the empty site"),
        ("check cold", "`sayso check`, cold", "floor", "reading, hashing and libyaml’s events"),
        ("check warm", "`sayso check`, warm", "check cold", "cold"),
        ("empty", "the empty site", "empty", "itself"),
        ("copy", "`cp -r` of the output", "copy", "itself"),
        ("floor", "reading, hashing and libyaml’s events", "floor", "itself"),
    ):
        run, other = size.middle(name), size.middle(base)
        ratios = ["", "", ""] if name == base else [*ratio(run, other), base_words]
        yield [words, f"{run.wall:.2f}", f"{run.cpu:.2f}", *ratios]
    indexing = size.middle("cold with search").wall - size.middle("cold").wall
    yield ["search index alone", f"{indexing:.2f}", "", f"{indexing / size.middle('cold').wall:.2f}", "", "cold build"]
    above = size.middle("cold").peak - size.middle("empty").peak
    yield [f"peak memory above the empty site: {above / size.records / KILOBYTE:.1f} KB a record", "", "", "", "", ""]


def ratio(run: Run, other: Run) -> tuple[str, str]:
    """How many times as long, by the clock and in CPU time."""
    return f"{run.wall / other.wall:.2f}", f"{run.cpu / max(other.cpu, 0.001):.2f}"


def write_weights(size: Size) -> list[str]:
    """What pages weigh on their way to a reader."""
    lines = [[words, f"{weight / KILOBYTE:.1f}"] for words, weight in size.weights.items()]
    return rows([f"{size.records:,} records, Sayso, packed", "KB"], lines) if lines else []


def write_edits(size: Size) -> list[str]:
    """How long a save takes to be seen."""
    if not size.edits:
        return []
    ordered = {name: sorted(found) for name, found in size.edits.items()}
    lines = [
        [name, f"{found[len(found) // 2]:.2f}", f"{found[0]:.2f} to {found[-1]:.2f}"] for name, found in ordered.items()
    ]
    return rows([f"{size.records:,} records, from save to reloaded page", "median s", "range"], lines)


def write_growth(sizes: Sequence[Size]) -> list[str]:
    """With which power of the number of records time grows from one size to the next; 1 is in step."""
    lines = []
    for small, large in pairwise(sizes):
        step = math.log(large.records / small.records)
        pairs = [("Sayso, without search", small.runs["cold"], large.runs["cold"])]
        pairs += [(name, runs, large.peers[name]) for name, runs in small.peers.items() if name in large.peers]
        for name, before, after in pairs:
            first, second = take_middle(before), take_middle(after)
            powers = [math.log(second.wall / first.wall) / step, math.log(second.cpu / first.cpu) / step]
            lines.append([name, f"{small.records:,} to {large.records:,}", *(f"{power:.2f}" for power in powers)])
    return rows(["growth", "records", "exponent of wall", "of CPU"], lines) if lines else []


def list_versions(sizes: Sequence[Size], ours: Mapping[str, str]) -> list[str]:
    """Every version once."""
    return [*(f"{name} {version}" for name, version in ours.items()), *dict.fromkeys(n for s in sizes for n in s.peers)]
