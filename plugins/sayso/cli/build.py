"""`sayso build`: MkDocs in a process of its own, and a closing line."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from sayso.cache import NO_CACHE
from sayso.cli.output import finish, tell
from sayso.cli.progress import ProgressBar
from sayso.cli.project import SETTINGS, Project, find_site_project, leads_out
from sayso.page_settings import PAGE_HOOKS
from sayso.problems import count, quote
from sayso.publishing import REPORT, BuildReport, Progress, read_report

# Seconds: for a process that was stopped with us, and for one that was told to stop.
SHORT_PATIENCE, PATIENCE = 1, 10
PROGRESS = b"INFO"
REST = "MkDocs, its own pages, what is kept for the next build, and the start"


@click.command()
@click.option("--site-dir", metavar="DIR", help="The folder for the site, instead of the one that mkdocs.yml names.")
@click.option("--verbose", is_flag=True, help="Show every line that MkDocs prints, not only warnings and errors.")
@click.option("--profile", is_flag=True, help="Say at the end where the time went.")
@click.option("--no-cache", is_flag=True, help="Make every page anew, and keep nothing for the next build.")
@click.option(
    "--slow",
    is_flag=True,
    help="Let MkDocs render each record's page by itself, as hooks of other plugins need; the pages are the same.",
)
def build(site_dir: str | None, *, verbose: bool, profile: bool, no_cache: bool, slow: bool) -> None:
    """Make the site from the records and pages, all of it or nothing.

    While the records have errors, the site that is there stays as it is. Warnings do not stop the build;
    'sayso check' shows them.
    """
    started = time.perf_counter()
    project = find_site_project("build")
    options = check_site_folder(project, site_dir)
    if click.get_current_context().find_root().params["debug"]:
        options.append("--verbose")
        verbose = True
    with stopped_by_signals():
        asked = {name: "1" for name, is_asked in ((NO_CACHE, no_cache), (PAGE_HOOKS, slow)) if is_asked}
        status, report = run_mkdocs(project.root, options, is_verbose=verbose, **asked)
    if status < 0:
        name = signal.Signals(-status).name
        finish(f"MkDocs was ended by {name}, as the system does where memory runs out. The site is whole. Build again.")
    if status != 0:
        finish("The build failed: see above. Nothing was published.")
    if report is None:
        finish(f"MkDocs built a site, but without Sayso. Add 'sayso' to the plugins in {SETTINGS}.")
    seconds = time.perf_counter() - started
    if profile:
        for line in say_stages(report.seconds, seconds):
            tell(line)
    tell(say_built(report, seconds))


def check_site_folder(project: Project, site_dir: str | None) -> list[str]:
    """The option that names the site's folder to MkDocs, if it is a folder that may take a site."""
    if site_dir is None:
        return []
    folder = os.path.normpath(site_dir)
    if leads_out(site_dir) or project.holds(folder):
        raise click.UsageError(f"{quote(site_dir)} cannot take the site. Name a folder of its own inside the project.")
    return ["--site-dir", folder]


def run_mkdocs(root: Path, options: list[str], *, is_verbose: bool, **asked: str) -> tuple[int, BuildReport | None]:
    """The exit code of `mkdocs build --strict`, and what it reports; Ctrl-C waits until it has ended.

    `asked` stands in its environment.

    What it prints goes to standard error line by line. Unless all is asked for, its lines of progress are left out, and
    with them the warnings of the check, which the closing line counts.
    """
    mark = secrets.token_hex()
    # -P keeps the project's folder off the module path, as the command `mkdocs` does.
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", REPORT: mark, **asked}
    environment.pop("COLUMNS", None)  # for a known width MkDocs breaks its lines, and only the first says what it is
    pipe = subprocess.PIPE
    report, bar = None, ProgressBar()
    with subprocess.Popen(  # noqa: S603
        command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT
    ) as child:
        try:
            for line in child.stdout or ():
                printed, found, reported = line.partition(mark.encode())
                told = read_report(reported) if found else None
                if isinstance(told, Progress):
                    bar.show(told)
                report = told if isinstance(told, BuildReport) else report
                if printed:
                    bar.clear()
                    show_line(printed, is_verbose=is_verbose)
            return child.wait(), report
        except KeyboardInterrupt:
            end(child)
            raise
        finally:
            bar.clear()


def end(child: subprocess.Popen[bytes]) -> None:
    """Waits until a process has ended: stopped with us, as by Ctrl-C in a terminal, else stopped by us."""
    for patience in (SHORT_PATIENCE, PATIENCE):
        with suppress(subprocess.TimeoutExpired):
            child.communicate(timeout=patience)
            return
        child.send_signal(signal.SIGINT)
    child.kill()


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Lets a request to end, or a terminal that closes, stop a command as Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in (getattr(signal, name) for name in names)}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:  # as under nohup
            signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def show_line(line: bytes, *, is_verbose: bool) -> None:
    """Passes a line of MkDocs on to standard error, unless it tells of progress alone."""
    if is_verbose or not line.startswith(PROGRESS):
        sys.stderr.buffer.write(line)
        sys.stderr.flush()


def say_stages(stages: Mapping[str, float], total: float) -> Iterator[str]:
    """Where the time went: a line a stage, and one for the rest, which nothing measures."""
    rest = total - sum(stages.values())
    for name, seconds in (*stages.items(), (REST, rest)):
        yield f"{seconds:8.2f} s {100 * seconds / total:3.0f} %  {name}"


def say_built(report: BuildReport, seconds: float) -> str:
    """The closing line: pages, seconds, problems, the digest of the whole site, how to look at it."""
    pages = count(report.pages, "page")
    return f"{pages} in {seconds:.1f} seconds, {report.problems}, tree {report.tree}. Look at it with: make view"
