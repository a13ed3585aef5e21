"""Which pages show the same, so that whoever makes all of them makes what they show once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sayso.library import Library
from sayso.pages.site import Site
from sayso.records import Claim, Question, Record

# So many neighbours are sorted by kind again: of one kind after the other, pages are made sooner than in a mixture, and
# these are few enough for what they share to be at hand.
TOGETHER = 1000
# The place of what shows all records.
LISTS = (-1, "", 0)


def group_by_dossier(site: Site, addresses: Iterable[str]) -> list[list[str]]:
    """Addresses of pages in groups of neighbours that show the same records; before them, what shows all records."""
    records = {record.id: record for record in walk_dossiers(site.library)}
    places = {
        site.urls.record(record): (place // TOGETHER, record.folder, place)
        for place, record in enumerate(records.values())
    }
    ordered = sorted(addresses, key=lambda address: places.get(address, LISTS))
    return [list(group) for _, group in groupby(ordered, lambda address: places.get(address, LISTS)[0])]


def walk_dossiers(library: Library) -> Iterator[Record]:
    """All records, many of them several times: each story with what it shows, then what no story shows."""
    for story in library.stories.values():
        yield story
        for question_id in story.questions:
            if question_id in library.questions:
                yield from walk_dossier(library, library.questions[question_id])
    for question in library.questions.values():
        if question.id not in library.stories_asking:
            yield from walk_dossier(library, question)
    yield from library.records


def walk_dossier(library: Library, question: Question) -> Iterator[Record]:
    """A question with its claims, and with the speakers, sources, events and places of both."""
    owners: tuple[Claim | Question, ...] = (*library.claims_of.get(question.id, ()), question)
    yield from owners
    shown: dict[str, None] = {}
    for owner in owners:
        shown |= dict.fromkeys(owner.about)
        for standing in library.standings_on.get(owner.id, ()):
            shown |= dict.fromkeys((*standing.speakers, standing.position.source))
    yield from (record for one in shown if (record := library.get(one)) is not None)
