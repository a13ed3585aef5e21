"""What stands at the top of every list: its heading, one sentence, counts, and what it says when it is empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sayso.pages.page import Page, Section
from sayso.pages.record_frame import HEADINGS, home_link
from sayso.pages.site import Site
from sayso.records import FOLDERS

INTRODUCTIONS = {
    "stories": "Each explainer asks a few questions and shows who says what about them, and where.",
    "questions": "What is asked, by how many answers our records hold, with everybody who gives them.",
    "claims": "What somebody says or rejects, with everybody who does, under the question that it answers.",
    "events": "What is said to have happened, in the order of its dates, and who says it.",
    "actors": "Everybody who says something, is spoken for, or is named in an event or claim, by name.",
    "places": "Where events are said to have happened, each place under the larger one that holds it.",
    "sources": "Where the statements stand, by the date published, and how far we read each.",
}


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list without records says: where the first would stand, and which command begins it."""

    folder: str
    kind: str


@dataclass(frozen=True, slots=True)
class ListHead:
    """The top of a list; `empty` is none where there are records."""

    heading: str
    introduction: str
    counts: tuple[str, ...]
    empty: Empty | None


class ListView(Protocol):
    """What every list's view has."""

    @property
    def head(self) -> ListHead:
        """The top of the list."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A way to a part of the page, with how much stands there."""

    anchor: str
    title: str
    count: int


def make_head(site: Site, folder: str, *counts: str) -> ListHead:
    """The top of a kind's list; the counts are left out where there is nothing to count."""
    is_empty = not getattr(site.library, folder)
    return ListHead(
        heading=HEADINGS[folder],
        introduction=INTRODUCTIONS[folder],
        counts=() if is_empty else counts,
        empty=Empty(folder, FOLDERS[folder].kind_name) if is_empty else None,
    )


def make_list_page(site: Site, folder: str, view: ListView, jumps: Iterable[Jump] = ()) -> Page:
    """The page of a kind's list."""
    return Page(
        address=site.urls.index(folder),
        template=f"lists/{folder}.html",
        view=view,
        title=view.head.heading,
        description=view.head.introduction,
        breadcrumbs=(home_link(site),),
        sections=tuple(Section(jump.anchor, jump.title) for jump in jumps),
    )
