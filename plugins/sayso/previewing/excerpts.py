"""The line of a file at which a problem stands, with what is meant in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sayso.loading.characters import LINE_BREAK, is_refused
from sayso.loading.scanning import LARGEST_TEXT, FolderItem, Scan, read_file
from sayso.problems import Mark

WORD = re.compile(r"[\w-]+|.", re.DOTALL)
MOST_BEFORE, MOST_AFTER = 60, 100


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line: what stands before the place, what stands at it, what comes after."""

    before: str
    at: str
    after: str


def read_excerpt(root: Path, mark: Mark) -> Excerpt | None:
    """The line at a place below the project's root; none where it cannot be read or holds nothing.

    A link is not followed: the panel would show a file that is none of the project's.
    """
    data = read_file(root, FolderItem(mark.path, mark.path, is_ordinary=True), LARGEST_TEXT, Scan())
    lines = LINE_BREAK.split((data or b"").decode("utf-8-sig", errors="replace"))
    line = lines[mark.line - 1] if mark.line <= len(lines) else ""
    return cut(line, mark.column - 1) if line.strip() else None


def cut(line: str, index: int) -> Excerpt:
    """A line cut at the word that begins at an index, and shortened where it is long."""
    word = WORD.match(line, index)
    end = word.end() if word else index
    before, at, after = line[:index], line[index:end], line[end:]
    return Excerpt(
        f"…{show(before[-MOST_BEFORE:])}" if len(before) > MOST_BEFORE else show(before),
        show(at[:MOST_AFTER]),
        f"{show(after[:MOST_AFTER])}…" if len(after) > MOST_AFTER else show(after),
    )


def show(text: str) -> str:
    """The text, with the number of each character that nobody could see, such as a tab or one that turns others."""
    return "".join(c.encode("unicode_escape", "surrogatepass").decode() if is_refused(c) else c for c in text)
