"""Where a site is to stand: whether a build may put a new one there, found out before anything is built."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from sayso.provenance import read_provenance
from sayso.publishing_faults import NO_RIGHT

# What stood in every site before there was a `build.json`, and what it holds.
OF_OLD = (("messages/index.html", "messages.html"), b'class="sayso-site"')
# What the kernel says of all that is mounted (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html): the
# fifth word of a line is the place, with space, tab, line feed and backslash as octal digits, the backslash last.
MOUNTS = Path("/proc/self/mountinfo")
PLACE = 4
ESCAPED = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}


class PublishingError(Exception):
    """Why the site could not be published, and what to do."""


def staging_of(site: Path) -> Path:
    """The folder beside a site in which the next one is built: `.sayso-site` for `site`."""
    return site.parent / f".sayso-{site.name}"


def find_target(site: Path) -> Path:
    """The folder that a build replaces, which is where a link leads; says why where it may not be replaced."""
    target = follow(site)
    if not target.exists():
        return target
    if not target.is_dir():
        raise PublishingError(
            f"'{site.name}' is a file, and the site is a folder. Move it away, or choose another site_dir."
        )
    if is_mount_point(target):
        raise PublishingError(
            f"'{site.name}' is a place where something is mounted, and cannot change places with a new site. "
            f"Choose a folder inside it as site_dir, such as '{site.name}/html'."
        )
    if not os.access(target, os.R_OK | os.W_OK | os.X_OK):
        is_read_only = hasattr(os, "statvfs") and os.statvfs(target).f_flag & os.ST_RDONLY
        cause = os.strerror(errno.EROFS if is_read_only else errno.EACCES)
        raise PublishingError(f"'{site.name}' cannot be replaced ({cause}). {NO_RIGHT}, or choose another site_dir.")
    foreign = find_foreign(target)
    if foreign is not None:
        raise PublishingError(
            f"'{site.name}' holds what no build made, such as '{foreign}', and a build replaces the whole folder. "
            "Move it away, or choose another site_dir."
        )
    return target


def follow(site: Path) -> Path:
    """The folder that a link leads to; the folder itself where it is no link."""
    if not site.is_symlink():
        return site
    try:
        target = site.resolve()
        # A build that was killed at the wrong moment left the folder beside its place, and the next one puts it back.
        if target.exists() or staging_of(target).exists():
            return target
    except (OSError, RuntimeError):  # a link that leads to itself is a RuntimeError
        pass
    raise PublishingError(
        f"'{site.name}' is a link that leads to no folder. Make the folder that it leads to, or delete the link."
    )


def is_mount_point(folder: Path) -> bool:
    """Whether a file system is mounted on a folder, or another folder in its place, as containers do."""
    if os.path.ismount(folder):
        return True
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # only Linux has such a list
        return False
    return str(folder.resolve()) in list_mounts(mounts)


def list_mounts(text: str) -> Iterator[str]:
    """The places at which something is mounted."""
    for line in text.splitlines():
        place = line.split(" ")[PLACE]
        for written, meant in ESCAPED.items():
            place = place.replace(written, meant)
        yield place


def find_foreign(folder: Path) -> str | None:
    """The name of something in a folder that is no built site; none where the folder is one, or empty.

    What has a hidden name says nothing: a build keeps it.
    """
    if is_built(folder):
        return None
    return min((path.name for path in folder.iterdir() if not is_hidden(path)), default=None)


def is_built(folder: Path) -> bool:
    """Whether a build of Sayso made what stands in a folder, by what it says of itself."""
    provenance = read_provenance(folder)
    if provenance is not None:
        return "sayso" in provenance.versions
    paths, mark = OF_OLD
    return any((folder / path).is_file() and mark in (folder / path).read_bytes() for path in paths)


def is_hidden(path: Path) -> bool:
    """Whether a name is one of those that MkDocs leaves alone in a site, such as `.git` and `.htaccess`."""
    return path.name.startswith(".")
