"""Where a site comes from, so that anybody can build it again: the revision, the versions, and how much there is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

FILE = "build.json"
# What writes, or decides on, the bytes of a page, of the stylesheet or of the search index.
PACKAGES = ("babel", "jinja2", "markdown", "mkdocs", "mkdocs-material", "nh3", "pagefind", "sayso")
# What Git may not do while it is asked: run programs that a repository names, or write into it.
GIT = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")
PATIENCE = 30


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
        said = json.loads((site / FILE).read_text(encoding="utf-8"))
        revision = said["revision"] and Revision(
            str(said["revision"]["commit"]), said["revision"]["is_modified"] is True
        )
        versions = {str(name): str(one) for name, one in said["versions"].items()}
        return Provenance(revision, versions, {str(name): int(number) for name, number in said["counts"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def list_versions() -> dict[str, str]:
    """The versions of the packages that made the site, by name."""
    return {name: version(name) for name in PACKAGES}


def find_revision(root: Path, made_of: Sequence[Path]) -> Revision | None:
    """The commit of the project at `root`, where Git knows one that holds its records: the first of `made_of`."""
    inside = [path.relative_to(root).as_posix() for path in made_of if path.is_relative_to(root)]
    commit = ask_git(root, "rev-parse", "--verify", "HEAD")
    if commit is None or not inside or not ask_git(root, "ls-tree", "HEAD", "--", inside[0]):
        return None
    changes = ask_git(root, "status", "--porcelain", "--untracked-files=all", "--", *inside)
    return Revision(commit.strip(), is_modified=changes != "")


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
            errors="replace",
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
