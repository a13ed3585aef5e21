"""Dates: what is read, what it means, how it is worded, and what is said to somebody who writes another form.

edtf-validate is the oracle for the grammar; where Sayso reads more or less than it, the tests below say so by name.
"""

from __future__ import annotations

import copy
import dataclasses
import locale
import pickle
import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from edtf_validate.valid_edtf import conformsLevel1, is_valid
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.dates import Date, DateError, parse_date, word_date

thoroughly = settings(max_examples=250, deadline=None, database=None)

# Text, earliest, latest (None where open or unknown), words.
MEANINGS = [
    ("2015", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "2015"),
    ("2015-09", "2015-09-01T00:00:00", "2015-09-30T23:59:59", "September 2015"),
    ("2016-02", "2016-02-01T00:00:00", "2016-02-29T23:59:59", "February 2016"),
    ("2015-09-30", "2015-09-30T00:00:00", "2015-09-30T23:59:59", "30 September 2015"),
    ("2015-09-03", "2015-09-03T00:00:00", "2015-09-03T23:59:59", "3 September 2015"),
    ("2016-02-29", "2016-02-29T00:00:00", "2016-02-29T23:59:59", "29 February 2016"),
    ("2015-09-30T14:05Z", "2015-09-30T14:05:00", "2015-09-30T14:05:59", "30 September 2015, 14:05 UTC"),
    ("2015-09-30T14:05:09Z", "2015-09-30T14:05:09", "2015-09-30T14:05:09", "30 September 2015, 14:05:09 UTC"),
    ("0001", "0001-01-01T00:00:00", "0001-12-31T23:59:59", "AD 1"),
    ("0044-03-15", "0044-03-15T00:00:00", "0044-03-15T23:59:59", "15 March AD 44"),
    ("9999-12-31", "9999-12-31T00:00:00", "9999-12-31T23:59:59", "31 December 9999"),
    ("2015~", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "about 2015"),
    ("2015-09~", "2015-09-01T00:00:00", "2015-09-30T23:59:59", "about September 2015"),
    ("2015-09?", "2015-09-01T00:00:00", "2015-09-30T23:59:59", "September 2015 (uncertain)"),
    ("2015-09%", "2015-09-01T00:00:00", "2015-09-30T23:59:59", "about September 2015 (uncertain)"),
    ("2015-09-30?", "2015-09-30T00:00:00", "2015-09-30T23:59:59", "30 September 2015 (uncertain)"),
    ("2015-21", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "spring 2015"),
    ("2015-22", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "summer 2015"),
    ("2015-23~", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "about autumn 2015"),
    ("2015-24", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "winter 2015"),
    ("201X", "2010-01-01T00:00:00", "2019-12-31T23:59:59", "the 2010s"),
    ("200X", "2000-01-01T00:00:00", "2009-12-31T23:59:59", "between 2000 and 2009"),
    ("20XX", "2000-01-01T00:00:00", "2099-12-31T23:59:59", "between 2000 and 2099"),
    ("004X", "0040-01-01T00:00:00", "0049-12-31T23:59:59", "between AD 40 and AD 49"),
    ("2015-XX", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "some time in 2015"),
    ("2015-09-XX", "2015-09-01T00:00:00", "2015-09-30T23:59:59", "a day in September 2015"),
    ("2015-XX-XX", "2015-01-01T00:00:00", "2015-12-31T23:59:59", "a day in 2015"),
    ("../2015-09-30", None, "2015-09-30T23:59:59", "by 30 September 2015"),
    ("../2015-09-30T14:05Z", None, "2015-09-30T14:05:59", "by 30 September 2015, 14:05 UTC"),
    ("/2015-09-30", None, "2015-09-30T23:59:59", "until 30 September 2015, start not known"),
    ("2015-09-30/..", "2015-09-30T00:00:00", None, "from 30 September 2015 on"),
    ("2015-09~/..", "2015-09-01T00:00:00", None, "from about September 2015 on"),
    ("2015-09-30/", "2015-09-30T00:00:00", None, "from 30 September 2015, end not known"),
    ("unknown", None, None, "date not given"),
]

