"""The list of actors, A to Z: who they are said to be by their offices, and what our records hold of them.

No page prints an actor's kind, and no list puts actors into groups or on sides: the alphabet is the only order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.answering import has_spoken
from sayso.library import group
from sayso.page_values import Link, Page, Words
from sayso.pages.lists.head import (
    Jump,
    ListHead,
    list_parts,
    make_head,
    make_jump,
    make_list_page,
    span_words,
)
from sayso.pages.lists.letters import anchor_of, index_order, letter_of
from sayso.pages.paging import Groups
from sayso.pages.parts import link_to, view_names, word_role
from sayso.pages.site import Site
from sayso.problems import count
from sayso.records import Actor, Claim


class ActorRow(NamedTuple):
    """An actor: the name, the original where that is another, offices, and what our records hold."""

    link: Link
    original: Words | None
    roles: tuple[str, ...]
    facts: tuple[str, ...]


class Letter(NamedTuple):
    """The actors whose names begin alike."""

    jump: Jump
    rows: tuple[ActorRow, ...]


class ActorsView(NamedTuple):
    """A page of the list of actors, with the ways to all letters."""

    head: ListHead
    jumps: tuple[Jump, ...]
    letters: tuple[Letter, ...]


class Named(NamedTuple):
    """Who is spoken for, named in events and accused in claims, each looked up once for the whole list."""

    spoken_for: Mapping[str, Sequence[str]]
    events: Mapping[str, Sequence[str]]
    accusing: Mapping[str, Sequence[Claim]]


def actor_list(site: Site) -> Iterator[Page]:
    """The pages that list all actors; only letters that somebody's name begins with."""
    named = look_up(site)
    parts = list_parts(site, "actors", index_actors(site))
    groups = Groups(parts, lambda actor: letter_of(actor.english_name.text))
    for here in parts:
        jumps = {letter: make_jump(groups, letter, here, anchor_of(letter), letter) for letter in groups.counts}
        letters = tuple(
            Letter(jumps[letter], tuple(view_row(site, actor, named) for actor in actors))
            for letter, actors in groups.on(here).items()
        )
        head = make_head(site, "actors", count(len(site.library.actors), "actor"), parts=parts, here=here)
        view = ActorsView(head, tuple(jumps.values()), letters)
        yield make_list_page(site, "actors", view, here, view.jumps, span=span_words(groups.on(here)))


def index_actors(site: Site) -> list[Actor]:
    """All actors in the order of an index."""
    return sorted(site.library.actors.values(), key=lambda actor: (index_order(actor.english_name.text), actor.id))


def look_up(site: Site) -> Named:
    """What the records say of all actors."""
    library = site.library
    return Named(
        spoken_for=group(
            (s.position.on_behalf_of, s.anchor)
            for s in library.standings
            if s.position.on_behalf_of and s.position.on_behalf_of not in s.speakers
        ),
        events=group((part.actor, event.id) for event in library.events.values() for part in event.participants),
        accusing=group((accused, claim) for claim in library.claims.values() for accused in claim.accuses),
    )


def view_row(site: Site, actor: Actor, named: Named) -> ActorRow:
    """An actor for the list."""
    return ActorRow(
        link=link_to(site, actor),
        original=view_names(site, actor).original,
        roles=tuple(word_role(site, role) for role in actor.roles),
        facts=tuple(list_facts(site, actor, named)),
    )


def list_facts(site: Site, actor: Actor, named: Named) -> Iterator[str]:
    """`3 positions`, `named in 2 events`, `accused in 1 claim: no answer in our records`."""
    own = len(site.library.standings_of.get(actor.id, ()))
    yield count(own, "position") if own else "no position in our records"
    if spoken_for := len(named.spoken_for.get(actor.id, ())):
        yield f"spoken for in {count(spoken_for, 'position')}"
    if events := len(dict.fromkeys(named.events.get(actor.id, ()))):
        yield f"named in {count(events, 'event')}"
    spoken_of = [claim for claim in site.library.claims_about.get(actor.id, ()) if actor.id not in claim.accuses]
    if spoken_of:
        yield f"spoken of in {count(len(spoken_of), 'claim')}"
    if accusing := named.accusing.get(actor.id, ()):
        yield f"accused in {count(len(accusing), 'claim')}: {word_answers(site, actor, accusing)}"


def word_answers(site: Site, actor: Actor, accusing: Sequence[Claim]) -> str:
    """Whether an actor has answered the claims that accuse it."""
    answered = sum(has_spoken(site.library, claim, actor.id) for claim in accusing)
    if answered == len(accusing):
        return "answered"
    if not answered:
        return "no answer in our records"
    return f"{answered} answered, {len(accusing) - answered} with no answer in our records"
