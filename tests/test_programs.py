"""The programs of templates, which are kept beside them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sayso

PACKAGE = Path(sayso.__file__).parent
SCRIPT = """
from jinja2 import Environment
compile, made = Environment.compile, []
Environment.compile = lambda self, source, name, path: made.append(name) or compile(self, source, name, path)
from sayso.rendering.environment import Renderer
renderer = Renderer()
for address in ("claims/one/", "claims/", "claims/one/more/"):
    renderer.prepare(["claim.html", "story.html"], address)
print(*made)
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of Sayso that nobody has used yet."""
    shutil.copytree(PACKAGE, tmp_path / "sayso", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def list_made(package: Path, *options: str) -> set[str]:
    """Which templates were made into programs, each once for all depths, by a Python with these options."""
    command = [sys.executable, *options, "-c", SCRIPT]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(command, cwd=package, env=environment, check=True, capture_output=True, text=True)
    made = run.stdout.split()
    assert len(made) == len(set(made))
    return set(made)


def list_kept(package: Path) -> list[Path]:
    """The files of kept programs."""
    return sorted((package / "sayso" / "templates").glob("__pycache__/*"))


def test_each_is_made_once(package: Path) -> None:
    made = list_made(package)
    assert made == {"claim.html", "story.html"}
    assert len(list_kept(package)) == len(made)
    assert list_made(package) == set()


def test_a_template_that_changed_is_made_again_alone(package: Path) -> None:
    list_made(package)
    with (package / "sayso" / "templates" / "claim.html").open("a") as file:
        file.write("<p>more</p>")
    assert list_made(package) == {"claim.html"}
    assert list_made(package) == set()


def test_all_are_made_again_where_what_makes_them_changed(package: Path) -> None:
    made, kept = list_made(package), list_kept(package)
    with (package / "sayso" / "rendering" / "compiling.py").open("a") as file:
        file.write("# more\n")
    assert list_made(package) == made
    assert list_kept(package) == kept


@pytest.mark.parametrize("data", [b"", b"j2", b"not a program", None], ids=["empty", "cut", "other", "half"])
def test_what_is_damaged_is_made_again(package: Path, data: bytes | None) -> None:
    made = list_made(package)
    for path in list_kept(package):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if data is None else data)
    assert list_made(package) == made
    assert list_made(package) == set()


def test_where_nothing_may_be_kept_they_are_made_each_time(package: Path) -> None:
    made = list_made(package, "-B")
    assert list_kept(package) == []
    (package / "sayso" / "templates" / "__pycache__").write_text("no folder")
    assert list_made(package) == made


def test_they_are_kept_where_python_keeps_its_own(package: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    made = list_made(package, "-X", f"pycache_prefix={place}")
    assert list_kept(package) == []
    assert len(list(place.rglob("__jinja2_*"))) == len(made)
