"""Circles: records that lie in one another, come from one another or vouch for one another, round and round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sayso.library import Library
from sayso.loading import Place
from sayso.problems import Problem, join_words, quote

# Of the records of a circle one message names so many; each of them names the next in its own file.
MOST_NAMED = 5

Edge = tuple[str, str, Place]
"""From which record to which, and at which place of the first that is written."""


def check_circles(library: Library) -> Iterator[Problem]:
    """One problem for each circle, at the record of it whose id comes first; circles of evidence begin at a source."""
    for name, edges in (
        ("part_of", link_events(library)),
        ("part_of", link_actors(library)),
        ("within", link_places(library)),
        ("copy_of' or 'translation_of", link_prints(library)),
        ("described_in", link_descriptions(library)),
        ("merged_into", link_merged(library)),
        ("rests_on", link_evidence(library)),
    ):
        for circle in find_circles(list(edges)):
            starts = [index for index, (start, _, _) in enumerate(circle) if start not in library.claims]
            first = min(starts or range(len(circle)), key=lambda index: circle[index][0])
            yield tell(library, name, circle[first:] + circle[:first])


def tell(library: Library, name: str, circle: list[Edge]) -> Problem:
    """The problem of one circle."""
    first, _, place = circle[0]
    if len(circle) == 1:
        message = f"{quote(first)} leads to itself through '{name}'. Name another record there, or delete it."
    else:
        steps = [quote(target) for _, target, _ in circle[:-1]]
        if len(steps) > MOST_NAMED:
            steps[MOST_NAMED - 1 :] = [f"{len(steps) - MOST_NAMED + 1} others"]
        by_way = f"by way of {join_words(steps)}"
        message = f"{quote(first)} leads back to itself through '{name}', {by_way}. Delete one of these links."
    return Problem(library.mark(first, *place), "circular-reference", message)


def link_events(library: Library) -> Iterator[Edge]:
    """From events to the larger events of which they are a part."""
    for event in library.events.values():
        if event.part_of:
            yield event.id, event.part_of, ("part_of",)


def link_actors(library: Library) -> Iterator[Edge]:
    """From actors to the larger ones to which they undisputedly belong now."""
    for actor in library.actors.values():
        for index, part in enumerate(actor.part_of):
            if part.is_undisputed_now:
                yield actor.id, part.of, ("part_of", index, "of")


def link_places(library: Library) -> Iterator[Edge]:
    """From places to the larger ones in which they undisputedly lie."""
    for place in library.places.values():
        if place.within and not place.within.according_to:
            yield place.id, place.within.of, ("within", "of")


def link_prints(library: Library) -> Iterator[Edge]:
    """From copies and translations to what they repeat."""
    for source in library.sources.values():
        if source.copy_of:
            yield source.id, source.copy_of, ("copy_of",)
        if source.translation_of:
            yield source.id, source.translation_of.of, ("translation_of", "of")


def link_descriptions(library: Library) -> Iterator[Edge]:
    """From sources to those that describe them."""
    for source in library.sources.values():
        if source.described_in:
            yield source.id, source.described_in, ("described_in",)


def link_merged(library: Library) -> Iterator[Edge]:
    """From merged records to those that took their place."""
    for entry in library.entries.values():
        if entry.record is not None and entry.record.merged_into is not None:
            yield entry.id, entry.record.merged_into, ("merged_into",)


def link_evidence(library: Library) -> Iterator[Edge]:
    """From sources to the claims that vouch for them, and on to the sources and claims on which those rest."""
    for source in library.sources.values():
        for index, claim in enumerate(source.rests_on):
            yield source.id, claim, ("rests_on", index)
    for standing in library.standings:
        if standing.claim is not None:
            place = ("positions", standing.index)
            yield standing.claim.id, standing.position.source, (*place, "source")
            for index, claim in enumerate(standing.position.rests_on):
                yield standing.claim.id, claim, (*place, "rests_on", index)


def find_circles(edges: list[Edge]) -> Iterator[list[Edge]]:
    """Circles of edges; one that shares an edge with an earlier one may not be found.

    Each record and each edge is looked at once: a walk goes on as far as edges lead, and a circle closes where one
    leads back to a record of the walk.
    """
    graph: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for start, end, place in edges:
        graph[start].setdefault(end, place)
    done: set[str] = set()
    for start in list(graph):
        if start not in done:
            yield from walk(graph, start, done)


def walk(graph: Mapping[str, Mapping[str, Place]], start: str, done: set[str]) -> Iterator[list[Edge]]:
    """The circles that are met on a walk from a record; whatever the walk has left is done.

    `told` has for each record of the walk the last one up to it that was reached by an edge of a circle told before.
    """
    path, places, told = [start], {start: 0}, [0]
    following = [iter(graph.get(start, {}))]
    while path:
        end = next(following[-1], None)
        if end is None:
            done.add(path.pop())
            following.pop()
            told.pop()
        elif (place := places.get(end)) is not None and end not in done:
            if told[-1] <= place:
                ids = [*path[place:], end]
                yield [(one, other, graph[one][other]) for one, other in pairwise(ids)]
                told[place + 1 :] = range(place + 1, len(path))
        elif end not in done:
            places[end] = len(path)
            path.append(end)
            told.append(told[-1])
            following.append(iter(graph.get(end, {})))
