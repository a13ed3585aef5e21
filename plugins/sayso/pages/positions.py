"""Positions as pages show them: who, which stance, when, in which source, in whose words, and whether it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.counting import WHY_NOT_COUNTED, contested_by, rests_on, why_not_counted
from sayso.library import Standing
from sayso.pages.parts import (
    DateView,
    Link,
    Words,
    capital,
    known_date,
    link_ids,
    link_if,
    link_to,
    names,
    own_name,
    party,
    speaker_name,
    word_role,
    words_of,
)
from sayso.pages.site import Site
from sayso.passages import Found, find_passage, fold, paragraph_of
from sayso.records import Source
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED
from sayso.records.position import Figure, Position

STANCE_WORDS = {
    "asserts": "says so",
    "suggests": "says so, hedged",
    "doubts": "doubts it",
    "denies": "says not",
    "withholds": "too early to say",
    "declines": "declines to say",
    "no-reply": "no reply",
}
PASSED_ON_WORDS = {"asserts": "passed on", "suggests": "passed on, hedged"}
STANCE_MARKS = {
    "asserts": "●",
    "suggests": "◐",
    "doubts": "?",
    "denies": "✕",
    "withholds": "○",
    "declines": "–",
    "no-reply": "∅",
}
BASIS_WORDS = {
    "saw": "saw it",
    "took-part": "took part",
    "document": "from a document",
    "imagery": "from images",
    "analysis": "from an analysis",
    "inference": "by inference",
    "hearsay": "heard it from others",
    "not-stated": "not stated",
}
STATUS_WORDS = {
    "changed": "no longer what the speaker says",
    "withdrawn": "taken back by the speaker",
    "report-withdrawn": "the report was withdrawn by the outlet; the speaker may stand by it",
}
PARAGRAPH = re.compile(r"^paragraphs? (?=\d)")
# The numbers of sources among the notes of a page, by id.
Numbers = Mapping[str, int]
NO_NUMBERS: Numbers = {}
# The same where there is little room.
STATUS_SHORT = {
    "changed": "no longer says so",
    "withdrawn": "taken back",
    "report-withdrawn": "report withdrawn",
}
# Claims that somebody rejects or doubts, each with the ids of who does.
Contested = tuple[tuple[str, tuple[str, ...]], ...]
DENYING_VERBS = frozenset({"deny", "denies", "denied", "denying", "has denied", "have denied"})


@dataclass(frozen=True, slots=True)
class ReportedIn:
    """The source of a position: its link under its title and under a short name, who published it and when."""

    link: Link
    short: Link
    voice: str
    """Whose words a passage is: `the unsigned article`, or who published or wrote it."""
    publisher: Link | Words | None
    published: DateView | None
    url: str | None
    number: int | None
    """Its number among the notes of the page, where the page has some."""


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position with everything that is recorded of it."""

    anchor: str
    address: str
    speaker_ids: tuple[str, ...]
    """Whose position it is, for filters: the ids of its speakers, or the reserved word for one without a record."""
    speaker: Link | Words
    joint: tuple[Link, ...]
    on_behalf_of: Link | None
    role: str | None
    stance: str
    mark: str
    stance_words: str
    hedge: str | None
    verb: str | None
    said: DateView | None
    occasion: str | None
    source: ReportedIn
    passage: Words | None
    paraphrase: str | None
    locator: str | None
    locator_sign: str | None
    """The locator in short: `¶ 4` for a paragraph."""
    words: Words | None
    translation: str | None
    basis: str | None
    relies_on: tuple[Link, ...]
    rests_on: tuple[Link, ...]
    disputed: str | None
    contested: str | None
    figure: str | None
    reading: str | None
    note: str | None
    is_current: bool
    status: str | None
    status_short: str | None
    until: DateView | None
    replaced_by: Link | None
    not_counted: str | None
    subject: Link


def sort_positions(standings: Iterable[Standing], site: Site) -> list[Standing]:
    """Positions by the date said, then the speaker's name; the source's voice and nobody in particular stand last."""

    def key(standing: Standing) -> tuple[object, ...]:
        """No record last, no date last, then date, name and address."""
        position = standing.position
        name = speaker_name(site, position.actor, position.source).casefold()
        said = position.said
        undated = said is None or said.is_unknown
        return not standing.has_record, undated, said.sort_key if said else (), name, standing.anchor

    return sorted(standings, key=key)


def view_positions(
    site: Site, standings: Iterable[Standing], numbers: Numbers = NO_NUMBERS
) -> tuple[PositionView, ...]:
    """Positions in the order in which pages list them; `numbers` are those of their sources among the page's notes."""
    return tuple(view_position(site, standing, numbers) for standing in sort_positions(standings, site))


