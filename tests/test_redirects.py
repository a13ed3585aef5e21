"""Old addresses: of merged records, and those that records declare, each with a page that leads to the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from selectolax.lexbor import LexborHTMLParser
from tests.axe import run_axe
from tests.building import ADDRESS, INVENTED, Built, Servers, build_site, run_mkdocs, write_project

from sayso.loading.forms import RESERVED_ADDRESSES
from sayso.records import FOLDERS

MERGED = "actors/river-gates-office"
AUTHORITY = ("actors/river-authority", "River & Gates Authority", "Actor", "5 positions")
CHAIN = (
    "claims/gate-opened-as-chain-broke",
    "Gate three opened because its chain broke.",
    "Claim",
    "Said and questioned: said by Darro Venn'oth; questioned by Dunnels Committee",
)
REDIRECTS = {
    MERGED: AUTHORITY,
    "actors/water-office": AUTHORITY,
    "gates/authority": AUTHORITY,
    "claims/chain-broke": CHAIN,
}


def head_of(html: str) -> tuple[str, str]:
    """Where a page at an old address leads by itself, and its canonical address."""
    tree = LexborHTMLParser(html)
    refresh, canonical = tree.css_first('meta[http-equiv="refresh"]'), tree.css_first('link[rel="canonical"]')
    assert refresh is not None
    assert canonical is not None
    return (refresh.attributes["content"] or "").removeprefix("0; url="), canonical.attributes["href"] or ""


def body_of(html: str) -> tuple[list[str], list[str]]:
    """The words of such a page, line by line, and where the links in its article lead."""
    article = LexborHTMLParser(html).css_first("article")
    assert article is not None
    links = [node.attributes["href"] or "" for node in article.css("a")]
    return [" ".join(node.text().split()) for node in article.iter()], links


def test_every_old_address_has_a_page_and_no_other_has(invented_site: Built) -> None:
    assert invented_site.redirects == sorted(f"{address}/index.html" for address in REDIRECTS)


@pytest.mark.parametrize("address", REDIRECTS)
def test_the_page_at_an_old_address_leads_on_and_says_whose_words_it_leads_to(
    invented_site: Built, address: str
) -> None:
    html = invented_site.read(f"{address}/index.html")
    target, title, kind, who = REDIRECTS[address]
    way = f"../../{target}/"
    assert head_of(html) == (way, way)
    words, links = body_of(html)
    assert words[:3] == ["This page has moved", kind, title]
    assert words[3].startswith(who)
    assert links == [way]
    assert "<script" not in html
    assert "River Gates Office" not in html


def test_the_policy_of_such_a_page_allows_no_script_at_all(invented_site: Built) -> None:
    for path in invented_site.redirects:
        head = LexborHTMLParser(invented_site.read(path)).css("head > meta")
        metas = {node.attributes.get("http-equiv") or node.attributes.get("name"): node for node in head}
        policy = metas["Content-Security-Policy"].attributes["content"] or ""
        assert policy.startswith("default-src 'none'; ")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert metas["referrer"].attributes["content"] == "no-referrer"


def test_with_an_address_of_the_site_the_canonical_one_is_whole(placed_site: Built) -> None:
    assert head_of(placed_site.read(f"{MERGED}/index.html")) == (
        "../../actors/river-authority/",
        f"{ADDRESS}actors/river-authority/",
    )


def test_old_addresses_stand_in_no_list_no_map_and_no_search(placed_site: Built) -> None:
    old = re.compile("|".join(REDIRECTS))
    assert [path for path in placed_site.pages if old.search(placed_site.read(path))] == []
    assert "river-authority" in placed_site.read("sitemap.xml")
    assert not old.search(placed_site.read("sitemap.xml"))


def test_pages_as_files_have_old_addresses_as_files(shared_builds: Path) -> None:
    site = build_site(INVENTED, shared_builds, site_url=ADDRESS.rstrip("/"), use_directory_urls=False)
    assert site.redirects == sorted(f"{address}.html" for address in REDIRECTS)
    assert head_of(site.read("gates/authority.html")) == (
        "../actors/river-authority.html",
        f"{ADDRESS}actors/river-authority.html",
    )


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A window of the browser with or without scripts."""
    context = chromium.new_context(java_script_enabled=request.param)
    yield context
    context.close()


def test_a_browser_is_led_on(placed_site: Built, serve: Servers, window: BrowserContext) -> None:
    page = window.new_page()
    for address, (target, title, _, _) in REDIRECTS.items():
        page.goto(serve(placed_site.site, "/a/b/") + f"{address}/")
        page.wait_for_url(f"**/a/b/{target}/")
        assert title in (page.text_content("h1") or "")


def test_where_nothing_leads_on_the_page_can_be_read_and_has_no_fault(
    placed_site: Built, serve: Servers, chromium: Browser
) -> None:
    """The way on is answered with nothing (204), so that the browser stays."""
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.route(re.compile(r"/(river-authority|gate-opened-as-chain-broke)/$"), lambda route: route.fulfill(status=204))
    for address, (_, title, _, _) in REDIRECTS.items():
        page.goto(serve(placed_site.site, "/a/b/") + f"{address}/")
        assert page.get_by_role("link", name=title).is_visible()
        assert page.get_by_role("heading", level=1).is_visible()
        assert run_axe(page) == []
    context.close()


@pytest.mark.parametrize("page", ["gates/authority.md", "gates"])
def test_a_file_that_stands_at_an_old_address_or_above_it_stops_the_build(page: str, tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, pages={page: "# The authority\n"})
    done = run_mkdocs(project)
    assert done.returncode == 1
    message = (
        f"content/actors/river-authority.yml:6:3: error [address-taken] The page '{page}' stands at this "
        "old address. Delete the one or the other."
    )
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_no_old_address_can_be_that_of_a_page_that_the_program_makes(invented_site: Built) -> None:
    own = {
        path.partition("/")[0] for path in invented_site.pages if path.count("/") == 1 and path.endswith("index.html")
    }
    by_hand = {"about", "contribute"}
    assert own - by_hand - FOLDERS.keys() <= RESERVED_ADDRESSES
