"""What stands on the pages of actors, events and places, as blocks: what Sayso prints there, in its order; no map."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.peers.common_blocks import (
    according,
    among,
    bottom,
    claims,
    described,
    facts,
    items,
    links,
    names,
    notes,
    participants,
    summary,
)
from tests.bench.peers.documents import Block, Fact, Heading, Paragraph
from tests.bench.peers.here import here_with
from tests.bench.peers.lines import answer_line, claim_line, either_line, mention_line, role_line
from tests.bench.peers.position_blocks import position_items
from tests.bench.peers.table_blocks import timeline_table

from sayso.page_values import capital
from sayso.pages.actors import ActorPageView
from sayso.pages.events import EventPageView
from sayso.pages.places import PlacePageView


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
    here = here_with(view.notes)
    for group in view.says:
        yield Heading(3, (group.question,))
        yield position_items(group.positions, here)
    if view.on_their_behalf:
        yield Heading(3, ("Said on their behalf",))
        yield position_items(view.on_their_behalf, here)
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
        yield position_items(view.positions, here_with(view.notes))
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
