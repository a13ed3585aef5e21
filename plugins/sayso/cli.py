"""The command line: `sayso check | new | split | show | build`.

Results go to standard output, everything else to standard error. Exit codes: 0 fine, 1 findings, 2 wrong use, 70 a
fault of the program, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from sayso import __version__
from sayso.checking import Checked, check_content, count, count_problems
from sayso.library import Library
from sayso.loading import load_content
from sayso.loading.forms import TextFault, read_id
from sayso.problems import FORMATS, Problem, list_choices, printable, quote, write_text
from sayso.publishing import REPORT, BuildReport, hash_tree
from sayso.records import FOLDERS, KINDS, Record
from sayso.sheets import load_sheet, write_files
from sayso.showing import show_record
from sayso.skeletons import write_skeleton

FINDINGS, USAGE, SOFTWARE, STOPPED = 1, 2, 70, 128 + signal.SIGINT
SETTINGS = "mkdocs.yml"
RECORD_ENDINGS = (".yml", ".yaml")
COMPANIONS = {"stories": ("prose", ".md"), "sources": ("text, against which passages are checked,", ".txt")}
PATIENCE = 10
SHOWN_DIGITS = 16


@dataclass(frozen=True)
class Project:
    """The project that the current folder belongs to: its root, and its content folder from there."""

    root: Path
    content: str

    def path_of(self, file: Path) -> str:
        """The path of a file from the root, with forward slashes, and through `..` where it lies elsewhere."""
        return Path(os.path.relpath(file.parent.resolve() / file.name, self.root)).as_posix()

    def holds(self, path: str) -> bool:
        """Whether a path from the root is the content folder or lies in it."""
        return f"{path}/".startswith(f"{self.content}/")


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


def tell(text: str) -> None:
    """A line on standard error."""
    click.echo(printable(text), err=True)


def finish(text: str, code: int = FINDINGS) -> None:
    """A last line on standard error, and the end."""
    tell(text)
    click.get_current_context().exit(code)


def find_project(content: str) -> Project:
    """The project of the current folder: the nearest folder upward with mkdocs.yml or a content folder."""
    here = Path.cwd().resolve()
    folder = os.path.normpath(content)
    if Path(folder).is_absolute() or Path(folder).parts[:1] in ((), (os.pardir,)):
        message = f"{quote(content)} is no folder inside the project. Write its path from the project's folder."
        raise click.UsageError(message)
    for root in (here, *here.parents):
        if (root / SETTINGS).is_file() or (root / folder).is_dir():
            return Project(root, Path(folder).as_posix())
    message = (
        f"There is no Sayso project here: neither this folder nor one above it holds {SETTINGS} or a folder "
        f"{quote(content)}. Change into the project's folder."
    )
    raise click.UsageError(message)


def content_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option that names the folder of records."""
    help_text = "The folder of records, from the project's folder."
    return click.option("--content", default="content", show_default=True, metavar="DIR", help=help_text)(command)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="sayso %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback when the program fails.")
def commands(*, debug: bool) -> None:
    """Sayso: who says what about contested events, from one small YAML file a record."""


