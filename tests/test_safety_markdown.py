"""Hostile texts in Markdown: what records may mark up carries nothing that they may not, and no word is lost.

Texts without any sign of Markdown stand in prose and summaries exactly as they are: `test_safety_text.py` says so.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborNode
from tests.browsing import NARROWEST, WIDE, Watched, opened
from tests.building import INVENTED, Servers, build_site
from tests.dom import find_one
from tests.hostile import read_yaml, write_yaml
from tests.payloads import MAY_MARK_UP, list_accepted
from tests.test_safety_text import is_one_line

from sayso.build import build_pages
from sayso.checking import check_content
from sayso.page_settings import Settings

ALLOWED = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br"}
# A link, with whatever can stand in one and is not shown: its title.
LINK = re.compile(r"\]\(\s*<?https?:", re.IGNORECASE)
# Of the texts in one summary, which takes 10,000 characters.
AT_ONCE = 80
STORY, ACTOR = "stories/night-at-gate-three", "actors/river-authority"
PLACES = {"prose": (STORY, ".sayso-prose"), "summary": (ACTOR, ".sayso-summary")}


def write_marked(content: Path, place: str, text: str) -> None:
    """The records of Ulmerask with a text as the prose of a story or as a summary."""
    shutil.copytree(INVENTED, content)
    if place == "prose":
        (content / f"{STORY}.md").write_text(text, encoding="utf-8", newline="")
    else:
        file = content / f"{ACTOR}.yml"
        record = read_yaml(file)
        assert isinstance(record, dict)
        write_yaml(file, {**record, "summary": text})


def list_marked() -> list[str]:
    """The texts that Markdown may mark up, but for links by id, which lead nowhere."""
    return [text for text in list_accepted() if MAY_MARK_UP.search(text) and "[[" not in text]


def count_signs(text: str) -> Counter[str]:
    """The letters and digits of a text, without numbers that may begin an entry of a list."""
    return Counter(sign for sign in re.sub(r"^\s*\d+\.", "", text) if sign.isalnum())


def read_between(box: LexborNode) -> dict[int, list[LexborNode]]:
    """The blocks of Markdown between the paragraphs that number them."""
    found: dict[int, list[LexborNode]] = {}
    number = -1
    for node in box.iter():
        if match := re.fullmatch(r"M(\d{4})", node.text().strip()):
            number = int(match[1])
        elif number >= 0:
            found.setdefault(number, []).append(node)
    return found


def show_marked(root: Path, place: str, texts: dict[int, str]) -> dict[int, list[LexborNode]]:
    """What a page makes of numbered texts, by their numbers."""
    write_marked(root / "content", place, "\n\n".join(f"M{number:04}\n\n{text}" for number, text in texts.items()))
    checked = check_content(root)
    assert [str(problem) for problem in checked.problems if problem.is_error or not is_one_line(str(problem))] == []
    built = build_pages(checked.library, Settings("Ulmerask"))
    path, selector = PLACES[place]
    return read_between(find_one(built.body(built.pages[f"{path}/"]), selector))


@pytest.mark.parametrize("place", PLACES)
def test_each_text_that_may_be_marked_up_is_shown_whole_and_carries_nothing_else(place: str, tmp_path: Path) -> None:
    texts = list_marked()
    assert len(texts) > 200
    found = {}
    for first in range(0, len(texts), AT_ONCE):
        numbered = enumerate(texts[first : first + AT_ONCE], first)
        found.update(show_marked(tmp_path / str(first), place, dict(numbered)))
    for number, text in enumerate(texts):
        inside = [one for node in found.get(number, []) for one in node.css("*")]
        assert {node.tag for node in inside} <= ALLOWED, text
        addresses = [node.attributes.get("href") or "" for node in inside if node.tag == "a"]
        assert {name for node in inside if node.tag != "li" for name in node.attributes} <= {"href"}, text
        numbers = [node.attributes for node in inside if node.tag == "li"]
        assert all(set(one) <= {"value"} and (one.get("value") or "0").isdecimal() for one in numbers), text
        assert [address for address in addresses if not re.match(r"https?://", address)] == [], text
        shown = "".join(node.text() for node in found.get(number, []))
        written = count_signs(text)
        assert count_signs(shown) <= written, f"{text!r} is shown as {shown!r}"
        if not LINK.search(text):
            assert count_signs(shown) == written, f"{text!r} is shown as {shown!r}"


def test_each_hostile_link_by_id_is_told_in_one_line_or_leads_to_a_record(tmp_path: Path) -> None:
    texts = [text for text in list_accepted() if "[[" in text]
    assert len(texts) >= 7
    for number, text in enumerate(texts):
        write_marked(tmp_path / str(number) / "content", "prose", text)
        checked = check_content(tmp_path / str(number))
        problems = [problem for problem in checked.problems if problem.mark.path == f"content/{STORY}.md"]
        assert [str(problem) for problem in problems if not is_one_line(str(problem))] == []
        if checked.is_publishable:
            built = build_pages(checked.library, Settings("Ulmerask"))
            prose = find_one(built.body(built.pages[f"{STORY}/"]), ".sayso-prose")
            addresses = [str(node.attributes["href"]) for node in prose.css("a")]
            assert set(addresses) <= {"../../actors/sluice-lantern/"}, text
            assert {node.tag for node in prose.css("*")} <= {*ALLOWED, "div"}, text


MARKED_UP = (
    '[x](https://a.example/"onmouseover=alert(1))',
    "[x](https://a.example/'onclick='alert(1) \"title\")",
    "[x](<https://a.example/ onclick=alert(1)>)",
    "[x](&#106;avascript:alert(1)) [x](java&Tab;script:alert(1)) [x]( javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1)) [x](data:text/html,<script>alert(1)</script>) [x](//x.example) [x](record:x)",
    "<https://a.example/<script>alert(1)</script>>",
    "<a@b.example> <record:x> <data:text/html,x>",
    "[![x](https://a.example/x.png)](https://a.example/)",
    "**<img src=x onerror=alert(1)>** `<script>alert(1)</script>` *[x](javascript:alert(1))*",
    "[x]{: onclick=alert(1)}",
    "> <iframe src=https://x.example></iframe>\n\n- <object data=x>\n- <style>*{display:none}</style>",
    "# Heading\n\n---\n\n    <script>alert(1)</script>\n\n***",
)


@pytest.mark.parametrize("place", PLACES)
def test_in_the_browser_markup_that_is_allowed_carries_nothing_that_is_not(
    place: str, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    write_marked(tmp_path / "content", place, "\n\n".join(MARKED_UP))
    site = build_site(tmp_path / "content", tmp_path / "builds").site
    path, selector = PLACES[place]
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        assert watched.open(f"{serve(site)}{path}/") == []
        box = watched.page.locator(selector)
        found = box.evaluate(
            "box => [...box.querySelectorAll('*')].map(e => [e.localName, ...[...e.attributes].map(a => a.name)])"
        )
        addresses = box.evaluate("box => [...box.querySelectorAll('a')].map(e => e.href)")
    assert {name for name, *_ in found} <= ALLOWED
    assert {attribute for _, *attributes in found for attribute in attributes} <= {"href"}
    assert len(addresses) >= 1
    assert [address for address in addresses if not address.startswith("https://a.example/")] == []


def test_in_the_browser_a_number_before_an_entry_has_room_on_a_telephone(
    tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    write_marked(tmp_path / "content", "prose", "1914. The war began.\n2000. It ended.\n\nThen.")
    site = build_site(tmp_path / "content", tmp_path / "builds").site
    path, selector = PLACES["prose"]
    with opened(chromium, NARROWEST) as context:
        watched = Watched(context)
        assert watched.open(f"{serve(site)}{path}/") == []
        box = watched.page.locator(selector)
        # What stands before entries has no box of its own: its words are measured as text beside them.
        left, width, style = box.evaluate(
            """box => {
                const entry = box.querySelector("li"), mark = document.createElement("span");
                mark.textContent = "2000.\\u00a0";
                entry.append(mark);
                const style = getComputedStyle(entry);
                return [
                    entry.getBoundingClientRect().left - box.getBoundingClientRect().left,
                    mark.getBoundingClientRect().width,
                    `${style.display} ${style.listStyleType} ${style.listStylePosition}`,
                ];
            }"""
        )
    assert style == "list-item decimal outside"
    assert left >= width > 0
