"""What is not recorded of events and places: who says that it happened, who dates it, where it lies."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.gaps.gap import Gap
from sayso.library import Library
from sayso.records import Event, Place


def find_events_without_claim(library: Library, event: Event) -> Iterator[Gap]:
    """An event of which no claim says that it happened."""
    if not any(claim in library.claims for claim in event.rests_on):
        yield Gap(event.id)


def find_dates_without_source(_: Library, event: Event) -> Iterator[Gap]:
    """A dated event that does not say where the date comes from."""
    if not event.date.is_unknown and not event.date_from:
        yield Gap(event.id, ("date",))


def find_places_without_coordinates(_: Library, place: Place) -> Iterator[Gap]:
    """A place that cannot be put on a map."""
    if place.lat is None or place.lon is None:
        yield Gap(place.id)
