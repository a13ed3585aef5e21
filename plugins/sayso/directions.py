"""Directions of text: which languages run from right to left, and names kept apart from what stands around them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# First strong isolate, pop directional isolate: they keep a name apart from the direction of what stands around it.
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
MOST_REMEMBERED = 10_000
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})


def direction(lang: str | None) -> str | None:
    """`rtl` or `ltr` for a language, none for none."""
    if lang is None:
        return None
    parts = lang.split("-")
    return "rtl" if parts[0] in RIGHT_TO_LEFT or {"Arab", "Hebr"} & set(parts[1:]) else "ltr"


def isolate(name: str) -> str:
    """A name in running text; one in letters that run from right to left is kept apart from what stands around it."""
    return name if name.isascii() else isolate_foreign(name)


@lru_cache(maxsize=MOST_REMEMBERED)
def isolate_foreign(name: str) -> str:
    """The same for a name with other letters than those of ASCII."""
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in name):
        return f"{ISOLATE}{name}{END_OF_ISOLATE}"
    return name
