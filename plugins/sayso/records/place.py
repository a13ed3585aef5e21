"""Places: where events are said to have happened."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import NamedRecord, Number, Within


class Place(NamedRecord):
    """A place, with coordinates where they are known."""

    kind_name = "place"
    folder = "places"

    kind: Literal["country", "region", "settlement", "site", "informal-area"]
    """What sort of place it is."""
    within: Within | None = None
    """The larger place it lies in; with `according_to` where that is contested."""
    lat: Number | None = None
    """Latitude in degrees north (WGS 84), such as 35.32; south is negative."""
    lon: Number | None = None
    """Longitude in degrees east (WGS 84), such as 36.62; west is negative."""
