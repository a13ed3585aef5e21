"""Long lists in parts: each record once, on pages whose addresses stay when others are added."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.building import INVENTED, OWN
from tests.libraries import actor, claim, make_library, make_pages, place, position, question, source, story
from tests.test_indexes import NAMES, check_list, texts

from sayso.build import Built, build_pages
from sayso.checking import check_content
from sayso.dates import parse_date
from sayso.library import Library
from sayso.loading.forms import RESERVED_IDS, TextFault, read_address
from sayso.page_addresses import PARTS, Urls
from sayso.page_settings import Settings
from sayso.page_values import Page
from sayso.pages import make_site
from sayso.pages.home import SHOWN_OTHERS, home_pages
from sayso.pages.paging import SMALLEST_SHARE, cut, make_pager, make_parts
from sayso.records import KINDS
from sayso.records.parts import Text
from sayso.rendering.environment import Renderer

HOST = "https://example.org/"
FEW = 3


@cache
def built(content: Path, most: int, *, as_folders: bool = True) -> Built:
    """The pages of a content folder, with so many entries of a list on one page."""
    settings = Settings("Name", urls=Urls(as_folders), most_entries=most)
    return build_pages(check_content(content.parent, content.name).library, settings)


def render(library: Library, folder: str, most: int) -> list[tuple[Page, LexborHTMLParser]]:
    """The pages of a list, in order, with their HTML."""
    pages = {page.address: page for page in make_pages(make_site(library, Settings("Name", most_entries=most)))}
    own = [page for address, page in pages.items() if address == f"{folder}/" or address.startswith(f"{folder}/from/")]
    return [(page, LexborHTMLParser(Renderer().render(page))) for page in own]


def pages_of(made: Built, folder: str) -> list[Page]:
    """The pages of a list, in order: each the next of the one before."""
    found = [made.pages[made.site.urls.index(folder)]]
    while found[-1].next is not None:
        found.append(made.pages[found[-1].next])
    return found


# --- Where a list is cut


def names_of(number: int) -> list[str]:
    """So many different names in their order, the same on each run; of fewer, each is also among those of more."""
    return sorted(hashlib.blake2b(str(index).encode(), digest_size=6).hexdigest() for index in range(number))


@pytest.mark.parametrize("most", [1, 2, 3, 10, 200])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 200, 201, 5000])
def test_parts_are_neither_too_long_nor_too_short_and_together_they_are_the_list(number: int, most: int) -> None:
    names = names_of(number)
    starts = cut(names, most)
    assert starts[0] == 0
    sizes = [end - start for start, end in pairwise([*starts, len(names)])]
    assert sum(sizes) == len(names)
    assert max(sizes) <= most
    if len(sizes) > 1:
        assert min(sizes) >= max(1, most // SMALLEST_SHARE)


def test_a_list_of_names_whose_digests_fall_is_cut_all_the_same() -> None:
    """What happens when nothing is left to chance: 5,000 times the same name."""
    starts = cut(["x"] * 5000, 200)
    assert max(end - start for start, end in pairwise([*starts, 5000])) <= 200


def test_an_added_record_hardly_ever_moves_another_to_another_page() -> None:
    """Of 6,000 records, one added at each of 200 places: numbered pages would move 15 of them with each."""
    names = names_of(6000)
    before = find_pages(names)
    moved = others = 0
    for name in set(names_of(6200)).difference(names):
        after = find_pages(sorted([*names, name]))
        moved += sum(before[one] != after[one] for one in names)
        others += set(before.values()) != set(after.values())
    assert moved / 200 < 2
    assert others < 10


def find_pages(names: list[str]) -> dict[str, str]:
    """The page of each name, by the name that it begins with; the first has none."""
    starts = cut(names, 200)
    bounds = pairwise([*starts, len(names)])
    return {name: names[start] if start else "" for start, end in bounds for name in names[start:end]}


# --- Ways from page to page


def steps_of(here: int, of: int) -> str:
    """The numbers that a pager names, as they are read; the one that is shown in brackets."""
    parts = make_parts(Urls(), "x", "x/", [f"n{index:04}" for index in range(of)], str, most=1)
    assert len(parts) == of
    pager = make_pager(parts, parts[here - 1])
    assert pager is not None
    words = []
    for step in pager.steps:
        if step is None:
            words.append("…")
        else:
            assert step.address == (None if step.number == here else parts[step.number - 1].address)
            words.append(f"[{step.number}]" if step.address is None else str(step.number))
    return " ".join(words)


@pytest.mark.parametrize(
    ("here", "of", "steps"),
    [
        (1, 2, "[1] 2"),
        (1, 5, "[1] 2 3 4 5"),
        (1, 6, "[1] 2 3 … 6"),
        (5, 61, "1 2 3 4 [5] 6 7 … 61"),
        (30, 61, "1 … 28 29 [30] 31 32 … 61"),
        (57, 61, "1 … 55 56 [57] 58 59 60 61"),
        (61, 61, "1 … 59 60 [61]"),
    ],
)
def test_a_page_leads_to_those_around_it_to_the_first_and_to_the_last(here: int, of: int, steps: str) -> None:
    assert steps_of(here, of) == steps


@pytest.mark.parametrize("as_folders", [True, False], ids=["folders", "files"])
def test_next_leads_through_all_pages_of_a_list_and_previous_back(as_folders: bool) -> None:  # noqa: FBT001 -- a parameter
    made = built(OWN, FEW, as_folders=as_folders)
    for folder in NAMES:
        pages = pages_of(made, folder)
        own = [a for a in made.pages if a.startswith(f"{folder}/{PARTS}/") and a.count("/") == 2 + as_folders]
        assert [page.address for page in pages[1:]] == own, folder
        assert [page.previous for page in pages] == [None, *(page.address for page in pages[:-1])], folder
        for number, page in enumerate(pages, 1):
            body = LexborHTMLParser(made.body(page))
            if len(pages) == 1:
                assert body.css(".sayso-pager, .sayso-place-in-list") == []
                continue
            assert texts(body, "h1 .sayso-place-in-list") == [f"page {number} of {len(pages)}"]
            assert texts(body, "[aria-current=page]") == [str(number)]
            for relation, other in (("prev", page.previous), ("next", page.next)):
                found = [node.attributes["href"] or "" for node in body.css(f".sayso-pager [rel={relation}]")]
                assert [urljoin(HOST + page.address, one) for one in found] == ([] if other is None else [HOST + other])
    assert len(pages_of(made, "claims")) > 9


def test_only_the_first_page_of_a_list_has_its_name_alone() -> None:
    made = built(OWN, FEW)
    first, second, *_ = pages_of(made, "actors")
    last = pages_of(made, "events")[-1]
    assert (first.title, second.title) == ("Actors", f"Actors, page 2 of {len(pages_of(made, 'actors'))}: I")
    assert last.title.endswith(": date not given")
    assert second.description.endswith(" Page 2 of 10: I.")
    assert [crumb.address for crumb in second.breadcrumbs] == ["", "actors/"]


# --- What stands on which page


@pytest.mark.parametrize("content", [OWN, INVENTED], ids=["own", "invented"])
@pytest.mark.parametrize("folder", NAMES)
def test_every_record_stands_once_on_the_pages_of_its_list(content: Path, folder: str) -> None:
    made = built(content, FEW)
    pages = pages_of(made, folder)
    bodies = [made.body(page) for page in pages]
    assert check_list(made.site.library, folder, "".join(bodies)) == []
    assert all(0 < len(LexborHTMLParser(body).css(NAMES[folder])) <= FEW for body in bodies)
    faults = check_list(made.site.library, folder, "".join(bodies[:-1]))
    assert faults != []


def check_anchors(made: Built) -> list[str]:
    """Links to an anchor that does not stand once on the page that they lead to."""
    bodies = {address: LexborHTMLParser(made.body(page)) for address, page in made.pages.items()}
    ids = {address: Counter(node.attributes["id"] for node in body.css("[id]")) for address, body in bodies.items()}
    return [
        f"{address}: {href}"
        for address, body in bodies.items()
        for href, target, anchor in list_links(address, body)
        if target not in ids or (anchor and ids[target][anchor] != 1)
    ]


def list_links(address: str, body: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """The links of a page to others of the site: as written, the page's address, the anchor."""
    for node in body.css("a[href]"):
        href = node.attributes["href"] or ""
        target, anchor = urldefrag(urljoin(HOST + address, href))
        if target.startswith(HOST) and not target.endswith(".md"):
            yield href, target.removeprefix(HOST), anchor


