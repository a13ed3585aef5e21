"""What is known of a site and its pages before and after these are made; what one build keeps of them for the next."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sayso.build import Built
from sayso.library_keys import Chains
from sayso.listing import Listing
from sayso.pages import Link, Page, RedirectView, SearchFields, link_to
from sayso.pages.labels import view_claim, view_question
from sayso.pages.reading_order import LISTS
from sayso.pages.reference import reference_pages
from sayso.pages.site import find_label, find_question_label
from sayso.pages.sources import view_source_row
from sayso.pages.story import count_words
from sayso.pages.timeline import describe_event
from sayso.problems import Mark, Problem
from sayso.provenance import Revision
from sayso.records import FOLDERS
from sayso.tracking import Graph


class Sheet(NamedTuple):
    """A finished page: all that stands around its body, without the view that it was made of, and the body.

    And the titles of the pages before and after it.
    """

    page: Page
    body: str
    before: str | None
    after: str | None


class Facts(NamedTuple):
    """What others show of a record's page: its title, the pages before and after it, and what a search is told."""

    title: str
    previous: str | None
    next: str | None
    search: SearchFields | None


@dataclass(frozen=True)
class Indexed:
    """What a search index was made of, and its files."""

    others: str
    """The digest of the records that are none of ours, such as pages written by hand."""
    records: str
    """The digest of all records."""
    paths: tuple[str, ...]


@dataclass
class Summary:
    """What is known of a site before any page is made; all that a build needs in which nothing changed."""

    build: str
    """A name that no other build has."""
    stamp: str
    listing: Listing
    problems: tuple[Problem, ...]
    words: str
    outcome: str
    newest: datetime
    counts: Mapping[str, int]
    addresses: tuple[str, ...]
    redirects: tuple[tuple[RedirectView, Mark], ...]
    links: dict[str, Link | None] = field(default_factory=dict)
    """The links to records that hand-written pages asked for."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """The pages that MkDocs knows."""
    chrome: object = None
    """What decides on all that stands around bodies."""

    indexed: Indexed | None = None
    revision: tuple[str | None, Revision | None] | None = None
    """The Git commit, and what stands for all that it was found by."""

    def is_framed_like(self, other: Summary) -> bool:
        """Whether another site has the same pages at the same addresses, and the same newest day."""
        return (self.addresses, self.redirects, self.newest) == (other.addresses, other.redirects, other.newest)


# What lists are made of, which show all records: made anew, it would take longer than to read it. What pages of records
# show besides is made for the few that changed.
IN_LISTS: tuple[Callable[..., object], ...] = (
    *LISTS,
    *(reference_pages, view_claim, view_question, describe_event, view_source_row, count_words, link_to),
    *(find_label, find_question_label),
)


@dataclass
class Views:
    """What was made for lists, by the name of what made it and the id of what it was made of."""

    build: str
    views: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, build: str, views: Mapping[str, dict[str, Any]]) -> Views:
        """Those of a build's views that are worth keeping."""
        return cls(build, {make.__name__: views.get(make.__name__, {}) for make in IN_LISTS})


@dataclass
class Sources:
    """What the pages of a site were made from, for a build in which something changed."""

    build: str
    graph: Graph
    facts: dict[str, Facts]
    chains: Chains


def summarize(built: Built, stamp: str, listing: Listing) -> Summary:
    """What is known of a site before any page is made."""
    checked, library = built.checked, built.site.library
    counts = dict.fromkeys(FOLDERS, 0)
    for record in library.records:
        counts[record.folder] += 1
    counts["positions"] = len(library.standings)
    marks = {built.site.urls.page(redirect.address): redirect.mark for redirect in library.redirects}
    return Summary(
        build=secrets.token_hex(),
        stamp=stamp,
        listing=listing,
        problems=checked.problems,
        words=checked.words,
        outcome=checked.outcome,
        newest=built.newest,
        counts=counts,
        addresses=tuple(built.pages),
        redirects=tuple((redirect, marks[redirect.address]) for redirect in built.redirects),
    )
