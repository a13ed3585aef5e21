"""The page of gaps: what the records do not hold, for readers to know and for editors to work on."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.gaps import GAPS, Gap, GapKind, find_gaps
from sayso.library import group
from sayso.page_values import Link, Page
from sayso.pages.labels import ClaimView, view_claim, view_claims
from sayso.pages.lists.head import Jump, make_jump, make_part_page
from sayso.pages.paging import Groups, Pager, Part, make_pager, make_parts
from sayso.pages.parts import link_if, link_to
from sayso.pages.record_frame import edit_url
from sayso.pages.site import Site, once_for_all_pages
from sayso.pages.timeline import ROLE_WORDS
from sayso.problems import count, join_words
from sayso.records import Claim, Event, Record
from sayso.records.event import Participant

TITLE = "Gaps"
INTRODUCTION = (
    "What our records do not hold. A gap is a place where these records are empty; it says nothing of anybody, and "
    "nothing of what was said elsewhere."
)


class AdvicePart(NamedTuple):
    """Some words of an editor's advice; `is_key` where they are the key of a record."""

    text: str
    is_key: bool


class GapRow(NamedTuple):
    """A gap: the record, or the claim with its speakers, whom or what it is about, and the file to be edited."""

    record: Link
    claim: ClaimView | None
    about: Link | None
    part: str | None
    according_to: tuple[ClaimView, ...]
    words: str | None
    file: str
    edit_url: str | None


class GapGroup(NamedTuple):
    """Gaps of one kind; under the report in which all of them stand, where that is what they have in common."""

    report: Link | None
    total: int
    """How many there are in that report, on all pages."""
    rows: tuple[GapRow, ...]


class GapPart(NamedTuple):
    """The gaps of one kind, with what an editor can do."""

    key: str
    jump: Jump
    advice: tuple[AdvicePart, ...]
    groups: tuple[GapGroup, ...]


class GapsView(NamedTuple):
    """A page of gaps: every kind with its count, and those that have any on this page."""

    title: str
    introduction: str
    counts: tuple[str, ...]
    overview: tuple[Jump, ...]
    parts: tuple[GapPart, ...]
    pager: Pager | None


class Found(NamedTuple):
    """A gap with the key of its kind, and as the page shows it."""

    key: str
    gap: Gap
    row: GapRow


class Listed(NamedTuple):
    """A gap with its kind, the report under which it stands, if it does, and as the page shows it."""

    kind: GapKind
    report: str
    gap: Gap
    row: GapRow

    @property
    def name(self) -> str:
        """A name of its own among all gaps, in the form of an id."""
        key = "\0".join((self.kind.key, self.gap.record_id, self.gap.about or "", *map(str, self.gap.place)))
        return f"g-{hashlib.blake2b(key.encode(), digest_size=5).hexdigest()}"


def gap_pages(site: Site) -> Iterator[Page]:
    """The pages of gaps."""
    index = site.urls.index("gaps")
    listed = tuple(list_gaps(site))
    parts = make_parts(site.urls, "gaps", index, listed, lambda one: one.name, most=site.settings.most_entries)
    groups = Groups(parts, lambda one: one.kind.key)
    reports = Counter(one.report for one in listed)
    numbers = Counter[str]()
    for one in listed:
        numbers[one.kind.key] += one.gap.number
    words = count(numbers.total(), "gap")
    for here in parts:
        overview = tuple(view_overview(kind, groups, here, numbers) for kind in GAPS)
        shown = tuple(
            view_part(site, jump, groups.on(here)[jump.anchor], reports)
            for jump in overview
            if jump.anchor in groups.on(here)
        )
        yield make_part_page(
            site,
            here,
            GapsView(TITLE, INTRODUCTION, (words,), overview, shown, make_pager(parts, here)),
            template="gaps.html",
            heading=TITLE,
            index=index,
            description=f"{INTRODUCTION} {words.capitalize()} in {len(groups.counts)} of {len(GAPS)} kinds.",
            jumps=[part.jump for part in shown],
            span=join_words([part.jump.title for part in shown]),
        )


def list_gaps(site: Site) -> Iterator[Listed]:
    """All gaps, kind by kind; claims found in one report stand under that report."""
    found = group((one.key, one) for record in site.library.records for one in gaps_in(site, record))
    for kind in GAPS:
        by_report = group(
            (one.gap.about or "" if kind.key == "claim-one-report" else "", one) for one in found.get(kind.key, ())
        )
        yield from (Listed(kind, report, one.gap, one.row) for report, own in by_report.items() for one in own)


@once_for_all_pages
def gaps_in(site: Site, record: Record) -> tuple[Found, ...]:
    """The gaps in a record."""
    return tuple(Found(kind.key, gap, view_row(site, record, gap)) for kind, gap in find_gaps(site.library, record))


def view_overview(kind: GapKind, groups: Groups[Listed], here: Part[Listed], numbers: Counter[str]) -> Jump:
    """A kind of gap with how many things are missing, and the way to it, if there is any."""
    if kind.key not in groups.counts:
        return Jump(kind.key, kind.heading, 0)
    return make_jump(groups, kind.key, here, kind.key, kind.heading)._replace(total=numbers[kind.key])


def view_part(site: Site, jump: Jump, listed: Sequence[Listed], reports: Counter[str]) -> GapPart:
    """The gaps of one kind, under the report that those have in common which stand in one."""
    groups = (
        GapGroup(link_if(site, report), reports[report], tuple(one.row for one in own))
        for report, own in group((one.report, one) for one in listed).items()
    )
    kind = listed[0].kind
    return GapPart(kind.key, jump, split_advice(kind.advice), tuple(groups))


def view_row(site: Site, record: Record, gap: Gap) -> GapRow:
    """One gap in a record for the page."""
    entry = site.library.entries[record.id]
    part = named_part(record, gap) if isinstance(record, Event) else None
    return GapRow(
        record=link_to(site, record),
        claim=view_claim(site, record) if isinstance(record, Claim) else None,
        about=link_if(site, gap.about),
        part=ROLE_WORDS[part.role] if part else None,
        according_to=view_claims(site, part.according_to) if part else (),
        words=gap.words,
        file=entry.path,
        edit_url=edit_url(site, entry.path),
    )


def named_part(event: Event, gap: Gap) -> Participant | None:
    """The part in an event that a gap is about, if it is about one."""
    match gap.place:
        case ("participants", int(index)):
            return event.participants[index]
        case _:
            return None


def split_advice(advice: str) -> tuple[AdvicePart, ...]:
    """The advice with its keys apart: those that stand in single quotes."""
    pieces = re.split(r"'([a-z_]+)'", advice)
    return tuple(AdvicePart(text, is_key=bool(index % 2)) for index, text in enumerate(pieces) if text)
