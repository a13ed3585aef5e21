"""Positions as pages show them: who, which stance, when, in which source, in whose words, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.counting import WHY_NOT_COUNTED, contested_by, rests_on, why_not_counted
from sayso.library import Standing
from sayso.pages.disputes import contested_words, disputed_words
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import (
    DateView,
    Link,
    Words,
    capital,
    known_date,
    link_ids,
    link_if,
    link_to,
    own_name,
    word_role,
    words_of,
)
from sayso.pages.reports import NO_NUMBERS, PARAGRAPH, Numbers, ReportedIn, locate, reported_in
from sayso.pages.site import Site
from sayso.pages.stances import BASIS_WORDS, STANCE_MARKS, STATUS_SHORT, STATUS_WORDS, stance_words, word_figure
from sayso.pages.standings import sort_positions
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED
from sayso.records.position import Position


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
    hedge: Words | None
    verb: Words | None
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
    rests_on: tuple[ClaimView, ...]
    disputed: str | None
    contested: str | None
    number: str | None
    """The figure that is given or rejected; what it counts stands in `figure` with it."""
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

    @property
    def page(self) -> str:
        """The address of the page of the claim or question that it stands on."""
        return self.address.partition("#")[0]


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
        hedge=words_of(position.hedge, lang) if position.hedge else None,
        verb=words_of(position.verb, lang) if position.verb else None,
        said=known_date(position.said),
        occasion=position.occasion,
        source=reported_in(site, source, numbers.get(source.id)),
        passage=passage,
        paraphrase=position.paraphrase if passage is None else None,
        locator=locator,
        locator_sign=PARAGRAPH.sub("¶\N{NO-BREAK SPACE}", locator) if locator else None,
        words=words_of(position.words, lang) if position.words and position.show else None,
        translation=position.translation if position.show else None,
        basis=BASIS_WORDS[position.basis] if position.basis else None,
        relies_on=link_ids(site, position.relies_on),
        rests_on=view_claims(site, position.rests_on),
        disputed=disputed_words(site, position, contested),
        contested=contested_words(site, position, contested),
        number=word_figure(position.figure) if position.figure else None,
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
