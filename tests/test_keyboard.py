"""With the keyboard alone: everything can be reached in the order of the page, seen where it is reached, and worked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browsing import NARROW, WIDE, opened
from tests.building import Built, Servers
from tests.published import wait_for

STORY = "stories/russia-first-airstrikes-in-syria/"
PATHS = {"home": "", "story": STORY, "actor": "actors/russia/", "list of actors": "actors/"}
# What a person can focus: links, buttons, fields, folds; nothing that is hidden or in a closed fold.
FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })).length"""
FOCUSED = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  const bar = document.querySelector(".sayso-contents-sticky");
  const isBar = bar && bar.contains(node);
  const barBox = bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect() : null;
  const lines = [...node.getClientRects()];
  const first = lines[0] ?? box;
  const middle = document.elementFromPoint(first.left + first.width / 2, first.top + first.height / 2);
  return {
    name: node === document.body ? "" : `${node.tagName} ${node.ariaLabel ?? node.textContent.trim()}`,
    top: box.top + scrollY,
    is_outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    is_in_window: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    is_covered: Boolean(barBox && !isBar && first.top < barBox.bottom - 1 && barBox.top < 1),
    is_on_top: Boolean(middle && (node.contains(middle) || middle.contains(node))),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """What has the focus after a press of a key: its name, its place on the page, and whether it can be seen."""

    name: str
    top: float
    is_outlined: bool
    is_in_window: bool
    is_covered: bool
    is_on_top: bool

    @property
    def faults(self) -> list[str]:
        """Why somebody would not see where they are."""
        faults = {
            "has no outline": not self.is_outlined,
            "is out of the window": not self.is_in_window,
            "is covered by the bar": self.is_covered,
            "is under something else": not self.is_on_top,
        }
        return [f"{self.name} {words}" for words, holds in faults.items() if holds]


def focused(page: Page) -> Stop:
    """What has the focus."""
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return Stop(**found)


def walk(page: Page, most: int = 2000) -> Iterator[Stop]:
    """Everything that the key Tab leads to, until it leads back to the page as a whole."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if not stop.name:
            return
        yield stop
    pytest.fail("The way never ends: something keeps the focus.")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a wide window, where nothing moves."""
    with opened(chromium, WIDE) as context:
        found = context.new_page()
        found.emulate_media(reduced_motion="reduce")
        yield found


def check_walk(page: Page) -> list[str]:
    """What cannot be reached or seen on the way through a page, and where the way goes back up."""
    expected = page.evaluate(FOCUSABLE)
    stops = list(walk(page))
    faults = [fault for stop in stops for fault in stop.faults]
    if len(stops) != expected:
        faults.append(f"{len(stops)} of {expected} are reached.")
    inside = [stop for stop in stops if not stop.name.startswith(("A Skip", "BUTTON Switch"))]
    jumps = [
        (before.name, after.name)
        for before, after in pairwise(inside)
        if after.top < before.top - 900  # columns beside each other are read one after the other
    ]
    return faults + [f"after {before} comes {after}, far above." for before, after in jumps]


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    own_site: Built, serve: Servers, page: Page, path: str
) -> None:
    page.goto(f"{serve(own_site.site)}{path}")
    assert check_walk(page) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("document.querySelector('main a').tabIndex = -1", "are reached."),
        ("document.querySelector('main a').style.outline = 'none'", "has no outline"),
        (
            "document.querySelector('main h2 a, main a').style.cssText = 'position:absolute;left:-99rem'",
            "out of the window",
        ),
        ("document.body.style.cssText = 'display: flex; flex-direction: column-reverse'", "far above"),
    ],
)
def test_a_place_that_the_keyboard_misses_is_found(
    own_site: Built, serve: Servers, page: Page, change: str, fault: str
) -> None:
    page.goto(f"{serve(own_site.site)}actors/russia/")
    page.evaluate(change)
    assert any(fault in found for found in check_walk(page))


def test_the_first_key_leads_past_the_header(own_site: Built, serve: Servers, page: Page) -> None:
    page.goto(f"{serve(own_site.site)}{STORY}")
    page.keyboard.press("Tab")
    assert focused(page).name == "A Skip to content"
    assert focused(page).is_in_window
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('.sayso-header').contains(document.activeElement)")


