"""The bar that says how long a distance is on the map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from sayso.maps.lettering import Rectangle, Setting, measure
from sayso.maps.outlines import Outlines
from sayso.maps.projection import Frame

# Kilometres for a degree of latitude, on a sphere of the earth's mean radius.
KILOMETRES = 111.195
LONGEST = 200
INSET = 28
# Beyond this many degrees from south to north one bar cannot speak for the whole map.
TOO_TALL = 50.0


class ScaleBar(NamedTuple):
    """A distance in kilometres, how long it is on the drawing, and the latitude at which that is exact."""

    kilometres: int
    length: int
    parallel: float

    @property
    def words(self) -> str:
        """`100 km`."""
        return f"{self.kilometres:,} km"


class BarPlace(NamedTuple):
    """Where the bar is drawn and where its words begin."""

    x: int
    y: int
    words_x: int
    room: Rectangle


def make_scale_bar(frame: Frame) -> ScaleBar | None:
    """The longest bar of 1, 2 or 5 times a power of ten kilometres that fits; none for a map of half the world."""
    if frame.north - frame.south > TOO_TALL:
        return None
    unit = frame.y_scale / KILOMETRES
    power = 10 ** math.floor(math.log10(LONGEST / unit))
    kilometres = max(int(step * power) for step in (1, 2, 5) if step * power * unit <= LONGEST)
    return ScaleBar(kilometres, round(kilometres * unit), frame.parallel)


def place_scale_bar(
    bar: ScaleBar, setting: Setting, frame: Frame, marks: Sequence[Rectangle], outlines: Outlines
) -> BarPlace:
    """The bar in the corner where it covers no mark and the fewest turns of coasts and borders."""
    places = [put_bar(bar, setting, frame, is_right=r, is_low=low) for low in (True, False) for r in (False, True)]
    return min(places, key=lambda place: (place.room.meets(marks), count_turns(outlines, place.room)))


def count_turns(outlines: Outlines, room: Rectangle) -> int:
    """How many points of outlines lie in a part of the drawing."""
    return sum(
        room.left < x < room.right and room.top < y < room.bottom
        for country in outlines.countries
        for area in country.areas
        for x, y in area
    )


def put_bar(bar: ScaleBar, setting: Setting, frame: Frame, *, is_right: bool, is_low: bool) -> BarPlace:
    """The bar in a corner, with its words after it."""
    gap, height = setting.country_size / 2, setting.country_size
    width = bar.length + gap + measure(bar.words, setting.country_size)
    left = frame.width - INSET - width if is_right else INSET
    y = frame.height - INSET if is_low else INSET + height
    room = Rectangle(left - gap, y - height, left + width + gap, y + gap)
    return BarPlace(round(left), round(y), round(left + bar.length + gap), room)
