"""A build that begins with what the last one left: only pages whose sources changed are made again.

Warm or cold, the result is the same to the byte. What the last build left counts as long as the program and the
settings are the same, and the published site is the one that it made; records are compared file by file, and pages by
what they were made from.
"""

from __future__ import annotations

import hashlib
import marshal
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from types import CodeType
from typing import Any

from sayso.build import Built, Pages, build_pages, page_node
from sayso.cache import Cache, Damaged
from sayso.checking import Checked, check_loaded
from sayso.entry_memory import KeptEntries
from sayso.library_keys import Chains, keys_of_all
from sayso.listing import is_like, list_changed, list_stamps
from sayso.loading import load_content
from sayso.pages import Link, Page, Settings, file_path, forget_views
from sayso.provenance import Revision, find_revision, stamp_revision
from sayso.publishing_tree import NextSite
from sayso.records import KINDS
from sayso.rendering import Renderer
from sayso.searching import FOLDER as INDEX
from sayso.searching import SearchRecord, index_records
from sayso.site_memory import Facts, Indexed, Sheet, Sources, Summary, Views, summarize
from sayso.spreading import cut, spread
from sayso.timing import Stages
from sayso.tracking import ALL, Graph, Token

SUMMARY, SOURCES, VIEWS, PROGRAMS = "summary", "sources", "views", "templates"
# How many pages a process takes at once, at least.
PIECE = 32
# Templates that both processes need are made into programs once, before there are two.
RECORD_TEMPLATES = tuple(f"{kind.kind_name}.html" for kind in KINDS)

Fill = Callable[[Page, str], str]
Tell = Callable[[int], None]


