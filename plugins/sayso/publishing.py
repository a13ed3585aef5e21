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
from collections.abc import Container, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sayso.publishing_faults import say_cause, say_mend
from sayso.publishing_target import PublishingError, find_target, is_hidden, staging_of
from sayso.publishing_tree import hash_files

__all__ = [
    "BuildLocked",
    "BuildReport",
    "Progress",
    "PublishingError",
    "Spare",
    "Staging",
    "exchange",
    "hash_tree",
    "list_files",
    "read_report",
]

try:
    import fcntl
except ImportError:  # pragma: no cover -- Windows has no such lock; there, two builds at once are not told apart
    fcntl = None  # type: ignore[assignment]

# Names the mark that a build prints before its report, so that the command that started it can tell it from the rest.
REPORT = "SAYSO_REPORT"
STANDARD_OUTPUT = 1
AT_FDCWD = -100
RENAME_EXCHANGE = 2
EVERYBODY_OPENS, OTHERS_WRITE = 0o555, 0o002
# An old system, a file system that cannot, a guard that forbids the call: two renames may do.
NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


class BuildLocked(PublishingError):  # noqa: N818 -- it is a state of the folder, told in a sentence
    """Another build of the same site is running."""


class Staging:
    """The folder beside the site in which a build is made: `.sayso-site` for `site`, on the same file system.

    In `new` is what MkDocs makes, in `next` the whole site is put together. It stands there only while a build goes on,
    or after one that was killed. A lock in it keeps a second build out.
    """

    def __init__(self, site: Path) -> None:
        self.site = find_target(site)
        self.folder = staging_of(self.site)
        self.new = self.folder / "new"
        self.next = self.folder / "next"
        self._aside = self.folder / "old"
        self._lock_file = self.folder / "lock"
        self._lock: int | None = None

    def open(self) -> Path:
        """Takes the lock, clears what an interrupted build left behind, and gives the empty folder to build in."""
        try:
            while not self._take_lock():
                pass
            finish_renames(self._aside, self.site)
            remove_tree(self.new)
            remove_tree(self.next)
            self.new.mkdir()
        except OSError as error:
            self._give_lock_back()
            raise PublishingError(
                f"The folder {self.folder.name}, in which the site is built, cannot be used ({say_cause(error)}). "
                f"{say_mend(error)}"
            ) from error
        return self.new

    def begin(self, spare: Spare | None) -> None:
        """Lets the site be put together in what an earlier one left in `spare`, where there is such a thing."""
        if spare is not None:
            spare.move_to(self.next)

    def check(self) -> None:
        """Raises PublishingError where the folder is no longer the one that was opened."""
        if not self._holds_lock():
            raise PublishingError(
                f"The folder {self.folder.name}, in which the site was built, was deleted meanwhile. Build again."
            )

    def publish(self, built: Container[str] = ()) -> None:
        """Puts the next site in the place of the old one, in one step; `close` removes the old one.

        What has a hidden name in the old one stays, such as `.git`, unless it was `built` anew.
        """
        self.check()
        try:
            allow(str(self.next), EVERYBODY_OPENS)
            keep_hidden(self.site, self.next, built)
            exchange(self.next, self.site)
        except OSError as error:
            raise PublishingError(
                f"The new site could not be put in its place ({say_cause(error)}); the old one is as it was. "
                f"{say_mend(error)}"
            ) from error

    def close(self, spare: Spare | None = None) -> None:
        """Removes what is not published, as far as the system lets us, and gives the lock back.

        The site is published or not by now. What stays behind, the next build removes, or says why it cannot. What
        would be a site again with few changes goes to `spare`.
        """
        with contextlib.suppress(OSError):
            finish_renames(self._aside, self.site)
            remove_tree(self.new)
            if spare is None or not spare.take(self.next):
                remove_tree(self.next)
        self._give_lock_back()

    def _take_lock(self) -> bool:
        """Whether the lock is ours; false where a build that just ended took its file away, which is worth a try."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if fcntl is None:  # pragma: no cover -- as above
            return True
        try:
            lock = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise BuildLocked("Another build of this site is running. Wait until it ends, then build again.") from error
        self._lock = lock
        if self._holds_lock():
            return True
        self._lock = None
        os.close(lock)
        return False

    def _holds_lock(self) -> bool:
        """Whether the file of the lock is still the one that we hold."""
        if self._lock is None:
            return fcntl is None
        try:
            return os.path.samestat(os.fstat(self._lock), self._lock_file.stat())
        except OSError:
            return False

    def _give_lock_back(self) -> None:
        """Takes the lock's file and the folder away while both are ours; who waits for them makes new ones."""
        if self._lock is not None:
            if self._holds_lock():
                with contextlib.suppress(OSError):
                    self._lock_file.unlink()
            os.close(self._lock)
            self._lock = None
        with contextlib.suppress(OSError):
            self.folder.rmdir()