INTERVALS = [
    ("2015-09-28/2015-09-30", "28 to 30 September 2015"),
    ("2015-03-24/2015-04-05", "24 March to 5 April 2015"),
    ("2015-03-05/2015-04-05", "5 March to 5 April 2015"),
    ("2014-12-24/2015-01-05", "24 December 2014 to 5 January 2015"),
    ("2014-09-30/2015-09-30", "30 September 2014 to 30 September 2015"),
    ("2015-09-30/2015-09-30", "30 September 2015"),
    ("2015-03/2015-04", "March to April 2015"),
    ("2014-12/2015-01", "December 2014 to January 2015"),
    ("2014-09/2015-09", "September 2014 to September 2015"),
    ("2014/2015", "2014 to 2015"),
    ("0044/0045", "AD 44 to AD 45"),
    ("2015-21/2015-22", "spring to summer 2015"),
    ("2014-22/2015-22", "summer 2014 to summer 2015"),
    ("2015-09/2015-10-05", "September 2015 to 5 October 2015"),
    ("2015-09~/2015-10-05", "about September 2015 to 5 October 2015"),
    ("2015-09-28?/2015-09-30", "28 September 2015 (uncertain) to 30 September 2015"),
    ("2015-09-28/2015-09-30~", "28 September 2015 to about 30 September 2015"),
    ("2015-09-30T14:05Z/2015-09-30T15:10Z", "30 September 2015, 14:05 to 15:10 UTC"),
    ("2015-09-30T14:05:09Z/2015-09-30T14:05Z", "30 September 2015, 14:05:09 to 14:05 UTC"),
    ("2015-09-30T14:05Z/2015-10-01T14:05Z", "30 September 2015, 14:05 UTC to 1 October 2015, 14:05 UTC"),
    ("2015-09-30T14:05Z/2015-10-01", "30 September 2015, 14:05 UTC to 1 October 2015"),
    ("2015-09-XX/2015-10-05", "from a day in September 2015 to 5 October 2015"),
    ("2015-06/2015-XX", "from June 2015 to some time in 2015"),
    ("201X/2024", "from the 2010s to 2024"),
    ("20XX/2105", "from some time between 2000 and 2099 to 2105"),
    ("201X/201X", "from the 2010s to the 2010s"),
]

ALL_VALID = [row[0] for row in MEANINGS] + [row[0] for row in INTERVALS]

