"""Positions as pages show them: who, which stance, when, in which source, in whose words, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from sayso.counting import WHY_NOT_COUNTED, contested_by, rests_on, why_not_counted
from sayso.library import Standing
from sayso.page_values import DateView, Link, Words, capital
from sayso.pages.disputes import contested_words, disputed_words
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import known_date, link_ids, link_if, link_to, own_name, word_role, words_of
from sayso.pages.reports import PARAGRAPH, ReportedIn, locate, reported_in
from sayso.pages.site import Site, once_for_all_pages
from sayso.pages.stances import BASIS_WORDS, STANCE_MARKS, STATUS_SHORT, STATUS_WORDS, stance_words, word_figure
from sayso.pages.standings import order_position
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED
from sayso.records.position import Position

by_order = attrgetter("order")


class PositionView(NamedTuple):
    """One position with everything that is recorded of it."""

    order: tuple[object, ...]
    """What puts positions in the order in which pages list them."""
    anchor: str
    page: str
    """The address of the page of the claim or question that it stands on."""
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
    stance_heading: str
    """The heading under which positions of this stance stand."""
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
    has_details: bool
    """Whether it has more to say than the words, who says them and when, and how they count."""


def view_positions(site: Site, standings: Iterable[Standing]) -> tuple[PositionView, ...]:
    """Positions in the order in which pages list them."""
    views = [view_position(site, standing) for standing in standings]
    views.sort(key=by_order)
    return tuple(views)


@once_for_all_pages
def view_position(site: Site, standing: Standing) -> PositionView:
    """One position for a template."""
    library, position = site.library, standing.position
    source = library.sources[position.source]
    lang = position.lang or source.lang
    is_shown = position.show
    passage = words_of(position.passage.exact, lang) if position.passage and is_shown else None
    spoken = words_of(position.words, lang) if position.words and is_shown else None
    translation = position.translation if is_shown else None
    reason = why_not_counted(library, standing)
    contested = contested_by(library, rests_on(library, standing))
    locator = position.locator or locate(site, position)
    figure = word_figure(position.figure) if position.figure else None
    subject = link_to(site, standing.on)
    words = stance_words(position)
    relies_on, replaced_by = link_ids(site, position.relies_on), link_if(site, position.replaced_by)
    rests = view_claims(site, position.rests_on)
    contested_in_words = contested_words(site, position, contested)
    status = STATUS_WORDS.get(position.status)
    return PositionView(
        order=order_position(site, standing),
        anchor=standing.anchor,
        page=subject.address,
        address=f"{subject.address}#{standing.anchor}",
        speaker_ids=standing.speakers,
        speaker=speaker_of(site, position),
        joint=link_ids(site, position.jointly_with),
        on_behalf_of=link_if(site, position.on_behalf_of),
        role=role_of(site, position),
        stance=position.stance,
        mark=STANCE_MARKS[position.stance],
        stance_words=words,
        stance_heading=capital(words),
        hedge=words_of(position.hedge, lang) if position.hedge else None,
        verb=words_of(position.verb, lang) if position.verb else None,
        said=known_date(position.said),
        occasion=position.occasion,
        source=reported_in(site, source),
        passage=passage,
        paraphrase=position.paraphrase if passage is None else None,
        locator=locator,
        locator_sign=PARAGRAPH.sub("¶\N{NO-BREAK SPACE}", locator) if locator else None,
        words=spoken,
        translation=translation,
        basis=BASIS_WORDS[position.basis] if position.basis else None,
        relies_on=relies_on,
        rests_on=rests,
        disputed=disputed_words(site, position, contested),
        contested=contested_in_words,
        number=figure,
        figure=f"{figure}; counted: {position.figure.counts}" if position.figure else None,
        reading=position.reading,
        note=position.note,
        is_current=position.status == "current",
        status=status,
        status_short=STATUS_SHORT.get(position.status),
        until=known_date(position.until),
        replaced_by=replaced_by,
        not_counted=f"not counted: {WHY_NOT_COUNTED[reason]}" if reason else None,
        subject=Link(Words(standing.on.text), subject.address),
        has_details=any(
            (
                translation,
                spoken,
                position.occasion,
                position.figure,
                position.basis,
                relies_on,
                rests,
                contested_in_words,
                status,
                position.reading,
                replaced_by,
                position.note,
            )
        ),
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
