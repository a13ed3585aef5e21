"""What holds for every command: where it works, how it ends, what it never prints."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli_project import write_project

from sayso import __version__
from sayso.cli import commands

MISSPELT = "nmae: Anna Kole\nkind: person\n"
BREAK_IN_CHECK = """
import sys
import sayso.checking, sayso.cli
def fail(*arguments):
    raise {error}
sayso.checking.check_content = fail
sys.argv = ["sayso", *sys.argv[1:]]
sayso.cli.main()
"""


def run_sayso(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the real program in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("GITHUB_ACTIONS", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "sayso", *arguments],
        cwd=folder,
        env={**kept, **(environment or {})},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def run_broken(folder: Path, error: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a program whose check fails with that error."""
    program = BREAK_IN_CHECK.format(error=error)
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")


def test_it_says_its_version(tmp_path: Path) -> None:
    run = run_sayso(tmp_path, "--version")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"sayso {__version__}\n", "")


def test_the_console_script_is_the_same_program(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("sayso")
    if not script.exists():
        pytest.skip("this environment has no console scripts")
    run = subprocess.run([script, "--version"], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")
    assert run.stdout == f"sayso {__version__}\n"


def test_paths_are_from_the_projects_folder_wherever_it_is_called(tmp_path: Path) -> None:
    root = write_project(tmp_path / "die Mühle von Tarn – été", actors__anna_kole=MISSPELT)
    for folder in (root, root / "content", root / "content" / "claims"):
        run = run_sayso(folder, "check")
        assert run.returncode == 1
        assert run.stdout == (
            "content/actors/anna-kole.yml:1:1: error [unknown-key] 'nmae' is not a key of an actor. "
            "Did you mean 'name'?\n"
        )


def test_outside_of_a_project_it_says_so(tmp_path: Path) -> None:
    run = run_sayso(tmp_path, "check")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines()[-1] == (
        "Error: There is no Sayso project here: neither this folder nor one above it holds mkdocs.yml or a folder "
        "'content'. Change into the project's folder."
    )


def test_an_unknown_command_is_told_with_the_nearest(tmp_path: Path) -> None:
    run = run_sayso(tmp_path, "chek")
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1] == "Error: There is no command 'chek'. Did you mean 'check'?"


def test_every_command_has_help() -> None:
    for name, command in commands.commands.items():
        run = CliRunner().invoke(commands, [name, "--help"])
        assert run.exit_code == 0
        assert command.help is not None
        assert "Traceback" not in run.output


def test_a_fault_of_the_program_is_one_sentence_and_exit_70(tmp_path: Path) -> None:
    run = run_broken(write_project(tmp_path), "ValueError('too\\x1b[31m odd')", "check")
    assert (run.returncode, run.stdout) == (70, "")
    assert run.stderr == (
        "Sayso failed: ValueError: too\\x1b[31m odd. This is a fault of the program, not of your files. "
        "'sayso --debug' with the same command shows where; please report that.\n"
    )


def test_debug_shows_where_the_program_failed(tmp_path: Path) -> None:
    run = run_broken(write_project(tmp_path), "ValueError('odd')", "--debug", "check")
    assert run.returncode == 70
    assert run.stderr.startswith("Traceback (most recent call last):\n")


def test_stopping_it_leaves_one_line(tmp_path: Path) -> None:
    run = run_broken(write_project(tmp_path), "KeyboardInterrupt", "check")
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "Stopped.\n")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__anna_kole=MISSPELT)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        command = [sys.executable, "-m", "sayso", "check"]
        run = subprocess.run(command, cwd=root, stdout=pipe, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    assert (run.returncode, run.stderr) == (1, "")


def test_a_terminal_without_the_letters_gets_escapes_and_no_traceback(tmp_path: Path) -> None:
    root = write_project(tmp_path, actors__anna_kole="имя: Anna Kole\nname: Anna\nkind: person\n")
    run = run_sayso(root, "check", environment={"PYTHONIOENCODING": "latin-1"})
    assert run.returncode == 1
    assert "'\\u0438\\u043c\\u044f' is not a key of an actor." in run.stdout


def test_the_command_line_never_loads_mkdocs(tmp_path: Path) -> None:
    program = "import sys, sayso.cli; print(sorted({'mkdocs', 'material', 'jinja2', 'markdown'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout.strip() == b"[]"