# Text, and what the message says after "'…' is not a date that Sayso reads. ".
GENERAL = (
    "Write a year, month or day such as 2015, 2015-09 or 2015-09-30, "
    "an interval such as 2015-03-24/2015-04-05, or unknown."
)
MONTHS_AND_SEASONS = "months run from 01 to 12, seasons from 21 (spring) to 24 (winter)."
TWO_DIGITS = "Its year has two digits. Write all four, first the year, then the month and the day, as in 2015-09-30."
YEARS = "Sayso reads the years 0001 to 9999, as in 0476."
HOURS = "Hours run from 00 to 23, minutes and seconds from 00 to 59."
QUALIFIER = "One ~, ? or % may stand at the end of the date and is for all of it, as in 2015-09-30~."
DIGIT = "An X is a digit that is not known: 201X, 20XX, 2015-XX, 2015-09-XX or 2015-XX-XX. No ~, ? or % goes with it."
LISTS = "Sayso does not read lists of dates. Write one date, or an interval such as 2015/2016."
NO_DATE = "An interval needs a date on one side at least, as in '../2015-09' or '2015-09/..'. Else write unknown."
ZONE = "If its time is in UTC, write it with T and Z: {}. If not, convert it to UTC first, or write the day alone."
REFUSALS = [
    ("", "It is empty. Write a date such as 2015-09-30, or unknown."),
    ("yesterday", GENERAL),
    ("2015-W40", GENERAL),
    ("2015-02-30", "February 2015 has 28 days."),
    ("2015-02-29~", "February 2015 has 28 days."),
    ("30.02.2015", "February 2015 has 28 days."),
    ("2015-09-00", "September 2015 has 30 days."),
    ("2015-13", f"There is no month 13: {MONTHS_AND_SEASONS}"),
    ("2015-00", f"There is no month 00: {MONTHS_AND_SEASONS}"),
    ("2015-21-05", "There is no month 21: months run from 01 to 12."),
    ("2015-16", f"There is no month 16: {MONTHS_AND_SEASONS} For 2015 to 2016 write 2015/2016."),
    ("30.09.15", TWO_DIGITS),
    ("'15", TWO_DIGITS),
    ("0000", YEARS),
    ("0000-05-05", YEARS),
    ("000X", YEARS),
    ("00XX", YEARS),
    ("-0044", YEARS),
    ("Y12345", YEARS),
    ("2015-09-30T25:00Z", HOURS),
    ("2015-09-30T24:00:00Z", HOURS),
    ("2015-09-30 24:00", HOURS),
    ("2015-09-30T14:05", ZONE.format("2015-09-30T14:05Z")),
    ("2015-09-30 14:05", ZONE.format("2015-09-30T14:05Z")),
    ("09/30/2015 14:05", ZONE.format("2015-09-30T14:05Z")),
    (
        "03.04.2015 14:05",
        ZONE.format("2015-04-03T14:05Z (3 April 2015, 14:05 UTC) or 2015-03-04T14:05Z (4 March 2015, 14:05 UTC)"),
    ),
    ("2015-09-30 02:00-04:00", GENERAL),
    ("2015-09-30T14:05Z~", "A time takes no ~, ? or %. Write the day with it, as in 2015-09-30~."),
    ("2015-09-~30", QUALIFIER),
    ("2015?-09", QUALIFIER),
    ("201X~", DIGIT),
    ("20XX?", DIGIT),
    ("2015-XX%", DIGIT),
    ("2015-09-XX~", DIGIT),
    ("2015-XX-XX~", DIGIT),
    ("2015-XX-05", DIGIT),
    ("2015-1X", DIGIT),
    ("1XXX", DIGIT),
    ("[2015,2016]", LISTS),
    ("{2015..2016}", LISTS),
    ("/", NO_DATE),
    ("../..", NO_DATE),
    ("../", NO_DATE),
    ("/..", NO_DATE),
    ("..", GENERAL),
    ("2014/2015/2016", GENERAL),
    ("2016/2015", "Its end comes before its start. Write 2015/2016 if the two are swapped."),
    (
        "2015-09-30T14:05Z/2015-09-30T14:00Z",
        "Its end comes before its start. Write 2015-09-30T14:00Z/2015-09-30T14:05Z if the two are swapped.",
    ),
    ("2015-06/2015", "Its end '2015' begins before its start. If it ends within that time, write 2015-06/2015-XX."),
    (
        "2015-09-30/2015-09",
        "Its end '2015-09' begins before its start. If it ends within that time, write 2015-09-30/2015-09-XX.",
    ),
    ("2015-24/2015-21", "Its end may come before its start. Write both ends as months or days."),
    (
        "201X/..",
        "An X does not go with an open or unknown end. Write a year, month or day beside it, as in '2015~/..'.",
    ),
    ("2015-02-30/2016", "Its start '2015-02-30' is at fault. February 2015 has 28 days."),
    ("2015/2016-13", f"Its end '2016-13' is at fault. There is no month 13: {MONTHS_AND_SEASONS}"),
]

