"""Claims: that somebody makes them, that they have positions, and that their column heads fit."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library
from sayso.problems import Problem, quote
from sayso.records.position import OPPOSING, SAYING
from sayso.rules.marks import mark_position
from sayso.rules.wholeness import when_whole

LONGEST_SHORT = 40


@when_whole
def check_claims_are_made(library: Library) -> Iterator[Problem]:
    """Claims that are rejected or doubted while nobody, now or before, is recorded making them."""
    for claim in library.claims.values():
        standings = library.standings_on.get(claim.id, ())
        opposing = [s for s in standings if s.position.stance in OPPOSING]
        is_made = claim.made_by or any(s.position.stance in SAYING for s in standings)
        if opposing and not is_made:
            first = opposing[0]
            message = (
                f"{quote(first.position.actor)} {first.position.stance} this claim, and nobody is recorded making it. "
                "Record a position of somebody who makes it, or name them in 'made_by'."
            )
            yield Problem(mark_position(library, first, "stance"), "claim-made-by-nobody", message)


@when_whole
def check_claims_have_positions(library: Library) -> Iterator[Problem]:
    """Claims on which nobody has a position."""
    for claim in library.claims.values():
        if not claim.positions:
            message = (
                "Nobody has a position on this claim. Record who says it and where, make it a draft, or delete it."
            )
            yield Problem(library.mark(claim.id, "text"), "claim-without-position", message)


def check_shorts(library: Library) -> Iterator[Problem]:
    """Column heads that do not fit over a column."""
    for claim in library.claims.values():
        if len(claim.short) > LONGEST_SHORT:
            length = len(claim.short)
            message = f"A column head has room for {LONGEST_SHORT} characters, and this one has {length}. Shorten it."
            yield Problem(library.mark(claim.id, "short"), "short-too-long", message)
