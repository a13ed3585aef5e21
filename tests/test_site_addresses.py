"""Where a site stands: at no known address, at a root, below a path, with pages as folders or as files."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser
from tests.building import ADDRESS, EDIT_URI, INVENTED, Built, Servers, build_site, run_mkdocs, write_project
from tests.site_links import check_links

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def meta(page: str, name: str) -> list[str]:
    """What a page's head says under a name: a link's address or a property's content."""
    tree = LexborHTMLParser(page)
    links = [node.attributes["href"] or "" for node in tree.css(f'head > link[rel="{name}"]')]
    return links + [node.attributes["content"] or "" for node in tree.css(f'head > meta[property="{name}"]')]


# --- Without an address


def test_without_an_address_no_page_has_a_canonical_one_and_there_is_no_map(invented_site: Built) -> None:
    for path in invented_site.pages:
        page = invented_site.read(path)
        assert meta(page, "canonical") + meta(page, "og:url") == [], path
    assert not list(invented_site.site.glob("sitemap*"))
    assert invented_site.read("robots.txt") == "User-agent: *\nAllow: /\n"


def test_without_an_address_no_address_is_made_up(invented_site: Built) -> None:
    for path in invented_site.pages:
        hosts = {urlsplit(found).netloc for found in re.findall(r'https?://[^\s"<&)]+', invented_site.read(path))}
        assert not {host for host in hosts if host.startswith(("localhost", "127.", "0."))}, path


# --- At an address


@pytest.fixture(
    params=[
        {"site_url": "https://example.org/"},
        {"site_url": ADDRESS, "edit_uri": EDIT_URI},
        {"site_url": ADDRESS.rstrip("/"), "use_directory_urls": False},
    ],
    ids=["at a root", "below a path", "as files"],
)
def placed(request: pytest.FixtureRequest, shared_builds: Path) -> tuple[Built, dict[str, str]]:
    """The invented site at an address, and the full address of each of its pages but the error page."""
    changes: dict[str, Any] = request.param
    built = build_site(INVENTED, shared_builds, **changes)
    has_folders = changes.get("use_directory_urls", True)
    paths = {path: path.removesuffix("index.html") if has_folders else path for path in built.pages}
    del paths["404.html"]
    return built, {path: f"{changes['site_url'].rstrip('/')}/{address}" for path, address in paths.items()}


def test_every_page_names_its_own_address(placed: tuple[Built, dict[str, str]]) -> None:
    built, addresses = placed
    for path, address in addresses.items():
        page = built.read(path)
        assert meta(page, "canonical") == meta(page, "og:url") == [address]


def test_the_map_lists_every_page_once(placed: tuple[Built, dict[str, str]]) -> None:
    built, addresses = placed
    data = (built.site / "sitemap.xml").read_bytes()
    listed = [node.text or "" for node in ET.fromstring(data).iter(LOCATION)]  # noqa: S314 -- we made it ourselves
    assert sorted(listed) == sorted(addresses.values())
    assert gzip.decompress((built.site / "sitemap.xml.gz").read_bytes()) == data
    pages = {path.removesuffix("/index.html").removesuffix(".html") for path in addresses}
    assert {f"{record.folder}/{record.id}" for record in built.library.records} <= pages
    site_map = f"{addresses['index.html'].removesuffix('index.html')}sitemap.xml"
    assert built.read("robots.txt").splitlines() == ["User-agent: *", "Allow: /", f"Sitemap: {site_map}"]


@pytest.mark.parametrize("path", ["no/such/page/", "no", "claims/no-such-claim/index.html"])
def test_the_error_page_leads_on_from_any_address(
    placed_site: Built, chromium: Browser, serve: Servers, path: str
) -> None:
    root = serve(placed_site.site, "/a/b/")
    page = chromium.new_page()
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    response = page.goto(f"{root}{path}")
    assert response is not None
    assert response.status == 404
    assert failed == [f"{root}{path}"]
    assert page.title() == "Page not found - Sayso"
    assert page.locator("h1").inner_text() == "Page not found"
    # The theme's style and ours are there, in one file.
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "650"
    links = page.locator("a[href]").evaluate_all("nodes => nodes.map(node => node.href)")
    assert len(links) > 10
    for link in sorted({str(link).partition("#")[0] for link in links} - {f"{root}{path}"}):
        assert link.startswith(root)
        found = page.request.get(link)
        assert found.ok, link
    page.close()


