"""Writes the projects of peers from the records of a project, in a process of its own.

`python -m tests.bench.peers.writing PROJECT FOLDER NAME…` makes a folder below FOLDER for each peer, and prints a line
of JSON for each: its name, its version and the command that builds it, or why it cannot be run here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from tests.bench.peers import Peer
from tests.bench.peers.installing import NotInstalled

from sayso.library import Library
from sayso.loading import load_content


def write_peers(project: Path, folder: Path, names: Sequence[str]) -> Iterator[dict[str, object]]:
    """Writes them, and tells of each what the driver needs to know."""
    library = Library(load_content(project))
    for name in names:
        peer = cast("Peer", import_module(f"tests.bench.peers.{name}"))
        try:
            version = peer.version()
        except NotInstalled as missing:
            yield {"name": peer.NAME, "missing": str(missing)}
            continue
        target = folder / name
        target.mkdir(parents=True)
        peer.write(library, target)
        serve = getattr(peer, "serve_command", None)
        told = {"name": peer.NAME, "version": version, "command": peer.command(target)}
        yield told | ({"serve": serve(target, 0)} if serve else {})


if __name__ == "__main__":
    for line in write_peers(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]):
        sys.stdout.write(f"{json.dumps(line)}\n")
        sys.stdout.flush()
