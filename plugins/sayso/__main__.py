"""`python -m sayso`: the same as `sayso`."""

from __future__ import annotations

import signal
import sys


def start() -> None:
    """Runs the command line; Ctrl-C while the program is still being read ends it as quietly as later."""
    try:
        from sayso.cli import main  # noqa: PLC0415 -- reading it takes a moment, in which somebody may stop it

        main()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    start()
