"""`sayso new`: a skeleton for a record."""

from __future__ import annotations

import click

from sayso.cli.output import finish, tell
from sayso.cli.project import content_option, find_project, write_or_finish
from sayso.loading import load_content
from sayso.loading.forms import TextFault, read_id
from sayso.problems import list_choices, printable, quote
from sayso.records import FOLDERS, KINDS, Record
from sayso.skeletons import write_skeleton

BEGUN_PROSE = "This story is not written so far.\n"


@click.command()
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@content_option
def new(kind: str, record_id: str, content: str) -> None:
    """Write a skeleton for a new record, and print its path. A story's prose is begun beside it.

    KIND is story, question, claim, event, actor, place or source. ID becomes the file's name: small letters, digits
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
    texts = {path: write_skeleton(found, path)}
    beside = path.removesuffix(".yml")
    if found.folder == "stories":
        texts[f"{beside}.md"] = BEGUN_PROSE
    write_or_finish(project, texts)
    click.echo(printable(path))
    if found.folder == "stories":
        tell(f"Its prose is begun beside it, in {beside}.md.")
    if found.folder == "sources":
        tell(f"Its text, against which passages are checked, goes beside it, into {beside}.txt.")


def find_kind(name: str) -> type[Record]:
    """The kind of that name, singular or plural."""
    kinds = {**FOLDERS, **{kind.kind_name: kind for kind in KINDS}}
    if name.casefold() in kinds:
        return kinds[name.casefold()]
    message = f"There is no kind {quote(name)}. {list_choices([kind.kind_name for kind in KINDS], name)}"
    raise click.UsageError(message)
