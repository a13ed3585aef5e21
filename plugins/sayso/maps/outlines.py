"""Land, borders and countries of a frame, as lines of the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.maps.atlas import Box, Ring, Shape, arc_of, load_atlas
from sayso.maps.lines import Point, cut_line, cut_ring, simplify, write_path
from sayso.maps.projection import TURN, Frame
from sayso.maps.scanlines import Lines, scan

# How far a line may be off, in units of the drawing: about half a pixel where it is drawn 640 pixels wide, and up to
# twice as much where a map shows a large part of the world.
FINEST, COARSEST = 0.8, 1.7
FINE_DEGREES = 12.0
# Islands smaller than this many tolerances are left out.
LEAST_ISLAND = 3.0
TURNS = (-TURN, 0.0, TURN)


Area = tuple[Point, ...]


class Country(NamedTuple):
    """What is visible of a country: its areas, and level lines across them; islands border on no other country."""

    name: str
    areas: tuple[Area, ...]
    lines: Lines
    is_island: bool


class Outlines(NamedTuple):
    """Path data of a frame, level lines across all land, and the countries. The outline of the land is the coast.

    A frame `is_close` where lines keep all their detail.
    """

    land: str
    borders: str
    lines: Lines
    countries: tuple[Country, ...]
    is_close: bool


@lru_cache(maxsize=64)
def draw_outlines(frame: Frame) -> Outlines:
    """The outlines of a frame; many pages of a site may show the same one."""
    tracer, atlas = Tracer(frame), load_atlas()
    land = tuple(tracer.trace_shape(atlas.land))
    near = (shape for shape in atlas.countries if shape.box[1] <= frame.north and shape.box[3] >= frame.south)
    countries = ((shape, tuple(tracer.trace_shape(shape))) for shape in near)
    return Outlines(
        land=write_path(land, closed=True),
        borders=write_path(tracer.trace_lines(atlas.borders), closed=False),
        lines=scan(land, frame.height),
        countries=tuple(
            Country(shape.name, areas, scan(areas, frame.height), shape.name in atlas.islands)
            for shape, areas in countries
            if areas
        ),
        is_close=measure_tolerance(frame) == FINEST,
    )


def measure_tolerance(frame: Frame) -> float:
    """How far lines may be off in a frame."""
    return min(max(FINEST, FINEST * (frame.north - frame.south) / FINE_DEGREES), COARSEST)


class Tracer:
    """Traces a frame: each arc is brought onto the drawing and made simpler once, for all that it belongs to.

    Beyond the 180th meridian a frame shows what the data has at the other end of the world, so all is looked at in its
    place and one turn farther west and east.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._arcs = load_atlas().arcs
        self._tolerance = measure_tolerance(frame)
        self._lines: dict[tuple[int, float], list[Point]] = {}

    def trace_shape(self, shape: Shape) -> Iterator[Area]:
        """The areas of a shape within the frame."""
        south, north = self._frame.south, self._frame.north
        for ring in shape.rings:
            box = ring.box
            if box[1] > north or box[3] < south:
                continue  # which is so for most, and seen at once
            for turn in self._turns(box):
                if not self._is_visible(box):
                    break
                line = self._trace_ring(ring, turn)
                if ring.is_around_the_pole:
                    line = self._close_at_pole(line)
                if area := cut_ring(line, self._frame.width, self._frame.height):
                    yield tuple(area)
                if ring.is_around_the_pole:
                    break

    def trace_lines(self, indexes: Iterable[int]) -> Iterator[Sequence[Point]]:
        """The stretches of arcs within the frame."""
        south, north = self._frame.south, self._frame.north
        for index in indexes:
            box = self._arcs[index].box
            if box[1] > north or box[3] < south:
                continue  # as above
            for turn in self._turns(box):
                yield from cut_line(self._trace_arc(index, turn), self._frame.width, self._frame.height)

    def _turns(self, box: Box) -> Iterator[float]:
        """By how many degrees a box is to be moved east to lie in the frame."""
        west, south, east, north = box
        frame = self._frame
        if south <= frame.north and north >= frame.south:
            for turn in TURNS:
                if west + turn <= frame.east and east + turn >= frame.west:
                    yield turn

    def _is_visible(self, box: Box) -> bool:
        """Whether a ring is large enough to be seen."""
        west, south, east, north = box
        longer = max((east - west) * self._frame.x_scale, (north - south) * self._frame.y_scale)
        return longer > LEAST_ISLAND * self._tolerance

    def _trace_ring(self, ring: Ring, turn: float) -> list[Point]:
        points: list[Point] = []
        for index in ring.arcs:
            line = self._trace_arc(arc_of(index), turn)
            points += line[:-1] if index >= 0 else line[:0:-1]
        return points

    def _close_at_pole(self, line: Sequence[Point]) -> list[Point]:
        """A coast around the world: to both sides one time more, and closed far below the drawing."""
        turn = TURN * self._frame.x_scale * (1 if line[-1][0] > line[0][0] else -1)
        around = [(x + times * turn, y) for times in (-2, -1, 0, 1, 2) for x, y in line]
        bottom = 2.0 * self._frame.height
        return [*around, (around[-1][0], bottom), (around[0][0], bottom)]

    def _trace_arc(self, index: int, turn: float) -> list[Point]:
        """An arc on the drawing; one that does not come near is left straight, which changes nothing within it."""
        key = index, turn
        if key not in self._lines:
            arc = self._arcs[index]
            if turn in self._turns(arc.box):
                self._lines[key] = simplify(self._project(arc.lons, arc.lats, turn), self._tolerance)
            else:
                self._lines[key] = self._project((arc.lons[0], arc.lons[-1]), (arc.lats[0], arc.lats[-1]), turn)
        return self._lines[key]

    def _project(self, lons: Iterable[float], lats: Iterable[float], turn: float) -> list[Point]:
        frame, x_scale, y_scale = self._frame, self._frame.x_scale, self._frame.y_scale
        west, north = frame.west - turn, frame.north
        return [((lon - west) * x_scale, (north - lat) * y_scale) for lon, lat in zip(lons, lats, strict=True)]
