"""Where a site comes from, so that anybody can build it again: the revision, the versions, and how much there is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from sayso.listing import UNSURE, list_stamps, stamp_file

FILE = "build.json"
# Where Python keeps what it made of its own files.
COMPILED = "__pycache__"
PACKAGE = Path(__file__).parent
# What writes, or decides on, the bytes of a page, of the stylesheet or of the search index.
PACKAGES = ("babel", "jinja2", "markdown", "mkdocs", "mkdocs-material", "nh3", "sayso")
# What Git may not do while it is asked: run programs that a repository names, or write into it. It is never asked about
# files as they are now: it would let them through filters, which `.gitattributes` among the records could call.
GIT = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")
PATIENCE = 30
LARGEST = 64 * 1024
LENGTH_OF_SHA1 = 40


@dataclass(frozen=True)
class Revision:
    """The Git commit from which the site was built, and whether what it was built from differs from that."""

    commit: str
    is_modified: bool


@dataclass(frozen=True)
class Provenance:
    """What `build.json` says: the revision where there is one, packages with their versions, counts by name."""

    revision: Revision | None
    versions: Mapping[str, str]
    counts: Mapping[str, int]

    def write(self, site: Path) -> None:
        """Writes `build.json` into a site."""
        (site / FILE).write_text(f"{json.dumps(asdict(self), indent=1)}\n", encoding="utf-8")


def read_provenance(site: Path) -> Provenance | None:
    """What `build.json` of a site says, none where it is missing or no such file."""
    try:
        with (site / FILE).open("rb") as file:
            said = json.loads(file.read(LARGEST))
        revision = said["revision"] and Revision(
            str(said["revision"]["commit"]), said["revision"]["is_modified"] is True
        )
        versions = {str(name): str(one) for name, one in said["versions"].items()}
        return Provenance(revision, versions, {str(name): int(number) for name, number in said["counts"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def list_versions() -> dict[str, str]:
    """The versions of the packages that made the site, by name."""
    return {name: version(name) for name in PACKAGES}


def stamp_program() -> str:
    """A digest that is another one wherever another program might make other pages."""
    digest = hashlib.sha256(repr((sys.version, sorted(list_versions().items()))).encode())
    for folder, _, names in sorted(os.walk(PACKAGE)):
        for name in sorted(names if not folder.endswith(COMPILED) else ()):
            data = Path(folder, name).read_bytes()
            digest.update(b"%b %d %b" % (os.fsencode(f"{folder}/{name}"), len(data), data))
    return digest.hexdigest()


def stamp_revision(root: Path, made_of: Sequence[Path]) -> str | None:
    """A digest that is another one wherever `find_revision` might give something else; none where that is not sure.

    Of the files it looks at sizes and times alone, and of Git at the commit and the list of what it keeps.
    """
    said = ask_git(root, "rev-parse", "--verify", "HEAD", "--git-path", "index") or ask_git(root, "rev-parse", "HEAD")
    if said is None:
        return hashlib.sha256(repr(shutil.which("git")).encode()).hexdigest()
    facts: list[object] = [said, list_new(root, list_inside(root, made_of))]
    folders = [path for path in made_of if path.is_dir()]
    # Git gives the commit and the path of the index in an order that depends on its version; what is no file has no
    # stamp.
    files = [*(root / line for line in said.splitlines()), *(path for path in made_of if path not in folders)]
    facts += [stamp_file(path.stat()) if path.exists() else None for path in files]
    for path in folders:
        listing = list_stamps(path, ".", without={COMPILED} if path == PACKAGE else ())
        if UNSURE in listing.values():
            return None
        facts.append(sorted(listing.items()))
    return hashlib.sha256(repr(facts).encode(errors="surrogatepass")).hexdigest()


def find_revision(root: Path, made_of: Sequence[Path]) -> Revision | None:
    """The commit of the project at `root`, where Git knows one that holds its records: the first of `made_of`."""
    inside = list_inside(root, made_of)
    commit = ask_git(root, "rev-parse", "--verify", "HEAD")
    if commit is None or not inside or not ask_git(root, "ls-tree", "HEAD", "--", inside[0]):
        return None
    return Revision(commit.strip(), is_modified=is_modified(root, inside))


def list_inside(root: Path, paths: Iterable[Path]) -> list[str]:
    """Those of the paths that are at or below the folder of the project, from there."""
    return [path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)]


def list_new(root: Path, paths: Iterable[str]) -> str | None:
    """The files at or below these paths that Git neither keeps nor ignores, each ended by a zero byte."""
    return ask_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *paths)


def is_modified(root: Path, paths: Sequence[str]) -> bool:
    """Whether files at or below these paths are others than the commit holds; hidden ones make no part of a site."""
    staged = ask_git(root, "diff-index", "--cached", "--name-only", "-z", "HEAD", "--", *paths)
    new = list_new(root, paths)
    known = ask_git(root, "ls-files", "--stage", "-z", "--", *paths)
    if staged is None or new is None or known is None or staged or any(map(is_visible, new.split("\0"))):
        return True
    for line in filter(None, known.split("\0")):
        facts, _, path = line.partition("\t")
        if is_visible(path) and not is_same(root / path, facts.split(" ")[1]):
            return True
    return False


def is_visible(path: str) -> bool:
    """Whether a path names something, and no part of it is hidden."""
    return bool(path) and not any(part.startswith(".") for part in path.split("/"))


def is_same(file: Path, name: str) -> bool:
    """Whether a file holds what Git keeps under a name, its digest; the ends of lines may be those of Windows."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    algorithm = "sha256" if len(name) > LENGTH_OF_SHA1 else "sha1"
    for text in (data, data.replace(b"\r\n", b"\n")):
        if hashlib.new(algorithm, b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest() == name:
            return True
    return False


def ask_git(root: Path, *question: str) -> str | None:
    """What Git answers in a folder; none where there is no Git, or no repository that it may read."""
    program = shutil.which("git")
    if program is None:
        return None
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603
            [program, *GIT, *question],
            cwd=root,
            env=kept,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
