"""What the terminal says of problems: all of them, each at its place."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from sayso.problems import Problem

log = logging.getLogger("mkdocs.plugins.sayso")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Logs each problem; one that keeps nothing from being published is no warning to MkDocs."""
    for problem in problems:
        log.log(logging.ERROR if problem.is_error else logging.INFO, "%s", problem)


def tell_warning(words: str) -> None:
    """Tells of something that is not as it should be and costs no more than time: no reason for MkDocs to stop."""
    log.info("%s", words)
