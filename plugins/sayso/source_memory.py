"""What one build keeps of its pages for the next in which something changed: what they were made from, and of what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from sayso.cache import Cache
from sayso.library_keys import Chains
from sayso.page_values import Page
from sayso.pages import forget_views, link_to
from sayso.pages.gaps import gaps_in
from sayso.pages.labels import view_claim, view_question
from sayso.pages.reading_order import LISTS
from sayso.pages.reference import reference_pages
from sayso.pages.site import find_label, find_question_label
from sayso.pages.sources import view_source_row
from sayso.pages.standings import order_claim_ids
from sayso.pages.story import count_words
from sayso.pages.timeline import describe_event
from sayso.site_memory import Facts, Memory
from sayso.tracking import Graph, Node

# What lists are made of, which show all records: made anew, it would take longer than to read it. What pages of records
# show besides is made for the few that changed.
IN_LISTS: tuple[Callable[..., object], ...] = (
    *LISTS,
    *(reference_pages, view_claim, view_question, describe_event, view_source_row, count_words, link_to),
    *(find_label, find_question_label, order_claim_ids, gaps_in),
)


SOURCES, VIEWS, CHANGES = "sources", "views", "changed-sources"
# All is written again once so great a share of all nodes is made anew.
LARGEST_SHARE = 1 / 8
Made = dict[str, dict[str, Any]]
"""What was made, by the name of what made it and the id of what it was made of."""


@dataclass
class Views:
    """What was made for lists, under a name that nothing else has."""

    name: str
    views: Made


@dataclass
class Changes:
    """What differs in a build from the sources and views that are kept under the name of `base`."""

    base: str
    build: str
    chains: Chains
    stale: set[Node] = field(default_factory=set)
    """The nodes that were made anew, or are no more."""
    graph: Graph = field(default_factory=Graph)
    facts: dict[str, Facts | None] = field(default_factory=dict)
    views: Made = field(default_factory=dict)


class KeptSources:
    """What the last build knew of its pages: what they were made from, and of what.

    What is kept of all pages stays as it is while little changes, and what changed since is kept beside it.
    """

    def __init__(self, memory: Memory, build: str) -> None:
        """Takes in what the build of that name kept, which may be nothing."""
        self._memory = memory
        changes: Changes | None = memory.load(CHANGES, Changes)
        base, facts, *graph = (memory.load_parts(SOURCES) if changes and changes.build == build else ()) or ("", {})
        self.is_known = changes is not None and base == changes.base
        """Whether anything is known."""
        if changes is None or not self.is_known:
            changes, facts, graph = Changes("", "", Chains({})), {}, []
        self._changes = changes
        self._base = ""
        """The name under which this build keeps all views, once that is prepared."""
        self._facts: Mapping[str, Facts] = facts
        self._views: Made = {}
        self.graph = Graph.put_together(graph) if graph else Graph()
        self.graph.drop(changes.stale)
        self.graph.merge(changes.graph)
        self.chains = changes.chains
        self.facts: dict[str, Facts] = {
            address: facts for address, facts in {**facts, **changes.facts}.items() if facts is not None
        }
        """What was known of the pages of records."""

    def load_views(self) -> Made:
        """What was made for lists; none where it cannot be used."""
        kept: Views | None = self._memory.load(VIEWS, Views) if self.is_known else None
        if kept is None or kept.name != self._changes.base:
            return {}
        self._views = kept.views
        views = {name: dict(made) for name, made in kept.views.items()}
        forget_views(views, self._changes.stale)
        for name, made in self._changes.views.items():
            views[name].update(made)
        return views

    def prepare_views(self, cache: Cache, views: Made, name: str) -> Callable[[], None]:
        """What is to be done, in this process or another, to keep all that was made for lists under a new name.

        `prepare` takes it for done, and gives the rest.
        """
        self._base = name
        return partial(cache.store, VIEWS, Views(name, pick_lists(views)))

    def prepare(  # noqa: PLR0913 -- all that is known of pages
        self,
        cache: Cache,
        build: str,
        *,
        graph: Graph,
        stale: set[Node],
        facts: dict[str, Facts],
        chains: Chains,
        views: Made,
    ) -> list[Callable[[], None]]:
        """What is to be done in any order to keep what this build knows; where that is little, it is one thing.

        `graph` has the nodes that were made, and those that are `stale` were made before.
        """
        changes = self._changes
        most = LARGEST_SHARE * len(self.graph)
        if self._views and len(changes.stale | stale) <= most and len(changes.graph) + len(graph) <= most:
            changes.graph.drop(stale)
            changes.graph.merge(graph)
            found = {address: one for address, one in facts.items() if self._facts.get(address) is not one}
            gone = dict.fromkeys(self._facts.keys() - facts.keys())
            others = {
                name: {one: value for one, value in made.items() if self._views[name].get(one) is not value}
                for name, made in pick_lists(views).items()
            }
            changes = Changes(
                changes.base, build, chains, changes.stale | stale, changes.graph, {**found, **gone}, others
            )
            return [partial(cache.store, CHANGES, changes)]
        if self.is_known:
            self.graph.drop(stale)
            self.graph.merge(graph)
            graph = self.graph
        stores = [] if self._base else [self.prepare_views(cache, views, build)]
        return [
            *stores,
            partial(cache.store_parts, SOURCES, chain((self._base, facts), graph.take_apart())),
            partial(cache.store, CHANGES, Changes(self._base, build, chains)),
        ]


def pages_of_lists(views: Made) -> dict[str, Page]:
    """The pages of lists by their addresses; those that are made together are kept under the name of what did."""
    return {page.address: page for name, made in views.items() for page in made.get(name, ())}


def pick_lists(views: Mapping[str, dict[str, Any]]) -> Made:
    """Those of a build's views that are worth keeping."""
    return {make.__name__: views.get(make.__name__, {}) for make in IN_LISTS}


def forget_others(views: Made) -> None:
    """Lets go of those of a build's views that are not worth keeping, which are most."""
    for name in views.keys() - {make.__name__ for make in IN_LISTS}:
        del views[name]
