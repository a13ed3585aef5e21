"""`sayso split`: a sheet of records, cut into files."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.checking import check_content
from sayso.cli.output import finish, paint, tell, write_results
from sayso.cli.project import Project, content_option, find_project, write_or_finish
from sayso.loading import load_content
from sayso.outcomes import count_problems
from sayso.problems import count, printable, sort_problems
from sayso.sheets import load_sheet


@click.command(short_help="Cut a sheet of records into one file a record.")
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only print what would be written.")
@content_option
def split(sheet: str, content: str, *, dry_run: bool) -> None:
    """Cut a SHEET (several records in one YAML file, under their kinds' folder names) into one file a record.

    All files are written or none, and none is overwritten. The sheet stays as it is. With --dry-run the mentions in
    it that lead nowhere are told too; 'sayso check SHEET' tells all else.
    """
    project = find_project(content)
    known = {entry.id: entry for entry in load_content(project.root, project.content).entries}
    path = project.path_of(Path(sheet))
    found = load_sheet(Path(sheet), path, known)
    if found.problems:
        write_results(paint(found.problems))
        finish(f"{count_problems(found.problems)} in the sheet. Nothing was written.")
    texts = {entry.path_under(project.content): entry.text for entry in found.entries}
    if not texts:
        finish("The sheet holds no records. Nothing was written.")
    if dry_run:
        tell_mentions(project, Path(sheet), path)
    else:
        write_or_finish(project, texts)
    click.echo("".join(f"{printable(path)}\n" for path in texts), nl=False)
    done = "would be written" if dry_run else "written"
    left = found.comments_left
    rest = f" {count(left, 'line')} of comment that belong to no record stay in the sheet only." if left else ""
    tell(f"{count(len(texts), 'file')} {done}.{rest}")


def tell_mentions(project: Project, sheet: Path, path: str) -> None:
    """Tells, on standard error, of the mentions in a sheet that would be faulty once it is split."""
    mentions = check_content(project.root, project.content, {path: sheet}).library.faulty_mentions
    faults = sort_problems(problem for problem in mentions if problem.mark.path == path)
    for problem in faults:
        tell(str(problem))
    if faults:
        tell(f"{count_problems(faults)} in mentions. To see all that is wrong: sayso check {printable(path)}")
