"""Checked records to the pages of a site. Doors ask for pages and bodies one by one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import Any

from sayso.dates import Date
from sayso.library import Library
from sayso.library_keys import track
from sayso.page_settings import Settings
from sayso.page_values import Link, Page, RedirectView
from sayso.pages import Site, link_to, make_site, plan_pages, reading_order, title_of, view_redirects
from sayso.rendering.environment import Renderer
from sayso.tracking import Graph, Node, Recorder

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What is made of a page is asked for several times while it is written.
MOST_KEPT = 8


class Pages(Mapping[str, Page]):
    """All pages by their addresses, in order; each is made when it is asked for, and only the last few are kept."""

    def __init__(
        self,
        plan: Mapping[str, Callable[[], Page]],
        orders: Iterable[Sequence[str]] = (),
        titles: Mapping[str, Callable[[], str]] | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        self._plan = plan
        self._make_titles = titles or {}
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        for order in orders:
            known = [address for address in order if address in plan]
            for before, after in pairwise(known):
                self._before[after], self._after[before] = before, after
        self.titles: dict[str, str] = {}
        """The titles of pages that were made, and of others whose titles are known."""
        self._recorder = recorder
        self._last: OrderedDict[str, Page] = OrderedDict()

    def __getitem__(self, address: str) -> Page:
        page = self._last.get(address)
        if page is None:
            make = self._plan[address]
            page = make() if self._recorder is None else self._recorder.make(*page_node(address), make)
            before, after = self.around(address)
            page = page._replace(previous=before, next=after)
            self.titles[address] = page.title
            self._last[address] = page
            if len(self._last) > MOST_KEPT:
                self._last.popitem(last=False)
        return page

    def around(self, address: str) -> tuple[str | None, str | None]:
        """The addresses of the pages before and after one, as readers go from one to the next."""
        return self._before.get(address), self._after.get(address)

    def title(self, address: str) -> str:
        """The title of a page, which itself is only made where the title is not known otherwise."""
        title = self.titles.get(address)
        if title is None:
            make = self._make_titles.get(address)
            title = self.titles[address] = self[address].title if make is None else make()
        return title

    def __contains__(self, address: object) -> bool:
        return address in self._plan

    def __iter__(self) -> Iterator[str]:
        return iter(self._plan)

    def __len__(self) -> int:
        return len(self._plan)


def page_node(address: str) -> Node:
    """The node that the page at an address is."""
    return "page", address


@dataclass(frozen=True)
class Built:
    """What a door publishes: the pages by address, those at old addresses, and the newest date in the records."""

    site: Site
    pages: Mapping[str, Page]
    redirects: tuple[RedirectView, ...]
    newest: datetime
    renderer: Renderer = field(default_factory=Renderer)

    def body(self, page: Page) -> str:
        """The HTML of a page's body."""
        return self.renderer.render(page)

    def title(self, address: str) -> str:
        """The title of a page."""
        return self.pages.title(address) if isinstance(self.pages, Pages) else self.pages[address].title

    def around(self, address: str) -> tuple[str | None, str | None]:
        """The addresses of the pages before and after one."""
        if isinstance(self.pages, Pages):
            return self.pages.around(address)
        return self.pages[address].previous, self.pages[address].next

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        record = self.site.library.get(record_id)
        return None if record is None else link_to(self.site, record)

    def take_sources(self) -> Graph:
        """What the pages were made from that were made since this was asked last; nothing where none of it is noted."""
        return Graph() if self.site.recorder is None else self.site.recorder.take()


def build_pages(
    library: Library,
    settings: Settings,
    *,
    is_traced: bool = False,
    views: dict[str, dict[str, Any]] | None = None,
) -> Built:
    """The pages of records, which are to be free of errors; traced, what each is made from is noted.

    `views` are what an earlier build made for all pages, as far as that is still right.
    """
    newest = newest_date(library)
    recorder = Recorder(track(library)) if is_traced else None
    site = make_site(library, settings, recorder)
    site.views.update(views or {})
    titles = {site.urls.record(record): partial(title_of, site, record) for record in library.records}
    pages = Pages(plan_pages(site), reading_order(site), titles, recorder)
    return Built(site, pages, tuple(view_redirects(site)), newest)


def newest_date(library: Library) -> datetime:
    """The newest day on which something was checked, changed, published or said: the build's only clock."""
    dates: list[Date | None] = [story.as_of for story in library.stories.values()]
    dates += [change.date for record in library.records for change in record.changes]
    dates += [source.published for source in library.sources.values()]
    dates += [standing.position.said for standing in library.standings]
    return max((date.earliest for date in dates if date and date.earliest), default=EPOCH)
