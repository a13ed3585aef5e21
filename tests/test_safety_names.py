"""Hostile names of files and folders: each is told in one line that prints, and obeyed by nobody."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from tests.building import INVENTED, run_mkdocs, write_project
from tests.dom import find_one
from tests.payloads import list_accepted, list_names, list_refused
from tests.test_safety_text import is_one_line

from sayso.build import build_pages
from sayso.checking import Checked, check_content
from sayso.cli import commands
from sayso.page_settings import Settings
from sayso.problems import FORMATS, printable

LONGEST = 255
RECORD = "name: Quill Ferry\nkind: person\n"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COMMAND = re.compile(r"::(?:error|warning) file=[^:,]*,line=\d+,col=\d+,title=[a-z0-9-]+::(?P<message>[^\n]*)")
EDIT_BASE = "https://code.example/ulmerask/edit/main/"
# A name that begins with a point is no part of the records, and one that is an id is a record's.
HIDDEN = re.compile(r"\..*", re.DOTALL)


def list_file_names(ending: str = "") -> list[str]:
    """All names and texts that a file system takes as a name with this ending, and names that are very long."""
    names = [*list_names(), *list_accepted(), *list_refused(), "x" * (LONGEST - len(ending)), "é" * 120, "x-" * 100]
    fitting = (name for name in names if "/" not in name and "\0" not in name and name not in (".", ".."))
    return list(dict.fromkeys(name for name in fitting if len(f"{name}{ending}".encode()) <= LONGEST))


def is_told(name: str) -> bool:
    """Whether something is wrong with a file of this name."""
    return not HIDDEN.fullmatch(name) and not ID.fullmatch(name)


@pytest.mark.parametrize(
    ("folder", "ending"), [("actors", ".yml"), ("sources", ".txt"), ("stories", ".md"), ("", ".yml")]
)
def test_each_hostile_name_of_a_file_is_told_in_one_line(folder: str, ending: str, tmp_path: Path) -> None:
    content = shutil.copytree(INVENTED, tmp_path / "content")
    names = list_file_names(ending)
    assert len(names) > 700
    for name in names:
        (content / folder / f"{name}{ending}").write_text(RECORD, encoding="utf-8")
    told = tell(check_content(tmp_path))
    for name in filter(is_told, names):
        path = f"content/{folder}/{name}{ending}".replace("//", "/")
        assert told[path if path.isprintable() else printable(path)] == 1, repr(name)
    assert not [path for path in told if path.startswith("content/actors/.")]


def tell(checked: Checked) -> Counter[str]:
    """How many errors are told of each file; every line that any form prints is safe."""
    check_forms(checked)
    return Counter(problem.mark.path for problem in checked.problems if problem.is_error)


def check_forms(checked: Checked) -> None:
    """Each problem is one line in each form, and no form holds a command but those of its own."""
    problems = checked.problems
    lines = FORMATS["text"](problems).removesuffix("\n").split("\n")
    assert len(lines) == len(problems)
    assert [line for line in lines if not is_one_line(line)] == []
    rows = json.loads(FORMATS["json"](problems))
    assert len(rows) == len(problems)
    assert [row for row in rows if not (is_one_line(row["message"]) and row["path"].isprintable())] == []
    commands_ = FORMATS["github"](problems).removesuffix("\n").split("\n")
    matches = [COMMAND.fullmatch(line) for line in commands_]
    assert [line for line, match in zip(commands_, matches, strict=True) if not match or "::" in match["message"]] == []
    assert [line for line in commands_ if not line.isprintable()] == []


def test_each_hostile_name_of_a_folder_of_a_kind_is_told_in_one_line(tmp_path: Path) -> None:
    content = shutil.copytree(INVENTED, tmp_path / "content")
    names = [name for name in list_file_names() if not HIDDEN.fullmatch(name)]
    for number, name in enumerate(names):
        (content / name).mkdir()
        (content / name / f"inner-{number}.yml").write_text(RECORD, encoding="utf-8")
    told = tell(check_content(tmp_path))
    for name in names:
        path = f"content/{name}"
        assert told[path if path.isprintable() else printable(path)] >= 1, repr(name)


def test_each_hostile_name_of_a_folder_within_one_is_told_or_stands_on_the_page_as_text(tmp_path: Path) -> None:
    content = shutil.copytree(INVENTED, tmp_path / "content")
    names = [name for name in list_file_names() if not HIDDEN.fullmatch(name)]
    for number, name in enumerate(names):
        (content / "actors" / name).mkdir()
        (content / "actors" / name / f"inner-{number}.yml").write_text(RECORD, encoding="utf-8")
    told = tell(check_content(tmp_path))
    for name in names:
        if not name.isprintable():
            assert told[printable(f"content/actors/{name}")] == 1, repr(name)
            shutil.rmtree(content / "actors" / name)
    checked = check_content(tmp_path)
    assert checked.is_publishable
    for settings in (Settings("Ulmerask"), Settings("Ulmerask", edit_base=EDIT_BASE)):
        built = build_pages(checked.library, settings)
        for number, name in enumerate(names):
            if name.isprintable():
                body = built.body(built.pages[f"actors/inner-{number}/"])
                path = f"content/actors/{name}/inner-{number}.yml"
                edit = find_one(body, ".sayso-edit")
                assert {node.tag for node in edit.css("*")} <= {"p", "a", "code"}, name
                if settings.edit_base:
                    address = str(find_one(body, ".sayso-edit a").attributes["href"])
                    parts = urlsplit(address)
                    assert address.startswith(EDIT_BASE)
                    assert (unquote(parts.path), parts.query, parts.fragment) == (f"/ulmerask/edit/main/{path}", "", "")
                else:
                    assert path in edit.text(), name


def spoil(project: Path) -> Path:
    """Adds files and folders with hostile names of every sort to a project."""
    names = [name for name in list_names() if "/" not in name and is_told(name)]
    for name in names:
        (project / "content" / "actors" / f"{name}.yml").write_text(RECORD, encoding="utf-8")
        (project / "content" / name).mkdir(exist_ok=True)
    return project


def test_a_build_with_hostile_names_tells_them_runs_nothing_and_publishes_nothing(tmp_path: Path) -> None:
    project = spoil(write_project(tmp_path / "project", INVENTED))
    before = sorted(path.name for path in project.iterdir())
    runs = {form: run_sayso(project, "check", "--format", form) for form in FORMATS}
    assert {run.returncode for run in runs.values()} == {1}
    assert len({len(run.stdout.splitlines()) for form, run in runs.items() if form != "json"}) == 1
    build = run_mkdocs(project)
    assert build.returncode == 1
    told = [line for line in (build.stdout + build.stderr).split("\n") if " error [" in line]
    assert len(told) == sum(" error [" in line for line in runs["text"].stdout.split("\n"))
    for line in [*told, *runs["text"].stdout.split("\n")]:
        assert line.isprintable()
        assert "::" not in line
    assert sorted(path.name for path in project.iterdir() if path.name != ".cache") == before


def run_sayso(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of Sayso in a project."""
    command = [sys.executable, "-P", "-m", "sayso", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, check=False, encoding="utf-8")


COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "check": lambda name: ["check", "--", name],
    "check, as an option": lambda name: ["check", f"--{name}"],
    "check, another folder": lambda name: ["check", "--content", name],
    "check, another form": lambda name: ["check", "--format", name],
    "new": lambda name: ["new", "actor", "--", name],
    "new, of another kind": lambda name: ["new", "--", name, "x"],
    "show": lambda name: ["show", "--", name],
    "split": lambda name: ["split", "--", name],
    "no command": lambda name: [name],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_hostile_argument_is_answered_in_lines_that_print(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    monkeypatch.chdir(project)
    before = list_tree(project)
    # To show a record, all are loaded.
    names = (*list_names(), *list_refused(), *list_accepted()[::25])[:: 5 if command == "show" else 1]
    for name in [name for name in names if not ID.fullmatch(name)]:
        result = CliRunner().invoke(commands, COMMANDS[command](name))
        assert result.exit_code in (0, 1, 2), (name, result.output, result.exception)
        assert not isinstance(result.exception, Exception), (name, result.exception)
        lines = result.output.split("\n")
        assert [line for line in lines if not line.isprintable() or line.lstrip().startswith("::")] == [], name
    assert [path for path in list_tree(project) if not path.startswith(".cache")] == before


def list_tree(root: Path) -> list[str]:
    """The paths of everything below a folder."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))
