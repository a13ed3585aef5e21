"""Mentions that lead nowhere: hints stay few and quick, however many there are."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import get_args

from tests.cases import BASE

from sayso.library import Library
from sayso.loading import Entry, Pointer, load_content
from sayso.mentions import check_mentions
from sayso.problem_words import MOST_HINTS
from sayso.records import KINDS, Event, Place
from sayso.records.parts import AnyId, Reference


def test_only_the_first_different_ids_are_compared_with_all_others() -> None:
    """4,000 mentions of what does not exist, among 2,000 places, are told in seconds."""
    entries = {
        f"place-{number:04}": Entry(Place, f"place-{number:04}", "x.yml", None, {}, ()) for number in range(2000)
    }
    pointers = tuple(Pointer(f"palce-{number % 2000:04}", ("place",), ("places", number)) for number in range(4000))
    entries["fire"] = Entry(Event, "fire", "y.yml", None, {}, pointers)
    began = process_time()
    messages = [problem.message for problem in check_mentions(entries, {})]
    assert process_time() - began < 30
    assert len(messages) == 4000
    assert sum("Did you mean" in message for message in messages) == 2 * MOST_HINTS
    assert messages[7] == messages[2007]
    assert messages[7].startswith(
        "There is no place 'palce-0007'. Write its record first: sayso new place palce-0007. Did you mean 'place-0007'"
    )


def test_any_kind_means_every_kind_in_the_order_of_kinds() -> None:
    (reference,) = get_args(AnyId)[1:]
    assert reference == Reference(tuple(kind.kind_name for kind in KINDS))


def test_a_library_gives_its_records_in_the_order_of_kinds() -> None:
    given = [type(record) for record in Library(load_content(BASE)).records]
    assert list(dict.fromkeys(given)) == [kind for kind in KINDS if kind in given] == list(KINDS)


def test_files_beside_no_record_are_told_with_few_hints_too(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "sources"
    folder.mkdir(parents=True)
    for number in range(MOST_HINTS + 5):
        (folder / f"report-{number:03}.yml").write_text("title: A\nkind: report\naccess: examined\n", encoding="utf-8")
        (folder / f"repotr-{number:03}.txt").write_text("A", encoding="utf-8")
    messages = [problem.message for problem in load_content(tmp_path).problems]
    assert len(messages) == MOST_HINTS + 5
    assert sum("Did you mean" in message for message in messages) == MOST_HINTS
