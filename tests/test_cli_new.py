"""`sayso new`: a skeleton that tells what is missing until it is filled, and then is a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from tests.cli_project import list_files, write_project

from sayso.checking import check_content
from sayso.cli import commands
from sayso.loading import load_content
from sayso.problems import Problem
from sayso.records import KINDS, Claim, Record
from sayso.records.parts import describe_fields
from sayso.skeletons import write_skeleton

SAMPLES = {
    "name": "Something",
    "title": "Something",
    "text": "Did something happen?",
    "short": "Something",
    "included": "Everybody.",
    "standfirst": "Some say so.",
    "question": "did-the-mill-burn",
    "questions": "did-the-mill-burn",
    "date": "2031-05-03",
    "as_of": "2031-06-01",
    "access": "examined",
    "actor": "anna-kole",
    "stance": "asserts",
    "source": "daily-lamp",
    "passage": "The mill burned.",
}


def run_new(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(commands, ["new", *arguments])


def errors_in(problems: tuple[Problem, ...], path: str) -> list[Problem]:
    return [problem for problem in problems if problem.is_error and problem.mark.path == path]


def required_of(kind: type[Record]) -> list[str]:
    return [name for name, info in kind.model_fields.items() if info.is_required() and name != "id"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind_name)
def test_a_skeleton_is_told_line_by_line_what_it_lacks_and_then_is_a_record(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: type[Record]
) -> None:
    root = write_project(tmp_path)
    run = run_new(monkeypatch, root, kind.kind_name, "new-one")
    path = f"content/{kind.folder}/new-one.yml"
    assert (run.exit_code, run.stdout) == (0, f"{path}\n")
    file = root / path
    lines = file.read_text("utf-8").splitlines()
    empty = errors_in(check_content(root).problems, path)
    told = {lines[problem.mark.line - 1].rstrip(":") for problem in empty if problem.mark.line}
    begun = [] if kind is not Claim else ["  - actor", "    stance", "    source", "    passage"]
    assert len(empty) == len([*required_of(kind), *begun])
    assert {problem.code for problem in empty} == {"empty-value"}
    assert told <= {*required_of(kind), "  -", *begun}
    choices = get_args(kind.model_fields["kind"].annotation) if "kind" in kind.model_fields else ("",)
    samples = {**SAMPLES, "kind": choices[0]}
    filled = re.sub(
        r"(?m)^( *(?:- )?)(\w+):(\n  -)?$",
        lambda match: match[0] if match[2] == "positions" else f"{match[1]}{match[2]}: {samples[match[2]]}",
        "\n".join(lines),
    )
    file.write_text(filled + "\n", encoding="utf-8")
    assert errors_in(check_content(root).problems, path) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind_name)
def test_every_key_stands_in_the_skeleton_under_its_help(kind: type[Record]) -> None:
    text = write_skeleton(kind, "content/x.yml")
    flat = re.sub(r"\n[# ]*# ", " ", text)
    for name in kind.model_fields:
        if name != "id":
            assert re.search(rf"(?m)^#?{name}:", text), name
            assert " ".join(describe_fields(kind)[name].split()) in flat


def uncomment(text: str) -> Iterator[str]:
    """The lines with every commented key made a key, and with something as its value where it has none."""
    for line in text.splitlines():
        hidden = re.match(r"[# ]*?(#)(?! )", line)
        bare = re.sub(r"#(?=[\w-]|  +[\w#-])", "", line) if hidden else line
        while bare != (again := re.sub(r"^( *)#(?=[\w-]|  +[\w#-])", r"\1", bare)):
            bare = again
        yield bare


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind_name)
def test_every_key_of_a_skeleton_is_known_and_well_placed_when_uncommented(tmp_path: Path, kind: type[Record]) -> None:
    """Nothing but empty values is told of a skeleton whose every key is in use."""
    text = "\n".join(uncomment(write_skeleton(kind, "x"))) + "\n"
    file = tmp_path / "content" / kind.folder / "all-keys.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    problems = load_content(tmp_path).problems
    assert not re.search(r"(?m)^ *#\w", text)
    assert {problem.code for problem in problems} <= {"empty-value", "wrong-type"}
    assert {p.message for p in problems if p.code == "wrong-type"} <= {
        f"'{name}' needs keys with values, but a text stands here. Write 'key: value'."
        for name in ("identifiers", "translations")
    }


def test_the_plural_is_as_good(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = run_new(monkeypatch, write_project(tmp_path), "Stories", "the-mill-again")
    assert (run.exit_code, run.stdout) == (0, "content/stories/the-mill-again.yml\n")
    assert run.stderr == "Its prose is begun beside it, in content/stories/the-mill-again.md.\n"


def test_a_skeleton_begins_with_what_it_is_for() -> None:
    (place,) = (kind for kind in KINDS if kind.kind_name == "place")
    assert write_skeleton(place, "content/places/tarn.yml").startswith(
        "# Place: A place, with coordinates where they are known.\n"
        "#\n"
        "# Fill in the keys that follow. What may be left out stands below them as a comment: take away the #\n"
        "# before a key that you use, and delete what you do not need. Then run:\n"
        "# sayso check content/places/tarn.yml\n"
        "\n"
        "# The name as it is written in its own language; pages show an English one of `other_names` where\n"
        "# there is one. A bare value is its 'text'; its keys are text and lang.\n"
        "name:\n"
        "\n"
        "# What sort of place it is. One of: country, region, settlement, site, informal-area.\n"
        "kind:\n"
        "\n"
        "# What may be left out:\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["actr", "x"], 2, "There is no kind 'actr'. Did you mean 'actor'?"),
        (["actor", "Cleo Ash"], 2, "'Cleo Ash' is not an id."),
        (["actor", "../../x"], 2, "'../../x' is not an id."),
        (["actor", "index"], 2, "'index' is a "),
        (["actor", "mill"], 1, "The id 'mill' is taken by content/stories/mill.yml. Choose another."),
    ],
)
def test_a_wrong_kind_or_id_is_told_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    root = write_project(tmp_path)
    before = list_files(root)
    run = run_new(monkeypatch, root, *arguments)
    assert (run.exit_code, run.stdout) == (code, "")
    assert message in run.stderr
    assert list_files(root) == before


def test_a_record_deep_in_a_folder_or_with_a_fault_keeps_its_id(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = write_project(tmp_path)
    deep = root / "content" / "actors" / "neighbours" / "cleo-ash.yaml"
    deep.parent.mkdir()
    deep.write_text("name: [", encoding="utf-8")
    run = run_new(monkeypatch, root, "event", "cleo-ash")
    assert run.exit_code == 1
    assert run.stderr == "The id 'cleo-ash' is taken by content/actors/neighbours/cleo-ash.yaml. Choose another.\n"


def test_nothing_is_written_through_a_symbolic_link(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "content" / "places").symlink_to(outside)
    run = run_new(monkeypatch, root, "place", "tarn")
    assert run.exit_code == 1
    assert run.stderr == (
        "content/places cannot be written (it is a symbolic link, which could lead out of the project). "
        "Nothing was written.\n"
    )
    assert list_files(outside) == {}


def test_the_prose_of_a_new_story_is_begun_and_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path)
    run_new(monkeypatch, root, "story", "mill-again")
    prose = root / "content" / "stories" / "mill-again.md"
    assert prose.read_text("utf-8") == "This story is not written so far.\n"
    assert [problem for problem in check_content(root).problems if problem.mark.path.endswith(".md")] == []


def test_the_prose_that_stands_there_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = write_project(tmp_path)
    (root / "content" / "stories" / "mill-again.md").write_text("Mine.\n", encoding="utf-8")
    before = list_files(root)
    run = run_new(monkeypatch, root, "story", "mill-again")
    assert (run.exit_code, run.stdout) == (1, "")
    assert list_files(root) == before
