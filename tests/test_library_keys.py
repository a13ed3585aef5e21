"""Rows of records that lead to one another: a build after a change shows what a clean one shows."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from tests.building import INVENTED, load_library
from tests.libraries import actor, claim, make_library, position, question, source

from sayso.library import Library, Standing
from sayso.library_keys import BY_RECORD, GROUPS, MAPPINGS, keys_of
from sayso.loading import Entry
from sayso.page_settings import Settings
from sayso.previewing.remembering import Pages
from sayso.records import Source
from sayso.tracking import ALL, Token

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


def test_all_mappings_of_a_library_are_followed() -> None:
    named = {name for name, value in vars(make_library()).items() if isinstance(value, dict)}
    assert named == set(MAPPINGS)


def list_found(library: Library, entry: Entry) -> Iterator[Token]:
    """Every mapping and key under which a record, one of its positions or one of its mentions is found."""
    for name in MAPPINGS:
        for key, value in getattr(library, name).items():
            values = value if isinstance(value, tuple) else (value,)
            if any(is_of(entry, one) for one in values):
                yield name, key


def is_of(entry: Entry, value: object) -> bool:
    """Whether a value of a mapping is a record, or of it."""
    if isinstance(value, tuple):
        return any(is_of(entry, one) for one in value)
    return value is entry or value is entry.record or (isinstance(value, Standing) and value.on is entry.record)


def test_a_record_is_found_under_no_key_that_is_not_told() -> None:
    library = load_library(INVENTED.parent)
    found = set()
    for entry in library.entries.values():
        keys = set(keys_of(entry, library))
        assert set(list_found(library, entry)) <= keys
        assert {(name, ALL) for name, _ in list_found(library, entry)} <= keys
        assert not getattr(entry.record, "positions", ()) or ("standings", ALL) in keys
        found |= {name for name, _ in list_found(library, entry)}
    assert found == {"entries", *BY_RECORD, *GROUPS}
