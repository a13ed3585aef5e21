"""Positions: none twice, nobody together with themselves, nothing replaced that still stands."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library, Standing
from sayso.problems import Problem, quote
from sayso.rules.marks import mark_position


def check_repeated_positions(library: Library) -> Iterator[Problem]:
    """Positions of one claim or question that would have the same address."""
    for standings in library.standings_on.values():
        first: dict[str, Standing] = {}
        for standing in standings if len(standings) > 1 else ():
            other = first.setdefault(standing.anchor, standing)
            if other is not standing:
                yield tell_repeated(library, standing, other)


def tell_repeated(library: Library, standing: Standing, other: Standing) -> Problem:
    """The problem of a position that has the address of an earlier one."""
    line = mark_position(library, other).line
    if standing.position.id is not None:
        message = (
            f"The position in line {line} has the id {quote(standing.position.id)} too. Give one of them another id."
        )
        return Problem(mark_position(library, standing, "id"), "duplicate-position", message)
    message = (
        f"The position in line {line} has the same speaker, stance, source and words. "
        "Delete one of the two, or give this one an 'id' of its own."
    )
    return Problem(mark_position(library, standing), "duplicate-position", message)


def check_joint_speakers(library: Library) -> Iterator[Problem]:
    """Speakers who are named twice in a joint statement."""
    for standing in library.standings_with("jointly_with"):
        for index, speaker in enumerate(standing.position.jointly_with):
            if speaker in standing.speakers[: index + 1]:
                message = f"{quote(speaker)} is named as a speaker of this position already. Delete it here."
                yield Problem(mark_position(library, standing, "jointly_with", index), "joint-with-itself", message)


def check_replacements(library: Library) -> Iterator[Problem]:
    """Positions that a speaker is said to have replaced, while the status says nothing of it."""
    for standing in library.standings_with("replaced_by"):
        position = standing.position
        if position.replaced_by is not None and position.status not in ("changed", "withdrawn"):
            message = (
                f"The speaker makes the claim {quote(position.replaced_by)} instead, and the status is "
                f"{quote(position.status)}. Write 'status: changed', or delete 'replaced_by'."
            )
            yield Problem(mark_position(library, standing, "replaced_by"), "replaced-by-without-change", message)
