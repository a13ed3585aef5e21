"""The three boxes of a story: which of its questions have several answers, one, or none from a speaker."""

from __future__ import annotations

from typing import NamedTuple

from sayso.pages.labels import QuestionView
from sayso.problems import count

OPEN_KEYS = ("several-answers", "several-statements")
ONE_KEY = "one-answer"


class Box(NamedTuple):
    """One of the three boxes: its heading, its questions, and what it says when it holds none."""

    heading: str
    note: str | None
    questions: tuple[QuestionView, ...]
    empty: str

    @property
    def total(self) -> str:
        """How many questions stand in it."""
        return count(len(self.questions), "question")


def make_boxes(questions: list[QuestionView]) -> tuple[Box, ...]:
    """The three boxes; each question stands in one."""
    several = tuple(question for question in questions if question.key in OPEN_KEYS)
    one = tuple(question for question in questions if question.key == ONE_KEY)
    none = tuple(question for question in questions if question not in several and question not in one)
    return (
        Box("Several answers or statements", None, several, "No question here has several answers in our records."),
        Box(
            "One answer in our records",
            one[0].note if one else None,
            one,
            "No question here has just one answer in our records.",
        ),
        Box("No speaker’s answer", None, none, "Every question here has a speaker’s answer in our records."),
    )
