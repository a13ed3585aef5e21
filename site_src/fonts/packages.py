"""The archives of packages: fetched by `npm pack`, held against their digests, and the files in them."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont
from site_src.fonts.faces import Package


class PackageError(Exception):
    """An archive that is not there or not what was asked for, in words for whoever runs the recipe."""


def fetch_packages(packages: Iterable[Package], folder: Path) -> None:
    """Writes the archive of each package into a folder."""
    npm = shutil.which("npm")
    if npm is None:
        raise PackageError("There is no npm on PATH: install it, or name a folder that `npm pack` filled elsewhere.")
    names = [f"{package.name}@{package.version}" for package in packages]
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), *names]
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")  # noqa: S603 our own list of names
    if run.returncode:
        raise PackageError(f"`npm pack` failed: {run.stderr.strip()}")


def check_package(package: Package, folder: Path) -> None:
    """Refuses an archive that is missing, or whose bytes are not those the faces were last made from."""
    archive = folder / package.archive
    if not archive.exists():
        raise PackageError(f"{archive.name} is not in {folder}: run `npm pack {package.name}@{package.version}` there.")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise PackageError(f"{archive.name} has the digest {digest}, not {package.sha256} as faces.py says.")


def read_member(package: Package, member: str, folder: Path) -> bytes:
    """The bytes of a file in a package."""
    with tarfile.open(folder / package.archive) as archive:
        found = archive.extractfile(f"package/{member}")
        if found is None:
            raise PackageError(f"{package.archive} holds no file {member}.")
        return found.read()


def open_font(package: Package, member: str, folder: Path) -> TTFont:
    """A font of a package; it keeps its date, so that the same source gives the same bytes."""
    return TTFont(io.BytesIO(read_member(package, member, folder)), recalcTimestamp=False)


def read_licence(package: Package, folder: Path) -> str:
    """The licence a package carries, without the lines above it, which do not always name the font's authors."""
    with tarfile.open(folder / package.archive) as archive:
        name = next(name for name in archive.getnames() if name.startswith("package/LICENSE"))
    text = read_member(package, name.removeprefix("package/"), folder).decode("utf-8")
    return text[text.index("This Font Software is licensed") :].replace("\r\n", "\n").rstrip() + "\n"
