"""What comes out of reading a record, beside the record: places of values, mentions of other records, faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NamedTuple

from sayso.problem_words import MOST_HINTS
from sayso.problems import Mark, Problem, quote

Place = tuple[str | int, ...]


class Fault:
    """The type of FAULT, which stands where a value could not be read."""


FAULT: Final = Fault()


class Pointer(NamedTuple):
    """A mention of another record: which, of which kinds it may be, and where it stands in the record.

    `entry.mark(*place)` says where that is in the file.
    """

    target: str
    kinds: tuple[str, ...]
    place: Place


# The same as Pointer(*values), without a call of Python's.
make_pointer: Callable[[tuple[Any, ...]], Pointer] = partial(tuple.__new__, Pointer)


@dataclass(slots=True)
class Findings:
    """Collects what comes out of one record's nodes; `owner` is what the record is, such as `an actor`."""

    owner: str
    marks: dict[Place, Mark] = field(default_factory=dict)
    pointers: list[Pointer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: int = 0
    """How many words were compared with those that were probably meant."""

    def may_hint(self) -> bool:
        """Whether one more word may be compared, which takes time; after so many nobody needs more hints."""
        self.hints += 1
        return self.hints <= MOST_HINTS

    def tell(self, mark: Mark, code: str, message: str) -> Fault:
        """Notes a fault, and gives the stand-in for the value."""
        self.problems.append(Problem(mark, code, message))
        return FAULT


def name_place(place: Place) -> str:
    """The key that a value stands under, in quotes; an entry of a list is named by the list's key."""
    key = next(step for step in reversed(place) if isinstance(step, str))
    return f"An entry of {quote(key)}" if isinstance(place[-1], int) else quote(key)
