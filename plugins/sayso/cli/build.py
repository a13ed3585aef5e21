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


@click.command()
@click.option("--site-dir", metavar="DIR", help="Where to, instead of the site_dir of mkdocs.yml.")
def build(site_dir: str | None) -> None:
    """Build the site, whole or not at all.

    This is `mkdocs build --strict` with a closing line; the lock and the exchange of folders are the plugin's.
    """
    started = time.perf_counter()
    project = find_project()
    if not (project.root / SETTINGS).is_file():
        raise click.UsageError(f"There is no {SETTINGS} in the project's folder, so there is no site to build.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        if run_mkdocs(project.root, check_site_folder(project, site_dir), path) != 0:
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


def run_mkdocs(root: Path, options: list[str], report: Path) -> int:
    """The exit code of `mkdocs build --strict`, which prints to standard error; Ctrl-C waits until it has ended."""
    # -P keeps the project's folder off the module path, as the command `mkdocs` does.
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", REPORT: str(report)}
    sys.stderr.flush()
    with subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=2) as child:  # noqa: S603
        try:
            return child.wait()
        except KeyboardInterrupt:
            with suppress(subprocess.TimeoutExpired):
                child.wait(PATIENCE)
            child.kill()
            raise


def say_built(report: BuildReport, seconds: float) -> str:
    """The closing line: pages, seconds, problems, the digest of the whole site, how to look at it."""
    digest = hash_tree(Path(report.site))[:SHOWN_DIGITS]
    pages = count(report.pages, "page")
    return f"{pages} in {seconds:.1f} seconds, {report.problems}, tree {digest}. Look at it with: make view"
