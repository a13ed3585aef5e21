"""What the parser lets pass although YAML does not, so that a text would mean something else than it looks like."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.problems import quote

# What stands between two values: space, comments and signs; a comment may hold anything.
COMMENT = re.compile(r"#[^\r\n]*")
INDENTATION = re.compile(r"(?:\r\n|\r|\n)([ ]*)([^ \r\n])")
TEXT_BELOW = re.compile(r"[|>][-+0-9]*#")


class Slip(NamedTuple):
    """Where the text has to be mended, as an index into it, and what to say of it."""

    at: int
    message: str


def find_slip_between(text: str, start: int, end: int) -> Slip | None:
    """What is wrong between the end of one value and the beginning of the next."""
    for match in COMMENT.finditer(text, start, end):
        if match.start() and not text[match.start() - 1].isspace():
            return Slip(
                match.start(),
                f"This # stands right after {quote(text[match.start() - 1])}. Write a space before it if it begins a "
                "comment, or put the whole value in quotes.",
            )
    if end > start and text[end - 1] == "?" and not text[end : end + 1].isspace():
        return Slip(end - 1, "A value cannot begin with a question mark here. Put the whole value in quotes.")
    return None


def find_slip_at(text: str, start: int, *, is_plain: bool, written: str) -> Slip | None:
    """What is wrong at the beginning of a text: a dash alone within brackets, a # behind | or >."""
    if is_plain and written == "-":
        return Slip(start, "A dash alone is no value. Put it in quotes, or write the value.")
    if not is_plain and (match := TEXT_BELOW.match(text, start)):
        return Slip(match.end() - 1, f"Write a space between {quote(text[start])} and the # that begins a comment.")
    return None


def find_slip_within(text: str, start: int, end: int, columns: int, *, is_quoted: bool) -> Slip | None:
    """The first line of a value in quotes or brackets that stands no further to the right than the key above it.

    `columns` is how many columns stand left of that key. A closing bracket may stand below its key, as in JSON.
    """
    for match in INDENTATION.finditer(text, start, end):
        if len(match[1]) <= columns and (is_quoted or match[2] not in "]}#"):
            sign = quote(text[start])
            return Slip(
                match.start(2),
                f"This line lies within what {sign} began further above, and is indented no further than its key. "
                "Indent it, or close what is open before it.",
            )
    return None
