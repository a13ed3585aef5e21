"""The list of questions, by how many answers our records hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.counting import QUESTION_LABEL_RULES, QUESTION_LABELS
from sayso.library import group
from sayso.pages.labels import QuestionView, view_question
from sayso.pages.lists.head import Jump, ListHead, make_head, make_list_page
from sayso.pages.page import Page
from sayso.pages.parts import Link, capital, link_to
from sayso.pages.site import Site
from sayso.pages.standings import order_questions
from sayso.problems import count
from sayso.records import Question


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its answers and who gives them, how many positions it holds, and the stories that ask it."""

    question: QuestionView
    positions: str
    stories: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LabelPart:
    """The questions that have one label, and when a question has it."""

    jump: Jump
    rule: str
    note: str | None
    """The sentence that stands under the label of each of these questions, where it is the same for all."""
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class QuestionsView:
    """The list of questions; only labels that a question has."""

    head: ListHead
    parts: tuple[LabelPart, ...]


def question_list(site: Site) -> Iterator[Page]:
    """The page that lists all questions."""
    parts = list_parts(site)
    unasked = sum(not site.library.stories_asking.get(question) for question in site.library.questions)
    counts = [count(len(site.library.questions), "question"), *([f"{unasked} in no explainer"] if unasked else [])]
    view = QuestionsView(make_head(site, "questions", *counts), parts)
    yield make_list_page(site, "questions", view, [part.jump for part in parts])


def list_parts(site: Site) -> tuple[LabelPart, ...]:
    """The questions under their labels, in the order of the labels; within each as the stories ask them."""
    by_label = group((site.question_label(question).key, question) for question in order_questions(site))
    return tuple(view_part(site, key, by_label[key]) for key in QUESTION_LABELS if key in by_label)


def view_part(site: Site, key: str, questions: Sequence[Question]) -> LabelPart:
    """The questions that have a label."""
    rows = tuple(view_row(site, question) for question in questions)
    notes = {row.question.note for row in rows}
    return LabelPart(
        Jump(key, capital(QUESTION_LABELS[key]), len(rows)),
        QUESTION_LABEL_RULES[key],
        notes.pop() if len(notes) == 1 else None,
        rows,
    )


def view_row(site: Site, question: Question) -> QuestionRow:
    """A question for the list."""
    library = site.library
    owners = [question.id, *(claim.id for claim in library.claims_of.get(question.id, ()))]
    positions = sum(len(library.standings_on.get(owner, ())) for owner in owners)
    return QuestionRow(
        view_question(site, question),
        count(positions, "position") if positions else "no position in our records",
        tuple(link_to(site, story) for story in library.stories_asking.get(question.id, ())),
    )
