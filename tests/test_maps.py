"""Maps as drawings: places stand in their countries, nothing runs off, words keep apart, each time the same."""

from __future__ import annotations

import hashlib
import json
import math
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.maps import Drawing, Lettering, Mark, Point, draw_map
from sayso.maps.atlas import DATA, Shape, load_atlas
from sayso.maps.country_names import CountryName
from sayso.maps.lettering import Rectangle
from sayso.maps.lines import MARGIN, cut_ring, simplify
from sayso.maps.outlines import draw_outlines
from sayso.maps.projection import WIDTH, Frame, fit_frame
from sayso.maps.scale_bar import make_scale_bar
from sayso.maps.vendor import SOURCE_SHA256, cut_down, main

thoroughly = settings(max_examples=60, deadline=None, database=None)
README = DATA.parent / "README.md"

LATAMINAH = Point("al-lataminah", 35.3208, 36.6225, "al-Lataminah")
# Towns, and a dot on the sea, with the country of which Natural Earth draws them.
TOWNS = [
    (LATAMINAH, "Syria"),
    (Point("suva", -17.9, 178.2, "Viti Levu"), "Fiji"),
    (Point("taveuni-west", -16.9, 179.93, "Taveuni, west of the 180th meridian"), "Fiji"),
    (Point("taveuni-east", -16.82, -179.99, "Taveuni, east of it"), "Fiji"),
    (Point("longyearbyen", 78.2, 16.3, "Longyearbyen"), "Norway"),
    (Point("egvekinot", 66.4, -178.5, "Egvekinot"), "Russia"),
    (Point("quito", -0.2, -78.5, "Quito"), "Ecuador"),
    (Point("ushuaia", -54.6, -68.0, "Ushuaia"), "Argentina"),
    (Point("greenwich", 51.4, 0.0, "Greenwich"), "United Kingdom"),
    (Point("south-pole", -90.0, 0.0, "South Pole"), "Antarctica"),
    (Point("vostok", -78.5, 106.8, "Vostok"), "Antarctica"),
    (Point("north-pole", 90.0, 0.0, "North Pole"), None),
    (Point("gulf-of-guinea", 0.0, 0.0, "Gulf of Guinea"), None),
]
SYRIA = [
    Point("daraa", 32.62, 36.1, "Daraa"),
    Point("qamishli", 37.05, 41.22, "Qamishli"),
    Point("idlib", 35.93, 36.63, "Idlib", "ring"),
    LATAMINAH,
    Point("khmeimim", 35.4, 35.95, "Khmeimim", "square"),
    Point("western", 34.6, 37.2, "western Syria", "dotted-ring"),
]

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
wild = st.floats(allow_nan=False, allow_infinity=False)
MARKS: tuple[Mark, ...] = ("dot", "square", "ring", "dotted-ring", "name")


def draw(points: Sequence[Point]) -> Drawing:
    drawing = draw_map(points)
    assert drawing is not None
    return drawing


def frame_of(*points: Point) -> Frame:
    return fit_frame((point.lat, point.lon) for point in points)


def is_inside(x: float, y: float, areas: Iterable[Sequence[tuple[float, float]]]) -> bool:
    """Whether a point lies within an odd number of areas, counted to its right."""
    crossed = False
    for area in areas:
        for (a, b), (c, d) in pairwise([*area, area[0]]):
            if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
                crossed = not crossed
    return crossed


def countries_at(point: Point) -> list[str]:
    """The countries in which a point is drawn on the map of it."""
    frame = frame_of(point)
    x, y = frame.locate(point.lat, point.lon)
    return [country.name for country in draw_outlines(frame).countries if is_inside(x + 0.01, y + 0.01, country.areas)]


