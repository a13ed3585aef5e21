"""Rules that speak of what is absent: they wait until every record can be read, so that one mistake is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from sayso.library import Library
from sayso.problems import Problem

Rule = Callable[[Library], Iterator[Problem]]


def when_whole(rule: Rule) -> Rule:
    """The rule, silent while a record cannot be read or a mention leads nowhere: what is missing may stand there."""

    @wraps(rule)
    def run(library: Library) -> Iterator[Problem]:
        """What the rule finds in a library that lacks nothing."""
        if library.is_whole:
            yield from rule(library)

    return run
