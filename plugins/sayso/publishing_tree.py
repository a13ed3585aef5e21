"""The next site as it is put together: what changed is written, what did not is the same file as in the published one.

An unchanged file is a second name (a hard link) of the published file, so that it keeps its inode and times. Nothing is
ever written into a file that is there already: it would be that of the published site.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from sayso.publishing_target import PublishingError
from sayso.spreading import MANY, Aside

READABLE, OPEN = 0o644, 0o755
EVERYBODY_READS, OTHERS_WRITE = 0o444, 0o002
NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EACCES)


class FileFacts(NamedTuple):
    """A file of a site: the SHA-256 of its bytes, and what tells whether it is still the file that we wrote."""

    digest: bytes
    inode: int
    size: int
    modified: int
    """Nanoseconds since 1970."""


class Found(NamedTuple):
    """A file or folder as it is on the disk."""

    mode: int
    inode: int
    size: int
    modified: int


Facts = Mapping[str, FileFacts]


def scan_tree(folder: str, hidden: Container[str]) -> tuple[dict[str, Found], list[str]]:
    """What is below a folder that is no folder itself, by path from there, and all folders, each after those above it.

    Links are not followed. What has a hidden name at the top is left out, but for those in `hidden`.
    """
    found: dict[str, Found] = {}
    folders = [""]
    for path in folders:
        with os.scandir(f"{folder}/{path}") as entries:
            for entry in entries:
                if not path and entry.name.startswith(".") and entry.name not in hidden:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}{entry.name}/")
                else:
                    facts = entry.stat(follow_symlinks=False)
                    found[path + entry.name] = Found(facts.st_mode, facts.st_ino, facts.st_size, facts.st_mtime_ns)
    return found, folders[1:]


def find_changed(site: str, known: Facts) -> tuple[set[str], bool]:
    """Which files of a site are not as they are known, and whether all are and there is nothing else."""
    if not known:
        return set(), False
    try:
        found, _ = scan_tree(site, list_hidden(known))
    except OSError:
        return set(known), False
    changed = {path for path, facts in known.items() if not is_like(found.get(path), facts)}
    return changed, not changed and len(found) == len(known)


def is_like(there: Found | None, facts: FileFacts) -> bool:
    """Whether what is on the disk is the file of these facts, which everybody may read."""
    return (
        there is not None
        and there.inode == facts.inode
        and there.size == facts.size
        and there.modified == facts.modified
        and stat.S_ISREG(there.mode)
        and there.mode & EVERYBODY_READS == EVERYBODY_READS
    )


def list_hidden(paths: Iterable[str]) -> frozenset[str]:
    """The hidden names at the top of a site."""
    return frozenset(path.partition("/")[0] for path in paths if path.startswith("."))


class NextSite:
    """Puts the next site together in `folder`, beside the published one at `site`.

    `known` are the facts of the published site as the last build left it; what does not agree with them is not used.
    `folder` may hold what an earlier site left behind: what is not wanted is removed at the end.
    """

    def __init__(self, folder: Path, site: Path, known: Facts) -> None:
        self.folder = str(folder)
        self.site = str(site)
        self._known = known
        # A look at each of many files takes a tenth of a second, in which this process has other things to do.
        self._look = Aside(partial(find_changed, self.site, known), is_large=len(known) >= MANY)
        self.facts: dict[str, FileFacts | bytes] = {}
        """What the next site holds: facts of published files that stay, digests of files that were written."""
        self._folders: set[str] = set()
        """The folders that were made for files that were put."""

    @cached_property
    def _found(self) -> tuple[set[str], bool]:
        """What was found of the published site."""
        return self._look.result()

    @cached_property
    def _published(self) -> Facts:
        """The published files that are as the last build left them."""
        changed, _ = self._found
        return {path: facts for path, facts in self._known.items() if path not in changed} if changed else self._known

    def settle(self) -> None:
        """Waits until it is known which published files can stay; to be called before another process puts files."""
        _ = self._published

    def close(self) -> None:
        """Ends the work on the site; nobody asks for anything more."""
        self._look.drop()

    def has(self, path: str, digest: bytes) -> bool:
        """Whether the published site holds these bytes at a path."""
        facts = self._published.get(path)
        return facts is not None and facts.digest == digest

    def keep(self, path: str) -> bool:
        """Lets a published file stay; false where it is not as the last build left it."""
        facts = self._published.get(path)
        if facts is None:
            return False
        self.facts[path] = facts
        return True

    def keep_all(self, paths: Iterable[str]) -> bool:
        """Lets published files stay; false where one is not as the last build left it."""
        return all(map(self.keep, paths))

    def put(self, path: str, data: bytes) -> bytes:
        """Lets a file hold these bytes; gives their digest. It may be called in another process: see `note`."""
        digest = hashlib.sha256(data).digest()
        if not self.has(path, digest):
            folder = path[: path.rfind("/") + 1]
            if folder not in self._folders:
                # Most pages have a folder of their own, so that to write a file first would fail.
                self._folders.add(folder)
                with contextlib.suppress(OSError):
                    make_folders(f"{self.folder}/{folder}")
            write_new(f"{self.folder}/{path}", data)
        return digest

    def note(self, path: str, digest: bytes) -> None:
        """Notes a file that was `put`."""
        if not (self.has(path, digest) and self.keep(path)):
            self.facts[path] = digest

    def take(self, folder: Path) -> None:
        """Lets all files of another folder on the same file system be part of the site, in their places; moves them."""
        found, _ = scan_tree(str(folder), os.listdir(folder))  # noqa: PTH208 -- names
        for path, there in found.items():
            if not stat.S_ISREG(there.mode):
                raise PublishingError(f"'{path}' in the new site is no ordinary file. Nothing is published.")
            source = f"{folder}/{path}"
            with open(source, "rb") as file:  # noqa: PTH123 -- a site has many files
                digest = hashlib.sha256(file.read()).digest()
            if not self.has(path, digest):
                target = f"{self.folder}/{path}"
                in_place(target, partial(os.replace, source, target))
            self.note(path, digest)

    @property
    def is_published(self) -> bool:
        """Whether the published site is the next one already, and holds nothing else."""
        _, is_as_left = self._found
        return (
            is_as_left
            and len(self.facts) == len(self._published)
            and all(isinstance(facts, FileFacts) for facts in self.facts.values())
        )

    @property
    def hidden(self) -> frozenset[str]:
        """The hidden names at the top of the next site that it was built with."""
        return list_hidden(self.facts)

    @property
    def digests(self) -> dict[str, bytes]:
        """The SHA-256 of each file by its path."""
        return {path: facts if isinstance(facts, bytes) else facts.digest for path, facts in self.facts.items()}

    def finish(self) -> dict[str, FileFacts]:
        """Makes the folder hold the site and nothing else; gives the facts of all files.

        Raises PublishingError where a file that was written is gone, OSError where the disk fails.
        """
        make_folders(self.folder)
        found, folders = scan_tree(self.folder, self.hidden)
        for path in found.keys() - self.facts.keys():
            os.unlink(f"{self.folder}/{path}")  # noqa: PTH108 -- as above
        finished = {}
        for path, facts in self.facts.items():
            there = found.get(path)
            if isinstance(facts, FileFacts):
                is_there = there is not None and there.inode == facts.inode
                finished[path] = facts if is_there else self._link(path, facts, is_taken=there is not None)
                continue
            if there is None:
                raise PublishingError(
                    f"'{path}' was deleted from the folder {Path(self.folder).parent.name} while the site was built "
                    "there. Nothing is published. Build again."
                )
            allowed = stat.S_IMODE(there.mode | EVERYBODY_READS) & ~OTHERS_WRITE
            if allowed != stat.S_IMODE(there.mode):
                os.chmod(f"{self.folder}/{path}", allowed)  # noqa: PTH101 -- as above
            finished[path] = FileFacts(facts, there.inode, there.size, there.modified)
        for path in reversed(folders):
            with contextlib.suppress(OSError):  # it holds something
                os.rmdir(f"{self.folder}/{path}")  # noqa: PTH106 -- as above
        return finished

    def _link(self, path: str, facts: FileFacts, *, is_taken: bool) -> FileFacts:
        """Gives a published file its name in the next site too; a copy where the file system has no such names."""
        source, target = f"{self.site}/{path}", f"{self.folder}/{path}"
        if is_taken:
            clear(target)
        try:
            in_place(target, partial(os.link, source, target))
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            in_place(target, partial(shutil.copy2, source, target))
            there = os.stat(target)  # noqa: PTH116 -- as above
            return FileFacts(facts.digest, there.st_ino, there.st_size, there.st_mtime_ns)
        return facts


def write_new(path: str, data: bytes) -> None:
    """Writes a new file, in the place of what may be there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = in_place(path, lambda: os.open(path, flags, READABLE))
    try:
        written = os.write(number, data)
        while written < len(data):
            written += os.write(number, data[written:])
    finally:
        os.close(number)


