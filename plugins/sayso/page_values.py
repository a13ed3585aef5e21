"""Words, links and dates as pages show them, and pages: frozen values with nothing left to look up.

Nothing here reads a record, so that what is kept of a site is known without what makes it.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Words(NamedTuple):
    """Words with their language and direction; both none where they are the page's own."""

    text: str
    lang: str | None = None
    dir: str | None = None

    def __str__(self) -> str:
        return self.text


class Link(NamedTuple):
    """Words that lead to an address on the site."""

    words: Words
    address: str

    @property
    def text(self) -> str:
        """The words alone."""
        return self.words.text

    @property
    def anchor(self) -> str:
        """The record's id, from its address, for an anchor on a page that shows it."""
        return self.address.rstrip("/").rpartition("/")[2].removesuffix(".html")


class DateView(NamedTuple):
    """A date in English, and the value for `<time datetime>` where HTML has one."""

    words: str
    html: str | None


class ProseView(NamedTuple):
    """Markdown, and where each link by id in it leads."""

    text: str
    links: tuple[tuple[str, Link], ...] = ()


class View(Protocol):
    """What a template shows; each page has a view type of its own."""


class Section(NamedTuple):
    """A part of a page that the table of contents names."""

    anchor: str
    title: str


class SearchFields(NamedTuple):
    """What a search shows of a page: the kind it is listed under, its title, and who says so."""

    kind: str
    title: str
    who: str
    content: str = ""
    """Other texts of the page in which a search finds it, each on a line of its own; never shown."""


class SearchRecord(NamedTuple):
    """A page that can be found: its address from the site's root, what a result shows of it, and what else it says."""

    address: str
    kind: str
    title: str
    who: str
    content: str


class Page(NamedTuple):
    """A page: its address, its template and view, and what stands around the body."""

    address: str
    template: str
    view: View
    title: str
    description: str
    breadcrumbs: tuple[Link, ...]
    sections: tuple[Section, ...] = ()
    previous: str | None = None
    next: str | None = None
    search: SearchFields | None = None


class RedirectView(NamedTuple):
    """A page at an old address: the address of the record's page, its kind and title, and who says so.

    The old name is not on it: it may be what was taken back.
    """

    address: str
    target: str
    kind: str
    title: Words
    who: str


def encode(html: str) -> bytes:
    """HTML as a file holds it, to the byte as MkDocs writes it: half of a surrogate pair stands there by its number."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def capital(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
