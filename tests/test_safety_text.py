"""No text of a record ever becomes anything but text, in any field of any kind, nor does the site's name.

The records of Ulmerask are written anew, with a text of its own in every field that can hold one: once a hostile text,
once a harmless one of the same shape (`x` for each sign). Put the hostile texts in the place of the harmless ones in
the harmless site, and it must be the hostile site, in every element, text and attribute of every page.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.building import INVENTED, Built
from tests.dom import canonical, find_difference, find_one, replace_words, settle
from tests.faulty import FAULTS, build_with
from tests.hostile import (
    ALL_PATHS,
    LIMITS,
    REFUSED,
    InShares,
    Worded,
    count_places,
    keep,
    make_worded,
    mask,
    write_yaml,
)
from tests.payloads import BLNS, list_accepted, list_refused, list_verbatim, read_blns, read_families

from sayso.build import build_pages
from sayso.checking import check_content
from sayso.dates import Date
from sayso.loading.decoding import make_reader
from sayso.loading.findings import FAULT, Findings
from sayso.loading.nodes import Scalar
from sayso.page_addresses import SEARCH_INDEX
from sayso.page_settings import Settings
from sayso.page_values import Page
from sayso.problems import Mark
from sayso.records import KINDS
from sayso.records.parts import IdOrText, Part, annotation_of

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
# In how many sites all texts go through all fields. At full size each place of a field has each text, not only one.
PARTS = 40 if FULL else 4
COMPUTED = str(7 * 191)
SETTINGS = Settings("Ulmerask")
# What no page shows yet, or ever: a text in any other field has to be seen on a page.
NOT_SHOWN = re.compile(r"\w+\.(notes|translations)|\w+\.positions\.passage\.(prefix|suffix)")


def test_the_lists_hold_what_they_are_to_hold() -> None:
    own = read_families("accepted")
    assert len(own) >= 20
    assert sum(map(len, own.values())) >= 150
    assert min(map(len, own.values())) >= 5
    assert len(read_blns()) == 485
    assert len(list_refused()) >= 50
    assert len(list_verbatim()) >= 700
    assert len(list_accepted()) >= 1000


def test_a_public_list_that_was_changed_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "blns.json"
    changed.write_bytes(BLNS.read_bytes().replace(b"undefined", b"undefinde", 1))
    monkeypatch.setattr("tests.payloads.BLNS", changed)
    read_blns.cache_clear()
    with pytest.raises(AssertionError, match="tells of another list"):
        read_blns()


# --- Every text in every field


def make_part(tmp: Path, form: Callable[[str], str], part: int) -> Worded:
    """The records with one part of all texts in each field."""
    places, lacking = count_places(tmp / "dry")
    return make_worded(tmp, form, InShares({} if FULL else places, part, PARTS), lacking)


def test_every_text_field_of_every_kind_takes_part(hostile: Worded) -> None:
    assert len(ALL_PATHS) > 50
    assert ALL_PATHS - set(hostile.paths.values()) == REFUSED, "use this field in tests/sites/ulmerask"


def test_every_text_comes_to_stand_in_every_field(tmp_path: Path) -> None:
    lists = {path: list_accepted() for path in ALL_PATHS - REFUSED - LIMITS.keys()}
    lists |= {path: list_verbatim() for path in lists if path.endswith(".summary")}
    dealt: dict[str, str] = defaultdict(str)
    for part in range(PARTS):
        worded = make_part(tmp_path / str(part), keep, part)
        for token, path in worded.paths.items():
            dealt[path] += f"\0{worded.texts[token]}"
    missing = {path: [text for text in texts if text not in dealt[path]] for path, texts in lists.items()}
    assert {path: texts for path, texts in missing.items() if texts} == {}


def make_views(root: Path) -> tuple[Mapping[str, Page], dict[str, str]]:
    """The pages of records by their addresses, and their bodies."""
    checked = check_content(root)
    assert [str(problem) for problem in checked.problems if problem.is_error] == []
    built = build_pages(checked.library, SETTINGS)
    return built.pages, {address: built.body(page) for address, page in built.pages.items()}


def list_heads(page: Page) -> list[str]:
    """What a page gives to its frame and to the search."""
    search = [page.search.title, page.search.who, page.search.kind] if page.search else []
    return [page.title, page.description, *(section.title for section in page.sections), *search]


@pytest.mark.parametrize("part", range(PARTS))
def test_each_text_stands_in_each_field_as_it_is_and_changes_nothing_else(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many texts stand in one value, which is longer here than it may be elsewhere."""
    for limit in ("LONGEST_NAME", "LONGEST_PLAIN"):
        monkeypatch.setattr(f"sayso.loading.values.{limit}", 1_000_000)
    hostile = make_part(tmp_path / "hostile", keep, part)
    make_part(tmp_path / "harmless", mask, part)
    pages, bodies = make_views(tmp_path / "hostile")
    others, expected = make_views(tmp_path / "harmless")
    assert pages.keys() == others.keys()
    for address, page in pages.items():
        difference = find_difference(canonical(expected[address]), canonical(bodies[address]), hostile.texts)
        assert difference is None, f"{address}: {difference}"
        heads = [replace_words(head, hostile.texts) for head in list_heads(others[address])]
        assert [settle(head) for head in list_heads(page)] == [settle(head) for head in heads]


