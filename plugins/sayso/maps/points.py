"""What a map is made for: places with coordinates, each with the words that stand beside its mark."""

from __future__ import annotations

from typing import Literal, NamedTuple

Mark = Literal["dot", "square", "ring", "dotted-ring", "name"]


class Point(NamedTuple):
    """A place on a map: degrees north and east (WGS 84), its label and the shape of its mark (`name`: none)."""

    id: str
    lat: float
    lon: float
    label: str
    mark: Mark = "dot"
