"""Where a position is reported: the source under its title and under a short name, and the place in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.page_values import Link, Words, capital
from sayso.pages.parts import link_to, own_name, signed_by
from sayso.pages.site import Site, once_for_all_pages
from sayso.passages import Found, find_passage, fold, paragraph_of
from sayso.records import Source
from sayso.records.position import Position

PARAGRAPH = re.compile(r"^paragraphs? (?=\d)")


class ReportedIn(NamedTuple):
    """The source of a position: its link under its title and under a short name, whose words it has."""

    id: str
    link: Link
    short: Link
    voice: str
    """Whose words a passage is: `the unsigned article`, or who published or wrote it."""
    url: str | None


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


@once_for_all_pages
def reported_in(site: Site, source: Source) -> ReportedIn:
    """Where a position is reported, for its row."""
    link = link_to(site, source)
    return ReportedIn(
        id=source.id,
        link=link,
        short=Link(short_name(site, source), link.address),
        voice=own_name(site, source.id),
        url=source.url,
    )


def short_name(site: Site, source: Source) -> Words:
    """What a source is called in a narrow place: its publisher or author, else what sort of thing it is."""
    signed = signed_by(site, source)
    if signed is None:
        return Words(capital(source.noun))
    return signed if isinstance(signed, Words) else signed.words
