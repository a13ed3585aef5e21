"""The files under `content/`: which are records, texts and prose, and which have no business there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.listing import RECORD_ENDINGS, FileStamp, stamp_file
from sayso.loading.forms import TextFault, read_id, suggest_id
from sayso.problems import Mark, Problem, find_near, list_choices, printable, quote
from sayso.records import FOLDERS, KINDS, Record

LARGEST_RECORD = 256 * 1024
LARGEST_TEXT = 4 * 1024 * 1024

# The lists of a scan that files of each kind belong to, by the ending of their names.
ENDINGS: dict[type[Record], dict[str, str]] = {
    kind: dict.fromkeys(RECORD_ENDINGS, "records")
    | ({".txt": "texts"} if kind.folder == "sources" else {})
    | ({".md": "proses"} if kind.folder == "stories" else {})
    for kind in KINDS
}
# Neither is a link followed nor a pipe waited for; no system has all of these.
WITHOUT_FOLLOWING = os.O_RDONLY
for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
    WITHOUT_FOLLOWING |= getattr(os, name, 0)
NO_ORDINARY_FILE = "This is a pipe, socket or device, and no ordinary file. Delete it."


class FolderItem(NamedTuple):
    """Something in a folder: its path from the project's root, as it is and as it can be shown, and what it is."""

    path: str
    shown: str
    is_ordinary: bool
    state: FileStamp | None = None


class ContentFile(NamedTuple):
    """A file that belongs to a record: its kind, the record's id, its path from the project's root, how it is listed.

    A file whose name is no id has the id that was likely meant, so that mentions of it are not told as well. Its state
    is none where it was not asked for.
    """

    kind: type[Record]
    id: str
    item: FolderItem
    is_well_named: bool
    largest: int
    """The bytes that it may have."""

    @property
    def path(self) -> str:
        """The path from the project's root, as it can be shown."""
        return self.item.shown

    @property
    def is_ordinary(self) -> bool:
        """Whether it is neither a link nor a pipe or the like."""
        return self.item.is_ordinary

    @property
    def state(self) -> FileStamp | None:
        """What the file system said of it before it was read."""
        return self.item.state


@dataclass(slots=True)
class Scan:
    """The files by their use, each in the order of their paths, and what is wrong with the others."""

    records: list[ContentFile] = field(default_factory=list)
    texts: list[ContentFile] = field(default_factory=list)
    proses: list[ContentFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, path: str, code: str, message: str) -> None:
        """Notes what is wrong with a whole file; no message twice."""
        problem = Problem(Mark(path), code, message)
        if problem not in self.problems[-1:]:
            self.problems.append(problem)


def scan_content(root: Path, folder: str, *, with_states: bool = False) -> Scan:
    """Lists every file under the content folder of the project at `root`; follows no symbolic link.

    No file is opened; the state of each is asked for `with_states`.
    """
    scan = Scan()
    top = root / folder
    if top.is_symlink():
        scan.tell(
            folder, "symbolic-link", "This is a symbolic link. Put the folder itself here: links are not followed."
        )
    elif not os.path.isdir(top):  # noqa: PTH112 -- Path.is_dir raises where a folder above is closed
        scan.tell(
            folder, "missing-folder", "There is no such folder. Make it, with folders for the kinds of records in it."
        )
    else:
        for item in list_files(root, folder, scan, with_states=with_states):
            sort_file(root, folder, item, scan)
    return scan


def scan_files(root: Path, folder: str, paths: Iterable[str]) -> Scan:
    """The same of single files at these paths from the project's root; what is no ordinary file is left out."""
    scan = Scan()
    for path in sorted(paths):
        try:
            facts = os.lstat(root / path)
        except OSError:
            continue
        if stat.S_ISREG(facts.st_mode):
            sort_file(root, folder, FolderItem(path, printable(path), is_ordinary=True, state=stamp_file(facts)), scan)
    return scan


def list_files(root: Path, top: str, scan: Scan, *, with_states: bool) -> list[FolderItem]:
    """Everything but folders below a folder, in the order of paths; without what begins with a dot."""
    files: list[FolderItem] = []
    folders = [top]
    while folders:
        folder = folders.pop()
        for entry in read_folder(root, folder, scan):
            path = f"{folder}/{entry.name}"
            if entry.is_file(follow_symlinks=False):
                shown = path if path.isprintable() else printable(path)
                files.append(
                    FolderItem(path, shown, is_ordinary=True, state=read_state(entry) if with_states else None)
                )
            elif entry.is_dir(follow_symlinks=False):
                if not entry.name.isprintable():
                    message = "The name of this folder holds a character that does not print. Rename the folder."
                    scan.tell(printable(path), "bad-character", message)
                folders.append(path)
            else:
                files.append(tell_special(path, entry, scan))
    return sorted(files)


