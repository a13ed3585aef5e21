"""Chains: records that lie in one another, belong to one another or repeat one another, row on row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.library import Library
from sayso.problems import Problem, quote
from sayso.rules.circles import Edge, link_actors, link_events, link_places, link_prints

# As many lists in one another as a page draws, and more than any administration or republication has.
DEEPEST_CHAIN = 24


def check_chains(library: Library) -> Iterator[Problem]:
    """Records below more others than may lie above one: the first of each chain that is too deep."""
    for edges, mend in (
        (link_places(library), "Name a larger place"),
        (link_events(library), "Name a larger event"),
        (link_actors(library), "Name a larger actor"),
        (link_prints(library), "Name an earlier print"),
    ):
        for record_id, above, place in find_deep(list(edges)):
            message = (
                f"{quote(record_id)} begins a row of {DEEPEST_CHAIN + 1} records, each in or from the next, and a row "
                f"has at most {DEEPEST_CHAIN}. {mend} here than {quote(above)}."
            )
            yield Problem(library.mark(record_id, *place), "chain-too-long", message)


def find_deep(edges: list[Edge]) -> Iterator[Edge]:
    """One edge from each record that stands one level too deep; records in circles, and below them, have no level."""
    above: defaultdict[str, list[Edge]] = defaultdict(list)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        above[edge[0]].append(edge)
        below[edge[1]].append(edge[0])
    missing = {start: len(found) for start, found in above.items()}
    levels = {end: 1 for end in below if end not in above}
    waiting = list(levels)
    while waiting:
        end = waiting.pop()
        for start in below[end]:
            missing[start] -= 1
            if not missing[start]:
                waiting.append(start)
                levels[start] = 1 + max(levels[target] for _, target, _ in above[start])
                if levels[start] == DEEPEST_CHAIN + 1:
                    yield next(edge for edge in above[start] if levels[edge[1]] == DEEPEST_CHAIN)