# Another way to write a date, and the one way to write it for Sayso.
MENDS = [
    ("30.09.2015", "2015-09-30"),
    ("30/9/2015", "2015-09-30"),
    ("30-09-2015", "2015-09-30"),
    ("30. 9. 2015", "2015-09-30"),
    ("09/30/2015", "2015-09-30"),
    ("03.03.2015", "2015-03-03"),
    ("2015-9-3", "2015-09-03"),
    ("2015/09/30", "2015-09-30"),
    ("2015.09.30", "2015-09-30"),
    ("20150930", "2015-09-30"),
    ("٣٠/٠٩/٢٠١٥", "2015-09-30"),
    ("2015-9", "2015-09"),
    ("09/2015", "2015-09"),
    ("30 September 2015", "2015-09-30"),
    ("September 30th, 2015", "2015-09-30"),
    ("the 3rd of May 2015", "2015-05-03"),
    ("Sept 2015", "2015-09"),
    ("sep. 2015", "2015-09"),
    ("summer of 2015", "2015-22"),
    ("Fall 2015", "2015-23"),
    ("the 2010s", "201X"),
    ("201x", "201X"),
    ("c. 2015", "2015~"),
    ("ca 2015", "2015~"),
    ("circa September 2015", "2015-09~"),
    ("about 30.09.2015", "2015-09-30~"),
    ("~2015", "2015~"),
    ("30.09.2015?", "2015-09-30?"),
    ("2015~?", "2015%"),
    ("probably 2015", "2015?"),
    ("by Sept 2015", "../2015-09"),
    ("since Sept 2015", "'2015-09/..'"),
    ("2015-2016", "2015/2016"),
    ("2015–2016", "2015/2016"),
    ("2015/16", "2015/2016"),
    ("2015 / 2016", "2015/2016"),
    ("2014 to 2015", "2014/2015"),
    ("30.09.2015/14.10.2015", "2015-09-30/2015-10-14"),
    ("2015-09-28 - 2015-09-30", "2015-09-28/2015-09-30"),
    ("2015-09-28-2015-09-30", "2015-09-28/2015-09-30"),
    ("28-30 September 2015", "2015-09-28/2015-09-30"),
    ("24 March to 5 April 2015", "2015-03-24/2015-04-05"),
    ("from 28 March 2015 until about April 2016", "2015-03-28/2016-04~"),
    ("2015-09-30 14:05 UTC", "2015-09-30T14:05Z"),
    ("2015-09-30t14:05z", "2015-09-30T14:05Z"),
    ("2015-09-30T14:05:09.123Z", "2015-09-30T14:05:09Z"),
    ("2015-09-30T14:05+03:00", "2015-09-30T11:05Z"),
    ("2015-09-30 01:05:09+0300", "2015-09-29T22:05:09Z"),
    ("2015-12-31T22:30-04:00", "2016-01-01T02:30Z"),
    ("30 Sept 2015, 14:05 UTC-4", "2015-09-30T18:05Z"),
    (" 2015 ", "2015"),
    ("2015-09-30\n", "2015-09-30"),
    ("Unknown", "unknown"),
    ("n.d.", "unknown"),
]

SEVERAL_READINGS = [
    ("03.04.2015", ["2015-04-03 (3 April 2015)", "2015-03-04 (4 March 2015)"]),
    ("3/4/2015", ["2015-04-03 (3 April 2015)", "2015-03-04 (4 March 2015)"]),
    ("2007/09", ["2007-09 (September 2007)", "2007/2009 (2007 to 2009)"]),
    ("1900s", ["190X (between 1900 and 1909)", "19XX (between 1900 and 1999)"]),
]


def instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def refuse(text: str) -> str:
    """The message for a text that is no date."""
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return str(caught.value)


def is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


@pytest.mark.parametrize(("text", "earliest", "latest"), [row[:3] for row in MEANINGS])
def test_a_date_has_a_first_and_a_last_instant(text: str, earliest: str | None, latest: str | None) -> None:
    read = parse_date(text)
    assert (read.text, read.earliest, read.latest) == (text, instant(earliest), instant(latest))


def test_an_interval_runs_from_the_first_instant_of_its_start_to_the_last_of_its_end() -> None:
    read = parse_date("2015-09~/2016-02")
    assert (read.earliest, read.latest) == (instant("2015-09-01T00:00:00"), instant("2016-02-29T23:59:59"))


@pytest.mark.parametrize(("text", "words"), [(row[0], row[3]) for row in MEANINGS] + INTERVALS)
def test_a_date_is_worded_in_english(text: str, words: str) -> None:
    assert word_date(parse_date(text)) == words


def test_the_wording_does_not_depend_on_the_locale() -> None:
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert word_date(parse_date("2015-05-03/2015-10")) == "3 May 2015 to October 2015"
    finally:
        locale.setlocale(locale.LC_ALL, before)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-09-30", date(2015, 9, 30)),
        ("2015-09-30T23:59Z", date(2015, 9, 30)),
        ("2015-09-30/2015-09-30", date(2015, 9, 30)),
        ("2015-09-30T14:05Z/2015-09-30T15:00:00Z", date(2015, 9, 30)),
        ("2015-09-30~", None),
        ("2015-09-30?/2015-09-30", None),
        ("2015-09-29/2015-09-30", None),
        ("2015-09-XX", None),
        ("2015-09", None),
        ("../2015-09-30", None),
        ("2015-09-30/", None),
        ("unknown", None),
    ],
)
def test_only_a_certain_single_day_is_given_as_a_day(text: str, day: date | None) -> None:
    assert parse_date(text).day == day


