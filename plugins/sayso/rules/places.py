"""Places: coordinates come in pairs and lie on the Earth."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library
from sayso.problems import Problem, quote

LIMITS = {"lat": 90, "lon": 180}
NAMES = {"lat": "latitude", "lon": "longitude"}


def check_coordinates(library: Library) -> Iterator[Problem]:
    """Places with one coordinate of two, or with one that no place on Earth has."""
    for place in library.places.values():
        given = {key: value for key, value in (("lat", place.lat), ("lon", place.lon)) if value is not None}
        for key, value in given.items():
            if abs(value) > LIMITS[key]:
                limit = LIMITS[key]
                message = f"A {NAMES[key]} lies between -{limit} and {limit} degrees, and this is {value}. Correct it."
                yield Problem(library.mark(place.id, key), "coordinates-range", message)
        if len(given) == 1:
            (key,) = given
            other = "lon" if key == "lat" else "lat"
            message = (
                f"The {NAMES[key]} stands alone. Add the {NAMES[other]} as {quote(other)}, or delete {quote(key)}."
            )
            yield Problem(library.mark(place.id, key), "half-coordinates", message)
