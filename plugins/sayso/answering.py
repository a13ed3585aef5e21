"""Whether somebody whom a claim accuses has answered: the rule and the pages ask the same function."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.library import Library, Standing
from sayso.records import Claim


def has_answered(library: Library, claim: Claim, accused: str) -> bool:
    """Whether the accused has a position on the claim, on its question, or on another answer to that question.

    A body also answers through whoever speaks for it or undisputedly belongs to it; a person only in person or through
    somebody who speaks on their behalf.
    """
    owners = (claim.question, *(other.id for other in library.claims_of.get(claim.question, ())))
    heard = {actor for owner in owners for s in library.standings_on.get(owner, ()) for actor in list_bodies(s)}
    if library.actors[accused].kind != "person":
        heard = widen(library, heard)
    return accused in heard


def was_asked(library: Library, claim: Claim, accused: str) -> bool:
    """Whether the question of the claim records that we asked the accused."""
    question = library.questions.get(claim.question)
    return question is not None and any(entry.actor == accused for entry in question.asked)


def list_bodies(standing: Standing) -> tuple[str, ...]:
    """The speakers of a position, and the actor for whom they speak."""
    behalf = standing.position.on_behalf_of
    return (*standing.speakers, behalf) if behalf else standing.speakers


def widen(library: Library, actors: Iterable[str]) -> set[str]:
    """The actors with all larger ones to which they undisputedly belong."""
    wholes: set[str] = set()
    waiting = list(actors)
    while waiting:
        one = waiting.pop()
        if one not in wholes:
            wholes.add(one)
            actor = library.actors.get(one)
            waiting += [part.of for part in actor.part_of if not part.according_to] if actor else []
    return wholes