@pytest.mark.parametrize("text", ["2015", "2015-09", "2015-09-30", "2015-09-30T14:05Z", "2015-09-30T14:05:09Z", "0001"])
def test_html_can_say_an_exact_date(text: str) -> None:
    assert parse_date(text).html == text


@pytest.mark.parametrize(
    "text", ["2015~", "2015-09?", "2015-22", "201X", "2015-XX", "2014/2015", "../2015", "2015/", "unknown"]
)
def test_html_cannot_say_an_inexact_date_or_an_interval(text: str) -> None:
    assert parse_date(text).html is None


@pytest.mark.parametrize(
    "text", ["2015~", "2015?", "2015%", "2015-22", "201X", "2015-XX", "2014~/2015", "2014/2015-21", "../2015-09~"]
)
def test_qualifiers_x_digits_and_seasons_make_a_date_approximate(text: str) -> None:
    assert parse_date(text).is_approximate


@pytest.mark.parametrize(
    "text", ["2015", "2015-09-21", "2015-09-30T14:05Z", "2014-01-21/2015-01-21", "../2015", "2015/", "unknown"]
)
def test_other_dates_are_not_approximate(text: str) -> None:
    assert not parse_date(text).is_approximate


def test_only_the_word_unknown_is_unknown() -> None:
    assert [text for text in ALL_VALID if parse_date(text).is_unknown] == ["unknown"]


def test_dates_sort_by_earliest_then_latest_then_text_and_an_open_start_by_its_latest() -> None:
    in_order = [
        "0001",
        "2014-12-31",
        "2015-01-01",
        "2015",
        "2015-21",
        "2015-XX",
        "2015~",
        "2015/2016",
        "2015/",
        "2015/..",
        "2015-09-30T14:05:00Z",
        "2015-09-30T14:05Z",
        "../2015-09-30",
        "/2015-09-30",
        "2015-10",
        "9999-12-31",
        "../9999",
        "/9999",
        "unknown",
    ]
    backwards = [parse_date(text) for text in reversed(in_order)]
    assert [read.text for read in sorted(backwards, key=lambda read: read.sort_key)] == in_order


def test_a_date_equals_another_that_is_typed_alike_and_cannot_be_changed() -> None:
    read = parse_date("2015-09")
    assert {read, parse_date("2015-09")} == {read}
    assert read != parse_date("2015-09-XX")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(read, "text", "2016")  # noqa: B010 -- a plain assignment would not pass mypy
    assert not hasattr(read, "__dict__")


def test_a_date_survives_copying_and_pickling() -> None:
    read = parse_date("2015-09~/..")
    for twin in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):  # noqa: S301 -- our own bytes
        assert twin == read
        assert (twin.earliest, twin.latest) == (read.earliest, read.latest)


@pytest.mark.parametrize(("text", "reason"), REFUSALS)
def test_a_refusal_says_what_is_wrong_and_how_to_mend_it(text: str, reason: str) -> None:
    assert refuse(text) == f"'{text}' is not a date that Sayso reads. {reason}"


@pytest.mark.parametrize(("text", "mended"), MENDS)
def test_a_common_other_form_is_told_its_mended_form(text: str, mended: str) -> None:
    assert refuse(text).endswith(f" is not a date that Sayso reads. Write it as {mended}.")
    assert is_date(mended.strip("'"))


@pytest.mark.parametrize(("text", "readings"), SEVERAL_READINGS)
def test_what_can_be_read_in_several_ways_is_never_guessed(text: str, readings: list[str]) -> None:
    assert refuse(text) == (
        f"'{text}' is not a date that Sayso reads. It could be {' or '.join(readings)}. "
        "Write the one that the source means."
    )


def test_a_message_shows_nothing_that_a_terminal_or_ci_obeys() -> None:
    assert refuse("::error::\x1b[2J\u202e\ud800\n").startswith(r"': :error: :\x1b[2J\u202e\ud800\n' is not a date")


def test_a_long_text_is_clipped_in_the_message() -> None:
    assert refuse("2015" * 30).startswith(f"'{('2015' * 30)[:79]}…' is not a date that Sayso reads. It is too long.")


@pytest.mark.parametrize("piece", ["2015-09-30/", "9", " ", "X", "c. ", "a\n", "2015 - ", "14:05 ", "::"])
def test_long_texts_are_refused_at_once(piece: str) -> None:
    for length in (100, 100_000):
        begin = time.process_time()
        assert len(refuse((piece * length)[:length])) < 1000
        assert time.process_time() - begin < 0.5


