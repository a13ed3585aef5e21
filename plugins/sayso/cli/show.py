"""`sayso show`: one record with all that leads to it and from it."""

from __future__ import annotations

import click

from sayso.cli.output import finish
from sayso.cli.project import content_option, find_project
from sayso.library import Library
from sayso.loading import load_content
from sayso.problems import list_choices, quote
from sayso.showing import show_record


@click.command(short_help="Show a record with its positions and links.")
@click.argument("record_id", metavar="ID")
@content_option
def show(record_id: str, content: str) -> None:
    """Show a record: what it says, who stands where on it, what it mentions and what mentions it."""
    project = find_project(content)
    library = Library(load_content(project.root, project.content))
    entry = library.entries.get(record_id)
    if entry is None:
        hint = list_choices(library.entries, record_id) or "Check the spelling."
        finish(f"There is no record {quote(record_id)}. {hint}")
    click.echo(show_record(library, entry), nl=False)
