"""The page of gaps: what the records do not hold, for readers to know and for editors to work on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.gaps import GAPS, Gap, GapKind, find_gaps
from sayso.library import group
from sayso.pages.labels import ClaimView, view_claim, view_claims
from sayso.pages.lists.head import Jump
from sayso.pages.page import Page, Section
from sayso.pages.parts import Link, link_if, link_to
from sayso.pages.record_frame import edit_url, home_link
from sayso.pages.site import Site
from sayso.pages.timeline import ROLE_WORDS
from sayso.problems import count
from sayso.records import Claim, Event
from sayso.records.event import Participant

TITLE = "Gaps"
INTRODUCTION = (
    "What our records do not hold. A gap is a place where these records are empty; it says nothing of anybody, and "
    "nothing of what was said elsewhere."
)


@dataclass(frozen=True, slots=True)
class AdvicePart:
    """Some words of an editor's advice; `is_key` where they are the key of a record."""

    text: str
    is_key: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap: the record, or the claim with its speakers, whom or what it is about, and the file to be edited."""

    record: Link
    claim: ClaimView | None
    about: Link | None
    part: str | None
    according_to: tuple[ClaimView, ...]
    words: str | None
    file: str
    edit_url: str | None


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps of one kind; under the report in which all of them stand, where that is what they have in common."""

    report: Link | None
    rows: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True)
class GapPart:
    """All gaps of one kind, with what an editor can do."""

    key: str
    jump: Jump
    advice: tuple[AdvicePart, ...]
    groups: tuple[GapGroup, ...]


@dataclass(frozen=True)
class GapsView:
    """The page of gaps: every kind with its count, and those that have any."""

    title: str
    introduction: str
    counts: tuple[str, ...]
    overview: tuple[Jump, ...]
    parts: tuple[GapPart, ...]


def gap_pages(site: Site) -> Iterator[Page]:
    """The page of gaps."""
    view = view_gaps(site)
    yield Page(
        address=site.urls.index("gaps"),
        template="gaps.html",
        view=view,
        title=TITLE,
        description=f"{INTRODUCTION} {view.counts[0].capitalize()} in {len(view.parts)} of {len(GAPS)} kinds.",
        breadcrumbs=(home_link(site),),
        sections=tuple(Section(part.jump.anchor, part.jump.title) for part in view.parts),
    )


def view_gaps(site: Site) -> GapsView:
    """The view of all gaps."""
    found = find_gaps(site.library)
    jumps = {kind.key: Jump(kind.key, kind.heading, sum(gap.number for gap in found[kind.key])) for kind in GAPS}
    return GapsView(
        title=TITLE,
        introduction=INTRODUCTION,
        counts=(count(sum(jump.count for jump in jumps.values()), "gap"),),
        overview=tuple(jumps.values()),
        parts=tuple(view_part(site, kind, jumps[kind.key], found[kind.key]) for kind in GAPS if found[kind.key]),
    )


def view_part(site: Site, kind: GapKind, jump: Jump, gaps: tuple[Gap, ...]) -> GapPart:
    """The gaps of one kind; claims found in one report stand under that report."""
    by_report = group((gap.about or "" if kind.key == "claim-one-report" else "", gap) for gap in gaps)
    groups = (
        GapGroup(link_if(site, report), tuple(view_row(site, gap) for gap in own)) for report, own in by_report.items()
    )
    return GapPart(kind.key, jump, split_advice(kind.advice), tuple(groups))


def view_row(site: Site, gap: Gap) -> GapRow:
    """One gap for the page."""
    entry, record = site.library.entries[gap.record_id], site.library.get(gap.record_id)
    if record is None:
        message = f"a gap in {gap.record_id}, which is not published"
        raise ValueError(message)
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
