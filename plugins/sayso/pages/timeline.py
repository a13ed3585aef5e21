"""Events in the order of their dates, each with the claims it rests on and who says them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sayso.dates import Date
from sayso.page_values import DateView, Link, Words
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import date_view, link_ids, link_if, link_to, sort_by_name, words_of
from sayso.pages.site import Site, once_for_all_pages
from sayso.records import Event

Span = tuple[datetime, datetime]
# The least length of a date in hundredths of the span.
SHORTEST = 1.5
ROLE_WORDS = {
    "carried-out": "named as carrying it out",
    "caused": "named as causing it",
    "ordered": "named as ordering it",
    "target": "named as its target",
    "affected": "named as affected",
    "driven-out": "named as driven out",
    "took-part": "named as taking part",
    "hosted": "named as host",
    "reacted": "named as reacting",
    "investigated": "named as investigating it",
    "witnessed": "named as a witness",
}


class ParticipantView(NamedTuple):
    """An actor's part in an event, and the claims that say so, with their speakers."""

    actor: Link
    role: str
    according_to: tuple[ClaimView, ...]


class Extent(NamedTuple):
    """Where a date lies in the span of a timeline, in hundredths of it: from its earliest to its latest day."""

    start: float
    end: float


class EventCard(NamedTuple):
    """An event on a timeline."""

    link: Link
    date: DateView
    is_dated: bool
    is_approximate: bool
    shape: str
    """How its mark is drawn: `exact`, `approximate`, `span`, `open-start`, `open-end` or `unknown`."""
    extent: Extent | None
    actor_ids: tuple[str, ...]
    """Who is named on the card: participants, and those who say or reject that it happened."""
    place_ids: tuple[str, ...]
    date_sources: tuple[Link | Words, ...]
    places: tuple[Link, ...]
    part_of: Link | None
    claims: tuple[ClaimView, ...]
    participants: tuple[ParticipantView, ...]


class Timeline(NamedTuple):
    """Dated events in order, then those without a date; the actors and places by which they can be filtered."""

    dated: tuple[EventCard, ...]
    undated: tuple[EventCard, ...]
    actors: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Events by date, then id; those without a date last."""
    return sorted(events, key=lambda event: (event.date.sort_key, event.id))


def view_timeline(site: Site, events: Iterable[Event]) -> Timeline:
    """A timeline of these events."""
    in_order = sort_events(events)
    span = find_span(in_order)
    cards = [view_event_card(site, event, span) for event in in_order]
    library = site.library
    actors = {actor_id for card in cards for actor_id in card.actor_ids}
    places = {place_id for card in cards for place_id in card.place_ids}
    return Timeline(
        tuple(card for card in cards if card.is_dated),
        tuple(card for card in cards if not card.is_dated),
        tuple(link_to(site, actor) for actor in sort_by_name(library.actors[i] for i in actors)),
        tuple(link_to(site, place) for place in sort_by_name(library.places[i] for i in places)),
    )


def find_span(events: Iterable[Event]) -> Span | None:
    """The first and the last instant that the dates of events name; none where they name fewer than two."""
    dates = [event.date for event in events]
    instants = [instant for date in dates for instant in (date.earliest, date.latest) if instant is not None]
    first, last = min(instants, default=None), max(instants, default=None)
    return (first, last) if first and last and (last - first).days > 1 else None


def view_extent(date: Date, span: Span | None) -> Extent | None:
    """Where a date lies in a span; an open side reaches to the end of the span. None for one without a date."""
    if span is None or date.is_unknown:
        return None
    first, last = span
    whole = (last - first).total_seconds()

    def place(instant: datetime | None, otherwise: float) -> float:
        """The place of an instant, in hundredths of the span."""
        return otherwise if instant is None else round((instant - first).total_seconds() / whole * 100, 2)

    start, end = place(date.earliest, 0), place(date.latest, 100)
    # A single day of a long span is still seen.
    return Extent(min(start, 100 - SHORTEST), max(end, start + SHORTEST))


def shape_of(date: Date) -> str:
    """How the mark of a date is drawn."""
    shapes = (
        ("unknown", date.is_unknown),
        ("approximate", date.is_approximate),
        ("open-start", date.earliest is None),
        ("open-end", date.latest is None),
        ("span", date.day is None),
    )
    return next((shape for shape, holds in shapes if holds), "exact")


def view_event_card(site: Site, event: Event, span: Span | None = None) -> EventCard:
    """One event, with its place in the span of a timeline."""
    card, extent = describe_event(site, event), view_extent(event.date, span)
    return card._replace(extent=extent) if extent else card


@once_for_all_pages
def describe_event(site: Site, event: Event) -> EventCard:
    """One event outside a timeline; what happened is told only by its claims."""
    library = site.library
    speakers = {
        speaker
        for claim_id in event.rests_on
        for standing in library.standings_on.get(claim_id, ())
        for speaker in standing.speakers
    }
    named = {one for one in (*speakers, *(part.actor for part in event.participants)) if one in library.actors}
    return EventCard(
        link=link_to(site, event),
        date=date_view(event.date),
        is_dated=not event.date.is_unknown,
        is_approximate=event.date.is_approximate,
        shape=shape_of(event.date),
        extent=None,
        actor_ids=tuple(sorted(named)),
        place_ids=tuple(place_id for place_id in event.places if place_id in library.places),
        date_sources=tuple(link_if(site, origin) or words_of(origin, event.lang) for origin in event.date_from),
        places=link_ids(site, event.places),
        part_of=link_if(site, event.part_of),
        claims=view_claims(site, event.rests_on),
        participants=tuple(
            ParticipantView(link, ROLE_WORDS[part.role], view_claims(site, part.according_to))
            for part in event.participants
            if (link := link_if(site, part.actor)) is not None
        ),
    )