def test_light_and_dark_change_places_and_the_focus_stays(own_site: Built, serve: Servers, page: Page) -> None:
    page.goto(serve(own_site.site))
    page.get_by_role("button", name="Switch to dark").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert focused(page).name == "BUTTON Switch to light"
    page.keyboard.press("Space")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"


def test_a_speaker_is_chosen_and_all_others_step_back(own_site: Built, serve: Servers, page: Page) -> None:
    page.goto(f"{serve(own_site.site)}{STORY}")
    chips = page.locator("[data-filter=speakers] button[aria-pressed]")
    more = page.locator(".sayso-filter-more")
    hidden = chips.filter(visible=False).count()
    assert more.inner_text() == f"{hidden} more"
    more.focus()
    page.keyboard.press("Enter")
    assert chips.filter(visible=False).count() == 0
    assert page.evaluate("document.activeElement.classList.contains('sayso-more')")

    page.locator("button[value=jamil-al-saleh]").focus()
    page.keyboard.press("Space")
    rows = page.locator(".sayso-row:visible, .sayso-filtered .sayso-position:visible")
    assert rows.count() > 2
    assert {row.get_attribute("data-speakers") for row in rows.all()} == {"jamil-al-saleh"}
    speakers = chips.count() - 1
    status = page.locator("[data-filter=speakers] [role=status]").inner_text()
    assert status.startswith(f"Showing 1 of {speakers} speakers: Jamil al-Saleh, on ")
    notes = page.locator(".sayso-showing:visible").all_inner_texts()
    assert notes
    assert all(note.casefold().startswith("showing 1 of ") for note in notes)
    assert page.locator(".sayso-block:visible").count() == len(notes)

    page.locator("button[value='']").focus()
    page.keyboard.press("Enter")
    # Long pages are filtered in several steps.
    blocks, showing = page.locator(".sayso-block"), page.locator(".sayso-showing")
    wait_for(lambda: all(blocks.evaluate_all("blocks => blocks.map(block => block.checkVisibility())")))
    wait_for(lambda: not any(showing.evaluate_all("notes => notes.map(note => note.checkVisibility())")))


def test_a_timeline_is_filtered_by_actor_and_place(own_site: Built, serve: Servers, page: Page) -> None:
    page.goto(f"{serve(own_site.site)}{STORY}")
    cards = page.locator(".sayso-event:visible")
    everything = cards.count()
    for name, value in (("actors", "russia"), ("places", "syria")):
        select = page.locator(f"select[name={name}]")
        select.focus()
        # The keys of a list differ from system to system; choosing tells the page in the same way.
        select.select_option(value)
        assert 0 < cards.count() < everything
        for card in cards.all():
            assert value in (card.get_attribute(f"data-{name}") or "").split()
    status = page.locator("[data-filter=timeline] [role=status]").inner_text()
    assert status == f"Showing {cards.count()} of {everything} events."
    for select in page.locator("[data-filter=timeline] select").all():
        select.select_option("")
    assert cards.count() == everything


def test_what_is_folded_opens_and_closes(own_site: Built, serve: Servers, page: Page) -> None:
    page.goto(f"{serve(own_site.site)}{STORY}")
    for place in (".sayso-origins", ".sayso-others"):
        fold = page.locator(f"details{place}").first
        inside = fold.locator(":scope > :not(summary)").first
        assert not inside.is_visible()
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        assert inside.is_visible()
        page.keyboard.press("Space")
        assert not inside.is_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_bar_leads_to_each_part_and_says_which_is_read(
    own_site: Built, serve: Servers, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{serve(own_site.site)}{STORY}")
    links = page.locator(".sayso-contents-sticky a")
    assert links.count() > 5
    for link in links.all()[:5]:
        link.focus()
        page.keyboard.press("Enter")
        part = page.locator(link.get_attribute("href") or "")
        bar = page.locator(".sayso-contents-sticky").bounding_box()
        box = part.bounding_box()
        assert bar is not None
        assert box is not None
        assert bar["y"] + bar["height"] <= box["y"] + 1 < 300
        expect(link).to_have_attribute("aria-current", "location")
        assert page.locator(".sayso-contents-sticky a[aria-current]").count() == 1
