"""What the last build of a site left for the next: facts of the published files, and the site before that."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sayso.cache import FOLDER, Cache, Damaged, drop_unused
from sayso.publishing import Spare
from sayso.publishing_tree import Facts

NAME = "site"


class SiteMemory:
    """The memory of one site of the project at `root`; empty where there is none, or none that can be used."""

    def __init__(self, root: Path, site: Path, stamp: str) -> None:
        place = hashlib.blake2b(str(site.absolute()).encode(errors="surrogateescape"), digest_size=5).hexdigest()
        self.cache = Cache(root / FOLDER / place, root, stamp)
        self.is_damaged = False
        """Whether there is something that cannot be used."""
        try:
            stored = self.cache.load(NAME)
        except Damaged:
            stored = None
            self.is_damaged = True
        self.facts: Facts
        self.build: str | None
        """The name of the build that published the site."""
        self.facts, self.build, place_of_spare = stored or ({}, None, None)
        self.spare = Spare(self.cache.folder / "spare", place_of_spare)
        self._stored = self._now()

    def store(self) -> None:
        """Keeps what is remembered for the next build, and drops what sites that are built no more left."""
        now = self._now()
        if now != self._stored:
            self.cache.store(NAME, now)
            drop_unused(self.cache.folder.parent, self.cache.folder)
            self._stored = now

    def _now(self) -> tuple[Facts, str | None, tuple[int, int] | None]:
        """All that is remembered."""
        return self.facts, self.build, self.spare.place