class WholeBuild:
    """The build of pages that are all made anew, as a door takes them."""

    def __init__(self, built: Built) -> None:
        self._built = built

    @property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""
        return self._built

    @cached_property
    def summary(self) -> Summary:
        """What is known of the site before any page is made."""
        return summarize(self.built, "", {})

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know."""
        built = self.built
        page = built.pages[address]
        before, after = (one and built.title(one) for one in (page.previous, page.next))
        return Sheet(page, built.body(page), before, after)

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        return self.built.link(record_id)


def make_pages(built: Built, site: NextSite, fill: Fill, addresses: Iterable[str]) -> list[tuple[str, bytes, Facts]]:
    """Makes and writes pages; gives the address, the digest of the file and the facts of each."""
    made = []
    for address in addresses:
        page = built.pages[address]
        html = fill(page, built.body(page))
        digest = site.put(file_path(address), html.encode("utf-8", errors="xmlcharrefreplace"))
        made.append((address, digest, Facts(page.title, page.previous, page.next, page.search)))
    return made


def keep_all(site: NextSite, paths: Iterable[str]) -> bool:
    """Lets published files stay; false where one is not as the last build left it."""
    return all(site.keep(path) for path in paths)


def hash_records(records: Sequence[SearchRecord]) -> str:
    """A digest of what a search is told."""
    return hashlib.sha256(repr(records).encode(errors="surrogatepass")).hexdigest()


class Rebuild(WholeBuild):
    """The build of a project that uses what the last one left in a cache.

    The cache is that of one program; `stamp` stands for all else that decides on pages beside the records, which is the
    settings. `published` is the name of the build that made the published site.
    """

    def __init__(  # noqa: PLR0913 -- what a build is made of
        self,
        root: Path,
        content: str,
        settings: Settings,
        *,
        stamp: str,
        cache: Cache | None,
        published: str | None,
        stages: Stages,
    ) -> None:
        self.stages = stages
        self._root = root
        self._content = content
        self._settings = settings
        self._stamp = stamp
        self._cache = cache
        self.is_damaged = False
        """Whether what the last build left cannot be used."""
        kept = self._load(SUMMARY, Summary)
        self._kept = kept if kept is not None and (kept.stamp, kept.build) == (stamp, published) else None
        self._listing = list_stamps(root, content)
        self.is_unchanged = self._kept is not None and is_like(self._kept.listing, self._listing)
        self._is_to_store = False
        self._graph = Graph()
        self._facts: dict[str, Facts] = {}

    def _load(self, name: str, kind: type[Any]) -> Any:  # noqa: ANN401 -- a value of that kind, or none
        """What the last build left under a name."""
        try:
            value = self._cache.load(name) if self._cache and not self.is_damaged else None
        except Damaged:
            self.is_damaged = True
            return None
        return value if isinstance(value, kind) else None

    @cached_property
    def checked(self) -> Checked:
        """The records, read and checked."""
        with self.stages.measure("records read"):
            loaded = load_content(self._root, self._content, self._entries if self._cache is not None else None)
        with self.stages.measure("records checked"):
            return check_loaded(loaded)

    @cached_property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""
        checked = self.checked
        with self.stages.measure("pages planned"):
            renderer = Renderer(self._load_programs())
            is_traced = self._cache is not None
            return build_pages(
                checked, self._settings, is_traced=is_traced, views=self._load_views(), renderer=renderer
            )

    def _load_views(self) -> dict[str, dict[str, Any]]:
        """What was made for lists, as far as it is as it would be made now."""
        sources = self._sources
        kept: Views | None = self._load(VIEWS, Views) if sources is not None else None
        if sources is None or kept is None or kept.build != sources.build:
            return {}
        forget_views(kept.views, self._stale)
        return kept.views

    def _load_programs(self) -> dict[str, CodeType]:
        """The programs that the same templates were made into before, by the same Python."""
        kept = self._load(PROGRAMS, bytes)
        programs: dict[str, CodeType] = marshal.loads(kept) if kept else {}  # noqa: S302 -- only we can have written it
        return programs

    @cached_property
    def summary(self) -> Summary:
        """What is known of the site before any page is made."""
        if self._kept is not None and self.is_unchanged:
            kept: Summary = self._kept
            return kept
        self._is_to_store = True
        return summarize(self.built, self._stamp, self._listing)

    @cached_property
    def _entries(self) -> KeptEntries:
        """The records as the last build read them."""
        kept = KeptEntries(self._cache)
        self.is_damaged = self.is_damaged or kept.is_damaged
        return kept

    @property
    def outcome(self) -> Checked | Summary:
        """What the check found, in words and one by one; before any page is made."""
        return self._kept if self._kept is not None and self.is_unchanged else self.checked

    @property
    def is_publishable(self) -> bool:
        """Whether nothing that is wrong keeps the records from being published."""
        return not any(problem.is_error for problem in self.outcome.problems)

    @cached_property
    def _sources(self) -> Sources | None:
        """What the last build knew of the sources of pages."""
        if self._kept is None or not (self.is_unchanged or self._entries.build == self._kept.build):
            return None
        sources: Sources | None = self._load(SOURCES, Sources)
        return sources if sources is not None and sources.build == self._kept.build else None

    @property
    def _known_facts(self) -> dict[str, Facts]:
        """What the last build knew of the pages of records."""
        return self._sources.facts if self._sources is not None else {}

    @cached_property
    def _stale(self) -> set[str]:
        """The nodes whose sources changed; nobody notes yet what is read of the records."""
        if self.is_unchanged or self._sources is None or self._kept is None:
            return set()
        library = self.checked.library
        entries = {entry.path: entry for entry in library.entries.values()}
        tokens: set[Token] = set(self._sources.chains.changed(Chains.of(library)))
        for path in list_changed(self._kept.listing, self._listing):
            before = self._entries.before.get(path)
            tokens |= keys_of_all((before and before[1], entries.get(path)), library)
            stem = path.rpartition("/")[2].rpartition(".")[0]
            tokens.update((name, key) for name in ("texts", "proses") for key in (stem, ALL))
        return self._sources.graph.find_stale(tokens)

    def _is_stale(self, address: str) -> bool:
        """Whether the view of a page has to be made again."""
        if self.is_unchanged:
            return False
        node = page_node(address)
        return self._sources is None or node in self._stale or node not in self._sources.graph

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know."""
        sheets = self.summary.sheets
        kept = self._kept.sheets.get(address) if self._kept is not None else None
        if kept is not None:
            around = (kept.page.previous, kept.page.next)
            is_same = self.is_unchanged or self.built.around(address) == around
            if is_same and not any(self._is_stale(one) for one in (address, *around) if one is not None):
                sheets[address] = kept
        if address not in sheets:
            self._is_to_store = True
            with self.stages.measure("lists and other pages made"):
                made = super().sheet(address)
            sheets[address] = made._replace(page=made.page._replace(view=None))
        return sheets[address]

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        links = self.summary.links
        if record_id not in links:
            self._is_to_store = True
            links[record_id] = super().link(record_id)
        return links[record_id]

    def write(self, site: NextSite, addresses: Sequence[str], fill: Fill, chrome: object, tell: Tell) -> None:
        """Puts the pages at these addresses into the next site: those that are as they were, and others made anew."""
        is_same = self._kept is not None and self._kept.chrome == chrome
        if self.is_unchanged and is_same and keep_all(site, map(file_path, addresses)):
            return
        self._is_to_store = True
        self.summary.chrome = chrome
        todo = list(self._choose(site, addresses)) if is_same and self._sources is not None else addresses
        facts = self._write(site, todo, fill, tell)
        self._facts = {address: facts.get(address) or self._known_facts[address] for address in addresses}

    def index(self, site: NextSite, others: Sequence[SearchRecord]) -> None:
        """Puts the search index into the next site; the one that is published stays where it was made of the same."""
        kept = self._kept.indexed if self._kept is not None else None
        of_others = hash_records(others)
        if kept is not None and not self._facts and kept.others == of_others and keep_all(site, kept.paths):
            return
        self._facts = self._facts or self._known_facts
        records = [*self._list_searched(), *others]
        of_all = hash_records(records)
        self._is_to_store = True
        if kept is not None and kept.records == of_all and keep_all(site, kept.paths):
            self.summary.indexed = replace(kept, others=of_others)
        else:
            self.summary.indexed = Indexed(of_others, of_all, self._index(site, records))

    def find_revision(self, root: Path, made_of: Sequence[Path]) -> Revision | None:
        """The Git commit that the site is made from; Git is asked only where something may have changed."""
        with self.stages.measure("Git asked"):
            stamp = stamp_revision(root, made_of)
        kept = self._kept.revision if self._kept is not None else None
        if stamp is None or kept is None or kept[0] != stamp:
            self._is_to_store = True
            with self.stages.measure("Git asked"):
                kept = stamp, find_revision(root, made_of)
        self.summary.revision = kept
        return kept[1]

    def _choose(self, site: NextSite, addresses: Sequence[str]) -> Iterable[str]:
        """The pages that are to be made again; all others stay in the site."""
        pages = self.built.pages
        facts = self._known_facts
        stale = [address for address in addresses if self._is_stale(address)]
        if isinstance(pages, Pages):
            pages.titles.update((one, facts[one].title) for one in facts.keys() - set(stale) if one in pages)
        if 2 * len(stale) > len(addresses):
            yield from addresses
            return
        renamed = {address for address in stale if address not in facts or facts[address].title != pages[address].title}
        for address in addresses:
            before, after = self.built.around(address)
            known = facts.get(address)
            is_same = known is not None and (known.previous, known.next) == (before, after)
            is_stale = self._is_stale(address) or not renamed.isdisjoint((before, after))
            if is_stale or not is_same or not site.keep(file_path(address)):
                yield address

    def _index(self, site: NextSite, records: Iterable[SearchRecord]) -> tuple[str, ...]:
        """The same of these records; gives the paths of the files."""
        paths = []
        with self.stages.measure("search index"):
            for name, data in index_records(records).items():
                paths.append(f"{INDEX}/{name}")
                site.note(paths[-1], site.put(paths[-1], data))
        return tuple(paths)

    def _list_searched(self) -> Iterator[SearchRecord]:
        """What a search is told of the pages of records."""
        for address, facts in self._facts.items():
            if facts.search is not None:
                fields = facts.search
                yield SearchRecord(address, fields.kind, fields.title, fields.who, fields.content)

    def _write(self, site: NextSite, addresses: Sequence[str], fill: Fill, tell: Tell) -> dict[str, Facts]:
        """Makes pages and writes them, in two processes where that pays; gives their facts."""
        if isinstance(self.built.pages, Pages):
            addresses = self.built.pages.sort(addresses)
        pieces = cut(addresses, PIECE)
        make = partial(make_pages, self.built, site, fill)
        if len(pieces) > 1:
            self.built.renderer.prepare(RECORD_TEMPLATES, addresses[0])
        with self.stages.measure("pages of records made"):
            done = spread(
                len(pieces),
                lambda number: make(pieces[number]),
                self.built.take_sources,
                lambda number: tell(number * len(pieces[0])),
            )
        facts = {}
        for address, digest, found in (made for piece in done.results for made in piece):
            site.note(file_path(address), digest)
            facts[address] = found
        for graph in done.ends:
            self._graph.merge(graph)
        return facts

    def store(self) -> str | None:
        """Keeps what is known for the next build, once the site is published; gives the name of the build."""
        if self._cache is None:
            return None
        summary = self.summary
        if self._is_to_store:
            with self.stages.measure("kept for the next build"):
                self._store(summary)
        return summary.build

    def _store(self, summary: Summary) -> None:
        summary.build = secrets.token_hex()
        library = self.built.site.library
        graph = self._graph
        if self._sources is not None:
            graph = self._sources.graph
            graph.drop(self._stale)
            graph.merge(self._graph)
        sources = Sources(summary.build, graph, self._facts or self._known_facts, Chains.of(library))
        if self._cache is not None:
            self._entries.store(summary.build)
            self._cache.store(PROGRAMS, marshal.dumps(self.built.renderer.programs))
            self._cache.store(SOURCES, sources)
            self._cache.store(VIEWS, Views.of(summary.build, self.built.site.views))
            self._cache.store(SUMMARY, summary)
