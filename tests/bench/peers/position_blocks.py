"""Positions as blocks: who, which stance, when, in whose words, in which source and where in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bench.peers.documents import Block, Items, Line, Paragraph, Quotation
from tests.bench.peers.here import Here
from tests.bench.peers.lines import claim_line, either_line, join

from sayso.page_values import Link, Words
from sayso.pages.positions import PositionView


def position_items(views: Iterable[PositionView], here: Here) -> Items:
    """A list of positions; those that do not stand on this page say on which claim or question they are."""
    return Items(tuple(tuple(position_blocks(view, here)) for view in views))


def position_blocks(view: PositionView, here: Here) -> Iterator[Block]:
    """One position; with an anchor only on the page that is its own address."""
    subject: Line = () if view.page == here.page else (" on: ", view.subject)
    yield Paragraph(
        (f"{stance_words(view)} ", *speaker_line(view), f" {said_words(view)}", *subject),
        view.anchor if view.page == here.page else None,
    )
    if view.passage:
        yield Paragraph((f"As reported by {view.source.voice}:",))
        yield Quotation(view.passage)
    else:
        yield Paragraph((f"{view.paraphrase} (our words)",))
    if details := tuple((Paragraph((f"{name}: ", *line)),) for name, line in list_details(view)):
        yield Items(details)
    yield Paragraph(reported_line(view, here))


def stance_words(view: PositionView) -> str:
    """The stance with its mark, what it is disputed in, its hedge, and whether it still stands."""
    words = f"{view.disputed}: {view.stance_words}" if view.disputed else f"{view.mark} {view.stance_words}"
    if view.hedge:
        words += f" ({view.hedge})"
    if view.number:
        words += f" {view.number}"
    if view.status_short:
        words += f" ({view.status_short}{f', until {view.until.words}' if view.until else ''})"
    return words


def speaker_line(view: PositionView) -> Line:
    """Who speaks, with whom, in which office, and for whom."""
    return (
        *either_line(view.speaker),
        *((" jointly with ", *join(((one,) for one in view.joint), ", ")) if view.joint else ()),
        *((f" {view.role}",) if view.role else ()),
        *((" for ", view.on_behalf_of) if view.on_behalf_of else ()),
    )


def said_words(view: PositionView) -> str:
    """When it was said, with the reporting verb."""
    return (view.said.words if view.said else "date not given") + (f" · “{view.verb}”" if view.verb else "")


def reported_line(view: PositionView, here: Here) -> Line:
    """The source with the place in it, its number among the page's notes, and the position's own address."""
    address = view.source.link.address
    return (
        Link(Words(view.source.short.text), address),
        *((f", {view.locator_sign}",) if view.locator_sign else ()),
        *((f" [{here.numbers[address]}]",) if address in here.numbers else ()),
        " ",
        Link(Words("link to this"), view.address),
    )


def list_details(view: PositionView) -> Iterator[tuple[str, Line]]:
    """Everything else that is recorded of a position, under its name."""
    plain = {
        "In English": view.translation,
        "The words" if view.disputed else "The speaker’s own words": view.words,
        "Occasion": view.occasion,
        "Figure": view.figure,
        "How they know": view.basis,
        "What it rests on": view.contested,
        "Status": view.status,
        "Our reading": view.reading,
        "Note": view.note,
        "Counting": view.not_counted,
    }
    for name, value in plain.items():
        if value:
            yield name, (value,)
    if view.relies_on:
        yield "Relies on", join(((one,) for one in view.relies_on), ", ")
    if view.rests_on:
        yield "It was said, according to", join((claim_line(claim) for claim in view.rests_on), " ")
    if view.replaced_by:
        yield "Now says instead", (view.replaced_by,)
