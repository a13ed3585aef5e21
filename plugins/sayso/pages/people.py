"""Who's who in a story: by name, never in groups, each line with whoever says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.library import Standing
from sayso.pages.labels import view_claims
from sayso.pages.parts import Link, capital, link_if, link_to, word_role
from sayso.pages.site import Site
from sayso.pages.timeline import ROLE_WORDS
from sayso.problems import count
from sayso.records import Actor, Event


@dataclass(frozen=True, slots=True)
class RoleLine:
    """An office in words, and the source that says so where one is recorded."""

    words: str
    source: Link | None


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A part that somebody is said to have had in an event of the story, and who says so, in words."""

    role: str
    event: Link
    who: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """An actor of the story: name, offices, what part it is said to have had, how many positions it has here."""

    link: Link
    roles: tuple[RoleLine, ...]
    named: tuple[NamedLine, ...]
    positions: str


def view_person(site: Site, actor: Actor, standings: Iterable[Standing], events: Iterable[Event]) -> PersonView:
    """An actor for the list of who's who: by name, never in groups."""
    own = [standing for standing in standings if actor.id in standing.speakers]
    return PersonView(
        link=link_to(site, actor),
        roles=tuple(RoleLine(capital(word_role(site, role)), link_if(site, role.source)) for role in actor.roles),
        named=tuple(view_named(site, actor, events)),
        positions=count(len(own), "position") if own else "no position here",
    )


def view_named(site: Site, actor: Actor, events: Iterable[Event]) -> Iterator[NamedLine]:
    """The parts that the actor is said to have had in these events."""
    for event in events:
        for part in event.participants:
            if part.actor == actor.id:
                claims = view_claims(site, part.according_to)
                who = "; ".join(dict.fromkeys(claim.names for claim in claims)) or "no claim in our records says so"
                yield NamedLine(capital(ROLE_WORDS[part.role]), link_to(site, event), who)
