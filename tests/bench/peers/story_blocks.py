"""What stands on the page of a story, as blocks: what Sayso prints there, in its order; no map."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.peers.common_blocks import bottom, items, notes, summary
from tests.bench.peers.documents import Block, Heading, Paragraph, Prose
from tests.bench.peers.here import here_with
from tests.bench.peers.table_blocks import tally_blocks, timeline_table, who_says_what

from sayso.page_values import capital
from sayso.pages.boxes import Box
from sayso.pages.people import PersonView
from sayso.pages.story import StoryView


def story_blocks(view: StoryView) -> Iterator[Block]:
    """The boxes, who says what, the timeline, who is who, the sources, the changes; no map."""
    if view.kicker:
        yield Paragraph((f"{view.kicker} · Explainer",))
    yield Paragraph((view.standfirst,))
    yield from summary(view.frame)
    yield Paragraph((" · ".join((*view.counts, f"Records as of {view.as_of.words}")),))
    if view.only_source:
        yield Paragraph((view.only_source,))
    for box in view.boxes:
        yield from box_blocks(box)
    if view.prose:
        yield Heading(2, ("In brief",))
        yield Prose(view.prose.text, view.prose.links)
    yield Heading(2, ("Who says what",))
    for block in view.blocks:
        yield Heading(3, (block.question.link,))
        yield from who_says_what(block, here_with(view.notes))
    yield Heading(2, ("Timeline",))
    cards = (*view.timeline.dated, *view.timeline.undated)
    yield timeline_table(cards) if cards else Paragraph(("No event stands in our records.",))
    yield Heading(2, ("Who’s who",))
    for person in view.people:
        yield from person_blocks(person)
    yield from story_end(view)


def box_blocks(box: Box) -> Iterator[Block]:
    """A box: its heading, how many questions, and each with its answers."""
    yield Heading(2, (f"{box.heading} {box.total}",))
    if box.note:
        yield Paragraph((box.note,))
    for question in box.questions:
        yield Paragraph((question.link, f" {capital(question.label)}."))
        answers = [(claim.link, f": {claim.names}.") for claim in question.answers]
        if answers or question.left_open:
            yield items([*answers, *((f"{capital(words)}.",) for words in question.left_open)])
    if not box.questions:
        yield Paragraph((box.empty,))


def person_blocks(person: PersonView) -> Iterator[Block]:
    """An actor of a story, with offices, parts in events, and how many positions it has."""
    yield Paragraph((person.link,))
    roles = ((role.words, *((", according to ", role.source) if role.source else ())) for role in person.roles)
    named = ((f"{one.role}: ", one.event, f" ({one.who})") for one in person.named)
    yield items([*roles, *named, (capital(person.positions),)])


def story_end(view: StoryView) -> Iterator[Block]:
    """The sources of a story, what changed, and what there is to know about the page."""
    yield from notes(view.notes)
    if view.word_check.words:
        yield Paragraph((view.word_check.words,))
    yield Heading(2, ("Corrections",))
    if view.changes:
        yield items(
            (f"{row.date.words} {row.kind}. ", row.record, f" ({row.who})" if row.who else "", f" {row.note}")
            for row in view.changes
        )
    else:
        yield Paragraph(("No change of what stands on this page is recorded.",))
    yield Heading(2, ("About this page",))
    yield from tally_blocks(view.tally)
    if view.leaves_out:
        yield Paragraph((f"What this page leaves out: {view.leaves_out}",))
    yield Paragraph((f"To cite this page: {view.citation}",))
    yield from bottom(view.frame)
