"""The files under `content/`: which are records, texts and prose, and which have no business there."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from sayso.loading.forms import TextFault, read_id, suggest_id
from sayso.problems import Mark, Problem, find_near, list_choices, printable, quote
from sayso.records import FOLDERS, Record

LARGEST_RECORD = 256 * 1024
LARGEST_TEXT = 4 * 1024 * 1024
RECORD_ENDINGS = (".yml", ".yaml")
NO_ORDINARY_FILE = "This is a pipe, socket or device, and no ordinary file. Delete it."


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file that belongs to a record: its kind, the record's id, its path from the project's root, its bytes.

    A file whose name is no id has the id that was likely meant, so that mentions of it are not told as well; one that
    could not be read has no bytes.
    """

    kind: type[Record]
    id: str
    path: str
    data: bytes | None
    is_well_named: bool


@dataclass(frozen=True, slots=True)
class FolderItem:
    """Something in a folder: its path from the project's root, as it is and as it can be shown, and what it is."""

    path: str
    shown: str
    is_ordinary: bool


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


def scan_content(root: Path, folder: str) -> Scan:
    """Reads every file under the content folder of the project at `root`; follows no symbolic link."""
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
        for item in list_files(root, folder, scan):
            sort_file(root, folder, item, scan)
    return scan


def list_files(root: Path, top: str, scan: Scan) -> list[FolderItem]:
    """Everything but folders below a folder, in the order of paths; without what begins with a dot."""
    files = []
    folders = [top]
    while folders:
        folder = folders.pop()
        for entry in read_folder(root, folder, scan):
            path = f"{folder}/{entry.name}"
            shown = path if path.isprintable() else printable(path)
            if entry.is_symlink():
                message = "This is a symbolic link. Put the file or folder itself here: links are not followed."
                scan.tell(shown, "symbolic-link", message)
                files.append(FolderItem(path, shown, is_ordinary=False))
            elif entry.is_dir(follow_symlinks=False):
                if not entry.name.isprintable():
                    message = "The name of this folder holds a character that does not print. Rename the folder."
                    scan.tell(shown, "bad-character", message)
                folders.append(path)
            else:
                is_file = entry.is_file(follow_symlinks=False)
                if not is_file:
                    scan.tell(shown, "not-a-file", NO_ORDINARY_FILE)
                files.append(FolderItem(path, shown, is_ordinary=is_file))
    return sorted(files, key=lambda item: item.path)


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
    if (stem.casefold(), ending) == ("readme", ".md"):
        return
    kind = find_kind(content, item, scan)
    uses = {} if kind is None else list_uses(kind, scan)
    if kind is None or ending not in uses:
        if kind is not None and item.is_ordinary:
            needed = " or ".join(uses)
            where = quote(kind.folder)
            message = f"A file with this ending has no use in {where}. Let its name end in {needed}, or delete it."
            scan.tell(item.shown, "stray-file", message)
        return
    file_id, is_well_named = name_record(stem, item, scan)
    data = (
        read_file(root, item, LARGEST_TEXT if ending == ".txt" else LARGEST_RECORD, scan) if item.is_ordinary else None
    )
    if file_id:
        uses[ending].append(ContentFile(kind, file_id, item.shown, data, is_well_named))


def find_kind(content: str, item: FolderItem, scan: Scan) -> type[Record] | None:
    """The kind of record that a file's folder holds; the nearest where the folder's name is misspelt."""
    folder, _, below = item.shown.removeprefix(f"{content}/").partition("/")
    if not below:
        if item.is_ordinary:
            kinds = ", ".join(FOLDERS)
            message = (
                f"A file cannot stand here by itself. Move it into the folder of its kind ({kinds}), or delete it."
            )
            scan.tell(item.shown, "stray-file", message)
        return None
    if folder not in FOLDERS:
        hint = list_choices(FOLDERS, folder)
        message = f"{quote(folder)} is not a folder of a kind of record. {hint} Rename it, or move its files into one."
        scan.tell(f"{content}/{folder}", "stray-file", message)
        near = find_near(FOLDERS, folder)
        return FOLDERS[near[0]] if near else None
    return FOLDERS[folder]


def list_uses(kind: type[Record], scan: Scan) -> dict[str, list[ContentFile]]:
    """The lists that files of this kind belong to, by the ending of their names."""
    uses = dict.fromkeys(RECORD_ENDINGS, scan.records)
    if kind.folder == "sources":
        uses[".txt"] = scan.texts
    if kind.folder == "stories":
        uses[".md"] = scan.proses
    return uses


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
        with os.fdopen(open_without_following(root / item.path), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                scan.tell(item.shown, "not-a-file", NO_ORDINARY_FILE)
                return None
            data = file.read(largest + 1)
    except OSError as error:
        message = f"The file cannot be read ({error.strerror}). Give yourself the right to read it."
        scan.tell(item.shown, "unreadable-file", message)
        return None
    if len(data) > largest:
        scan.tell(item.shown, "too-large", f"The file is larger than {largest // 1024} KiB. Split it into several.")
        return None
    return data


def open_without_following(path: Path) -> int:
    """A descriptor of the file, opened so that neither a link is followed nor a pipe waited for."""
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # no system has them all
        flags |= getattr(os, name, 0)
    return os.open(path, flags)
