"""Maps as drawings: outlines of countries, marks and names, worked out at build time from data in this package."""

from sayso.maps.drawing import Drawing, Lettering, PlacedMark, draw_map
from sayso.maps.points import Mark, Point

__all__ = ["Drawing", "Lettering", "Mark", "PlacedMark", "Point", "draw_map"]
