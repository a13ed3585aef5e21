"""Who's who in a story: by name, never in groups, each line with whoever says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.library import Standing, group
from sayso.page_values import Link, capital
from sayso.pages.labels import view_claims
from sayso.pages.parts import link_if, link_to, word_role
from sayso.pages.site import Site
from sayso.pages.timeline import ROLE_WORDS
from sayso.problems import count
from sayso.records import Actor, Event
from sayso.records.event import Participant


class RoleLine(NamedTuple):
    """An office in words, and the source that says so where one is recorded."""

    words: str
    source: Link | None


class NamedLine(NamedTuple):
    """A part that somebody is said to have had in an event of the story, and who says so, in words."""

    role: str
    event: Link
    who: str


class PersonView(NamedTuple):
    """An actor of the story: name, offices, what part it is said to have had, how many positions it has here."""

    link: Link
    roles: tuple[RoleLine, ...]
    named: tuple[NamedLine, ...]
    positions: str


def view_people(
    site: Site, actors: Iterable[Actor], standings: Iterable[Standing], events: Iterable[Event]
) -> tuple[PersonView, ...]:
    """The actors for the list of who's who: by name, never in groups."""
    positions = group((speaker, standing) for standing in standings for speaker in dict.fromkeys(standing.speakers))
    parts = group((part.actor, (event, part)) for event in events for part in event.participants)
    return tuple(
        view_person(site, actor, len(positions.get(actor.id, ())), parts.get(actor.id, ())) for actor in actors
    )


def view_person(site: Site, actor: Actor, positions: int, parts: Iterable[tuple[Event, Participant]]) -> PersonView:
    """An actor with so many positions, and with these parts in events."""
    return PersonView(
        link=link_to(site, actor),
        roles=tuple(RoleLine(capital(word_role(site, role)), link_if(site, role.source)) for role in actor.roles),
        named=tuple(view_named(site, event, part) for event, part in parts),
        positions=count(positions, "position") if positions else "no position here",
    )


def view_named(site: Site, event: Event, part: Participant) -> NamedLine:
    """A part that somebody is said to have had in an event."""
    claims = view_claims(site, part.according_to)
    who = "; ".join(dict.fromkeys(claim.names for claim in claims)) or "no claim in our records says so"
    return NamedLine(capital(ROLE_WORDS[part.role]), link_to(site, event), who)
