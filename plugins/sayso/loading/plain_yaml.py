"""The plain part of YAML in which most records are written, read line by line, many times faster than by the parser.

Whatever is not certainly plain is left to `loading.reading`, which alone says what is wrong with a file: tabs, comments
behind values, quotes over several lines, escapes, groups in brackets, whatever YAML may read otherwise.
What is read here means to the letter what the parser makes of it, and holds nothing that it or we would complain of.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from sayso.loading.characters import find_refused

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value without its place: a text, a list, or the values of a group by key, in the order of the file."""

# Below the limits of the parser's reader, which tells of them.
DEEPEST = 20
PLAIN_VALUES = 4_000
PLAIN_HEADS = 5_000
HEAD = re.compile(r"([ ]{0,60})(- )?([A-Za-z_][A-Za-z0-9_-]{0,59})")
# Not ": ", which ends a key, nor " #", which begins a comment.
NOT_PLAIN = frozenset("-?:,[]{}#&*!|>'\"%@`")
NOT_TEXT = frozenset("-?:#")
DOUBLE_QUOTED = re.compile(r'"[^"\\]*"')
SINGLE_QUOTED = re.compile(r"'[^']*(?:''[^']*)*'")
IDS_IN_BRACKETS = re.compile(r"\[[a-z0-9]+(?:-[a-z0-9]+)*(?:, [a-z0-9]+(?:-[a-z0-9]+)*)*\]")
BLOCK_HEADS = frozenset({"|", "|-", "|+", ">", ">-", ">+"})
BREAKS = re.compile(r"\n(\n*)")


class Doubt(Exception):  # noqa: N818 -- it is no error: the other reader takes the file
    """Something is not certainly fine, so that the reader that tells of faults has to look at it."""


class Head(NamedTuple):
    """What stands before a value: the column of its dash (-1: none) and of its key, counted from 0, and the key."""

    dash: int
    column: int
    key: str


# Few heads stand in all records together, such as `  stance`.
heads: dict[str, Head] = {}


def read_plain(data: bytes) -> dict[str, Plain] | None:
    """The values of a file, or none where it is not certainly plain YAML; texts may have space around them."""
    text = decode_plain(data)
    if text is None:
        return None
    try:
        reader = LineReader(text)
        reader.read()
    except Doubt:
        return None
    # Each line holds at most four, and each entry in brackets takes three characters.
    most = 4 * text.count("\n") + len(text) // 3 + 4
    return reader.root if most <= PLAIN_VALUES or count_values(reader.root) <= PLAIN_VALUES else None


def decode_plain(data: bytes) -> str | None:
    """The text of bytes in which each character may stand in a record, with line breaks as in Unix; none for others."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    # What prints is nothing that we refuse; what does not may still be, such as a space that does not break.
    if not text.replace("\n", "").isprintable() and ("\t" in text or find_refused(text)):
        return None
    return text.removeprefix("---\n")


def find_head(before: str) -> Head | None:
    """What stands before a colon, where that is a key; no other text is one."""
    match = HEAD.fullmatch(before)
    if match is None:
        return None
    spaces, dash, key = match.groups()
    indent = len(spaces)
    head = Head(indent, indent + 2, key) if dash else Head(-1, indent, key)
    if len(heads) < PLAIN_HEADS:
        heads[before] = head
    return head


def find_value(data: bytes, key: str) -> tuple[int, int] | None:
    """Line and column, counted from 1, of what stands behind a key of a file's own; none where that is not certain."""
    text = data.decode(errors="replace")
    match = re.search(rf"^{re.escape(key)}:[ ]+(?=[^ \r\n])", text, re.MULTILINE)
    # In plain YAML nothing but a key of the file's own begins at the first column and ends in a colon.
    if match is None or read_plain(data) is None:
        return None
    return text.count("\n", 0, match.start()) + 1, match.end() - match.start() + 1


