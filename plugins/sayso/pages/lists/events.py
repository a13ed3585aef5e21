"""The list of events: one timeline over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.dates import Date
from sayso.page_values import Page
from sayso.pages.lists.head import (
    Jump,
    ListHead,
    list_parts,
    make_head,
    make_jump,
    make_list_page,
    span_words,
)
from sayso.pages.paging import Groups, Part
from sayso.pages.site import Site
from sayso.pages.timeline import Timeline, sort_events, view_timeline
from sayso.problems import count
from sayso.records import Event

UNDATED = "date not given"


class EventsView(NamedTuple):
    """A page of the list of events; `years` is empty where all of them begin in one year."""

    head: ListHead
    years: tuple[Jump, ...]
    timeline: Timeline


def event_list(site: Site) -> Iterator[Page]:
    """The pages that list all events."""
    events = sort_events(site.library.events.values())
    undated = sum(event.date.is_unknown for event in events)
    counts = [count(len(events), "event"), *([f"{undated} with no date given"] if undated else [])]
    parts = list_parts(site, "events", events)
    groups = Groups(parts, lambda event: name_year(event.date))
    for here in parts:
        head = make_head(site, "events", *counts, parts=parts, here=here)
        view = EventsView(head, index_years(groups, here), view_timeline(site, here.entries))
        yield make_list_page(site, "events", view, here, view.years, span=span_words(groups.on(here)))


def index_years(groups: Groups[Event], here: Part[Event]) -> tuple[Jump, ...]:
    """The years in which events begin, each leading to its first event; none where there is only one year."""
    years = [year for year in groups.counts if year != UNDATED]
    if len(years) < 2:  # noqa: PLR2004 -- an index of one year leads nowhere
        return ()
    return tuple(make_jump(groups, year, here, f"event-{groups.begins[year][1].id}", year) for year in years)


def name_year(date: Date) -> str:
    """The year under which an event stands, else that no date is given."""
    return UNDATED if date.is_unknown else year_of(date)


def year_of(date: Date) -> str:
    """The year of a date's earliest day, else of its latest."""
    instant = date.earliest or date.latest
    return str(instant.year) if instant else ""
