"""`sayso split`: a sheet of records, cut into files."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.checking import count_problems
from sayso.cli.output import finish, paint, tell, write_results
from sayso.cli.project import content_option, find_project, write_or_finish
from sayso.loading import load_content
from sayso.problems import count, printable
from sayso.sheets import load_sheet


@click.command(short_help="Cut a sheet of records into one file a record.")
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only print what would be written.")
@content_option
def split(sheet: str, content: str, *, dry_run: bool) -> None:
    """Cut a SHEET (several records in one YAML file, under their kinds' folder names) into one file a record.

    All files are written or none, and none is overwritten. The sheet stays as it is.
    """
    project = find_project(content)
    known = {entry.id: entry for entry in load_content(project.root, project.content).entries}
    found = load_sheet(Path(sheet), project.path_of(Path(sheet)), known)
    if found.problems:
        write_results(paint(found.problems))
        finish(f"{count_problems(found.problems)} in the sheet. Nothing was written.")
    texts = {entry.path_under(project.content): entry.text for entry in found.entries}
    if not texts:
        finish("The sheet holds no records. Nothing was written.")
    if not dry_run:
        write_or_finish(project, texts)
    click.echo("".join(f"{printable(path)}\n" for path in texts), nl=False)
    done = "would be written" if dry_run else "written"
    left = found.comments_left
    rest = f" {count(left, 'line')} of comment that belong to no record stay in the sheet only." if left else ""
    tell(f"{count(len(texts), 'file')} {done}.{rest}")
