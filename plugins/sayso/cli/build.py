"""`sayso build`: MkDocs in a process of its own, and a closing line."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import click

from sayso.cli.output import finish, tell
from sayso.cli.project import SETTINGS, Project, find_project, leads_out
from sayso.problems import count, quote
from sayso.publishing import REPORT, BuildReport, hash_tree

PATIENCE = 10
SHOWN_DIGITS = 16
PROGRESS = b"INFO"


@click.command()
@click.option("--site-dir", metavar="DIR", help="The folder for the site, instead of the one that mkdocs.yml names.")
@click.option("--verbose", is_flag=True, help="Show every line that MkDocs prints, not only warnings and errors.")
def build(site_dir: str | None, *, verbose: bool) -> None:
    """Make the site from the records and pages, all of it or nothing.

    While the records have errors, the site that is there stays as it is. Warnings do not stop the build;
    'sayso check' shows them.
    """
    started = time.perf_counter()
    project = find_project()
    if not (project.root / SETTINGS).is_file():
        raise click.UsageError(f"There is no {SETTINGS} in the project's folder, so there is no site to build.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        if run_mkdocs(project.root, check_site_folder(project, site_dir), path, is_verbose=verbose) != 0:
            finish("The build failed: see above. Nothing was published.")
        report = BuildReport.read(path)
    if report is None:
        finish(f"MkDocs built a site, but without Sayso. Add 'sayso' to the plugins in {SETTINGS}.")
    tell(say_built(report, time.perf_counter() - started))


def check_site_folder(project: Project, site_dir: str | None) -> list[str]:
    """The option that names the site's folder to MkDocs, if it is a folder that may take a site."""
    if site_dir is None:
        return []
    folder = os.path.normpath(site_dir)
    if leads_out(site_dir) or project.holds(folder):
        raise click.UsageError(f"{quote(site_dir)} cannot take the site. Name a folder of its own inside the project.")
    return ["--site-dir", folder]


def run_mkdocs(root: Path, options: list[str], report: Path, *, is_verbose: bool) -> int:
    """The exit code of `mkdocs build --strict`; Ctrl-C waits until it has ended.

    What it prints goes to standard error line by line. Unless all is asked for, its lines of progress are left out, and
    with them the warnings of the check, which the closing line counts.
    """
    # -P keeps the project's folder off the module path, as the command `mkdocs` does.
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", REPORT: str(report)}
    environment.pop("COLUMNS", None)  # for a known width MkDocs breaks its lines, and only the first says what it is
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603
        command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT
    ) as child:
        try:
            for line in child.stdout or ():
                show_line(line, is_verbose=is_verbose)
            return child.wait()
        except KeyboardInterrupt:
            with suppress(subprocess.TimeoutExpired):
                child.communicate(timeout=PATIENCE)
            child.kill()
            raise


def show_line(line: bytes, *, is_verbose: bool) -> None:
    """Passes a line of MkDocs on to standard error, unless it tells of progress alone."""
    if is_verbose or not line.startswith(PROGRESS):
        sys.stderr.buffer.write(line)
        sys.stderr.flush()


def say_built(report: BuildReport, seconds: float) -> str:
    """The closing line: pages, seconds, problems, the digest of the whole site, how to look at it."""
    digest = hash_tree(Path(report.site))[:SHOWN_DIGITS]
    pages = count(report.pages, "page")
    return f"{pages} in {seconds:.1f} seconds, {report.problems}, tree {digest}. Look at it with: make view"
