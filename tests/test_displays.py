"""Small, enlarged, forced into few colours, without motion, on paper: pages stay whole and say the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser
from tests.browsing import NARROWEST, WIDE, list_pages, opened, scrolls_sideways
from tests.building import Built, Servers
from tests.published import wait_for

STORY = "stories/russia-first-airstrikes-in-syria/"
# A window of 1280 by 1024 at 400 %, as success criterion 1.4.10 of WCAG has it.
ENLARGED = 256
# What readers who need it set for themselves, as success criterion 1.4.12 has it.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
# Text that its box cuts off: what hides its overflow and holds more than it shows, but for what is only for listeners.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((node) => {
  const style = getComputedStyle(node);
  const cuts = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  const isForListeners = node.closest(".sayso-hidden, .sayso-ours") || style.clipPath !== "none";
  return cuts && !isForListeners && node.checkVisibility() && node.textContent.trim()
    && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
}).map((node) => `<${node.tagName.toLowerCase()} class="${node.className}">`)"""


@pytest.mark.parametrize("name", ["own_site", "invented_site", "paged_site"])
def test_no_page_scrolls_sideways_at_320_pixels_nor_with_more_space_between_letters(
    request: pytest.FixtureRequest, name: str, chromium: Browser, serve: Servers
) -> None:
    built: Built = request.getfixturevalue(name)
    with opened(chromium, NARROWEST, height=ENLARGED, is_lax=True) as context:
        page = context.new_page()
        for path in list_pages(built, with_same=name == "own_site"):
            page.goto(f"{serve(built.site)}{path}")
            page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
            assert (path, scrolls_sideways(page), page.evaluate(CLIPPED)) == (path, [], [])
            page.add_style_tag(content=SPACED)
            assert (path, scrolls_sideways(page), page.evaluate(CLIPPED)) == (path, [], [])


def test_text_that_is_cut_off_is_found(own_site: Built, chromium: Browser, serve: Servers) -> None:
    with opened(chromium, NARROWEST) as context:
        page = context.new_page()
        page.goto(f"{serve(own_site.site)}about/")
        page.evaluate("document.querySelector('main p').style.cssText = 'overflow: hidden; block-size: 1rem'")
        assert page.evaluate(CLIPPED) == ['<p class="">']


