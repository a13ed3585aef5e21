"""In which order readers go from page to page: within each kind as its list or its stories have it; through lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.pages.changes import change_pages
from sayso.pages.gaps import gap_pages
from sayso.pages.lists.actors import actor_list, index_actors
from sayso.pages.lists.claims import claim_list
from sayso.pages.lists.events import event_list
from sayso.pages.lists.places import place_list
from sayso.pages.lists.questions import question_list
from sayso.pages.lists.sources import source_list
from sayso.pages.lists.stories import newest_stories, story_list
from sayso.pages.parts import sort_by_name
from sayso.pages.planning import once
from sayso.pages.site import Site
from sayso.pages.sources import sort_sources
from sayso.pages.standings import order_claims, order_questions
from sayso.pages.timeline import sort_events
from sayso.records import Record

LISTS = (
    *(story_list, question_list, claim_list, event_list, actor_list, place_list, source_list),
    *(gap_pages, change_pages),
)


def reading_order(site: Site) -> Iterator[list[str]]:
    """For each kind, the addresses of its pages in order; then for each list."""
    library = site.library
    questions = order_questions(site)
    claims = [claim for question in questions for claim in order_claims(site, question)]
    yield addresses(site, newest_stories(site))
    yield addresses(site, questions)
    yield addresses(site, claims)
    yield addresses(site, sort_events(library.events.values()))
    yield addresses(site, index_actors(site))
    yield addresses(site, sort_by_name(library.places.values()))
    yield addresses(site, sort_sources(library.sources.values()))
    yield from ([page.address for page in once(site, make)] for make in LISTS)


def addresses(site: Site, records: Iterable[Record]) -> list[str]:
    """The addresses of records."""
    return [site.urls.record(record) for record in records]
