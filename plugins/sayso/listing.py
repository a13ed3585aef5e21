"""What tells whether files are as they were: their sizes, times and inodes, without reading one."""

from __future__ import annotations

import os
import time
from collections.abc import Container
from pathlib import Path

# How the names of files with records end.
RECORD_ENDINGS = (".yml", ".yaml")
# Size, when changed (as anybody can set it, and as the system keeps it), inode; times in nanoseconds since 1970.
FileStamp = tuple[int, int, int, int]
Listing = dict[str, FileStamp]
# A file that was changed so shortly before it was looked at may change once more within one tick of the file system's
# clock, which leaves the times as they are.
RECENT = 50_000_000
UNSURE: FileStamp = (-1, -1, -1, -1)


def list_stamps(root: Path, folder: str, *, without: Container[str] = ()) -> Listing:
    """The stamps of all files below a folder of the project at `root`, by their paths from there.

    What has a hidden name is left out, or one of those in `without`; what changed just now is never like anything.
    Links are not followed, the folder itself being one included: it could lead to the whole disk.
    """
    if (root / folder).is_symlink():
        return {folder: UNSURE}
    listing: Listing = {}
    latest = time.time_ns() - RECENT
    folders = [folder]
    for path in folders:
        try:
            with os.scandir(root / path) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name in without:
                        continue
                    name = f"{path}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                        listing[f"{name}/"] = (0, 0, 0, 0)
                    else:
                        facts = entry.stat(follow_symlinks=False)
                        listing[name] = stamp_file(facts) if facts.st_ctime_ns < latest else UNSURE
        except OSError:
            listing[path] = UNSURE
    return listing


def stamp_file(facts: os.stat_result) -> FileStamp:
    """The stamp of one file."""
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino


def is_like(one: Listing, other: Listing) -> bool:
    """Whether all files are as they were."""
    return one == other and UNSURE not in other.values()


def list_changed(one: Listing, other: Listing) -> set[str]:
    """The paths of what is in only one of two listings, or changed between them."""
    same = {path for path, stamp in one.items() if other.get(path) == stamp != UNSURE}
    return (one.keys() | other.keys()) - same
