"""The English wording of dates, in the order day, month, year; the same in every locale."""

from __future__ import annotations

from datetime import datetime

from sayso.date_points import TIMES, WITH_X, Edge, End, Point, Shape

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_QUALIFIED = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}
_FIRST_FOUR_DIGIT_YEAR = 1000


def word_ends(ends: tuple[End, ...]) -> str:  # noqa: PLR0911 -- one return a form
    """The words for a date of these ends, as `sayso.date_points.read_ends` gives them."""
    match ends:
        case (Point() as point,):
            return word_point(point)
        case (Edge.OPEN, Point() as end):
            return f"by {word_point(end)}"
        case (Edge.UNKNOWN, Point() as end):
            return f"until {word_point(end)}, start not known"
        case (Point() as start, Edge.OPEN):
            return f"from {word_point(start)} on"
        case (Point() as start, Edge.UNKNOWN):
            return f"from {word_point(start)}, end not known"
        case (Point() as start, Point() as end):
            return _word_interval(start, end)
        case _:
            return "date not given"


def word_point(point: Point) -> str:
    """The words for a date that is no interval, with its doubts."""
    return _QUALIFIED[point.qualifier].format(_word_unqualified(point))


def _word_unqualified(point: Point) -> str:  # noqa: PLR0911 -- one return a shape
    year = _word_year(point.first.year)
    month = f"{MONTHS[point.first.month - 1]} {year}"
    match point.shape:
        case Shape.YEAR:
            return year
        case Shape.MONTH:
            return month
        case Shape.DAY:
            return _word_day(point.first)
        case Shape.MINUTE | Shape.SECOND:
            return f"{_word_day(point.first)}, {_word_time(point)} UTC"
        case Shape.SEASON:
            return f"{SEASONS[point.season]} {year}"
        case Shape.DECADE | Shape.CENTURY:
            return _word_years(point)
        case Shape.SOME_MONTH:
            return f"some time in {year}"
        case Shape.SOME_DAY:
            return f"a day in {month}"
        case Shape.SOME_MONTH_AND_DAY:
            return f"a day in {year}"


def _word_year(year: int) -> str:
    """The year in digits; `AD` keeps a short one from reading like a day."""
    return str(year) if year >= _FIRST_FOUR_DIGIT_YEAR else f"AD {year}"


def _word_day(instant: datetime) -> str:
    return f"{instant.day} {MONTHS[instant.month - 1]} {_word_year(instant.year)}"


def _word_time(point: Point) -> str:
    instant = point.first
    seconds = f":{instant.second:02}" if point.shape is Shape.SECOND else ""
    return f"{instant.hour:02}:{instant.minute:02}{seconds}"


def _word_years(point: Point) -> str:
    """The words for a decade or a century; `the 1900s` could mean both, so it is never written."""
    first, last = point.first.year, point.last.year
    if point.shape is Shape.DECADE and first > _FIRST_FOUR_DIGIT_YEAR and first % 100:
        return f"the {first}s"
    return f"between {_word_year(first)} and {_word_year(last)}"


def _word_interval(start: Point, end: Point) -> str:
    """The words for an interval with a date at both ends; what both ends share is said once where that is clear."""
    if WITH_X & {start.shape, end.shape}:
        return f"from {_word_end(start)} to {_word_end(end)}"
    if start == end:
        return word_point(start)
    if not start.qualifier and not end.qualifier:
        if {start.shape, end.shape} <= TIMES and start.first.date() == end.first.date():
            return f"{_word_day(start.first)}, {_word_time(start)} to {_word_time(end)} UTC"
        if start.shape is end.shape and start.shape not in TIMES:
            return _share_last_words(word_point(start), word_point(end))
    return f"{word_point(start)} to {word_point(end)}"


def _word_end(point: Point) -> str:
    words = word_point(point)
    return f"some time {words}" if words.startswith("between ") else words


def _share_last_words(start: str, end: str) -> str:
    """`28 September 2015` and `30 September 2015` as `28 to 30 September 2015`."""
    start_words, end_words = start.split(), end.split()
    shared = 0
    while start_words[-1 - shared] == end_words[-1 - shared]:
        shared += 1
    return f"{' '.join(start_words[: len(start_words) - shared])} to {end}"
