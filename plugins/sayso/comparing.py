"""Two trees of files, byte for byte."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.publishing_target import is_hidden


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that differs: its path below both folders, and how, in words."""

    path: str
    how: str


def compare_trees(given: Path, made: Path) -> Iterator[Difference]:
    """The files in which a given site differs from the one that was made of the records, in the order of paths."""
    there, here = name_files(given), name_files(made)
    for path in sorted(there.keys() | here.keys()):
        if path not in here:
            yield Difference(path, "is not made of these records")
        elif path not in there:
            yield Difference(path, "is missing")
        elif how := compare_files(there[path], here[path]):
            yield Difference(path, how)


def compare_files(given: Path, made: Path) -> str | None:
    """How a given file differs from the one that was made; none where it does not."""
    try:
        if not stat.S_ISREG(given.lstat().st_mode):
            return "is no ordinary file"
        one = given.read_bytes()
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    other = made.read_bytes()
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    place = next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"differs from byte {place + 1:,} on"


def name_files(folder: Path) -> dict[str, Path]:
    """All that is no folder, below a folder, by its path from there; links are not followed.

    Without what has a hidden name: hosts put it there, and no build.
    """
    files: dict[str, Path] = {}
    for path, folders, names in os.walk(folder):
        here = Path(path)
        if here == folder:
            folders[:] = [name for name in folders if not is_hidden(here / name)]
        links = [name for name in folders if (here / name).is_symlink()]
        files |= {(here / name).relative_to(folder).as_posix(): here / name for name in (*names, *links)}
    return {name: file for name, file in files.items() if file.parent != folder or not is_hidden(file)}


def list_hidden(folder: Path) -> list[str]:
    """The hidden names directly in a folder, which are not compared."""
    return sorted(path.name for path in folder.iterdir() if is_hidden(path))
