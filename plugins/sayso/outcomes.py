"""What a check of all records came to, in words, and whether the last check still says it.

Nothing here reads a record, so that a check in which nothing changed takes no longer than looking at the files' times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.cache import FOLDER, Cache, Damaged
from sayso.listing import Listing, is_like, list_stamps
from sayso.problems import Problem, count, have_errors

NAME, FILE = "check", "outcome"


@dataclass(frozen=True)
class Outcome:
    """All problems, how many records and files there are, and the outcome in words without a time."""

    problems: tuple[Problem, ...]
    records: int
    words: str


def count_problems(problems: Sequence[Problem]) -> str:
    """`3 errors and 2 warnings`, without what there is none of."""
    errors = sum(problem.is_error for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    return " and ".join(count(number, noun) for number, noun in counts if number)


def say_outcome(problems: Sequence[Problem]) -> str:
    """What the problems mean for publishing."""
    if have_errors(problems):
        return "Nothing can be published until the errors are mended."
    return "Warnings do not stop publishing."


class LastCheck:
    """The outcome of the last check of a project, for as long as neither a file nor the program changes."""

    def __init__(self, root: Path, content: str, stamp: str) -> None:
        self._cache = Cache(root / FOLDER / NAME, root, stamp)
        self._content = content
        self._listing = list_stamps(root, content) if self._cache.is_usable else {}

    def recall(self) -> Outcome | None:
        """The outcome, if it is still that; none where anything changed, or nothing is remembered."""
        try:
            kept = self._cache.load(FILE)
        except Damaged:
            self._cache.forget()
            return None
        match kept:
            case (self._content, dict() as listing, Outcome() as outcome) if is_like(listing, self._listing):
                return outcome
        return None

    def remember(self, outcome: Outcome) -> None:
        """Keeps the outcome of the files as they were when this was made."""
        if self._cache.is_usable:
            kept: tuple[str, Listing, Outcome] = (self._content, self._listing, outcome)
            self._cache.store(FILE, kept)
