"""Dates as sources give them: a day, about a year, some time in a decade, from one day to another, not known.

They are written in a part of EDTF, the Library of Congress's Extended Date/Time Format
(https://www.loc.gov/standards/datetime/), for the years 0001 to 9999:

- `2015`, `2015-09`, `2015-09-30`, each with `~` (about), `?` (uncertain) or `%` (both) at its end where needed;
- `2015-09-30T14:05Z` or `2015-09-30T14:05:09Z`: an instant, always in UTC;
- `2015-21` to `2015-24`: spring, summer, autumn, winter, with a qualifier where needed;
- `201X`, `20XX`, `2015-XX`, `2015-09-XX`, `2015-XX-XX`: digits that are not known;
- `2015-03-24/2015-04-05`: an interval of any two of these; `../2015-09-30` (by), `2015-09-30/..` (from then on),
  `2015-09-30/` (end not known), `/2015-09-30` (start not known);
- `unknown`.

Two of these are not EDTF: the word `unknown`, and instants without seconds or as an end of an interval.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sayso.date_faults import explain_fault
from sayso.date_points import EXACT, UNKNOWN, End, Point, read_ends
from sayso.date_words import word_ends

__all__ = ["Date", "DateError", "parse_date", "word_date"]

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class DateError(ValueError):
    """Says, in sentences for the person who typed the date, what is wrong with it and how to mend it."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a source gives it; made by `parse_date` only. Two dates are equal if they are typed alike.

    A day is the calendar day that the source means, wherever it was; its bounds are put at 00:00:00 and 23:59:59 UTC
    so that days and instants can be compared.
    """

    text: str
    """The date as typed, such as `2015-09~`."""
    earliest: datetime | None = field(compare=False)
    """The first instant that it can mean, in UTC, to the second; None where the start is open or unknown."""
    latest: datetime | None = field(compare=False)
    """The last instant that it can mean, in UTC, to the second; None where the end is open or unknown."""

    @property
    def is_unknown(self) -> bool:
        """Whether it says that no date is given."""
        return self.text == UNKNOWN

    @property
    def is_approximate(self) -> bool:
        """Whether a `~`, `?` or `%`, an X digit or a season makes it, or an end of it, inexact."""
        return any(isinstance(end, Point) and end.is_approximate for end in _known_ends(self))

    @property
    def sort_key(self) -> tuple[bool, datetime, datetime, str]:
        """A key that puts dates in order: by earliest, then latest instant, then text; `unknown` last.

        An open or unknown start sorts at the latest instant, which is all that is known; an open or unknown end sorts
        last among those of the same start.
        """
        latest = self.latest or _END_OF_TIME
        return self.is_unknown, self.earliest or latest, latest, self.text

    @property
    def day(self) -> date | None:
        """The one calendar day that it certainly means or lies in (for instants the day in UTC), else None."""
        if self.is_approximate or self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.date(), self.latest.date()
        return first if first == last else None

    @property
    def html(self) -> str | None:
        """The value for `<time datetime>`; None for what HTML cannot say: intervals, seasons, doubts, X digits."""
        match _known_ends(self):
            case (Point(qualifier="", shape=shape),) if shape in EXACT:
                return self.text
            case _:
                return None


def parse_date(text: str) -> Date:
    """The date that the text writes; DateError, with a message for the writer, if it does not write one."""
    ends = read_ends(text)
    if ends is None:
        raise DateError(explain_fault(text))
    first = ends[0] if ends else None
    last = ends[-1] if ends else None
    return Date(
        text=text,
        earliest=first.first if isinstance(first, Point) else None,
        latest=last.last if isinstance(last, Point) else None,
    )


def word_date(date: Date) -> str:
    """The date in English, such as `24 March to 5 April 2015`; without a capital unless it begins with a month."""
    return word_ends(_known_ends(date))


def _known_ends(date: Date) -> tuple[End, ...]:
    """The ends that were read when the date was made."""
    return read_ends(date.text) or ()
