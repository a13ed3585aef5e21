"""Whole sites in a browser: each kind of page, wide and narrow, with and without scripts, dark, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browsing import (
    IS_FULL,
    KINDS_OF_PAGES,
    NARROW,
    NARROWEST,
    WIDE,
    Watched,
    opened,
    scrolls_sideways,
)
from tests.building import Built, Servers
from tests.published import wait_for


@pytest.mark.parametrize("path", KINDS_OF_PAGES.values(), ids=KINDS_OF_PAGES.keys())
def test_a_page_loads_whole_from_its_own_host_and_fits_each_window(
    invented_site: Built, chromium: Browser, serve: Servers, path: str
) -> None:
    address = f"{serve(invented_site.site)}{path}"
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        assert watched.open(address) == []
        assert len(watched.requests) > 4
        for width in (WIDE, NARROW, NARROWEST):
            watched.page.set_viewport_size({"width": width, "height": 800})
            assert scrolls_sideways(watched.page) == [], width
            assert watched.page.locator("h1").is_visible()
        assert watched.faults(address) == []


@pytest.mark.parametrize("name", ["own_site", "invented_site"])
def test_pages_of_both_sites_load_whole_and_fit(
    request: pytest.FixtureRequest, name: str, chromium: Browser, serve: Servers
) -> None:
    """Every page at full size; else the stories and one page of each kind."""
    built: Built = request.getfixturevalue(name)
    one_each = {path.partition("/")[0]: path for path in built.pages}.values()
    paths = built.pages if IS_FULL else sorted({*one_each, *(path for path in built.pages if "stories/" in path)})
    root = serve(built.site)
    with opened(chromium, NARROW) as context:
        watched = Watched(context)
        for path in paths:
            address = f"{root}{path.removesuffix('index.html')}"
            assert (path, watched.open(address), scrolls_sideways(watched.page)) == (path, [], [])


@pytest.mark.parametrize("path", KINDS_OF_PAGES.values(), ids=KINDS_OF_PAGES.keys())
def test_without_scripts_a_page_says_the_same(
    invented_site: Built, chromium: Browser, serve: Servers, path: str
) -> None:
    said = []
    for has_scripts in (True, False):
        with opened(chromium, WIDE, has_scripts=has_scripts) as context:
            page = context.new_page()
            page.goto(f"{serve(invented_site.site)}{path}")
            # Filters are all that a script adds.
            page.locator(".sayso-filter").evaluate_all("nodes => nodes.forEach((node) => node.remove())")
            said.append(page.locator("article").first.inner_text().split())
    assert said[0] == said[1]
    assert len(said[0]) > 20


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_reader_can_switch_to_dark_and_it_stays(
    invented_site: Built, chromium: Browser, serve: Servers, width: int
) -> None:
    root = serve(invented_site.site)
    with opened(chromium, width) as context:
        watched = Watched(context)
        assert watched.open(root) == []
        scheme = watched.page.locator("body[data-md-color-scheme]")
        assert scheme.get_attribute("data-md-color-scheme") == "default"
        light = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        watched.page.locator("button[title='Switch to dark']").click()
        assert scheme.get_attribute("data-md-color-scheme") == "slate"
        dark = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert dark != light
        assert watched.open(f"{root}stories/night-at-gate-three/") == []
        assert scheme.get_attribute("data-md-color-scheme") == "slate"
        watched.page.locator("button[title='Switch to light']").click()
        assert scheme.get_attribute("data-md-color-scheme") == "default"
        assert watched.faults(root) == []


def test_who_prefers_dark_gets_it_at_once(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with opened(chromium, WIDE, scheme="dark") as context:
        watched = Watched(context)
        assert watched.open(serve(invented_site.site)) == []
        assert watched.page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_at_a_path_below_its_host_a_site_asks_for_nothing_outside_it(
    placed_site: Built, chromium: Browser, serve: Servers
) -> None:
    root = serve(placed_site.site, "/a/b/")
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        for path in ("", "stories/night-at-gate-three/", "about/", "no/such/page/"):
            assert watched.open(f"{root}{path}") == []
            assert [url for url in watched.requests if not url.startswith(root)] == []


def test_a_link_to_a_position_leads_to_it(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with opened(chromium, NARROW) as context:
        page = context.new_page()
        page.goto(f"{serve(invented_site.site)}stories/night-at-gate-three/")
        page.locator("a.sayso-permalink[href$='#p-authority-at-hearing']").first.click()
        target = page.locator(":target")
        assert "gate three opened because its chain broke" in target.inner_text()
        wait_for(lambda: target.evaluate("(node) => node.getBoundingClientRect().top < innerHeight"))


def test_on_paper_a_story_shows_every_position(
    invented_site: Built, chromium: Browser, serve: Servers, tmp_path: Path
) -> None:
    library = invented_site.library
    story = library.stories["night-at-gate-three"]
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        page.goto(f"{serve(invented_site.site)}stories/{story.id}/")
        page.emulate_media(media="print")
        text = " ".join(page.locator("article").inner_text().split())
        assert not page.locator("header.md-header").is_visible()
        assert "link to this" not in text
        # Nothing is cut off at the edge of the paper: what scrolls on a screen cannot on paper.
        page.set_viewport_size({"width": 720, "height": 1000})  # the width of A4 between its margins
        cut = page.locator(".sayso-scroll").evaluate_all("nodes => nodes.map(n => n.scrollWidth - n.clientWidth)")
        assert [pixels for pixels in cut if pixels > 1] == []
        page.pdf(path=tmp_path / "story.pdf", format="A4")
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")
    claims = [claim for question in story.questions for claim in library.claims_of.get(question, ())]
    owners = [*story.questions, *(claim.id for claim in claims)]
    positions = [standing.position for owner in owners for standing in library.standings_on.get(owner, ())]
    assert len(positions) > 20
    for position in positions:
        shown = position.passage.exact if position.passage and position.show else position.paraphrase
        assert " ".join((shown or "").split()) in text
        assert library.sources[position.source].title.text in text


# --- That each of these can fail


@pytest.mark.parametrize(
    ("seed", "fault"),
    [
        ("<script>alert(1)</script>", "violates script-src-elem inline"),
        ('<p style="color:red">x</p>', "violates style-src-attr inline"),
        ('<img src="https://tracker.invalid/x.png" alt="x">', "asks https://tracker.invalid/x.png"),
        ('<script src="../../assets/gone.js"></script>', "error: Failed to load resource"),
    ],
)
def test_what_a_page_must_not_do_is_noticed(
    invented_site: Built, chromium: Browser, tmp_path: Path, seed: str, fault: str
) -> None:
    page = invented_site.read("claims/recording-is-genuine/index.html").replace("</article>", f"{seed}</article>")
    (tmp_path / "assets").symlink_to(invented_site.site / "assets")
    (tmp_path / "claims" / "x").mkdir(parents=True)
    (tmp_path / "claims" / "x" / "index.html").write_text(page, encoding="utf-8")
    servers = Servers()
    with opened(chromium, WIDE) as context:
        faults = Watched(context).open(f"{servers(tmp_path)}claims/x/")
    servers.close()
    assert any(found.startswith(fault) for found in faults), faults


def test_a_page_that_scrolls_sideways_is_noticed(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with opened(chromium, NARROW) as context:
        page = context.new_page()
        page.goto(f"{serve(invented_site.site)}about/")
        page.evaluate("document.querySelector('h1').style = 'inline-size: 50rem; max-inline-size: none'")
        assert scrolls_sideways(page) == ['<h1 class="">']
