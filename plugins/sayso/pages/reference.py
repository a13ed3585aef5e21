"""Two pages for contributors, made from the program itself: the keys of records, and the messages of the check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.page_values import Page, ProseView, Section, capital
from sayso.pages.record_frame import home_link
from sayso.pages.site import Site
from sayso.problem_codes import CODES
from sayso.records import FOLDERS, Record
from sayso.records.parts import Part, annotation_of, describe_fields, summarize
from sayso.skeletons import own_first, shape_of


class KeyView(NamedTuple):
    """A key: whether it must stand, what it is for, what it takes, and the keys inside it."""

    name: str
    is_required: bool
    is_list: bool
    help: ProseView
    takes: ProseView | None
    keys: tuple[KeyView, ...]


class KindView(NamedTuple):
    """A kind of record and its keys."""

    name: str
    folder: str
    about: ProseView
    keys: tuple[KeyView, ...]


class MessageView(NamedTuple):
    """A code, and what it means."""

    code: str
    meaning: str


class KeysView(NamedTuple):
    """The page of keys: each kind's own, and those that every record may have."""

    kinds: tuple[KindView, ...]
    shared: tuple[KeyView, ...]


class MessagesView(NamedTuple):
    """The page of messages."""

    errors: tuple[MessageView, ...]
    warnings: tuple[MessageView, ...]


def reference_pages(site: Site) -> Iterator[Page]:
    """The page of keys and the page of messages."""
    yield Page(
        address=site.urls.index("keys"),
        template="keys.html",
        view=view_keys(),
        title="Keys of records",
        description="Every key that a record may have, what it is for and what it takes.",
        breadcrumbs=(home_link(site),),
        sections=(
            *(Section(f"kind-{kind.folder}", capital(kind.kind_name)) for kind in FOLDERS.values()),
            Section("every-record", "Every record"),
        ),
    )
    yield Page(
        address=site.urls.index("messages"),
        template="messages.html",
        view=MessagesView(tuple(view_messages(are_errors=True)), tuple(view_messages(are_errors=False))),
        title="Messages of the check",
        description="Every message that the check of records can give, by its code.",
        breadcrumbs=(home_link(site),),
        sections=(Section("errors", "Errors"), Section("warnings", "Warnings")),
    )


def view_messages(*, are_errors: bool) -> Iterator[MessageView]:
    """The codes of errors or of warnings, in order."""
    for name, code in sorted(CODES.items()):
        if code.is_error == are_errors:
            yield MessageView(name, code.meaning)


def view_keys() -> KeysView:
    """The keys of every kind, required ones first."""
    kinds = [
        KindView(capital(kind.kind_name), kind.folder, ProseView(summarize(kind)), tuple(list_keys(kind, own=True)))
        for kind in FOLDERS.values()
    ]
    return KeysView(tuple(kinds), tuple(list_keys(Record, own=False)))


def list_keys(part: type[Record], *, own: bool) -> Iterator[KeyView]:
    """A record type's keys: its own, or those that all records share."""
    for name, _ in own_first(part):
        if not own or name not in Record.model_fields:
            yield view_key(name, part)


def view_key(name: str, part: type[Part]) -> KeyView:
    """One key with the keys inside it."""
    info = part.model_fields[name]
    shape = shape_of(annotation_of(info))
    inner = tuple(view_key(key, shape.part) for key in shape.part.model_fields) if shape.part else ()
    return KeyView(
        name,
        info.is_required(),
        shape.is_list,
        ProseView(describe_fields(part)[name]),
        ProseView(shape.hint) if shape.hint else None,
        inner,
    )
