"""Questions: their form, their stances, their claims, and that a story asks them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library
from sayso.problems import Problem, quote
from sayso.records.position import LEAVING_OPEN
from sayso.rules.marks import mark_position
from sayso.rules.wholeness import when_whole

QUESTION_MARKS = ("?", "؟", "？", "\u037e", "՞", "፧")
MOST_CLAIMS = 4


def check_question_stances(library: Library) -> Iterator[Problem]:
    """Positions on a question as a whole that take a stance only a claim can have."""
    for standing in (one for question in library.questions for one in library.standings_on.get(question, ())):
        stance = standing.position.stance
        if stance not in LEAVING_OPEN:
            message = (
                f"{quote(stance)} is a stance on a claim, and a question as a whole takes only 'withholds', 'declines' "
                "and 'no-reply'. Move the position to a claim, or choose one of these."
            )
            yield Problem(mark_position(library, standing, "stance"), "question-stance", message)


def check_question_marks(library: Library) -> Iterator[Problem]:
    """Questions that do not end in a question mark."""
    for question in library.questions.values():
        if not question.text.endswith(QUESTION_MARKS):
            message = "The question does not end in a question mark. Write it as a question that presupposes no answer."
            yield Problem(library.mark(question.id, "text"), "question-mark-missing", message)


def check_claims_are_few(library: Library) -> Iterator[Problem]:
    """Questions with more claims than readers can compare side by side; number claims are lists and do not count."""
    for question in library.questions.values():
        claims = [claim for claim in library.claims_of.get(question.id, ()) if claim.kind != "number"]
        if len(claims) > MOST_CLAIMS:
            message = (
                f"The question has {len(claims)} claims, and readers can compare {MOST_CLAIMS} side by side. "
                "Split it into several questions."
            )
            yield Problem(library.mark(question.id, "text"), "too-many-claims", message)


@when_whole
def check_questions_are_asked(library: Library) -> Iterator[Problem]:
    """Questions that no story asks, where there are stories."""
    for question in library.questions.values() if library.stories else ():
        if question.id not in library.stories_asking:
            message = (
                "No story asks this question. Add it to the 'questions' of a story, make it a draft, or delete it."
            )
            yield Problem(library.mark(question.id, "text"), "question-unasked", message)
