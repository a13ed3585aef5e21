"""Maps of places: the drawing where there are coordinates, and a list of all of them where there are none too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.maps import Mark, Point
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import Link, Words, link_if, link_to, name_of, sort_by_name
from sayso.pages.site import Site
from sayso.problems import count
from sayso.records import Place

KIND_WORDS = {
    "country": "country",
    "region": "region",
    "settlement": "settlement",
    "site": "site",
    "informal-area": "area without fixed limits",
}
MARKS: dict[str, Mark] = {
    "country": "name",
    "region": "ring",
    "settlement": "dot",
    "site": "square",
    "informal-area": "dotted-ring",
}


@dataclass(frozen=True, slots=True)
class MapRow:
    """A place in the list under a map."""

    link: Link
    kind: str
    within: Link | None
    within_according_to: tuple[ClaimView, ...]
    events: str
    has_coordinates: bool


@dataclass(frozen=True)
class MapView:
    """A map: its points, what each is called, all places by name, and how many of them the map can show."""

    points: tuple[Point, ...]
    names: tuple[Words, ...]
    rows: tuple[MapRow, ...]
    note: str | None


def view_map(site: Site, places: Iterable[Place], *, here: Place | None = None) -> MapView:
    """The map of these places; `here` is the place whose page it stands on, drawn but not listed."""
    listed = sort_by_name(places)
    shown = [here, *listed] if here else listed
    placed = [place for place in shown if has_coordinates(place)]
    return MapView(
        points=tuple(point for place in placed if (point := view_point(place))),
        names=tuple(name_of(place) for place in placed),
        rows=tuple(view_map_row(site, place) for place in listed),
        note=word_missing(len(shown), len(shown) - len(placed)),
    )


def view_point(place: Place) -> Point | None:
    """The place on a map; none without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    return Point(place.id, place.lat, place.lon, name_of(place).text, MARKS[place.kind])


def has_coordinates(place: Place) -> bool:
    """Whether both coordinates are recorded."""
    return place.lat is not None and place.lon is not None


def view_map_row(site: Site, place: Place) -> MapRow:
    """A place in the list: where it lies, and how many events are said to have happened there."""
    events = [event for event in site.library.events.values() if place.id in event.places]
    return MapRow(
        link=link_to(site, place),
        kind=KIND_WORDS[place.kind],
        within=link_if(site, place.within.of if place.within else None),
        within_according_to=view_claims(site, place.within.according_to if place.within else ()),
        events=count(len(events), "event"),
        has_coordinates=has_coordinates(place),
    )


def word_missing(places: int, missing: int) -> str | None:
    """What a map leaves out: a sentence where coordinates are not recorded for all places."""
    if not missing:
        return None
    if missing == places:
        return "No coordinates in our records, so there is no map."
    return f"{missing} of {count(places, 'place')} without coordinates in our records, so not on the map."


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
    """The places that say they lie directly in this one."""
    for place in site.library.places.values():
        if place.within and place.within.of == place_id:
            yield place
