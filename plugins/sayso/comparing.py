"""Two trees of files, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.publishing import list_files


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
        elif (place := find_difference(there[path].read_bytes(), here[path].read_bytes())) is not None:
            yield Difference(path, f"differs from byte {place + 1:,} on")


def name_files(folder: Path) -> dict[str, Path]:
    """The files below a folder by their paths from there, without hidden ones, which hosts put there and no build."""
    files = {path.relative_to(folder).as_posix(): path for path in list_files(folder)}
    return {name: path for name, path in files.items() if not name.startswith(".")}


def find_difference(one: bytes, other: bytes) -> int | None:
    """The index of the first byte in which two texts differ, none where they are the same."""
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
