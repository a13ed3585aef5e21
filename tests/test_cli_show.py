"""`sayso show`: one record as a person wants it, safe to print in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli_project import write_project

from sayso.cli import commands
from sayso.counting import explain_tally, tally
from sayso.library import Library
from sayso.loading import load_content


def run_show(monkeypatch: pytest.MonkeyPatch, folder: Path, record_id: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(commands, ["show", record_id])


def test_a_claim_is_shown_with_label_arithmetic_positions_and_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = write_project(tmp_path)
    library = Library(load_content(root))
    counted = tally(library, library.standings_on["mill-burned"])
    arithmetic = "\n".join(f"  {line}" for line in explain_tally(library, counted))
    run = run_show(monkeypatch, root, "mill-burned")
    assert run.exit_code == 0
    expected = f"""\
claim mill-burned
content/claims/mill-burned.yml:1
The mill in Tarn burned.
  short: The mill burned
  kind: happening

Label: said and rejected
  said by Anna Kole
  rejected by Ben Orr
Counted: {counted.words}
{arithmetic}

Positions
  Anna Kole: asserts, 4 May 2031
    as reported by Fire at the mill (daily-lamp, paragraph 2): She saw the roof in flames.
    content/claims/mill-burned.yml:6
  Ben Orr: denies, date not given
    as reported by Fire at the mill (daily-lamp, paragraph 5): He saw smoke from a bonfire beside it.
    content/claims/mill-burned.yml:12

Mentions
  question did-the-mill-burn: Did the mill burn? (question)
  actor anna-kole: Anna Kole (positions actor)
  source daily-lamp: Fire at the mill (positions source)
  actor ben-orr: Ben Orr (positions actor)

Mentioned in
  event mill-fire: Fire at the mill in Tarn (rests_on) content/events/mill-fire.yml:4
  prose content/stories/mill.md:1
"""
    assert run.stdout == expected


def test_a_question_is_shown_with_its_claims_and_their_labels(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_show(monkeypatch, write_project(tmp_path), "did-the-mill-burn")
    assert run.stdout.startswith("""\
question did-the-mill-burn
content/questions/did-the-mill-burn.yml:1
Did the mill burn?
  included: Those who live beside the mill.

Label: several answers
  mill-burned: The mill in Tarn burned.
    Label: said and rejected
      said by Anna Kole
      rejected by Ben Orr
Counted: 2 speakers of 2 bodies""")


def test_an_actor_is_shown_with_what_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_show(monkeypatch, write_project(tmp_path), "anna-kole")
    assert (
        run.stdout
        == """\
actor anna-kole
content/actors/anna-kole.yml:1
Anna Kole
  kind: person

Says
  Anna Kole: asserts, 4 May 2031
    on claim mill-burned: The mill in Tarn burned.
    as reported by Fire at the mill (daily-lamp, paragraph 2): She saw the roof in flames.
    content/claims/mill-burned.yml:6

Mentioned in
  claim mill-burned: The mill in Tarn burned. (positions actor) content/claims/mill-burned.yml:6
"""
    )


def test_an_event_is_shown_with_its_date_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_show(monkeypatch, write_project(tmp_path), "mill-fire")
    assert "\n  date: 3 May 2031\n" in run.stdout


def test_a_source_is_shown_with_what_it_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_show(monkeypatch, write_project(tmp_path), "daily-lamp")
    assert "\nHolds\n  Anna Kole: asserts, 4 May 2031\n" in run.stdout


def test_what_does_not_print_is_escaped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only marks that some writing needs can be in a record; a terminal could still be turned by them."""
    root = write_project(tmp_path, actors__anna_kole="name: Anna\u200f Kole\nkind: person\n")
    run = run_show(monkeypatch, root, "anna-kole")
    assert "\nAnna\\u200f Kole\n" in run.stdout
    assert "\u200f" not in run.stdout


def test_an_unknown_id_is_told_with_the_nearest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_show(monkeypatch, write_project(tmp_path), "ana-kole")
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr == "There is no record 'ana-kole'. Did you mean 'anna-kole'?\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "nam: Cleo\nkind: person\n",
            ["actor cleo-ash", "The record has faults. To see them: sayso check content/actors/cleo-ash.yml"],
        ),
        ("name: Cleo\nkind: person\ndraft: true\n", ["actor cleo-ash (draft)", "Cleo"]),
        ("name: Cleo\nkind: person\nmerged_into: ben-orr\n", ["actor cleo-ash (merged into ben-orr)", "Cleo"]),
    ],
)
def test_a_record_that_is_not_published_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, lines: list[str]
) -> None:
    run = run_show(monkeypatch, write_project(tmp_path, actors__cleo_ash=text), "cleo-ash")
    first, path, second, *_rest = run.stdout.splitlines()
    assert path == "content/actors/cleo-ash.yml:1"
    assert [first, second] == lines
    assert run.exit_code == 0
