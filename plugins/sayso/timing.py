"""Where the time of a build goes: seconds by stage, in the order in which stages began."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stages:
    """Measures stages of a build; a stage within another one is taken off it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner = [0.0]

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Adds the seconds that pass to a stage."""
        started = time.perf_counter()
        self.seconds.setdefault(name, 0.0)
        self._inner.append(0.0)
        try:
            yield
        finally:
            passed = time.perf_counter() - started
            self.seconds[name] += passed - self._inner.pop()
            self._inner[-1] += passed
