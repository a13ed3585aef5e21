"""What somebody may have meant who wrote a date in another way: 30.09.2015, Sept 2015, ca 2015, 2015-2016.

Each function gives texts in the form of EDTF, which may still be impossible (2015-02-30). Where day and month can be
swapped it gives both readings, day first: nothing here decides which one was meant.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from sayso.date_points import UNKNOWN, read_ends
from sayso.date_words import MONTHS, SEASONS

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_NO_DATE = {"n.d.", "nd", "n/a", "undated", "no date", "not known", "not given", "date unknown", "-", "?"}
_SEASON_NAMES = {**{name: number for number, name in SEASONS.items()}, "fall": 23}

_SPLITTERS = (
    r"(?:from )?(?P<start>.+?)(?: to | - | until | till )(?P<end>.+)",
    r"(?P<start>[0-9]{1,2}|[a-z]+\.?)-(?P<end>.+ [0-9]{4})",
    r"(?P<start>[0-9./]{8,10})-(?P<end>[0-9./]{8,10})",
    r"(?P<start>[^/]+)/(?P<end>[^/]+)",
    r"(?P<start>[0-9]{4})-(?P<end>[0-9]{4})",
    r"(?P<start>(?P<century>[0-9]{2})[0-9]{2})[-/](?P<end>[0-9]{2})",
    r"(?P<start>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)-(?P<end>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)",
)
_OPEN = (
    (r"by (?P<point>.+)", "../{}"),
    (r"(?:since|from) (?P<point>.+?)(?: on| onwards?)?", "{}/.."),
)
_DOUBTS = (
    (r"(?:(?:circa|ca|c|approximately|approx|about|around)\.? ?|~ ?)(?P<point>.+)", "{}~"),
    (r"(?:probably|possibly|perhaps|maybe) (?P<point>.+)", "{}?"),
    (r"(?P<point>.+?) ?(?:\?~|~\?)", "{}%"),
    (r"(?P<point>.+?) ?(?P<qualifier>[~?%])", "{}"),
)
_CLOCK = (
    r"(?P<day>.+?)(?P<gap> |, ?|t)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)? ?"
)
_TIME_IN_UTC = re.compile(_CLOCK + "(?:z|utc|gmt)")
_TIME_WITH_OFFSET = re.compile(
    _CLOCK + "(?P<utc>utc|gmt)?(?P<sign>[-+])(?P<hours>0?[0-9]|1[0-4])(?::?(?P<minutes>[0-9]{2}))?"
)
_TIME_WITHOUT_ZONE = re.compile(_CLOCK)

_DAY_LAST = re.compile(r"([0-9]{4})(?P<mark>[-./ ]?)([0-9]{1,2})(?P=mark)([0-9]{1,2})\.?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./ ]|\. )([0-9]{1,2})\2([0-9]{4})")
_YEAR_THEN_MONTH = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})")
_MONTH_THEN_YEAR = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{4})")
_YEARS_IN_WORDS = re.compile(r"(?:the )?([0-9]{2})([0-9])0'?s")


def list_readings(text: str) -> list[str]:
    """The valid dates that may be meant, without doubles."""
    return [reading for reading in list_guesses(text) if read_ends(reading) is not None]


def list_guesses(text: str) -> list[str]:
    """The dates that may be meant, without doubles, valid or not. The text has to be short: many patterns read it."""
    folded = _fold(text)
    if folded in _NO_DATE or folded == UNKNOWN:
        return [UNKNOWN]
    compact = folded.upper().replace(" ", "")
    guesses = [compact] if read_ends(compact) is not None else []
    guesses += _guess_point(folded)
    for pattern, form in _OPEN:
        if match := re.fullmatch(pattern, folded):
            guesses += [form.format(guess) for guess in _guess_point(match["point"])]
    for pattern in _SPLITTERS:
        if match := re.fullmatch(pattern, folded):
            end = match.groupdict().get("century", "") + match["end"]
            start = _complete_start(match["start"], end)
            guesses += [f"{first}/{last}" for first in _guess_point(start) for last in _guess_point(end)]
    return list(dict.fromkeys(guesses))


def list_instants_if_utc(text: str) -> list[str]:
    """The instants, valid or not, that a day and a time without a zone may mean if the time is in UTC."""
    match = _TIME_WITHOUT_ZONE.fullmatch(_fold(text))
    return _guess_instants(match) if match else []


def _fold(text: str) -> str:
    """The text in small letters, with plain digits and hyphens and single spaces."""
    plain = text.translate(_DASHES).casefold()
    digits = "".join(str(unicodedata.decimal(character, character)) for character in plain)
    return " ".join(digits.split())


def _complete_start(start: str, end: str) -> str:
    """The start with what it shares with the end: `28` (to `30 September 2015`), `24 March` (to `5 April 2015`)."""
    if re.fullmatch("[0-9]{1,2}", start):
        return f"{start} {end.partition(' ')[2]}"
    year = re.search(" [0-9]{4}$", end)
    return start if year is None or re.search("[0-9]{4}", start) else start + year[0]


def _guess_point(text: str) -> list[str]:
    """Readings of a text that is no interval."""
    for pattern, form in _DOUBTS:
        if match := re.fullmatch(pattern, text):
            qualifier = match.groupdict().get("qualifier", "")
            return [form.format(guess) + qualifier for guess in _guess_day(match["point"])]
    if match := _TIME_WITH_OFFSET.fullmatch(text):
        return _guess_shifted_instants(match)
    if match := _TIME_IN_UTC.fullmatch(text):
        return _guess_instants(match)
    return _guess_day(text)


def _guess_instants(match: re.Match[str]) -> list[str]:
    """The instants that a day and a time may mean, the time taken to be in UTC."""
    second = f":{match['second']}" if match["second"] else ""
    return [f"{day}T{match['hour']:0>2}:{match['minute']}{second}Z" for day in _guess_day(match["day"])]


def _guess_shifted_instants(match: re.Match[str]) -> list[str]:
    """The same for a time of another zone, converted to UTC."""
    if match["sign"] == "-" and match["gap"] != "t" and not match["utc"]:
        return []  # 2015-09-30 02:00-04:00 is from two to four o'clock as likely as in a zone
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    moved = []
    for guess in _guess_instants(match):
        try:
            instant = datetime.fromisoformat(guess)
            utc = instant - offset if match["sign"] == "+" else instant + offset
        except (ValueError, OverflowError):
            continue
        precision = "seconds" if match["second"] else "minutes"
        moved.append(utc.replace(tzinfo=None).isoformat(timespec=precision) + "Z")
    return moved


def _guess_day(text: str) -> list[str]:  # noqa: PLR0911 -- one return a form
    """Readings of a year, month, day, season or decade without a time or a qualifier."""
    if match := _DAY_LAST.fullmatch(text):
        return [f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}"]
    if match := _YEAR_LAST.fullmatch(text):
        one, other = f"{match[1]:0>2}", f"{match[3]:0>2}"
        return [f"{match[4]}-{other}-{one}", f"{match[4]}-{one}-{other}"]
    if match := _YEAR_THEN_MONTH.fullmatch(text):
        return [f"{match[1]}-{match[2]:0>2}"]
    if match := _MONTH_THEN_YEAR.fullmatch(text):
        return [f"{match[2]}-{match[1]:0>2}"]
    if match := _YEARS_IN_WORDS.fullmatch(text):
        decade = f"{match[1]}{match[2]}X"
        return [decade, f"{match[1]}XX"] if match[2] == "0" else [decade]
    if re.fullmatch("[0-9]{3}[0-9x]|[0-9]{2}xx", text):
        return [text.upper()]
    return _guess_named(text)


def _guess_named(text: str) -> list[str]:
    """Readings of a date with the name of a month or season, in any order: `Sept. 30th, 2015`, `summer of 2015`."""
    bare = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b|[.,]|\b(?:of|the)\b", " ", text).split()
    names = [word for word in bare if not word.isdecimal()]
    years = [word for word in bare if re.fullmatch("[0-9]{4}", word)]
    days = [word for word in bare if re.fullmatch("[0-9]{1,2}", word)]
    if len(names) != 1 or len(years) != 1 or len(days) > 1 or len(bare) != 2 + len(days):
        return []
    name, year = names[0], years[0]
    if name in _SEASON_NAMES:
        return [] if days else [f"{year}-{_SEASON_NAMES[name]}"]
    month = _find_month(name)
    return ["-".join([year, f"{month:02}", *(f"{day:0>2}" for day in days)])] if month else []


def _find_month(name: str) -> int:
    """The number of the month by its English name or the first three or more letters of it; 0 if it is none."""
    shortest = 3
    fitting = (number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(name))
    return next(fitting, 0) if len(name) >= shortest else 0
