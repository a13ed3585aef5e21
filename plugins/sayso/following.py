"""From record to record, where each leads to one other at most: where one comes to, and what goes round in circles."""

from __future__ import annotations

from collections.abc import Mapping


def find_ends(steps: Mapping[str, str]) -> dict[str, str]:
    """Where one comes to from each id, step by step; on a circle, to the last one before it closes.

    No way is gone twice, so that a long chain takes no longer than as many short ones.
    """
    ends: dict[str, str] = {}
    for start in steps:
        path: dict[str, None] = {}
        here = start
        while here in steps and here not in ends and here not in path:
            path[here] = None
            here = steps[here]
        if here in path:
            circle = list(path)[list(path).index(here) :]
            ends |= {steps[one]: one for one in circle}
        last = ends.get(here, here)
        for one in path:
            ends.setdefault(one, last)
    return ends


def find_circles(steps: Mapping[str, str]) -> set[str]:
    """The ids from which one comes back to them."""
    return {one for one, last in find_ends(steps).items() if steps.get(last) == one}