# --- Pages as files


@pytest.mark.parametrize("site_url", [None, ADDRESS])
def test_pages_can_be_files_instead_of_folders(shared_builds: Path, site_url: str | None) -> None:
    built = build_site(INVENTED, shared_builds, use_directory_urls=False, site_url=site_url)
    assert "claims/recording-is-genuine.html" in built.pages
    assert check_links(built.site, site_url) == []
    for path in built.pages:
        assert not re.search(r'href="[^"]*/(?:#[^"]*)?"', built.read(path).replace(f'href="{ADDRESS}"', "")), path


def test_a_page_as_a_file_is_shown_with_its_links(shared_builds: Path, chromium: Browser) -> None:
    """Such a site can be read from the disk, without a server."""
    built = build_site(INVENTED, shared_builds, use_directory_urls=False)
    page = chromium.new_page()
    page.goto((built.site / "stories" / "night-at-gate-three.html").as_uri())
    page.locator("article a", has_text="The chain broke").first.click()
    assert page.locator("h1").inner_text().startswith("Claim: Gate three opened because its chain broke.")
    page.close()


# --- What else an owner may set


def test_no_repository_is_needed_or_named(placed_site: Built) -> None:
    assert "\nrepo_url:" not in (placed_site.project / "mkdocs.yml").read_text(encoding="utf-8")
    for path in placed_site.pages:
        page = placed_site.read(path)
        assert "md-source" not in page
        assert "api.github.com" not in page


def test_an_authors_page_wins_at_the_same_address(shared_builds: Path) -> None:
    text = "---\ndescription: Whom we asked.\n---\n# Whom we asked\n\nBegin with [[darro-vennoth]], in [[dunnels]].\n"
    pages = {"actors/index.md": text, "claims/recording-is-genuine.md": "# Our own page\n\nOurs.\n"}
    pages["places/dunnels/index.md"] = "# Another file, the same address\n"
    built = build_site(INVENTED, shared_builds, pages=pages)
    page = built.read("actors/index.html")
    assert '<a href="darro-vennoth/">' in page
    assert '<a href="../places/dunnels/">' in page
    assert "Whom we asked" in page
    assert "sayso-breadcrumbs" not in page
    assert "Our own page" in built.read("claims/recording-is-genuine/index.html")
    assert "Another file, the same address" in built.read("places/dunnels/index.html")
    assert built.pages == build_site(INVENTED, shared_builds).pages
    faults = check_links(built.site)
    # Only the addresses of positions on the page that the author replaced are gone.
    assert [fault for fault in faults if "recording-is-genuine/#p-" not in fault] == []


def test_without_a_navigation_the_lists_are_in_it(shared_builds: Path) -> None:
    built = build_site(INVENTED, shared_builds, nav=None)
    tree = LexborHTMLParser(built.read("index.html"))
    sections = {node.attributes["href"] for node in tree.css(".sayso-header a[href]")}
    assert {"stories/", "claims/", "actors/", "about/"} <= sections
    assert "#sections" not in sections
    assert check_links(built.site) == []


def test_the_projects_folder_may_have_any_name(tmp_path: Path) -> None:
    root = write_project(tmp_path / "é ü 100% (a) [b]#c", INVENTED, site_url=ADDRESS)
    run = run_mkdocs(root)
    assert run.returncode == 0, run.stderr
    assert check_links(root / "site", ADDRESS) == []


def test_the_theme_finds_its_files_wherever_the_site_stands(placed_site: Built) -> None:
    scope = LexborHTMLParser(placed_site.read("404.html")).css_first("script:not([src])")
    assert scope is not None
    assert scope.text().startswith('__md_scope=new URL("/a/b/",location)')
