"""Library to pages: views that hold everything a template shows. `PAGES` is the only list of page types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from sayso.pages.actors import actor_pages
from sayso.pages.changes import change_pages
from sayso.pages.claims import claim_pages
from sayso.pages.events import event_pages
from sayso.pages.gaps import gap_pages
from sayso.pages.home import home_pages
from sayso.pages.limits import limit_pages
from sayso.pages.lists.actors import actor_list
from sayso.pages.lists.claims import claim_list
from sayso.pages.lists.events import event_list
from sayso.pages.lists.places import place_list
from sayso.pages.lists.questions import question_list
from sayso.pages.lists.sources import source_list
from sayso.pages.lists.stories import story_list
from sayso.pages.method import method_pages
from sayso.pages.page import Page, SearchFields, Section
from sayso.pages.parts import Link, ProseView, Words, capital, link_to
from sayso.pages.places import place_pages
from sayso.pages.questions import question_pages
from sayso.pages.reading_order import reading_order
from sayso.pages.record_frame import HEADINGS
from sayso.pages.redirects import RedirectView, view_redirects
from sayso.pages.reference import reference_pages
from sayso.pages.search import search_fields
from sayso.pages.site import Settings, Site, make_site
from sayso.pages.sources import source_pages
from sayso.pages.story import story_pages
from sayso.pages.urls import Urls, path_to_root, source_path

PAGES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home_pages,
    story_list,
    question_list,
    claim_list,
    event_list,
    actor_list,
    place_list,
    source_list,
    story_pages,
    question_pages,
    claim_pages,
    event_pages,
    actor_pages,
    place_pages,
    source_pages,
    gap_pages,
    method_pages,
    change_pages,
    reference_pages,
    limit_pages,
)

__all__ = [
    "HEADINGS",
    "PAGES",
    "Link",
    "Page",
    "ProseView",
    "RedirectView",
    "SearchFields",
    "Section",
    "Settings",
    "Site",
    "Urls",
    "Words",
    "capital",
    "link_to",
    "make_pages",
    "make_site",
    "path_to_root",
    "source_path",
    "view_redirects",
]


def make_pages(site: Site) -> list[Page]:
    """All pages of the site, each with what a search shows of it, and the addresses before and after it."""
    pages = {page.address: page for make in PAGES for page in make(site)}
    for record in site.library.records:
        address = site.urls.record(record)
        pages[address] = replace(pages[address], search=search_fields(site, record))
    for addresses in reading_order(site):
        for before, after in pairwise(address for address in addresses if address in pages):
            pages[before] = replace(pages[before], next=after)
            pages[after] = replace(pages[after], previous=before)
    return list(pages.values())
