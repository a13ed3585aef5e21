"""Who has not answered: the accused, those whom an event names, and everybody, to a question."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.answering import has_answered, word_silence
from sayso.counting import is_answered, label_question
from sayso.gaps.gap import Gap
from sayso.library import Library
from sayso.records import Claim, Event, Question
from sayso.records.event import Participant


def find_unanswered_accusations(library: Library, claim: Claim) -> Iterator[Gap]:
    """Those whom a claim accuses and who have no position on its question, with whether we asked."""
    for index, accused in enumerate(claim.accuses):
        if accused in library.actors and not has_answered(library, claim, accused):
            yield Gap(claim.id, ("accuses", index), accused, word_silence(library, claim, accused))


def find_silent_participants(library: Library, event: Event) -> Iterator[Gap]:
    """Those whom an event names according to claims on which, and on whose questions, they have no position."""
    for index, part in enumerate(event.participants):
        if part.actor in library.actors and is_silent(library, part):
            yield Gap(event.id, ("participants", index), part.actor)


def is_silent(library: Library, part: Participant) -> bool:
    """Whether a participant has no position on what names it; whom one of these claims accuses is not meant here."""
    claims = [library.claims[claim_id] for claim_id in part.according_to if claim_id in library.claims]
    is_accused = any(part.actor in claim.accuses for claim in claims)
    return not is_accused and not any(has_answered(library, claim, part.actor) for claim in claims)


def find_questions_unanswered(library: Library, question: Question) -> Iterator[Gap]:
    """A question that no speaker answers, with its label."""
    if not is_answered(library, question):
        yield Gap(question.id, words=label_question(library, question).text)