def view_position(site: Site, standing: Standing, numbers: Numbers = NO_NUMBERS) -> PositionView:
    """One position for a template."""
    position = standing.position
    source = site.library.sources[position.source]
    lang = position.lang or source.lang
    passage = words_of(position.passage.exact, lang) if position.passage and position.show else None
    reason = why_not_counted(site.library, standing)
    contested = contested_by(site.library, rests_on(site.library, standing))
    locator = position.locator or locate(site, position)
    return PositionView(
        anchor=standing.anchor,
        address=f"{site.urls.record(standing.on)}#{standing.anchor}",
        speaker_ids=standing.speakers,
        speaker=speaker_of(site, position),
        joint=link_ids(site, position.jointly_with),
        on_behalf_of=link_if(site, position.on_behalf_of),
        role=role_of(site, position),
        stance=position.stance,
        mark=STANCE_MARKS[position.stance],
        stance_words=stance_words(position),
        hedge=position.hedge,
        verb=position.verb,
        said=known_date(position.said),
        occasion=position.occasion,
        source=reported_in(site, source, numbers.get(source.id)),
        passage=passage,
        paraphrase=position.paraphrase if passage is None else None,
        locator=locator,
        locator_sign=PARAGRAPH.sub("¶\N{NO-BREAK SPACE}", locator) if locator else None,
        words=words_of(position.words, lang) if position.words and position.show else None,
        translation=position.translation,
        basis=BASIS_WORDS[position.basis] if position.basis else None,
        relies_on=link_ids(site, position.relies_on),
        rests_on=link_ids(site, position.rests_on),
        disputed=disputed_words(site, position, contested),
        contested=contested_words(site, position, contested),
        figure=f"{word_figure(position.figure)}; counted: {position.figure.counts}" if position.figure else None,
        reading=position.reading,
        note=position.note,
        is_current=position.status == "current",
        status=STATUS_WORDS.get(position.status),
        status_short=STATUS_SHORT.get(position.status),
        until=known_date(position.until),
        replaced_by=link_if(site, position.replaced_by),
        not_counted=f"not counted: {WHY_NOT_COUNTED[reason]}" if reason else None,
        subject=link_to(site, standing.on, standing.on.text),
    )


def speaker_of(site: Site, position: Position) -> Link | Words:
    """The speaker as a link, or words for one that has no record."""
    if position.actor == SOURCE_VOICE:
        return Words(f"{capital(own_name(site, position.source))}, in its own voice")
    if position.actor == UNATTRIBUTED:
        return Words("Unattributed")
    return link_to(site, site.library.actors[position.actor])


def role_of(site: Site, position: Position) -> str | None:
    """The offices that a speaker held when it was said, as `spokesperson, White House`."""
    actor = site.library.actors.get(position.actor)
    if actor is None:
        return None
    roles = []
    for role in actor.roles:
        started = role.start is None or position.said is None or role.start.sort_key <= position.said.sort_key
        ended = role.end is not None and position.said is not None and role.end.sort_key < position.said.sort_key
        if started and not ended:
            roles.append(word_role(site, role))
    return "; ".join(roles) or None


def stance_words(position: Position) -> str:
    """The stance in words: *denies* only where the source uses that verb; what has no speaker is *passed on*."""
    if position.actor == UNATTRIBUTED and position.stance in PASSED_ON_WORDS:
        return PASSED_ON_WORDS[position.stance]
    if position.stance == "denies" and position.verb and position.verb.casefold() in DENYING_VERBS:
        return "denies it"
    return STANCE_WORDS[position.stance]


def locate(site: Site, position: Position) -> str | None:
    """The paragraph of a stored text in which a passage stands, where blank lines end its paragraphs.

    A headline at the text's top is not counted as one.
    """
    text = site.library.texts.get(position.source)
    if text is None or position.passage is None:
        return None
    found = find_passage(text.text, position.passage)
    if not isinstance(found, Found) or not has_paragraphs(text.text):
        return None
    title = site.library.sources[position.source].title.text
    has_headline = fold(text.text[: 2 * len(title)]).text.lstrip().startswith(fold(title).text)
    if has_headline and found.paragraph == 1:
        return "headline"
    return f"paragraph {found.paragraph - has_headline}"


def has_paragraphs(text: str) -> bool:
    """Whether a stored text divides paragraphs by blank lines, so that they can be counted."""
    return paragraph_of(text, len(text.rstrip())) > 1


def reported_in(site: Site, source: Source, number: int | None) -> ReportedIn:
    """Where a position is reported, for its row."""
    link = link_to(site, source)
    publisher = party(site, source.publisher)
    return ReportedIn(
        link=link,
        short=Link(short_name(site, source), link.address),
        voice=own_name(site, source.id),
        publisher=publisher,
        published=known_date(source.published),
        url=source.url,
        number=number,
    )


def short_name(site: Site, source: Source) -> Words:
    """What a source is called in a narrow place: its publisher or author, else what sort of thing it is."""
    signed = party(site, source.publisher) or party(site, source.author)
    if signed is None:
        return Words(capital(source.noun))
    return signed if isinstance(signed, Words) else signed.words


def contested_words(site: Site, position: Position, contested: Contested) -> str | None:
    """What a position rests on and who rejects or doubts it, where somebody does."""
    source = site.library.sources[position.source]
    parts = []
    for claim_id, actors in contested:
        thing = "This statement" if claim_id in position.rests_on else f"The {source.noun}"
        claim = site.library.claims[claim_id].text
        parts.append(f"{thing} rests on this: {claim} Rejected or doubted by {names(site, actors)}.")
    return " ".join(parts) or None


def disputed_words(site: Site, position: Position, contested: Contested) -> str | None:
    """`in a recording that X disputes`: what stands before a stance that cannot be taken for the speaker's own."""
    if not contested:
        return None
    source = site.library.sources[position.source]
    noun = "recording" if source.kind == "audio" else source.noun
    if all(claim_id in position.rests_on for claim_id, _ in contested):
        noun = "statement"
    who = names(site, dict.fromkeys(actor for _, actors in contested for actor in actors))
    return f"in {'an' if noun[0] in 'aeiou' else 'a'} {noun} disputed by {who}"


def word_figure(figure: Figure) -> str:
    """The number of a figure with its bounds: `40 (between 30 and 50)`."""
    low, high = figure.low, figure.high
    span = ""
    if low is not None and high is not None:
        span = f"between {word_number(low)} and {word_number(high)}"
    elif low is not None:
        span = f"at least {word_number(low)}"
    elif high is not None:
        span = f"at most {word_number(high)}"
    best = word_number(figure.best) if figure.best is not None else ""
    return f"{best} ({span})" if best and span else best or span or "no number given"


def word_number(number: float) -> str:
    """Digits in groups of three."""
    return f"{number:,}"
