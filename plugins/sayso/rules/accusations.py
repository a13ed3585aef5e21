"""Accusations: whoever is accused is named, and has answered or been asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.library import Library, Standing
from sayso.problems import Problem, quote
from sayso.records import Claim
from sayso.records.position import SAYING
from sayso.rules.wholeness import when_whole

ACCUSING_KINDS = ("responsibility", "intent")
DOING_ROLES = ("carried-out", "caused", "ordered")


@when_whole
def check_accusations_answered(library: Library) -> Iterator[Problem]:
    """Actors whom a claim accuses, with no answer recorded and no word that they were asked: an error for persons.

    An answer is any position of theirs on the claim or on its question as a whole. A body also answers through whoever
    speaks for it or undisputedly belongs to it; a person only in person or through somebody who speaks on their behalf.
    """
    for claim in library.claims.values():
        for index, accused in enumerate(claim.accuses):
            if accused not in library.actors or has_answered(library, claim, accused):
                continue
            mark = library.mark(claim.id, "accuses", index)
            rest = (
                f"and no answer is recorded. Record a position of theirs on this claim or on the question "
                f"{quote(claim.question)}, or add them to its 'asked'."
            )
            if library.actors[accused].kind == "person":
                yield Problem(mark, "accusation-unanswered", f"This claim accuses the person {quote(accused)}, {rest}")
            else:
                yield Problem(mark, "accusation-unanswered-body", f"This claim accuses {quote(accused)}, {rest}")


def has_answered(library: Library, claim: Claim, accused: str) -> bool:
    """Whether the accused, or for a body somebody of it, has a position here or was asked."""
    question = library.questions.get(claim.question)
    asked = [entry.actor for entry in question.asked] if question else []
    standings = [*library.standings_on.get(claim.id, ()), *library.standings_on.get(claim.question, ())]
    heard = {actor for standing in standings for actor in name_bodies(standing)} | set(asked)
    if library.actors[accused].kind != "person":
        heard |= {body for actor in heard for body in list_wholes(library, actor)}
    return accused in heard


def name_bodies(standing: Standing) -> tuple[str, ...]:
    """The speakers of a position, and the actor for whom they speak."""
    behalf = standing.position.on_behalf_of
    return (*standing.speakers, behalf) if behalf else standing.speakers


def list_wholes(library: Library, actor_id: str) -> set[str]:
    """The actor and all larger ones to which it undisputedly belongs."""
    wholes: set[str] = set()
    waiting = [actor_id]
    while waiting:
        one = waiting.pop()
        if one not in wholes:
            wholes.add(one)
            actor = library.actors.get(one)
            waiting += [part.of for part in actor.part_of if not part.according_to] if actor else []
    return wholes


@when_whole
def check_accused_named(library: Library) -> Iterator[Problem]:
    """Claims of responsibility or intent that accuse nobody, unless all who make them speak of their own doing."""
    for claim in library.claims.values():
        if claim.kind in ACCUSING_KINDS and not claim.accuses and not is_own_doing(library, claim):
            message = (
                f"A claim of the kind {quote(claim.kind)} says who did something or why, and 'accuses' names nobody. "
                "Add whom it accuses, or choose another kind."
            )
            yield Problem(library.mark(claim.id, "kind"), "accuses-nobody", message)


def is_own_doing(library: Library, claim: Claim) -> bool:
    """Whether each maker of the claim is, speaks for or belongs to an actor of what the claim is about.

    These are the actors in `about`, and those who are said to have carried out, caused or ordered an event in it.
    """
    makers = [
        name_bodies(standing)
        for standing in library.standings_on.get(claim.id, ())
        if standing.position.stance in SAYING
    ]
    if claim.made_by:
        makers.append((claim.made_by,))
    doers = list_doers(library, library.about(claim))
    return bool(makers) and all(not doers.isdisjoint(widen(library, maker)) for maker in makers)


def widen(library: Library, actors: Iterable[str]) -> set[str]:
    """The actors with all larger ones to which they belong."""
    return {whole for actor in actors for whole in list_wholes(library, actor)}


def list_doers(library: Library, about: Iterable[str]) -> set[str]:
    """The actors among these records, and those who are said to have done the events among them."""
    events = [library.events[one] for one in about if one in library.events]
    doing = {part.actor for event in events for part in event.participants if part.role in DOING_ROLES}
    return doing | {one for one in about if one in library.actors}
