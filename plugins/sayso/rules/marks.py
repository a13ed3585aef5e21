"""Where the values of a position stand."""

from __future__ import annotations

from sayso.library import Library, Standing
from sayso.problems import Mark


def mark_position(library: Library, standing: Standing, *place: str | int) -> Mark:
    """Where a value of a position stands in the file of its claim or question; the position itself without a place."""
    return library.mark(standing.on.id, "positions", standing.index, *place)