@commands.command()
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
    """
    started = time.perf_counter()
    project = find_project(content)
    chosen, sheets = sort_paths(project, paths)
    checked = check_content(project.root, project.content, sheets)
    shown = checked.problems
    if paths:
        shown = tuple(problem for problem in shown if is_below(problem.mark.path, [*chosen, *sheets]))
    write_results(paint(shown) if form == "text" else FORMATS[form](shown))
    tell(say_checked(checked, shown, time.perf_counter() - started))
    has_errors = any(problem.is_error for problem in shown)
    if strict and shown and not has_errors:
        tell("With --strict, warnings count as errors.")
    if has_errors or (strict and shown):
        click.get_current_context().exit(FINDINGS)


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


def write_results(text: str) -> None:
    """Results on standard output; FORCE_COLOR and NO_COLOR say whether colours stay, else a terminal keeps them."""
    color = False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
    click.echo(text, nl=False, color=color)


def paint(problems: Iterable[Problem]) -> str:
    """The text form with the severity in colour."""
    lines = []
    for problem in problems:
        word = click.style(problem.severity, fg="red" if problem.is_error else "yellow", bold=True)
        lines.append(write_text([problem]).replace(f" {problem.severity} [", f" {word} [", 1))
    return "".join(lines)


def say_checked(checked: Checked, shown: Sequence[Problem], seconds: float) -> str:
    """The closing line: how many problems in how many files, and what that means."""
    if not checked.problems:
        return checked.words.replace(" checked:", f" checked in {seconds:.1f} seconds:")
    others = len(checked.problems) - len(shown)
    if not others:
        return checked.words
    here = f"{count_problems(shown)} in the files named" if shown else "No problems in the files named"
    hidden = [problem for problem in checked.problems if problem not in shown]
    return f"{here}; {count_problems(hidden)} in others. To see all: sayso check"


@commands.command()
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@content_option
def new(kind: str, record_id: str, content: str) -> None:
    """Write a skeleton for a new record, and print its path.

    KIND is actor, event, claim, question, source, place or story. ID becomes the file's name: small letters, digits
    and hyphens.
    """
    project = find_project(content)
    found = find_kind(kind)
    try:
        read_id(record_id)
    except TextFault as fault:
        raise click.UsageError(fault.message) from None
    path = f"{project.content}/{found.folder}/{record_id}.yml"
    for entry in load_content(project.root, project.content).entries:
        if entry.id == record_id:
            finish(f"The id {quote(record_id)} is taken by {entry.path}. Choose another.")
    write_or_finish(project, {path: write_skeleton(found, path)})
    click.echo(printable(path))
    if found.folder in COMPANIONS:
        what, ending = COMPANIONS[found.folder]
        tell(f"Its {what} goes beside it, into {path.removesuffix('.yml')}{ending}.")


def find_kind(name: str) -> type[Record]:
    """The kind of that name, singular or plural."""
    kinds = {**FOLDERS, **{kind.kind_name: kind for kind in KINDS}}
    if name.casefold() in kinds:
        return kinds[name.casefold()]
    message = f"There is no kind {quote(name)}. {list_choices([kind.kind_name for kind in KINDS], name)}"
    raise click.UsageError(message)


def write_or_finish(project: Project, texts: dict[str, str]) -> None:
    """Writes new files, or ends with a sentence and none of them."""
    try:
        write_files(project.root, texts)
    except FileExistsError as error:
        where = project.path_of(Path(str(error.filename)))
        finish(f"{where} exists already, and is not overwritten. Nothing was written.")
    except OSError as error:
        where = project.path_of(project.root / str(error.filename)) if error.filename else project.content
        finish(f"{where} cannot be written ({error.strerror}). Nothing was written.")


@commands.command(short_help="Cut a sheet of records into one file a record.")
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


@commands.command(short_help="Show a record with its positions and links.")
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
    else:
        click.echo(show_record(library, entry), nl=False)


@commands.command()
@click.option("--site-dir", metavar="DIR", help="Where to, instead of the site_dir of mkdocs.yml.")
def build(site_dir: str | None) -> None:
    """Build the site, whole or not at all.

    This is `mkdocs build --strict` with a closing line; the lock and the exchange of folders are the plugin's.
    """
    started = time.perf_counter()
    project = find_project("content")
    if not (project.root / SETTINGS).is_file():
        raise click.UsageError(f"There is no {SETTINGS} in the project's folder, so there is no site to build.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        if run_mkdocs(project.root, check_site_folder(project, site_dir), path) != 0:
            finish("The build failed: see above. Nothing was published.")
        report = BuildReport.read(path)
    if report is None:
        finish(f"MkDocs built a site, but without Sayso. Add 'sayso' to the plugins in {SETTINGS}.")
    else:
        tell(say_built(report, time.perf_counter() - started))


def check_site_folder(project: Project, site_dir: str | None) -> list[str]:
    """The option that names the site's folder to MkDocs, if it is a folder that may take a site."""
    if site_dir is None:
        return []
    folder = os.path.normpath(site_dir)
    if Path(folder).is_absolute() or Path(folder).parts[:1] in ((), (os.pardir,)) or project.holds(folder):
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


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    commands(prog_name="sayso")
