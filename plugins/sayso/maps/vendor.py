"""Remakes the data of the maps from the npm package `world-atlas`; README.md in the folder `data` says how.

`python -m sayso.maps.vendor countries-50m.json` writes what maps need of that file: arcs, the rings of land and of each
country, and the countries' names. It refuses another file than the one that the data was made from. Where the file cuts
land at the 180th meridian, the parts are joined: a map across that meridian would show the cut as a coast.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

SOURCE_SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
DATA = Path(__file__).parent / "data" / "countries-50m.json"
# Once around the earth, in the steps in which the file counts longitudes.
TURN = 99999
# Both sides of a cut are the same points, up to rounding.
ROUNDING = 2

Point = tuple[int, int]
Shape = dict[str, Any]


def cut_down(topology: dict[str, Any]) -> str:
    """The topology without codes and boxes, as TopoJSON with one arc a line, so that a change can be read."""
    arcs = [unwind(list(walk(arc))) for arc in topology["arcs"]]
    shapes = [list_polygons(shape) for shape in topology["objects"]["countries"]["geometries"]]
    land = [polygon for shape in topology["objects"]["land"]["geometries"] for polygon in list_polygons(shape)]
    gone = {index for index, arc in enumerate(arcs) if is_pole(arc)} | join_islands(arcs)
    numbers = {old: new for new, old in enumerate(index for index in range(len(arcs)) if index not in gone)}
    names = [shape["properties"]["name"] for shape in topology["objects"]["countries"]["geometries"]]
    head = {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {
            "countries": collect(
                {"type": "MultiPolygon", "properties": {"name": name}, "arcs": renumber(polygons, numbers)}
                for name, polygons in zip(names, shapes, strict=True)
            ),
            "land": collect([{"type": "MultiPolygon", "arcs": renumber(land, numbers)}]),
        },
    }
    lines = ",\n".join(dump(list(step(arcs[index]))) for index in numbers)
    return f'{dump(head)[:-1]},"arcs":[\n{lines}\n]}}\n'


def list_polygons(shape: Shape) -> list[list[list[int]]]:
    """The polygons of a shape, each as its rings."""
    polygons: list[list[list[int]]] = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return polygons


def collect(shapes: Any) -> Shape:  # noqa: ANN401 -- JSON has no common type
    """A collection of shapes, as TopoJSON writes it."""
    return {"type": "GeometryCollection", "geometries": list(shapes)}


def renumber(polygons: list[list[list[int]]], numbers: dict[int, int]) -> list[list[list[int]]]:
    """The polygons with the new numbers of their arcs, without rings whose arc is gone."""
    kept = [
        [
            [numbers[index] if index >= 0 else ~numbers[~index] for index in ring]
            for ring in polygon
            if all((index if index >= 0 else ~index) in numbers for index in ring)
        ]
        for polygon in polygons
    ]
    return [polygon for polygon in kept if polygon]


def walk(arc: list[list[int]]) -> Iterator[Point]:
    """The points of an arc, which is stored as steps."""
    xs, ys = zip(*arc, strict=True)
    return zip(accumulate(xs), accumulate(ys), strict=True)


def step(points: list[Point]) -> Iterator[list[int]]:
    """Points as a start and steps."""
    yield list(points[0])
    for (x, y), (next_x, next_y) in pairwise(points):
        yield [next_x - x, next_y - y]


def unwind(points: list[Point]) -> list[Point]:
    """An arc that goes on beyond the 180th meridian, where the file jumps to the other end of the world."""
    turns = list(accumulate(round((x - next_x) / TURN) for (x, _), (next_x, _) in pairwise(points)))
    return [points[0], *((x + turn * TURN, y) for (x, y), turn in zip(points[1:], turns, strict=True))]


def is_pole(points: list[Point]) -> bool:
    """Whether an arc is the line around the South Pole that closes Antarctica on a flat map."""
    return all(y == 0 for _, y in points)


def join_islands(arcs: list[list[Point]]) -> set[int]:
    """Joins islands that are cut in two: the eastern end of the world takes the other part, whose arc is then gone."""
    opened = {index: found for index, arc in enumerate(arcs) if (found := open_at_cut(arc))}
    gone = set()
    for index, east in opened.items():
        for other, west in opened.items():
            if east[0][0] == TURN and west[0][0] == 0 and abs(east[0][1] - west[-1][1]) <= ROUNDING:
                arcs[index] = [*east, *((x + TURN, y) for x, y in west[1:-1]), east[0]]
                gone.add(other)
    return gone


def open_at_cut(arc: list[Point]) -> list[Point]:
    """A closed arc that runs along the 180th meridian, from the end of that stretch around to its beginning."""
    ring = arc[:-1]
    along = [i for i, (x, _) in enumerate(ring) if x in (0, TURN) and x in (ring[i - 1][0], ring[i + 1 - len(ring)][0])]
    if arc[0] != arc[-1] or len(along) < 2:  # noqa: PLR2004 -- a stretch has two ends
        return []
    first = next(i for i in along if ring[i - 1][0] != ring[i][0])
    turned = [*ring[first:], *ring[:first]]
    return [*turned[len(along) - 1 :], turned[0]]


def dump(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(arguments: list[str]) -> int:
    """Writes the data from the file that is named."""
    if len(arguments) != 1:
        sys.stderr.write("Usage: python -m sayso.maps.vendor FILE (countries-50m.json of world-atlas 2.0.2)\n")
        return 2
    content = Path(arguments[0]).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCE_SHA256:
        sys.stderr.write(f"{arguments[0]} is not the file of world-atlas 2.0.2: its sha256 differs.\n")
        return 1
    DATA.write_text(cut_down(json.loads(content)), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
