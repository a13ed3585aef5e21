"""The search index: what is in it, that it is the same for the same records, and that each word is on its page."""

from __future__ import annotations

import json
import random
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser
from tests.building import INVENTED, Built, Servers, build_site, run_mkdocs, write_project
from tests.test_search import asking

from sayso.build import build_pages
from sayso.checking import check_content
from sayso.page_addresses import SEARCH_INDEX
from sayso.page_settings import Settings
from sayso.page_values import SearchRecord
from sayso.pages import HEADINGS
from sayso.searching import CATALOGUE, RECORDS_A_FILE, WORDS_A_FILE, index_records
from sayso.searching_words import split_words

RECORDS = (
    SearchRecord("about/", "Pages", "About", "The site", "Words."),
    SearchRecord("claims/broke/", "Claims", "The chain broke.", "said by Ann", "It broke.\nA chain"),
    SearchRecord("actors/bob/", "Actors", "Bob", "1 position", "Боб\nבוב"),
    SearchRecord("actors/ann/", "Actors", "Ann & Co", "2 positions", ""),
)
# Words that are not for publishing; each is one word of the index.
CANARIES = ("7f3a", "51bd", "9c20", "canary")


def read_catalogue(files: dict[str, bytes]) -> Any:  # noqa: ANN401 -- what the JSON holds
    """The catalogue of an index."""
    return json.loads(files[CATALOGUE])


def read_files(site: Path) -> dict[str, bytes]:
    """The files of the index of a site, by their paths."""
    folder = site / SEARCH_INDEX
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_shown(files: dict[str, bytes]) -> list[tuple[str, str, str, str]]:
    """What the index shows of each record, in the order of their numbers: kind, address, title, who."""
    catalogue = read_catalogue(files)
    kinds = [kind for kind, count, _ in catalogue["kinds"] for _ in range(count)]
    shown = [record for name in catalogue["records"] for record in json.loads(files[f"records/{name}.json"])]
    return [(kind, *record) for kind, record in zip(kinds, shown, strict=True)]


def read_words(files: dict[str, bytes]) -> dict[str, dict[int, list[int]]]:
    """The words of the index, and of each the places in each record that holds it, by its number."""
    words = {}
    for name in read_catalogue(files)["words"]:
        for word, numbers in json.loads(files[f"words/{name}.json"]).items():
            words[word] = dict(read_postings(numbers))
    return words


def read_postings(numbers: list[int]) -> Iterator[tuple[int, list[int]]]:
    """The numbers of records, each with the places of a word in it."""
    at = record = 0
    while at < len(numbers):
        record += numbers[at]
        end = at + 2 + numbers[at + 1]
        yield record, numbers[at + 2 : end]
        at = end


# --- What is in it


def test_kinds_go_by_their_order_on_the_site_and_records_by_address() -> None:
    files = index_records(RECORDS)
    assert read_catalogue(files)["kinds"] == [["Claims", 1, False], ["Actors", 2, True], ["Pages", 1, False]]
    assert read_shown(files) == [
        ("Claims", "claims/broke/", "The chain broke.", "said by Ann"),
        ("Actors", "actors/ann/", "Ann & Co", "2 positions"),
        ("Actors", "actors/bob/", "Bob", "1 position"),
        ("Pages", "about/", "About", "The site"),
    ]


def test_each_word_is_found_where_it_stands() -> None:
    """A place is three times its number among the words; one more in a title, two more as a title's last word."""
    words = read_words(index_records(RECORDS))
    assert words["chain"] == {0: [4, 3 * 12]}
    assert words["broke"] == {0: [8, 3 * 9]}
    assert words["ann"] == {0: [3 * 6], 1: [1]}
    assert words["bob"] == {2: [2]}
    assert words["боб"] == {2: [3 * 5]}
    assert words["בוב"] == {2: [3 * 7]}


def test_the_parts_of_names_that_searches_offer_are_those_of_actors_places_and_events() -> None:
    named = [SearchRecord("places/x/", "Places", "Väst-Ulmer (old)", "", ""), *RECORDS]
    files = index_records(named)
    assert json.loads(files[f"names/{read_catalogue(files)['names']}.json"]) == ["Väst-Ulmer"]


def test_of_no_records_there_is_no_index() -> None:
    assert index_records([]) == {}


