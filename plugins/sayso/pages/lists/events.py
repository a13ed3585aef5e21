"""The list of events: one timeline over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.dates import Date
from sayso.library import group
from sayso.pages.lists.head import Jump, ListHead, make_head, make_list_page
from sayso.pages.page import Page
from sayso.pages.site import Site
from sayso.pages.timeline import Timeline, sort_events, view_timeline
from sayso.problems import count
from sayso.records import Event


@dataclass(frozen=True)
class EventsView:
    """The list of events; `years` is empty where all of them begin in one year."""

    head: ListHead
    years: tuple[Jump, ...]
    timeline: Timeline


def event_list(site: Site) -> Iterator[Page]:
    """The page that lists all events."""
    events = sort_events(site.library.events.values())
    undated = sum(event.date.is_unknown for event in events)
    counts = [count(len(events), "event"), *([f"{undated} with no date given"] if undated else [])]
    view = EventsView(make_head(site, "events", *counts), index_years(events), view_timeline(site, events))
    yield make_list_page(site, "events", view, view.years)


def index_years(events: list[Event]) -> tuple[Jump, ...]:
    """The years in which events begin, each leading to its first event; none where there is only one year."""
    dated = [event for event in events if not event.date.is_unknown]
    by_year = group((year_of(event.date), event.id) for event in dated)
    if len(by_year) < 2:  # noqa: PLR2004 -- an index of one year leads nowhere
        return ()
    return tuple(Jump(f"event-{ids[0]}", year, len(ids)) for year, ids in by_year.items())


def year_of(date: Date) -> str:
    """The year of a date's earliest day, else of its latest."""
    instant = date.earliest or date.latest
    return str(instant.year) if instant else ""