def test_enlarged_four_times_what_stays_in_view_leaves_room_to_read(
    own_site: Built, chromium: Browser, serve: Servers
) -> None:
    with opened(chromium, NARROWEST, height=ENLARGED) as context:
        page = context.new_page()
        page.goto(f"{serve(own_site.site)}{STORY}")
        page.mouse.wheel(0, 4000)
        wait_for(lambda: page.evaluate("scrollY > 2000"))
        covered = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
              .filter((node) => ["sticky", "fixed"].includes(getComputedStyle(node).position) && node.checkVisibility())
              .map((node) => node.getBoundingClientRect())
              .filter((box) => box.bottom > 0 && box.top < innerHeight)
              .reduce((sum, box) => sum + box.height, 0)"""
        )
        assert covered <= ENLARGED / 3
        for control in ("[data-filter=speakers] button", ".sayso-contents a", ".sayso-origins summary"):
            page.locator(control).first.scroll_into_view_if_needed()
            assert page.locator(control).first.is_visible()


def style_of(page: Page, place: str, *names: str) -> list[str]:
    """Computed styles of the first element at a place."""
    found: list[str] = page.locator(place).first.evaluate(
        "(node, names) => names.map((name) => getComputedStyle(node)[name])", list(names)
    )
    return found


def test_with_forced_colours_what_is_chosen_is_still_told_apart(
    own_site: Built, chromium: Browser, serve: Servers
) -> None:
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        page.emulate_media(forced_colors="active")
        page.goto(f"{serve(own_site.site)}{STORY}#who-says-what")
        page.wait_for_selector(".sayso-contents a[aria-current]")
        sides = ("borderBlockEndStyle", "borderBlockEndWidth", "borderBlockEndColor", "backgroundColor")
        for chosen, other in (
            ("[data-filter=speakers] [aria-pressed=true]", "[data-filter=speakers] [aria-pressed=false]"),
            (".sayso-contents a[aria-current]", ".sayso-contents a:not([aria-current])"),
        ):
            assert style_of(page, chosen, *sides) != style_of(page, other, *sides), chosen
        assert style_of(page, ".sayso-table thead th", "borderBlockEndStyle") == ["solid"]
        marks = style_of(page, ".sayso-mark", "visibility", "display")
        assert marks[0] == "visible"


def test_who_wants_no_motion_sees_none(own_site: Built, chromium: Browser, serve: Servers) -> None:
    moving = """() => [
      getComputedStyle(document.documentElement).scrollBehavior,
      [...document.querySelectorAll("*")].filter((node) => {
        const style = getComputedStyle(node);
        return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
      }).map((node) => node.className),
    ]"""
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        for path in ("", STORY, "about/"):
            page.emulate_media(reduced_motion="reduce")
            page.goto(f"{serve(own_site.site)}{path}")
            assert page.evaluate(moving) == ["auto", []]
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(moving)[0] == "smooth"


# --- On paper


def test_on_paper_positions_are_open_sources_numbered_and_addresses_written_out(
    own_site: Built, chromium: Browser, serve: Servers
) -> None:
    claim = "claims/strikes-aimed-at-isis/"
    library = own_site.library
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        for path in (STORY, claim):
            page.goto(f"{serve(own_site.site)}{path}")
            page.emulate_media(media="print")
            for gone in (".sayso-header", ".sayso-contents", ".sayso-filter", ".sayso-permalink", ".sayso-footer nav"):
                assert page.locator(f"{gone}:visible").count() == 0, gone
            closed = page.locator("details:not([open]) > :not(summary)")
            assert all(part.evaluate("node => node.getBoundingClientRect().height > 0") for part in closed.all())
            assert page.locator(".sayso-note-number:visible").count() > 4
            for link in page.locator(".sayso-notes .sayso-outside").all():
                written = link.evaluate("node => getComputedStyle(node, '::after').content")
                assert (link.get_attribute("href") or "-") in written
    notes = LexborHTMLParser(own_site.read(f"{claim}index.html")).css(".sayso-notes > li")
    named = {standing.position.source for standing in library.standings_on["strikes-aimed-at-isis"]}
    assert len(notes) == len(named)


def test_on_paper_a_dark_page_is_black_on_white(own_site: Built, chromium: Browser, serve: Servers) -> None:
    with opened(chromium, WIDE, scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{serve(own_site.site)}{STORY}")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(232, 230, 225)"
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


# --- Without a script, and from right to left


def test_without_a_script_dark_is_what_the_system_prefers(own_site: Built, chromium: Browser, serve: Servers) -> None:
    for scheme, colour in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 28)")):
        with opened(chromium, WIDE, has_scripts=False, scheme=scheme) as context:
            page = context.new_page()
            page.goto(serve(own_site.site))
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour
            assert (
                page.locator("[data-filter]:visible, .sayso-search-open:visible, .sayso-schemes button:visible").count()
                == 0
            )


RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]+")


def check_directions(html: str) -> list[str]:
    """Words from right to left that are neither in an element of their own direction nor between isolates."""
    faults = []
    for node in LexborHTMLParser(html).css("body *"):
        own = "".join(child.text(deep=False) for child in node.iter(include_text=True) if child.tag == "-text")
        if not RIGHT_TO_LEFT.search(re.sub("\u2068[^\u2069]*\u2069", "", own)):
            continue
        parent: LexborHTMLParser | object | None = node
        ways = []
        while parent is not None:
            ways.append(getattr(parent, "attributes", {}).get("dir"))
            parent = getattr(parent, "parent", None)
        if node.tag != "bdi" and next((way for way in ways if way), None) not in {"rtl", "auto"}:
            faults.append(own.strip())
    return faults


def test_names_from_right_to_left_are_kept_apart_from_what_stands_around_them(
    own_site: Built, invented_site: Built
) -> None:
    count = 0
    for built in (own_site, invented_site):
        for path in built.pages:
            html = built.read(path)
            assert (path, check_directions(html)) == (path, [])
            count += len(RIGHT_TO_LEFT.findall(html))
    assert count > 50


def test_a_name_from_right_to_left_that_stands_bare_is_found(invented_site: Built) -> None:
    html = invented_site.read("places/hettamire/index.html")
    assert check_directions(html.replace("</main>", "<p>in حتّامير</p></main>")) == ["in حتّامير"]
