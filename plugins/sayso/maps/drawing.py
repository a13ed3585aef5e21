"""A map as a drawing: what a template prints as SVG, worked out to the last number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.maps.country_names import CountryName, name_visible, place_names
from sayso.maps.labels import Label, Site, place_labels
from sayso.maps.lettering import SETTINGS, Rectangle, Setting
from sayso.maps.outlines import Outlines, draw_outlines
from sayso.maps.points import Mark, Point
from sayso.maps.projection import Frame, fit_frame
from sayso.maps.scale_bar import BarPlace, ScaleBar, make_scale_bar, place_scale_bar

# How far each shape reaches from its middle, in marks' sizes.
REACH: dict[Mark, float] = {"dot": 1.0, "square": 1.0, "ring": 2.2, "dotted-ring": 2.2, "name": 0.0}
# With more places than this a map has marks and no words: hardly a name would find room, and looking for it takes long.
CROWD = 300


class PlacedMark(NamedTuple):
    """The mark of a point and where its label stands; `number` is the point's place among those of the map."""

    number: int
    mark: Mark
    x: int
    y: int
    reach: int
    label: Label | None


class Lettering(NamedTuple):
    """All marks and words of a map in one size, `wide` or `narrow`."""

    name: str
    marks: tuple[PlacedMark, ...]
    countries: tuple[CountryName, ...]
    bar: BarPlace | None


class Drawing(NamedTuple):
    """A map: its size, path data of land and borders, the countries in view, and the same words in two sizes."""

    width: int
    height: int
    land: str
    borders: str
    countries: tuple[str, ...]
    scale: ScaleBar | None
    letterings: tuple[Lettering, ...]

    @property
    def has_all_labels(self) -> bool:
        """Whether each mark has its label in each size."""
        return all(mark.label for words in self.letterings for mark in words.marks)


def draw_map(points: Sequence[Point]) -> Drawing | None:
    """The map of these points; none where there are none. The same points give the same drawing."""
    if not points:
        return None
    frame = fit_frame((point.lat, point.lon) for point in points)
    outlines = draw_outlines(frame)
    scale = make_scale_bar(frame)
    return Drawing(
        width=frame.width,
        height=frame.height,
        land=outlines.land,
        borders=outlines.borders,
        countries=name_visible(outlines),
        scale=scale,
        letterings=tuple(letter(points, frame, outlines, scale, setting) for setting in SETTINGS),
    )


def letter(
    points: Sequence[Point], frame: Frame, outlines: Outlines, scale: ScaleBar | None, setting: Setting
) -> Lettering:
    """The marks and words of a map in one size."""
    size = frame.width, frame.height
    sites = [make_site(point, frame, setting) for point in points]
    marks = [Rectangle(s.x - s.reach, s.y - s.reach, s.x + s.reach, s.y + s.reach) for s in sites]
    bar = place_scale_bar(scale, setting, frame, marks, outlines) if scale else None
    fixed = [bar.room] if bar else []
    labels = place_labels(sites, setting, size, fixed) if len(sites) <= CROWD else [None] * len(sites)
    taken = [*marks, *(label.room for label in labels if label), *fixed]
    known = frozenset(point.label.casefold() for point in points if point.mark == "name")
    return Lettering(
        name=setting.name,
        marks=tuple(
            PlacedMark(i, point.mark, site.x, site.y, site.reach, label)
            for i, (point, site, label) in enumerate(zip(points, sites, labels, strict=True))
        ),
        countries=tuple(place_names(outlines, setting, size, taken, known)) if len(sites) <= CROWD else (),
        bar=bar,
    )


def make_site(point: Point, frame: Frame, setting: Setting) -> Site:
    """Where a point is drawn and how far its mark reaches."""
    x, y = frame.locate(point.lat, point.lon)
    return Site(x, y, round(REACH[point.mark] * setting.mark_size), point.label, is_country=point.mark == "name")
