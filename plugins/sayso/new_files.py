"""New files in the project: all of them or none, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


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
