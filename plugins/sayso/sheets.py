"""Sheets: one YAML file with several records under their kinds' folders, cut into one file a record.

A record's lines are taken as they stand, so that comments, order and wording stay. Each text that would be written is
read again first and must give the same values as in the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from sayso.loading import Entry, make_entry
from sayso.loading.forms import TextFault, read_id
from sayso.loading.nodes import Broken, Node, Scalar
from sayso.loading.nodes import Mapping as Group
from sayso.loading.reading import read_yaml
from sayso.loading.scanning import LARGEST_RECORD, LARGEST_TEXT
from sayso.problems import Mark, Problem, list_choices, quote, sort_problems
from sayso.records import FOLDERS, Record

LINE_BREAK = re.compile(r"\r\n|\r|\n")
ALIAS = re.compile(r"\*([^\s,\[\]{}]+)")
END_OF_FLOW = re.compile(r"\s*,?\s*(#.*)?")


class Key(NamedTuple):
    """A record's id in a sheet, and where it stands."""

    id: str
    mark: Mark


@dataclass(frozen=True)
class SheetEntry:
    """A record of a sheet: its kind, its id, its entry with marks in the sheet, its lines as a file of their own."""

    kind: type[Record]
    id: str
    entry: Entry
    text: str

    def path_under(self, content: str) -> str:
        """The path from the project's root that the record's own file gets."""
        return f"{content}/{self.kind.folder}/{self.id}.yml"


