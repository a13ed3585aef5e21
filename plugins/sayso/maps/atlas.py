"""The outlines of land and countries, as Natural Earth draws them, read once from the data beside this package.

The data is TopoJSON (https://github.com/topojson/topojson-specification): borders are *arcs*, each stored once, and a
ring is a list of arcs, where `~i` stands for arc `i` walked backwards. An arc in two countries' rings is a border
between them; an arc in one is coast. Arcs go on beyond the 180th meridian without a jump.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data" / "countries-50m.json"
SOUTH_POLE = -90.0
TURN = 360.0

Box = tuple[float, float, float, float]


class Arc(NamedTuple):
    """A line of the outlines: degrees east and north of its points, and its box (west, south, east, north)."""

    lons: tuple[float, ...]
    lats: tuple[float, ...]
    box: Box


class Ring(NamedTuple):
    """A closed line of arcs, with its box; only Antarctica's leads around the world and has the pole beyond it."""

    arcs: tuple[int, ...]
    box: Box

    @property
    def is_around_the_pole(self) -> bool:
        """Whether it leads once around the world."""
        return self.box[2] - self.box[0] >= TURN


class Shape(NamedTuple):
    """Land or a country with its rings, of which holes are some too, and the box around them."""

    name: str
    rings: tuple[Ring, ...]
    box: Box

    @property
    def arcs(self) -> frozenset[int]:
        """The numbers of all its arcs."""
        return frozenset(arc_of(index) for ring in self.rings for index in ring.arcs)


class Atlas(NamedTuple):
    """All arcs, the land as one shape, the countries by name, which arcs are borders between two, and who has none."""

    arcs: tuple[Arc, ...]
    land: Shape
    countries: tuple[Shape, ...]
    borders: tuple[int, ...]
    islands: frozenset[str]


@cache
def load_atlas() -> Atlas:
    """The atlas; the file is read at the first call."""
    topology = json.loads(DATA.read_text(encoding="utf-8"))
    arcs = tuple(decode_arcs(topology))
    countries, land = (topology["objects"][name]["geometries"] for name in ("countries", "land"))
    shapes = [make_shape(arcs, shape["properties"]["name"], shape["arcs"]) for shape in countries]
    uses = Counter(index for shape in shapes for index in shape.arcs)
    return Atlas(
        arcs=arcs,
        land=make_shape(arcs, "", chain.from_iterable(shape["arcs"] for shape in land)),
        countries=tuple(sorted(shapes, key=lambda shape: shape.name)),
        borders=tuple(index for index in sorted(uses) if uses[index] > 1),
        islands=frozenset(shape.name for shape in shapes if all(uses[index] == 1 for index in shape.arcs)),
    )


def decode_arcs(topology: dict[str, Any]) -> Iterator[Arc]:
    """The arcs in degrees: stored are steps from point to point, in whole numbers."""
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x_steps, y_steps = zip(*arc, strict=True)
        lons = tuple(x * x_scale + x_start for x in accumulate(x_steps))
        lats = tuple(y * y_scale + y_start for y in accumulate(y_steps))
        yield Arc(lons, lats, (min(lons), min(lats), max(lons), max(lats)))


def make_shape(arcs: Sequence[Arc], name: str, polygons: Iterable[list[list[int]]]) -> Shape:
    """A shape of polygons, each a list of rings."""
    rings = tuple(make_ring(arcs, ring) for polygon in polygons for ring in polygon)
    return Shape(name, rings, join_boxes(ring.box for ring in rings))


def make_ring(arcs: Sequence[Arc], indexes: Sequence[int]) -> Ring:
    """A ring with the box around its arcs; what leads around the world reaches to the pole."""
    ring = Ring(tuple(indexes), join_boxes(arcs[arc_of(index)].box for index in indexes))
    if ring.is_around_the_pole:
        return Ring(ring.arcs, (ring.box[0], SOUTH_POLE, *ring.box[2:]))
    return ring


def join_boxes(boxes: Iterable[Box]) -> Box:
    """The box around all of these."""
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def arc_of(index: int) -> int:
    """The number of an arc that a ring walks forwards, or backwards as `~i`."""
    return index if index >= 0 else ~index