# The oracle.

TIME = re.compile(r"T[0-9:]+Z")
HALF_DATES = {"../..", "../", "/.."}

# What edtf-validate accepts at levels 0 and 1, within a grammar of dates, that Sayso does not read.
EXCLUSIONS: dict[str, Callable[[str], object]] = {
    "an interval without any date": lambda text: text in HALF_DATES,
    "years before 0001 or after 9999": lambda text: re.search(r"(^|/)(-|Y|0000|000X|00XX)", text),
    "a time without Z": lambda text: "T" in text and not text.endswith("Z"),
    "a time on a month or year": lambda text: re.match(r"[0-9]{4}(-[0-9]{2})?T", text),
    "midnight as 24:00:00": lambda text: "T24" in text,
    "29 February of a common year": lambda text: any(
        not is_leap(int(year)) for year in re.findall(r"([0-9]{4})-02-29", text)
    ),
}


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def oracle_accepts(text: str) -> bool:
    return bool(is_valid(text))


def oracle_accepts_simple(text: str) -> bool:
    """Whether it is EDTF of level 0 or 1."""
    return bool(conformsLevel1(text)) and oracle_accepts(text)


def check_against_oracle(text: str) -> None:
    """Sayso reads nothing that the oracle refuses, and refuses nothing of levels 0 and 1 but the exclusions."""
    if is_date(text):
        assert oracle_accepts(make_edtf(text)), "Sayso reads what is not EDTF"
    elif not any(excluded(text) for excluded in EXCLUSIONS.values()):
        assert not oracle_accepts_simple(text), "Sayso refuses what is EDTF"


def make_edtf(text: str) -> str:
    """The text without the three things that Sayso adds: `unknown`, no seconds, times in intervals."""
    if text == "unknown":
        return "XXXX"
    if "/" in text:
        return TIME.sub("", text)
    return re.sub(r"(T[0-9]{2}:[0-9]{2})Z", r"\1:00Z", text)


years = st.sampled_from(
    ["2014", "2015", "2016", "1900", "0001", "9999", "0000", "201X", "20XX", "00XX", "000X", "2X15"]
)
months = st.sampled_from(
    ["00", "01", "02", "06", "09", "12", "13", "20", "21", "22", "23", "24", "25", "XX", "1X", "9"]
)
days = st.sampled_from(["00", "01", "15", "28", "29", "30", "31", "32", "XX", "3X", "9"])
times = st.sampled_from(["T14:05:09Z", "T14:05Z", "T00:00:00Z", "T24:00:00Z", "T23:60:00Z", "T14Z", "T14:05:09"])
qualifiers = st.sampled_from(["", "", "", "~", "?", "%", "~?"])
points = st.one_of(
    st.builds("{}{}".format, years, qualifiers),
    st.builds("{}-{}{}".format, years, months, qualifiers),
    st.builds("{}-{}-{}{}".format, years, months, days, qualifiers),
    st.builds("{}-{}-{}{}{}".format, years, months, days, times, qualifiers),
)
sides = st.one_of(points, points, points, st.sampled_from(["", ".."]))
intervals = st.builds("{}/{}".format, sides, sides)
plain_months = st.builds("{:04}-{:02}".format, st.integers(2014, 2016), st.integers(1, 24))
plain_days = st.builds("{}-{:02}".format, plain_months, st.integers(1, 31))
plain_ends = st.one_of(st.sampled_from(["2014", "2015", "2016"]), plain_months, plain_days)
plain_intervals = st.builds("{}{}/{}{}".format, plain_ends, qualifiers, plain_ends, qualifiers)
scraps = st.text("0123456789-/~?%X.TZ:", max_size=24)
almost = st.builds(lambda text, at, scrap: text[:at] + scrap + text[at + 1 :], points, st.integers(0, 20), scraps)


@pytest.mark.parametrize("text", [*ALL_VALID, *(row[0] for row in REFUSALS), *(row[0] for row in MENDS)])
def test_sayso_and_the_oracle_agree_on_the_tables(text: str) -> None:
    check_against_oracle(text.strip())


@thoroughly
@given(st.one_of(points, intervals, plain_intervals, almost, scraps))
def test_sayso_and_the_oracle_agree_on_what_is_a_date(text: str) -> None:
    check_against_oracle(text)


