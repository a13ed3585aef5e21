"""Maps as drawings: outlines of countries, marks and names, worked out at build time from data in this package."""

from sayso.maps.points import Mark, Point

__all__ = ["Mark", "Point"]
