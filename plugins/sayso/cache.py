"""What one build leaves for the next: values in files below `.cache/sayso`, which only we can have written.

Deleting the folder is always safe. What cannot be read, was cut off, or was written elsewhere is never used: each file
begins with a digest under a key that lies outside the project, so that no file that came with a project is taken for
one of ours. Where no such key can be kept, nothing is remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import os
import pickle
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

FOLDER = ".cache/sayso"
# Set in the environment, it lets a build remember nothing and use nothing that was remembered.
NO_CACHE = "SAYSO_NO_CACHE"
# Set in the environment by whatever builds each change on a machine that begins with nothing.
CI = "CI"
HEAD = b"sayso cache 1\n"
DIGEST_SIZE = KEY_SIZE = 32
# Bytes of all that is remembered of one project, beside sites that were; what was used longest ago goes first.
LARGEST_CACHE = 1 << 30
# How many sites of one project are remembered, such as one with and one without its address.
MOST_SITES = 4


class Damaged(Exception):  # noqa: N818 -- it is told in a sentence, and a fresh start mends it
    """A file of the cache is not as we wrote it."""


class TooLarge(Exception):  # noqa: N818 -- it is told to nobody
    """What is to be kept takes more room than all may."""


def is_wanted(asked: bool | None = None) -> bool:  # noqa: FBT001 -- as it is written in the settings
    """Whether a run may use what the last one left, and leaves something: as it was asked to, else anywhere but in CI.

    There the next run finds nothing of this one, and to keep it takes a fifth of the time.
    """
    if os.environ.get(NO_CACHE):
        return False
    return os.environ.get(CI, "").lower() in {"", "0", "false"} if asked is None else asked


class Cache:
    """Remembers values by name in a folder; every failure to do so only costs the next build some time.

    `stamp` stands for the program: what another one stored is as if it were not there, and is not even looked into.
    """

    def __init__(self, folder: Path, project: Path, stamp: str = "") -> None:
        self.folder = folder
        self._key = read_key(project)
        self._stamp = f"{stamp}\n".encode()

    @property
    def is_usable(self) -> bool:
        """Whether anything can be remembered."""
        return self._key is not None

    def holds(self, *names: str) -> bool:
        """Whether something is remembered under one of these names, of whatever use it may be."""
        try:
            return any((self.folder / name).exists() for name in names)
        except OSError:  # a folder that may not be entered
            return True

    def load(self, name: str) -> Any:  # noqa: ANN401 -- what was stored under the name
        """The value of that name, none where there is none; Damaged where it is not as it was stored."""
        return next(self.load_parts(name), None)

    def load_parts(self, name: str) -> Iterator[Any]:
        """The same of several values that were stored under one name, in their order."""
        try:
            data = (self.folder / name).read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise Damaged from error
        start = len(HEAD) + DIGEST_SIZE
        head = HEAD + self._begin_digest(name, memoryview(data)[start:]).digest()
        if self._key is None or not hmac.compare_digest(data[:start], head):
            raise Damaged
        if not data.startswith(self._stamp, start):
            return
        parts = io.BytesIO(data)
        parts.seek(start + len(self._stamp))
        while parts.tell() < len(data):
            try:
                yield pickle.load(parts)  # noqa: S301 -- nobody without our key can have written it
            except Exception as error:  # a class that moved since then
                raise Damaged from error

    def store(self, name: str, value: object) -> None:
        """Remembers a value, unless it is too large or the folder takes no files."""
        self.store_parts(name, (value,))

    def store_parts(self, name: str, values: Iterable[object]) -> None:
        """The same of several values under one name, each of which is made when it is written.

        What pickles one notes all that it holds until it is done, which takes more room than what is written of it.
        """
        if self._key is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            ignored = self.folder.parent / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            for left in self.folder.glob(f"{name}.*"):  # by a process that was ended while it wrote
                left.unlink(missing_ok=True)
            if (self.folder / name).is_dir():
                shutil.rmtree(self.folder / name)
            try:
                with replace_whole(self.folder / name) as file:
                    file.write(bytes(len(HEAD) + DIGEST_SIZE))
                    digested = Digested(file, self._begin_digest(name))
                    digested.write(self._stamp)
                    for value in values:
                        pickle.dump(value, digested, protocol=5)
                    file.seek(0)
                    file.write(HEAD + digested.digest.digest())
            except TooLarge:
                (self.folder / name).unlink(missing_ok=True)

    def forget(self) -> None:
        """Removes all that is remembered."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _begin_digest(self, name: str, data: bytes | memoryview = b"") -> hashlib.blake2b:
        """The digest of what the file of a name holds after it: under another name it is none of ours."""
        return hashlib.blake2b(data, key=self._key or b"", person=name.encode(), digest_size=DIGEST_SIZE)


class Digested:
    """A file that is written and digested at once; as soon as it is too large, that is told."""

    def __init__(self, file: IO[bytes], digest: hashlib.blake2b) -> None:
        self._file = file
        self.digest = digest

    def write(self, data: bytes | memoryview) -> None:
        """Adds to the file."""
        self.digest.update(data)
        self._file.write(data)
        if self._file.tell() > LARGEST_CACHE:
            raise TooLarge


@contextmanager
def replace_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written that takes its place at a path in one step, so that nobody reads half of it."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            yield file
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read_key(project: Path) -> bytes | None:
    """The key of this user on this machine, made when it is asked for first; none where it cannot be kept.

    Within a project it would come with what strangers change.
    """
    path = key_file()
    if path is None or path.resolve().is_relative_to(project.resolve()):
        return None
    try:
        if path.exists():
            key = path.read_bytes()
            if len(key) == KEY_SIZE:
                return key
            path.unlink(missing_ok=True)  # a disk that was full left half of it
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):  # another build was first
            number, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(secrets.token_bytes(KEY_SIZE))
                os.link(name, path)
            finally:
                Path(name).unlink()
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == KEY_SIZE else None


def key_file() -> Path | None:
    """Where the key lies: in the user's own folder for caches; none where there is no such folder."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):  # noqa: PTH117 -- a text of the environment
        return Path(base) / "sayso" / "key"
    try:
        return Path.home() / ".cache" / "sayso" / "key"
    except RuntimeError:
        return None


def drop_unused(folder: Path, in_use: Path) -> None:
    """Removes what no site of the project has used for longest, beyond the limits of number and size."""
    with contextlib.suppress(OSError):
        others = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink() and path != in_use]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        room = LARGEST_CACHE - measure(in_use)
        for index, path in enumerate(others, 2):
            room -= measure(path)
            if index > MOST_SITES or room < 0:
                shutil.rmtree(path, ignore_errors=True)


def measure(folder: Path) -> int:
    """The bytes of the files directly in a folder."""
    with os.scandir(folder) as entries:
        return sum(
            entry.stat(follow_symlinks=False).st_size for entry in entries if entry.is_file(follow_symlinks=False)
        )
