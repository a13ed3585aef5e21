"""The project that a command works in, and what it writes there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from sayso.cli.output import finish
from sayso.new_files import write_files
from sayso.problems import quote

SETTINGS = "mkdocs.yml"


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


def find_project(content: str = "content") -> Project:
    """The project of the current folder: the nearest folder upward with mkdocs.yml or a content folder."""
    here = Path.cwd().resolve()
    if leads_out(content):
        raise click.UsageError(
            f"{quote(content)} is no folder inside the project. Write its path from the project's folder."
        )
    folder = Path(os.path.normpath(content))
    for root in (here, *here.parents):
        if (root / SETTINGS).is_file() or (root / folder).is_dir():
            return Project(root, folder.as_posix())
    raise click.UsageError(
        f"There is no Sayso project here: neither this folder nor one above it holds {SETTINGS} or a folder "
        f"{quote(str(folder))}. Change into the project's folder."
    )


def find_site_project(purpose: str) -> Project:
    """The project of the current folder, if MkDocs can build a site of it; `purpose` says what the site is for."""
    project = find_project()
    if not (project.root / SETTINGS).is_file():
        raise click.UsageError(f"There is no {SETTINGS} in the project's folder, so there is no site to {purpose}.")
    return project


def leads_out(folder: str) -> bool:
    """Whether a path is the project's own folder, or leads out of it."""
    path = Path(os.path.normpath(folder))
    return path.is_absolute() or path.parts[:1] in ((), (os.pardir,))


def content_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option that names the folder of records."""
    help_text = "The folder of records, from the project's folder."
    return click.option("--content", default="content", show_default=True, metavar="DIR", help=help_text)(command)


def write_or_finish(project: Project, texts: Mapping[str, str]) -> None:
    """Writes new files, or ends with a sentence and none of them."""
    try:
        write_files(project.root, texts)
    except FileExistsError as error:
        where = project.path_of(Path(str(error.filename)))
        finish(f"{where} exists already, and is not overwritten. Nothing was written.")
    except OSError as error:
        where = project.path_of(project.root / str(error.filename)) if error.filename else project.content
        finish(f"{where} cannot be written ({error.strerror}). Nothing was written.")
