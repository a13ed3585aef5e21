"""What commands print and how they end: results on standard output, all else on standard error."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from typing import NoReturn

import click

from sayso.problems import Problem, printable

FINDINGS, USAGE, SOFTWARE, STOPPED = 1, 2, 70, 128 + signal.SIGINT


def tell(text: str) -> None:
    """A line on standard error."""
    click.echo(printable(text), err=True)


def finish(text: str) -> NoReturn:
    """A last line on standard error, and the end with exit code 1."""
    tell(text)
    click.get_current_context().exit(FINDINGS)


def write_results(text: str) -> None:
    """Results on standard output; FORCE_COLOR and NO_COLOR say whether colours stay, else a terminal keeps them."""
    color = False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
    click.echo(text, nl=False, color=color)


def paint(problems: Iterable[Problem]) -> str:
    """The text form with the severity in colour."""
    return "".join(f"{paint_problem(problem)}\n" for problem in problems)


def paint_problem(problem: Problem) -> str:
    """One problem as it prints itself, with its severity in colour."""
    severity = click.style(problem.severity, fg="red" if problem.is_error else "yellow", bold=True)
    return f"{problem.mark}: {severity} [{problem.code}] {problem.message}"
