"""What is known of a site before any page is made, and what one build keeps of it for the next.

Nothing here makes a page or reads a record: that is all that a build needs in which nothing changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sayso.cache import Cache, Damaged
from sayso.listing import Listing, is_like
from sayso.page_settings import Settings
from sayso.page_values import Link, Page, RedirectView, SearchFields, SearchRecord
from sayso.problems import Mark, Problem
from sayso.provenance import Revision
from sayso.timing import Stages

SUMMARY = "summary"
Fill = Callable[[Page, str], bytes]
"""Makes a whole page of one and its body, as its file holds it."""
Tell = Callable[[int], None]
"""Is told how many pages are done."""


class Memory:
    """What the last build left, by its names; as soon as one thing is damaged, nothing."""

    def __init__(self, cache: Cache | None) -> None:
        self.cache = cache
        self.is_damaged = False

    def load(self, name: str, kind: type[Any]) -> Any:  # noqa: ANN401 -- a value of that kind, or none
        """What is kept under a name."""
        value = next(iter(self.load_parts(name)), None)
        return value if isinstance(value, kind) else None

    def load_parts(self, name: str) -> list[Any]:
        """The values that are kept one after the other under a name."""
        try:
            return list(self.cache.load_parts(name)) if self.cache and not self.is_damaged else []
        except Damaged:
            self.is_damaged = True
            return []


@dataclass(frozen=True)
class Beginning:
    """What a build begins with: its project and settings, what the last build left, and the content's files now."""

    root: Path
    content: str
    settings: Settings
    memory: Memory
    kept: Summary | None
    """What the last build knew of the site, where that counts."""
    listing: Listing
    stages: Stages

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether all files of the content are as the last build found them."""
        return self.kept is not None and is_like(self.kept.listing, self.listing)


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


def hash_records(records: Sequence[SearchRecord]) -> str:
    """A digest of what a search is told."""
    return hashlib.sha256(repr(records).encode(errors="surrogatepass")).hexdigest()


@dataclass
class Summary:
    """What is known of a site before any page is made; all that a build needs in which nothing changed."""

    stamp: str
    listing: Listing
    problems: tuple[Problem, ...]
    words: str
    counted: str
    """How many problems there are, in words."""
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
    build: str = ""
    """The name of the build, which no other has, once what it knows is kept."""
    indexed: Indexed | None = None
    revision: tuple[str | None, Revision | None] | None = None
    """The Git commit, and what stands for all that it was found by."""

    def is_framed_like(self, other: Summary) -> bool:
        """Whether another site has the same pages at the same addresses, and the same newest day."""
        return (self.addresses, self.redirects, self.newest) == (other.addresses, other.redirects, other.newest)
