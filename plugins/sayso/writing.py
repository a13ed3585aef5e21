"""Makes pages and puts them into the next site: in two processes where that pays, neighbours by the same one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

from sayso.build import Built
from sayso.page_addresses import file_path
from sayso.page_values import SearchFields
from sayso.pages import group_by_dossier
from sayso.publishing_tree import NextSite
from sayso.records import KINDS
from sayso.site_memory import Facts, Fill, Tell
from sayso.source_memory import forget_others
from sayso.spreading import MANY, cut, spread
from sayso.tracking import Addition, Graph

# How many pages a process takes at once, at least.
PIECE = 32
# Of the pages of so many groups of neighbours what they show is kept for the next: what a few pages of another group
# show too would be made again and again.
MOST_GROUPS = 10
# Templates that both processes need are set up once, before there are two.
RECORD_TEMPLATES = tuple(f"{kind.kind_name}.html" for kind in KINDS)
MadePage = tuple[bytes, str, SearchFields | None]
"""The digest of a page's file, its title, and what a search is told of it."""


class Writing:
    """Makes pages of records and puts them into a site."""

    def __init__(self, built: Built, site: NextSite, fill: Fill) -> None:
        self._built = built
        self._site = site
        self._fill = fill
        self._groups: int | None = None
        """Of which groups of neighbours this process makes pages: their numbers, divided by `MOST_GROUPS`."""

    def write(self, addresses: Sequence[str], tell: Tell) -> tuple[dict[str, Facts], Graph]:
        """Makes the pages at these addresses; gives their facts, and what these and all pages before were made from."""
        site, built = self._built.site, self._built
        groups = group_by_dossier(site, addresses) if len(addresses) >= MANY else [addresses]
        ends = list(accumulate(map(len, groups)))
        pieces = cut(list(chain.from_iterable(groups)), PIECE)

        def make(number: int) -> list[MadePage]:
            """Makes the pages of one piece."""
            self._begin_group(bisect_right(ends, number * len(pieces[0])))
            return self._make(pieces[number])

        if len(pieces) > 1:
            built.renderer.prepare(RECORD_TEMPLATES, site.urls.record(next(site.library.records)))
        graph = built.take_sources()
        start = graph.tokens.count
        done = spread(
            len(pieces),
            make,
            lambda: Addition(self._end(), start),
            lambda number: tell(number * len(pieces[0])),
        )
        facts = {}
        made = zip(chain.from_iterable(pieces), chain.from_iterable(done.results), strict=True)
        for address, (digest, title, search) in made:
            self._site.note(file_path(address), digest)
            facts[address] = Facts(title, *built.around(address), search)
        for addition in done.ends:
            graph.merge(addition.graph)
        return facts, graph

    def _make(self, addresses: Iterable[str]) -> list[MadePage]:
        """Makes pages and puts them into the site, in this order."""
        made = []
        for address in addresses:
            page = self._built.pages[address]
            digest = self._site.put(file_path(address), self._fill(page, self._built.body(page)))
            made.append((digest, page.title, page.search))
        return made

    def _begin_group(self, number: int) -> None:
        """Lets go of what pages of other groups show than those that come next, once there were many."""
        groups = number // MOST_GROUPS
        if self._groups not in {None, groups}:
            forget_others(self._built.site.views)
        self._groups = groups

    def _end(self) -> Graph:
        """What pages were made from; what they alone show is let go before room is needed for what is kept."""
        forget_others(self._built.site.views)
        return self._built.take_sources()
