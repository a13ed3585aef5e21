"""One command, measured: wall time, CPU time of it and all that it started, and the memory of the largest of these."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sayso.cache import CI

KILOBYTE = 1024 if sys.platform != "darwin" else 1


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall time and of CPU time, and peak memory in bytes, of one process: the largest that there was.

    What the kernel reports as the peak of a process is at least that of its parent when it was started, so whoever
    measures must be small itself.
    """

    wall: float
    cpu: float
    peak: int


class Failed(Exception):  # noqa: N818 -- a command of others failed, not this program
    """A command that ended with an error, and the end of what it said."""


def surround(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of what is measured, in which Python and Sayso keep what they mostly do, also in CI."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONDONTWRITEBYTECODE", CI}}
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Runs a command in a folder; raises Failed unless it ends with 0."""
    log = folder / ".bench-log"
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=surround(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if process.returncode:
        raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE)


def take_middle(runs: Sequence[Run]) -> Run:
    """The median of each figure by itself."""
    return Run(
        median(run.wall for run in runs), median(run.cpu for run in runs), round(median(run.peak for run in runs))
    )
