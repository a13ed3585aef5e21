"""Texts that were typed with quotation marks around them, which YAML does not need and pages would show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.library import Library
from sayso.problems import Problem, quote
from sayso.records import KINDS
from sayso.records.parts import Text

# Of each kind of record, in the order of what is likeliest; the first key that a record has is its head.
KEYS = {
    kind: tuple(key for key in ("title", "name", "text", "short", "standfirst") if key in kind.model_fields)
    for kind in KINDS
}
WRAPPED = re.compile(r"(?:“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‘[^‘’]*’)", re.DOTALL)


def check_typed_quotes(library: Library) -> Iterator[Problem]:
    """Titles, names and texts that stand wholly in curly quotation marks."""
    for record in library.records:
        for key in KEYS[type(record)]:
            value = getattr(record, key)
            text = value.text if isinstance(value, Text) else value
            if isinstance(text, str) and WRAPPED.fullmatch(text):
                message = (
                    f"The quotation marks {quote(text[0])} and {quote(text[-1])} are part of this {quote(key)}, and "
                    "pages would show them. Delete them: YAML needs none here, and reads only straight ones."
                )
                yield Problem(library.mark(record.id, key), "quotes-typed", message)
