"""What stands on the page of a record, as blocks: the same facts in the same order as on Sayso's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bench.peers.documents import Block, Fact, Facts, Heading, Items, Line, Outside, Paragraph, Prose
from tests.bench.peers.lines import (
    answer_line,
    claim_line,
    date_line,
    either_line,
    join,
    mention_line,
    role_line,
    source_line,
)
from tests.bench.peers.position_blocks import position_items
from tests.bench.peers.table_blocks import tally_blocks, timeline_table, who_says_what

from sayso.pages import Link, Words, capital
from sayso.pages.actors import ActorPageView
from sayso.pages.boxes import Box
from sayso.pages.claims import ClaimPageView
from sayso.pages.events import EventPageView
from sayso.pages.labels import ClaimView
from sayso.pages.notes import Notes
from sayso.pages.page import View
from sayso.pages.parts import Names
from sayso.pages.people import PersonView
from sayso.pages.places import PlacePageView
from sayso.pages.questions import QuestionPageView
from sayso.pages.record_frame import Frame
from sayso.pages.sources import SourcePageView
from sayso.pages.story import StoryView
from sayso.pages.timeline import EventCard


def record_blocks(view: View) -> tuple[Block, ...]:  # noqa: PLR0911 -- one case for each kind
    """The blocks of a record's page below its title."""
    match view:
        case ClaimPageView():
            return tuple(claim_blocks(view))
        case SourcePageView():
            return tuple(source_blocks(view))
        case ActorPageView():
            return tuple(actor_blocks(view))
        case EventPageView():
            return tuple(event_blocks(view))
        case QuestionPageView():
            return tuple(question_blocks(view))
        case PlacePageView():
            return tuple(place_blocks(view))
        case StoryView():
            return tuple(story_blocks(view))
        case _:
            message = f"no blocks for {type(view).__name__}"
            raise TypeError(message)


def claim_blocks(view: ClaimPageView) -> Iterator[Block]:
    """Who says it, the positions by stance, the facts, other claims."""
    yield Paragraph((f"{capital(view.claim.who)}.",))
    yield from summary(view.frame)
    yield from tally_blocks(view.tally)
    yield Heading(2, ("Who says what",))
    for stance in view.stances:
        yield Heading(3, (f"{stance.mark} {stance.heading}" if stance.mark else stance.heading,))
        yield position_items(stance.positions, view.claim.link.address)
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
        yield position_items(group.positions)
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


def actor_blocks(view: ActorPageView) -> Iterator[Block]:
    """What they say, what is said of them, whether they answered."""
    yield from summary(view.frame)
    yield from names(view.names)
    for role in view.roles:
        yield Paragraph(role_line(role))
    says = f"{capital(view.says_words)}." if view.positions else "No position of theirs stands in our records."
    said_of = f"{capital(view.said_of_words)}." if view.said_of_words else "Nothing is said of them in our records."
    accused = f"{capital(view.answer_words)}." if view.accusations else "No claim in our records accuses them."
    yield Heading(2, ("What they say",))
    yield Paragraph((says, *([" Others speak on their behalf."] if view.on_their_behalf else [])))
    for group in view.says:
        yield Heading(3, (group.question,))
        yield position_items(group.positions)
    if view.on_their_behalf:
        yield Heading(3, ("Said on their behalf",))
        yield position_items(view.on_their_behalf)
    yield from facts(
        [
            *(
                Fact(
                    "Part of",
                    (
                        (
                            part.of,
                            *((f", since {part.start.words}",) if part.start else ()),
                            *((f", until {part.end.words}",) if part.end else ()),
                            *according(part.according_to),
                        ),
                    ),
                )
                for part in view.part_of
            ),
            Fact("Belonging to it, or holding office in it", links(view.members)),
            described(view.names),
            Fact("Questions about them, or that we asked them", links(view.questions)),
            Fact(
                "Claims that they are said to make, with no statement recorded here",
                tuple(mention_line(other) for other in view.made),
            ),
            Fact("Others rely on them in", tuple(mention_line(other) for other in view.relied_on_in)),
            Fact("Sources that they wrote or published", links(view.sources)),
        ]
    )
    yield Heading(2, ("What is said of them",))
    yield Paragraph((said_of,))
    if view.events:
        yield Heading(3, ("Events in which they are named",))
        yield items(
            (part.event, f": {part.role}", *(according(part.according_to) or ("; no claim in our records says so.",)))
            for part in view.events
        )
    if view.claims:
        yield Heading(3, ("Claims about them",))
        yield claims(view.claims)
    yield Heading(2, ("Did they answer?",))
    yield Paragraph((accused,))
    if view.accusations:
        yield items((*claim_line(a.claim), " ", *answer_line(a.answer, a.claim.link)) for a in view.accusations)
    yield from notes(view.notes)
    yield from bottom(view.frame)


