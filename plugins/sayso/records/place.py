"""Places: where events are said to have happened."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import Description, Number, OtherName, Record, Text, Within


class Place(Record):
    """A place, with coordinates where they are known."""

    kind_name = "place"
    folder = "places"

    name: Text
    """The name that pages show."""
    kind: Literal["country", "region", "settlement", "site", "informal-area"]
    """What sort of place it is."""
    within: Within | None = None
    """The larger place it lies in; with `according_to` where that is contested."""
    lat: Number | None = None
    """Latitude in degrees north (WGS 84), such as 35.32; south is negative."""
    lon: Number | None = None
    """Longitude in degrees east (WGS 84), such as 36.62; west is negative."""
    other_names: tuple[OtherName, ...] = ()
    """Other spellings, languages and names in use."""
    described_as: tuple[Description, ...] = ()
    """Labels that sources use for it, each with its source."""
