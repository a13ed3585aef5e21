"""What stands on the pages of claims, questions and sources, as blocks: what Sayso prints there, in its order."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.peers.common_blocks import among, bottom, claims, facts, items, links, notes, summary
from tests.bench.peers.documents import Block, Fact, Heading, Line, Outside, Paragraph
from tests.bench.peers.here import Here, here_with
from tests.bench.peers.lines import answer_line, claim_line, date_line, either_line, mention_line
from tests.bench.peers.position_blocks import position_items
from tests.bench.peers.table_blocks import tally_blocks, who_says_what

from sayso.page_values import capital
from sayso.pages.claims import ClaimPageView
from sayso.pages.questions import QuestionPageView
from sayso.pages.sources import SourcePageView


def claim_blocks(view: ClaimPageView) -> Iterator[Block]:
    """Who says it, the positions by stance, the facts, other claims."""
    yield Paragraph((f"{capital(view.claim.who)}.",))
    yield from summary(view.frame)
    yield from tally_blocks(view.tally)
    yield Heading(2, ("Who says what",))
    here = here_with(view.notes, view.claim.link.address)
    for stance in view.stances:
        yield Heading(3, (f"{stance.mark} {stance.heading}" if stance.mark else stance.heading,))
        yield position_items(stance.positions, here)
    if not view.stances:
        yield Paragraph(("No position on this claim stands in our records.",))
    yield from facts(
        [
            Fact("An answer to", links([view.question] if view.question else [])),
            Fact("About", links(view.about)),
            Fact(
                "Said to be made by",
                ((*either_line(view.made_by), "; no statement of theirs is recorded here"),) if view.made_by else (),
            ),
            Fact("It accuses", tuple(answer_line(answer, view.claim.link) for answer in view.answers)),
            Fact("Events that rest on it", links(view.events)),
            Fact("Events in which it names somebody", links(view.parts_in)),
            Fact("It says to what these belong", links(view.belongings)),
            Fact("Sources that rest on it", links(view.sources)),
            Fact("Statements that rest on it are on", tuple(mention_line(other) for other in view.statements)),
        ]
    )
    yield Heading(2, ("Other claims",))
    for title, neighbours in (
        ("Cannot hold together with, in the editors’ reading", view.not_both_with),
        ("Close to it, in the editors’ reading", view.bears_on),
    ):
        if neighbours:
            yield Heading(3, (title,))
            yield items((*claim_line(other.claim), f" {other.why}") for other in neighbours)
    if view.others:
        yield Heading(3, ("Other claims on the same question",))
        yield claims(view.others)
    if not view.not_both_with and not view.bears_on and not view.others:
        yield Paragraph(("No other claim in our records is on the same question or was named as bearing on it.",))
    yield from notes(view.notes)
    yield from bottom(view.frame)


def question_blocks(view: QuestionPageView) -> Iterator[Block]:
    """Who says what on it."""
    yield from summary(view.frame)
    if view.stories:
        yield Paragraph(("Asked in ", *among("", view.stories)))
    yield Heading(2, ("Who says what",))
    yield from who_says_what(view.block, here_with(view.notes, view.block.question.link.address))
    if view.about:
        yield Paragraph(("This question is about ", *among("", view.about), "."))
    yield from notes(view.notes)
    yield from bottom(view.frame)


def source_blocks(view: SourcePageView) -> Iterator[Block]:
    """How far we read it, what rests on it, the facts."""
    row = view.row
    published = date_line(row.published)
    publisher = (" · ", *either_line(row.publisher)) if row.publisher else ()
    yield from summary(view.frame)
    yield Paragraph((capital(view.kind), *publisher, " · ", *published))
    yield Heading(2, ("How far we read it",))
    yield Paragraph((" ".join(words for words in (row.access, row.status, view.word_check.words) if words),))
    yield Heading(2, ("What rests on it",))
    if view.rests:
        yield Paragraph((f"{capital(view.positions)} on {view.rests_words}.",))
    else:
        yield Paragraph(("No position in our records rests on it.",))
    for group in view.rests:
        yield Heading(3, (group.question,))
        yield position_items(group.positions, Here())
    translates: Line = ("; both texts are authentic",) if view.is_equal_translation else ()
    yield from facts(
        [
            Fact("Kind", ((view.kind,),)),
            Fact("Author", (either_line(row.author) if row.author else ("not known",),)),
            Fact("Publisher", (either_line(row.publisher) if row.publisher else ("not known",),)),
            Fact("Published", (published,)),
            Fact("Made", ((view.made.words,),) if view.made else ()),
            Fact("Language", ((view.lang,),) if view.lang else ()),
            Fact("Address", ((Outside(row.url, row.url),),) if row.url else ()),
            Fact("Archived copy", ((Outside(row.archived, row.archived),),) if row.archived else ()),
            Fact("Republishes", links([view.copy_of] if view.copy_of else [])),
            Fact("Translates", ((view.translation_of, *translates),) if view.translation_of else ()),
            Fact("Republished or translated in", links(view.copies)),
            Fact("Described in", links([view.described_in] if view.described_in else [])),
            Fact("Describes", links(view.describes)),
            Fact("Gives the date of", links(view.dates)),
            Fact("Gives names or roles of", links(view.names_used)),
        ]
    )
    if view.genuine:
        yield Heading(2, ("Is it what it seems to be?",))
        yield Paragraph(("It rests on:",))
        yield claims(view.genuine)
    if view.corrections:
        yield Heading(2, ("What the source corrected",))
        yield items((f"{correction.date.words}: {correction.note}",) for correction in view.corrections)
    yield from bottom(view.frame)
