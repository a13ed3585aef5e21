"""The command line: `sayso check | new | split | show | build | verify`, one module a command.

Results go to standard output, everything else to standard error. Exit codes: 0 fine, 1 findings, 2 wrong use, 70 a
fault of the program, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys

import click

from sayso import __version__
from sayso.cli.door import Door

__all__ = ["COMMANDS", "commands", "main"]

# Each is a function in the module of its name, which is read when the command is asked for.
COMMANDS = ("check", "new", "split", "show", "build", "verify")


@click.group(cls=Door, names=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="sayso %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback when the program fails.")
def commands(*, debug: bool) -> None:
    """Sayso: who says what about contested events, from one small YAML file a record."""


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    commands(prog_name="sayso")