def test_many_records_and_words_are_in_many_files_of_about_one_size() -> None:
    chance = random.Random(1)  # noqa: S311 -- no secret
    words = ["".join(chance.choices("abcdefghij", k=5)) for _ in range(3000)]
    records = [
        SearchRecord(f"claims/{number}/", "Claims", f"Claim {number}", "Ann", " ".join(chance.choices(words, k=30)))
        for number in range(3 * RECORDS_A_FILE + 1)
    ]
    files = index_records(records)
    catalogue = read_catalogue(files)
    assert [len(json.loads(files[f"records/{name}.json"])) for name in catalogue["records"]] == [
        *[RECORDS_A_FILE] * 3,
        1,
    ]
    pieces = [json.loads(files[f"words/{name}.json"]) for name in catalogue["words"]]
    assert len(pieces) > 1
    assert all(len(files[f"words/{name}.json"]) < 2 * WORDS_A_FILE for name in catalogue["words"])
    assert [next(iter(piece)) for piece in pieces] == catalogue["first"]
    assert [word for piece in pieces for word in piece] == sorted(word for piece in pieces for word in piece)
    assert read_words(files).keys() == {word for record in records for text in record[2:] for word in split_words(text)}


def test_every_record_and_hand_written_page_is_found_and_no_other(invented_site: Built) -> None:
    library = invented_site.library
    records = {f"{record.folder}/{record.id}/": HEADINGS[record.folder] for record in library.records}
    by_hand = {"about/": "Pages", "contribute/": "Pages"}
    shown = {address: kind for kind, address, _, _ in read_shown(read_files(invented_site.site))}
    assert shown == {**records, **by_hand}


def test_each_page_in_the_index_says_who_speaks(invented_site: Built) -> None:
    shown = {address: (title, who) for _, address, title, who in read_shown(read_files(invented_site.site))}
    assert all(title and who for title, who in shown.values())
    built = build_pages(check_content(invented_site.project, "content").library, Settings("Sayso"))
    pages = [page for page in built.pages.values() if page.search is not None]
    assert len(pages) == len(shown) - 2
    for page in pages:
        assert page.search is not None
        assert shown[page.address] == (page.search.title, page.search.who)


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("claims/vennoth-had-gate-opened/", "Said and rejected: said by Dunnels Committee and two gate technicians"),
        ("questions/did-the-siren-sound/", "No answer in our records. On 11 to 12 April 2016 Darro Venn'oth: declin"),
        ("events/flood-in-the-dunnels/", "From 12 March 2016, end not known · Homes under water: said by Dunnels Co"),
        ("actors/darro-vennoth/", "Director, River & Gates Authority and lecturer in hydraulics · 10 positions"),
        ("places/hettamire/", "No larger place in our records"),
        (
            "places/dunnels/",
            "In Hettamire, according to: Within Hettamire: said by The Banks Gazette in its own voice",
        ),
        ("sources/joint-statement/", "Sluice*Lantern_4 & Friends · 2 April 2016 · We read it whole."),
        ("sources/leaked-recording/", "Publisher not known · date not given · We have not seen or heard it; another"),
        ("stories/night-at-gate-three/", "Gate three of the Osk Mirell Dam opened on a March night in 2016, and"),
        ("about/", "Sayso"),
    ],
)
def test_what_stands_under_the_title_of_a_result(invented_site: Built, address: str, who: str) -> None:
    shown = {address: who for _, address, _, who in read_shown(read_files(invented_site.site))}
    assert shown[address].startswith(who)


def list_foreign_words(built: Built) -> dict[str, set[str]]:
    """By address, the words that the index has of a page and that stand neither there nor in its results."""
    files = read_files(built.site)
    addresses = [address for _, address, _, _ in read_shown(files)]
    foreign: dict[str, set[str]] = {}
    read = {address: {*read_page(built, address), *split_words(who)} for _, address, _, who in read_shown(files)}
    for word, records in read_words(files).items():
        for record in records:
            address = addresses[record]
            if word not in read[address]:
                foreign.setdefault(address, set()).add(word)
    return foreign


def read_page(built: Built, address: str) -> set[str]:
    """The words of a page, and of its title and description."""
    html = re.sub(r"(?=<)", " ", built.read(f"{address}index.html"))
    tree = LexborHTMLParser(html)
    texts = [node.attributes.get("content") or "" for node in tree.css("meta[name=description]")]
    texts += [node.text() for node in tree.css("title, body")]
    bodies = re.sub(r"<(?!/?(?:p|li|t[dh]|d[dt]|h\d|div)\b)[^<>]*>", "", built.read(f"{address}index.html"))
    texts.append(LexborHTMLParser(re.sub(r"(?=<)", " ", bodies)).text())
    return {word for text in texts for word in split_words(text)}


@pytest.mark.parametrize("name", ["own_site", "invented_site"])
def test_each_word_that_finds_a_page_stands_on_it(name: str, request: pytest.FixtureRequest) -> None:
    """So nothing is in the index that was not to be published, and nobody looks for a word in vain."""
    assert list_foreign_words(request.getfixturevalue(name)) == {}


def test_a_word_that_stands_on_no_page_would_be_told(invented_site: Built, tmp_path: Path) -> None:
    copy = Built(tmp_path, shutil.copytree(invented_site.site, tmp_path / "site"), "")
    page = copy.site / "places" / "hettamire" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Хеттамир", ""), encoding="utf-8")
    assert list_foreign_words(copy) == {"places/hettamire/": {"хеттамир"}}


