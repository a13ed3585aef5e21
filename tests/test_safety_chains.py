"""Records in long rows, and many of everything: four times as many take about four times as long, not sixty-four.

Measured is processor time of the check and of all views of pages, with a wide margin; all else is counted.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.libraries import actor, claim, event, make_library, make_pages, place, position, question, source, story

import sayso.pages.labels
from sayso.checking import check_content
from sayso.following import find_ends
from sayso.library import Library
from sayso.page_settings import Settings
from sayso.pages import Site, make_site
from sayso.previewing import Preview
from sayso.previewing.bodies import Bodies
from sayso.records import Claim, Record
from sayso.rules import check_library
from sayso.rules.chains import DEEPEST_CHAIN

FEW, MANY = 300, 1200
# Sixteen is what a square of four takes; what grows in step takes four.
MOST_TIMES = 7
VOICES = 60
MEBIBYTE = 1024 * 1024


def tell_all(*records: Record, speaker: str = "a{}", said_in: str = "s{}", claims: int = 3) -> Library:
    """A library in which as many claims on one question are said by the first actors in the first sources."""
    given = {record.id for record in records}
    usual = [actor("a0"), source("s0"), place("p0"), event("e0", places=("p0",)), question(about=("e0",))]
    positions = [
        position(speaker.format(number), source=said_in.format(number), paraphrase=f"Says {number}.")
        for number in range(VOICES)
    ]
    said = [claim(f"c{number}", *positions) for number in range(claims)]
    return make_library(*records, *said, *(one for one in usual if one.id not in given), story("t", "q"))


def above(form: str, number: int, last: int) -> str | None:
    """The id of the next in a row; none at its end."""
    return form.format(number + 1) if number < last - 1 else None


FAMILIES: Mapping[str, Callable[[int], Library]] = {
    "actors in a row": lambda size: tell_all(
        *(actor(f"a{number}", part_of=above("a{}", number, size)) for number in range(size)), said_in="s0"
    ),
    "copies in a row": lambda size: tell_all(
        *(source(f"s{number}", copy_of=above("s{}", number, size)) for number in range(size)), speaker="a0"
    ),
    "events in a row": lambda size: tell_all(
        *(event(f"e{number}", part_of=above("e{}", number, size)) for number in range(size)), speaker="a0", said_in="s0"
    ),
    # The page of a place lists all that lie in it, however deep: of these there are as many as rows may have levels.
    "places in rows": lambda size: tell_all(
        *(
            place(f"p{number}", within=above("p{}", number, min(size, number - number % DEEPEST_CHAIN + DEEPEST_CHAIN)))
            for number in range(size)
        ),
        speaker="a0",
        said_in="s0",
    ),
    "actors in a circle": lambda size: tell_all(
        *(actor(f"a{number}", part_of=f"a{(number + 1) % size}") for number in range(size)), said_in="s0"
    ),
    "copies in a circle": lambda size: tell_all(
        *(source(f"s{number}", copy_of=f"s{(number + 1) % size}") for number in range(size)), speaker="a0"
    ),
}


def measure(library: Library) -> float:
    """The processor time of the rules and of the views of all pages, also where a rule would stop the build."""
    begin = time.process_time()
    check_library(library)
    make_pages(make_site(library, Settings("Osk")))
    return time.process_time() - begin


@pytest.mark.parametrize("name", FAMILIES)
def test_four_times_as_long_a_row_takes_about_four_times_as_long(name: str) -> None:
    few = min(measure(FAMILIES[name](FEW)) for _ in range(2))
    for _ in range(3):
        many = measure(FAMILIES[name](MANY))
        if many <= MOST_TIMES * few:
            break
    assert many <= MOST_TIMES * few


def walk(steps: Mapping[str, str], start: str) -> str:
    """The last id on the way from one, step by step, before the way comes back to where it was."""
    seen = [start]
    while seen[-1] in steps and steps[seen[-1]] not in seen:
        seen.append(steps[seen[-1]])
    return seen[-1]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))
def test_ends_that_are_found_at_once_are_those_of_each_walk(steps: dict[str, str]) -> None:
    ends = find_ends(steps)
    assert {one: ends.get(one, one) for one in "abcdefgh"} == {one: walk(steps, one) for one in "abcdefgh"}


def test_places_in_one_another_without_end_are_told_once_and_can_be_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "content/places"
    folder.mkdir(parents=True)
    deepest = sys.getrecursionlimit() // 2
    for number in range(deepest):
        text = f"name: Osk {number}\nkind: site\nwithin: p{number + 1}\n"
        (folder / f"p{number}.yml").write_text(text, encoding="utf-8")
    (folder / f"p{deepest}.yml").write_text("name: Osk\nkind: region\n", encoding="utf-8")
    shown = Preview(Bodies()).make(tmp_path, "content", Settings("Osk"))
    assert shown.mishap is None
    assert [problem.code for problem in shown.checked.problems if problem.is_error] == ["chain-too-long"]
    bodies = [shown.built.body(page) for page in shown.pages.values() if page.template == "lists/places.html"]
    assert len(bodies) > 1
    assert any(f"Osk {deepest - 1}<" in body for body in bodies)


def test_each_claim_of_a_question_is_made_short_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    own_voices = sayso.pages.labels.own_voices

    def note(site: Site, one: Claim) -> list[str]:
        calls.append(one.id)
        return own_voices(site, one)

    monkeypatch.setattr(sayso.pages.labels, "own_voices", note)
    library = tell_all(speaker="a0", said_in="s0", claims=40)
    make_pages(make_site(library, Settings("Osk")))
    assert sorted(calls) == sorted(library.claims)


def test_drafts_with_long_texts_take_no_more_memory_than_their_files(tmp_path: Path) -> None:
    """One sign beyond the usual ones makes four bytes of each character of a text, which nothing looks at."""
    folder, number = tmp_path / "content/sources", 12
    folder.mkdir(parents=True)
    text = "The guild of Osk says so. " * (MEBIBYTE // 26) + "🙂"
    for index in range(number):
        record = "title: Herald\nkind: article\naccess: examined\n" + "draft: true\n" * (index % 2)
        (folder / f"s{index}.yml").write_text(record, encoding="utf-8")
        (folder / f"s{index}.txt").write_text(text, encoding="utf-8")
    tracemalloc.start()
    checked = check_content(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(checked.library.texts) == number
    # The files, and what one text takes while it is looked at.
    assert peak < (number + 12) * MEBIBYTE
