"""Which part of the world a map shows, and where a place lies on it.

Maps are drawn in a plain projection: north is up, a degree of latitude is as long everywhere, and a degree of longitude
has its true length on one parallel near the middle. That is right within a few per cent for the size of a country.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

# The width of every drawing; its height follows from what it shows.
WIDTH = 1000
# The least that a map shows, in degrees of latitude (111 km each): enough to recognise where a single place lies.
LEAST_WIDTH, LEAST_HEIGHT = 6.4, 4.5
NARROWEST, WIDEST = 1.0, 2.0
# Free space on each side of the outermost places, as a share of the longer side.
PADDING = 0.16
# Frames move in steps of this share, so that places near to one another share one and it is drawn once.
STEP = 1 / 24
# How far a frame may reach beyond a pole, so that a mark on it is whole, as a share of its height.
BEYOND = 0.1
TURN, POLE = 360.0, 90.0
# Places farther apart than this many degrees of longitude are shown on a map of the world.
HALF_WORLD = 190.0
WORLD_SOUTH, WORLD_NORTH, WORLD_PARALLEL = -58.0, 80.0, 30.0


class Frame(NamedTuple):
    """A part of the world in degrees (`west` in -180 to 180, `east` beyond 180 across that meridian), and its size."""

    west: float
    south: float
    east: float
    north: float
    parallel: float
    height: int
    width: int = WIDTH

    @property
    def x_scale(self) -> float:
        """Units of the drawing for a degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def y_scale(self) -> float:
        """Units of the drawing for a degree of latitude."""
        return self.height / (self.north - self.south)

    def locate(self, lat: float, lon: float) -> tuple[int, int]:
        """Where a place is drawn: units from the left and from the top."""
        x = (lon - self.west) % TURN * self.x_scale
        y = (self.north - clamp(lat, POLE)) * self.y_scale
        return min(round(x), self.width), min(max(round(y), 0), self.height)


def fit_frame(places: Iterable[tuple[float, float]]) -> Frame:
    """The frame around places (degrees north, east): with room on all sides, and never less than the least."""
    lats, lons = zip(*((clamp(lat, POLE), wrap(lon)) for lat, lon in places), strict=True)
    west, span = find_span(lons)
    if span > HALF_WORLD:
        return frame_world(lats)
    middle = (min(lats) + max(lats)) / 2
    parallel = clamp(snap(middle, STEP * LEAST_HEIGHT), POLE - LEAST_HEIGHT / 2)
    stretch = math.cos(math.radians(parallel))
    width, height = size_frame(span * stretch, max(lats) - min(lats), TURN * stretch)
    middle = clamp(snap(middle, STEP * height), POLE + BEYOND * height - height / 2)
    longitudes = width / stretch
    start = wrap(snap(west + span / 2, STEP * longitudes) - longitudes / 2)
    return Frame(
        west=start,
        south=middle - height / 2,
        east=start + longitudes,
        north=middle + height / 2,
        parallel=parallel,
        height=round(WIDTH * height / width),
    )


def frame_world(lats: Iterable[float]) -> Frame:
    """The whole world from Alaska to New Zealand; to the poles only where there are places."""
    south, north = min(WORLD_SOUTH, *lats), max(WORLD_NORTH, *lats)
    height = round(WIDTH * (north - south) / (TURN * math.cos(math.radians(WORLD_PARALLEL))))
    return Frame(-TURN / 2, south, TURN / 2, north, WORLD_PARALLEL, height)


def size_frame(width: float, height: float, widest: float) -> tuple[float, float]:
    """Width and height with room around, in degrees of latitude; neither a strip nor a tower."""
    room = 2 * PADDING * max(width, height)
    width, height = max(width + room, LEAST_WIDTH), max(height + room, LEAST_HEIGHT)
    width = min(max(width, NARROWEST * height), widest)
    return width, max(height, width / WIDEST)


def find_span(lons: Iterable[float]) -> tuple[float, float]:
    """Where the shortest stretch begins that holds all these longitudes, and its length; it may cross the 180th."""
    ordered = sorted(set(lons))
    following = [*ordered[1:], ordered[0] + TURN]
    gap, after = max((after - before, after) for before, after in zip(ordered, following, strict=True))
    return wrap(after), TURN - gap


def snap(value: float, step: float) -> float:
    """The nearest multiple of the step."""
    return round(value / step) * step


def clamp(value: float, limit: float) -> float:
    """The value, or the limit on its side of zero."""
    return max(-limit, min(limit, value))


def wrap(lon: float) -> float:
    """A longitude from -180 up to 180."""
    return (lon + TURN / 2) % TURN - TURN / 2
