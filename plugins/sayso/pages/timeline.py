"""Events in the order of their dates, each with the claims it rests on and who says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import DateView, Link, Words, date_view, link_ids, link_if, link_to, words_of
from sayso.pages.site import Site
from sayso.records import Event

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


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """An actor's part in an event, and the claims that say so, with their speakers."""

    actor: Link
    role: str
    according_to: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event on a timeline."""

    link: Link
    date: DateView
    is_dated: bool
    is_approximate: bool
    date_sources: tuple[Link | Words, ...]
    places: tuple[Link, ...]
    part_of: Link | None
    claims: tuple[ClaimView, ...]
    participants: tuple[ParticipantView, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated events in order, then those without a date."""

    dated: tuple[EventCard, ...]
    undated: tuple[EventCard, ...]


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Events by date, then id; those without a date last."""
    return sorted(events, key=lambda event: (event.date.sort_key, event.id))


def view_timeline(site: Site, events: Iterable[Event]) -> Timeline:
    """A timeline of these events."""
    cards = [view_event_card(site, event) for event in sort_events(events)]
    return Timeline(
        tuple(card for card in cards if card.is_dated),
        tuple(card for card in cards if not card.is_dated),
    )


def view_event_card(site: Site, event: Event) -> EventCard:
    """One event; what happened is told only by its claims."""
    return EventCard(
        link=link_to(site, event),
        date=date_view(event.date),
        is_dated=not event.date.is_unknown,
        is_approximate=event.date.is_approximate,
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
