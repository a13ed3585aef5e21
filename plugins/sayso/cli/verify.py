"""`sayso verify`: whether a published site is what the records here make, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from sayso.cache import NO_CACHE
from sayso.cli.build import run_mkdocs, stopped_by_signals
from sayso.cli.output import finish, tell, write_results
from sayso.cli.project import find_site_project
from sayso.comparing import compare_trees, list_hidden, name_files
from sayso.problems import count, join_words, printable, quote
from sayso.provenance import Provenance, Revision, read_provenance
from sayso.publishing import hash_tree

MOST_SHOWN = 20


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--all", "is_all", is_flag=True, help=f"List every file that differs, not only {MOST_SHOWN}.")
def verify(site: Path, *, is_all: bool) -> None:
    """Build the site anew and compare SITE with it, byte for byte.

    SITE is a folder with a published site, such as a copy of what a server sends. Nothing in the project is changed.
    """
    project = find_site_project("compare with")
    if not site.is_dir():
        raise click.UsageError(f"There is no folder {quote(str(site))}.")
    with stopped_by_signals(), tempfile.TemporaryDirectory(prefix="sayso-verify-") as folder:
        made = Path(folder) / "site"
        status, _ = run_mkdocs(project.root, ["--site-dir", str(made)], is_verbose=False, **{NO_CACHE: "1"})
        if status != 0:
            finish("The build failed: see above. Nothing was compared.")
        differences = list(compare_trees(site, made))
        if hidden := list_hidden(site):
            tell(f"Not compared, since no build makes such names: {join_words([printable(name) for name in hidden])}.")
        if not differences:
            tell(f"Verified: {count(len(name_files(made)), 'file')}, tree {hash_tree(made)}.")
            return
        shown = islice(differences, None if is_all else MOST_SHOWN)
        write_results("".join(f"{printable(found.path)} {found.how}\n" for found in shown))
        more = len(differences) - MOST_SHOWN
        if more > 0 and not is_all:
            tell(f"… and {count(more, 'other file')}: sayso verify --all")
        for reason in explain(read_provenance(site), read_provenance(made)):
            tell(reason)
        finish(f"SITE is not what these records make: {count(len(differences), 'difference')}.")


def explain(there: Provenance | None, here: Provenance | None) -> Iterator[str]:
    """Why two sites differ, as far as they tell themselves."""
    if there is None or here is None:
        yield "SITE has no build.json that can be read: Sayso did not make it, or something is missing from the copy."
        return
    if there.revision != here.revision:
        yield f"SITE was made of {word_revision(there.revision)}; here is {word_revision(here.revision)}."
    for name in sorted(there.versions.keys() | here.versions.keys()):
        old, new = (one.versions.get(name, "none") for one in (there, here))
        if old != new:
            yield f"SITE was made with {name} {old}; here is {new}."


def word_revision(revision: Revision | None) -> str:
    """A revision in words."""
    if revision is None:
        return "records without a revision"
    return f"revision {revision.commit[:12]}{' with changes that are not committed' if revision.is_modified else ''}"
