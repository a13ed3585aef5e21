"""What is not recorded of statements: who makes a claim, a second report, the day."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.counting import is_said_now
from sayso.gaps.gap import Gap
from sayso.library import Library, Standing
from sayso.problems import count
from sayso.records import Claim, Question


def find_claims_nobody_says(library: Library, claim: Claim) -> Iterator[Gap]:
    """A claim that nobody is recorded as making now, and of which nothing says who makes it."""
    if claim.made_by is None and not is_said_now(library, claim):
        yield Gap(claim.id)


def find_claims_in_one_report(library: Library, claim: Claim) -> Iterator[Gap]:
    """A claim whose positions all stand in one source, or in copies and translations of it; that source is `about`."""
    reports = {library.first_print(s.position.source) for s in library.standings_on.get(claim.id, ())}
    if len(reports) == 1:
        yield Gap(claim.id, about=reports.pop())


def find_undated_positions(library: Library, owner: Claim | Question) -> Iterator[Gap]:
    """A claim or question with positions of which no day is given, with how many."""
    standings = library.standings_on.get(owner.id, ())
    undated = sum(is_undated(standing) for standing in standings)
    if undated:
        yield Gap(owner.id, ("positions",), words=f"{undated} of {count(len(standings), 'position')}", number=undated)


def is_undated(standing: Standing) -> bool:
    """Whether no day is given on which it was said."""
    said = standing.position.said
    return said is None or said.is_unknown
