"""The list of sources by the date published: how far we read each, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.library import group
from sayso.pages.lists.events import year_of
from sayso.pages.lists.head import Jump, ListHead, make_head, make_list_page
from sayso.pages.page import Page
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


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, how far we read it and whether it still stands as we read it in few words, and what rests on it."""

    source: SourceRow
    access: str
    status: str | None
    positions: str


@dataclass(frozen=True, slots=True)
class SourceYear:
    """The sources published in a year, or without a date."""

    jump: Jump
    rows: tuple[SourceLine, ...]


@dataclass(frozen=True)
class SourcesView:
    """The list of sources."""

    head: ListHead
    years: tuple[SourceYear, ...]


def source_list(site: Site) -> Iterator[Page]:
    """The page that lists all sources."""
    years = list_years(site)
    head = make_head(site, "sources", count(len(site.library.sources), "source"), *count_access(site))
    yield make_list_page(site, "sources", SourcesView(head, years), [year.jump for year in years])


def count_access(site: Site) -> Iterator[str]:
    """How many sources we read how far, then how many no longer stand as we read them."""
    sources = site.library.sources.values()
    for access, words in SHORT_ACCESS.items():
        if number := sum(source.access == access for source in sources):
            yield f"{number} {words}"
    for status, words in SHORT_STATUS.items():
        if number := sum(source.status == status for source in sources):
            yield f"{number} {words}"


def list_years(site: Site) -> tuple[SourceYear, ...]:
    """The sources by year; within each by date, then title; without a date last."""
    sources = sort_sources(site.library.sources.values())
    by_year = group((year_words(source), source) for source in sources)
    years = sorted(by_year, key=lambda year: year == UNDATED)
    return tuple(
        SourceYear(Jump(anchor_of(year), year, len(by_year[year])), tuple(view_line(site, s) for s in by_year[year]))
        for year in years
    )


def view_line(site: Site, source: Source) -> SourceLine:
    """A source for the list."""
    standings = site.library.standings_in.get(source.id, ())
    return SourceLine(
        view_source_row(site, source, standings),
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
