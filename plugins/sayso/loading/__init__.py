"""Files to records: everything under `content/`, read, decoded, with a mark for every value and all faults told."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sayso.loading.characters import check_characters, decode_text
from sayso.loading.entries import Entry
from sayso.loading.findings import Place, Pointer
from sayso.loading.prose import Prose, ProseLink, read_prose
from sayso.loading.record_files import make_entry, read_entries
from sayso.loading.scanning import ContentFile, Scan, read_file, scan_content, scan_files
from sayso.problem_words import MOST_HINTS
from sayso.problems import Mark, Problem, ask_near, quote, sort_problems
from sayso.records import Record

__all__ = [
    "ContentFile",
    "Entry",
    "EntryMemory",
    "Loaded",
    "Place",
    "Pointer",
    "Prose",
    "ProseLink",
    "StoredText",
    "load_content",
    "make_entry",
    "reload_records",
]


@dataclass(frozen=True)
class StoredText:
    """A source's text, kept to check passages against; never published.

    `data` are the bytes of the file, in UTF-8.
    """

    path: str
    data: bytes = field(repr=False)

    @cached_property
    def text(self) -> str:
        """The text for a search of passages; as long as nothing asks for it, the bytes take a quarter of its memory."""
        return self.decode()

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, in small hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    def decode(self) -> str:
        """The text for one look, which is not kept."""
        return self.data.decode("utf-8-sig")


@dataclass(frozen=True)
class Loaded:
    """Everything under `content/`: records in the order of their paths, texts by source, prose by story, faults."""

    entries: tuple[Entry, ...]
    texts: Mapping[str, StoredText]
    proses: Mapping[str, Prose]
    problems: tuple[Problem, ...]


class EntryMemory(Protocol):
    """What an earlier run knew of records' files, so that those which did not change are not read again.

    `file.state` tells whether a file is the same as before; it is from before the file was read, so that a change in
    between is seen later. What `get` gives must be what `put` was given for a file of the same path and state.
    """

    def get(self, file: ContentFile) -> tuple[Entry, tuple[Problem, ...]] | None:
        """The entry of a file and what is wrong with it, as they were put; none where the file may have changed."""

    def put(self, file: ContentFile, entry: Entry, problems: tuple[Problem, ...]) -> None:
        """Takes what was read of a file for which `get` gave nothing; one that cannot be read is never put."""


def load_content(root: Path, folder: str = "content", remembered: EntryMemory | None = None) -> Loaded:
    """Reads the whole content folder of the project at `root`; faults are values, never exceptions.

    Of records that are `remembered`, the files are only listed.
    """
    scan = scan_content(root, folder, with_states=remembered is not None)
    problems = scan.problems
    first = keep_first(scan.records, problems)
    entries = list(zip(scan.records, recall_entries(root, scan, remembered), strict=True))
    known = {(file.kind, file.id) for file in scan.records} | {(entry.kind, entry.id) for _, entry in entries}
    texts = {file.id: StoredText(file.path, data) for file, data, _ in read_companions(root, scan, scan.texts, known)}
    proses = {}
    for file, _, text in read_companions(root, scan, scan.proses, known):
        problems += check_characters(text, file.path)[1]
        proses[file.id] = read_prose(text, file.path)
    kept = tuple(entry for file, entry in entries if first[file.id] is file)
    return Loaded(kept, texts, proses, tuple(sort_problems(problems)))


def reload_records(
    root: Path, folder: str, loaded: Loaded, paths: Collection[str], remembered: EntryMemory
) -> Loaded | None:
    """What was loaded, with the files of records at these paths (from the project's root) read anew.

    None where these may have changed more than what one record holds: the whole folder is to be loaded then.
    """
    scan = scan_files(root, folder, paths)
    places = {entry.path: place for place, entry in enumerate(loaded.entries)}
    if scan.problems or len(scan.records) != len(paths) or not all(file.path in places for file in scan.records):
        return None
    shown = {file.path for file in scan.records}
    entries, problems = list(loaded.entries), [one for one in loaded.problems if one.mark.path not in shown]
    for file, read in zip(scan.records, read_entries(root, scan.records), strict=True):
        place = places[file.path]
        if not read.is_readable or read.entry.kind is not entries[place].kind:
            return None
        remembered.put(file, read.entry, read.problems)
        entries[place] = read.entry
        problems += read.problems
    return replace(loaded, entries=tuple(entries), problems=tuple(sort_problems(problems)))


def keep_first(files: list[ContentFile], problems: list[Problem]) -> dict[str, ContentFile]:
    """The first file of each id, well-named ones before others; ids are unique across kinds, so later ones are told."""
    first: dict[str, ContentFile] = {}
    for file in sorted(files, key=lambda file: not file.is_well_named):
        other = first.setdefault(file.id, file)
        if other is not file and file.is_well_named:
            message = f"The id {quote(file.id)} is taken by {other.path}. Rename one of the two files."
            problems.append(Problem(Mark(file.path), "duplicate-id", message))
    return first


def recall_entries(root: Path, scan: Scan, remembered: EntryMemory | None) -> Iterator[Entry]:
    """The entries of all files of records, from memory where that has them."""
    memory = [remembered.get(file) if remembered is not None and file.is_ordinary else None for file in scan.records]
    read = read_entries(root, [file for file, known in zip(scan.records, memory, strict=True) if known is None])
    for file, known in zip(scan.records, memory, strict=True):
        if known is not None:
            entry, problems = known
        else:
            entry, problems, is_readable = next(read)
            if remembered is not None and is_readable:
                remembered.put(file, entry, problems)
        scan.problems += problems
        yield entry


def read_companions(
    root: Path, scan: Scan, files: list[ContentFile], known: set[tuple[type[Record], str]]
) -> Iterator[tuple[ContentFile, bytes, str]]:
    """The files that stand beside a record of the same name, with their bytes and texts."""
    problems = scan.problems
    first = keep_first(files, problems)
    hints = 0
    for file in files:
        data = read_file(root, file.item, file.largest, scan) if file.is_ordinary else None
        if (file.kind, file.id) not in known:
            if not file.is_well_named:
                continue  # that it has to be renamed was told already
            kind = file.kind.kind_name
            ids = sorted(name for of, name in known if of is file.kind) if hints < MOST_HINTS else []
            hints += 1
            fault = f"There is no {kind} {quote(file.id)} that this file belongs to. Rename it, or delete it."
            message = f"{fault} {ask_near(ids, file.id)}".strip()
            problems.append(Problem(Mark(file.path), "stray-file", message))
        elif first[file.id] is file and data is not None:
            text, faults = decode_text(data, file.path)
            problems += faults
            if text is not None:
                yield file, data, text