def read_path(path: str) -> list[list[tuple[int, int]]]:
    """The lines of path data, read apart from what writes it."""
    lines = []
    for part in re.findall(r"M(-?\d+ -?\d+)l([-\d ]+)z?", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", " ".join(part))]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = 0, 0
        lines.append([(x := x + right, y := y + down) for right, down in pairs])
    return lines


def rooms_of(words: Lettering) -> list[Rectangle]:
    """The room that each word of a map takes."""
    rooms = [mark.label.room for mark in words.marks if mark.label]
    rooms += [country.room for country in words.countries]
    return rooms + ([words.bar.room] if words.bar else [])


def overlap(one: Rectangle, other: Rectangle) -> float:
    """The area that both cover."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across * down if across > 0 and down > 0 else 0.0


def clashes(words: Lettering) -> list[tuple[Rectangle, Rectangle]]:
    """Words that cover one another or a mark."""
    marks = [Rectangle(m.x - m.reach, m.y - m.reach, m.x + m.reach, m.y + m.reach) for m in words.marks]
    rooms = rooms_of(words)
    pairs = [*combinations(rooms, 2), *((room, mark) for room in rooms for mark in marks)]
    return [pair for pair in pairs if overlap(*pair) > 0]


# --- Where places stand


@pytest.mark.parametrize(("point", "country"), TOWNS, ids=[point.id for point, _ in TOWNS])
def test_a_place_is_drawn_in_the_country_that_it_lies_in(point: Point, country: str | None) -> None:
    assert countries_at(point) == ([country] if country else [])


def test_latitude_and_longitude_in_each_others_place_would_be_found() -> None:
    assert countries_at(LATAMINAH._replace(lat=LATAMINAH.lon, lon=LATAMINAH.lat)) != ["Syria"]


def contains(shape: Shape, lat: float, lon: float) -> bool:
    """Whether the data itself has land there, by its own degrees and without any drawing."""
    arcs = load_atlas().arcs
    crossed = False
    for ring in shape.rings:
        west, south, east, north = ring.box
        for turn in (-360.0, 0.0, 360.0):
            if west <= lon + turn <= east and south <= lat <= north and not ring.is_around_the_pole:
                lines = [
                    list(zip(arcs[i].lons, arcs[i].lats, strict=True))
                    if i >= 0
                    else list(zip(arcs[~i].lons, arcs[~i].lats, strict=True))[::-1]
                    for i in ring.arcs
                ]
                crossed ^= is_inside(lon + turn, lat, [[point for line in lines for point in line[:-1]]])
    return crossed


def distance_to(x: float, y: float, lines: Iterable[Sequence[tuple[float, float]]]) -> float:
    """How far a point is from the nearest line."""
    nearest = math.inf
    for line in lines:
        for (a, b), (c, d) in pairwise([*line, line[0]]):
            length = (c - a) ** 2 + (d - b) ** 2
            share = max(0.0, min(1.0, ((x - a) * (c - a) + (y - b) * (d - b)) / length)) if length else 0.0
            nearest = min(nearest, math.hypot(x - a - share * (c - a), y - b - share * (d - b)))
    return nearest


@settings(max_examples=40, deadline=None, database=None)
@given(st.floats(-59, 83), longitudes, st.randoms(use_true_random=False))
def test_the_land_of_a_drawing_is_the_land_of_the_data(lat: float, lon: float, chance: random.Random) -> None:
    """Apart from a strip along the coast, where lines are made simpler."""
    frame = frame_of(Point("a", lat, lon, "A"))
    land = read_path(draw_outlines(frame).land)
    for _ in range(10):
        x, y = chance.uniform(0, WIDTH), chance.uniform(0, frame.height)
        there = contains(load_atlas().land, frame.north - y / frame.y_scale, frame.west + x / frame.x_scale)
        assert is_inside(x, y, land) == there or distance_to(x, y, land) < 4.5


# --- The edges of the world


@pytest.mark.parametrize("lon", [179.0, 179.99, 180.0, -180.0, -179.99, -179.0])
def test_a_map_across_the_180th_meridian_is_as_narrow_as_any_other(lon: float) -> None:
    frame = frame_of(Point("a", -17, lon, "A"))
    assert frame.east - frame.west < 8
    assert 400 < frame.locate(-17, lon)[0] < 600


def test_places_on_both_sides_of_the_180th_meridian_are_neighbours() -> None:
    frame = frame_of(Point("suva", -18.1, 178.4, "Suva"), Point("east", -16.8, -179.9, "East"))
    assert frame.east - frame.west < 8
    assert frame.locate(-18.1, 178.4)[0] < frame.locate(-16.8, -179.9)[0]


def false_coasts(
    lines: Iterable[Sequence[tuple[int, int]]], frame: Frame
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Steps within a drawing that no coast takes: very long ones, and those that follow the 180th meridian."""
    meridian = (180 - frame.west) * frame.x_scale
    found = []
    for line in lines:
        for (x, y), (next_x, next_y) in pairwise([*line, line[0]]):
            is_within = all(0 < a < WIDTH and 0 < b < frame.height for a, b in ((x, y), (next_x, next_y)))
            follows = max(abs(x - meridian), abs(next_x - meridian)) < 1.5 and abs(next_y - y) > 5
            if is_within and (follows or math.hypot(next_x - x, next_y - y) > 250):
                found.append(((x, y), (next_x, next_y)))
    return found


@pytest.mark.parametrize("lon", [178.4, -179.99, 180.0])
@pytest.mark.parametrize("lat", [-78.0, -16.8, 66.0, 71.0])
def test_no_coast_is_drawn_where_the_data_turns_around_the_world(lat: float, lon: float) -> None:
    frame = frame_of(Point("a", lat, lon, "A"))
    assert false_coasts(read_path(draw_outlines(frame).land), frame) == []


def test_a_coast_across_the_map_or_along_the_meridian_would_be_found() -> None:
    frame = frame_of(Point("a", -16.8, 180.0, "A"))
    x = round((180 - frame.west) * frame.x_scale)
    across, along = ((10, 20), (800, 20)), ((x, 90), (x, 120))
    assert false_coasts([across], frame) == [across, across[::-1]]
    assert false_coasts([along], frame) == [along, along[::-1]]


@pytest.mark.parametrize("lat", [90.0, 89.999, 88.0, -88.0, -89.999, -90.0])
def test_a_place_at_a_pole_is_drawn_whole(lat: float) -> None:
    for words in draw([Point("a", lat, 12.0, "Pole")]).letterings:
        (mark,) = words.marks
        assert mark.label
        assert mark.reach <= mark.y <= draw([Point("a", lat, 12.0, "Pole")]).height - mark.reach


def test_places_around_the_whole_world_are_shown_on_a_map_of_it_without_a_scale() -> None:
    points = [Point("a", 40.7, -74.0, "A"), Point("b", -33.9, 151.2, "B"), Point("c", 60.2, 24.9, "C")]
    frame = frame_of(*points)
    assert (frame.west, frame.east) == (-180, 180)
    assert draw(points).scale is None


# --- What a map shows


def test_a_single_place_stands_in_the_middle_of_its_surroundings() -> None:
    frame = frame_of(LATAMINAH)
    x, y = frame.locate(LATAMINAH.lat, LATAMINAH.lon)
    assert abs(x - WIDTH / 2) < 0.03 * WIDTH
    assert abs(y - frame.height / 2) < 0.03 * frame.height
    assert 4 < frame.north - frame.south < 6
    assert draw([LATAMINAH]).countries == (
        ("Cyprus", "Iraq", "Israel", "Jordan", "Lebanon", "N. Cyprus", "Syria", "Turkey")
    )


def test_borders_are_lines_of_their_own_apart_from_coasts() -> None:
    sea = draw([Point("valletta", 35.9, 14.5, "Valletta")])
    inland = draw([Point("vienna", 48.2, 16.4, "Vienna"), Point("brno", 49.2, 16.6, "Brno")])
    assert sea.land
    assert sea.borders == ""
    assert len(read_path(inland.borders)) > 5
    # All of this drawing is land: its outline is where it is cut, beyond the edges.
    (outline,) = read_path(inland.land)
    for x, y in outline:
        assert x in (-MARGIN, inland.width + MARGIN) or y in (-MARGIN, inland.height + MARGIN)


def test_open_sea_is_a_map_too() -> None:
    drawing = draw([Point("a", 0.5, -30.25, "Hettamire"), Point("b", 0.5125, -30.2, "Dam", "square")])
    assert (drawing.land, drawing.borders, drawing.countries) == ("", "", ())
    assert drawing.scale
    assert drawing.has_all_labels


def test_no_places_make_no_map() -> None:
    assert draw_map([]) is None


@thoroughly
@given(latitudes, longitudes)
def test_the_bar_is_as_long_as_it_says(lat: float, lon: float) -> None:
    frame = frame_of(Point("a", lat, lon, "A"))
    bar = make_scale_bar(frame)
    assert bar is not None
    degrees = bar.length / frame.x_scale
    radius = 6371.0088
    kilometres = radius * math.radians(degrees) * math.cos(math.radians(bar.parallel))
    assert kilometres == pytest.approx(bar.kilometres, rel=0.012)
    assert bar.length / frame.y_scale * math.radians(1) * radius == pytest.approx(bar.kilometres, rel=0.012)
    assert abs(bar.parallel - lat) < 2.5


# --- Words


def test_labels_keep_apart_where_they_can() -> None:
    close = [
        Point("a", 35.0, 37.0, "Long name of A"),
        Point("b", 35.0, 37.12, "Long name of B"),
        Point("c", 35.07, 37.06, "C"),
    ]
    for words in draw(close).letterings:
        assert all(mark.label for mark in words.marks)
        assert clashes(words) == []


def test_places_at_one_point_have_their_names_around_it() -> None:
    points = [Point(str(number), 35.3, 36.6, f"Place {number}") for number in range(6)]
    drawing = draw(points)
    for words in drawing.letterings:
        assert len({(mark.x, mark.y) for mark in words.marks}) == 1
        assert clashes(words) == []
    assert drawing.has_all_labels


def hundred_points() -> list[Point]:
    chance = random.Random(1)  # noqa: S311 -- no secret
    return [Point(str(n), chance.uniform(45, 50), chance.uniform(5, 14), f"Place {n}") for n in range(100)]


def test_of_a_hundred_names_those_that_have_no_room_are_left_out() -> None:
    drawing = draw(hundred_points())
    wide, narrow = drawing.letterings
    for words in (wide, narrow):
        assert len(words.marks) == 100
        assert clashes(words) == []
    assert sum(mark.label is not None for mark in wide.marks) > 70
    assert not drawing.has_all_labels


def test_a_crowd_of_places_has_marks_and_no_words() -> None:
    points = [Point(str(n), n % 90, n % 170, f"Place {n}") for n in range(1000)]
    for words in draw(points).letterings:
        assert len(words.marks) == 1000
        assert not words.countries
        assert not any(mark.label for mark in words.marks)


def test_a_name_too_long_for_the_map_is_left_out_and_not_cut() -> None:
    drawing = draw([LATAMINAH._replace(label="very long name " * 8)])
    assert not drawing.has_all_labels
    assert all(mark.label is None for words in drawing.letterings for mark in words.marks)


def test_names_of_countries_stand_inside_what_is_visible_of_them() -> None:
    for points in (SYRIA, [LATAMINAH], hundred_points()):
        areas = {country.name: country.areas for country in draw_outlines(frame_of(*points)).countries}
        names = [name for words in draw(points).letterings for name in words.countries]
        assert names
        for name in names:
            assert reaches_out(name, areas[name.words]) == []


def reaches_out(name: CountryName, areas: Sequence[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The points of a name's room that lie outside its country."""
    room = name.room
    points = [
        (room.left + (room.right - room.left) * step / 8, y) for step in range(9) for y in (room.top, room.bottom)
    ]
    return [point for point in points if not is_inside(*point, areas)]


def test_a_name_in_the_neighbours_country_would_be_found() -> None:
    areas = {country.name: country.areas for country in draw_outlines(frame_of(*SYRIA)).countries}
    name = next(name for name in draw(SYRIA).letterings[0].countries if name.words == "Turkey")
    assert reaches_out(name, areas["Syria"])


def test_a_small_island_has_its_name_in_the_sea_beside_it() -> None:
    kingstown = Point("kingstown", 13.16, -61.22, "Kingstown")
    land = read_path(draw_outlines(frame_of(kingstown)).land)
    for words in draw([kingstown]).letterings:
        names = {name.words: name for name in words.countries}
        assert "St. Vin. and Gren." in names
        assert clashes(words) == []
        for name in names.values():
            assert not any(
                name.room.left < x < name.room.right and name.room.top < y < name.room.bottom
                for line in land
                for x, y in line
            )


def test_a_country_with_coordinates_is_named_there_once_and_without_a_mark() -> None:
    syria = Point("syria", 35.0, 38.5, "Syria", "name")
    for words in draw([*SYRIA, syria]).letterings:
        named = words.marks[-1]
        assert named.label
        assert (named.label.anchor, named.reach) == ("middle", 0)
        assert "Syria" not in [name.words for name in words.countries]
        assert clashes(words) == []
    assert "Syria" in [name.words for name in draw([LATAMINAH]).letterings[0].countries]


@pytest.mark.parametrize("number", range(2))
def test_a_label_over_another_would_be_found(number: int) -> None:
    words = draw(SYRIA).letterings[number]
    first = words.marks[0]
    assert first.label
    moved = words._replace(marks=(first, words.marks[1]._replace(label=first.label), *words.marks[2:]))
    assert clashes(moved)


# --- The same each time, and never anything that cannot be drawn


anywhere = st.tuples(st.one_of(latitudes, wild), st.one_of(longitudes, wild), st.sampled_from(MARKS))


@thoroughly
@given(st.lists(anywhere, min_size=1, max_size=8))
def test_any_places_give_a_drawing_that_holds_them(places: list[tuple[float, float, Mark]]) -> None:
    drawing = draw([Point(str(n), lat, lon, f"Place {n}", mark) for n, (lat, lon, mark) in enumerate(places)])
    assert drawing.width == WIDTH
    assert 0.4 * WIDTH <= drawing.height <= 1.01 * WIDTH
    for words in drawing.letterings:
        assert clashes(words) == []
        for mark in words.marks:
            assert 0 <= mark.x <= drawing.width
            assert 0 <= mark.y <= drawing.height
        assert all(room.outside(drawing.width, drawing.height) <= 1 for room in rooms_of(words))
    for path in (drawing.land, drawing.borders):
        assert re.fullmatch(r"(M-?\d+ -?\d+l-?\d+( ?-?\d+)*z?)*", path)
    for x, y in (point for line in read_path(drawing.land) for point in line):
        assert -MARGIN - 1 <= x <= drawing.width + MARGIN + 1
        assert -MARGIN - 1 <= y <= drawing.height + MARGIN + 1


def test_the_same_places_give_the_same_drawing_in_another_process() -> None:
    code = (
        "import hashlib, sys, tests.test_maps as t; from sayso.maps import draw_map;"
        "print(hashlib.sha256(repr(draw_map(t.SYRIA)).encode()).hexdigest())"
    )
    here = hashlib.sha256(repr(draw(SYRIA)).encode()).hexdigest()
    draw_outlines.cache_clear()
    assert hashlib.sha256(repr(draw(SYRIA)).encode()).hexdigest() == here
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert run.stdout.strip() == here


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=40))
def test_simpler_lines_keep_their_ends_and_stay_near(points: list[tuple[float, float]]) -> None:
    simple = simplify(points, 1.0)
    assert (simple[0], simple[-1]) == (points[0], points[-1])
    for x, y in points:
        # A point is dropped near its neighbour, then within the tolerance of the line.
        assert min(distance_to(x, y, [[a, b]]) for a, b in pairwise(simple)) <= 1.51


def test_an_area_is_cut_at_the_edges_of_the_drawing() -> None:
    ring = [(-500.0, -500.0), (500.0, -500.0), (500.0, 500.0), (-500.0, 500.0)]
    assert sorted(cut_ring(ring, 100, 50)) == sorted(
        [(-MARGIN, -MARGIN), (100 + MARGIN, -MARGIN), (100 + MARGIN, 50 + MARGIN), (-MARGIN, 50 + MARGIN)]
    )
    assert cut_ring([(200.0, 0.0), (300.0, 0.0), (300.0, 9.0)], 100, 50) == []


# --- Where the outlines come from


def test_the_data_is_the_file_that_its_readme_names() -> None:
    readme = README.read_text(encoding="utf-8")
    assert hashlib.sha256(DATA.read_bytes()).hexdigest() in readme
    assert SOURCE_SHA256 in readme


TOPOLOGY = {
    "transform": {"scale": [360 / 99999, 0.001], "translate": [-180, -90]},
    "bbox": [-180, -90, 180, 90],
    "arcs": [
        [[99990, 5], [9, 0], [0, 4], [-9, 0], [0, -4]],
        [[9, 5], [0, 4], [-9, 0], [0, -4], [9, 0]],
        [[99990, 50], [8, 3], [-99995, 3], [99995, 3], [-8, -9]],
        [[0, 0], [50000, 0], [49999, 0], [-99999, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {
                    "type": "MultiPolygon",
                    "id": "242",
                    "properties": {"name": "Fiji"},
                    "arcs": [[[0]], [[1]], [[2], [3]]],
                }
            ]
        },
        "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0]], [[1]], [[2], [3]]]}]},
    },
}


def test_land_that_the_original_cuts_is_whole_in_the_data() -> None:
    data = json.loads(cut_down(json.loads(json.dumps(TOPOLOGY))))
    island, jumping = data["arcs"]
    assert island == [[99999, 9], [-9, 0], [0, -4], [9, 0], [9, 0], [0, 4], [-9, 0]]
    assert jumping == [[99990, 50], [8, 3], [4, 3], [-4, 3], [-8, -9]]
    (country,) = data["objects"]["countries"]["geometries"]
    assert country == {"type": "MultiPolygon", "properties": {"name": "Fiji"}, "arcs": [[[0]], [[1]]]}
    assert data["objects"]["land"]["geometries"] == [{"type": "MultiPolygon", "arcs": [[[0]], [[1]]]}]


def test_another_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "countries-50m.json"
    other.write_text("{}", encoding="utf-8")
    before = DATA.read_bytes()
    assert main([str(other)]) == 1
    assert capsys.readouterr().err == f"{other} is not the file of world-atlas 2.0.2: its sha256 differs.\n"
    assert main([]) == 2
    assert DATA.read_bytes() == before
