"""Pieces of text to values, each by the type of its field: texts, ids, words, dates, numbers, true and false.

Nothing is guessed from how a text looks: `no`, `12:30` and `2015` mean what was typed, with quotes or without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sayso.dates import DateError, parse_date
from sayso.loading.findings import FAULT, Findings, Place, Pointer, name_place
from sayso.loading.forms import ID, LONGEST_NAME, LONGEST_PLAIN, READ_TEXT, TextFault, suggest_id
from sayso.loading.near_words import find_meant_word
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.problems import Mark, join_words, list_choices, quote, with_article
from sayso.records.parts import UNKNOWN, IdOrText, Reference, TextForm

NUMBER = re.compile(r"[-+]?([0-9]{1,15})(\.[0-9]{1,15})?")
TRUE = ("true", "True", "TRUE")
FALSE = ("false", "False", "FALSE")
BULLET = re.compile(r"[-–—•*]")
BETWEEN_IDS = re.compile(r"\s*[,;]\s*|\s+(?:and|&)\s+|\s+")
KINDS_IN_A_MESSAGE = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """How a field's value is read, and what must stand there, such as `a text`."""

    needed: str
    read: Callable[[Node, Place, Findings], Any]
    choices: tuple[str, ...] = ()
    """The words that may stand there, where there are few."""


Convert = Callable[[str, Mark, Place, Findings], Any]


def read_value(reader: Reader, node: Node, place: Place, findings: Findings, *, may_lack: str) -> Any:  # noqa: ANN401 -- readers give any field's value
    """The value of a node, or FAULT; `may_lack` is what may be deleted where nothing is written: a key, an entry."""
    findings.marks[place] = node.mark
    if isinstance(node, Broken):
        return FAULT
    if isinstance(node, Scalar) and not node.text.strip():
        delete = f", or delete {may_lack}" if may_lack else ""
        return findings.tell(node.mark, "empty-value", f"{name_place(place)} is empty. Write {reader.needed}{delete}.")
    return reader.read(node, place, findings)


def name_node(node: Node) -> str:
    """What stands there, in the reader's words."""
    if isinstance(node, List):
        return "a list"
    return "a group of keys" if isinstance(node, Group) else "a text"


def make_scalar_reader(needed: str, convert: Convert) -> Reader:
    """A reader of one text, without the space around it; `convert` raises TextFault for what it cannot read."""

    def read(node: Node, place: Place, findings: Findings) -> Any:  # noqa: ANN401
        """What `convert` makes of the text; FAULT where it is none or cannot be converted."""
        if not isinstance(node, Scalar):
            message = f"{name_place(place)} needs {needed}, but {name_node(node)} stands here."
            return findings.tell(node.mark, "wrong-type", message)
        try:
            return convert(node.text.strip(), node.mark, place, findings)
        except TextFault as fault:
            return findings.tell(node.mark, fault.code, fault.message)

    return Reader(needed, read)


def make_text_reader(form: TextForm) -> Reader:
    """A reader of text in a form: plain, Markdown, an address, a language, a short name, a digest."""
    needed, check = READ_TEXT[form.form]

    def convert(text: str, mark: Mark, place: Place, findings: Findings) -> str:
        """The text, if it is of that form and no longer than it may be."""
        if form.form in ("plain", "markdown"):
            check_length(text, LONGEST_NAME if form.is_name else LONGEST_PLAIN, mark, place, findings)
        return check(text)

    return make_scalar_reader(needed, convert)


def check_length(text: str, longest: int, mark: Mark, place: Place, findings: Findings) -> None:
    """Raises TextFault for a text that is longer than this; what stands for a whole part is named as that part."""
    if len(text) > longest:
        key = name_place(place[:-1] if findings.marks.get(place[:-1]) == mark else place)
        message = f"{key} has {len(text):,} characters, and one value takes {longest:,}. Shorten it."
        raise TextFault("too-long", message)


