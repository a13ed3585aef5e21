"""`sayso check`: what is wrong with the records."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from sayso.cache import is_wanted
from sayso.cli.output import FINDINGS, paint, tell, write_results
from sayso.cli.project import Project, content_option, find_project
from sayso.listing import RECORD_ENDINGS
from sayso.outcomes import LastCheck, Outcome, count_problems
from sayso.problems import FORMATS, Problem, count, have_errors, quote
from sayso.provenance import stamp_program
from sayso.spreading import leave_to_the_end, without_collector


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default=lambda: "github" if os.environ.get("GITHUB_ACTIONS") else "text",
    help="How to write problems; github by itself where GITHUB_ACTIONS is set.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors for the exit code.")
@content_option
def check(paths: tuple[str, ...], form: str, content: str, *, strict: bool) -> None:
    """Check all records, and print what is wrong.

    With PATHs (files or folders) only their problems are printed and count for the exit code, but everything is still
    read. A PATH may also be a sheet outside the content folder: it is checked as if it were split.

    Exit codes: 0 no errors, 1 errors (with --strict: or warnings), 2 wrong use, 70 a fault of Sayso itself.
    """
    started = time.perf_counter()
    project = find_project(content)
    chosen, sheets = sort_paths(project, paths)
    outcome = check_project(project, sheets)
    shown = outcome.problems
    if paths:
        shown = tuple(problem for problem in shown if is_below(problem.mark.path, [*chosen, *sheets]))
    write_results(paint(shown) if form == "text" else FORMATS[form](shown))
    tell(say_checked(outcome, shown, time.perf_counter() - started))
    has_errors = have_errors(shown)
    if strict and shown and not has_errors:
        tell("With --strict, warnings count as errors.")
    if has_errors or (strict and shown):
        click.get_current_context().exit(FINDINGS)


def check_project(project: Project, sheets: Mapping[str, Path]) -> Outcome:
    """What is wrong with the records and sheets; what the last check found, if nothing changed since."""
    last = LastCheck(project.root, project.content, stamp_program()) if is_wanted() and not sheets else None
    outcome = last.recall() if last is not None else None
    if outcome is None:
        from sayso.checking import check_content  # noqa: PLC0415 -- reading all of it takes longer than looking at times

        with without_collector():
            checked = check_content(project.root, project.content, sheets)
            outcome = checked.sum_up()
            leave_to_the_end(checked)
        if last is not None:
            last.remember(outcome)
    return outcome


def sort_paths(project: Project, paths: Iterable[str]) -> tuple[list[str], dict[str, Path]]:
    """The paths under the content folder, and the sheets outside it; all as paths from the root."""
    chosen, sheets = [], {}
    for path in paths:
        file = Path(path)
        name = project.path_of(file)
        if not os.path.lexists(file):
            raise click.UsageError(f"There is no file or folder {quote(path)}.")
        if project.holds(name):
            chosen.append(name)
        elif file.is_dir() and is_below(project.content, [name]):
            chosen.append(project.content)
        elif file.suffix in RECORD_ENDINGS and not file.is_dir():
            sheets[name] = file
        else:
            message = f"{quote(path)} holds no records. Name files or folders in {project.content}, or a sheet (.yml)."
            raise click.UsageError(message)
    return chosen, sheets


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is one of these, or lies in one."""
    return any(folder == "." or f"{path}/".startswith(f"{folder}/") for folder in folders)


def say_checked(outcome: Outcome, shown: Sequence[Problem], seconds: float) -> str:
    """The closing line: how many problems in how many files, and what that means."""
    if not outcome.problems:
        return f"{count(outcome.records, 'record')} checked in {seconds:.1f} seconds: no problems."
    others = len(outcome.problems) - len(shown)
    if not others:
        return outcome.words
    here = f"{count_problems(shown)} in the files named" if shown else "No problems in the files named"
    hidden = [problem for problem in outcome.problems if problem not in shown]
    return f"{here}; {count_problems(hidden)} in others. To see all: sayso check"
