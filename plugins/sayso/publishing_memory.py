"""What the last build of a site left for the next: facts of the published files, and the site before that."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sayso.cache import FOLDER, Cache, Damaged, drop_unused
from sayso.publishing import Spare
from sayso.publishing_tree import Facts

NAME = "site"
WORDS = (
    "What the last build left in {folder} cannot be used: it is damaged, or was made elsewhere. This build begins anew."
)


class SiteMemory:
    """The memory of one site of the project at `root`; empty where there is none, or none that can be used."""

    def __init__(self, root: Path, site: Path) -> None:
        place = hashlib.blake2b(str(site.absolute()).encode(errors="surrogateescape"), digest_size=5).hexdigest()
        self.cache = Cache(root / FOLDER / place, root)
        self.fault = ""
        """Why nothing is remembered although there is something, in a sentence."""
        try:
            facts, place_of_spare = self.cache.load(NAME) or ({}, None)
        except Damaged:
            facts, place_of_spare = {}, None
            self.fault = WORDS.format(folder=FOLDER)
        self.facts: Facts = facts
        self.spare = Spare(self.cache.folder / "spare", place_of_spare)
        self._stored: tuple[Facts, tuple[int, int] | None] = (facts, place_of_spare)

    def store(self) -> None:
        """Keeps what is remembered for the next build, and drops what sites that are built no more left."""
        now = (self.facts, self.spare.place)
        if now != self._stored:
            self.cache.store(NAME, now)
            drop_unused(self.cache.folder.parent, self.cache.folder)
            self._stored = now
