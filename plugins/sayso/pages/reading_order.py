"""In which order a reader goes from page to page: within each kind, as its list or its stories have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.pages.indexes import source_rows, story_teasers
from sayso.pages.parts import sort_by_name
from sayso.pages.site import Site
from sayso.pages.timeline import sort_events
from sayso.pages.who_says_what import order_claims, order_questions
from sayso.records import Record


def reading_order(site: Site) -> Iterator[list[str]]:
    """For each kind, the addresses of its pages in order."""
    library = site.library
    questions = order_questions(site)
    claims = [claim for question in questions for claim in order_claims(site, question)]
    yield [teaser.link.address for teaser in story_teasers(site)]
    yield addresses(site, questions)
    yield addresses(site, claims)
    yield addresses(site, sort_events(library.events.values()))
    yield addresses(site, sort_by_name(library.actors.values()))
    yield addresses(site, sort_by_name(library.places.values()))
    yield [row.link.address for row in source_rows(site)]


def addresses(site: Site, records: Iterable[Record]) -> list[str]:
    """The addresses of records."""
    return [site.urls.record(record) for record in records]
