"""What the terminal says: all problems, each at its place, and how far a long build has come."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable

from sayso.problems import Problem
from sayso.publishing import REPORT, Progress

log = logging.getLogger("mkdocs.plugins.sayso")
# Seconds until a build tells how far it has come, and between two such lines; a command that asks is told more often.
PATIENCE, SHORT_PATIENCE = 2.0, 0.1


def tell_problems(problems: Iterable[Problem]) -> None:
    """Logs each problem; one that keeps nothing from being published is no warning to MkDocs."""
    for problem in problems:
        log.log(logging.ERROR if problem.is_error else logging.INFO, "%s", problem)


def tell_warning(words: str) -> None:
    """Tells of something that is not as it should be and costs no more than time: no reason for MkDocs to stop."""
    log.info("%s", words)


class ProgressDoor:
    """Tells how many of so many pages are done, now and then."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._mark = os.environ.get(REPORT)
        self._told = time.monotonic()

    def tell(self, done: int) -> None:
        """Tells that so many are done, unless something was told just now."""
        if time.monotonic() - self._told < (SHORT_PATIENCE if self._mark else PATIENCE):
            return
        self._told = time.monotonic()
        if self._mark:
            Progress(done, self._pages).send(self._mark)
        else:
            log.info("%s of %s pages of records", f"{done:,}", f"{self._pages:,}")
