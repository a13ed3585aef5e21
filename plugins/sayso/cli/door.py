"""The door that all commands share: nearest names for unknown ones, one sentence for what goes wrong."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from sayso.cli.output import SOFTWARE, STOPPED, tell
from sayso.problems import list_choices, quote


class Door(click.Group):
    """The group of commands: nearest names for unknown ones, and no traceback without `--debug`.

    `names` are those of the commands, each a function in the module of its name in this package.
    """

    def __init__(self, names: Sequence[str], **settings: Any) -> None:  # noqa: ANN401 -- whatever click takes
        super().__init__(**settings)
        self._names = names

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- as click asks
        """The names of all commands, in the order of the alphabet."""
        return sorted(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- as above
        """The command of a name."""
        if cmd_name not in self._names:
            return None
        command: click.Command = getattr(import_module(f"sayso.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a name that is none is told with the nearest."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"There is no command {quote(args[0])}. {list_choices(self._names, args[0])}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- whatever a command returns
        """Runs a command; what it does not catch ends in one sentence."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            tell("Stopped.")
            ctx.exit(STOPPED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 -- the last door: no traceback for those who did not ask for it
            if ctx.params["debug"]:
                traceback.print_exc()
            tell(
                f"Sayso failed: {type(error).__name__}: {error}. This is a fault of the program, not of your files. "
                "'sayso --debug' with the same command shows where; please report that."
            )
            ctx.exit(SOFTWARE)
