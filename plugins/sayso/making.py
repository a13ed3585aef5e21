"""Makes the pages of a site: all of them, or those whose sources changed since the last build."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from sayso.build import Built, Pages, build_pages, page_node
from sayso.checking import Checked, sum_up
from sayso.entry_memory import NAME as ENTRIES
from sayso.entry_memory import KeptEntries
from sayso.library import Library
from sayso.library_keys import Chains, find_changed
from sayso.listing import list_changed
from sayso.loading import Loaded, load_content
from sayso.page_addresses import SEARCH_INDEX, file_path
from sayso.page_values import Page, SearchRecord
from sayso.pages import forget_views
from sayso.publishing_tree import NextSite
from sayso.rules import check_library
from sayso.searching import index_records
from sayso.site_memory import SUMMARY, Beginning, Facts, Fill, Indexed, Sheet, Summary, Tell, hash_records
from sayso.source_memory import VIEWS, KeptSources, pages_of_lists
from sayso.spreading import MANY, Aside, SpreadError, spread
from sayso.summarizing import make_sheet, summarize
from sayso.tracking import Graph, Node
from sayso.writing import Writing


def do_all(works: Iterable[Callable[[], None]]) -> None:
    """Does one thing after the other."""
    for work in works:
        work()


class Making:
    """Makes what is to be made anew of a project; the rest is taken from what the last build left."""

    def __init__(self, begun: Beginning) -> None:
        self._begun = begun
        self._graph = Graph()
        self._facts: dict[str, Facts] | None = None
        """Those of all pages of records, where anybody asked for them."""
        self._lists: dict[str, Page] = {}
        """The pages of lists as the last build made them, by their addresses."""
        self._early: Aside[None] | None = None
        """Keeps what is known before any page of a record is made."""

    @cached_property
    def _linked(self) -> tuple[Loaded, Library]:
        """The records, read and linked."""
        with self._begun.stages.measure("records read"):
            loaded = load_content(
                self._begun.root, self._begun.content, self._entries if self._begun.memory.cache is not None else None
            )
            return loaded, Library(loaded)

    @cached_property
    def checked(self) -> Checked:
        """The records, checked; pages are planned meanwhile, unless it is clear that there will be none."""
        loaded, library = self._linked
        rules = Aside(partial(check_library, library, is_alone=True), is_large=len(library.entries) >= MANY)
        try:
            if rules.is_elsewhere and library.is_whole:
                with suppress(Exception):  # what fails now fails again when somebody asks for pages, and is told then
                    _ = self.built
            with self._begun.stages.measure("records checked"):
                return sum_up(loaded, library, rules.result())
        finally:
            rules.drop()

    @cached_property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""
        _, library = self._linked
        with self._begun.stages.measure("pages planned"):
            is_traced = self._begun.memory.cache is not None
            return build_pages(library, self._begun.settings, is_traced=is_traced, views=self._load_views())

    def _load_views(self) -> dict[str, dict[str, Any]]:
        """What was made for lists, as far as it is as it would be made now."""
        views = self._sources.load_views()
        self._lists = pages_of_lists(views)
        forget_views(views, self._stale)
        return views

    @cached_property
    def _entries(self) -> KeptEntries:
        """The records as the last build read them."""
        kept = KeptEntries(self._begun.memory.cache)
        self._begun.memory.is_damaged = self._begun.memory.is_damaged or kept.is_damaged
        return kept

    @cached_property
    def _sources(self) -> KeptSources:
        """What the last build knew of the sources of pages."""
        kept = self._begun.kept
        is_of_site = kept is not None and (self._begun.is_unchanged or self._entries.build == kept.build)
        return KeptSources(self._begun.memory, kept.build if kept is not None and is_of_site else "")

    @cached_property
    def _stale(self) -> set[Node]:
        """The nodes whose sources changed; nobody notes yet what is read of the records."""
        if self._begun.is_unchanged or not self._sources.is_known or self._begun.kept is None:
            return set()
        _, library = self._linked
        entries = {entry.path: entry for entry in library.entries.values()}
        changed = list_changed(self._begun.kept.listing, self._begun.listing)
        before = {path: known[1] for path in changed if (known := self._entries.before.get(path)) is not None}
        tokens = find_changed(
            library,
            self._sources.chains,
            Chains.of(library),
            ((before.get(path), entries.get(path)) for path in changed),
            (path.rpartition("/")[2].rpartition(".")[0] for path in changed),
        )
        return self._sources.graph.find_stale(tokens)

    def _is_stale(self, address: str) -> bool:
        """Whether the view of a page has to be made again."""
        if self._begun.is_unchanged:
            return False
        node = page_node(address)
        return node in self._stale or node not in self._sources.graph

    def _is_changed(self, address: str) -> bool:
        """Whether a page may be another one; that of a list is made again with all others, of which few change."""
        if not self._is_stale(address):
            return False
        before = self._lists.get(address)
        return before is None or before != self.built.pages[address]._replace(previous=None, next=None)

    def summarize(self, stamp: str) -> Summary:
        """What is known of the site before any page is made."""
        summary = summarize(self.built, self.checked, stamp, self._begun.listing)
        self._store_early()
        return summary

    def _store_early(self) -> None:
        """Lets a second process keep the records and lists of a first build, while the first has nothing to share."""
        cache = self._begun.memory.cache
        # What an earlier build left stays until it is known that this one comes to its end.
        if cache is None or cache.holds(VIEWS, ENTRIES) or len(self.built.site.library.entries) < MANY:
            return
        name = secrets.token_hex()
        views = self._sources.prepare_views(cache, self.built.site.views, name)
        stores = [views, self._entries.prepare_all(cache, name)]
        self._early = Aside(partial(do_all, stores), is_large=True)

    def drop(self) -> None:
        """Ends what a second process still does; nobody needs it, or it was done."""
        if self._early is not None:
            self._early.drop()

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know; the one that was kept where it would be made as it is."""
        kept = self._begun.kept.sheets.get(address) if self._begun.kept is not None else None
        if kept is not None and self._is_as_it_was(address, kept):
            return kept
        with self._begun.stages.measure("lists and other pages made"):
            made = make_sheet(self.built, address)
        return made._replace(page=made.page._replace(view=None))

    def _is_as_it_was(self, address: str, kept: Sheet) -> bool:
        """Whether nothing changed of a page, nor of those before and after it."""
        around = (kept.page.previous, kept.page.next)
        is_same = self._begun.is_unchanged or self.built.around(address) == around
        return is_same and not any(self._is_changed(one) for one in (address, *around) if one is not None)

    def write(self, site: NextSite, addresses: Sequence[str], fill: Fill, tell: Tell, *, is_framed_alike: bool) -> None:
        """Puts the pages at these addresses into the next site: those that are as they were, and others made anew.

        All are made anew where what stands around bodies is not alike.
        """
        site.settle()
        todo = list(self._choose(site, addresses)) if is_framed_alike and self._sources.is_known else addresses
        writing = Writing(self.built, site, fill)
        with self._begun.stages.measure("pages of records made"):
            facts, self._graph = writing.write(todo, tell)
        self._facts = {address: facts.get(address) or self._find_facts(address) for address in addresses}

    def index(self, site: NextSite, others: Sequence[SearchRecord], addresses: Iterable[str]) -> Indexed:
        """Puts the search index into the next site; the one that is published stays where it was made of the same."""
        kept = self._begun.kept.indexed if self._begun.kept is not None else None
        if self._facts is None:
            self._facts = {address: self._find_facts(address) for address in addresses}
        records = [*list_searched(self._facts), *others]
        of_others, of_all = hash_records(others), hash_records(records)
        if kept is not None and kept.records == of_all and site.keep_all(kept.paths):
            return replace(kept, others=of_others)
        return Indexed(of_others, of_all, self._index(site, records))

    def _find_facts(self, address: str) -> Facts:
        """Those of a page that stays in the site: as they were kept, else made anew."""
        known = self._sources.facts.get(address)
        if known is not None:
            return known
        page = self.built.pages[address]
        return Facts(page.title, page.previous, page.next, page.search)

    def _choose(self, site: NextSite, addresses: Sequence[str]) -> Iterable[str]:
        """The pages that are to be made again; all others stay in the site."""
        pages = self.built.pages
        facts = self._sources.facts
        stale = {address for address in addresses if self._is_changed(address)}
        if isinstance(pages, Pages):
            pages.titles.update((one, facts[one].title) for one in facts.keys() - stale if one in pages)
        if 2 * len(stale) > len(addresses):
            yield from addresses
            return
        renamed = {address for address in stale if address not in facts or facts[address].title != pages[address].title}
        for address in addresses:
            before, after = self.built.around(address)
            known = facts.get(address)
            is_same = known is not None and (known.previous, known.next) == (before, after)
            is_stale = address in stale or not renamed.isdisjoint((before, after))
            if is_stale or not is_same or not site.keep(file_path(address)):
                yield address

    def _index(self, site: NextSite, records: Iterable[SearchRecord]) -> tuple[str, ...]:
        """The same of these records; gives the paths of the files."""
        paths = []
        with self._begun.stages.measure("search index"):
            for name, data in index_records(records).items():
                paths.append(f"{SEARCH_INDEX}/{name}")
                site.note(paths[-1], site.put(paths[-1], data))
        return tuple(paths)

    def store(self, summary: Summary) -> None:
        """Keeps what the next build can begin with, under a new name for this one."""
        build = summary.build = secrets.token_hex()
        site, cache = self.built.site, self._begun.memory.cache
        if cache is None:
            return
        if self._early is not None:
            with suppress(SpreadError):  # what is not kept costs the next build some time
                self._early.result()
        # What was made where no page of a record was written, such as a list or what a search is told.
        self._graph.merge(self.built.take_sources())
        kept = self._sources.prepare(
            cache,
            build,
            graph=self._graph,
            stale=self._stale,
            facts=self._sources.facts if self._facts is None else self._facts,
            chains=Chains.of(site.library),
            views=site.views,
        )
        stores: list[Callable[[], None]] = [partial(self._entries.store, build), *kept]
        is_large = self._early is None and len(kept) > 1 and len(site.library.entries) >= MANY
        with suppress(SpreadError):  # as above; what is kept of a site is no beginning without its summary
            spread(len(stores), lambda number: stores[number](), lambda: None, is_large=is_large)
            cache.store(SUMMARY, summary)


def list_searched(facts: Mapping[str, Facts]) -> Iterator[SearchRecord]:
    """What a search is told of pages, by their addresses."""
    for address, known in facts.items():
        if known.search is not None:
            yield SearchRecord(address, *known.search)
