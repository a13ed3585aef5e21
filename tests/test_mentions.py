"""Mentions that lead nowhere: hints stay few and quick, however many there are."""

from __future__ import annotations

from time import process_time
from typing import get_args

from tests.cases import BASE

from sayso.library import Library
from sayso.loading import Entry, Pointer, load_content
from sayso.mentions import MOST_HINTS, check_mentions
from sayso.problems import Mark
from sayso.records import KINDS, Event, Place
from sayso.records.parts import AnyId, Reference

WITHOUT_HINT = "Check the spelling, or write its record first."


def test_only_the_first_different_ids_are_compared_with_all_others() -> None:
    """4,000 mentions of what does not exist, among 2,000 places, are told in seconds."""
    entries = {
        f"place-{number:04}": Entry(Place, f"place-{number:04}", "x.yml", None, {}, ()) for number in range(2000)
    }
    mark = Mark("y.yml")
    pointers = tuple(
        Pointer(f"palce-{number % 2000:04}", ("place",), mark, ("places", number)) for number in range(4000)
    )
    entries["fire"] = Entry(Event, "fire", "y.yml", None, {}, pointers)
    began = process_time()
    messages = [problem.message for problem in check_mentions(entries, {})]
    assert process_time() - began < 30
    assert len(messages) == 4000
    assert sum(WITHOUT_HINT not in message for message in messages) == 2 * MOST_HINTS
    assert messages[7] == messages[2007]
    assert messages[7].startswith("There is no place 'palce-0007'. Did you mean 'place-0007'")


def test_any_kind_means_every_kind_in_the_order_of_kinds() -> None:
    (reference,) = get_args(AnyId)[1:]
    assert reference == Reference(tuple(kind.kind_name for kind in KINDS))


def test_a_library_gives_its_records_in_the_order_of_kinds() -> None:
    given = [type(record) for record in Library(load_content(BASE)).records]
    assert list(dict.fromkeys(given)) == [kind for kind in KINDS if kind in given] == list(KINDS)
