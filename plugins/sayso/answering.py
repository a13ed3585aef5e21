"""Whether somebody whom a claim accuses has answered: the rule and the pages ask the same function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.dates import word_date
from sayso.library import Library, Standing
from sayso.records import Claim

WORDLESS = ("declines", "no-reply")


def list_answers(library: Library, claim: Claim, accused: str) -> tuple[Standing, ...]:
    """The positions of the accused on the claim, on its question, or on another answer to that question.

    A body also answers through whoever speaks for it or now undisputedly belongs to it; a person only in person or
    through somebody who speaks on their behalf.
    """
    return tuple(find_answers(library, claim, accused))


def find_answers(library: Library, claim: Claim, accused: str) -> Iterator[Standing]:
    """The same, one by one, for whoever does not need all of them."""
    is_person = library.actors[accused].kind == "person"
    for owner in (claim.question, *(other.id for other in library.claims_of.get(claim.question, ()))):
        for standing in library.standings_on.get(owner, ()):
            bodies = list_bodies(standing)
            if accused in bodies if is_person else does_speak_for(library, bodies, accused):
                yield standing


def has_answered(library: Library, claim: Claim, accused: str) -> bool:
    """Whether there is an answer of the accused."""
    return any(find_answers(library, claim, accused))


def has_spoken(library: Library, claim: Claim, accused: str) -> bool:
    """Whether an answer of the accused says something: to decline or not to reply is recorded, but answers nothing."""
    return is_spoken(find_answers(library, claim, accused))


def is_spoken(answers: Iterable[Standing]) -> bool:
    """Whether one of these answers says something."""
    return any(standing.position.stance not in WORDLESS for standing in answers)


def was_asked(library: Library, claim: Claim, accused: str) -> bool:
    """Whether the question of the claim records that we asked the accused."""
    question = library.questions.get(claim.question)
    return question is not None and any(entry.actor == accused for entry in question.asked)


def word_silence(library: Library, claim: Claim, accused: str) -> str:
    """What is said where no answer is recorded: that we asked, when last, and what came of it; or that we did not."""
    question = library.questions.get(claim.question)
    asked = [entry for entry in question.asked if entry.actor == accused] if question else []
    if not asked:
        return "none in our records; we have not asked."
    last = asked[-1]
    when = "" if last.date.is_unknown else f" on {word_date(last.date)}"
    return f"none in our records; we asked{when}: {last.outcome or 'no outcome recorded'}."


def list_bodies(standing: Standing) -> tuple[str, ...]:
    """The speakers of a position, and the actor for whom they speak."""
    behalf = standing.position.on_behalf_of
    return (*standing.speakers, behalf) if behalf else standing.speakers


def does_speak_for(library: Library, actors: tuple[str, ...], body: str) -> bool:
    """Whether the body is one of these actors, or one of them undisputedly belongs to it now."""
    return body in actors or body in widen(library, actors)


def widen(library: Library, actors: Iterable[str]) -> set[str]:
    """The actors with all larger ones to which they undisputedly belong now."""
    wholes: set[str] = set()
    waiting = list(actors)
    while waiting:
        one = waiting.pop()
        if one not in wholes:
            wholes.add(one)
            actor = library.actors.get(one)
            waiting += actor.wholes if actor else ()
    return wholes
