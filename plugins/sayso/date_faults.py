"""Why a text is not a date, and how to mend it, in sentences for the person who typed it."""

from __future__ import annotations

import re
from calendar import monthrange

from sayso.date_mends import list_guesses, list_instants_if_utc, list_readings
from sayso.date_points import LONGEST, WITH_X, Edge, Point, is_in_order, read_end, read_ends
from sayso.date_words import MONTHS, word_ends
from sayso.problems import quote

_YEARS = "Sayso reads the years 0001 to 9999, as in 0476."
_FALLBACK = (
    "Write a year, month or day such as 2015, 2015-09 or 2015-09-30, "
    "an interval such as 2015-03-24/2015-04-05, or unknown."
)
_ISO = re.compile(
    "(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    "(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?Z)?)?[~?%]?"
)
_OTHER_FORMS = (
    (r"0000.*|000X|00XX|-[0-9].*|[Yy][-+]?[0-9].*", _YEARS),
    (r".*[\[\]{},].*", "Sayso does not read lists of dates. Write one date, or an interval such as 2015/2016."),
    (
        r".*X.*",
        "An X is a digit that is not known: 201X, 20XX, 2015-XX, 2015-09-XX or 2015-XX-XX. No ~, ? or % goes with it.",
    ),
    (r".*T.*[~?%].*", "A time takes no ~, ? or %. Write the day with it, as in 2015-09-30~."),
    (r".*[~?%].*", "One ~, ? or % may stand at the end of the date and is for all of it, as in 2015-09-30~."),
    (
        r"'?[0-9]{2}|[0-9]{1,2}([-./ ])[0-9]{1,2}\1[0-9]{1,2}",
        "Its year has two digits. Write all four, first the year, then the month and the day, as in 2015-09-30.",
    ),
)


def explain_fault(text: str) -> str:
    """What is wrong with a text that `read_ends` refuses, and how to mend it."""
    return f"{quote(text)} is not a date that Sayso reads. {_find_reason(text)}"


def _find_reason(text: str) -> str:
    """The sentences after the first, for a whole date or one end of an interval."""
    if not text.strip():
        return "It is empty. Write a date such as 2015-09-30, or unknown."
    if len(text) > LONGEST:
        return f"It is too long. {_FALLBACK}"
    for explain in (_explain_calendar, _explain_time, _explain_guesses, _explain_interval):
        if reason := explain(text):
            return reason
    return next((reason for form, reason in _OTHER_FORMS if re.fullmatch(form, text, re.DOTALL)), _FALLBACK)


def _explain_calendar(text: str) -> str:
    """For a date in the right form that no calendar has: what the calendar has."""
    match = _ISO.fullmatch(text)
    if match is None or read_ends(text) is not None:
        return ""
    if match["year"] == "0000":
        return _YEARS
    month = int(match["month"])
    if not 1 <= month <= len(MONTHS):
        others = "".join(f" For {word_ends(read_ends(other) or ())} write {other}." for other in list_readings(text))
        seasons = "" if match["day"] else ", seasons from 21 (spring) to 24 (winter)"
        return f"There is no month {match['month']}: months run from 01 to 12{seasons}.{others}"
    days = monthrange(int(match["year"]), month)[1]
    if match["day"] and not 1 <= int(match["day"]) <= days:
        return f"{MONTHS[month - 1]} {int(match['year'])} has {days} days."
    return "Hours run from 00 to 23, minutes and seconds from 00 to 59." if match["hour"] and text.endswith("Z") else ""


def _explain_time(text: str) -> str:
    """For a day with a time but no zone: only the writer can know the zone."""
    guesses = list_instants_if_utc(text)
    readings = [guess for guess in guesses if read_ends(guess) is not None]
    if readings:
        return (
            f"If its time is in UTC, write it with T and Z: {_list_readings(readings)}. "
            "If not, convert it to UTC first, or write the day alone."
        )
    return _explain_calendar(guesses[0]) if guesses else ""


def _explain_guesses(text: str) -> str:
    """For another way to write a date: how Sayso writes it; all readings where there are several."""
    readings = list_readings(text)
    if len(readings) == 1:
        return f"Write it as {_list_readings(readings)}."
    if readings:
        return f"It could be {_list_readings(readings)}. Write the one that the source means."
    return next((reason for guess in list_guesses(text) if (reason := _explain_calendar(guess))), "")


def _list_readings(readings: list[str]) -> str:
    """The readings, in words too where there are several; quoted where one would run into the full stop."""
    if len(readings) > 1:
        return " or ".join(f"{reading} ({word_ends(read_ends(reading) or ())})" for reading in readings)
    return f"'{readings[0]}'" if readings[0].endswith(".") else readings[0]


def _explain_interval(text: str) -> str:
    """For two texts with a slash between them: the first of them that is at fault, else why they do not go together."""
    if text.count("/") != 1:
        return ""
    texts = text.split("/")
    for name, side in zip(("start", "end"), texts, strict=True):
        if read_end(side) is None:
            return f"Its {name} {quote(side)} is at fault. {_find_reason(side)}"
    start, end = (read_end(side) for side in texts)
    if isinstance(start, Edge) and isinstance(end, Edge):
        return "An interval needs a date on one side at least, as in '../2015-09' or '2015-09/..'. Else write unknown."
    if isinstance(start, Point) and isinstance(end, Point) and not is_in_order(start, end):
        return _explain_order(texts[0], texts[1], start, end)
    points = [side for side in (start, end) if isinstance(side, Point)]
    if points[0].shape in WITH_X:
        return "An X does not go with an open or unknown end. Write a year, month or day beside it, as in '2015~/..'."
    return ""


def _explain_order(start_text: str, end_text: str, start: Point, end: Point) -> str:
    """For an interval that runs backwards, or whose end is a unit that has begun before the start."""
    if end.last < start.first:
        swapped = f"{end_text}/{start_text}"
        mend = f" Write {swapped} if the two are swapped." if read_ends(swapped) else ""
        return f"Its end comes before its start.{mend}"
    for unit in ("-XX", "-XX-XX"):
        precise = f"{start_text}/{end_text}{unit}"
        if read_ends(precise):
            return f"Its end {quote(end_text)} begins before its start. If it ends within that time, write {precise}."
    return "Its end may come before its start. Write both ends as months or days."
