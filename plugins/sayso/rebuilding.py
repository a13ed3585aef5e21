"""A build that begins with what the last one left: only pages whose sources changed are made again.

Warm or cold, the result is the same to the byte. What the last build left counts as long as the program and the
settings are the same, and the published site is the one that it made; records are compared file by file, and pages by
what they were made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sayso.cache import Cache
from sayso.listing import list_stamps
from sayso.page_addresses import file_path
from sayso.page_settings import Settings
from sayso.page_values import Link, SearchRecord
from sayso.problems import Problem, have_errors
from sayso.provenance import Revision, find_revision, stamp_revision
from sayso.publishing_tree import NextSite
from sayso.site_memory import SUMMARY, Beginning, Fill, Memory, Sheet, Summary, Tell, hash_records
from sayso.timing import Stages

if TYPE_CHECKING:
    from sayso.build import Built
    from sayso.making import Making


class SiteBuild(Protocol):
    """The build of a site, as a door takes it."""

    @property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""

    @property
    def summary(self) -> Summary:
        """What is known of the site before any page is made."""

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know."""

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""


class Outcome(Protocol):
    """What a check found."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong."""

    @property
    def words(self) -> str:
        """The same in a sentence."""


class Rebuild:
    """The build of a project that uses what the last one left in a cache.

    The cache is that of one program. `published` is the name of the build that made the published site.
    """

    def __init__(  # noqa: PLR0913 -- what a build is made of
        self,
        root: Path,
        content: str,
        settings: Settings,
        *,
        cache: Cache | None,
        published: str | None,
        stages: Stages,
    ) -> None:
        self.stages = stages
        # All that decides on pages beside the records.
        self._stamp = repr(settings)
        memory = Memory(cache)
        kept = memory.load(SUMMARY, Summary)
        is_of_site = kept is not None and (kept.stamp, kept.build) == (self._stamp, published)
        listing = list_stamps(root, content)
        self._begun = Beginning(root, content, settings, memory, kept if is_of_site else None, listing, stages)
        self._maker: Making | None = None
        self._is_written = False
        self._addresses: Sequence[str] = ()
        """Those of the pages of records."""
        self._is_to_store = False

    @property
    def is_damaged(self) -> bool:
        """Whether what the last build left cannot be used."""
        return self._begun.memory.is_damaged

    @property
    def _making(self) -> Making:
        """What makes pages anew."""
        if self._maker is None:
            # It takes a quarter of a second to be read, which a build does not need in which nothing changed.
            from sayso.making import Making  # noqa: PLC0415

            self._maker = Making(self._begun)
        return self._maker

    @property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""
        return self._making.built

    @cached_property
    def summary(self) -> Summary:
        """What is known of the site before any page is made."""
        if self._begun.kept is not None and self._begun.is_unchanged:
            return self._begun.kept
        self._is_to_store = True
        return self._making.summarize(self._stamp)

    @property
    def outcome(self) -> Outcome:
        """What the check found, in words and one by one; before any page is made."""
        return self._begun.kept if self._begun.kept is not None and self._begun.is_unchanged else self._making.checked

    @property
    def is_publishable(self) -> bool:
        """Whether nothing that is wrong keeps the records from being published."""
        return not have_errors(self.outcome.problems)

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know."""
        sheets = self.summary.sheets
        if address not in sheets:
            self._is_to_store = True
            sheets[address] = self._making.sheet(address)
        return sheets[address]

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        links = self.summary.links
        if record_id not in links:
            self._is_to_store = True
            links[record_id] = self.built.link(record_id)
        return links[record_id]

    def write(self, site: NextSite, addresses: Sequence[str], fill: Fill, chrome: object, tell: Tell) -> None:
        """Puts the pages at these addresses into the next site: those that are as they were, and others made anew."""
        self._addresses = addresses
        is_framed_alike = self._begun.kept is not None and self._begun.kept.chrome == chrome
        if self._begun.is_unchanged and is_framed_alike and site.keep_all(map(file_path, addresses)):
            return
        self._is_to_store = self._is_written = True
        self.summary.chrome = chrome
        self._making.write(site, addresses, fill, tell, is_framed_alike=is_framed_alike)

    def index(self, site: NextSite, others: Sequence[SearchRecord]) -> None:
        """Puts the search index into the next site; `others` are records that are none of ours."""
        kept = self._begun.kept.indexed if self._begun.kept is not None and not self._is_written else None
        if kept is None or kept.others != hash_records(others) or not site.keep_all(kept.paths):
            self._is_to_store = True
            self.summary.indexed = self._making.index(site, others, self._addresses)

    def find_revision(self, root: Path, made_of: Sequence[Path]) -> Revision | None:
        """The Git commit that the site is made from; Git is asked only where something may have changed."""
        with self.stages.measure("Git asked"):
            stamp = stamp_revision(root, made_of)
        kept = self._begun.kept.revision if self._begun.kept is not None else None
        if stamp is None or kept is None or kept[0] != stamp:
            self._is_to_store = True
            with self.stages.measure("Git asked"):
                kept = stamp, find_revision(root, made_of)
        self.summary.revision = kept
        return kept[1]

    def store(self) -> str | None:
        """Keeps what is known for the next build, once the site is published; gives the name of the build."""
        if self._begun.memory.cache is None:
            return None
        if self._is_to_store:
            with self.stages.measure("kept for the next build"):
                if self._maker is not None:
                    self._maker.store(self.summary)
                else:  # there is another commit, and nothing else changed
                    self._begun.memory.cache.store(SUMMARY, self.summary)
        return self.summary.build

    def drop(self) -> None:
        """Ends what is still done for a next build, whether this one came to its end or not."""
        if self._maker is not None:
            self._maker.drop()