@dataclass(slots=True)
class Sheet:
    """The records of a sheet in its order, what is wrong with it, and how many lines of comment are no record's.

    `taken` are the ids that no further record can have, and where each stands.
    """

    path: str
    entries: list[SheetEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    comments_left: int = 0
    taken: dict[str, Mark] = field(default_factory=dict)

    def tell(self, mark: Mark, code: str, message: str) -> None:
        """Notes a fault."""
        self.problems.append(Problem(mark, code, message))


def load_sheet(file: Path, path: str, known: Mapping[str, Entry]) -> Sheet:
    """The records of the sheet in `file`, which is called `path` in messages; `known` are the records that exist."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_TEXT + 1)
    except OSError as error:
        message = f"The file cannot be read ({error.strerror}). Give yourself the right to read it."
        return Sheet(path, problems=[Problem(Mark(path), "unreadable-file", message)])
    if len(data) > LARGEST_TEXT:
        message = f"The file is larger than {LARGEST_TEXT // 1024} KiB. Split it into several."
        return Sheet(path, problems=[Problem(Mark(path), "too-large", message)])
    return read_sheet(data, path, known)


def read_sheet(data: bytes, path: str, known: Mapping[str, Entry]) -> Sheet:
    """The records of a sheet's bytes, and every fault of form in it, at its place in the sheet."""
    sheet = Sheet(path, taken={record_id: Mark(entry.path) for record_id, entry in known.items()})
    root, sheet.problems = read_yaml(data, path)
    lines = LINE_BREAK.split(data.decode("utf-8-sig", "replace"))
    if root is not None:
        sheet.problems += tell_aliases(root, lines, sheet.problems)
        read_folders(root, lines, sheet)
    sheet.problems = sort_problems(sheet.problems)
    return sheet


def read_folders(root: Node, lines: Sequence[str], sheet: Sheet) -> None:
    """Reads the records under each kind's folder name."""
    if not isinstance(root, Group):
        message = f"A sheet holds records under the names of their folders. Write one or more: {', '.join(FOLDERS)}."
        sheet.tell(root.mark, "wrong-type", message)
        return
    heads = sorted(find_heads(root, lines))
    comments = {index for index, line in enumerate(lines) if line.lstrip().startswith("#")}
    for folder, (mark, group) in root.entries.items():
        if folder not in FOLDERS:
            message = f"{quote(folder)} is not a folder for records. {list_choices(sorted(FOLDERS), folder)}"
            sheet.tell(mark, "unknown-key", message.strip())
        elif isinstance(group, Group):
            for record_id, (key, node) in group.entries.items():
                next_head = next((head for head in heads if head >= key.line), len(lines))
                comments -= set(range(find_head(lines, key), next_head))
                text = cut_record(lines, key, node, next_head) if isinstance(node, Group) else ""
                read_entry(FOLDERS[folder], Key(record_id, key), node, text, sheet)
        elif not isinstance(group, Broken):
            message = f"{quote(folder)} holds no records. Write each under its id: 'some-id:', and its keys below that."
            sheet.tell(group.mark, "wrong-type", message)
    sheet.comments_left = len(comments)


def read_entry(kind: type[Record], key: Key, node: Node, text: str, sheet: Sheet) -> None:
    """Adds one record to the sheet, or tells why it is none."""
    try:
        read_id(key.id)
    except TextFault as fault:
        sheet.tell(key.mark, fault.code, f"This key is the record's id, and {fault.message}")
        return
    other = sheet.taken.setdefault(key.id, key.mark)
    if other is not key.mark:
        where = f"line {other.line} of this sheet" if other.path == sheet.path else other.path
        message = f"The id {quote(key.id)} is taken by {where}. Choose another id, or delete one of the two."
        sheet.tell(key.mark, "duplicate-id", message)
    elif isinstance(node, Group):
        entry = make_entry(kind, key.id, node, sheet.path, sheet.problems)
        check_text(key, node, text, sheet)
        sheet.entries.append(SheetEntry(kind, key.id, entry, text))
    elif not isinstance(node, Broken):
        message = f"{quote(key.id)} holds no record. Write its keys below it, indented: 'key: value'."
        sheet.tell(key.mark, "wrong-type", message)


def check_text(key: Key, node: Node, text: str, sheet: Sheet) -> None:
    """Tells of a record whose lines, as a file of their own, do not hold the same as in the sheet."""
    data = text.encode()
    again, faults = read_yaml(data, sheet.path)
    told = {problem.code for problem in sheet.problems}
    if len(data) > LARGEST_RECORD:
        message = f"The record is larger than {LARGEST_RECORD // 1024} KiB. Split it into several."
        sheet.tell(key.mark, "too-large", message)
    elif {fault.code for fault in faults} - told or again is None or not is_same(node, again):
        message = (
            f"The lines of {quote(key.id)} cannot be cut out of the sheet as they stand. "
            "Indent all of them further than the id, and put no two records on one line."
        )
        sheet.tell(key.mark, "bad-yaml", message)


def find_heads(root: Group, lines: Sequence[str]) -> Iterator[int]:
    """The index of the line where each kind and each record begins, with the comment directly above it."""
    for mark, group in root.entries.values():
        yield find_head(lines, mark)
        if isinstance(group, Group):
            for key, _node in group.entries.values():
                yield find_head(lines, key)


def find_head(lines: Sequence[str], key: Mark) -> int:
    """The index of a key's line, or of the first line of the comment that stands right above it.

    What is indented further than the key belongs to what comes before.
    """
    head = key.line - 1
    while head > 0 and re.match(rf" {{0,{key.column - 1}}}#", lines[head - 1]):
        head -= 1
    return head


def cut_record(lines: Sequence[str], key: Mark, node: Group, end: int) -> str:
    """The text of a file for one record: the comment above its id, then its own lines as far to the left as they go."""
    column = key.column - 1
    stands_alone = not lines[key.line - 1][:column].strip()
    above = [line.strip() for line in lines[find_head(lines, key) : key.line - 1]] if stands_alone else []
    start = node.mark.line - 1
    between = [lines[key.line - 1][column:], *lines[key.line : start]] if start >= key.line else []
    above += [found[0] for line in between if (found := re.search(r"(?<!\S)#.*", line))]
    cut = cut_flow(lines, node, end) if node.is_flow else cut_block(lines, node, end)
    while cut and not cut[-1].strip():
        cut.pop()
    return "".join(f"{line}\n" for line in [*above, *cut])


def cut_block(lines: Sequence[str], node: Group, end: int) -> list[str]:
    """The lines of a group of indented keys."""
    start, column = node.mark.line - 1, node.mark.column - 1
    return [lines[start][column:], *dedent(lines[start + 1 : end], column)]


def cut_flow(lines: Sequence[str], node: Group, end: int) -> list[str]:
    """The lines of a group in braces, and the comments after it."""
    start, column = node.mark.line - 1, node.mark.column - 1
    last, stop = node.end.line - 1, node.end.column - 1
    rest = END_OF_FLOW.fullmatch(lines[last][stop:])
    comment = f"  {rest[1]}" if rest and rest[1] else ""
    after = [line.strip() for line in lines[last + 1 : end] if line.lstrip().startswith("#")] if rest else []
    if last == start:
        return [lines[start][column:stop] + comment, *after]
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    inner = dedent([*lines[start + 1 : last], lines[last][:stop] + comment], indent)
    return [lines[start][column:], *inner, *after]


def dedent(lines: Sequence[str], columns: int) -> list[str]:
    """The lines moved to the left by so many columns, or as far as they go."""
    return [re.sub(rf"^ {{0,{columns}}}", "", line) for line in lines]


def is_same(one: Node, other: Node) -> bool:
    """Whether two nodes hold the same keys and values in the same order, wherever they stand."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text
    if isinstance(one, Group) and isinstance(other, Group) and list(one.entries) != list(other.entries):
        return False
    pairs = zip_longest(children(one), children(other), fillvalue=None)
    return all(a is not None and b is not None and is_same(a, b) for a, b in pairs)


def children(node: Node) -> list[Node]:
    """The values directly in a list or group."""
    if isinstance(node, Group):
        return [value for _mark, value in node.entries.values()]
    return [] if isinstance(node, Scalar | Broken) else list(node.items)


def tell_aliases(root: Node, lines: Sequence[str], told: Sequence[Problem]) -> Iterator[Problem]:
    """A fault at each alias that names the place of the value that it repeats."""
    marks_told = {problem.mark for problem in told}
    for mark in find_broken(root):
        alias = ALIAS.match(lines[mark.line - 1], mark.column - 1)
        if alias is None or mark in marks_told:
            continue
        anchors = [p.mark for p in told if p.code == "anchor" and is_anchor(lines, p.mark, alias[1])]
        where = f" on line {anchors[0].line}" if anchors else ""
        anchor = quote(f"&{alias[1]}")
        message = f"{quote(alias[0])} repeats the value that {anchor} names{where}. Write that value out here."
        yield Problem(mark, "anchor", message)


def is_anchor(lines: Sequence[str], mark: Mark, name: str) -> bool:
    """Whether the anchor of that name stands at the mark."""
    return re.match(rf"&{re.escape(name)}(?![^\s,\[\]{{}}])", lines[mark.line - 1][mark.column - 1 :]) is not None


def find_broken(node: Node) -> Iterator[Mark]:
    """The places of values that could not be read."""
    if isinstance(node, Broken):
        yield node.mark
    for child in children(node):
        yield from find_broken(child)


def write_files(root: Path, texts: Mapping[str, str]) -> None:
    """Writes new files, all or none; paths are from the project's root. OSError where that is not to be had.

    Nothing that exists is overwritten, no symbolic link is followed, and on any failure what was written goes again.
    """
    made: list[Path] = []
    try:
        for path, text in texts.items():
            make_folders(root, Path(path).parent, made)
            with (root / path).open("x", encoding="utf-8", newline="\n") as file:
                made.append(root / path)
                file.write(text)
    except BaseException:
        for one in reversed(made):
            with suppress(OSError):
                one.rmdir() if one.is_dir() else one.unlink()
        raise


def make_folders(root: Path, folder: Path, made: list[Path]) -> None:
    """Makes the folders on the way that are missing, and notes them; a symbolic link on the way is an error."""
    for step in reversed([folder, *folder.parents][:-1]):
        where = root / step
        if where.is_symlink():
            raise OSError(0, "it is a symbolic link, which could lead out of the project", str(step))
        if not where.is_dir():
            where.mkdir()
            made.append(where)
