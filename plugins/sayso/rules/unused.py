"""Records that nothing published uses: each would be a page that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.library import Library
from sayso.problems import Problem
from sayso.rules.wholeness import when_whole


@when_whole
def check_sources_used(library: Library) -> Iterator[Problem]:
    """Sources that support nothing."""
    for source_id in find_unused(library, library.sources):
        message = (
            "Nothing rests on this source. Name it where it is the source of a position, date, name or role, "
            "make it a draft, or delete it."
        )
        yield Problem(library.mark(source_id), "source-unused", message)


@when_whole
def check_actors_used(library: Library) -> Iterator[Problem]:
    """Actors that are mentioned nowhere."""
    for actor_id in find_unused(library, library.actors):
        message = "Nothing mentions this actor. Name it where it speaks or takes part, make it a draft, or delete it."
        yield Problem(library.mark(actor_id), "actor-unused", message)


@when_whole
def check_places_used(library: Library) -> Iterator[Problem]:
    """Places that are mentioned nowhere."""
    for place_id in find_unused(library, library.places):
        message = "Nothing mentions this place. Name it where something happened there, make it a draft, or delete it."
        yield Problem(library.mark(place_id), "place-unused", message)


def find_unused(library: Library, ids: Iterable[str]) -> Iterator[str]:
    """The ids that no other published record and no published prose mentions."""
    linked = {link.target for story, prose in library.proses.items() if library.get(story) for link in prose.links}
    for record_id in ids:
        mentions = library.mentions.get(record_id, ())
        users = (entry.id for entry, _ in mentions if entry.id != record_id and library.get(entry.id) is not None)
        if record_id not in linked and next(users, None) is None:
            yield record_id
