"""Names of countries: inside what is visible of them where there is room, beside islands that are too small for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.maps.lettering import Rectangle, Setting, measure_capitals
from sayso.maps.lines import Point
from sayso.maps.outlines import Area, Country, Outlines
from sayso.maps.scanlines import Lines, crosses, find_rooms

# Free space around a name, and at the edge of the drawing, in shares of the type's size.
AIR = 0.55
# Half the height of a capital, in shares of the type's size.
RISE = 0.36
# An island is worth a name beside it where it is this large, in units of the drawing.
LEAST_ISLAND = 12.0
# A smaller part of a country, in square units, cannot be made out.
SPECK = 30.0
Size = tuple[int, int]


class CountryName(NamedTuple):
    """The name of a country as Natural Earth has it: x of its middle and y of its base line."""

    words: str
    x: int
    y: int
    room: Rectangle


def place_names(
    outlines: Outlines, setting: Setting, size: Size, taken: Sequence[Rectangle], known: frozenset[str]
) -> list[CountryName]:
    """The names that have room, the largest country first; `known` ones are on the map already."""
    rooms = list(taken)
    placed: list[CountryName] = []
    for country in sorted(outlines.countries, key=lambda country: (-measure_country(country), country.name)):
        if country.name.casefold() in known:
            continue
        found = place_inside(country, setting, size, rooms)
        if found is None and country.is_island and outlines.is_close:
            found = place_beside(country, setting, size, rooms, outlines.lines)
        if found:
            placed.append(found)
            rooms.append(found.room)
    return placed


def place_inside(country: Country, setting: Setting, size: Size, taken: Sequence[Rectangle]) -> CountryName | None:
    """The name where the country has room for it, as near as possible to the middle of what is visible."""
    height = setting.country_size
    air = AIR * height
    width = measure_capitals(country.name, height)
    middle = find_middle(country.areas, size)
    within = Rectangle(air, air, size[0] - air, size[1] - air)
    rooms = find_rooms(country.lines, width + 2 * air, height + air, within, taken)
    best = min(rooms, default=None, key=lambda room: (distance(room, middle, width), room.top, room.left))
    if best is None:
        return None
    slack = (best.right - best.left - width) / 4
    centre = (best.left + best.right) / 2
    x = centre + max(-slack, min(slack, middle[0] - centre))
    return set_name(country.name, x, (best.top + best.bottom) / 2, height)


def place_beside(
    country: Country, setting: Setting, size: Size, taken: Sequence[Rectangle], land: Lines
) -> CountryName | None:
    """The name in the sea on one side of the country's largest island, if that is wholly visible."""
    island = box_of(max(country.areas, key=lambda area: abs(measure_area(area))))
    if max(island.right - island.left, island.bottom - island.top) < LEAST_ISLAND or island.outside(*size):
        return None
    height = setting.country_size
    across = measure_capitals(country.name, height) / 2 + AIR * height
    down = height / 2 + AIR * height
    x, y = (island.left + island.right) / 2, (island.top + island.bottom) / 2
    for name_x, name_y in (
        (x, island.bottom + down),
        (x, island.top - down),
        (island.right + across, y),
        (island.left - across, y),
    ):
        name = set_name(country.name, name_x, name_y, height)
        if not (name.room.outside(*size) or name.room.meets(taken) or crosses(name.room, land)):
            return name
    return None


def set_name(words: str, x: float, y: float, size: int) -> CountryName:
    """A name with its middle there."""
    across = measure_capitals(words, size) / 2
    room = Rectangle(x - across, y - size / 2, x + across, y + size / 2)
    return CountryName(words, round(x), round(y + RISE * size), room)


def distance(room: Rectangle, middle: Point, width: float) -> float:
    """How far a room's middle is from a point; less for a roomy one."""
    x, y = (room.left + room.right) / 2, (room.top + room.bottom) / 2
    return float(((x - middle[0]) ** 2 + (y - middle[1]) ** 2) ** 0.5 - min(room.right - room.left - width, width))


def box_of(area: Area) -> Rectangle:
    """The rectangle around an area."""
    xs, ys = zip(*area, strict=True)
    return Rectangle(min(xs), min(ys), max(xs), max(ys))


def find_middle(areas: Sequence[Area], size: Size) -> Point:
    """The centre of gravity of the largest of these areas."""
    largest = max(areas, key=lambda area: abs(measure_area(area)))
    doubled = measure_area(largest)
    if not doubled:
        return size[0] / 2, size[1] / 2
    x = y = 0.0
    for (a, b), (c, d) in zip(largest, [*largest[1:], largest[0]], strict=True):
        turn = a * d - c * b
        x, y = x + (a + c) * turn, y + (b + d) * turn
    return x / (3 * doubled), y / (3 * doubled)


def measure_area(area: Area) -> float:
    """Twice the area, negative where it is walked the other way round."""
    return sum(a * d - c * b for (a, b), (c, d) in zip(area, [*area[1:], area[0]], strict=True))


def name_visible(outlines: Outlines) -> tuple[str, ...]:
    """The names of all countries of which more than a speck is visible, in the order of the alphabet."""
    return tuple(sorted((c.name for c in outlines.countries if measure_country(c) > 2 * SPECK), key=str.casefold))


def measure_country(country: Country) -> float:
    """Twice the visible area of a country; holes lessen it."""
    return abs(sum(measure_area(area) for area in country.areas))