def test_nothing_that_is_not_published_is_in_a_file_of_the_index(invented_site: Built) -> None:
    words = read_words(read_files(invented_site.site))
    assert [canary for canary in CANARIES if canary in words] == []
    seeded = SearchRecord("x/", "Claims", "x", "y", "CANARY-NOTES-7f3a CANARY-COMMENT-51bd CANARY-DRAFT-9c20")
    assert set(CANARIES) <= read_words(index_records([seeded])).keys()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Venn'oth Venn’oth VENNʼOTH", ["vennoth"] * 3),
        ("Osk-Mirell, 1,300 m²", ["osk", "mirell", "1", "300", "m2"]),
        ("Państwa Straße İstanbul", ["panstwa", "straße", "istanbul"]),
        ("أحمد أَحمد احمـد", ["احمد"] * 3),
        ("Хеттамир ΟΔΟΣ snake_case", ["хеттамир", "οδος", "snake", "case"]),
        ("co\u00adoperate می\u200cخواهم", ["cooperate", "میخواهم"]),
        ("東京・カナ ไทย", ["東", "京", "カ", "ナ", "ไ", "ท", "ย"]),
        ("<b>&amp; “q” … _ – 🙂", ["b", "amp", "q"]),
        ("", []),
    ],
)
def test_words_are_split_and_folded(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_scripts_split_words_as_the_index_does(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    """Of all letters up to the planes that hold none, some at a time; and of all that the site says."""
    chance = random.Random(2)  # noqa: S311 -- no secret
    points = [
        point
        for point in range(0x20, 0x32000)
        if not 0xD800 <= point < 0xE000 and unicodedata.category(chr(point)) != "Cn"
    ]
    texts = ["".join(chr(point) for point in points[start : start + 64]) for start in range(0, len(points), 64)]
    texts += ["".join(chr(chance.choice(points)) for _ in range(40)) for _ in range(200)]
    texts += [" ".join(shown) for shown in read_shown(read_files(invented_site.site))]
    script = (
        "async (texts) => { const { splitWords } = await import("
        "new URL('search-words.js', document.querySelector('script[src$=\"search.js\"]').src)); "
        "return texts.map(splitWords); }"
    )
    with asking(chromium, serve(invented_site.site)) as watched:
        split: list[list[str]] = watched.page.evaluate(script, texts)
    assert [text for text, words in zip(texts, split, strict=True) if words != split_words(text)] == []


# --- The same for the same records


def test_the_same_records_give_the_same_bytes_in_whatever_order_they_come() -> None:
    assert index_records(RECORDS) == index_records(reversed(RECORDS))
    other = (RECORDS[0]._replace(content="Other words."), *RECORDS[1:])
    assert index_records(RECORDS) != index_records(other)


def test_a_file_with_another_name_holds_something_else() -> None:
    """So nobody who has an old catalogue takes a new file for an old one."""
    before, after = index_records(RECORDS), index_records((RECORDS[0]._replace(who="Ours"), *RECORDS[1:]))
    same = before.keys() & after.keys()
    assert {path for path in same if before[path] != after[path]} == {CATALOGUE}
    assert {path.partition("/")[0] for path in before.keys() - same} == {"records", "words"}
    assert any(path.startswith("names/") for path in same)


# --- Where there is no search


def find_search(site: Path) -> list[str]:
    """What of a search stands in a site."""
    found = [path.as_posix() for path in (Path(SEARCH_INDEX),) if (site / path).exists()]
    found += [path.name for path in sorted((site / "assets" / "scripts").glob("search*"))]
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for trace in ("sayso-search", "search.js"):
            if trace in text:
                found.append(f"{trace} in {path.relative_to(site).as_posix()}")
    styles = (site / "assets" / "styles" / "site.css").read_text(encoding="utf-8")
    return [*found, *(["styles"] if ".sayso-search" in styles else [])]


def test_a_site_with_search_off_holds_nothing_of_it(invented_site: Built, shared_builds: Path) -> None:
    built = build_site(INVENTED, shared_builds, plugins=[{"sayso": {"search": False}}])
    assert find_search(built.site) == []
    seen = find_search(invented_site.site)
    assert seen[:2] == [SEARCH_INDEX, "search-dialog.js"]
    assert "search.js in about/index.html" in seen
    assert "sayso-search in 404.html" in seen
    assert "styles" in seen


def test_search_is_either_on_or_off(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, plugins=[{"sayso": {"search": "maybe"}}])
    done = run_mkdocs(project)
    assert done.returncode == 1
    assert "'search': Expected type: <class 'bool'>" in done.stdout + done.stderr
