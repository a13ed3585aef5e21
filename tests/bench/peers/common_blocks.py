"""Blocks that the pages of several kinds of records have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bench.peers.documents import Block, Fact, Facts, Heading, Items, Line, Paragraph, Prose
from tests.bench.peers.lines import claim_line, join, source_line

from sayso.page_values import Link, Words
from sayso.pages.labels import ClaimView
from sayso.pages.notes import Notes
from sayso.pages.parts import Names
from sayso.pages.record_frame import Frame
from sayso.pages.timeline import EventCard


def notes(view: Notes) -> Iterator[Block]:
    """The sources of what stands on the page, in the order of their numbers."""
    if view.rows:
        yield Heading(2, ("Sources of this page",))
        yield items((source_line(row) for row in view.rows), is_numbered=True)


def summary(frame: Frame) -> Iterator[Block]:
    """The record's summary, if it has one."""
    if frame.summary:
        yield Prose(frame.summary.text, frame.summary.links)


def names(view: Names) -> Iterator[Block]:
    """What else something is called."""
    if view.original:
        yield Paragraph((view.original,))
    if view.others:
        lines = ((name.words, *((" (as in ", name.source, ")") if name.source else ())) for name in view.others)
        yield Paragraph(("Also: ", *join(lines, "; ")))


def described(view: Names) -> Fact:
    """The words that sources use for something."""
    lines = tuple((one.words, ", writes ", one.source) for one in view.described_as)
    return Fact("Words that sources use", lines)


def facts(found: Iterable[Fact]) -> Iterator[Block]:
    """Those facts that have a value."""
    if there := tuple(fact for fact in found if fact.values):
        yield Facts(there)


def links(targets: Iterable[Link]) -> tuple[Line, ...]:
    """A line a link."""
    return tuple((target,) for target in targets)


def among(before: str, targets: tuple[Link, ...]) -> Line:
    """Links in one line, after these words; nothing where there is none."""
    return (before, *join(links(targets), ", ")) if targets else ()


def according(views: tuple[ClaimView, ...]) -> Line:
    """The claims that say so; nothing where there is none."""
    return (", according to: ", *join((claim_line(view) for view in views), " ")) if views else ()


def participants(card: EventCard) -> Iterator[Line]:
    """A line for each actor named in an event."""
    for part in card.participants:
        yield part.actor, f": {part.role}", *(according(part.according_to) or ("; no claim in our records says so.",))


def claims(views: Iterable[ClaimView]) -> Items:
    """A list of claims with who says them."""
    return items(claim_line(view) for view in views)


def items(lines: Iterable[Line], *, is_numbered: bool = False) -> Items:
    """A list of lines."""
    return Items(tuple((Paragraph(line),) for line in lines), is_numbered)


def bottom(frame: Frame) -> Iterator[Block]:
    """Changes of the record, its identifiers elsewhere, its file."""
    if frame.changes:
        yield Heading(2, ("Changes",))
        yield items((f"{change.date.words}: {change.kind}. {change.note}",) for change in frame.changes)
    if frame.identifiers:
        yield Paragraph(("Elsewhere: " + ", ".join(f"{scheme} {value}" for scheme, value in frame.identifiers),))
    yield Paragraph((Words(f"This page is made from the record {frame.file}"),))
