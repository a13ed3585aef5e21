"""Rows of records that lead to one another: a build after a change shows what a clean one shows."""

from __future__ import annotations

import random

import pytest
from tests.libraries import actor, claim, make_library, position, question, source

from sayso.library import Library
from sayso.page_settings import Settings
from sayso.previewing.remembering import Pages
from sayso.records import Source

SETTINGS = Settings("Name")
COPIES = tuple(f"copy-{number}" for number in range(5))
STEPS = 5


def make_rewired(seed: int, *, with_circles: bool) -> Library:
    """A library in which sources copy each other and rest on claims as chance has it; a position stands in each."""
    chance = random.Random(seed)  # noqa: S311 -- for a test
    return make_library(
        *(actor("mayor"), actor("guard"), source("s"), question("q")),
        claim("x", position("mayor", "denies"), question="q"),
        claim("y", position("guard"), question="q"),
        *(rewire(chance, one, with_circles=with_circles) for one in COPIES),
        *(claim(f"in-{one}", position("mayor", source=one), question="q") for one in COPIES),
    )


def rewire(chance: random.Random, source_id: str, *, with_circles: bool) -> Source:
    """A source that copies another, or not, and rests on one of two claims, or not."""
    other = chance.choice(COPIES)
    copies = chance.random() < 0.7 and (other != source_id if with_circles else other < source_id)
    rests = chance.random() < 0.4
    return source(
        source_id,
        **({"copy_of": other} if copies else {}),
        **({"rests_on": (chance.choice("xy"),)} if rests else {}),
    )


@pytest.mark.parametrize("with_circles", [False, True])
@pytest.mark.parametrize("seed", range(0, 100, STEPS))
def test_what_sources_copy_and_rest_on_may_change_in_any_way(seed: int, *, with_circles: bool) -> None:
    kept = Pages()
    for step in range(seed, seed + STEPS):
        shown = dict(kept.build(make_rewired(step, with_circles=with_circles), SETTINGS).pages.items())
        anew = dict(Pages().build(make_rewired(step, with_circles=with_circles), SETTINGS).pages.items())
        assert shown == anew, [address for address in anew if shown.get(address) != anew[address]]
