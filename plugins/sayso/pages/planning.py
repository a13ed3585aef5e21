"""Which pages there are and how each is made: one by one, in any order, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sayso.page_values import Page
from sayso.pages.search import search_fields
from sayso.pages.site import Site
from sayso.records import Record

Planned = tuple[str, Callable[[], Page]]
"""The address of a page, and what makes it."""
Plan = Callable[[Site], Iterator[Planned]]


def each(folder: str, make: Callable[[Site, Any], Page]) -> Plan:
    """A page for each published record of a kind, in the order of ids."""

    def plan(site: Site) -> Iterator[Planned]:
        """The pages of these records."""
        for record in getattr(site.library, folder).values():
            yield site.urls.record(record), partial(make_record, make, site, record)

    return plan


def make_record(make: Callable[[Site, Any], Page], site: Site, record: Record) -> Page:
    """The page of a record, with what a search shows of it where there is one."""
    page = make(site, record)
    return page._replace(search=search_fields(site, record)) if site.settings.has_search else page


def one(folder: str, make: Callable[[Site], Iterator[Page]]) -> Plan:
    """The one page that stands at the address of a folder."""

    def plan(site: Site) -> Iterator[Planned]:
        """That page."""
        yield site.urls.index(folder), lambda: next(make(site))

    return plan


def once(site: Site, make: Callable[[Site], Iterator[Page]]) -> tuple[Page, ...]:
    """Pages that are made together, once; whoever notes sources notes that each is made of what all are made of."""
    name, recorder = make.__name__, site.recorder
    made = site.views.setdefault(name, {})
    if name not in made:
        made[name] = tuple(make(site)) if recorder is None else recorder.make(name, name, lambda: tuple(make(site)))
    elif recorder is not None:
        recorder.use(name, name)
    pages: tuple[Page, ...] = made[name]
    return pages


def take(site: Site, make: Callable[[Site], Iterator[Page]], index: int) -> Page:
    """One of the pages that are made together."""
    return once(site, make)[index]


def several(make: Callable[[Site], Iterator[Page]]) -> Plan:
    """Pages of which only making them tells how many there are; all are made when they are planned."""

    def plan(site: Site) -> Iterator[Planned]:
        """These pages."""
        for index, page in enumerate(once(site, make)):
            yield page.address, partial(take, site, make, index)

    return plan
