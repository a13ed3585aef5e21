"""On paper, a position names its source by a number: that of the source in the page's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborNode
from tests.building import Built
from tests.own_voice import Reading, plain

STORY = "stories/night-at-gate-three/"


def check_numbers(reading: Reading) -> Iterator[str]:
    """Numbers of sources that lead to another source in the page's list, or to none; positions without a number."""
    listed = [find_source(reading, item) for item in reading.tree.css("ol.sayso-notes > li")]
    for line in reading.tree.css(".sayso-reported") if listed else ():
        numbers = [int(re.sub(r"\D", "", node.text())) for node in line.css(".sayso-note-number")]
        named = find_source(reading, line)
        if len(numbers) != 1:
            yield f"{plain(line.text())!r} has the numbers {numbers}."
        elif not 0 < numbers[0] <= len(listed) or listed[numbers[0] - 1] != named:
            yield f"{plain(line.text())!r} has the number of another source than {named}."


def find_source(reading: Reading, node: LexborNode) -> str | None:
    """The page of the source to which the first link in an element leads."""
    paths = (reading.follow(link) for link in node.css("a[href]"))
    return next((path for path in paths if path.startswith("sources/")), None)


@pytest.mark.parametrize("name", ["own_site", "invented_site"])
def test_every_number_is_that_of_the_source_in_the_list_of_the_page(request: pytest.FixtureRequest, name: str) -> None:
    built: Built = request.getfixturevalue(name)
    readings = [Reading(path.removesuffix("index.html"), built.read(path)) for path in built.pages]
    assert [f"{reading.path}: {fault}" for reading in readings for fault in check_numbers(reading)] == []
    pages = [reading.path.partition("/")[0] for reading in readings if reading.tree.css(".sayso-note-number")]
    assert {"stories", "questions", "claims", "events", "actors"} <= set(pages)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('number">[1]<', 'number">[2]<', "has the number of another source than"),
        ('number">[1]<', 'number">[99]<', "has the number of another source than"),
        ('<span class="sayso-note-number">[1]</span>', "", "has the numbers []"),
    ],
)
def test_a_wrong_number_is_found(invented_site: Built, old: str, new: str, fault: str) -> None:
    text = invented_site.read(f"{STORY}index.html")
    assert old in text
    assert fault in next(check_numbers(Reading(STORY, text.replace(old, new, 1))))
