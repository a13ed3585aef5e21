"""Skeletons: a new record's file with every key that its kind has, each under its help sentence.

All of it is made from the record types: what a key is for, which words it takes, what it is made of.
"""

from __future__ import annotations

import textwrap
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from sayso.dates import Date
from sayso.problems import join_words
from sayso.records import FOLDERS, Record
from sayso.records.parts import IdOrText, Part, Reference, TextForm, annotation_of, describe_fields, summarize

__all__ = ["annotation_of", "own_first", "shape_of", "write_skeleton"]

WIDTH = 100
MOST_KINDS_NAMED = 3
# Keys that a record may lack, and would be of no use without: those of the record, and those of their entries.
BEGUN: dict[str, tuple[str, ...]] = {"claim": ("positions",)}
BEGUN_PARTS: dict[str, tuple[str, ...]] = {"Position": ("passage",)}
FORMS = {
    "url": "A web address, beginning with https://.",
    "language": "A language tag, such as ar.",
    "address": "The path below the site's address, such as `claims/old-id`.",
    "sha256": "64 digits 0-9 a-f, as `sha256sum FILE` prints them.",
}


class Shape(NamedTuple):
    """What a key takes: a list or one value, of a part or of something that this hint describes."""

    is_list: bool = False
    part: type[Part] | None = None
    hint: str = ""


def write_skeleton(kind: type[Record], path: str) -> str:
    """The text of a new file for a record of the kind; `path` is named in it as what to check."""
    head = comment(f"{kind.kind_name.capitalize()}: {summarize(kind)}")
    guide = (
        "Fill in the keys that follow. What may be left out stands below them as a comment: take away the # before a "
        "key that you use, and delete what you do not need. Then run:"
    )
    lines = [*head, "#", *comment(guide), f"# sayso check {path}", ""]
    begun = BEGUN.get(kind.kind_name, ())
    for name, info in own_first(kind):
        if info.is_required() or name in begun:
            lines += [*write_field(kind, name), ""]
    lines += ["# What may be left out:", ""]
    for name, info in own_first(kind):
        if not info.is_required() and name not in begun:
            lines += [*hide(write_field(kind, name)), ""]
    return "\n".join(lines[:-1]) + "\n"


def own_first(kind: type[Record]) -> list[tuple[str, FieldInfo]]:
    """The keys of a file of that kind: its own before those that every record may have."""
    fields = [(name, info) for name, info in kind.model_fields.items() if name != "id"]
    return sorted(fields, key=lambda field: field[0] in Record.model_fields)


def write_field(part: type[Part], name: str) -> Iterator[str]:
    """The lines of one key: its help, what it takes, and the key with nothing or its parts after it."""
    info = part.model_fields[name]
    shape = shape_of(annotation_of(info))
    yield from comment(" ".join(filter(None, [describe_fields(part)[name], shape.hint, describe_short_form(shape)])))
    if shape.part is not None and shape.part.shorthand is None:
        yield f"{name}:"
        yield from write_part(shape.part, is_item=shape.is_list)
    elif shape.is_list:
        yield from (f"{name}:", "  -")
    else:
        default = "" if info.is_required() else write_default(info.default)
        yield f"{name}: {default}".rstrip()


def write_part(part: type[Part], *, is_item: bool) -> Iterator[str]:
    """The lines of a part's keys, indented; those that may be left out as comments."""
    indent = "    " if is_item else "  "
    begun = BEGUN_PARTS.get(part.__name__, ())
    shown = {name for name, info in part.model_fields.items() if info.is_required() or name in begun}
    fields = sorted(part.model_fields.items(), key=lambda field: field[0] not in shown)
    for index, (name, _) in enumerate(fields):
        lines = list(write_field(part, name))
        lines = lines if name in shown else hide(lines)
        lines = put_dash(lines) if is_item and index == 0 else [f"{indent}{line}" for line in lines]
        yield from lines


def put_dash(lines: list[str]) -> list[str]:
    """The lines of a list entry's first key: its help above the dash, which stands before the key."""
    key = next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines) - 1)
    return [*(f"  {line}" for line in lines[:key]), f"  - {lines[key]}", *(f"    {line}" for line in lines[key + 1 :])]


def hide(lines: Iterator[str] | list[str]) -> list[str]:
    """The lines as comments; help stays as it is, keys get a # right before them, so that the two can be told apart."""
    shown = list(lines)
    first = next(index for index, line in enumerate(shown) if not line.startswith("# "))
    return [*shown[:first], *(f"#{line}" for line in shown[first:])]


def comment(text: str) -> list[str]:
    """The text as lines of comment."""
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)]


def write_default(default: object) -> str:
    """What a key means when it is left out, where that can be written."""
    if isinstance(default, bool):
        return str(default).lower()
    return default if isinstance(default, str) else ""


def describe_short_form(shape: Shape) -> str:
    """For a part that a bare value can stand for: the keys of the long form."""
    if shape.part is None or shape.part.shorthand is None:
        return ""
    return f"A bare value is its {shape.part.shorthand!r}; its keys are {join_words(list(shape.part.model_fields))}."


def shape_of(annotation: Any) -> Shape:  # noqa: ANN401 -- type annotations have no common type
    """What a field of that type takes."""
    arguments = get_args(annotation)
    match get_origin(annotation):
        case origin if origin is Annotated:
            shape = shape_of_marked(arguments)
        case origin if origin is Literal:
            shape = Shape(hint=f"One of: {', '.join(arguments)}.")
        case origin if origin in (Union, types.UnionType):
            inner = [argument for argument in arguments if argument is not types.NoneType]
            shape = Shape(hint="A number.") if set(inner) == {int, float} else shape_of(inner[0])
        case origin if origin is tuple:
            shape = shape_of(arguments[0])._replace(is_list=True)
        case _:
            is_part = isinstance(annotation, type) and issubclass(annotation, Part)
            shape = Shape(part=annotation if is_part else None)
    return shape


def shape_of_marked(arguments: tuple[Any, ...]) -> Shape:
    """What a field takes whose type carries one of the marks of `records.parts`."""
    for mark in arguments[1:]:
        if isinstance(mark, TextForm):
            return Shape(hint=FORMS.get(mark.form, ""))
        if isinstance(mark, Reference):
            return Shape(hint=describe_reference(mark))
        if isinstance(mark, IdOrText):
            return Shape(hint=f"The id of a record of the kind {mark.kind}, or plain words.")
    return Shape(hint="A date such as 2015-09-30.") if arguments[0] is Date else shape_of(arguments[0])


def describe_reference(reference: Reference) -> str:
    """Whose id may stand there."""
    if len(reference.kinds) > MOST_KINDS_NAMED:
        return "The id of a record."
    folders = [folder for folder, kind in FOLDERS.items() if kind.kind_name in reference.kinds]
    reserved = "".join(f", or `{word}`" for word in reference.reserved)
    return f"The id of a record in {join_words([f'{folder}/' for folder in folders], 'or')}{reserved}."
