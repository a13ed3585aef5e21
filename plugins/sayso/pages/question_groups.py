"""Positions under the questions that they answer, for the pages of whoever speaks and of what is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.library import Standing
from sayso.pages.parts import Link, link_to
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.reports import NO_NUMBERS, Numbers
from sayso.pages.site import Site


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """A question, and positions on it and on its claims."""

    question: Link
    positions: tuple[PositionView, ...]


def group_by_question(
    site: Site, standings: Iterable[Standing], numbers: Numbers = NO_NUMBERS
) -> tuple[QuestionGroup, ...]:
    """The positions by question; questions in the order of the stories, then by id."""
    library = site.library
    by_question: dict[str, list[Standing]] = {}
    for standing in standings:
        by_question.setdefault(standing.question_id, []).append(standing)
    asked = [i for story in library.stories.values() for i in story.questions]
    order = [i for i in dict.fromkeys((*asked, *library.questions)) if i in by_question and i in library.questions]
    return tuple(
        QuestionGroup(link_to(site, library.questions[i]), view_positions(site, by_question[i], numbers)) for i in order
    )
