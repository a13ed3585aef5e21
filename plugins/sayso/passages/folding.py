"""Folding: a text with plain quotes, hyphens and spaces, and the way back to places in the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from sayso.loading.characters import LINE_BREAK

SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
FOLDS = (
    ("'", "‘’‚‛‹›′‵´`ʹʼ＇"),
    ('"', "“”„‟«»″‶〝〞〟＂"),
    ("-", "‐‑‒–—―⁃−⸺⸻﹘﹣－־"),
    (" ", SPACES),
)
PLAIN = {character: plain for plain, characters in FOLDS for character in characters}
FOLDED = re.compile(f"[{re.escape(''.join(PLAIN))}]")
# Soft hyphens, breaks without width, byte order marks, marks of direction; joiners of Persian and Indic writing stay.
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
UNEVEN = re.compile(f"[ {INVISIBLE}]{{2,}}|[{INVISIBLE}]")
# How many different words are remembered after folding.
MOST_WORDS = 4096
BLANK_LINES = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?>\r\n|\r|\n)\s*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text after folding, and for places in it the places in the original that they came from."""

    original: str
    """The text before folding."""
    text: str
    places: tuple[int, ...]
    """Where in the folded text each stretch begins that runs evenly with the original."""
    originals: tuple[int, ...]
    """Where each of these stretches begins in the original."""

    def unfold(self, place: int) -> int:
        """The index in the original of an index in the folded text."""
        stretch = bisect_right(self.places, place) - 1
        return self.originals[stretch] + place - self.places[stretch]


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """The text with plain quotes and hyphens, single spaces and nothing invisible; no longer than the original."""
    even = make_plain(text)
    pieces, places, originals = [], [0], [0]
    length = kept = 0
    for match in UNEVEN.finditer(even):
        pieces += [even[kept : match.start()], make_even(match)]
        length += match.start() - kept + len(pieces[-1])
        kept = match.end()
        places.append(length)
        originals.append(kept)
    pieces.append(even[kept:])
    return Folded(text, "".join(pieces), tuple(places), tuple(originals))


@lru_cache(maxsize=MOST_WORDS)
def fold_words(words: str) -> str:
    """Words after folding, without white space around them; many positions have the same."""
    return UNEVEN.sub(make_even, make_plain(words)).strip()


def make_plain(text: str) -> str:
    """The text with plain quotes, hyphens and spaces, each in the place of another."""
    return FOLDED.sub(lambda match: PLAIN[match[0]], text)


def make_even(uneven: re.Match[str]) -> str:
    """What stands for several spaces, and for what is invisible."""
    return " " if " " in uneven[0] else ""


@lru_cache(maxsize=16)
def paragraph_starts(text: str) -> tuple[int, ...]:
    """Where the second and each further paragraph of a text begins; blank lines divide paragraphs."""
    lead = len(text) - len(text.lstrip())
    return tuple(match.end() for match in BLANK_LINES.finditer(text, lead))


def holds_blank_line(text: str) -> bool:
    """Whether blank lines divide a text; unlike `paragraph_starts`, this keeps no text in memory."""
    return BLANK_LINES.search(text, len(text) - len(text.lstrip())) is not None


def paragraph_of(text: str, start: int) -> int:
    """The number, from 1, of the paragraph in which an index lies."""
    return bisect_right(paragraph_starts(text), start) + 1


def line_of(text: str, index: int) -> int:
    """The number, from 1, of the line in which an index lies."""
    return sum(1 for _ in LINE_BREAK.finditer(text, 0, index)) + 1
