"""How far a long build has come: a bar in a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time

import click

from sayso.cli.output import tell
from sayso.publishing import Progress

WIDTH = 24
# Seconds between two lines where there is no terminal.
PATIENCE = 5.0


class ProgressBar:
    """Shows progress on standard error."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._is_shown = False
        self._told = time.monotonic()

    def show(self, progress: Progress) -> None:
        """Shows how many pages are done."""
        words = f"{progress.done:,} of {progress.pages:,} pages of records"
        if self._is_terminal:
            filled = WIDTH * progress.done // max(progress.pages, 1)
            click.echo(f"\r[{'#' * filled}{'-' * (WIDTH - filled)}] {words}", nl=False, err=True)
            self._is_shown = True
        elif time.monotonic() - self._told >= PATIENCE:
            self._told = time.monotonic()
            tell(words)

    def clear(self) -> None:
        """Takes the bar away, so that something else can stand on its line."""
        if self._is_shown:
            click.echo("\r\033[K", nl=False, err=True)
            self._is_shown = False