def event_blocks(view: EventPageView) -> Iterator[Block]:
    """When and where, who says it happened, who is named in it, what is asked and said."""
    card = view.card
    yield from summary(view.frame)
    yield Paragraph((card.date.words if card.is_dated else "Date not given", *among(" · ", card.places)))
    yield Heading(2, ("Who says it happened",))
    if card.claims:
        yield claims(card.claims)
        yield position_items(view.positions)
    else:
        yield Paragraph(("No claim in our records says that this happened.",))
    yield from facts(
        [
            Fact("Date", ((card.date.words,),)),
            Fact("Where the date comes from", tuple(either_line(origin) for origin in card.date_sources)),
            Fact("Places", links(card.places) or (("none in our records",),)),
            Fact("Part of", ((card.part_of, ", in the editors’ reading"),) if card.part_of else ()),
            described(view.names),
        ]
    )
    yield Heading(2, ("Who is named in it",))
    if card.participants:
        yield items(participants(card))
    else:
        yield Paragraph(("Nobody is named as having a part in our records.",))
    yield Heading(2, ("What is asked and said",))
    for question in view.questions:
        yield Paragraph((question.link, f" {capital(question.label)}. {question.note or ''}"))
        answers = [(claim.link, f": {claim.names}.") for claim in question.claims]
        if answers or question.left_open:
            yield items([*answers, *((f"{capital(words)}.",) for words in question.left_open)])
    if not view.questions:
        yield Paragraph(("No question in our records is about this event.",))
    if view.claims:
        yield Heading(3, ("Claims about it",))
        yield claims(view.claims)
    if view.parts:
        yield Heading(2, ("Events that are part of it, in the editors’ reading",))
        yield timeline_table(view.parts)
    yield from notes(view.notes)
    yield from bottom(view.frame)


def question_blocks(view: QuestionPageView) -> Iterator[Block]:
    """Who says what on it."""
    yield from summary(view.frame)
    if view.stories:
        yield Paragraph(("Asked in ", *among("", view.stories)))
    yield Heading(2, ("Who says what",))
    yield from who_says_what(view.block, view.block.question.link.address)
    if view.about:
        yield Paragraph(("This question is about ", *among("", view.about), "."))
    yield from notes(view.notes)
    yield from bottom(view.frame)


def place_blocks(view: PlacePageView) -> Iterator[Block]:
    """The events said to have happened there, the claims about it, the facts; no map."""
    yield from summary(view.frame)
    yield from names(view.names)
    if view.within:
        yield Paragraph(("In ", view.within, *according(view.within_according_to)))
    yield Heading(2, ("Events said to have happened here",))
    cards = (*view.timeline.dated, *view.timeline.undated)
    yield timeline_table(cards) if cards else Paragraph(("No event stands in our records.",))
    yield Heading(2, ("Claims about this place",))
    if view.claims:
        yield claims(view.claims)
    else:
        yield Paragraph(("No claim in our records is about this place.",))
    if view.questions:
        yield Paragraph(("Questions about this place: ", *among("", view.questions)))
    yield from facts(
        [
            Fact("Coordinates (WGS 84)", ((view.coordinates or "none in our records",),)),
            Fact("Places in it", links(view.holds)),
            described(view.names),
        ]
    )
    yield from bottom(view.frame)


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
        yield from who_says_what(block)
    yield Heading(2, ("Timeline",))
    cards = (*view.timeline.dated, *view.timeline.undated)
    yield timeline_table(cards) if cards else Paragraph(("No event stands in our records.",))
    yield Heading(2, ("Who’s who",))
    for person in view.people:
        yield from person_blocks(person)
    yield from story_end(view)


def box_blocks(box: Box) -> Iterator[Block]:
    """A box: its heading, how many questions, and each with its answers."""
    yield Heading(2, (f"{box.heading} {box.count}",))
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
