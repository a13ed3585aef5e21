"""The list of questions, by how many answers our records hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.counting import QUESTION_LABEL_RULES, QUESTION_LABELS
from sayso.library import group
from sayso.page_values import Link, Page, capital
from sayso.pages.labels import QuestionView, view_question
from sayso.pages.lists.head import (
    Jump,
    ListHead,
    list_parts,
    make_head,
    make_jump,
    make_list_page,
)
from sayso.pages.paging import Groups, Part
from sayso.pages.parts import link_to
from sayso.pages.site import Site
from sayso.pages.standings import order_questions
from sayso.problems import count, join_words
from sayso.records import Question


class QuestionRow(NamedTuple):
    """A question with its answers and who gives them, how many positions it holds, and the stories that ask it."""

    question: QuestionView
    positions: str
    stories: tuple[Link, ...]


class LabelPart(NamedTuple):
    """The questions that have one label, and when a question has it."""

    jump: Jump
    rule: str
    note: str | None
    """The sentence that stands under the label of each of these questions, where it is the same for all."""
    rows: tuple[QuestionRow, ...]


class QuestionsView(NamedTuple):
    """A page of the list of questions; only labels that a question has."""

    head: ListHead
    jumps: tuple[Jump, ...]
    parts: tuple[LabelPart, ...]


def question_list(site: Site) -> Iterator[Page]:
    """The pages that list all questions."""
    unasked = sum(not site.library.stories_asking.get(question) for question in site.library.questions)
    counts = [count(len(site.library.questions), "question"), *([f"{unasked} in no explainer"] if unasked else [])]
    parts = cut_questions(site)
    groups = group_by_label(site, parts)
    for here in parts:
        jumps = {key: make_jump(groups, key, here, key, capital(QUESTION_LABELS[key])) for key in groups.counts}
        view = QuestionsView(
            make_head(site, "questions", *counts, parts=parts, here=here),
            tuple(jumps.values()),
            tuple(view_part(site, jumps[key], questions) for key, questions in groups.on(here).items()),
        )
        span = join_words([QUESTION_LABELS[key] for key in groups.on(here)])
        yield make_list_page(site, "questions", view, here, view.jumps, span=span)


def cut_questions(site: Site) -> tuple[Part[Question], ...]:
    """The questions under their labels, in the order of the labels; within each as the stories ask them."""
    by_label = group((site.question_label(question).key, question) for question in order_questions(site))
    in_order = (question for key in QUESTION_LABELS for question in by_label.get(key, ()))
    return list_parts(site, "questions", in_order)


def group_by_label(site: Site, parts: Sequence[Part[Question]]) -> Groups[Question]:
    """The questions that have each label."""
    return Groups(parts, lambda question: site.question_label(question).key)


def find_labels(site: Site) -> Mapping[str, str]:
    """For each label that a question has, the address at which its questions begin to be listed."""
    groups = group_by_label(site, cut_questions(site))
    return {key: f"{part.address}#{key}" for key, (part, _) in groups.begins.items()}


def view_part(site: Site, jump: Jump, questions: Sequence[Question]) -> LabelPart:
    """The questions that have a label."""
    rows = tuple(view_row(site, question) for question in questions)
    notes = {row.question.note for row in rows}
    return LabelPart(
        jump,
        QUESTION_LABEL_RULES[jump.anchor],
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
