"""Made-up projects for measuring: valid, the same for the same seed, with the kinds in their shares."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.bench.corpus import write_corpus
from tests.bench.dossiers import share_out

from sayso.checking import check_content
from sayso.library import Library
from sayso.loading import load_content

RECORDS = 300


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of 300 records."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    write_corpus(folder, RECORDS, seed=3)
    return folder


def read_all(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a project by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_records(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", RECORDS, seed=3)
    write_corpus(tmp_path / "other", RECORDS, seed=4)
    assert read_all(tmp_path / "again") == read_all(corpus)
    assert read_all(tmp_path / "other").keys() != read_all(corpus).keys()


def test_a_check_finds_no_fault_but_more_claims_than_readers_can_compare(corpus: Path) -> None:
    """The shares alone leave eight or nine claims to a question; no other rule is broken."""
    checked = check_content(corpus)
    assert len(checked.library.entries) == RECORDS
    assert {(problem.code, problem.is_error) for problem in checked.problems} == {("too-many-claims", False)}


def test_records_have_the_shares_of_their_kinds_and_positions_all_stances(corpus: Path) -> None:
    library = Library(load_content(corpus))
    kinds = Counter(entry.kind.folder for entry in library.entries.values())
    shares = {"actors": 5, "events": 10, "claims": 59.5, "sources": 15, "questions": 7, "places": 3, "stories": 0.5}
    assert {kind: kinds[kind] / RECORDS * 100 for kind in kinds} == pytest.approx(shares, abs=0.5)
    positions = [len(claim.positions) for claim in library.claims.values()]
    assert set(positions) == {1, 2, 3, 4}
    stances = {standing.position.stance for standing in library.standings}
    assert stances == {"asserts", "suggests", "doubts", "denies", "withholds", "declines", "no-reply"}
    writings = {record.name.lang for record in library.actors.values()}
    assert writings == {None, "ar", "ru"}


@pytest.mark.parametrize("records", [20, 49, 199, 200, 201, 249, 250, 1000, 100_000])
def test_dossiers_hold_as_many_records_as_were_asked_for(records: int) -> None:
    sizes = share_out(records)
    assert sum(sizes) == records
    assert len(sizes) == max(1, round(records / 200 + 1e-9))
    assert set(sizes[:-1]) <= {200}


def test_an_actor_of_a_large_project_has_about_as_many_positions_as_one_of_a_small(tmp_path: Path) -> None:
    """Median and ninth decile; only a few that all dossiers share have more in a larger project."""
    counts = []
    for records in (400, 2000):
        write_corpus(tmp_path / str(records), records)
        library = Library(load_content(tmp_path / str(records)))
        counts.append(sorted(len(library.standings_of.get(actor, ())) for actor in library.actors))
    small, large = counts
    for share in (0.5, 0.9):
        assert large[int(len(large) * share)] < 1.3 * small[int(len(small) * share)]


@pytest.mark.parametrize("records", [20, 25, 60])
def test_the_smallest_projects_are_valid_too(records: int, tmp_path: Path) -> None:
    write_corpus(tmp_path / "project", records)
    checked = check_content(tmp_path / "project")
    assert len(checked.library.entries) == records
    assert {problem.code for problem in checked.problems} <= {"too-many-claims"}
