"""What is wrong, where, and how to mend it: the one form in which every fault of content is told."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.problem_codes import CODES

LONGEST_QUOTE = 80
FEW_CHOICES = 8


class Mark(NamedTuple):
    """A place in a file: path from the project's root with forward slashes; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


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


def printable(text: str) -> str:
    """The text on one line; what does not print stands as its number, and no `::` is left for CI to obey."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
    return shown.replace("::", ": :")


def quote(text: str) -> str:
    """What was written, in single quotes, clipped to 80 characters, safe to print."""
    clipped = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"'{printable(clipped)}'"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """The words as an English list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 -- one word needs no joining
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def list_choices(choices: Iterable[str], written: str) -> str:
    """A closing sentence that names the valid choices: the nearest one, else all when they are few."""
    every = list(choices)
    near = difflib.get_close_matches(written.casefold(), every, n=3, cutoff=0.6)
    if len(near) == 1 or (near and len(every) > FEW_CHOICES):
        return f"Did you mean {join_words([quote(name) for name in near], 'or')}?"
    if len(every) <= FEW_CHOICES:
        return f"Write {join_words([quote(name) for name in every], 'or')}." if every else ""
    return ""


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
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def place(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    worst_first = sorted(problems, key=lambda problem: not problem.is_error)
    return "".join(
        f"::{p.severity} file={place(p.mark.path)},line={p.mark.line},col={p.mark.column},"
        f"title={p.code}::{escape(p.message)}\n"
        for p in worst_first
    )


FORMATS = {"text": write_text, "json": write_json, "github": write_github}
