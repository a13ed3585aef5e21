"""Figures: on number claims, on nothing else, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.library import Library, Standing
from sayso.problems import Problem, quote
from sayso.records.position import LEAVING_OPEN, Figure
from sayso.rules.marks import mark_position


def check_figures(library: Library) -> Iterator[Problem]:
    """Positions on a number claim that say or reject no number, and figures on anything else."""
    for standing in library.standings_with("figure"):
        if standing.position.figure is not None and (standing.claim is None or standing.claim.kind != "number"):
            message = (
                "A figure fits only a claim of the kind 'number'. "
                "Move the position to the number claim of its question, or delete 'figure'."
            )
            yield Problem(mark_position(library, standing, "figure"), "figure-misplaced", message)
    for standing in list_on_numbers(library):
        figure = standing.position.figure
        if (figure is None or not list_numbers(figure)) and standing.position.stance not in LEAVING_OPEN:
            place = ("figure",) if figure else ()
            message = (
                "A position on a number claim says or rejects a number, and this one names none. "
                "Add 'figure' with 'best', 'low' or 'high', and with what it 'counts'."
            )
            yield Problem(mark_position(library, standing, *place), "figure-missing", message)


def list_on_numbers(library: Library) -> Iterator[Standing]:
    """The positions on claims of the kind `number`."""
    for claim in library.claims.values():
        if claim.kind == "number":
            yield from library.standings_on.get(claim.id, ())


def list_numbers(figure: Figure) -> list[tuple[str, int | float]]:
    """The numbers that the figure has, with their keys, which should grow in this order."""
    keyed = (("low", figure.low), ("best", figure.best), ("high", figure.high))
    return [(key, number) for key, number in keyed if number is not None]


def check_figure_order(library: Library) -> Iterator[Problem]:
    """Figures whose lower bound lies above the number given or above the upper bound."""
    for standing in library.standings_with("figure"):
        numbers = list_numbers(standing.position.figure) if standing.position.figure else []
        for (smaller, low), (larger, high) in pairwise(numbers):
            if low > high:
                message = f"{quote(smaller)} is {low}, and {quote(larger)} is {high}. Correct the one that is wrong."
                yield Problem(mark_position(library, standing, "figure", smaller), "figure-order", message)
                break


def check_one_number_claim(library: Library) -> Iterator[Problem]:
    """Questions with a second number claim: figures of one question stand in one list."""
    for claims in library.claims_of.values():
        numbers = [claim for claim in claims if claim.kind == "number"]
        for claim in numbers[1:]:
            message = (
                f"The question {quote(claim.question)} already has the number claim {quote(numbers[0].id)}. "
                "Put these positions there, or ask a question of their own."
            )
            yield Problem(library.mark(claim.id, "kind"), "two-number-claims", message)
