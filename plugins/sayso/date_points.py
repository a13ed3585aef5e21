"""The grammar of dates: which texts are dates, and from when to when each of them can mean.

It reads the part of EDTF (https://www.loc.gov/standards/datetime/) that `sayso.dates` describes. Instants are in UTC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

UNKNOWN = "unknown"
LONGEST = 100  # characters; the longest date, two instants with seconds, has 41


class Shape(Enum):
    """How precisely a point is written; the value shows its form."""

    YEAR = "YYYY"
    MONTH = "YYYY-MM"
    DAY = "YYYY-MM-DD"
    MINUTE = "YYYY-MM-DDThh:mmZ"
    SECOND = "YYYY-MM-DDThh:mm:ssZ"
    SEASON = "YYYY-21"
    DECADE = "YYYX"
    CENTURY = "YYXX"
    SOME_MONTH = "YYYY-XX"
    SOME_DAY = "YYYY-MM-XX"
    SOME_MONTH_AND_DAY = "YYYY-XX-XX"


EXACT = {Shape.YEAR, Shape.MONTH, Shape.DAY, Shape.MINUTE, Shape.SECOND}
TIMES = {Shape.MINUTE, Shape.SECOND}
WITH_X = {Shape.DECADE, Shape.CENTURY, Shape.SOME_MONTH, Shape.SOME_DAY, Shape.SOME_MONTH_AND_DAY}


class Edge(Enum):
    """The side of an interval that holds no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A date that is no interval, or one end of an interval."""

    shape: Shape
    qualifier: str  # "~" about, "?" uncertain, "%" both, or ""
    season: int  # 21 spring, 22 summer, 23 autumn, 24 winter, else 0
    first: datetime
    last: datetime

    @property
    def is_approximate(self) -> bool:
        """Whether the text itself says that the date is not exact."""
        return bool(self.qualifier) or self.shape not in EXACT


End: TypeAlias = Point | Edge

_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = _YEAR + r"-(?P<month>0[1-9]|1[0-2])"
_DAY = _MONTH + r"-(?P<day>0[1-9]|[12][0-9]|3[01])"
_MINUTE = _DAY + r"T(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
_QUALIFIER = r"(?P<qualifier>[~?%])?"

_FORMS = {
    Shape.YEAR: re.compile(_YEAR + _QUALIFIER),
    Shape.MONTH: re.compile(_MONTH + _QUALIFIER),
    Shape.DAY: re.compile(_DAY + _QUALIFIER),
    Shape.MINUTE: re.compile(_MINUTE + "Z"),
    Shape.SECOND: re.compile(_MINUTE + ":(?P<second>[0-5][0-9])Z"),
    Shape.SEASON: re.compile(_YEAR + "-(?P<season>2[1-4])" + _QUALIFIER),
    Shape.DECADE: re.compile("(?P<year>[0-9]{3}X)"),
    Shape.CENTURY: re.compile("(?P<year>[0-9]{2}XX)"),
    Shape.SOME_MONTH: re.compile(_YEAR + "-XX"),
    Shape.SOME_DAY: re.compile(_MONTH + "-XX"),
    Shape.SOME_MONTH_AND_DAY: re.compile(_YEAR + "-XX-XX"),
}

# The months that edtf-validate takes a season for, only to tell whether an interval runs backwards.
_SEASON_STARTS = {21: 1, 22: 5, 23: 8, 24: 10}
_SEASON_ENDS = {21: 5, 22: 8, 23: 11, 24: 12}


@lru_cache(maxsize=4096)
def read_ends(text: str) -> tuple[End, ...] | None:
    """Both sides of an interval, or the one point of another date; () for `unknown`, None for what is not a date."""
    if text == UNKNOWN:
        return ()
    if len(text) > LONGEST:
        return None
    if "/" not in text:
        point = read_point(text)
        return None if point is None else (point,)
    start, _, end = text.partition("/")
    return _read_interval(start, end)


def read_point(text: str) -> Point | None:
    """The point that the text writes, or None if it is not one or is not in the calendar."""
    for shape, form in _FORMS.items():
        if match := form.fullmatch(text):
            return _place_point(shape, match.groupdict())
    return None


def read_end(text: str) -> End | None:
    """One side of an interval, or None if it is neither a point nor open nor unknown."""
    return Edge(text) if text in {"", ".."} else read_point(text)


def is_in_order(start: Point, end: Point) -> bool:
    """Whether an interval may run from the start to the end.

    The end counts from the beginning of the last unit that is written, as edtf-validate does it: 2015-06/2015 is
    refused, since the year 2015 begins before June; 2015-06/2015-XX says what is meant.
    """
    if start.season and end.season and start.first.year == end.first.year:
        return start.season <= end.season
    first = start.first.replace(month=_SEASON_STARTS[start.season]) if start.season else start.first
    return first <= _latest_beginning(end)


def _read_interval(start_text: str, end_text: str) -> tuple[End, End] | None:
    """Both sides, or None where a side or the pair of them is at fault."""
    start, end = read_end(start_text), read_end(end_text)
    if start is None or end is None:
        return None
    if isinstance(start, Point) and isinstance(end, Point):
        return (start, end) if is_in_order(start, end) else None
    points = [side for side in (start, end) if isinstance(side, Point)]
    return (start, end) if points and points[0].shape not in WITH_X else None


def _place_point(shape: Shape, typed: dict[str, str | None]) -> Point | None:
    """The point with its first and last instant, or None if its year or day does not exist."""
    year = typed["year"] or ""
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0:
        return None
    first_month, last_month = _bounds(typed.get("month"), 1, 12)
    days = monthrange(last_year, last_month)[1]
    first_day, last_day = _bounds(typed.get("day"), 1, days)
    if last_day > days:
        return None
    hours, minutes, seconds = (
        _bounds(typed.get(unit), 0, highest) for unit, highest in (("hour", 23), ("minute", 59), ("second", 59))
    )
    return Point(
        shape=shape,
        qualifier=typed.get("qualifier") or "",
        season=int(typed.get("season") or 0),
        first=datetime(first_year, first_month, first_day, hours[0], minutes[0], seconds[0], tzinfo=UTC),
        last=datetime(last_year, last_month, last_day, hours[1], minutes[1], seconds[1], tzinfo=UTC),
    )


def _bounds(typed: str | None, lowest: int, highest: int) -> tuple[int, int]:
    """The typed number twice, or the whole range where nothing is typed."""
    return (int(typed), int(typed)) if typed else (lowest, highest)


def _latest_beginning(point: Point) -> datetime:
    """The last instant of the day on which the last year, month or day that the point can mean begins."""
    if point.season:
        return point.last.replace(month=_SEASON_ENDS[point.season], day=1)
    if point.shape in {Shape.YEAR, Shape.DECADE, Shape.CENTURY}:
        return point.last.replace(month=1, day=1)
    if point.shape in {Shape.MONTH, Shape.SOME_MONTH}:
        return point.last.replace(day=1)
    return point.last
