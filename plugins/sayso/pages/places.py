"""The page of a place: where it lies, and what is said to have happened there."""

from __future__ import annotations

from typing import NamedTuple

from sayso.page_values import Link, Page, Section
from sayso.pages.labels import ClaimView, view_claim, view_claims
from sayso.pages.maps import MapView, places_within, view_map
from sayso.pages.parts import Names, link_if, link_to, mentioning, view_names
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site
from sayso.pages.timeline import Timeline, view_timeline
from sayso.problems import count
from sayso.records import Place


class PlacePageView(NamedTuple):
    """Everything on a place's page."""

    frame: Frame
    names: Names
    within: Link | None
    within_according_to: tuple[ClaimView, ...]
    coordinates: str | None
    holds: tuple[Link, ...]
    map: MapView
    timeline: Timeline
    claims: tuple[ClaimView, ...]
    questions: tuple[Link, ...]


def place_page(site: Site, place: Place) -> Page:
    """The page of a place."""
    view = view_place_page(site, place)
    events = count(len(view.timeline.dated) + len(view.timeline.undated), "event")
    return make_record_page(
        site,
        place,
        view,
        description=f"{place.english_name.text}: {events} said to have happened here in our records.",
        sections=(
            Section("timeline", "Events"),
            Section("claims", "Claims"),
            Section("map", "Map"),
            Section("facts", "Facts"),
        ),
    )


def view_place_page(site: Site, place: Place) -> PlacePageView:
    """The view of a place."""
    library = site.library
    return PlacePageView(
        frame=make_frame(site, place),
        names=view_names(site, place),
        within=link_if(site, place.within.of if place.within else None),
        within_according_to=view_claims(site, place.within.according_to if place.within else ()),
        coordinates=word_coordinates(place),
        holds=mentioning(site, place.id, ("within",)),
        map=view_map(site, places_within(site, place), here=place),
        timeline=view_timeline(site, library.naming(library.events, place.id, "places")),
        claims=tuple(view_claim(site, claim) for claim in library.claims_about.get(place.id, ())),
        questions=tuple(link_to(site, question) for question in library.questions_about.get(place.id, ())),
    )


def word_coordinates(place: Place) -> str | None:
    """`35.3208° N, 36.6225° E`, in degrees (WGS 84)."""
    if place.lat is None or place.lon is None:
        return None
    return f"{abs(place.lat)}° {'N' if place.lat >= 0 else 'S'}, {abs(place.lon)}° {'E' if place.lon >= 0 else 'W'}"
