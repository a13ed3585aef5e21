"""Corrections and changes of all records, and corrections that sources published, the newest first."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.dates import Date, parse_date, word_date
from sayso.library import group
from sayso.pages.labels import view_claim
from sayso.pages.lists.head import Jump
from sayso.pages.page import Page, Section
from sayso.pages.parts import DateView, Link, capital, date_view, link_to
from sayso.pages.record_frame import home_link
from sayso.pages.site import Site
from sayso.problems import count
from sayso.records import Claim, Record, Source
from sayso.records.parts import Change
from sayso.records.source import SourceCorrection

TITLE = "Corrections and changes"
INTRODUCTION = "What was corrected, taken back or changed in these records, and what sources themselves corrected."
UNDATED = "Date not given"
# What readers must not miss; the other kinds are work in progress.
BY_SOURCE = "correction by the source"
MENDS = ("correction", "retraction", BY_SOURCE)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of a record, or a correction that a source published: when, which kind, of what, and what it was.

    `who` names those on each side of a claim, which never stands without them.
    """

    anchor: str
    date: DateView
    kind: str
    is_mend: bool
    record: Link
    record_kind: str
    who: str | None
    note: str
    month: str


@dataclass(frozen=True, slots=True)
class Month:
    """The changes of a month."""

    jump: Jump
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True)
class ChangesView:
    """The page of corrections and changes."""

    title: str
    introduction: str
    counts: tuple[str, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A change with its record, its kind in words, and its place in the record's list."""

    record: Record
    change: Change | SourceCorrection
    kind: str
    index: int


def change_pages(site: Site) -> Iterator[Page]:
    """The page of corrections and changes."""
    rows = view_changes(site, site.library.records)
    by_month = group((row.month, row) for row in rows)
    months = tuple(Month(Jump(anchor_month(month), month, len(own)), own) for month, own in by_month.items())
    yield Page(
        address=site.urls.index("changes"),
        template="changes.html",
        view=ChangesView(TITLE, INTRODUCTION, tuple(count_kinds(rows)), months),
        title=TITLE,
        description=INTRODUCTION,
        breadcrumbs=(home_link(site),),
        sections=tuple(Section(month.jump.anchor, month.jump.title) for month in months),
    )


def latest_changes(site: Site, number: int) -> tuple[ChangeRow, ...]:
    """The newest changes of all records, so many of them."""
    return view_changes(site, site.library.records)[:number]


def view_changes(site: Site, records: Iterable[Record]) -> tuple[ChangeRow, ...]:
    """The changes of these records, the newest first, those without a date last; of one day by record."""
    found = [one for record in records for one in list_changes(record)]
    found.sort(key=lambda one: (one.record.id, -one.index))
    found.sort(key=lambda one: (not one.change.date.is_unknown, one.change.date.sort_key), reverse=True)
    return tuple(view_change(site, one) for one in found)


def list_changes(record: Record) -> Iterator[Found]:
    """The changes of a record, and the corrections that it published where it is a source."""
    for index, change in enumerate(record.changes):
        yield Found(record, change, change.kind, index)
    if isinstance(record, Source):
        for index, correction in enumerate(record.source_corrections):
            yield Found(record, correction, BY_SOURCE, index)


def view_change(site: Site, found: Found) -> ChangeRow:
    """A change for the page."""
    record, change = found.record, found.change
    return ChangeRow(
        anchor=anchor_change(found),
        date=date_view(change.date),
        kind=capital(found.kind),
        is_mend=found.kind in MENDS,
        record=link_to(site, record),
        record_kind=record.kind_name,
        who=view_claim(site, record).names if isinstance(record, Claim) else None,
        note=change.note,
        month=word_month(change.date),
    )


def anchor_change(found: Found) -> str:
    """The anchor of a change: it stays while its note is edited and others are added after it."""
    key = f"{found.record.id}\0{found.kind}\0{found.change.date.text}\0{found.index}"
    return f"c-{hashlib.blake2b(key.encode(), digest_size=5).hexdigest()}"


def word_month(date: Date) -> str:
    """The month of a change; its year, or the words of its date, where that is all that is known."""
    first, last = date.earliest, date.latest
    if date.is_unknown:
        return UNDATED
    if first is None or last is None or first.year != last.year:
        return capital(word_date(date))
    return word_date(parse_date(f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"))


def anchor_month(month: str) -> str:
    """The anchor of a month's heading, such as `may-2016`."""
    return re.sub(r"[^a-z0-9]+", "-", month.casefold()).strip("-")


def count_kinds(rows: Iterable[ChangeRow]) -> Iterator[str]:
    """`2 corrections`, `1 retraction`, `3 other changes`: how many there are of which kind, none left out."""
    kinds = Counter(row.kind.casefold() for row in rows)
    for kind in MENDS:
        plural = "corrections by sources" if kind == BY_SOURCE else f"{kind}s"
        if number := kinds.pop(kind, 0):
            yield count(number, kind, plural)
    if others := sum(kinds.values()):
        yield count(others, "other change")
