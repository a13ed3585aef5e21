"""The check of all content: read, link, apply the rules, and say in a sentence what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.library import Library
from sayso.loading import Loaded, load_content
from sayso.outcomes import Outcome, count_problems, say_outcome
from sayso.problems import Problem, count, have_errors, sort_problems
from sayso.rules import check_library
from sayso.sheets import load_sheet


@dataclass(frozen=True)
class Checked:
    """All records, all that is wrong with them by file, line and column, and the paths of all files that were read."""

    library: Library
    problems: tuple[Problem, ...]
    paths: frozenset[str]

    @property
    def is_publishable(self) -> bool:
        """Whether nothing that is wrong keeps the records from being published."""
        return not have_errors(self.problems)

    @property
    def words(self) -> str:
        """The outcome without a time, as `sayso check` and the build say it last."""
        if not self.problems:
            return f"{count(len(self.library.entries), 'record')} checked: no problems."
        return f"{count_problems(self.problems)} in {self.count_files()}. {say_outcome(self.problems)}"

    @property
    def counted(self) -> str:
        """How many problems there are, and no more."""
        return count_problems(self.problems) or "no problems"

    def sum_up(self) -> Outcome:
        """What the check came to, without the records."""
        return Outcome(self.problems, len(self.library.entries), self.words)

    def count_files(self) -> str:
        """`4 of 90 files`: in how many of all files the problems stand."""
        return f"{len({problem.mark.path for problem in self.problems})} of {count(len(self.paths), 'file')}"


def check_content(root: Path, content: str = "content", sheets: Mapping[str, Path] | None = None) -> Checked:
    """Checks all records of the project at `root`; sheets (by the path to print) count as if they were split."""
    loaded = load_content(root, content)
    for path, file in (sheets or {}).items():
        loaded = add_sheet(loaded, file, path)
    return check_loaded(loaded)


def check_loaded(loaded: Loaded) -> Checked:
    """Links what was loaded and applies the rules."""
    return check_linked(loaded, Library(loaded))


def check_linked(loaded: Loaded, library: Library) -> Checked:
    """Applies the rules to what was loaded and linked."""
    return sum_up(loaded, library, check_library(library))


def sum_up(loaded: Loaded, library: Library, found: Iterable[Problem]) -> Checked:
    """What a check came to in which the rules found this."""
    problems = sort_problems([*loaded.problems, *found])
    paths = {entry.path for entry in library.entries.values()} | {problem.mark.path for problem in problems}
    paths |= {text.path for text in library.texts.values()} | {prose.path for prose in library.proses.values()}
    return Checked(library, tuple(problems), frozenset(paths))


def add_sheet(loaded: Loaded, file: Path, path: str) -> Loaded:
    """What was loaded, and the records of a sheet with it."""
    sheet = load_sheet(file, path, {entry.id: entry for entry in loaded.entries})
    entries = (*loaded.entries, *(found.entry for found in sheet.entries))
    return replace(loaded, entries=entries, problems=(*loaded.problems, *sheet.problems))