def test_sayso_and_the_oracle_agree_on_every_day_of_two_years_and_every_month_number() -> None:
    for year in ("2015", "2016"):
        for month in range(100):
            check_against_oracle(f"{year}-{month:02}")
            for day in (0, 1, 28, 29, 30, 31, 32) if month < 14 else (1,):
                check_against_oracle(f"{year}-{month:02}-{day:02}")


EVERY_END = (  # noqa: SIM905 -- as a list it would fill a screen
    "|..|2014|2015|2016|2015~|2015-01|2015-02|2015-05|2015-06|2015-08|2015-09|2015-09~|2015-10|2015-11|2015-12|2015-13|"
    "2015-01-01|2015-02-28|2015-02-29|2016-02-29|2015-09-01|2015-09-30|2015-09-30?|2015-09-31|2015-12-02|2015-12-31|"
    "2014-24|2015-21|2015-22|2015-22%|2015-23|2015-24|2015-25|2016-21|201X|202X|20XX|201X~|2015-XX|2015-09-XX|2015-XX-XX"
).split("|")


@pytest.mark.parametrize("start", EVERY_END)
def test_sayso_and_the_oracle_agree_on_every_pair_of_ends(start: str) -> None:
    for end in EVERY_END:
        check_against_oracle(f"{start}/{end}")


@pytest.mark.parametrize(
    "text", ["2015-09-30T14:05Z", "unknown", "2015-09-30T14:05:09Z/2015-10-01", "../2015-09-30T14:05:09Z"]
)
def test_sayso_reads_three_things_that_are_not_edtf(text: str) -> None:
    assert is_date(text)
    assert not oracle_accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        *("../..", "-0044", "Y12345", "000X", "2015T14:05:09Z", "2015-09-30T14:05:09", "2015-09-30T14:05:09+03:00"),
        *("2015-09-30T24:00:00Z", "2015-02-29", "[2015,2016]", "2015-09-~30", "2015-25", "2015-1X", "2015S2", "1XXX"),
    ],
)
def test_sayso_refuses_some_edtf(text: str) -> None:
    assert oracle_accepts(text)
    assert not is_date(text)


@thoroughly
@given(st.one_of(points, intervals, plain_intervals))
def test_a_date_that_is_read_can_be_sorted_worded_and_compared(text: str) -> None:
    if not is_date(text):
        return
    read = parse_date(text)
    assert word_date(read)
    assert read.sort_key > parse_date("0001-01-01T00:00:00Z").sort_key or text.startswith("0001")
    assert read.sort_key < parse_date("unknown").sort_key
    if read.earliest and read.latest:
        assert read.earliest <= read.latest
        assert read.earliest.tzinfo is read.latest.tzinfo is UTC


human = st.text("0123456789./-: ,~?%XTZcabmpytofrMarchSeptUTC+–'", max_size=30)


@thoroughly
@given(st.one_of(st.text(), human, almost, intervals))
def test_no_text_raises_anything_but_a_date_error_and_what_a_message_proposes_can_be_read(text: str) -> None:
    try:
        read = parse_date(text)
    except DateError as error:
        message = str(error)
        assert message.isprintable()
        proposed = re.search(
            r"(?:Write it as|with T and Z:|, write) '?([0-9./TZ:~?%X-]+?|unknown)'?(?:\. |\.$| if )", message
        )
        assert proposed is None or is_date(proposed[1]), message
    else:
        assert isinstance(read, Date)
        assert read.text == text


# The examples of the specification (https://www.loc.gov/standards/datetime/), and what Sayso does with each.

