"""The label of a question: how many answers stand in the records, and whose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from sayso.counting.bodies import Body, form_bodies
from sayso.counting.claim_labels import Sides, take_sides
from sayso.counting.counted import Voice, are_at_odds, bounds, figure_of, list_voices, side_of
from sayso.counting.names import sort_by_name
from sayso.library import Library
from sayso.records import Claim, Question
from sayso.records.parts import RESERVED_SPEAKERS

QUESTION_LABELS = {
    "several-answers": "several answers",
    "several-statements": "several statements",
    "one-answer": "one answer in our records",
    "source-or-unattributed-only": "only the source’s own words or unattributed",
    "no-answer": "no answer in our records",
}
"""Every label that a question can have, by key, in the order in which they are tried: the first that fits is taken."""
QUESTION_LABEL_RULES = {
    "several-answers": (
        "Different bodies say claims that, in the editors’ reading, cannot hold together; or one says what another "
        "rejects."
    ),
    "several-statements": (
        "Two or more claims are said, and none is marked as excluding another; or two numbers are given; or one "
        "body’s own speakers differ."
    ),
    "one-answer": "One claim is said.",
    "source-or-unattributed-only": (
        "No speaker answers it; a source does in its own voice, or words that nobody is named as saying."
    ),
    "no-answer": "No speaker, no source in its own voice and no words without a name answer it.",
}
"""When a question has each label, in a sentence for readers; what is not counted takes no part in it."""
ONE_IS_NOT_AGREEMENT = "One answer recorded is not agreement."
SHOWN_NOT_COUNTED = "What is said here is shown, not counted."


class QuestionLabel(NamedTuple):
    """A label, and the claims that answer the question with the ids of who says each, named and unnamed, by name."""

    key: str
    text: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    """Only claims that somebody who counts now says, by id."""
    note: str | None
    """A sentence that stands under the label."""


def is_answered(library: Library, question: Question) -> bool:
    """Whether a speaker who is counted answers it; that takes much less than its label, which then says so."""
    return any(take_sides(library, claim).saying for claim in library.claims_of.get(question.id, ()))


def label_question(
    library: Library, question: Question, find_sides: Callable[[Claim], Sides] | None = None
) -> QuestionLabel:
    """The label of a question: the first that fits, with the names under each answer.

    `find_sides` gives the sides of a claim to whoever keeps them.
    """
    claims = library.claims_of.get(question.id, ())
    find_sides = find_sides or partial(take_sides, library)
    sides = {claim.id: find_sides(claim) for claim in claims}
    said = [claim for claim in claims if sides[claim.id].saying]
    on_question = library.standings_on.get(question.id, ())
    standings = [*on_question, *(s for claim in claims for s in library.standings_on.get(claim.id, ()))]
    bodies = form_bodies(library, list_voices(library, standings))
    sayers = {s.position.actor for s in standings if s.position.status == "current" and side_of(s) == "says"}
    labels = (
        ("several-answers", any(are_of_two_bodies(bodies, *pair) for pair in list_clashes(library, said, sides))),
        ("several-statements", len(said) > 1 or any(holds_several(sides[claim.id]) for claim in said)),
        ("one-answer", bool(said)),
        ("source-or-unattributed-only", not sayers.isdisjoint(RESERVED_SPEAKERS)),
    )
    key = next((key for key, fits in labels if fits), "no-answer")
    notes = {"one-answer": ONE_IS_NOT_AGREEMENT, "no-answer": SHOWN_NOT_COUNTED if sayers else None}
    return QuestionLabel(
        key=key,
        text=QUESTION_LABELS[key],
        answers=tuple(
            (claim.id, sort_by_name(library, (voice.speaker for voice in sides[claim.id].saying))) for claim in said
        ),
        note=notes.get(key),
    )


def list_clashes(library: Library, said: Iterable[Claim], sides: Mapping[str, Sides]) -> Iterator[tuple[Voice, Voice]]:
    """Pairs of voices that do not go together: one rejects what the other says, or their claims exclude each other."""
    said = tuple(said)
    for claim in said:
        yield from list_rejections(sides[claim.id])
    for index, one in enumerate(said):
        excluded = library.excluded_by(one)
        for other in said[index + 1 :] if excluded else ():
            if other.id in excluded:
                yield from ((ours, theirs) for ours in sides[one.id].saying for theirs in sides[other.id].saying)


def list_rejections(sides: Sides) -> Iterator[tuple[Voice, Voice]]:
    """Pairs of voices of which the second rejects what the first says."""
    for saying in sides.saying:
        for opposing in sides.opposing:
            if side_of(opposing.standing) == "rejects" and are_at_odds(saying.standing, opposing.standing):
                yield saying, opposing


def are_of_two_bodies(bodies: Mapping[str, Body], one: Voice, other: Voice) -> bool:
    """Whether two voices belong to different bodies."""
    return bodies[one.spoken_for] != bodies[other.spoken_for]


def holds_several(sides: Sides) -> bool:
    """Whether more than one thing is said on one claim: two figures, or one body both says and rejects it.

    Two bodies that clash make several answers; where one body's own speakers do, "one answer" would be false as well.
    """
    figures = {bounds(figure) for voice in sides.saying if (figure := figure_of(voice.standing))}
    return len(figures) > 1 or any(list_rejections(sides))
