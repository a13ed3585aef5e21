"""The list of places by what holds them; where that is contested, with the claims that say so and their speakers.

What holds them cannot be cut into pages: a list that needs several goes by name, each place with what it lies in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.library import Library, group
from sayso.page_values import Link, Page, Words
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.lists.head import (
    Jump,
    ListHead,
    list_parts,
    make_head,
    make_jump,
    make_list_page,
    span_words,
)
from sayso.pages.lists.letters import anchor_of, index_order, letter_of
from sayso.pages.maps import MapView, view_map
from sayso.pages.paging import Groups, Part
from sayso.pages.parts import link_if, link_to, sort_by_name, view_names
from sayso.pages.site import Site
from sayso.problems import count
from sayso.records import Place
from sayso.rules.chains import DEEPEST_CHAIN


class PlaceRow(NamedTuple):
    """A place with those that lie in it.

    `within` is filled where it does not stand under what holds it: where that is contested, with who says so, and where
    places go by name.
    """

    link: Link
    original: Words | None
    facts: tuple[str, ...]
    within: Link | None
    according_to: tuple[ClaimView, ...]
    holds: tuple[PlaceRow, ...]


class PlaceLetter(NamedTuple):
    """The places whose names begin alike, where a list needs several pages."""

    jump: Jump
    rows: tuple[PlaceRow, ...]


class PlacesView(NamedTuple):
    """The list: a map, the places whose larger one is recorded plainly, and those of which only claims say it.

    A page of several has its places by name instead, with the ways to all letters.
    """

    head: ListHead
    map: MapView
    rows: tuple[PlaceRow, ...]
    contested: tuple[PlaceRow, ...]
    jumps: tuple[Jump, ...] = ()
    letters: tuple[PlaceLetter, ...] = ()


def place_list(site: Site) -> Iterator[Page]:
    """The pages that list all places."""
    by_name = sorted(site.library.places.values(), key=lambda place: (index_order(place.english_name.text), place.id))
    parts = list_parts(site, "places", by_name)
    if len(parts) == 1:
        yield list_whole(site, parts[0])
        return
    groups = Groups(parts, lambda place: letter_of(place.english_name.text))
    for here in parts:
        jumps = {letter: make_jump(groups, letter, here, anchor_of(letter), letter) for letter in groups.counts}
        view = PlacesView(
            make_head(site, "places", count(len(by_name), "place"), parts=parts, here=here),
            view_map(site, here.entries),
            (),
            (),
            tuple(jumps.values()),
            tuple(
                PlaceLetter(jumps[letter], tuple(view_row(site, place, {}, is_by_name=True) for place in places))
                for letter, places in groups.on(here).items()
            ),
        )
        yield make_list_page(site, "places", view, here, view.jumps, span=span_words(groups.on(here)))


def list_whole(site: Site, here: Part[Place]) -> Page:
    """The one page of a list that needs no other, by what holds the places."""
    places = sort_by_name(here.entries)
    inside = group((above, place) for place in places if (above := plainly_within(site.library, place)) is not None)
    tops = [place for place in places if plainly_within(site.library, place) is None]
    view = PlacesView(
        make_head(site, "places", count(len(places), "place")),
        view_map(site, places),
        tuple(view_row(site, place, inside) for place in tops if not is_contested(place)),
        tuple(view_row(site, place, inside) for place in tops if is_contested(place)),
    )
    jumps = [Jump("contested", "According to claims", len(view.contested))] if view.contested else []
    return make_list_page(site, "places", view, here, jumps)


def plainly_within(library: Library, place: Place) -> str | None:
    """The published place that this one lies in, where nothing says that this is contested."""
    within = place.within
    return within.of if within and not within.according_to and within.of in library.places else None


def is_contested(place: Place) -> bool:
    """Whether only claims say where the place lies."""
    return place.within is not None and bool(place.within.according_to)


def view_row(
    site: Site, place: Place, inside: Mapping[str, Sequence[Place]], level: int = 1, *, is_by_name: bool = False
) -> PlaceRow:
    """A place for the list, with all that lie in it by name.

    Only a preview can have places on deeper levels than may be; those it leaves out.
    """
    held = inside.get(place.id, ()) if level < DEEPEST_CHAIN else ()
    within = place.within if is_by_name or is_contested(place) else None
    return PlaceRow(
        link=link_to(site, place),
        original=view_names(site, place).original,
        facts=tuple(list_facts(site, place)),
        within=link_if(site, within.of) if within else None,
        according_to=view_claims(site, within.according_to) if within else (),
        holds=tuple(view_row(site, other, inside, level + 1) for other in held),
    )


def list_facts(site: Site, place: Place) -> Iterator[str]:
    """How many events are said to have happened there, and how many claims are about it."""
    mentions = site.library.mentions.get(place.id, ())
    events = {entry.id for entry, pointer in mentions if pointer.place[0] == "places"} & site.library.events.keys()
    if events:
        yield count(len(events), "event")
    if claims := site.library.claims_about.get(place.id, ()):
        yield count(len(claims), "claim")
