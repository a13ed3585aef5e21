"""The page of a source: how far we read it, and what rests on it; and its row in lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.library import Standing
from sayso.page_values import DateView, Link, Page, Section, Words, capital
from sayso.pages.labels import ClaimView, view_claims
from sayso.pages.parts import date_view, language_name, link_if, link_to, mentioning, name_of, party
from sayso.pages.question_groups import QuestionGroup, group_by_question
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site, once_for_all_pages
from sayso.passages import Found, locate_passage
from sayso.problems import count
from sayso.records import Source

ACCESS_WORDS = {
    "examined": "We read it whole.",
    "excerpt": "We read it in part.",
    "described-only": "We have not seen or heard it; another source describes it.",
    "not-read": "We have not read it.",
}
STATUS_WORDS = {
    "live": None,
    "changed": "It has changed since we read it.",
    "gone": "It is no longer at its address.",
    "retracted": "Its publisher has withdrawn it.",
}


class WordCheck(NamedTuple):
    """The sentence on how many passages were compared with a stored copy of their source; none without passages."""

    words: str | None


class SourceRow(NamedTuple):
    """A source in a list."""

    link: Link
    author: Link | Words | None
    publisher: Link | Words | None
    published: DateView | None
    access: str
    status: str | None
    url: str | None
    archived: str | None


class CorrectionView(NamedTuple):
    """A correction that the source published."""

    date: DateView
    note: str


class SourcePageView(NamedTuple):
    """Everything on a source's page."""

    frame: Frame
    title: Words
    kind: str
    row: SourceRow
    made: DateView | None
    lang: str | None
    copy_of: Link | None
    translation_of: Link | None
    is_equal_translation: bool
    copies: tuple[Link, ...]
    described_in: Link | None
    describes: tuple[Link, ...]
    genuine: tuple[ClaimView, ...]
    corrections: tuple[CorrectionView, ...]
    rests: tuple[QuestionGroup, ...]
    positions: str
    dates: tuple[Link, ...]
    names_used: tuple[Link, ...]
    word_check: WordCheck

    @property
    def rests_words(self) -> str:
        """On how many questions positions rest on it."""
        return count(len(self.rests), "question")


def source_page(site: Site, source: Source) -> Page:
    """The page of a source."""
    view = view_source_page(site, source)
    resting = len(site.library.standings_in.get(source.id, ()))
    return make_record_page(
        site,
        source,
        view,
        description=f"{capital(source.noun)}. {view.row.access} Positions that rest on it: {resting}.",
        sections=(Section("access", "How far we read it"), Section("positions", "What rests on it")),
    )


def view_source_page(site: Site, source: Source) -> SourcePageView:
    """The view of a source."""
    standings = site.library.standings_in.get(source.id, ())
    return SourcePageView(
        frame=make_frame(site, source),
        title=name_of(source),
        kind=source.noun,
        row=view_source_row(site, source),
        made=date_view(source.made),
        lang=language_name(source.lang) if source.lang else None,
        copy_of=link_if(site, source.copy_of),
        translation_of=link_if(site, source.translation_of.of if source.translation_of else None),
        is_equal_translation=bool(source.translation_of and source.translation_of.equal),
        copies=mentioning(site, source.id, ("copy_of", "translation_of")),
        described_in=link_if(site, source.described_in),
        describes=mentioning(site, source.id, ("described_in",)),
        genuine=view_claims(site, source.rests_on),
        corrections=tuple(CorrectionView(date_view(c.date), c.note) for c in source.source_corrections),
        rests=group_by_question(site, standings),
        positions=count(len(standings), "position"),
        dates=mentioning(site, source.id, ("date_from",)),
        names_used=mentioning(site, source.id, ("described_as", "other_names", "roles")),
        word_check=check_words(site, standings),
    )


def sort_sources(sources: Iterable[Source]) -> list[Source]:
    """Sources by the date published, then title; without a date last."""
    return sorted(
        sources, key=lambda s: (s.published is None, s.published.sort_key if s.published else (), s.title.text, s.id)
    )


@once_for_all_pages
def view_source_row(site: Site, source: Source) -> SourceRow:
    """A source for a list."""
    return SourceRow(
        link=link_to(site, source),
        author=party(site, source.author),
        publisher=party(site, source.publisher),
        published=date_view(source.published),
        access=ACCESS_WORDS[source.access],
        status=STATUS_WORDS[source.status],
        url=source.url,
        archived=source.archived,
    )


def check_words(site: Site, standings: Iterable[Standing]) -> WordCheck:
    """The sentence on word checks: what was compared, and what that does not say."""
    matched = unchecked = 0
    for standing in standings:
        passage, text = standing.position.passage, site.library.texts.get(standing.position.source)
        if passage is None:
            continue
        if text is None:
            unchecked += 1
        else:
            matched += isinstance(locate_passage(text.text, passage), Found)
    return WordCheck(word_check(matched, unchecked) if matched or unchecked else None)


def word_check(matched: int, unchecked: int) -> str:
    """How many passages match our stored copies, how many could not be compared, and what that does not say."""
    caveat = "This says nothing about whether they are true."
    if not matched:
        return f"No passage was compared with its source: the text is not stored. {caveat}"
    if not unchecked:
        words = "The one passage matches" if matched == 1 else f"All {matched} passages match"
        return (
            f"{words} our stored copy of the source. {caveat.replace('they are', 'it is') if matched == 1 else caveat}"
        )
    match = "passage matches" if matched == 1 else "passages match"
    not_checked = "1 was" if unchecked == 1 else f"{unchecked} were"
    return f"{matched} {match} our stored copies; {not_checked} not checked, since the text is not stored. {caveat}"
