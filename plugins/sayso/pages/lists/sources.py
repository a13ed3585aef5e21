"""The list of sources by the date published: how far we read each, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.page_values import Page
from sayso.pages.lists.events import year_of
from sayso.pages.lists.head import (
    Jump,
    ListHead,
    list_parts,
    make_head,
    make_jump,
    make_list_page,
    span_words,
)
from sayso.pages.paging import Groups
from sayso.pages.site import Site
from sayso.pages.sources import SourceRow, sort_sources, view_source_row
from sayso.problems import count
from sayso.records import Source

UNDATED = "Date not given"
SHORT_ACCESS = {
    "examined": "read whole",
    "excerpt": "read in part",
    "described-only": "described only, by another source",
    "not-read": "not read",
}
SHORT_STATUS = {
    "changed": "changed since we read it",
    "gone": "no longer at its address",
    "retracted": "withdrawn by its publisher",
}


class SourceLine(NamedTuple):
    """A source, how far we read it and whether it still stands as we read it in few words, and what rests on it."""

    source: SourceRow
    access: str
    status: str | None
    positions: str


class SourceYear(NamedTuple):
    """The sources published in a year, or without a date."""

    jump: Jump
    rows: tuple[SourceLine, ...]


class SourcesView(NamedTuple):
    """A page of the list of sources, with the ways to all years."""

    head: ListHead
    jumps: tuple[Jump, ...]
    years: tuple[SourceYear, ...]


def source_list(site: Site) -> Iterator[Page]:
    """The pages that list all sources: by date, then title; those without a date last."""
    in_order = sorted(sort_sources(site.library.sources.values()), key=lambda source: year_words(source) == UNDATED)
    parts = list_parts(site, "sources", in_order)
    groups = Groups(parts, year_words)
    counts = (count(len(in_order), "source"), *count_access(site))
    for here in parts:
        jumps = {year: make_jump(groups, year, here, anchor_of(year), year) for year in groups.counts}
        years = tuple(
            SourceYear(jumps[year], tuple(view_line(site, source) for source in sources))
            for year, sources in groups.on(here).items()
        )
        view = SourcesView(make_head(site, "sources", *counts, parts=parts, here=here), tuple(jumps.values()), years)
        yield make_list_page(
            site, "sources", view, here, view.jumps, span=span_words(map(str.casefold, groups.on(here)))
        )


def count_access(site: Site) -> Iterator[str]:
    """How many sources we read how far, then how many no longer stand as we read them."""
    sources = site.library.sources.values()
    for access, words in SHORT_ACCESS.items():
        if number := sum(source.access == access for source in sources):
            yield f"{number} {words}"
    for status, words in SHORT_STATUS.items():
        if number := sum(source.status == status for source in sources):
            yield f"{number} {words}"


def view_line(site: Site, source: Source) -> SourceLine:
    """A source for the list."""
    standings = site.library.standings_in.get(source.id, ())
    return SourceLine(
        view_source_row(site, source),
        SHORT_ACCESS[source.access],
        SHORT_STATUS.get(source.status),
        count(len(standings), "position") if standings else "no position",
    )


def year_words(source: Source) -> str:
    """The year in which a source was published, else that no date is given."""
    date = source.published
    return UNDATED if date is None or date.is_unknown else year_of(date)


def anchor_of(year: str) -> str:
    """The anchor of a year's heading."""
    return "undated" if year == UNDATED else f"year-{year}"
