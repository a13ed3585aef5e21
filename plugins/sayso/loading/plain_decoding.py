"""Plain values to records, where each is fine; whatever is not is left to `loading.decoding`, which tells of it.

Both are made from the same types, and what one reads the other reads alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeAlias

from sayso.dates import Date, parse_date
from sayso.loading.annotations import Makers, choose_reader
from sayso.loading.decoding import required_keys, text_fields, yaml_fields
from sayso.loading.findings import Place, Pointer, make_pointer
from sayso.loading.forms import ID, LONGEST_NAME, LONGEST_PLAIN, READ_TEXT, TextFault, is_common_url
from sayso.loading.plain_yaml import Doubt, Plain
from sayso.loading.values import FALSE, NUMBER, TRUE
from sayso.records import Record
from sayso.records.parts import UNKNOWN, IdOrText, Number, Part, Reference, TextForm, annotation_of

MOST_REMEMBERED = 4_096
Step: TypeAlias = str | int


class Found:
    """What comes out of reading records, beside the records: mentions of others, in the order in which they stand.

    `ids` has each id and word of a list once, so that mentions of one record share it.
    """

    __slots__ = ("ids", "pointers")

    def __init__(self) -> None:
        self.pointers: list[Pointer] = []
        self.ids: dict[str, str] = {}


Read: TypeAlias = Callable[[Plain, Place, Step, Found], Any]
"""Gives what a value means; `Place` is that of what holds it, and the step leads from there to it."""


def decode_plain(
    kind: type[Record], record_id: str, values: dict[str, Plain], found: Found
) -> tuple[Record, tuple[Pointer, ...]] | None:
    """The record of a kind that the values make, and its mentions of others; none where one of them may be at fault."""
    found.pointers = []
    try:
        fields = read_fields(kind, values, (), found)
    except Doubt:
        return None
    for texts in fields.get("translations", {}).values():
        if not texts.keys() <= set(text_fields(kind)):
            return None
    return kind.hold({"id": record_id, **fields}), tuple(found.pointers)


def read_fields(part: type[Part], values: dict[str, Plain], place: Place, found: Found) -> dict[str, Any]:
    """What the keys of a group mean, by the fields of a part; Doubt where one is unknown or missing."""
    readers, required = plan_fields(part)
    fields = {}
    for key, value in values.items():
        if key not in readers:
            raise Doubt
        fields[key] = readers[key](value, place, key, found)
    if not required.issubset(fields):
        raise Doubt
    return fields


def make_text_reader(form: TextForm) -> Read:
    """A reader of text in a form."""
    longest = LONGEST_NAME if form.is_name else LONGEST_PLAIN

    def read_any(value: Plain, _place: Place, _step: Step, _found: Found) -> str:
        """A text that is no longer than it may be."""
        if not isinstance(value, str):
            raise Doubt
        text = value.strip()
        if not text or len(text) > longest:
            raise Doubt
        return text

    if form.form in ("plain", "markdown"):
        return read_any
    _, check = READ_TEXT[form.form]
    check = remember(check) if form.form == "language" else check

    def read_formed(value: Plain, _place: Place, _step: Step, _found: Found) -> str:
        """A text of the form."""
        if not isinstance(value, str):
            raise Doubt
        text = value.strip()
        if not text:
            raise Doubt
        try:
            return text if is_common_url(text) and form.form == "url" else check(text)
        except TextFault:
            raise Doubt from None

    return read_formed


def make_reference_reader(reference: Reference) -> Read:
    """A reader of another record's id."""
    kinds, reserved = reference.kinds, reference.reserved

    def read(value: Plain, place: Place, step: Step, found: Found) -> str:
        """The id, noted as a mention; a reserved word as it is."""
        if not isinstance(value, str):
            raise Doubt
        text = value.strip()
        if text in reserved:
            return reserved[reserved.index(text)]
        shared = found.ids.get(text)
        if shared is None:
            if not ID.fullmatch(text):
                raise Doubt
            shared = found.ids[text] = text
        found.pointers.append(make_pointer((shared, kinds, (*place, step))))
        return shared

    return read


