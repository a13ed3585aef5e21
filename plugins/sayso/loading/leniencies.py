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


class Watch:
    """Follows the parser through a text and notes what it lets pass; places are indexes into the text.

    `column`, counted from 1, is that of the list or group around a value; none at the top of the file.
    """

    def __init__(self, text: str) -> None:
        self.slips: list[Slip] = []
        """Told if the parser finds nothing else, since one mistake makes one message."""
        self._text = text
        self._read_to = 0
        self._brackets: list[int] = []

    def look_before(self, start: int) -> None:
        """Looks at what stands between what has been taken in and the next value, or the end of the text."""
        self._note(find_slip_between(self._text, self._read_to, start))

    def take_text(self, start: int, end: int, style: str | None, written: str, column: int | None) -> None:
        """Takes a text in: its beginning, and within quotes its lines."""
        self._read_to = end
        self._note(find_slip_at(self._text, start, is_plain=not style, written=written))
        if style in ("'", '"') and not self._brackets:
            self._look_within(start, end, column, is_quoted=True)

    def open(self, start: int, end: int) -> None:
        """Takes the beginning of a bracket in; the pair of a ? has no bracket of its own."""
        self._note(find_slip_between(self._text, start, start + 1))
        self._read_to = end
        self._brackets.append(start)

    def close(self, end: int, column: int | None) -> None:
        """Takes the end of a list or group in; all that lies in the outermost bracket is looked at together."""
        if not self._brackets:
            return
        start = self._brackets.pop()
        self.look_before(end)
        if not self._brackets:
            self._look_within(start, end, column, is_quoted=False)
        self._read_to = end

    def _look_within(self, start: int, end: int, column: int | None, *, is_quoted: bool) -> None:
        if column is not None:
            self._note(find_slip_within(self._text, start, end, column - 1, is_quoted=is_quoted))

    def _note(self, slip: Slip | None) -> None:
        if slip is not None:
            self.slips.append(slip)


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
