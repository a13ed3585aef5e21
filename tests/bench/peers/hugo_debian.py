"""Hugo as Debian has it, several years older: the same project, but that older templates find data by another name."""

from __future__ import annotations

from pathlib import Path

from tests.bench.peers import OUTPUT, hugo
from tests.bench.peers.installing import run_quietly, unpack_packages

from sayso.library import Library

NAME = "Hugo of Debian"


def write(library: Library, folder: Path) -> None:
    """Writes the project of the newer Hugo with `site.Data` for `hugo.Data`."""
    hugo.write(library, folder)
    for path in (folder / "layouts").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("hugo.Data", "site.Data"), encoding="utf-8")


def command(folder: Path) -> list[str]:  # noqa: ARG001 -- the command of all peers is asked for with it
    """Builds the site into `public/`."""
    return [*find_program(), "--destination", OUTPUT, "--quiet"]


def version() -> str:
    """`0.111.3`."""
    return hugo.read_version(run_quietly([*find_program(), "version"]))


def find_program() -> list[str]:
    """The program with the two libraries that it needs, none of which is installed."""
    root = unpack_packages("hugo-debian", "hugo", "libsass1", "libwebp7")
    libraries = ":".join(str(path) for path in sorted((root / "usr" / "lib").glob("*-linux-*")))
    return ["env", f"LD_LIBRARY_PATH={libraries}", str(root / "usr" / "bin" / "hugo")]
