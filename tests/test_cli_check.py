"""`sayso check`: every fault on standard output, one sentence about all of them on standard error."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli_project import write_project

from sayso.cli import commands

MISSPELT = "nmae: Anna Kole\nkind: person\n"
TOLD = "content/actors/anna-kole.yml:1:1: error [unknown-key] 'nmae' is not a key of an actor. Did you mean 'name'?\n"
DANGLING = "name: Ben Orr\nkind: person\npart_of: the-mil\n"


@pytest.fixture(autouse=True)
def outside_of_github(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def run_check(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(commands, ["check", *arguments])


def test_sound_records_exit_0_and_print_nothing_as_result(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_check(monkeypatch, write_project(tmp_path))
    assert (run.exit_code, run.stdout) == (0, "")
    assert re.fullmatch(r"7 records checked in \d+\.\d seconds: no problems\.\n", run.stderr)


def test_faults_are_told_one_a_line_sorted_and_summed_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_check(monkeypatch, write_project(tmp_path, actors__anna_kole=MISSPELT, actors__ben_orr=DANGLING))
    assert run.exit_code == 1
    first, second = run.stdout.splitlines(keepends=True)
    assert first == TOLD
    assert second.startswith("content/actors/ben-orr.yml:3:10: error [dangling-reference] ")
    assert run.stderr == "2 errors in 2 of 8 files. Nothing can be published until the errors are mended.\n"


def test_paths_narrow_what_is_printed_and_what_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__anna_kole=MISSPELT, actors__ben_orr=DANGLING)
    run = run_check(monkeypatch, root / "content" / "actors", "anna-kole.yml", "../claims")
    assert (run.exit_code, run.stdout) == (1, TOLD)
    assert run.stderr == "1 error in the files named; 1 error in others. To see all: sayso check\n"
    run = run_check(monkeypatch, root, "content/claims")
    assert (run.exit_code, run.stdout) == (0, "")
    assert run.stderr == "No problems in the files named; 2 errors in others. To see all: sayso check\n"


def test_the_project_folder_as_a_path_means_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_check(monkeypatch, write_project(tmp_path, actors__anna_kole=MISSPELT), ".")
    assert (run.exit_code, run.stdout) == (1, TOLD)


def test_a_folder_whose_name_begins_alike_is_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path)
    (root / "content-old").mkdir()
    run = run_check(monkeypatch, root, "content-old")
    assert run.exit_code == 2
    assert "'content-old' holds no records. Name files or folders in content, or a sheet (.yml)." in run.stderr


def test_a_path_that_does_not_exist_is_wrong_use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_check(monkeypatch, write_project(tmp_path), "content/actors/anna.yml")
    assert run.exit_code == 2
    assert "There is no file or folder 'content/actors/anna.yml'." in run.stderr


def test_a_sheet_outside_the_content_is_checked_as_if_it_were_split(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = write_project(tmp_path)
    sheet = "actors:\n  cleo-ash:\n    name: Cleo Ash\n    kind: persn\n  ben-orr:\n    name: Ben\n"
    (root / "more.yml").write_text(sheet, encoding="utf-8")
    run = run_check(monkeypatch, root, "more.yml")
    assert run.exit_code == 1
    first, second = run.stdout.splitlines()
    assert first.startswith("more.yml:4:11: error [bad-choice] ")
    assert second == (
        "more.yml:5:3: error [duplicate-id] The id 'ben-orr' is taken by content/actors/ben-orr.yml. "
        "Choose another id, or delete one of the two."
    )


def test_records_of_a_sheet_and_of_the_content_know_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__ben_orr="name: Ben Orr\nkind: person\npart_of: the-mill\n")
    sheet = "actors: {the-mill: {name: The mill, kind: company, part_of: ben-or}}\n"
    (root / "more.yml").write_text(sheet, encoding="utf-8")
    run = run_check(monkeypatch, root, "more.yml", "content/actors")
    assert run.stdout == (
        "more.yml:1:61: error [dangling-reference] There is no actor 'ben-or'. "
        "Write its record first: sayso new actor ben-or. Did you mean 'ben-orr'?\n"
    )


def test_warnings_fail_only_where_they_are_to_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__cleo_ash="name: Cleo Ash\nkind: person\n")
    run = run_check(monkeypatch, root)
    assert run.exit_code == 0
    assert run.stdout.startswith("content/actors/cleo-ash.yml:1:1: warning [actor-unused] ")
    assert run.stderr == "1 warning in 1 of 9 files. Warnings do not stop publishing.\n"
    run = run_check(monkeypatch, root, "--strict")
    assert run.exit_code == 1
    assert run.stderr.splitlines()[1:] == ["With --strict, warnings count as errors."]


def test_a_path_through_a_symbolic_link_is_the_same_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", actors__anna_kole=MISSPELT)
    (tmp_path / "link").symlink_to(root)
    run = run_check(monkeypatch, root, str(tmp_path / "link" / "content" / "actors" / "anna-kole.yml"))
    assert (run.exit_code, run.stdout) == (1, TOLD)


def test_json_is_a_list_even_when_empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_check(monkeypatch, write_project(tmp_path), "--format", "json")
    assert json.loads(run.stdout) == []
    root = write_project(tmp_path, actors__anna_kole=MISSPELT)
    (row,) = json.loads(run_check(monkeypatch, root, "--format=json").stdout)
    assert row == {
        "path": "content/actors/anna-kole.yml",
        "line": 1,
        "column": 1,
        "severity": "error",
        "code": "unknown-key",
        "message": "'nmae' is not a key of an actor. Did you mean 'name'?",
    }


def test_on_github_problems_are_annotations_by_themselves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__anna_kole=MISSPELT)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run_check(monkeypatch, root).stdout == (
        "::error file=content/actors/anna-kole.yml,line=1,col=1,title=unknown-key::"
        "'nmae' is not a key of an actor. Did you mean 'name'?\n"
    )
    assert run_check(monkeypatch, root, "--format", "text").stdout == TOLD


def test_colours_are_forced_and_forbidden_by_the_usual_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = write_project(tmp_path, actors__anna_kole=MISSPELT)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run_check(monkeypatch, root).stdout == TOLD.replace("error", "\x1b[31m\x1b[1merror\x1b[0m")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run_check(monkeypatch, root).stdout == TOLD


def test_another_content_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__anna_kole=MISSPELT)
    (root / "content").rename(root / "records")
    run = run_check(monkeypatch, root, "--content", "records/")
    assert run.stdout == TOLD.replace("content/", "records/")


@pytest.mark.parametrize("folder", ["..", "../elsewhere", "/", "."])
def test_a_content_folder_lies_inside_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str) -> None:
    run = run_check(monkeypatch, write_project(tmp_path), "--content", folder)
    assert run.exit_code == 2
    assert f"'{folder}' is no folder inside the project. Write its path from the project's folder." in run.stderr


def test_a_missing_content_folder_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    run = run_check(monkeypatch, tmp_path)
    assert run.exit_code == 1
    assert run.stdout.startswith("content:1:1: error [missing-folder] There is no such folder.")


def test_an_empty_project_is_fine_and_says_how_little_it_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    run = run_check(monkeypatch, tmp_path)
    assert run.exit_code == 0
    assert run.stderr.startswith("0 records checked in ")


def test_its_help_says_what_the_exit_codes_mean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = " ".join(run_check(monkeypatch, tmp_path, "--help").stdout.split())
    assert "Exit codes: 0 no errors, 1 errors (with --strict: or warnings), 2 wrong use, 70 a fault" in text


def test_a_record_under_the_wrong_kind_of_a_sheet_is_one_message(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = write_project(tmp_path)
    sheet = "claims:\n  tide:\n    name: The tide\n    date: unknown\n    places: []\n"
    (root / "more.yml").write_text(sheet, encoding="utf-8")
    assert run_check(monkeypatch, root, "more.yml").stdout == (
        "more.yml:3:5: error [wrong-folder] This looks like an event (name, date, places), and stands under 'claims:'. "
        "Move it below 'events:'.\n"
    )
