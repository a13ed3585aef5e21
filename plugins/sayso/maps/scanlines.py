"""Where an area has room for words: level lines across it, and the stretches of them that lie inside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.maps.lettering import Rectangle
from sayso.maps.lines import Point

# The distance of the lines from one another, in units of the drawing.
GRID = 6
Stretch = tuple[float, float]
Lines = tuple[tuple[Stretch, ...], ...]


def scan(areas: Iterable[Sequence[Point]], height: int) -> Lines:
    """For each line of the grid, from the top, the stretches inside the areas; an area within an area is a hole."""
    crossings: list[list[float]] = [[] for _ in range(height // GRID + 1)]
    for area in areas:
        for (x, y), (next_x, next_y) in pairwise([*area, area[0]]):
            if y == next_y:
                continue
            top, bottom = min(y, next_y), max(y, next_y)
            slope = (next_x - x) / (next_y - y)
            for line in range(max(0, math.ceil(top / GRID)), min(len(crossings), math.ceil(bottom / GRID))):
                crossings[line].append(x + (line * GRID - y) * slope)
    return tuple([pair_up(sorted(found)) if found else () for found in crossings])


def pair_up(crossings: Sequence[float]) -> tuple[Stretch, ...]:
    """The stretches between entering and leaving."""
    return tuple(zip(crossings[::2], crossings[1::2], strict=False))


def find_rooms(
    lines: Lines, width: float, height: float, within: Rectangle, taken: Sequence[Rectangle]
) -> Iterator[Rectangle]:
    """Every stretch of some line on which words of this size are inside the areas and cover nothing that is taken."""
    reach = math.ceil(height / 2 / GRID)
    sides = (within.left, within.right)
    first, last = math.ceil((within.top + height / 2) / GRID), math.floor((within.bottom - height / 2) / GRID)
    for middle in range(max(first, reach), min(last + 1, len(lines) - reach), 2):
        if not lines[middle]:
            continue  # as most are of most countries
        stretches = intersect([sides], lines[middle], width)
        for line in (*range(middle - reach, middle), *range(middle + 1, middle + reach + 1)):
            if not stretches:
                break
            stretches = intersect(stretches, lines[line], width)
        top, bottom = middle * GRID - height / 2, middle * GRID + height / 2
        for room in taken if stretches else ():
            if room.top < bottom and room.bottom > top:
                stretches = intersect(stretches, ((-math.inf, room.left), (room.right, math.inf)), width)
        for left, right in stretches:
            yield Rectangle(left, top, right, bottom)


def intersect(some: Iterable[Stretch], others: Sequence[Stretch], width: float) -> list[Stretch]:
    """What lies in a stretch of each, where it is wide enough."""
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others if d - c >= width]
    return [(left, right) for left, right in both if right - left >= width]


def crosses(room: Rectangle, lines: Lines) -> bool:
    """Whether a part of some line lies in a part of the drawing."""
    first, last = max(0, math.floor(room.top / GRID)), math.ceil(room.bottom / GRID)
    return any(left < room.right and right > room.left for line in lines[first : last + 1] for left, right in line)