def make_reference_reader(reference: Reference) -> Reader:
    """A reader of another record's id; the library checks later that the record exists."""
    kinds = reference.kinds
    wanted = join_words([with_article(kind) for kind in kinds], "or")
    needed = "the id of a record" if len(kinds) > KINDS_IN_A_MESSAGE else f"the id of {wanted}"

    def convert(text: str, _mark: Mark, place: Place, findings: Findings) -> str:
        """The id, noted as a mention; a reserved word as it is."""
        if text in reference.reserved:
            return text
        if not ID.fullmatch(text):
            raise TextFault("bad-id", explain_reference(text, needed, place))
        findings.pointers.append(Pointer(text, kinds, place))
        return text

    return make_scalar_reader(needed, convert)


def explain_reference(text: str, needed: str, place: Place) -> str:
    """Why a text is not the id of a record."""
    ids = BETWEEN_IDS.split(text)
    if len(ids) > 1 and all(ID.fullmatch(one) for one in ids) and re.search("[,;]", text):
        is_in_list = isinstance(place[-1], int)
        mend = "Write one id a line, each after '- '." if is_in_list else f"{name_place(place)} takes one: write one."
        return f"{quote(text)} is not one id but {len(ids)}. {mend}"
    if BULLET.match(text):
        return f"{quote(text)} is not an id. Write '- ', a hyphen and a space, before each entry of a list."
    suggestion = suggest_id(re.sub(r"\.ya?ml\Z", "", text.rpartition("/")[2]))
    hint = f" Did you mean {quote(suggestion)}?" if suggestion else ""
    return f"{quote(text)} is not an id. Write {needed}: its file's name without the ending.{hint}"


def make_id_or_text_reader(either: IdOrText) -> Reader:
    """A reader of an id or plain words: what is written like an id is one."""

    def convert(text: str, mark: Mark, place: Place, findings: Findings) -> str:
        """The text, noted as a mention where it is written like an id."""
        if text != UNKNOWN and ID.fullmatch(text):
            findings.pointers.append(Pointer(text, (either.kind,), place))
        check_length(text, LONGEST_NAME, mark, place, findings)
        return text

    return make_scalar_reader(f"the id of {with_article(either.kind)} or a text", convert)


def make_choice_reader(choices: tuple[str, ...]) -> Reader:
    """A reader of one of a few words."""

    def convert(text: str, _mark: Mark, place: Place, findings: Findings) -> str:
        """The word, if it is one of the choices."""
        if text not in choices:
            meant = find_meant_word(choices, text)
            hint = list_choices(choices, text) if meant is None and findings.may_hint() else ""
            near = f"Did you mean {quote(meant)}?" if meant else hint
            near = near or f"Write one of: {', '.join(choices)}."
            raise TextFault("bad-choice", f"{quote(text)} is none of the words for {name_place(place)}. {near}")
        return text

    return replace(make_scalar_reader(join_words(choices, "or"), convert), choices=choices)


def convert_date(text: str, *_: object) -> Any:  # noqa: ANN401 -- a Date
    """A date."""
    try:
        return parse_date(text)
    except DateError as error:
        raise TextFault("bad-date", str(error)) from None


def convert_bool(text: str, _mark: Mark, place: Place, _findings: Findings) -> bool:
    """True or false, in the words of YAML 1.2."""
    if text not in TRUE + FALSE:
        raise TextFault(
            "bad-choice", f"{quote(text)} is none of the words for {name_place(place)}. Write true or false."
        )
    return text in TRUE


def convert_number(text: str, *_: object) -> int | float:
    """A whole or decimal number in digits."""
    match = NUMBER.fullmatch(text)
    if match is None:
        message = (
            f"{quote(text)} is not a number. Write digits alone, with a point for decimals, such as 1500 or -35.32."
        )
        raise TextFault("bad-number", message)
    return float(text) if match[2] else int(text)


DATE = make_scalar_reader("a date such as 2015-09-30", convert_date)
BOOL = make_scalar_reader("true or false", convert_bool)
NUMBER_IN_DIGITS = make_scalar_reader("a number", convert_number)
