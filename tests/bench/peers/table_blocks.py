"""Who says what, and timelines, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bench.peers.documents import Anchor, Block, Break, Heading, Items, Line, Paragraph, Table
from tests.bench.peers.here import Here
from tests.bench.peers.lines import answer_line, claim_line, either_line, join
from tests.bench.peers.position_blocks import (
    list_details,
    position_items,
    reported_line,
    said_words,
    speaker_line,
    stance_words,
)

from sayso.page_values import capital
from sayso.pages.labels import TallyView
from sayso.pages.positions import PositionView
from sayso.pages.rows import Cell, Fold, Row
from sayso.pages.timeline import EventCard
from sayso.pages.who_says_what import Block as QuestionBlock


def tally_blocks(view: TallyView) -> Iterator[Block]:
    """Who was counted, and the arithmetic behind it."""
    yield Paragraph((view.words or "No speaker is counted.",))
    if view.words and view.arithmetic:
        yield Items(tuple((Paragraph((words,)),) for words in view.arithmetic))


def who_says_what(block: QuestionBlock, here: Here) -> Iterator[Block]:
    """The label, who was counted, and the positions: a table, or claim by claim."""
    note = f" {block.question.note}" if block.question.note else ""
    yield Paragraph((f"{capital(block.question.label)}.{note} Whose positions are recorded here: {block.included}",))
    if not block.claims and not block.on_question:
        yield Paragraph(("No position on this question stands in our records.",))
        return
    yield from tally_blocks(block.tally)
    if block.no_answer:
        yield Paragraph((f"What the sources leave open: {block.no_answer}",))
    for asked in block.asked:
        when = f" on {asked.date.words}" if asked.date else ""
        how = f" ({asked.how})" if asked.how else ""
        yield Paragraph(("We asked ", asked.actor, f"{when}{how}: {asked.outcome or 'no outcome recorded'}."))
    if block.rows and block.claims:
        heads: tuple[Line, ...] = (("Speaker",), *((view.link,) for view in block.claims), ("In short, reported by",))
        yield Table(heads, tuple(row_cells(row, len(block.claims), here) for row in block.rows))
        yield Items(tuple((Paragraph(claim_line(view)),) for view in block.claims))
    else:
        yield from by_claim(block, here)
    for entry in block.accused:
        claims = join(((claim.link, f" ({claim.names})") for claim in entry.claims), "; ")
        accuse = " accuses: " if len(entry.claims) == 1 else " accuse: "
        yield Paragraph((*claims, accuse, *answer_line(entry.answer, entry.claims[0].link)))
    for words in block.readings:
        yield Paragraph((f"Editors’ reading. {words}",))


def by_claim(block: QuestionBlock, here: Here) -> Iterator[Block]:
    """The positions below each claim, then those on the question as a whole."""
    for entry in block.by_claim:
        yield Paragraph(claim_line(entry.claim))
        if entry.folds:
            yield position_items(unfold(entry.folds), here)
        else:
            yield Paragraph(("No position on this claim stands in our records.",))
    if block.on_question:
        yield Heading(3, ("On the question as a whole",))
        yield position_items(unfold(block.on_question), here)


def unfold(folds: Iterable[Fold]) -> list[PositionView]:
    """All positions, the latest of each stance first."""
    return [view for fold in folds for view in (fold.latest, *fold.others)]


def row_cells(row: Row, width: int, here: Here) -> tuple[Line, ...]:
    """The cells of a speaker: who, the stance on each claim, the words."""
    said = "; ".join(date.words for date in row.said) or "date not given"
    verbs = "".join(f", “{verb}”" for verb in row.verbs)
    notes = [*row.named_by, *([] if row.is_counted else ["not counted"])]
    who = (*speaker_line(row.speaker), f" {said}{verbs}", *(f" {words}" for words in notes))
    cells = [stand_line(cell) for cell in row.cells]
    if row.is_across:
        cells = [("On the question as a whole: ", *cell) for cell in cells]
    words = join((words_line(view, here) for view in unfold(row.folds)), Break())
    return (who, *cells, *[()] * (width - len(cells)), words)


def stand_line(cell: Cell) -> Line:
    """The stances of a speaker on one claim; a dot where there is none."""
    stands = ((stance_words(stand.position), *((f" {stand.where}",) if stand.where else ())) for stand in cell.stands)
    return join(stands, Break()) or ("·",)


def words_line(view: PositionView, here: Here) -> Line:
    """In whose words a position stands, what else is recorded of it, and where it is reported."""
    words: Line = ("“", view.passage, "”") if view.passage else (f"{view.paraphrase} (our words)",)
    details = ((Break(), f"{name}: ", *line) for name, line in list_details(view))
    said = (Break(), f"Said: {said_words(view)}")
    anchor = (Anchor(view.anchor),) if view.page == here.page else ()
    return (*anchor, *words, *said, *(part for line in details for part in line), Break(), *reported_line(view, here))


def timeline_table(cards: Iterable[EventCard]) -> Table:
    """Events by date, with who says that they happened."""
    heads = (("Date",), ("Event",), ("Who says it happened",), ("Who is named",), ("Where",), ("Date from",))
    return Table(heads, tuple(card_cells(card) for card in cards))


def card_cells(card: EventCard) -> tuple[Line, ...]:
    """The cells of an event."""
    named = (
        (part.actor, f": {part.role} (", *join(((c.link, f": {c.names}") for c in part.according_to), "; "), ")")
        for part in card.participants
    )
    part_of: Line = (Break(), "Part of ", card.part_of, ", in the editors’ reading") if card.part_of else ()
    return (
        (card.date.words if card.is_dated else "Date not given",),
        (card.link, *part_of),
        join((claim_line(view) for view in card.claims), Break())
        or ("No claim in our records says that this happened.",),
        join(named, Break()),
        join(((link,) for link in card.places), ", "),
        join((either_line(origin) for origin in card.date_sources), ", "),
    )