def tell_special(path: str, entry: os.DirEntry[str], scan: Scan) -> FolderItem:
    """Tells of a link, a pipe or the like, which nobody may open."""
    shown = printable(path)
    if entry.is_symlink():
        message = "This is a symbolic link. Put the file or folder itself here: links are not followed."
        scan.tell(shown, "symbolic-link", message)
    else:
        scan.tell(shown, "not-a-file", NO_ORDINARY_FILE)
    return FolderItem(path, shown, is_ordinary=False)


def read_state(entry: os.DirEntry[str]) -> FileStamp | None:
    """What the file system says of a file; none where it is gone."""
    try:
        return stamp_file(entry.stat(follow_symlinks=False))
    except OSError:
        return None


def read_folder(root: Path, folder: str, scan: Scan) -> list[os.DirEntry[str]]:
    """What stands directly in a folder, hidden things left out."""
    try:
        with os.scandir(root / folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        message = f"The folder cannot be read ({error.strerror}). Give yourself the right to read it."
        scan.tell(printable(folder), "unreadable-file", message)
        return []


def sort_file(root: Path, content: str, item: FolderItem, scan: Scan) -> None:
    """Puts a file where its folder and name say that it belongs, or tells why it belongs nowhere."""
    stem, ending = os.path.splitext(item.path.rpartition("/")[2])  # noqa: PTH122 -- a plain string, not a file
    ending = ending.lower()
    if ending == ".md" and stem.casefold() == "readme":
        return
    kind = find_kind(content, item, scan)
    if kind is None:
        return
    uses = ENDINGS[kind]
    if ending not in uses:
        if item.is_ordinary:
            needed = " or ".join(uses)
            where = quote(kind.folder)
            message = f"A file with this ending has no use in {where}. Let its name end in {needed}, or delete it."
            scan.tell(item.shown, "stray-file", message)
        return
    file_id, is_well_named = name_record(stem, item, scan)
    file = ContentFile(kind, file_id, item, is_well_named, LARGEST_TEXT if ending == ".txt" else LARGEST_RECORD)
    if file_id:
        getattr(scan, uses[ending]).append(file)
    elif item.is_ordinary:
        read_file(root, item, file.largest, scan)  # what else is wrong with it is told at once


def find_kind(content: str, item: FolderItem, scan: Scan) -> type[Record] | None:
    """The kind of record that a file's folder holds; the nearest where the folder's name is misspelt."""
    folder, _, below = item.shown.removeprefix(f"{content}/").partition("/")
    if below and folder in FOLDERS:
        return FOLDERS[folder]
    if not below:
        if item.is_ordinary:
            kinds = ", ".join(FOLDERS)
            message = (
                f"A file cannot stand here by itself. Move it into the folder of its kind ({kinds}), or delete it."
            )
            scan.tell(item.shown, "stray-file", message)
        return None
    hint = list_choices(FOLDERS, folder)
    message = f"{quote(folder)} is not a folder of a kind of record. {hint} Rename it, or move its files into one."
    scan.tell(f"{content}/{folder}", "stray-file", message)
    near = find_near(FOLDERS, folder)
    return FOLDERS[near[0]] if near else None


def name_record(stem: str, item: FolderItem, scan: Scan) -> tuple[str, bool]:
    """The id that a file's name gives to its record, or the likeliest one, and whether it was well named."""
    try:
        return read_id(stem), True
    except TextFault as fault:
        scan.tell(item.shown, fault.code, f"{fault.message} Rename the file: its name is the record's id.")
        return (stem if fault.code == "reserved-id" else suggest_id(stem)), False


def read_file(root: Path, item: FolderItem, largest: int, scan: Scan) -> bytes | None:
    """The bytes of a regular file within the limit, or none when that is not to be had."""
    try:
        number = os.open(f"{root}/{item.path}", WITHOUT_FOLLOWING)
        try:
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode):
                scan.tell(item.shown, "not-a-file", NO_ORDINARY_FILE)
                return None
            data = read_all(number, found.st_size, largest)
        finally:
            os.close(number)
    except OSError as error:
        message = f"The file cannot be read ({error.strerror}). Give yourself the right to read it."
        scan.tell(item.shown, "unreadable-file", message)
        return None
    if len(data) > largest:
        scan.tell(item.shown, "too-large", f"The file is larger than {largest // 1024} KiB. Split it into several.")
        return None
    return data


def read_all(number: int, size: int, largest: int) -> bytes:
    """The bytes of an open file of about this size, at most one more than the largest that it may have."""
    data = os.read(number, min(size, largest) + 1)
    if len(data) == size:  # asked for one more, and there was none
        return data
    while len(data) <= largest and (more := os.read(number, largest + 1 - len(data))):
        data += more
    return data