class LineReader:
    """Reads lines into lists and groups; `container` is the open one, which begins at `column`, `outer` those around.

    `keys` is the column where keys may follow, -1 in a list. `pending` is a key whose value has to come. `is_open` says
    that the text above may go on in the next line.
    """

    __slots__ = ("column", "container", "group", "is_open", "keys", "outer", "pending", "rest", "root")

    def __init__(self, text: str) -> None:
        self.rest = text.split("\n")
        self.rest.reverse()
        self.root: dict[str, Plain] = {}
        self.outer: list[tuple[int, dict[str, Plain] | list[Plain]]] = []
        self.container: dict[str, Plain] | list[Plain] = self.root
        self.group = self.root
        self.column = self.keys = 0
        self.pending: str | None = None
        self.is_open = False

    def read(self) -> None:
        """Reads all lines; Doubt where one is not certainly plain."""
        rest, known = self.rest, heads
        while rest:
            line = rest.pop()
            before, colon, value = line.partition(": ")
            if not colon:
                before = line[:-1] if line[-1:] == ":" else ""
            head = known.get(before) or find_head(before)
            if head is None:
                self.take_other(line)
                continue
            dash, column, key = head
            if dash >= 0 or column != self.keys or self.pending is not None:
                self.move(dash, column)
            self.put(key, value.strip(" "))
        if self.pending is not None or not self.root:
            raise Doubt

    def put(self, key: str, value: str) -> None:
        """Puts a key and what stands behind it into the open group."""
        group = self.group
        if key in group:
            raise Doubt
        if not value:
            self.pending = key
            self.is_open = False
        elif value[0] in NOT_PLAIN:
            group[key] = self.read_value(value)
        elif ": " in value or " #" in value or value[-1] == ":":
            raise Doubt
        else:
            group[key] = value
            self.is_open = True

    def read_value(self, value: str) -> Plain:
        """What stands behind a key or a dash."""
        first = value[0]
        if first not in NOT_PLAIN or (first == "-" and value[1:2].isdecimal()):
            if ": " in value or " #" in value or value[-1] == ":":
                raise Doubt
            self.is_open = True
            return value
        self.is_open = False
        if value in BLOCK_HEADS:
            return self.read_block(is_folded=first == ">")
        if first == '"' and DOUBLE_QUOTED.fullmatch(value):
            return value[1:-1]
        if first == "'" and SINGLE_QUOTED.fullmatch(value):
            return value[1:-1].replace("''", "'")
        if first == "[" and IDS_IN_BRACKETS.fullmatch(value):
            return list(value[1:-1].split(", "))
        raise Doubt

    def take_other(self, line: str) -> None:
        """Takes a line in that begins with no key: an entry of a list, more of a text, a comment, nothing."""
        text = line.strip(" ")
        if not text:
            if line:
                raise Doubt
            if self.is_open:
                self.go_on(line)
        elif text[0] == "#":
            self.is_open = False
        elif text.startswith("- "):
            self.move(line.index("-"), -1)
            entries = self.container
            value = self.read_value(text[2:].lstrip(" "))
            if isinstance(entries, dict) or isinstance(value, list):
                raise Doubt
            entries.append(value)
        else:
            self.go_on(line)

    def move(self, dash: int, column: int) -> None:
        """Opens or closes lists and groups so that a key at this column, or the entry of a dash, can be put in.

        A dash is at -1 where there is none, a column where an entry is a text.
        """
        if self.pending is not None:
            self.open_value(dash, column)
        else:
            self.close_to(dash, column)
        if dash >= 0 and column >= 0:
            entries = self.container
            group: dict[str, Plain] = {}
            if not isinstance(entries, list):
                raise Doubt
            entries.append(group)
            self.open(group, column)

    def open_value(self, dash: int, column: int) -> None:
        """Opens the list or group that is the value of the key above; a list may begin at the column of the key."""
        group, key = self.container, self.pending
        if isinstance(group, list) or key is None or (column <= self.column if dash < 0 else dash < self.column):
            raise Doubt
        self.pending = None
        value: dict[str, Plain] | list[Plain] = {} if dash < 0 else []
        group[key] = value
        self.open(value, column if dash < 0 else dash)

    def open(self, value: dict[str, Plain] | list[Plain], column: int) -> None:
        """Goes into a list or group that begins at this column."""
        self.outer.append((self.column, self.container))
        if len(self.outer) > DEEPEST:
            raise Doubt
        self.container, self.column = value, column
        self.set_group()

    def close_to(self, dash: int, column: int) -> None:
        """Goes out to the list of a dash, or to the group whose keys begin at this column; Doubt where none does."""
        wanted = column if dash < 0 else dash
        is_list = dash >= 0
        while self.column > wanted or (not is_list and isinstance(self.container, list)):
            self.column, self.container = self.outer.pop()
        if self.column != wanted or isinstance(self.container, list) != is_list:
            raise Doubt
        self.set_group()

    def set_group(self) -> None:
        """Lets keys stand where the list or group that is open now has them."""
        if isinstance(self.container, list):
            self.keys = -1
        else:
            self.group, self.keys = self.container, self.column

    def go_on(self, line: str) -> None:
        """Takes in all lines with which the plain text above goes on, or nothing but empty ones."""
        if not self.is_open:
            raise Doubt
        self.is_open = False
        self.rest.append(line)
        pieces = [piece.strip(" ") for piece in self.take_below()]
        for piece in pieces:
            if piece and (piece[0] in NOT_TEXT or ": " in piece or " #" in piece or piece[-1] == ":"):
                raise Doubt
        if isinstance(self.container, list):
            self.container[-1] = fold([str(self.container[-1]), *pieces])
        else:
            key = next(reversed(self.container))
            self.container[key] = fold([str(self.container[key]), *pieces])

    def read_block(self, *, is_folded: bool) -> str:
        """The text that stands below a | or >; what is further indented than its first line is not folded."""
        pieces = self.take_below()
        first = pieces[0] if pieces else ""
        text = first.lstrip(" ")
        indentation = first[: len(first) - len(text)]
        after = len(indentation)
        if not text:
            raise Doubt
        for piece in pieces:
            if piece and (not piece.startswith(indentation) or piece.isspace() or (is_folded and piece[after] == " ")):
                raise Doubt
        cut = [piece[after:] for piece in pieces]
        return fold(cut) if is_folded else "\n".join(cut)

    def take_below(self) -> list[str]:
        """Takes in the next lines that are empty or further indented than the list or group, in which they stand."""
        margin = " " * (self.column + 1)
        taken = []
        while self.rest and (not self.rest[-1] or self.rest[-1].startswith(margin)):
            taken.append(self.rest.pop())
        return taken


def fold(pieces: list[str]) -> str:
    """Lines as one text: one break is a space, each further one a break."""
    text = "\n".join(pieces)
    return BREAKS.sub(lambda breaks: breaks[1] or " ", text) if "\n\n" in text else text.replace("\n", " ")


def count_values(value: Plain) -> int:
    """How many keys, values, lists and groups there are."""
    if isinstance(value, str):
        return 1
    if isinstance(value, list):
        return 1 + sum(map(count_values, value))
    return 1 + len(value) + sum(map(count_values, value.values()))