@pytest.mark.parametrize("as_folders", [True, False], ids=["folders", "files"])
@pytest.mark.parametrize("content", [OWN, INVENTED], ids=["own", "invented"])
def test_every_way_to_a_part_of_a_list_leads_to_the_page_that_has_it(content: Path, as_folders: bool) -> None:  # noqa: FBT001
    made = built(content, FEW, as_folders=as_folders)
    assert check_anchors(made) == []
    for page in made.pages.values():
        ids = {node.attributes["id"] for node in LexborHTMLParser(made.body(page)).css("[id]")}
        assert [section.anchor for section in page.sections if section.anchor not in ids] == [], page.address


@pytest.mark.parametrize("folder", ["actors", "questions", "sources"])
def test_an_anchor_of_a_short_list_leads_on_when_the_list_is_long(folder: str) -> None:
    """Such as `actors/#letter-s`: on the first page stands the way to the page where that begins."""
    short, long = built(OWN, 200), built(OWN, FEW)
    anchors = [section.anchor for section in short.pages[f"{folder}/"].sections]
    assert len(anchors) > 1
    first = LexborHTMLParser(long.body(long.pages[f"{folder}/"]))
    for anchor in anchors:
        (node,) = first.css(f"#{anchor}")
        if node.tag == "li" and not (node.attributes.get("class") or ""):
            way = node.css_first("a")
            assert way is not None
            target, found = urldefrag(urljoin(f"{HOST}{folder}/", way.attributes["href"] or ""))
            assert found == anchor
            assert target != f"{HOST}{folder}/"


