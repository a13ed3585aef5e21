"""Nodes to records: each value is read by the type of its field, and every fault of a record is told at once.

The types of `sayso.records` are the only description of what a file may hold; the models then only hold the values.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from sayso.dates import Date
from sayso.loading.annotations import Makers, choose_reader
from sayso.loading.findings import FAULT, Findings, Place, name_place
from sayso.loading.near_words import find_meant, find_meant_word
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.loading.values import (
    BOOL,
    DATE,
    NUMBER_IN_DIGITS,
    Reader,
    make_choice_reader,
    make_id_or_text_reader,
    make_reference_reader,
    make_text_reader,
    name_node,
    read_value,
)
from sayso.problem_words import MOST_HINTS
from sayso.problems import Mark, list_choices, quote, with_article
from sayso.records import Record
from sayso.records.parts import Number, Part, TextForm, annotation_of, describe_fields

WITHOUT_SPACE = re.compile(r"(?P<dash>-)?(?P<key>\w+)(?::(?P<value>\S.*))?", re.DOTALL)


def decode_record(kind: type[Record], record_id: str, node: Node) -> tuple[Record | None, bool, Findings]:
    """The record of a kind that the node holds, whether it is a draft, and what else was found.

    The record is none when something in it is at fault; drafts, marks and mentions are known all the same.
    """
    findings = Findings(with_article(kind.kind_name))
    if isinstance(node, Broken):
        return None, False, findings
    if not isinstance(node, Group):
        hint = find_slip(node, kind) or "Write its keys, each on a line of its own, as 'key: value'."
        message = f"The file holds {name_node(node)} where {findings.owner} should stand. {hint}"
        findings.tell(node.mark, "wrong-type", message)
        return None, False, findings
    findings.marks[()] = node.mark
    values, is_fine = read_fields(kind, node, (), findings)
    is_fine = check_translated(kind, node, findings) and is_fine
    record = kind(id=record_id, **values) if is_fine else None
    return record, values.get("draft") is True, findings


def check_translated(kind: type[Record], node: Group, findings: Findings) -> bool:
    """Whether translations are given only of keys that hold a text."""
    _, translations = node.entries.get("translations", (None, None))
    languages = translations.entries.items() if isinstance(translations, Group) else ()
    is_fine = True
    for language, (_, fields) in languages:
        for key, (mark, _) in fields.entries.items() if isinstance(fields, Group) else ():
            if key not in text_fields(kind):
                near = list_choices(text_fields(kind), key) if findings.may_hint() else ""
                near = near or f"Those are: {', '.join(text_fields(kind))}."
                message = (
                    f"{quote(key)} under {quote(language)} is no key of {findings.owner} that holds a text. {near}"
                )
                findings.tell(mark, "unknown-key", message)
                is_fine = False
    return is_fine


def make_list_reader(item: Reader) -> Reader:
    """A reader of a list; one value without a list is a list of one."""

    def read(node: Node, place: Place, findings: Findings) -> Any:  # noqa: ANN401 -- readers give any field's value
        """The values of all entries; FAULT where one of them cannot be read."""
        items = node.items if isinstance(node, List) else [node]
        values = [
            read_value(item, value, (*place, index), findings, may_lack="the entry")
            for index, value in enumerate(items)
        ]
        return FAULT if any(value is FAULT for value in values) else tuple(values)

    return Reader(item.needed, read)


def make_mapping_reader(read_key: Reader, read_item: Reader) -> Reader:
    """A reader of a group of free keys, such as `identifiers`."""
    needed = "keys with values, each as 'key: value'"

    def read(node: Node, place: Place, findings: Findings) -> Any:  # noqa: ANN401
        """The values by key; FAULT where a key or value cannot be read."""
        if not isinstance(node, Group):
            message = f"{name_place(place)} needs {needed}, but {name_node(node)} stands here."
            return findings.tell(node.mark, "wrong-type", message)
        values = {}
        for key, (mark, value) in node.entries.items():
            inner = (*place, key)
            name = read_value(read_key, Scalar(mark, mark, key), inner, findings, may_lack="the entry")
            values[name] = read_value(read_item, value, inner, findings, may_lack="the key")
        is_fine = node.is_whole and FAULT not in values and not any(value is FAULT for value in values.values())
        return values if is_fine else FAULT

    return Reader(needed, read)


def make_part_reader(part: type[Part]) -> Reader:
    """A reader of a group of the keys that the part knows, or of the bare value that stands for it."""
    short = part.shorthand
    bare = field_readers(part)[short] if short is not None else None
    needed = bare.needed if bare else f"keys with values ({', '.join(required_keys(part))})"

    def read(node: Node, place: Place, findings: Findings) -> Any:  # noqa: ANN401
        """The part; FAULT where a key is missing, unknown or has a value that cannot be read."""
        if isinstance(node, Group):
            values, is_fine = read_fields(part, node, place, findings)
            return part(**values) if is_fine else FAULT
        if short and bare and isinstance(node, Scalar):
            value = read_value(bare, node, (*place, short), findings, may_lack="")
            return FAULT if value is FAULT else part(**{short: value})
        hint = find_slip(node, part)
        message = f"{name_place(place)} needs {needed}, but {name_node(node)} stands here."
        return findings.tell(node.mark, "wrong-type", f"{message} {hint}".strip())

    return Reader(needed, read)


def read_fields(part: type[Part], node: Group, place: Place, findings: Findings) -> tuple[dict[str, Any], bool]:
    """The values of a group's keys by name, and whether a part can be made of them."""
    readers, required = field_readers(part), required_keys(part)
    values: dict[str, Any] = {}
    unknown = []
    for key, (mark, value) in node.entries.items():
        if reader := readers.get(key):
            may_lack = "" if key in required else "the key"
            values[key] = read_value(reader, value, (*place, key), findings, may_lack=may_lack)
            if key in required and values[key] == ():
                message = f"{name_place((*place, key))} is empty. Write {reader.needed}."
                values[key] = findings.tell(value.mark, "empty-value", message)
        else:
            unknown.append(key)
            tell_unknown_key(key, mark, part, place, findings)
    missing = [key for key in required if key not in values]
    if node.is_whole:
        compared = unknown[:MOST_HINTS] if missing else ()
        meant = {name for key in compared for name in find_meant_keys(key, part)}
        for key in missing:
            if key not in meant:
                tell_missing_key(key, node.mark, part, place, findings)
    is_fine = node.is_whole and not unknown and not missing and not any(value is FAULT for value in values.values())
    return values, is_fine


