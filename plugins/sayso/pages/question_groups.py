"""Positions under the questions that they answer, for the pages of whoever speaks and of what is read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from sayso.library import Library, Standing
from sayso.page_values import Link
from sayso.pages.parts import link_to
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.site import Site


class QuestionGroup(NamedTuple):
    """A question, and positions on it and on its claims."""

    question: Link
    positions: tuple[PositionView, ...]


def group_by_question(site: Site, standings: Iterable[Standing]) -> tuple[QuestionGroup, ...]:
    """The positions by question; questions in the order of the stories, then by id."""
    library = site.library
    by_question: dict[str, list[Standing]] = {}
    for standing in standings:
        by_question.setdefault(standing.question_id, []).append(standing)
    order = sorted((i for i in by_question if i in library.questions), key=partial(place_question, library))
    return tuple(
        QuestionGroup(link_to(site, library.questions[i]), view_positions(site, by_question[i])) for i in order
    )


def place_question(library: Library, question_id: str) -> tuple[object, ...]:
    """Where a question stands among all: as the first story that asks it has it, else after these, by id."""
    asked = [(story.id, story.questions.index(question_id)) for story in library.stories_asking.get(question_id, ())]
    return (0, *min(asked)) if asked else (1, question_id)