def test_a_letter_that_goes_on_says_so_and_the_letters_lead_to_where_each_begins() -> None:
    names = [*(f"a{index}" for index in range(9)), "b", "c", "d"]
    pages = render(make_library(*(actor(f"x-{name}", name=Text(text=name)) for name in names)), "actors", 4)
    heads = [texts(tree, "h2") for _, tree in pages]
    assert [head for page in heads for head in page if "continued" not in head] == ["A", "B", "C", "D"]
    assert [page[0] for page in heads if "continued" in page[0]] == ["A continued"] * (len(pages) - 2)
    for _, tree in pages:
        assert texts(tree, ".sayso-letters li") == ["A 9", "B 1", "C 1", "D 1"]
    begun = [section.title for page, _ in pages for section in page.sections]
    assert begun == ["A", "B", "C", "D"]


def test_counts_are_those_of_the_whole_list() -> None:
    records = [source(f"s{index}", published=parse_date(f"203{index // 5}")) for index in range(10)]
    pages = render(make_library(*records), "sources", 4)
    assert len(pages) > 2
    assert texts(pages[0][1], ".sayso-counts") == ["10 sources · 10 read whole"]
    assert all(texts(tree, ".sayso-jumps .sayso-count") == ["5", "5"] for _, tree in pages)
    assert {head.replace(" continued", "") for _, tree in pages for head in texts(tree, "h2")} == {"2030 5", "2031 5"}


