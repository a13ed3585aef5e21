"""The files of records to entries, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sayso.loading.decoding import decode_record
from sayso.loading.entries import Entry
from sayso.loading.folders import find_other_kind, tell_folder
from sayso.loading.nodes import Group, Node
from sayso.loading.plain_decoding import Found, decode_plain
from sayso.loading.plain_yaml import read_plain
from sayso.loading.reading import read_yaml
from sayso.loading.scanning import ContentFile, Scan, read_file
from sayso.problems import Problem
from sayso.records import Record
from sayso.spreading import cut, spread

# How many files of records are read one after the other, before those are told apart that another process reads.
PIECE = 250


class FileRead(NamedTuple):
    """What the file of a record gave: its entry, what is wrong with it, and whether its bytes were to be had."""

    entry: Entry
    problems: tuple[Problem, ...]
    is_readable: bool


def read_entries(root: Path, files: Sequence[ContentFile]) -> Iterator[FileRead]:
    """What the files of records give, in their order; two processes read where they are many."""
    found, pieces = Found(), cut(files, PIECE)
    read = spread(len(pieces), lambda number: [read_entry(root, file, found) for file in pieces[number]], lambda: None)
    return chain.from_iterable(read.results)


def read_entry(root: Path, file: ContentFile, found: Found) -> FileRead:
    """What the file of a record gives."""
    faults = Scan()
    data = read_file(root, file.item, file.largest, faults) if file.is_ordinary else None
    problems = faults.problems
    if data is None:
        entry = make_entry(file.kind, file.id, None, file.path, problems)
    else:
        entry = load_entry(file, data, problems, found)
    return FileRead(entry, tuple(problems), data is not None)


def load_entry(file: ContentFile, data: bytes, problems: list[Problem], found: Found) -> Entry:
    """The entry of one file's bytes."""
    values = read_plain(data)
    decoded = None if values is None else decode_plain(file.kind, file.id, values, found)
    if decoded is not None:
        record, pointers = decoded
        return Entry(file.kind, file.id, file.path, record, data, pointers, record.draft)
    node, faults = read_yaml(data, file.path)
    problems += faults
    entry = make_entry(file.kind, file.id, node, file.path, problems)
    if faults:
        return replace(entry, record=None)
    return replace(entry, source=data) if entry.record is not None else entry


def make_entry(kind: type[Record], record_id: str, node: Node | None, path: str, problems: list[Problem]) -> Entry:
    """The entry of one record's node; without a node, an entry that only holds the id.

    A record in the folder of another kind is told as that alone, and its entry is of the kind that it looks like.
    """
    if node is None:
        return Entry(kind, record_id, path, None, {}, ())
    if isinstance(node, Group) and (other := find_other_kind(kind, node)) is not None:
        problems.append(tell_folder(kind, other, node, path))
        return Entry(other, record_id, path, None, {}, ())
    record, is_draft, findings = decode_record(kind, record_id, node)
    problems += findings.problems
    return Entry(kind, record_id, path, record, findings.marks, tuple(findings.pointers), is_draft)