def write_columns(content: Path, texts: list[str]) -> Path:
    """The records of Ulmerask, and a claim for each text as its column head."""
    shutil.copytree(INVENTED, content)
    for number, text in enumerate(texts):
        claim = {"text": f"{number}.", "short": text, "kind": "opinion", "question": "what-else-is-said"}
        write_yaml(content / "claims" / f"column-{number}.yml", {**claim})
    return content.parent


def test_each_text_that_is_short_enough_stands_over_a_column_as_it_is(tmp_path: Path) -> None:
    short = [text for text in list_accepted() if len(text) <= LIMITS["claim.short"]]
    assert len(short) > 500
    checked = check_content(write_columns(tmp_path / "content", short))
    assert {problem.code for problem in checked.problems if problem.is_error} == set()
    built = build_pages(checked.library, SETTINGS)
    page = LexborHTMLParser(built.body(built.pages["questions/"]))
    found = {link.attributes["href"]: link.text() for link in page.css('a[href*="/column-"]')}
    # Carriage returns are line feeds from the moment a page is read.
    expected = {f"../claims/column-{number}/": re.sub("\r\n?", "\n", text) for number, text in enumerate(short)}
    assert {address: text for address, text in expected.items() if found.get(address) != text} == {}


def test_each_text_that_is_too_long_for_a_column_is_told_in_one_line(tmp_path: Path) -> None:
    long = [text for text in list_accepted() if len(text) > LIMITS["claim.short"]]
    checked = check_content(write_columns(tmp_path / "content", long))
    told = Counter(problem.mark.path for problem in checked.problems if problem.is_error)
    assert told == {f"content/claims/column-{number}.yml": 1 for number in range(len(long))}
    assert [str(problem) for problem in checked.problems if not is_one_line(str(problem))] == []


def is_one_line(text: str) -> bool:
    """Whether a text prints on one line, and holds no command to a CI."""
    return text.isprintable() and "::" not in text