SPECIFICATION_READ = [
    *("1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30Z", "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08"),
    *("2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02", "2001-21", "2001-22", "2001-23", "2001-24", "1984?"),
    *("2004-06~", "2004-06-11%", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/.."),
    *(
        "1985/..",
        "../1985-04-12",
        "../1985-04",
        "../1985",
        "1985-04-12/",
        "1985-04/",
        "1985/",
        "/1985-04-12",
        "/1985-04",
    ),
    *("/1985", "1984~/2004-06", "1984/2004-06~", "1984~/2004~", "1984?/2004%", "1984-06?/2004-08?", "1984-06-02?/"),
    *("1984-06-02?/2004-08-08~", "2003/2004-06-11%", "1952-23~/1953", "2011-23~", "2004-06-XX/2004-07-03"),
]
SPECIFICATION_NOT_READ = {
    "a time without Z": ["1985-04-12T23:20:30", "1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30"],
    "years before 0001 or after 9999": ["-1985", "Y170000002", "Y-170000002", "Y-17E7", "Y171010000S3", "0000"],
    "level 2": [
        *(
            "1950S2",
            "2001-34",
            "[1667,1668,1670..1672]",
            "[..1760-12-03]",
            "[1760-12..]",
            "[1760-01,1760-02,1760-12..]",
        ),
        *("[1667,1760-12]", "[..1984]", "{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}", "2004-06~-11"),
        *("2004?-06-11", "?2004-06-~11", "2004-%06-11", "156X-12-25", "15XX-12-25", "15XX-12-XX", "1XXX-XX", "1XXX-12"),
        *("1984-1X", "2004-06-~01/2004-06-~20"),
    ],
}
INVALID = [
    *(
        "2004-13",
        "2004-00",
        "2004-13-01",
        "2004-00-01",
        "2004-06-31",
        "2004-06-00",
        "2003-02-30",
        "1960-06-31",
        "2004-1",
    ),
    *(
        "2004-6-1",
        "04-06",
        "200",
        "20045",
        "2004-06-111",
        "2004/06",
        "2004.06",
        "2004 06",
        " 2004",
        "2004 ",
        "20040611",
    ),
    *("2004-06-11T", "2004-06-11T9:30:01Z", "2004-06-11T25:00:00Z", "2004-06-11T23:60:00Z", "2004-06-11T23:59:61Z"),
    *("2004-06-11t09:30:01Z", "2004-06-11 09:30:01Z", "2004-06-11T09:30:1Z", "2004-06-11T09:30:01Z10", "T09:30:01Z"),
    *(
        "2004??",
        "2004~?",
        "?",
        "~",
        "2004-?",
        "2004-06-11??",
        "2004u",
        "199u",
        "unknown/2006",
        "2004-01-01/open",
        "open",
    ),
    *(
        "2012/2011",
        "2004-02/2003",
        "2004-02-02/2004-02-01",
        "2000/12-12",
        "2012///4444",
        "2012/2013/2014",
        "2012\\2013",
    ),
    *(
        "/",
        "//",
        "...",
        "../",
        "..",
        "2004-25/2005-26",
        "2004-06-XX~",
        "201x",
        "20xx",
        "2O04",
        "２００４",
        "٢٠٠٤",
        "2004-W10",
    ),
    *(
        "2004-163",
        "--06-11",
        "+2004",
        "2004-06-11Z",
        "[2004",
        "2004]",
        "{2004",
        "[2004,]",
        "2004-06-11/2004-06-11/",
        "Y",
        "E4",
    ),
]
NUMBER = re.compile(r"[0-9]+")
MONTH = re.compile("January|February|March|April|May|June|July|August|September|October|November|December")


@pytest.mark.parametrize("text", SPECIFICATION_READ)
def test_an_example_of_the_specification_is_read(text: str) -> None:
    assert oracle_accepts(text)
    assert is_date(text)


@pytest.mark.parametrize("text", [text for texts in SPECIFICATION_NOT_READ.values() for text in texts])
def test_an_example_that_sayso_does_not_read_is_refused_and_never_read_as_something_else(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("text", INVALID)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert text in HALF_DATES or not oracle_accepts(text)
    assert not is_date(text)


@thoroughly
@given(st.one_of(points, intervals, plain_intervals))
def test_no_precision_is_made_up_in_words_or_html(text: str) -> None:
    """Words name a month or a number only where it was typed; X digits alone are spelled out as a range of years."""
    if not is_date(text):
        return
    read = parse_date(text)
    words = word_date(read)
    if "X" not in text:
        typed = {int(number) for number in NUMBER.findall(text)}
        assert {int(number) for number in NUMBER.findall(words)} <= typed
        assert len(MONTH.findall(words)) <= len(re.findall(r"[0-9]{4}-(?:0[1-9]|1[0-2])", text))
    assert read.html in (None, text)
    assert read.day is None or (not read.is_approximate and re.search("[0-9]{4}-[0-9]{2}-[0-9]{2}", text))
