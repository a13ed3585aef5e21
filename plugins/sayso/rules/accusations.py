"""Accusations: whoever is accused is named, and has answered or been asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.answering import has_answered, list_bodies, was_asked, widen
from sayso.library import Library
from sayso.problems import Problem, quote
from sayso.records import Claim
from sayso.records.position import SAYING
from sayso.rules.wholeness import when_whole

ACCUSING_KINDS = ("responsibility", "intent")
DOING_ROLES = ("carried-out", "caused", "ordered")


@when_whole
def check_accusations_answered(library: Library) -> Iterator[Problem]:
    """Actors whom a claim accuses, with no answer recorded and no word that they were asked: an error for persons.

    An answer is any position of theirs on the claim's question or on one of its claims.
    """
    for claim in library.claims.values():
        for index, accused in enumerate(claim.accuses):
            if (
                accused not in library.actors
                or has_answered(library, claim, accused)
                or was_asked(library, claim, accused)
            ):
                continue
            mark = library.mark(claim.id, "accuses", index)
            rest = (
                f"and no answer is recorded. Record a position of theirs on this claim or on another answer to "
                f"{quote(claim.question)}, or add them to the question's 'asked'."
            )
            if library.actors[accused].kind == "person":
                yield Problem(mark, "accusation-unanswered", f"This claim accuses the person {quote(accused)}, {rest}")
            else:
                yield Problem(mark, "accusation-unanswered-body", f"This claim accuses {quote(accused)}, {rest}")


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
        list_bodies(standing)
        for standing in library.standings_on.get(claim.id, ())
        if standing.position.stance in SAYING
    ]
    if claim.made_by:
        makers.append((claim.made_by,))
    doers = list_doers(library, library.about(claim))
    return bool(makers) and all(not doers.isdisjoint(widen(library, maker)) for maker in makers)


def list_doers(library: Library, about: Iterable[str]) -> set[str]:
    """The actors among these records, and those who are said to have done the events among them."""
    events = [library.events[one] for one in about if one in library.events]
    doing = {part.actor for event in events for part in event.participants if part.role in DOING_ROLES}
    return doing | {one for one in about if one in library.actors}
