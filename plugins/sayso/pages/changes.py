"""Corrections and changes of all records, and corrections that sources published, the newest first."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.dates import Date, parse_date, word_date
from sayso.page_values import DateView, Link, Page, capital
from sayso.pages.labels import view_claim
from sayso.pages.lists.head import Jump, make_jump, make_part_page, span_words
from sayso.pages.paging import Groups, Pager, make_pager, make_parts
from sayso.pages.parts import date_view, link_to
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


class ChangeRow(NamedTuple):
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


class Month(NamedTuple):
    """The changes of a month."""

    jump: Jump
    rows: tuple[ChangeRow, ...]


class ChangesView(NamedTuple):
    """A page of corrections and changes; `counts` are of all of them."""

    title: str
    introduction: str
    counts: tuple[str, ...]
    months: tuple[Month, ...]
    pager: Pager | None


class Found(NamedTuple):
    """A change with its record, its kind in words, and its place in the record's list."""

    record: Record
    change: Change | SourceCorrection
    kind: str
    place: int

    @property
    def month(self) -> str:
        """The month under which it stands."""
        return word_month(self.change.date)


def change_pages(site: Site) -> Iterator[Page]:
    """The pages of corrections and changes."""
    index, most = site.urls.index("changes"), site.settings.most_entries
    found = sort_changes(site.library.records)
    parts = make_parts(site.urls, "changes", index, found, anchor_change, most=most)
    groups = Groups(parts, lambda one: one.month)
    counts = tuple(count_kinds(found))
    for here in parts:
        months = tuple(
            Month(
                make_jump(groups, month, here, anchor_month(month), month), tuple(view_change(site, one) for one in own)
            )
            for month, own in groups.on(here).items()
        )
        yield make_part_page(
            site,
            here,
            ChangesView(TITLE, INTRODUCTION, counts, months, make_pager(parts, here)),
            template="changes.html",
            heading=TITLE,
            index=index,
            description=INTRODUCTION,
            jumps=[month.jump for month in months],
            span=span_words(groups.on(here)),
        )


def latest_changes(site: Site, number: int) -> tuple[ChangeRow, ...]:
    """The newest changes of all records, so many of them."""
    return tuple(view_change(site, one) for one in sort_changes(site.library.records)[:number])


def view_changes(site: Site, records: Iterable[Record]) -> tuple[ChangeRow, ...]:
    """The changes of these records, in order."""
    return tuple(view_change(site, one) for one in sort_changes(records))


def sort_changes(records: Iterable[Record]) -> list[Found]:
    """The changes of these records, the newest first, those without a date last; of one day by record."""
    found = [one for record in records for one in list_changes(record)]
    found.sort(key=lambda one: (one.record.id, -one.place))
    found.sort(key=lambda one: (not one.change.date.is_unknown, one.change.date.sort_key), reverse=True)
    return found


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
    )


def anchor_change(found: Found) -> str:
    """The anchor of a change: it stays while its note is edited and others are added after it."""
    key = f"{found.record.id}\0{found.kind}\0{found.change.date.text}\0{found.place}"
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


def count_kinds(found: Iterable[Found]) -> Iterator[str]:
    """`2 corrections`, `1 retraction`, `3 other changes`: how many there are of which kind, none left out."""
    kinds = Counter(one.kind for one in found)
    for kind in MENDS:
        plural = "corrections by sources" if kind == BY_SOURCE else f"{kind}s"
        if number := kinds.pop(kind, 0):
            yield count(number, kind, plural)
    if others := sum(kinds.values()):
        yield count(others, "other change")
