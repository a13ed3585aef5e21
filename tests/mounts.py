"""File systems for one test: full, read-only, or mounted where a site should stand, where this machine allows that.

They are mounted in a namespace of their own, which a process keeps while a test runs and which ends with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ENTER = 'cd "$1" && shift && exec "$@"'


class Mounts:
    """A namespace of mounts: `before` runs a command in it, `seen` gives a path as it looks there."""

    def __init__(self, holder: int, *, is_root: bool) -> None:
        self._holder = holder
        self._is_root = is_root

    def before(self, folder: Path) -> tuple[str, ...]:
        """What runs a command in the namespace, in a folder."""
        user = () if self._is_root else ("-U", "--preserve-credentials")
        return ("nsenter", "-t", str(self._holder), *user, "-m", "sh", "-c", ENTER, "sh", str(folder))

    def seen(self, path: Path) -> Path:
        """A path in the namespace, for a look from outside."""
        return Path(f"/proc/{self._holder}/root") / path.relative_to("/")


@contextmanager
def mounted(*commands: str) -> Iterator[Mounts]:
    """A namespace in which shell commands mount something; the test is skipped where that is not allowed."""
    is_root = os.geteuid() == 0
    if not (shutil.which("unshare") and shutil.which("nsenter")):
        pytest.skip("this system has no unshare and nsenter, which keep a mount to one test")
    script = " && ".join([*commands, "echo ready", "exec cat"])
    command = ["unshare", *([] if is_root else ["-r"]), "-m", "sh", "-c", script]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8") as holder:
        try:
            if holder.stdout is None or holder.stdout.readline() != "ready\n":
                pytest.skip("this system lets nobody mount a file system for a test (unshare -m)")
            yield Mounts(holder.pid, is_root=is_root)
        finally:
            holder.kill()


def fill(folder: Path, spare: int) -> Path:
    """Fills a file system but for some bytes; gives the file that does."""
    file = folder / "full"
    room = os.statvfs(folder)
    with file.open("wb") as full:
        left = max(0, room.f_bavail * room.f_frsize - spare)
        while left > 0:
            left -= full.write(b"\0" * min(left, 1 << 20))
    return file
