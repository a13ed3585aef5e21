"""In which order a reader goes from page to page: within each kind, as its list or its stories have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.pages.lists.actors import index_actors
from sayso.pages.lists.stories import newest_stories
from sayso.pages.parts import sort_by_name
from sayso.pages.site import Site
from sayso.pages.sources import sort_sources
from sayso.pages.standings import order_claims, order_questions
from sayso.pages.timeline import sort_events
from sayso.records import Record


def reading_order(site: Site) -> Iterator[list[str]]:
    """For each kind, the addresses of its pages in order."""
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


def addresses(site: Site, records: Iterable[Record]) -> list[str]:
    """The addresses of records."""
    return [site.urls.record(record) for record in records]
