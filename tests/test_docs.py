"""The examples of the docs are real: what README and the contributors' page print can be copied and works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import OWN, REPOSITORY

from sayso.cli import COMMANDS
from sayso.records import KINDS

README = REPOSITORY / "README.md"
CONTRIBUTING = REPOSITORY / "CONTRIBUTING.md"
CONTRIBUTE = REPOSITORY / "site_src" / "pages" / "contribute.md"
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("page", [README, CONTRIBUTE], ids=lambda page: page.name)
def test_the_sheet_in_the_docs_splits_into_records_without_an_error(page: Path, tmp_path: Path) -> None:
    shutil.copytree(OWN, tmp_path / "content")
    (example,) = EXAMPLE.findall(page.read_text(encoding="utf-8"))
    (tmp_path / "sheet.yml").write_text(example, encoding="utf-8")
    split = run(tmp_path, "split", "sheet.yml")
    assert split.returncode == 0, split.stdout + split.stderr
    written = split.stdout.splitlines()
    assert written
    check = run(tmp_path, "check", *written)
    assert check.returncode == 0, check.stdout + check.stderr
    assert "error" not in check.stdout


def test_the_example_of_a_mistake_is_what_the_check_prints(tmp_path: Path) -> None:
    """README shows one message; the same mistake in the same file gives that line."""
    (shown,) = re.findall(r"```text\n(.*?)\n```", README.read_text(encoding="utf-8"))
    shutil.copytree(OWN, tmp_path / "content")
    claim = tmp_path / "content" / "claims" / "attack-took-place.yml"
    claim.write_text(claim.read_text(encoding="utf-8").replace("asserts", "asserted", 1), encoding="utf-8")
    assert run(tmp_path, "check").stdout.splitlines()[0] == shown


def test_the_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`sayso {name}" not in text] == []


def test_the_contributors_page_names_every_folder() -> None:
    text = CONTRIBUTE.read_text(encoding="utf-8")
    assert [kind.folder for kind in KINDS if f"`{kind.folder}`" not in text] == []


def test_the_table_for_developers_names_files_that_are_there() -> None:
    """In "I want … I touch …", every path stands in the package, in the site's sources or in the tests."""
    rows = re.findall(r"^\| [a-z].*?\| (.*) \|$", CONTRIBUTING.read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`([a-z_/]+(?:\.[a-z]+|/))`", row)}
    assert len(names) > 10
    roots = (REPOSITORY / "plugins" / "sayso", REPOSITORY)
    assert [name for name in sorted(names) if not any((root / name).exists() for root in roots)] == []
