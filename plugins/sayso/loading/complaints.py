"""What the YAML parser complains of, and what it says in the contributors' words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso.problems import quote

NEITHER = (
    "This line is neither 'key: value' nor a list entry. Add the colon, or indent the line if it belongs to the value "
    "above."
)


class Explanation(NamedTuple):
    """Where the fault stands, as an index into the text, and what to say of it."""

    at: int
    message: str


class Translation(NamedTuple):
    """Words of the parser, which of its two places to show, and what to say; {character} is what stands there."""

    words: str
    place: Literal["end", "start"]
    message: str


# Matched in this order against what the parser says.
TRANSLATIONS = (
    Translation(
        "mapping values are not allowed",
        "end",
        "A colon followed by a space stands inside a value here. Put the whole value in quotes.",
    ),
    Translation(
        "found unexpected end of stream",
        "start",
        "The quotation mark that stands here is never closed. Close it where the value ends.",
    ),
    Translation(
        "found unexpected document indicator",
        "start",
        "The quotation mark that stands here is not closed before a line '---' or '...'. Close it where the value "
        "ends.",
    ),
    Translation(
        "cannot start any token",
        "end",
        "A value cannot begin with {character}. Put the whole value in quotes.",
    ),
    Translation(
        "could not find expected ':'",
        "start",
        NEITHER,
    ),
    Translation(
        "expected ',' or ']'",
        "start",
        "The list that begins with this [ is not closed, or lacks a comma between two entries. Write it as [one, two], "
        "or put the whole value in quotes if it is no list.",
    ),
    Translation(
        "expected ',' or '}'",
        "start",
        "The group that begins with this { is not closed, or lacks a comma between two keys. Write it as {key: value, "
        "key: value}, or put the whole value in quotes if it is no group.",
    ),
    Translation(
        "did not find expected node content",
        "end",
        "A value is missing before {character}, or begins with it. Add the value, or put the whole value in quotes.",
    ),
    Translation(
        "block sequence entries are not allowed",
        "end",
        "A list entry cannot stand behind a key. Put each entry on a line of its own below the key, beginning with "
        "'- '.",
    ),
    Translation(
        "expected '-' indicator",
        "end",
        "This line stands where the next entry of the list above should begin. Begin it with '- ', or indent it like "
        "the line that it belongs to.",
    ),
    Translation(
        "did not find expected key",
        "end",
        "This line does not fit those above it. Begin it at the same column as the keys or entries that it belongs "
        "with.",
    ),
    Translation(
        "expected <document start>",
        "end",
        "This line begins further to the left than the first one, or stands after the end of the record. Begin all "
        "keys of the record at the same column.",
    ),
    Translation(
        "while scanning a block scalar",
        "end",
        "Text cannot stand on the same line as the | or > before it. Begin it on the next line, indented, or put the "
        "whole value in quotes.",
    ),
    Translation(
        "quoted scalar",
        "end",
        "In double quotes a backslash gives the next letter another meaning. Write it twice, or use single quotes.",
    ),
    Translation(
        "mapping keys are not allowed",
        "end",
        "A value cannot begin with a question mark and a space. Put the whole value in quotes.",
    ),
    Translation(
        "found unexpected ':'",
        "end",
        "A colon stands within [ ] or { } here without a space after it. Add the space, or put the text in quotes.",
    ),
    Translation(
        "while scanning a",  # an anchor, an alias, a tag or a directive; the texts and values above come first
        "start",
        "A value or line cannot begin with {character}. Put the whole value in quotes; an entry of a list begins with "
        "'- '.",
    ),
    Translation(
        " tag",
        "start",
        "A value cannot begin with {character}. Put the whole value in quotes.",
    ),
    Translation(
        "YAML d",  # "incompatible YAML document", "duplicate %YAML directive"
        "end",
        "A line that begins with % sets how YAML is read. Delete it.",
    ),
)


@dataclass(frozen=True)
class Complaint:
    """The parser's words, and the indexes of where it gave up and where the thing began that it was reading."""

    text: str
    words: str
    end: int
    start: int

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.text[self.line_start(self.end) : self.end]

    def line_start(self, index: int) -> int:
        """The index at which the line of an index begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def find_line_above(self) -> tuple[int, str]:
        """The last line with something on it before the place's own: where it begins, and the line."""
        above = self.text[: self.line_start(self.end)].rstrip()
        start = self.line_start(len(above))
        return start, above[start:]


def translate(complaint: Complaint) -> Explanation:
    """What the parser said, in other words."""
    for words, place, message in TRANSLATIONS:
        if words in complaint.words:
            index = complaint.end if place == "end" else complaint.start
            character = quote(complaint.text[index : index + 1])
            return Explanation(index, message.replace("{character}", character))
    return Explanation(complaint.end, f"This is not YAML ({complaint.words}). Check the indentation and the quotes.")