class Spare:
    """A folder of the cache that holds a site as it was before the last build: the next one begins with it.

    Its files are those of the published site, but for what the last build changed. `place` tells it from a folder that
    came here in another way: its device and inode.
    """

    def __init__(self, folder: Path, place: tuple[int, int] | None) -> None:
        self.folder = folder
        self.place = place

    def move_to(self, target: Path) -> None:
        """Moves the folder to another place on its file system; removes it where it is not the one that we left."""
        with contextlib.suppress(OSError):
            if self.place is not None and self._find_place() == self.place:
                self.folder.rename(target)
            else:
                remove_tree(self.folder)

    def take(self, source: Path) -> bool:
        """Takes a folder in; false where there is none, or where it lies on another file system."""
        try:
            remove_tree(self.folder)
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            source.rename(self.folder)
            self.place = self._find_place()
        except OSError:
            self.place = None
            return False
        return True

    def _find_place(self) -> tuple[int, int]:
        there = self.folder.stat(follow_symlinks=False)
        return there.st_dev, there.st_ino


@dataclass(frozen=True)
class BuildReport:
    """What a build tells the command that started it: pages, what the check found, the digest of the whole site.

    And where its time went: seconds by stage.
    """

    pages: int
    problems: str
    tree: str
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Progress:
    """What a build tells that command on its way: how many of the pages of records are done."""

    done: int
    pages: int


def send(told: BuildReport | Progress, mark: str) -> None:
    """Prints what a build tells in one line; an OSError says that the command is gone: nobody waits for the site."""
    sys.stdout.flush()
    os.write(STANDARD_OUTPUT, f"{mark}{json.dumps(asdict(told))}\n".encode())


def read_report(text: bytes) -> BuildReport | Progress:
    """What a build tells, in what follows the mark."""
    told = json.loads(text)
    return Progress(**told) if "done" in told else BuildReport(**told)


def keep_hidden(old: Path, new: Path, built: Container[str]) -> None:
    """Copies into the new site what has a hidden name in the old one, such as `.git`, which MkDocs leaves alone too.

    What the new one holds under such a name is of an earlier site, unless it was built with it.
    """
    for path in new.iterdir():
        if is_hidden(path) and path.name not in built:
            remove_tree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in old.iterdir() if old.exists() else ():
        copy = new / path.name
        if not is_hidden(path) or path.name in built:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, copy, symlinks=True)
        else:
            shutil.copy2(path, copy, follow_symlinks=False)


def allow(path: str, rights: int) -> None:
    """Gives rights to a path, and takes that of writing from strangers; where that is as it should be, nothing."""
    mode = os.stat(path).st_mode  # noqa: PTH116 -- a site has many files
    allowed = (mode | rights) & ~OTHERS_WRITE
    if allowed != mode:
        os.chmod(path, allowed)  # noqa: PTH101 -- as above


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
        except BaseException:  # Ctrl-C too
            if not old.exists():
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
    if number in NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number))


def remove_tree(folder: Path) -> None:
    """Removes a folder with all that is in it, also where it says that nobody may; nothing where it is missing."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except PermissionError:
        folder.chmod(0o700)
        for path, names, _ in os.walk(folder):
            for below in (Path(path, name) for name in names):
                if not below.is_symlink():
                    below.chmod(0o700)
        shutil.rmtree(folder)


def list_files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in the order of their paths."""
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def hash_tree(folder: Path) -> str:
    """The digest of a whole site, of all files below a folder; see `hash_files`."""
    names = (path.relative_to(folder).as_posix() for path in list_files(folder))
    return hash_files({name: hashlib.sha256((folder / name).read_bytes()).digest() for name in names})
