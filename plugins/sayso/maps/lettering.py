"""How large the words of a map are, and how much room they take.

A map is drawn once and shown at many widths, so its words are set twice: for wide and for narrow display. The page's
style picks one of them by the width of the map, and never sets words larger than what is reckoned with here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

LETTER_SPACE = 0.08
# So many words are measured once.
MOST_MEASURED = 4096
# Widths of letters in shares of the type's size: a little more than those of Inter, so that words have room.
NARROW, CAPITAL, BROAD, FULL, OTHER = 0.36, 0.77, 0.94, 1.05, 0.62
NARROW_LETTERS, BROAD_LETTERS = frozenset("fijlrtI.,:;'’|()[]/ -"), frozenset("mwMW@%&—")


class Setting(NamedTuple):
    """One size of words and marks: for labels of places and names of countries, in units of the drawing."""

    name: str
    label_size: int
    country_size: int
    mark_size: int


WIDE = Setting("wide", label_size=26, country_size=22, mark_size=8)
SMALL = Setting("narrow", label_size=42, country_size=36, mark_size=13)
SETTINGS = (WIDE, SMALL)


class Rectangle(NamedTuple):
    """A part of the drawing: units from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def outside(self, width: float, height: float) -> float:
        """How far it reaches over the edges of the drawing, in all."""
        return max(0, -self.left) + max(0, -self.top) + max(0, self.right - width) + max(0, self.bottom - height)

    def meets(self, others: Iterable[Rectangle]) -> bool:
        """Whether it covers a part of one of the others; what has no size covers and has none."""
        left, top, right, bottom = self
        if left >= right or top >= bottom:
            return False
        # Thousands of pairs are compared for a map, so nothing is called here.
        for start, high, end, low in others:
            if start < right and left < end and high < bottom and top < low and start < end and high < low:
                return True
        return False


def join(rectangles: Iterable[Rectangle]) -> Rectangle:
    """The rectangle around all of these; around none, one without size."""
    sides = [(r.left, r.top, r.right, r.bottom) for r in rectangles]
    lefts, tops, rights, bottoms = zip(*sides or [(0.0, 0.0, 0.0, 0.0)], strict=True)
    return Rectangle(min(lefts), min(tops), max(rights), max(bottoms))


def measure(words: str, size: float) -> float:
    """About how wide the words are."""
    return size * measure_words(words)


@lru_cache(maxsize=MOST_MEASURED)
def measure_words(words: str) -> float:
    """About how wide the words are, in shares of the type's size: names stand on many maps, in two sizes."""
    return sum(measure_letter(letter) for letter in words)


def measure_capitals(words: str, size: float) -> float:
    """About how wide the words are in spaced capitals."""
    capitals = words.upper()
    return measure(capitals, size) + size * LETTER_SPACE * len(capitals)


def measure_letter(letter: str) -> float:
    """About how wide a letter is, in shares of the type's size."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in BROAD_LETTERS:
        return BROAD
    return CAPITAL if letter.isupper() else OTHER