def tell_missing_key(key: str, mark: Mark, part: type[Part], place: Place, findings: Findings) -> None:
    """Tells of a key that is needed and not there, with what it is for."""
    if not place:
        owner = f"This {findings.owner.partition(' ')[2]}"
    else:
        owner = name_place(place).replace("An entry", "This entry")
    reader = field_readers(part)[key]
    words = f" Write {reader.needed}." if reader.choices else ""
    message = f"{owner} has no {quote(key)}. Add it: {describe_fields(part)[key]}{words}"
    findings.tell(mark, "missing-key", message)


def tell_unknown_key(key: str, mark: Mark, part: type[Part], place: Place, findings: Findings) -> None:
    """Tells of a key that this part does not know, with the nearest that it does."""
    owner = name_place(place).replace("An entry", "an entry") if place else findings.owner
    if key == "id" and not place:
        mend = "The file's name is the id: delete the line."
    else:
        readers = field_readers(part)
        word = find_meant_word(readers, key)
        near = f"Did you mean {quote(word)}?" if word else list_choices(readers, key) if findings.may_hint() else ""
        mend = say_slip(key, part) or near or f"Its keys are: {', '.join(readers)}."
    findings.tell(mark, "unknown-key", f"{quote(key)} is not a key of {owner}. {mend}")


def find_meant_keys(key: str, part: type[Part]) -> list[str]:
    """The keys that an unknown one is likely to stand for, so that one slip is told once."""
    match = WITHOUT_SPACE.match(key)
    written = match["key"] if match else key
    return find_meant(tuple(field_readers(part)), written)


def find_slip(node: Node, part: type[Part]) -> str:
    """How to mend a text that would be a group of keys, had a space not been forgotten."""
    return say_slip(node.text, part) if isinstance(node, Scalar) else ""


def say_slip(written: str, part: type[Part]) -> str:
    """How to mend `-actor` and `actor:russia`, or nothing if it is neither; a record is no entry of a list."""
    match = WITHOUT_SPACE.match(written)
    if match is None or match["key"] not in field_readers(part):
        return ""
    if match["dash"]:
        return "" if issubclass(part, Record) else f"Write {quote('- ' + match['key'])}, with a space after the dash."
    return f"Write {quote(match['key'] + ': …')}, with a space after the colon." if match["value"] else ""


@cache
def required_keys(part: type[Part]) -> tuple[str, ...]:
    """The keys that must stand in the file, in the model's order."""
    return tuple(name for name, info in yaml_fields(part).items() if info.is_required())


@cache
def text_fields(kind: type[Record]) -> tuple[str, ...]:
    """The keys of a record that hold a text for readers, which can be translated."""
    texts = (make_text_reader(TextForm("plain")).needed, make_text_reader(TextForm("markdown")).needed)
    fields = field_readers(kind).items()
    return tuple(name for name, reader in fields if reader.needed in texts)


@cache
def yaml_fields(part: type[Part]) -> dict[str, FieldInfo]:
    """The fields that stand in the file: all but a record's id, which is the file's name."""
    return {name: info for name, info in part.model_fields.items() if name != "id" or not issubclass(part, Record)}


@cache
def field_readers(part: type[Part]) -> dict[str, Reader]:
    """A reader for each key of a part."""
    return {name: make_reader(annotation_of(info)) for name, info in yaml_fields(part).items()}


MAKERS = Makers[Reader](
    fixed={Date: DATE, bool: BOOL, Number: NUMBER_IN_DIGITS},
    part=make_part_reader,
    choice=make_choice_reader,
    several=make_list_reader,
    mapping=make_mapping_reader,
    text=make_text_reader,
    reference=make_reference_reader,
    id_or_text=make_id_or_text_reader,
)


def make_reader(annotation: Any) -> Reader:  # noqa: ANN401 -- type annotations have no common type
    """The reader that a field's type asks for."""
    return choose_reader(annotation, MAKERS)
