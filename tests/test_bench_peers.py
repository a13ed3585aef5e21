"""Peers of the benchmark: what is written for them has every record, with who says what in which source."""

from __future__ import annotations

import html
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.bench.corpus import write_corpus
from tests.bench.peers import material, material_search, sphinx_needs
from tests.building import INVENTED, PATIENCE, load_library

from sayso.library import Library, Standing

RECORDS = 80
MADE = (material, sphinx_needs)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of a small invented project."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    write_corpus(folder, RECORDS)
    return load_library(folder)


@pytest.fixture(scope="module")
def ulmerask() -> Library:
    """The library of Ulmerask, which uses every field of every kind."""
    return load_library(INVENTED.parent)


@pytest.fixture(scope="module")
def built(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that MkDocs and Material make."""
    folder = tmp_path_factory.mktemp("material")
    material.write(library, folder)
    run = subprocess.run(
        [*material.command(folder), "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "public"


@pytest.mark.parametrize("peer", MADE, ids=lambda peer: peer.NAME)
@pytest.mark.parametrize("name", ["library", "ulmerask"])
def test_the_page_of_each_claim_names_its_speakers_and_sources(
    peer: ModuleType, name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    library: Library = request.getfixturevalue(name)
    peer.write(library, tmp_path)
    for claim in library.claims.values():
        text = read_page(peer, tmp_path, f"claims/{claim.id}")
        assert plain(claim.text) in plain(text)
        for standing in library.standings_on.get(claim.id, ()):
            lacking = [words for words in list_facts(library, standing) if plain(words) not in plain(text)]
            assert not lacking, f"{claim.id} lacks {lacking}"


@pytest.mark.parametrize("peer", MADE, ids=lambda peer: peer.NAME)
def test_each_record_has_a_page_and_stands_in_a_list(peer: ModuleType, library: Library, tmp_path: Path) -> None:
    peer.write(library, tmp_path)
    for record in library.records:
        assert read_page(peer, tmp_path, f"{record.folder}/{record.id}")
    if peer is material:
        lists = "".join(path.read_text("utf-8") for path in (tmp_path / "docs").glob("*/index.md"))
        assert [record.id for record in library.records if f"({record.id}.md)" not in lists] == []


def test_material_builds_each_page_with_links_both_ways(library: Library, built: Path) -> None:
    """MkDocs is strict here, so that a link to nothing fails the build."""
    for claim in library.claims.values():
        page = built / "claims" / claim.id / "index.html"
        for standing in library.standings_on.get(claim.id, ()):
            for other in (f"sources/{standing.position.source}", *(f"actors/{one}" for one in list_actors(standing))):
                assert leads_to(built, page, built / other / "index.html")
                assert leads_to(built, built / other / "index.html", page)


def test_material_prints_each_position_under_its_own_address(library: Library, built: Path) -> None:
    for standing in library.standings:
        if standing.claim is not None:
            page = LexborHTMLParser((built / "claims" / standing.on.id / "index.html").read_text("utf-8"))
            place = page.css_first(f"#{standing.anchor}")
            assert place is not None
            assert place.parent is not None
            lacking = [
                words for words in list_facts(library, standing) if plain(words) not in plain(place.parent.text())
            ]
            assert not lacking, f"{standing.anchor} lacks {lacking}"


def test_material_has_a_search_index_only_where_it_is_measured_with_one(library: Library, built: Path) -> None:
    assert '"search"' not in (built.parent / "mkdocs.yml").read_text("utf-8")
    folder = built.parent / "searched"
    folder.mkdir()
    material_search.write(library, folder)
    assert '"search"' in (folder / "mkdocs.yml").read_text("utf-8")


def test_needs_are_linked_to_speakers_and_sources(library: Library, tmp_path: Path) -> None:
    sphinx_needs.write(library, tmp_path)
    for claim in library.claims.values():
        options = read_options(read_page(sphinx_needs, tmp_path, f"claims/{claim.id}"))
        assert options["id"] == claim.id
        assert options["question"] == claim.question
        standings = library.standings_on.get(claim.id, ())
        assert set(options.get("source", "").split(", ")) >= {one.position.source for one in standings}
        speakers = {one.position.actor for one in standings if one.has_record}
        assert {one for one in options.get("actor", "").split(", ") if one} == speakers


def test_versions_are_those_of_the_locks() -> None:
    assert "mkdocs-material 9" in material.version()
    assert material.version() == material_search.version()
    assert "sphinx-needs==9" in sphinx_needs.LOCK.read_text("utf-8")


def list_facts(library: Library, standing: Standing) -> Iterator[str]:
    """What stands on a page of a position: its speakers, their words, the source by its publisher, the place in it."""
    position = standing.position
    yield from (library.actors[one].english_name.text for one in list_actors(standing))
    yield position.passage.exact if position.passage and position.show else position.paraphrase or ""
    yield from (words for words in (position.hedge, position.verb, position.note, position.occasion) if words)
    publisher = library.sources[position.source].publisher
    if publisher in library.actors:
        yield library.actors[publisher].english_name.text


def list_actors(standing: Standing) -> list[str]:
    """The ids of its speakers who have a record."""
    return list(standing.speakers) if standing.has_record else []


def read_page(peer: ModuleType, folder: Path, path: str) -> str:
    """What was written for the page of a record."""
    return (
        (folder / ("docs" if peer is material else "source") / path)
        .with_suffix(".md" if peer is material else ".rst")
        .read_text("utf-8")
    )


def read_options(text: str) -> dict[str, str]:
    """The options of the need of a page."""
    lines = (line.strip() for line in text.splitlines() if line.startswith("   :"))
    return {key: value.strip() for _, key, value in (line.split(":", 2) for line in lines)}


def leads_to(built: Path, page: Path, other: Path) -> bool:
    """Whether a page has a link to another."""
    links = LexborHTMLParser(page.read_text("utf-8")).css("article a[href]")
    targets = {(page.parent / (link.attributes["href"] or "").partition("#")[0]).resolve() for link in links}
    return other.is_relative_to(built) and other.parent.resolve() in targets


def plain(text: str) -> str:
    """Words without what marks them up and without spaces, to be compared."""
    return "".join(html.unescape(text).replace("\\", "").split())
