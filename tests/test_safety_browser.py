"""In a browser, hostile texts are text: no element, handler, address, dialog or message comes of them.

The browser's own parser reads each page, its scripts run, and what it then has is written out and compared with the
same page of a harmless site. The search is opened and used, with hostile names in its results and hostile words typed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect
from tests.browsing import WIDE, Watched, opened
from tests.building import Built, Servers
from tests.dom import find_difference, settle
from tests.hostile import Worded
from tests.payloads import list_accepted

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
WRITE_OUT = "document.documentElement.outerHTML"
# What is no address or handler of ours, in the page as it is after its scripts ran.
STRANGE = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  [...element.attributes].filter(({name, value}) =>
    name.startsWith("on") || name === "autofocus" || name === "srcdoc" || name === "style" && element.closest("article")
    || /^\\s*(javascript|data|vbscript):/i.test(value) && name !== "content"
  ).map(({name, value}) => `${element.localName} ${name}=${value}`))"""
# The search's answer: elements with the names of their attributes, and each result with its title and line.
ANSWER = """() => {
  const find = (selector) => [...document.querySelectorAll(`dialog.sayso-search ${selector}`)];
  const shape = find("*").map((node) => [node.localName, ...node.getAttributeNames()].join(" "));
  const items = find("li").map((item) => [...item.children].map((node) => node.textContent));
  return { shape: [...new Set(shape)], items, addresses: find("a").map((node) => String(node.href)) };
}"""
PATIENCE = 20_000
ANSWERED = re.compile("result|No record|could not")
# Words that stand in hostile texts, and texts that are hostile themselves.
TYPED = ("alert", "script javascript", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*191}}")


def one_of_each(site: Built) -> list[str]:
    """A page of each kind; the largest, since it holds most."""
    pages = sorted(site.pages, key=lambda path: ((site.site / path).stat().st_size, path))
    return sorted({path.split("/")[0]: path for path in pages}.values())


def page_address(path: str) -> str:
    """The address of a page's file."""
    return path.removesuffix("index.html")


def test_in_the_browser_a_page_of_hostile_texts_is_the_harmless_one_with_other_words(
    hostile: Worded, harmless: Worded, shared_builds: Path, chromium: Browser, serve: Servers
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    with opened(chromium, WIDE) as context:
        # Each site has a page of its own: the icon of one may be asked for when the other is open already.
        watched_sites = {site: Watched(context) for site in (serve(one.site), serve(other.site))}
        for path in one.pages if FULL else one_of_each(one):
            pages = []
            for address, watched in watched_sites.items():
                assert watched.open(address + page_address(path)) == [], path
                assert watched.page.evaluate(STRANGE) == []
                assert watched.page.evaluate("document.baseURI === location.href")
                pages.append(settle(watched.page.evaluate(WRITE_OUT)))
            assert find_difference(pages[0], pages[1], hostile.texts) is None, path


def test_in_the_browser_the_error_page_shows_the_hostile_name_of_the_site_as_text(
    hostile: Worded, harmless: Worded, shared_builds: Path, chromium: Browser, serve: Servers
) -> None:
    with opened(chromium, WIDE) as context:
        pages = []
        for worded in (harmless, hostile):
            watched = Watched(context)
            address = serve(worded.build(shared_builds).site) + "no/such/page/"
            assert watched.open(address) == []
            pages.append(settle(watched.page.evaluate(WRITE_OUT)).replace(address, ""))
        assert find_difference(pages[0], pages[1], hostile.texts) is None


def ask(page: Page, typed: str) -> dict[str, Any]:
    """What the open search has when these words are typed."""
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("status")).not_to_have_text(ANSWERED, timeout=PATIENCE)
    page.get_by_role("searchbox").fill(typed)
    expect(page.get_by_role("status")).to_have_text(ANSWERED, timeout=PATIENCE)
    answer: dict[str, Any] = page.evaluate(ANSWER)
    return answer


def test_the_search_shows_hostile_names_as_text_and_takes_hostile_words(
    hostile: Worded, harmless: Worded, shared_builds: Path, chromium: Browser, serve: Servers
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    shapes, items = [], []
    for site, typed in ((one, ("W0000",)), (other, ("W0000", *TYPED, *list_accepted()[:: 1 if FULL else 120]))):
        with opened(chromium, WIDE) as context:
            watched = Watched(context)
            address = serve(site.site)
            assert watched.open(address) == []
            watched.page.keyboard.press("/")
            watched.page.wait_for_selector("dialog.sayso-search[open]")
            answers = [ask(watched.page, words) for words in typed]
            shapes.append(set().union(*(answer["shape"] for answer in answers)))
            items += [item for answer in answers for item in answer["items"]]
            assert [found for answer in answers for found in answer["addresses"] if not found.startswith(address)] == []
            assert watched.faults(address) == []
    assert shapes[1] - shapes[0] <= {"button type"}, "the results hold elements that no harmless ones have"
    assert len(items) > 50
    everything = " ".join(f"{token} {text}" for token, text in hostile.texts.items()).split()
    seen = {word for item in items for text in item for word in text.split()}
    assert len([word for word in everything if word in seen and "<" in word]) > 20