def list_leaves(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 -- type annotations have no common type
    """The types of all fields below a type that are no text."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        for info in annotation.model_fields.values():
            yield from list_leaves(annotation_of(info))
    elif get_origin(annotation) is Annotated:
        marks = get_args(annotation)[1:]
        if not any(isinstance(mark, IdOrText) or getattr(mark, "form", "") in ("plain", "markdown") for mark in marks):
            yield annotation
    elif get_origin(annotation) in (tuple, Mapping):
        for argument in get_args(annotation):
            yield from list_leaves(argument)
    elif type(None) in get_args(annotation):
        inner = tuple(one for one in get_args(annotation) if one is not type(None))
        yield from list_leaves(Union[inner])  # noqa: UP007 -- X | Y cannot be written for a tuple of types
    elif annotation is not ...:
        yield annotation


LEAVES = {repr(leaf): leaf for kind in KINDS for leaf in list_leaves(kind)}
# What may come of a hostile text where no text belongs: a word, an id, a number, the address of a public host.
HARMLESS = re.compile(r"[A-Za-z0-9-]+(?:/[a-z0-9-]+)*|-?[0-9.]+|https?://[^\s\"'<>\\^`{|}]+")


@pytest.mark.parametrize("leaf", LEAVES)
def test_where_no_text_belongs_a_hostile_one_is_told_in_one_line_or_is_harmless(leaf: str) -> None:
    reader, mark = make_reader(LEAVES[leaf]), Mark("content/x.yml")
    refused = 0
    for text in list_accepted():
        findings = Findings("a record")
        value = reader.read(Scalar(mark, mark, text), ("key",), findings)
        if value is FAULT:
            refused += 1
            (problem,) = findings.problems
            assert is_one_line(str(problem)), problem
        else:
            assert findings.problems == []
            assert isinstance(value, Date | bool) or HARMLESS.fullmatch(str(value)), text
    assert refused > len(list_accepted()) * 0.9


# --- The whole site


def list_differences(harmless: Built, hostile: Built, texts: Mapping[str, str]) -> dict[str, str]:
    """By page, the first difference of two sites; pages at old addresses are compared too."""
    paths = [*harmless.pages, *harmless.redirects]
    assert paths == [*hostile.pages, *hostile.redirects]
    found = {
        page: find_difference(read_canonical(harmless, page), canonical(hostile.read(page)), texts) for page in paths
    }
    return {page: difference for page, difference in found.items() if difference}


@cache
def read_canonical(site: Built, path: str) -> str:
    """A page of a site as a parser understands it."""
    return canonical(site.read(path))


def test_in_a_whole_site_texts_stand_as_they_are_and_change_nothing_else(
    hostile: Worded, harmless: Worded, shared_builds: Path
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    assert len(one.pages) > 50
    everything = "\0".join(hostile.texts.values())
    assert [text for text in list_accepted() if text not in everything] == []
    assert list_differences(one, other, hostile.texts) == {}


def test_every_field_is_seen_on_a_page_but_those_that_are_never_shown(hostile: Worded, shared_builds: Path) -> None:
    site = hostile.build(shared_builds)
    texts = [find_one(site.read(page), "html").text() for page in site.pages]
    seen = {hostile.paths[number] for text in texts for number in re.findall(r"W\d{4}", text)}
    assert sorted(set(hostile.paths.values()) - seen - {path for path in ALL_PATHS if NOT_SHOWN.fullmatch(path)}) == []
    assert sorted(path for path in seen if NOT_SHOWN.fullmatch(path)) == []


def test_titles_and_descriptions_hold_the_text_unaltered(hostile: Worded, shared_builds: Path) -> None:
    site = hostile.build(shared_builds)
    page = site.read("actors/sluice-lantern/index.html")
    title = find_one(page, "title").text()
    number = re.findall(r"W\d{4}", title)[0]
    name = " ".join(f"{number} {hostile.texts[number]}".split())
    site_name = str(hostile.settings["site_name"])
    assert hostile.paths[number] == "actor.name.text"
    assert title.split() == f"Who is who: {name} - {site_name}".split()
    metas = {
        node.attributes.get("name") or node.attributes.get("property"): node.attributes.get("content")
        for node in LexborHTMLParser(page).css("meta")
    }
    assert metas["og:title"] == f"Who is who: {name}"
    assert metas["og:site_name"] == " ".join(site_name.split())
    assert metas["description"] == metas["og:description"]
    description = str(find_one(site.read("index.html"), 'meta[name="description"]').attributes["content"])
    assert description.removesuffix(" …") in " ".join(str(hostile.settings["site_description"]).split())


def test_no_file_computes_what_a_text_says_or_names_it_elsewhere(
    hostile: Worded, harmless: Worded, shared_builds: Path
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    names, others = (list_names(site.site) for site in (other, one))
    assert names == others
    for name in names:
        if name.suffix not in (".html", ".gz"):
            assert (other.site / name).read_bytes() == (one.site / name).read_bytes(), name
        elif name.suffix == ".html":
            assert COMPUTED not in (other.site / name).read_text(encoding="utf-8"), name


def list_names(site: Path) -> list[Path]:
    """The paths of a site's files, but for those of the search index, whose names are digests of what they hold."""
    paths = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return sorted(path for path in paths if not path.is_relative_to(SEARCH_INDEX) or path.suffix == ".js")


@pytest.mark.parametrize("name", FAULTS)
def test_each_place_that_escapes_is_missed_when_it_does_not(
    name: str, hostile: Worded, harmless: Worded, shared_builds: Path, tmp_path: Path
) -> None:
    faulty = build_with({name: FAULTS[name]}, hostile.without_search(), tmp_path)
    differences = list_differences(harmless.without_search().build(shared_builds), faulty, hostile.texts)
    assert differences != {}
