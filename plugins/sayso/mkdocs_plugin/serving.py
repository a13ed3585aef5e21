"""The folder that is served, in which only what changed is written, each file at once.

MkDocs empties its folder before each build. While it serves it gets one of its own, from which its few files are
brought over; pages of records stay where they are.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from sayso.page_addresses import file_path
from sayso.page_values import encode
from sayso.publishing_tree import scan_tree

# What a page was made of.
Key = tuple[object, ...]
PREFIX = "mkdocs_sayso_"
BESIDE = ".sayso-new"


class ServedFolder:
    """Brings into `folder` what MkDocs made in `own`, and the pages of records."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder.parent))
        self._around: object = None
        self._written: dict[str, Key] = {}
        """What each page of a record was made of, by its address."""

    def close(self) -> None:
        """Removes what MkDocs made; what is served it removes itself."""
        shutil.rmtree(self.own, ignore_errors=True)

    def write(self, around: object, keys: Mapping[str, Key], make: Callable[[str], str]) -> list[str]:
        """Writes the pages of records that are made of something else now, and removes others; gives their addresses.

        `around` is what all of them have around their bodies.
        """
        if around != self._around:
            self._around = around
            self._written = {}
        changed = {address: key for address, key in keys.items() if self._written.get(address) != key}
        self.write_some(changed, make)
        self._written = {address: key for address, key in self._written.items() if address in keys}
        return list(changed)

    def write_some(self, keys: Mapping[str, Key], make: Callable[[str], str]) -> None:
        """Writes some pages of records, and removes none."""
        for address, key in keys.items():
            self.put(file_path(address), encode(make(address)))
            self._written[address] = key

    def bring(self) -> None:
        """Brings over what MkDocs made, and removes what neither it nor anybody else made."""
        ours = {os.path.normpath(file_path(address)) for address in self._written}
        made = list_files(self.own)
        for path in made:
            source, target = self.own / path, self.folder / path
            if not is_same(source, target):
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
        for path in list_files(self.folder) - made - ours:
            (self.folder / path).unlink(missing_ok=True)

    def put(self, path: str, data: bytes) -> None:
        """Lets a file hold these bytes, from one moment to the next."""
        target = self.folder / path
        beside = target.with_name(f"{target.name}{BESIDE}")
        try:
            beside.write_bytes(data)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        beside.replace(target)


def list_files(folder: Path) -> set[str]:
    """The paths of all files below a folder, from there."""
    return set(scan_tree(str(folder), os.listdir(folder))[0])  # noqa: PTH208 -- names


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; not, where the second is not there."""
    with suppress(OSError):
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    return False


def reload_browsers(server: LiveReloadServer) -> bool:
    """Lets browsers load their pages again; false where this MkDocs has no such way, so that it has to build itself.

    MkDocs does so after a build of its own, in private.
    """
    condition, wanted, seen = (
        getattr(server, name, None) for name in ("_epoch_cond", "_wanted_epoch", "_visible_epoch")
    )
    if condition is None or not isinstance(wanted, int) or not isinstance(seen, int):
        return False
    with condition:
        # A build that runs meanwhile tells them when it is done.
        if server._wanted_epoch == server._visible_epoch:  # noqa: SLF001
            server._wanted_epoch = server._visible_epoch = server._visible_epoch + 1  # noqa: SLF001
            condition.notify_all()
    return True
