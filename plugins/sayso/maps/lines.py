"""Lines of points: made simpler, cut at the edge of a drawing, written as SVG path data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
# What a stroke may reach beyond the edge: shapes are cut that far outside, so that the cut is not seen.
MARGIN = 6.0


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The points without those that lie within the tolerance of the line between their neighbours (Douglas, Peucker).

    Both ends stay, so that lines that meet still meet.
    """
    points = thin(points, tolerance / 2)
    kept = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        index, distance = find_farthest(points, first, last)
        if distance > tolerance:
            kept.add(index)
            stretches += [(first, index), (index, last)]
    return [points[index] for index in sorted(kept)]


def thin(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The points without those that are next to the one before."""
    kept = [points[0]]
    last_x, last_y = points[0]
    for point in points[1:-1]:
        x, y = point
        if abs(x - last_x) + abs(y - last_y) > tolerance:
            kept.append(point)
            last_x, last_y = x, y
    return [*kept, points[-1]]


def find_farthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """Which point between two is the farthest from the straight way between them, and how far it is."""
    (x, y), (end_x, end_y) = points[first], points[last]
    run, rise = end_x - x, end_y - y
    squared = run * run + rise * rise
    length = squared**0.5
    farthest, index = 0.0, first
    for i, (point_x, point_y) in enumerate(points[first + 1 : last], first + 1):
        right, down = point_x - x, point_y - y
        along = right * run + down * rise
        if 0 < along < squared:
            right, down = (run * down - rise * right) / length, 0.0
        elif along > 0:
            right, down = right - run, down - rise
        distance = right * right + down * down
        if distance > farthest:
            farthest, index = distance, i
    return index, farthest**0.5


def cut_ring(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """The part of an area within a drawing (Sutherland, Hodgman); empty where nothing is left."""
    area = list(ring)
    for axis, limit, is_low in (
        (0, -MARGIN, True),
        (0, width + MARGIN, False),
        (1, -MARGIN, True),
        (1, height + MARGIN, False),
    ):
        area = list(cut_side(area, axis, limit, is_low=is_low))
    return area


def cut_side(ring: Sequence[Point], axis: int, limit: float, *, is_low: bool) -> Iterator[Point]:
    """An area without what lies beyond one side."""
    for i, point in enumerate(ring):
        before = ring[i - 1]
        is_inside = point[axis] >= limit if is_low else point[axis] <= limit
        was_inside = before[axis] >= limit if is_low else before[axis] <= limit
        if is_inside != was_inside:
            yield cross(before, point, axis, limit)
        if is_inside:
            yield point


def cross(before: Point, after: Point, axis: int, limit: float) -> Point:
    """Where the way between two points meets a side."""
    share = (limit - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + share * (after[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def cut_line(line: Sequence[Point], width: float, height: float) -> Iterator[list[Point]]:
    """The stretches of a line within a drawing; each may reach over the edge by one step."""
    stretch: list[Point] = []
    for before, after in pairwise(line):
        if is_outside(before, after, width, height):
            if stretch:
                yield stretch
            stretch = []
            continue
        stretch = [*stretch, after] if stretch else [before, after]
    if stretch:
        yield stretch


def is_outside(one: Point, other: Point, width: float, height: float) -> bool:
    """Whether the way between two points lies on the far side of one edge."""
    return (
        max(one[0], other[0]) < -MARGIN
        or min(one[0], other[0]) > width + MARGIN
        or max(one[1], other[1]) < -MARGIN
        or min(one[1], other[1]) > height + MARGIN
    )


def write_path(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """Path data in whole numbers, each line from its first point on in steps."""
    return "".join(write_line(line, closed=closed) for line in lines)


def write_line(line: Sequence[Point], *, closed: bool) -> str:
    """One line as path data; empty where all its points fall on one or, for an area, on a line without width."""
    points = [(round(x), round(y)) for x, y in line]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (x, y) != (a, b)]
    if len(steps) < (2 if closed else 1):
        return ""
    numbers = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{numbers}{'z' if closed else ''}"
