"""Whole or not at all: a site is built beside the published one, and the two change places in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover -- Windows has no such lock; there, two builds at once are not told apart
    fcntl = None  # type: ignore[assignment]

# Names the file into which a build writes its report.
REPORT = "SAYSO_REPORT"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


class PublishingError(Exception):
    """Why the site could not be published, in one sentence."""


class BuildLocked(PublishingError):  # noqa: N818 -- it is a state of the folder, told in a sentence
    """Another build of the same site is running."""


class Staging:
    """The folder beside the site in which a build is made: `.sayso-site/new` for `site`, on the same file system."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve() if site.is_symlink() else site
        self.folder = self.site.parent / f".sayso-{self.site.name}"
        self.new = self.folder / "new"
        self._lock: int | None = None

    def open(self) -> Path:
        """Takes the lock, clears what an interrupted build left behind, and gives the empty folder to build in."""
        if self.site.is_file():
            raise PublishingError(
                f"'{self.site.name}' is a file, and the site is a folder. Move it away, or choose another site_dir."
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            finish_renames(self.folder / "old", self.site)
            remove_tree(self.new)
            self.new.mkdir()
        except OSError as error:
            self._give_lock_back()
            message = f"The folder {self.folder.name}, in which the site is built, cannot be used ({error.strerror})."
            raise PublishingError(message) from error
        return self.new

    def publish(self) -> None:
        """Puts the new site in the place of the old one, in one step, and removes the old one."""
        try:
            exchange(self.new, self.site)
        except OSError as error:
            message = f"The new site could not be put in its place ({error.strerror}); the old one is as it was."
            raise PublishingError(message) from error

    def close(self) -> None:
        """Removes what is not published, as far as the system lets us, and gives the lock back.

        The site is published or not by now. What stays behind, the next build removes, or says why it cannot.
        """
        with contextlib.suppress(OSError):
            remove_tree(self.new)
        self._give_lock_back()

    def _give_lock_back(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _take_lock(self) -> None:
        if fcntl is None:  # pragma: no cover -- as above
            return
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            message = "Another build of this site is running. Wait until it ends, then build again."
            raise BuildLocked(message) from error
        self._lock = lock


@dataclass(frozen=True)
class BuildReport:
    """What a build tells the command that started it: where the site is, how many pages, what the check found."""

    site: str
    pages: int
    problems: str

    def write(self, path: Path) -> None:
        """Writes the report as JSON."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> BuildReport | None:
        """The report of a build, or none where no build wrote one."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None


def exchange(new: Path, old: Path) -> None:
    """Lets two folders change places in one step; where the system cannot, in two renames. `old` may be missing."""
    if not old.exists():
        new.rename(old)
        return
    if not exchange_at_once(new, old):
        aside = new.with_name("old")
        remove_tree(aside)
        old.rename(aside)
        try:
            new.rename(old)
        except OSError:
            aside.rename(old)
            raise
        aside.rename(new)


def finish_renames(aside: Path, old: Path) -> None:
    """Undoes an exchange by two renames that was cut short between them, or removes what it no longer needs."""
    if aside.exists() and not old.exists():
        aside.rename(old)
    remove_tree(aside)


def exchange_at_once(one: Path, other: Path) -> bool:
    """Asks Linux to exchange two paths (renameat2); false where the system or file system knows no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(number, os.strerror(number))


def remove_tree(folder: Path) -> None:
    """Removes a folder with all that is in it; nothing where it is missing."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def list_files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in the order of their paths."""
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def hash_tree(folder: Path) -> str:
    """The SHA-256 of all paths and contents below a folder, in the order of the paths, in hexadecimal digits."""
    digest = hashlib.sha256()
    for path in list_files(folder):
        name = path.relative_to(folder).as_posix().encode()
        data = path.read_bytes()
        digest.update(b"%d %b %d %b" % (len(name), name, len(data), data))
    return digest.hexdigest()
