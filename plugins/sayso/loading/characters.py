"""Bytes to text, and the characters that no record may hold because no reader can see them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from sayso.problems import Mark, Problem, quote

LINE_BREAK = re.compile(r"\r\n|\r|\n")
COMMON = frozenset("\n\r\t" + "".join(map(chr, range(0x20, 0x7F))))
# Joiners and marks that Arabic, Persian, Hebrew and Indic writing needs.
ALLOWED_FORMATTING = frozenset("\u200c\u200d\u200e\u200f\u061c")
REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
MOST_TOLD = 5
# By the mark at the beginning of a file; the shorter marks last, since one of the longer begins with one of them.
ENCODINGS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Lines:
    """The lines of a text, which give an index into it its place; lines and columns count from 1."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path

    @cached_property
    def starts(self) -> list[int]:
        """The index at which each line begins."""
        return [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]

    def mark(self, index: int) -> Mark:
        """The place of an index."""
        line = bisect_right(self.starts, index)
        return Mark(self.path, line, index - self.starts[line - 1] + 1)


def is_refused(character: str) -> bool:
    """Whether a character is a control, a line separator, private, unassigned, or turns or hides text."""
    return character not in ALLOWED_FORMATTING and unicodedata.category(character) in REFUSED_CATEGORIES


def find_refused(text: str) -> list[int]:
    """The indexes of the characters that no record may hold."""
    refused = {character for character in set(text) - COMMON if is_refused(character)}
    return [index for index, character in enumerate(text) if character in refused] if refused else []


def name_character(character: str) -> str:
    """A character's number and its name in Unicode, such as `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    name = unicodedata.name(character, "no name")
    return f"U+{ord(character):04X} ({name})"


def decode_text(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of UTF-8 bytes, without a byte order mark; or what is wrong with them."""
    encoding = next((name for mark, name in ENCODINGS.items() if data.startswith(mark)), None)
    if encoding is not None:
        message = f"The file is in the encoding {encoding}. Save it in UTF-8."
        return None, [Problem(Mark(path), "bad-encoding", message)]
    if (zero := data.find(b"\0")) >= 0:
        before = data[:zero].decode(errors="replace")
        message = "A zero byte stands here: the file is no text, or one in UTF-16. Save it as a text in UTF-8."
        return None, [Problem(Lines(before, path).mark(len(before)), "bad-encoding", message)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return None, [explain_bytes(error.object, error.start, path)]


def explain_bytes(data: bytes, start: int, path: str) -> Problem:
    """That UTF-8 ends at a byte, and what the byte would be in the encoding that most other files are in."""
    before = data[:start].decode()
    byte = data[start : start + 1]
    guess = byte.decode("cp1252", errors="ignore")
    likely = f", in Windows-1252 the character {quote(guess)}," if guess else ""
    message = f"The file is not in UTF-8: the byte 0x{byte.hex().upper()}{likely} stands here. Save the file in UTF-8."
    return Problem(Lines(before, path).mark(len(before)), "bad-encoding", message)


def check_characters(text: str, path: str) -> tuple[list[int], list[Problem]]:
    """The indexes of all characters that nobody could see, and what to say of the first five."""
    refused = find_refused(text)
    lines = Lines(text, path)
    problems = []
    for number, index in enumerate(refused[:MOST_TOLD], 1):
        more = len(refused) - number if number == MOST_TOLD else 0
        message = (
            f"The character {name_character(text[index])} stands here; it does not print, and can hide or turn what "
            f"the text says. Delete it{f', and {more} more like it below' if more else ''}."
        )
        problems.append(Problem(lines.mark(index), "bad-character", message))
    return refused, problems
