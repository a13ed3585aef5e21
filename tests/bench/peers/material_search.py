"""MkDocs and Material as in `material`, with the search index that is on by default."""

from __future__ import annotations

from pathlib import Path

from tests.bench.peers import material

from sayso.library import Library

NAME = f"{material.NAME}, with search"
command = material.command
version = material.version


def write(library: Library, folder: Path) -> None:
    """Writes a project with the search index."""
    material.write_project(library, folder, ["search"])