def make_id_or_text_reader(either: IdOrText) -> Read:
    """A reader of an id or plain words."""
    kinds = (either.kind,)

    def read(value: Plain, place: Place, step: Step, found: Found) -> str:
        """The text, noted as a mention where it is written like an id."""
        if not isinstance(value, str):
            raise Doubt
        text = value.strip()
        if not text or len(text) > LONGEST_NAME:
            raise Doubt
        if text != UNKNOWN and (text in found.ids or ID.fullmatch(text)):
            text = found.ids.setdefault(text, text)
            found.pointers.append(make_pointer((text, kinds, (*place, step))))
        return text

    return read


def make_word_reader(convert: Callable[[str], Any]) -> Read:
    """A reader of a text that `convert` makes something else of; it raises KeyError or ValueError where it cannot."""

    def read(value: Plain, _place: Place, _step: Step, _found: Found) -> Any:  # noqa: ANN401 -- readers give any field's value
        """What the text means."""
        if not isinstance(value, str):
            raise Doubt
        try:
            return convert(value.strip())
        except (KeyError, ValueError):
            raise Doubt from None

    return read


def convert_number(text: str) -> int | float:
    """A whole or decimal number in digits; ValueError for other texts."""
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError
    return float(text) if match[2] else int(text)


def make_list_reader(read_item: Read) -> Read:
    """A reader of a list; one value without a list is a list of one."""

    def read(value: Plain, place: Place, step: Step, found: Found) -> tuple[Any, ...]:
        """What all entries mean."""
        items = value if isinstance(value, list) else [value]
        here = (*place, step)
        return tuple([read_item(item, here, index, found) for index, item in enumerate(items)])

    return read


def make_mapping_reader(read_key: Read, read_item: Read) -> Read:
    """A reader of a group of free keys."""

    def read(value: Plain, place: Place, step: Step, found: Found) -> dict[str, Any]:
        """What all values mean, by key."""
        if not isinstance(value, dict):
            raise Doubt
        here = (*place, step)
        return {read_key(key, here, key, found): read_item(item, here, key, found) for key, item in value.items()}

    return read


def make_part_reader(part: type[Part]) -> Read:
    """A reader of a group of the keys that the part knows, or of the bare value that stands for it."""
    short = part.shorthand

    def read(value: Plain, place: Place, step: Step, found: Found) -> Part:
        """The part."""
        here = (*place, step)
        if isinstance(value, dict):
            return part.hold(read_fields(part, value, here, found))
        if short is None or isinstance(value, list):
            raise Doubt
        readers, _ = plan_fields(part)
        return part.hold({short: readers[short](value, here, short, found)})

    return read


@cache
def plan_fields(part: type[Part]) -> tuple[dict[str, Read], frozenset[str]]:
    """A reader for each key of a part, and the keys that must stand in the file."""
    readers = {name: make_reader(annotation_of(info)) for name, info in yaml_fields(part).items()}
    return readers, frozenset(required_keys(part))


def remember(convert: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same function, which has the last results ready."""
    return lru_cache(MOST_REMEMBERED)(convert)


WORDS: dict[Any, Callable[[str], Any]] = {
    Date: remember(parse_date),
    bool: {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, False)}.__getitem__,
    Number: convert_number,
}


MAKERS = Makers[Read](
    fixed={annotation: make_word_reader(convert) for annotation, convert in WORDS.items()},
    part=make_part_reader,
    choice=lambda words: make_word_reader({word: word for word in words}.__getitem__),
    several=make_list_reader,
    mapping=make_mapping_reader,
    text=make_text_reader,
    reference=make_reference_reader,
    id_or_text=make_id_or_text_reader,
)


def make_reader(annotation: Any) -> Read:  # noqa: ANN401 -- type annotations have no common type
    """The reader that a field's type asks for."""
    return choose_reader(annotation, MAKERS)