T = TypeVar("T")


def in_place(path: str, make: Callable[[], T]) -> T:
    """Does what makes a file at a path, once its folders are there and nothing else is in its place."""
    try:
        return make()
    except FileNotFoundError:
        pass
    except (FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError):
        clear(path)
    make_folders(os.path.dirname(path))  # noqa: PTH120 -- a site has many files
    return make()


def clear(path: str) -> None:
    """Removes what stands in the place of a file or of one of the folders that it lies in."""
    place = path
    while not os.path.lexists(place):
        place = os.path.dirname(place)  # noqa: PTH120 -- as above
    if os.path.isdir(place) and not os.path.islink(place):  # noqa: PTH112, PTH114 -- as above
        if place == path:
            shutil.rmtree(path)
    else:
        os.unlink(place)  # noqa: PTH108 -- as above


def make_folders(path: str) -> None:
    """Makes a folder and those above it, all of which anybody may open whatever the umask says."""
    with contextlib.suppress(FileExistsError):
        try:
            os.mkdir(path)  # noqa: PTH102 -- as above
        except FileNotFoundError:
            make_folders(os.path.dirname(path))  # noqa: PTH120 -- as above
            os.mkdir(path)  # noqa: PTH102 -- as above
        os.chmod(path, OPEN)  # noqa: PTH101 -- as above


def hash_files(digests: Mapping[str, bytes]) -> str:
    r"""The SHA-256 of a whole site, in hexadecimal digits: that of what `sha256sum` prints of its files.

    The files are in the order of the bytes of their paths, so that anybody can work it out:
    `find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`.
    """
    digest = hashlib.sha256()
    for path in sorted(digests, key=os.fsencode):
        digest.update(b"%b  %b\n" % (digests[path].hex().encode(), os.fsencode(path)))
    return digest.hexdigest()
