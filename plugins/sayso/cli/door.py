"""The door that all commands share: nearest names for unknown ones, one sentence for what goes wrong."""

from __future__ import annotations

import traceback
from typing import Any

import click

from sayso.cli.output import SOFTWARE, STOPPED, tell
from sayso.problems import list_choices, quote


class Door(click.Group):
    """The group of commands: nearest names for unknown ones, and no traceback without `--debug`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a name that is none is told with the nearest."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"There is no command {quote(args[0])}. {list_choices(self.commands, args[0])}")
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
