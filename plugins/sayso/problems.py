"""What is wrong, where, and how to mend it: the one form in which every fault of content is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.problem_codes import CODES
from sayso.problem_words import ask_near, count, find_near, join_words, list_choices, printable, quote, with_article

__all__ = [
    "FORMATS",
    "Mark",
    "Problem",
    "ask_near",
    "count",
    "find_near",
    "join_words",
    "list_choices",
    "printable",
    "quote",
    "sort_problems",
    "with_article",
    "write_github",
    "write_json",
    "write_text",
]


class Mark(NamedTuple):
    """A place in a file: path from the project's root with forward slashes; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}:{self.column}")


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: its place, its permanent code, what is wrong and how to mend it, in full sentences."""

    mark: Mark
    code: str
    message: str
    is_error: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_error", CODES[self.code].is_error)

    @property
    def severity(self) -> str:
        """Either `error` (nothing is published) or `warning`."""
        return "error" if self.is_error else "warning"

    def __str__(self) -> str:
        return f"{self.mark}: {self.severity} [{self.code}] {self.message}"


def have_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them keeps records from being published."""
    return any(problem.is_error for problem in problems)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetition, by file, line, column and code."""
    return sorted(set(problems))


def write_text(problems: Iterable[Problem]) -> str:
    """One line a problem: `path:line:column: error [code] What is wrong. How to mend it.`."""
    return "".join(f"{problem}\n" for problem in problems)


def write_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects with path, line, column, severity, code and message."""
    rows = [{**p.mark._asdict(), "severity": p.severity, "code": p.code, "message": p.message} for p in problems]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def write_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows beside the lines; errors first, since it shows only ten of each."""

    def escape(text: str) -> str:
        """The text as the value of a command."""
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def place(text: str) -> str:
        """The text as a property of a command, where commas and colons mean something."""
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    worst_first = sorted(problems, key=lambda problem: not problem.is_error)
    return "".join(
        f"::{p.severity} file={place(p.mark.path)},line={p.mark.line},col={p.mark.column},"
        f"title={p.code}::{escape(p.message)}\n"
        for p in worst_first
    )


FORMATS = {"text": write_text, "json": write_json, "github": write_github}
