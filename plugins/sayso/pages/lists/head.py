"""What stands at the top of every list: its heading, one sentence, counts, and what it says when it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from sayso.page_values import Link, Page, Section, View, Words, capital
from sayso.pages.paging import Groups, Pager, Part, make_pager, make_parts, word_part
from sayso.pages.record_frame import HEADINGS, home_link
from sayso.pages.site import Site
from sayso.records import FOLDERS, Record

E = TypeVar("E")
R = TypeVar("R", bound=Record)

INTRODUCTIONS = {
    "stories": "Each explainer asks a few questions and shows who says what about them, and where.",
    "questions": "What is asked, by how many answers our records hold, with everybody who gives them.",
    "claims": "What somebody says or rejects, with everybody who does, under the question that it answers.",
    "events": "What is said to have happened, in the order of its dates, and who says it.",
    "actors": "Everybody who says something, is spoken for, or is named in an event or claim, by name.",
    "places": "Where events are said to have happened, each place under the larger one that holds it.",
    "sources": "Where the statements stand, by the date published, and how far we read each.",
}


class Empty(NamedTuple):
    """What a list without records says: where the first would stand, and which command begins it."""

    folder: str
    kind: str


class ListHead(NamedTuple):
    """The top of a list; `empty` is none where there are records, `pager` where all of them stand on one page."""

    heading: str
    introduction: str
    counts: tuple[str, ...]
    empty: Empty | None
    pager: Pager | None = None


class ListView(Protocol):
    """What every list's view has."""

    @property
    def head(self) -> ListHead:
        """The top of the list."""


class Jump(NamedTuple):
    """A way to a part of the page, with how much stands there.

    Where a long list has several pages, `address` is that of the page on which it begins, if that is another one.
    """

    anchor: str
    title: str
    total: int
    address: str = ""
    is_continued: bool = False
    """Whether some of it stands here, and it begins on a page before."""


def make_jump(groups: Groups[E], key: str, here: Part[E], anchor: str, title: str) -> Jump:
    """The way to a group of a list from one of its pages."""
    return Jump(anchor, title, groups.counts[key], groups.address(key, here), groups.continues(key, here))


def list_parts(site: Site, folder: str, records: Iterable[R]) -> tuple[Part[R], ...]:
    """The pages of a kind's list."""
    return make_parts(
        site.urls, folder, site.urls.index(folder), records, lambda record: record.id, most=site.settings.most_entries
    )


def make_head(
    site: Site, folder: str, *counts: str, parts: Sequence[Part[E]] = (), here: Part[E] | None = None
) -> ListHead:
    """The top of a kind's list, on one of its pages; the counts are left out where there is nothing to count."""
    is_empty = not getattr(site.library, folder)
    return ListHead(
        heading=HEADINGS[folder],
        introduction=INTRODUCTIONS[folder],
        counts=() if is_empty else counts,
        empty=Empty(folder, FOLDERS[folder].kind_name) if is_empty else None,
        pager=make_pager(parts, here) if here else None,
    )


def make_list_page(  # noqa: PLR0913 -- a page has these parts, and each caller names them
    site: Site, folder: str, view: ListView, here: Part[E], jumps: Iterable[Jump] = (), *, span: str = ""
) -> Page:
    """A page of a kind's list; `span` says of one of several from where to where it goes."""
    return make_part_page(
        site,
        here,
        view,
        template=f"lists/{folder}.html",
        heading=view.head.heading,
        index=site.urls.index(folder),
        description=view.head.introduction,
        jumps=jumps,
        span=span,
    )


def make_part_page(  # noqa: PLR0913 -- a page has these parts, and each caller names them
    site: Site,
    here: Part[E],
    view: View,
    *,
    template: str,
    heading: str,
    index: str,
    description: str,
    jumps: Iterable[Jump] = (),
    span: str = "",
) -> Page:
    """A page of a list; `index` is the address at which that begins, `span` says from where to where this page goes."""
    where = "" if here.is_first else f"{word_part(here)}{f': {span}' if span else ''}"
    return Page(
        address=here.address,
        template=template,
        view=view,
        title=f"{heading}, {where}" if where else heading,
        description=f"{description} {capital(where)}." if where else description,
        breadcrumbs=(home_link(site), *(() if here.is_first else (Link(Words(heading), index),))),
        sections=tuple(Section(jump.anchor, jump.title) for jump in jumps if not jump.address),
    )


def span_words(names: Iterable[str]) -> str:
    """`2030 to 2031`: the first and the last of the names in a part, once where they are the same."""
    listed = list(dict.fromkeys(names))
    return " to ".join(listed[:1] + listed[1:][-1:])
