"""Peers: the same site made with other generators, from the same records, as a competent user of each would make it.

Each module beside this one is a `Peer`: it writes a project of its own with the same pages and the same facts on each,
and says by which command it is built into `public/` below the project's folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sayso.library import Library

OUTPUT = "public"
"""The folder, below that of a peer's project, into which its command builds."""


class Peer(Protocol):
    """What a module of this package offers."""

    NAME: str
    """The name as the table prints it."""

    def write(self, library: Library, folder: Path) -> None:
        """Writes the peer's project into a folder that exists and is empty."""

    def command(self, folder: Path) -> list[str]:
        """The command that builds the project; it is run in the folder."""

    def version(self) -> str:
        """The version that the command runs; installs what is needed the first time."""
