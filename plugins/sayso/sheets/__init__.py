"""Sheets: one YAML file with several records under their kinds' folders, cut into one file a record.

A record's lines are taken as they stand, so that comments, order and wording stay. Each text that would be written is
read again first and must give the same values as in the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.loading import Entry, make_entry
from sayso.loading.characters import LINE_BREAK
from sayso.loading.forms import TextFault, read_id
from sayso.loading.nodes import Broken, Group, Node
from sayso.loading.reading import read_yaml
from sayso.loading.scanning import LARGEST_RECORD, LARGEST_TEXT, NO_ORDINARY_FILE
from sayso.problems import Mark, Problem, list_choices, quote, sort_problems
from sayso.records import FOLDERS, Record
from sayso.sheets.comparing import is_same, tell_aliases
from sayso.sheets.cutting import cut_record, find_head, find_heads


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
        if not file.is_file():  # reading from a pipe would wait for whoever writes into it
            return Sheet(path, problems=[Problem(Mark(path), "not-a-file", NO_ORDINARY_FILE)])
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
            message = f"{quote(folder)} is not a folder of a kind of record. {list_choices(FOLDERS, folder)}"
            sheet.tell(mark, "unknown-key", message)
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
