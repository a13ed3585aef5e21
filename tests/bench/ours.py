"""Sayso's own figures: the projects that are built, and what is done to them before each build."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Run, measure

from sayso.cache import NO_CACHE

MKDOCS = (sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--quiet")
CHECK = (sys.executable, "-P", "-m", "sayso", "check")
PLUGINS = re.compile(r"^plugins:\n(?:[ \t].*\n)+", re.MULTILINE)
NAV = re.compile(r"^nav:\n(?:[ \t].*\n)+", re.MULTILINE)
LEFTOVERS = ("site", ".cache", ".sayso-site")


class Ours:
    """A project with search, the same without, and one that has its hand-written pages and settings only."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.searching = project
        self.plain = folder / "ours"
        self.empty = folder / "empty"
        shutil.copytree(project, self.plain)
        change(self.plain / "mkdocs.yml", PLUGINS, "plugins:\n  - sayso:\n      search: false\n")
        (self.empty / "content").mkdir(parents=True)
        shutil.copytree(project / "site_src", self.empty / "site_src")
        shutil.copy(project / "mkdocs.yml", self.empty)
        change(self.empty / "mkdocs.yml", PLUGINS, "plugins: []\n")
        change(self.empty / "mkdocs.yml", NAV, "nav:\n  - About: about.md\n  - Contribute: contribute.md\n")
        # A site has a front page, and ours is made of records.
        (self.empty / "site_src" / "pages" / "index.md").write_text("# Sayso\n", encoding="utf-8")
        change(self.empty / "mkdocs.yml", re.compile(r"^nav:\n", re.MULTILINE), "nav:\n  - Home: index.md\n")

    def run(self, turn: int) -> Iterator[tuple[str, Run]]:
        """One round: each figure once, by its name."""
        clean(self.empty)
        yield "empty", measure(MKDOCS, self.empty)
        for name, project in (("", self.plain), (" with search", self.searching)):
            clean(project)
            yield f"cold{name}", measure(MKDOCS, project)
            yield f"unchanged{name}", measure(MKDOCS, project)
            with changed_claim(project, turn):
                yield f"one claim{name}", measure(MKDOCS, project)
        clean(self.plain)
        yield "cold, keeping nothing", measure(MKDOCS, self.plain, {NO_CACHE: "1"})
        yield "copy", self.copy()
        root = Path(__file__).parents[2]
        floor = [sys.executable, "-m", "tests.bench.floor", str(self.plain / "content")]
        yield "floor", measure(floor, root)
        clean(self.plain, keep="site")
        yield "check cold", measure(CHECK, self.plain)
        yield "check warm", measure(CHECK, self.plain)

    def copy(self) -> Run:
        """`cp -r` of the built site without search."""
        target = self.plain.parent / "copied"
        found = measure(["cp", "-r", str(self.plain / "site"), str(target)], self.plain.parent)
        shutil.rmtree(target)
        return found


def change(file: Path, pattern: re.Pattern[str], text: str) -> None:
    """Puts a text in the place of what a pattern finds, which must be there once."""
    changed, count = pattern.subn(text, file.read_text(encoding="utf-8"))
    assert count == 1, f"{file.name} has changed: {pattern.pattern}"
    file.write_text(changed, encoding="utf-8")


def clean(project: Path, keep: str = "") -> None:
    """Removes what builds have left: the site, and all that one build leaves for the next."""
    for name in LEFTOVERS:
        if name != keep:
            shutil.rmtree(project / name, ignore_errors=True)


def pick_claim(project: Path) -> Path:
    """The claim in the middle of all."""
    claims = sorted((project / "content" / "claims").iterdir())
    return claims[len(claims) // 2]


class changed_claim:  # noqa: N801 -- used as `with changed_claim(...)`
    """A project in which one claim says something else for a while, in another way each turn."""

    def __init__(self, project: Path, turn: int) -> None:
        self._file, self._turn = pick_claim(project), turn

    def __enter__(self) -> None:
        self._text = self._file.read_text(encoding="utf-8")
        self._file.write_text(self._text.replace(".\n", f", change {self._turn}.\n", 1), encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        self._file.write_text(self._text, encoding="utf-8")
