"""One page as it is handed over: everything that the theme and the templates print, and nothing to look up later."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from sayso.pages.parts import Link


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
