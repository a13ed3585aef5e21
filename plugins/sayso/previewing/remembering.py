"""What the preview remembers of pages, so that a save costs what it changed and not what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sayso.build import Built, build_pages, page_node
from sayso.library import Library
from sayso.library_keys import Chains, find_changed, track
from sayso.loading import Entry, Prose, StoredText
from sayso.page_settings import Settings
from sayso.page_values import Page
from sayso.pages import forget_views, make_site, plan_record_pages
from sayso.tracking import Graph, Node, Recorder

V = TypeVar("V")
# How many pages of records are made before all others.
FEW = 100


@dataclass(frozen=True)
class Sources:
    """What the last pages were made from, and what was made."""

    settings: Settings
    graph: Graph
    views: dict[str, dict[str, Any]]
    pages: Mapping[str, Page]
    entries: Mapping[str, Entry]
    texts: Mapping[str, StoredText]
    proses: Mapping[str, Prose]
    chains: Chains


class Pages:
    """The last pages. Of the next, only those are made whose sources changed; all others are the same objects."""

    def __init__(self) -> None:
        self._last: Sources | None = None

    def build(self, library: Library, settings: Settings) -> Built:
        """The pages of records. Should making them fail, all are made anew the next time."""
        last, self._last = self._last, None
        now = replace(last, **take_sources(library)) if last is not None else None
        if last is None or now is None or last.settings != settings:
            now = Sources(settings, Graph(), {}, {}, **take_sources(library))
        else:
            now.graph.drop(find_stale(last, library, now.chains))
        built = build_pages(library, settings, is_traced=True, views=now.views)
        pages = {address: take_page(built, now, address) for address in built.pages}
        now.graph.merge(built.take_sources())
        self._last = replace(now, views=built.site.views, pages=pages)
        return replace(built, pages=pages)

    def begin(self, library: Library, settings: Settings) -> list[Page]:
        """The pages of records that have to be made again, before all others; none where these are not few.

        Their neighbours are those that they had.
        """
        last, self._last = self._last, None
        if last is None or last.settings != settings:
            return []
        now = replace(last, **take_sources(library))
        stale = find_stale(last, library, now.chains)
        recorder = Recorder(track(library))
        site = make_site(library, settings, recorder)
        site.views.update(now.views)
        found = [(address, make) for address, make in plan_record_pages(site).items() if page_node(address) in stale]
        pages = [
            recorder.make(*page_node(address), make)._replace(
                previous=now.pages[address].previous, next=now.pages[address].next
            )
            for address, make in (found if len(found) <= FEW else ())
            if address in now.pages
        ]
        now.graph.drop(stale)
        now.graph.merge(recorder.take())
        self._last = replace(now, views=site.views, pages={**now.pages, **{page.address: page for page in pages}})
        return pages

    def forget(self) -> None:
        """Lets all pages be made anew the next time."""
        self._last = None


def take_sources(library: Library) -> dict[str, Any]:
    """What pages are made from; nobody notes yet what is read of it."""
    return {
        "entries": library.entries,
        "texts": library.texts,
        "proses": library.proses,
        "chains": Chains.of(library),
    }


def find_stale(last: Sources, library: Library, chains: Chains) -> set[Node]:
    """What was made from something that is another now; views that were are forgotten."""
    texts = (*list_changed(last.texts, library.texts), *list_changed(last.proses, library.proses))
    versions = (
        (last.entries.get(one), library.entries.get(one)) for one in list_changed(last.entries, library.entries)
    )
    stale = last.graph.find_stale(find_changed(library, last.chains, chains, versions, texts))
    forget_views(last.views, stale)
    return stale


def take_page(built: Built, last: Sources, address: str) -> Page:
    """The last page at an address where it is as it would be made now, else that one."""
    known = last.pages.get(address)
    if known is None or page_node(address) not in last.graph:
        made = built.pages[address]
        return known if known is not None and known == made else made
    before, after = built.around(address)
    return known if (known.previous, known.next) == (before, after) else known._replace(previous=before, next=after)


def list_changed(one: Mapping[str, V], other: Mapping[str, V]) -> Iterator[str]:
    """The keys under which two mappings do not hold the same, or only one of them holds something."""
    for key in one.keys() | other.keys():
        before, after = one.get(key), other.get(key)
        if before is not after and before != after:
            yield key
