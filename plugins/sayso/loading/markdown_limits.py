"""How long a paragraph of Markdown may be, and how deep its lists and quotes, for which its parser calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Characters between two blank lines: some three and a half printed pages.
LONGEST_PARAGRAPH = 10_000
# Lists and quotes within one another.
DEEPEST_MARKUP = 8
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")
# What a line begins with for each list or quote that it lies in: its sign, or the indentation below it.
LEVELS = re.compile(
    rf"^(?:(?>[ ]{{4}}|\t|[ ]{{0,3}}(?:>[ ]?|(?:[-+*]|\d+\.)[ ]+))){{{DEEPEST_MARKUP + 1}}}", re.MULTILINE
)


def find_excess(text: str) -> Iterator[tuple[int, str]]:
    """Where Markdown is more than pages are made of, and what to say of it; the first line of each sort."""
    paragraphs = PARAGRAPH.finditer(text) if len(text) > LONGEST_PARAGRAPH else ()
    long = next((match for match in paragraphs if len(match[0]) > LONGEST_PARAGRAPH), None)
    if long is not None:
        message = (
            f"This paragraph has {len(long[0]):,} characters, and a page takes {LONGEST_PARAGRAPH:,}. Put blank lines "
            "where it may be divided."
        )
        yield long.start(), message
    deep = LEVELS.search(text)
    if deep is not None:
        message = (
            f"Lists and quotes nest more than {DEEPEST_MARKUP} levels deep here. Delete signs or spaces at the "
            "beginning of the line."
        )
        yield deep.start(), message