def test_many_places_go_by_name_each_with_what_holds_it() -> None:
    records = [place("land"), *(place(f"{letter}-town", within="land") for letter in "abcdefgh")]
    whole = render(make_library(*records), "places", 20)
    assert [texts(tree, ".sayso-place-tree > li > p a") for _, tree in whole] == [["Land"]]
    pages = render(make_library(*records), "places", 4)
    assert len(pages) > 2
    rows = [row for _, tree in pages for row in texts(tree, ".sayso-place-tree > li")]
    assert rows == [*(f"{letter}-Town In Land" for letter in "ABCDEFGH"), "Land"]


def test_a_page_does_not_grow_with_the_corpus() -> None:
    """The longest page of 4,000 records is none longer than the one page of 200 of the same length."""

    def sizes(number: int) -> list[int]:
        records = [actor(name, kind="person") for name in names_of(number)]
        return [len(Renderer().render(page)) for page, _ in render(make_library(*records), "actors", 200)]

    (whole,) = sizes(200)
    many = sizes(4000)
    assert len(many) > 20
    assert max(many) < 1.1 * whole


def test_every_gap_and_every_change_stands_on_one_page() -> None:
    for folder, rows in (("gaps", ".sayso-gap"), ("changes", ".sayso-change")):
        whole, pages = (
            [made.body(page) for page in pages_of(made, folder)] for made in (built(INVENTED, 200), built(INVENTED, 2))
        )
        (expected,) = (texts(LexborHTMLParser(body), rows) for body in whole)
        found = [texts(LexborHTMLParser(body), rows) for body in pages]
        assert [row for page in found for row in page] == expected
        assert max(map(len, found)) <= 2
        assert len(pages) > 1
        (counts,) = (texts(LexborHTMLParser(body), ".sayso-tally .sayso-count") for body in whole)
        assert [texts(LexborHTMLParser(body), ".sayso-tally .sayso-count") for body in pages] == [counts] * len(pages)


def test_gaps_of_one_report_are_counted_over_all_pages() -> None:
    claims = [claim(f"c{index}", position("ann", said="2031-01-01")) for index in range(9)]
    library = make_library(actor("ann"), source("s"), question("q"), *claims)
    pages = [(page, tree) for page, tree in render(library, "gaps", FEW) if tree.css("h3")]
    assert len(pages) > 2
    assert {text for _, tree in pages for text in texts(tree, "h3")} == {"Only in S 9"}


def test_the_home_page_shows_the_newest_explainers_and_leads_to_all() -> None:
    for number, shown in ((3, 2), (SHOWN_OTHERS + 1, SHOWN_OTHERS), (SHOWN_OTHERS + 2, SHOWN_OTHERS)):
        stories = [story(f"s{index:02}", as_of=f"20{index + 10}-01-01") for index in range(number)]
        (page,) = home_pages(make_site(make_library(*stories), Settings("Name")))
        tree = LexborHTMLParser(Renderer().render(page))
        assert texts(tree, ".sayso-first h2") == [f"S{number - 1:02}"]
        assert texts(tree, ".sayso-teaser h3") == [f"S{index:02}" for index in range(number - 2, -1, -1)][:shown]
        more = [f"All {number} explainers"] if number > SHOWN_OTHERS + 1 else []
        assert texts(tree, "[aria-labelledby=explainers] > p a") == more


# --- Addresses


def test_no_record_and_no_old_address_stands_among_the_pages_of_a_list() -> None:
    assert PARTS in RESERVED_IDS
    with pytest.raises(TextFault, match="keeps 'from' for itself"):
        read_address("claims/from/some-claim")


def test_pages_of_lists_are_in_no_search_and_kinds_have_the_same_lists() -> None:
    made = built(OWN, FEW)
    parts: Mapping[str, Page] = {a: page for a, page in made.pages.items() if f"/{PARTS}/" in a}
    assert {a.partition("/")[0] for a in parts} >= {kind.folder for kind in KINDS} - {"stories"}
    assert [a for a, page in parts.items() if page.search is not None] == []
