"""What is not recorded of events and places: who says that it happened, who dates it, where it lies."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.gaps.gap import Gap
from sayso.library import Library


def find_events_without_claim(library: Library) -> Iterator[Gap]:
    """Events of which no claim says that they happened."""
    for event in library.events.values():
        if not any(claim in library.claims for claim in event.rests_on):
            yield Gap(event.id)


def find_dates_without_source(library: Library) -> Iterator[Gap]:
    """Dated events that do not say where the date comes from."""
    for event in library.events.values():
        if not event.date.is_unknown and not event.date_from:
            yield Gap(event.id, ("date",))


def find_places_without_coordinates(library: Library) -> Iterator[Gap]:
    """Places that cannot be put on a map."""
    for place in library.places.values():
        if place.lat is None or place.lon is None:
            yield Gap(place.id)
