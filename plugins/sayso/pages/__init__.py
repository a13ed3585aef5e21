"""Library to pages: views that hold everything a template shows. `PAGES` is the only list of page types."""

from __future__ import annotations

from collections.abc import Callable

from sayso.page_values import Page
from sayso.pages.actors import actor_page
from sayso.pages.changes import change_pages
from sayso.pages.claims import claim_page
from sayso.pages.dossiers import group_by_dossier
from sayso.pages.events import event_page
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
from sayso.pages.parts import link_to
from sayso.pages.places import place_page
from sayso.pages.planning import Plan, each, one, several
from sayso.pages.questions import question_page
from sayso.pages.reading_order import reading_order
from sayso.pages.record_frame import HEADINGS
from sayso.pages.redirects import view_redirects
from sayso.pages.reference import reference_pages
from sayso.pages.site import Site, forget_views, make_site
from sayso.pages.sources import source_page
from sayso.pages.story import story_page
from sayso.pages.titles import title_of

RECORD_PAGES: tuple[Plan, ...] = (
    each("stories", story_page),
    each("questions", question_page),
    each("claims", claim_page),
    each("events", event_page),
    each("actors", actor_page),
    each("places", place_page),
    each("sources", source_page),
)
PAGES: tuple[Plan, ...] = (
    one("", home_pages),
    several(story_list),
    several(question_list),
    several(claim_list),
    several(event_list),
    several(actor_list),
    several(place_list),
    several(source_list),
    *RECORD_PAGES,
    several(gap_pages),
    one("method", method_pages),
    several(change_pages),
    several(reference_pages),
    one("limits", limit_pages),
)

__all__ = [
    "HEADINGS",
    "PAGES",
    "Site",
    "forget_views",
    "group_by_dossier",
    "link_to",
    "make_site",
    "plan_pages",
    "plan_record_pages",
    "reading_order",
    "title_of",
    "view_redirects",
]


def plan_pages(site: Site) -> dict[str, Callable[[], Page]]:
    """How each page is made, by its address, in the order of the site; without the addresses before and after it."""
    return dict(planned for plan in PAGES for planned in plan(site))


def plan_record_pages(site: Site) -> dict[str, Callable[[], Page]]:
    """The same of the pages of records alone, which takes less time than to plan lists of them."""
    return dict(planned for plan in RECORD_PAGES for planned in plan(site))
