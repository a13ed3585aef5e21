"""What the preview remembers of files and pages, so that a save costs what it changed and not what there is."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.build import Built, build_pages, page_node
from sayso.checking import Checked
from sayso.library import Library
from sayso.library_keys import Chains, keys_of
from sayso.listing import RECENT
from sayso.loading import Entry, Prose, StoredText
from sayso.loading.scanning import ContentFile, FileState
from sayso.pages import Page, Settings
from sayso.problems import Problem
from sayso.tracking import ALL, Graph, Token

Read = tuple[Entry, tuple[Problem, ...]]


class Files:
    """The records of files that are as they were when they were read."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[FileState, Read]] = {}
        self._now: dict[str, tuple[FileState, Read]] = {}

    def turn(self) -> None:
        """Ends a reading of all files: those that were not asked for are forgotten."""
        self._before, self._now = self._now, {}

    def get(self, file: ContentFile) -> Read | None:
        """What was read of a file; none where it may have changed."""
        known = self._before.get(file.path)
        if known is None or known[0] != file.state:
            return None
        self._now[file.path] = known
        return known[1]

    def put(self, file: ContentFile, entry: Entry, problems: tuple[Problem, ...]) -> None:
        """Takes what was read of a file, unless it may change once more without a trace."""
        state = file.state
        if state is not None and max(state.mtime_ns, state.ctime_ns) < time.time_ns() - RECENT:
            self._now[file.path] = state, (entry, problems)


@dataclass(frozen=True)
class Sources:
    """What the last pages were made from, and what was made."""

    settings: Settings
    entries: Mapping[str, Entry]
    texts: Mapping[str, StoredText]
    proses: Mapping[str, Prose]
    chains: Chains
    graph: Graph
    views: dict[str, dict[str, Any]]
    pages: Mapping[str, Page]


class Pages:
    """The last pages. Of the next, only those are made whose sources changed; all others are the same objects."""

    def __init__(self) -> None:
        self._last: Sources | None = None

    def build(self, checked: Checked, settings: Settings) -> Built:
        """The pages of records that were checked. Should making them fail, all are made anew the next time."""
        last, self._last = self._last, None
        library = checked.library
        entries, texts, proses = library.entries, library.texts, library.proses
        chains = Chains.of(library)
        if last is None or last.settings != settings:
            last = Sources(settings, {}, {}, {}, chains, Graph(), {}, {})
        else:
            stale = last.graph.find_stale(find_changed(last, library, chains))
            last.graph.drop(stale)
            for node in stale:
                name, _, one = node.partition(" ")
                last.views.get(name, {}).pop(one or name, None)
        built = build_pages(checked, settings, is_traced=True, views=last.views)
        pages = {address: take_page(built, last, address) for address in built.pages}
        last.graph.add(built.take_sources())
        self._last = Sources(settings, entries, texts, proses, chains, last.graph, built.site.views, pages)
        return replace(built, pages=pages)

    def forget(self) -> None:
        """Lets all pages be made anew the next time."""
        self._last = None


def take_page(built: Built, last: Sources, address: str) -> Page:
    """The last page at an address where it is as it would be made now, else that one."""
    known = last.pages.get(address)
    if known is None or page_node(address) not in last.graph:
        made = built.pages[address]
        return known if known is not None and known == made else made
    before, after = built.around(address)
    return known if (known.previous, known.next) == (before, after) else replace(known, previous=before, next=after)


def find_changed(last: Sources, library: Library, chains: Chains) -> set[Token]:
    """The keys under which a library holds something else than the last one; nobody notes yet what is read of it."""
    tokens = set(last.chains.changed(chains))
    for old, new in list_changed(last.entries, library.entries):
        tokens.update(token for entry in (old, new) if entry is not None for token in keys_of(entry, library))
    for name, one, other in (("texts", last.texts, library.texts), ("proses", last.proses, library.proses)):
        for record_id in one.keys() | other.keys():
            if one.get(record_id) != other.get(record_id):
                tokens |= {(name, record_id), (name, ALL)}
    return tokens


def list_changed(one: Mapping[str, Entry], other: Mapping[str, Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """The entries that are not the same in two libraries, or are in one alone."""
    for record_id in one.keys() | other.keys():
        old, new = one.get(record_id), other.get(record_id)
        if old is not new and old != new:
            yield old, new
