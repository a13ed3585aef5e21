"""Programs of peers, installed below `.cache/bench/` the first time: nothing of the system is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.building import REPOSITORY

CACHE = REPOSITORY / ".cache" / "bench"
LOCK = REPOSITORY / "tests" / "bench" / "requirements.lock"


class NotInstalled(Exception):  # noqa: N818 -- it says what a user lacks, and is no failure of the program
    """Why a peer cannot be run here, in a sentence for the table."""


def install_wheels() -> Path:
    """The folder with what the lock lists, in its versions and with its hashes."""
    folder = CACHE / "wheels"
    lock = LOCK.read_bytes()
    if (folder / LOCK.name).exists() and (folder / LOCK.name).read_bytes() == lock:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "install"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--target", str(folder), "-r", str(LOCK)]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        raise NotInstalled("There is no wheel for this system, or no network.")
    (folder / LOCK.name).write_bytes(lock)
    return folder


def unpack_packages(name: str, *packages: str) -> Path:
    """The root of Debian's packages, unpacked side by side."""
    folder = CACHE / name
    if (folder / "usr").is_dir():
        return folder
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise NotInstalled("There is no apt-get here.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fetch = ["apt-get", "-qq", "download", *packages]
    done = subprocess.run(fetch, cwd=folder, check=False, stdin=subprocess.DEVNULL, capture_output=True)
    files = sorted(folder.glob("*.deb"))
    if done.returncode or not files:
        shutil.rmtree(folder)
        raise NotInstalled(f"apt-get cannot download {' '.join(packages)}: apt-get update may help.")
    for file in files:
        subprocess.run(["dpkg", "-x", file.name, "."], cwd=folder, check=True)
        file.unlink()
    return folder


def run_quietly(command: list[str], **environment: str) -> str:
    """What a program prints."""
    inherited = {**os.environ, **environment}
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=inherited).stdout
