"""Maps of places: the drawing where there are coordinates, and a list of all of them where there are none too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sayso.directions import isolate
from sayso.maps import Drawing, Mark, Point, draw_map
from sayso.page_values import Link, Words, capital
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import link_if, link_to, name_of, sort_by_name
from sayso.pages.site import Site
from sayso.problems import count, join_words
from sayso.records import Place

# The mark of each kind of place, and what the legend says of it.
MARKS: dict[str, tuple[Mark, str]] = {
    "settlement": ("dot", "filled dot: settlement"),
    "site": ("square", "open square: site"),
    "region": ("ring", "ring: region"),
    "informal-area": ("dotted-ring", "dotted ring: informal area"),
    "country": ("name", "ink capitals: country"),
}
RINGS = ("ring", "dotted-ring")
# Titles name up to so many places, captions up to so many countries.
MOST_IN_TITLE, MOST_IN_CAPTION = 3, 12


class MapRow(NamedTuple):
    """A place in the list under a map."""

    link: Link
    kind: str
    within: Link | None
    within_according_to: tuple[ClaimView, ...]
    events: str
    has_coordinates: bool


@dataclass(frozen=True)
class MapView:
    """A map: its points, what each is called, all places by name, and how many of them the map cannot show."""

    points: tuple[Point, ...]
    names: tuple[Words, ...]
    rows: tuple[MapRow, ...]
    note: str | None

    @cached_property
    def drawing(self) -> Drawing | None:
        """The drawing, worked out when the page is printed; none where no place has coordinates."""
        return draw_map(self.points)

    @property
    def title(self) -> str:
        """What the map is called."""
        if len(self.points) > MOST_IN_TITLE:
            return f"Map of {count(len(self.points), 'place')}"
        return f"Map of {join_words([name.text for name in self.names])}"

    @property
    def description(self) -> str:
        """What the map shows, for those who do not see it."""
        shown = f"Marked: {join_words([name.text for name in self.names])}."
        return shown if self.drawing and self.drawing.land else f"{shown} No land in this view."

    @property
    def caption(self) -> str:
        """Whose borders these are, the scale, and what the marks mean."""
        return " ".join([*word_borders(self.drawing), *word_scale(self.drawing), *word_marks(self)])


def view_map(site: Site, places: Iterable[Place], *, here: Place | None = None) -> MapView:
    """The map of these places; `here` is the place whose page it stands on, drawn but not listed."""
    listed = sort_by_name(places)
    shown = [here, *listed] if here else listed
    points = [(point, place) for place in shown if (point := make_point(place))]
    return MapView(
        points=tuple(point for point, _ in points),
        names=tuple(view_name(place) for _, place in points),
        rows=tuple(view_map_row(site, place) for place in listed),
        note=word_missing(len(shown), len(shown) - len(points)),
    )


def make_point(place: Place) -> Point | None:
    """The place on a map; none without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    return Point(place.id, place.lat, place.lon, name_of(place).text, MARKS[place.kind][0])


def view_name(place: Place) -> Words:
    """What a place is called on a map, apart from the direction of what stands around it: SVG has no `bdi`."""
    name = name_of(place)
    return name._replace(text=isolate(name.text))


def word_borders(drawing: Drawing | None) -> Iterator[str]:
    """Whose borders the map has, and which countries are in view, also those whose name has no room."""
    if drawing is None or not drawing.land:
        yield "Natural Earth draws no land here."
        return
    yield "Borders as drawn by Natural Earth; they are no statement of this site."
    if 0 < len(drawing.countries) <= MOST_IN_CAPTION:
        yield f"In view, by Natural Earth’s names: {', '.join(drawing.countries)}."


def word_scale(drawing: Drawing | None) -> Iterator[str]:
    """How long the bar is, and where that is exact."""
    if drawing and drawing.scale:
        degrees = round(drawing.scale.parallel)
        where = f"{abs(degrees)}° {'north' if degrees > 0 else 'south'}" if degrees else "the equator"
        yield f"Scale: the bar is {drawing.scale.words} at {where}."


def word_marks(view: MapView) -> Iterator[str]:
    """What the marks on the map mean."""
    marks = {point.mark for point in view.points}
    yield f"{capital('; '.join(words for mark, words in MARKS.values() if mark in marks))}."
    if marks.intersection(RINGS):
        yield "A ring does not show how far a place reaches."
    if view.drawing and not view.drawing.has_all_labels:
        yield "Names without room are left out."


def view_map_row(site: Site, place: Place) -> MapRow:
    """A place in the list: where it lies, and how many events are said to have happened there."""
    events = site.library.naming(site.library.events, place.id, "places")
    return MapRow(
        link=link_to(site, place),
        kind=place.kind.replace("-", " "),
        within=link_if(site, place.within.of if place.within else None),
        within_according_to=view_claims(site, place.within.according_to if place.within else ()),
        events=count(len(events), "event") if events else "no event",
        has_coordinates=make_point(place) is not None,
    )


def word_missing(places: int, missing: int) -> str | None:
    """What a map leaves out: a sentence where coordinates are not recorded for all places."""
    if not missing:
        return None
    if missing == places:
        return "No coordinates in our records, so there is no map."
    them = "it" if missing == 1 else "them"
    return f"No coordinates in our records for {missing} of {count(places, 'place')}; the map does not show {them}."


def places_within(site: Site, place: Place) -> tuple[Place, ...]:
    """All places that lie in this one, however deep, where that is contested too; by id."""
    found: dict[str, Place] = {}
    queue = [place.id]
    while queue:
        for inner in find_inner(site, queue.pop()):
            if inner.id not in found and inner.id != place.id:
                found[inner.id] = inner
                queue.append(inner.id)
    return tuple(found[place_id] for place_id in sorted(found))


def find_inner(site: Site, place_id: str) -> Iterator[Place]:
    """The published places that say they lie directly in this one."""
    for entry, pointer in site.library.mentions.get(place_id, ()):
        if pointer.place[0] == "within" and entry.id in site.library.places:
            yield site.library.places[entry.id]
