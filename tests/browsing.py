"""Whole sites in a browser: windows, the pages to look at, and what goes wrong on one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from tests.building import Built

from sayso.library import Library
from sayso.page_addresses import PARTS
from sayso.records import Claim, Question, Record

R = TypeVar("R", bound=Record)

IS_FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
WIDE, NARROW, NARROWEST = 1280, 360, 320
HEIGHT = 800
# A question with more claims than a table can show side by side is set out claim by claim.
WIDEST_TABLE = 4
# Pages that are the same on every site, and those that are there whatever the records hold.
SAME_PAGES = {
    "about": "about/",
    "contribute": "contribute/",
    "keys": "keys/",
    "messages": "messages/",
    "limits": "limits/",
    "error page": "no/such/page/",
}
LISTS = {
    "home": "",
    "list of stories": "stories/",
    "list of claims": "claims/",
    "list of events": "events/",
    "list of actors": "actors/",
    "list of sources": "sources/",
    "list of questions": "questions/",
    "list of places": "places/",
    "gaps": "gaps/",
    "method": "method/",
    "corrections and changes": "changes/",
}
# One page of each kind of the invented site; of records, the one that shows the most.
KINDS_OF_PAGES = {
    **LISTS,
    **SAME_PAGES,
    "story": "stories/night-at-gate-three/",
    "question": "questions/how-gate-three-opened/",
    "question of numbers": "questions/how-many-left-home/",
    "claim": "claims/vennoth-had-gate-opened/",
    "event": "events/gate-three-opening/",
    "actor": "actors/darro-vennoth/",
    "place": "places/hettamire/",
    "source": "sources/leaked-recording/",
}
COUNT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


def list_pages(built: Built, *, with_same: bool = True) -> list[str]:
    """The paths of the pages of a site to look at: one of each kind, at full size all.

    Without those that are the same on every site, where another site is looked at too. Of a site whose lists have
    several pages, these lists: their first page and another.
    """
    if IS_FULL:
        return [path.removesuffix("index.html") for path in built.pages]
    parts = {path.partition("/")[0]: path for path in built.pages if f"/{PARTS}/" in path}
    if parts:
        return [*(f"{folder}/" for folder in parts), *(path.removesuffix("index.html") for path in parts.values())]
    library = built.library
    records = [
        most(library.stories.values(), lambda story: len(story.questions)),
        *list_questions(library),
        most(library.claims.values(), lambda claim: len(claim.positions)),
        most(library.events.values(), lambda event: len(event.participants)),
        most(library.actors.values(), lambda actor: len(library.standings_of.get(actor.id, ()))),
        most(library.places.values(), lambda place: len(library.mentions.get(place.id, ()))),
        most(library.sources.values(), lambda source: len(library.standings_in.get(source.id, ()))),
    ]
    found = [f"{record.folder}/{record.id}/" for record in records if record is not None]
    return [*LISTS.values(), *(SAME_PAGES.values() if with_same else ()), *found]


def most(records: Iterable[R], size: Callable[[R], int]) -> R | None:
    """The record that holds the most, if there is any."""
    return max(records, key=size, default=None)


def list_questions(library: Library) -> list[Question]:
    """One question that is set out as a table, one claim by claim, one of numbers, one that no claim answers."""
    kinds: dict[str, Question] = {}
    for question in sorted(library.questions.values(), key=lambda question: count_positions(library, question)):
        kinds[kind_of_question(library.claims_of.get(question.id, ()))] = question
    return [kinds[kind] for kind in sorted(kinds)]


def kind_of_question(claims: Iterable[Claim]) -> str:
    """How a question with these claims is set out."""
    kinds = [claim.kind for claim in claims]
    if "number" in kinds:
        return "numbers"
    return "none" if not kinds else "table" if len(kinds) <= WIDEST_TABLE else "claim by claim"


def count_positions(library: Library, question: Question) -> int:
    """The positions on a question and on the claims that answer it."""
    owners = (question.id, *(claim.id for claim in library.claims_of.get(question.id, ())))
    return sum(len(library.standings_on.get(owner, ())) for owner in owners)


@contextmanager
def opened(  # noqa: PLR0913 -- each is one thing about the window, and named by its caller
    chromium: Browser,
    width: int,
    *,
    height: int = HEIGHT,
    has_scripts: bool = True,
    scheme: str = "light",
    is_lax: bool = False,
) -> Iterator[BrowserContext]:
    """A browser window of its own, without memory of others; a lax one lets tests put scripts and styles into pages."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=has_scripts,
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=is_lax,
    )
    try:
        yield context
    finally:
        context.close()


class Watched:
    """A page, and everything that went wrong on it: requests to others, missing files, errors, broken policy."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self._said: list[str] = []
        self.page.add_init_script(COUNT_VIOLATIONS)
        self.page.on("console", lambda message: self._said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self._said.append(f"error: {error}"))
        self.page.on("dialog", self._dismiss)
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self._said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> list[str]:
        """Opens a page, waits until it is loaded and its scripts have nothing to do, and gives what went wrong."""
        self._said.clear()
        self.requests.clear()
        self.page.goto(address)
        self.page.evaluate("new Promise((done) => requestIdleCallback(done))")
        return self.faults(address)

    def faults(self, address: str) -> list[str]:
        """What went wrong since the page was opened."""
        host = re.match(r"\w+://[^/]+/", address)
        assert host is not None
        faults = [f"asks {url}" for url in self.requests if not url.startswith((host[0], "data:"))]
        faults += [f"violates {found}" for found in self.page.evaluate("window.violations")]
        # That the error page is an error is what the browser says of it first.
        is_error_page = self.page.title().startswith("Page not found")
        said = [line for line in self._said if not (is_error_page and "status of 404" in line)]
        return faults + said


def scrolls_sideways(page: Page) -> list[str]:
    """The outermost elements that reach beyond the window, if the page as a whole scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          return [...document.querySelectorAll("article *")]
            .filter((node) => node.getBoundingClientRect().right > wide + 1)
            .map((node) => `<${node.tagName.toLowerCase()} class="${node.className}">`);
        }"""
    )
    return found
