"""The records as the last run read them, so that only files which changed since are read again.

All records are in one file of the cache; what changed since that was written is in another, until it is too much.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

from sayso.cache import Cache, Damaged
from sayso.listing import RECENT, FileStamp
from sayso.loading import ContentFile, Entry
from sayso.problems import Problem
from sayso.spreading import cut

NAME, CHANGES = "entries", "changed-entries"
# How many files may have changed since all were written; with more, all are written again.
MOST_CHANGES = 250
# How many files are written at once.
PIECE = 250
Known = tuple[FileStamp | None, Entry, tuple[Problem, ...]]


class KeptEntries:
    """What the last reading of all files gave, by the paths of files, and what this one does.

    The last one was that of an earlier run, where a cache kept it, or one in this run that `turn` ended.
    """

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self._now: dict[str, Known] = {}
        self._name = ""
        """The name under which all files are kept, and what is kept of them."""
        self._all: Mapping[str, Known] = {}
        self.build = ""
        """The name of the last run; none where what there is does not belong together."""
        self.is_damaged = False
        """Whether what was kept cannot be used."""
        self.before: dict[str, Known] = {}
        if cache is not None:
            self._load(cache)

    def _load(self, cache: Cache) -> None:
        """Takes in what was kept."""
        try:
            parts = cache.load_parts(NAME)
            self._name = next(parts, "")
            self._all = {path: known for part in parts for path, known in part}
            name, build, changes = cache.load(CHANGES) or ("", "", {})
        except Damaged:
            self._name, self._all, self.is_damaged = "", {}, True
            return
        if name == self._name:
            self.build = build
            self.before = {path: known for path, known in {**self._all, **changes}.items() if known is not None}

    def get(self, file: ContentFile) -> tuple[Entry, tuple[Problem, ...]] | None:
        """The entry of a file that did not change, and what is wrong with it."""
        known = self.before.get(file.path)
        if known is None or known[0] is None or known[0] != file.state:
            return None
        self._now[file.path] = known
        return known[1:]

    def put(self, file: ContentFile, entry: Entry, problems: tuple[Problem, ...]) -> None:
        """Keeps what was read of a file; where it changed just now it may do so once more, unnoticed."""
        state = file.state
        is_sure = state is not None and max(state[1:3]) < time.time_ns() - RECENT
        self._now[file.path] = (state if is_sure else None, entry, problems)

    def turn(self) -> None:
        """Ends a reading of all files; those that were not asked for are forgotten."""
        self.before, self._now = self._now, {}

    def add(self) -> None:
        """Ends a reading of some files; all others are as they were."""
        self.before.update(self._now)
        self._now = {}

    def prepare_all(self, cache: Cache, name: str) -> Callable[[], None]:
        """What is to be done, in this process or another, to keep all that this run read under a new name.

        `store` takes it for done, and adds what differs.
        """
        self._name, self._all = name, self._now
        parts = (name, *cut(list(self._now.items()), PIECE))
        return partial(cache.store_parts, NAME, parts)

    def store(self, build: str) -> None:
        """Keeps what this run read for the next, under the name of this run, which no other has."""
        if self._cache is None:
            return
        if not self._name or len(self._list_changes()) > MOST_CHANGES:
            self.prepare_all(self._cache, build)()
        self._cache.store(CHANGES, (self._name, build, self._list_changes()))

    def _list_changes(self) -> dict[str, Known | None]:
        """What differs from what is kept of all files, and none for those that are no more."""
        changes: dict[str, Known | None] = dict.fromkeys(self._all.keys() - self._now.keys())
        changes.update((path, known) for path, known in self._now.items() if self._all.get(path) is not known)
        return changes
