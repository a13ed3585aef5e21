"""Passages: where the words that a record quotes stand in the stored text of their source.

Words are compared after folding, which makes equal what typists, sites and word processors change without meaning to:
quotation marks, dashes, kinds of spaces, line wraps, and characters without width. Nothing else is folded: a capital, a
comma or another spelling is a difference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from sayso.records.position import Passage

_SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_FOLDS = (
    ("'", "‘’‚‛‹›′‵´`ʹʼ＇"),
    ('"', "“”„‟«»″‶〝〞〟＂"),
    ("-", "‐‑‒–—―⁃−⸺⸻﹘﹣－־"),
    (" ", _SPACES),
)
_FOLD = {ord(character): plain for plain, characters in _FOLDS for character in characters}
# Soft hyphens, breaks without width, byte order marks, marks of direction; joiners of Persian and Indic writing stay.
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_UNEVEN = re.compile(f"[ {_INVISIBLE}]{{2,}}|[{_INVISIBLE}]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?>\r\n|\r|\n)\s*")

# Guards: what is beyond them is no passage that a reader could find either.
MOST_COUNTED = 100
MOST_TRIED = 5_000
MOST_COMPARED = 2_000_000
MOST_ALIGNED = 200
MOST_STARTS = 12
LEAST_NEAR = 3
MARGIN = 60
EXCERPT_BEFORE, EXCERPT_AFTER = 30, 45


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


@dataclass(frozen=True, slots=True)
class Found:
    """A passage stands in the original from `start` to `end`, beginning in that paragraph, counted from 1."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A passage does not stand in the text."""

    part: Literal["exact", "prefix", "suffix"]
    """The part of the passage that does not fit."""
    word: str
    """The first word of that part that differs from the text (the last one of a prefix)."""
    instead: str | None = None
    """The word that stands in the text at that place; none where the text ends or no place is near."""
    excerpt: str | None = None
    """A few words of the text around that place; none where no place is near."""
    line: int | None = None
    """The line of that place in the text, counted from 1; none where no place is near."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A passage stands in the text several times; `count` stops at 100."""

    count: int


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """The text with plain quotes and hyphens, single spaces and nothing invisible; no longer than the original."""
    even = text.translate(_FOLD)
    pieces, places, originals = [], [0], [0]
    length = kept = 0
    for match in _UNEVEN.finditer(even):
        pieces += [even[kept : match.start()], " " if " " in match[0] else ""]
        length += match.start() - kept + len(pieces[-1])
        kept = match.end()
        places.append(length)
        originals.append(kept)
    pieces.append(even[kept:])
    return Folded(text, "".join(pieces), tuple(places), tuple(originals))


def fold_words(words: str) -> str:
    """Words after folding, without white space around them."""
    return fold(words).text.strip()


@lru_cache(maxsize=16)
def paragraph_starts(text: str) -> tuple[int, ...]:
    """Where the second and each further paragraph of a text begins; blank lines divide paragraphs."""
    lead = len(text) - len(text.lstrip())
    return tuple(match.end() for match in _BLANK_LINES.finditer(text, lead))


def paragraph_of(text: str, start: int) -> int:
    """The number, from 1, of the paragraph in which an index lies."""
    return bisect_right(paragraph_starts(text), start) + 1


def line_of(text: str, index: int) -> int:
    """The number, from 1, of the line in which an index lies."""
    return sum(1 for _ in _LINE_BREAK.finditer(text, 0, index)) + 1


def find_passage(text: str, passage: Passage) -> Found | Missing | Ambiguous:
    """Where a passage stands in a text: whole words, exact after folding, after its prefix and before its suffix."""
    folded = fold(text)
    exact = fold_words(passage.exact)
    places = _list_places(folded.text, exact)
    if not places:
        return _explain_missing(folded, exact)
    prefix, suffix = fold_words(passage.prefix or ""), fold_words(passage.suffix or "")
    if prefix or suffix:
        fitting = _list_places_between(folded.text, exact, prefix, suffix)
        if not fitting:
            return _explain_surroundings(folded, exact, prefix, suffix)
        places = fitting
    if len(places) > 1:
        return Ambiguous(len(places))
    return _locate(folded, places[0], exact)


def find_words(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """The spans of the original text in which the words stand after folding; the first hundred."""
    folded, exact = fold(text), fold_words(words)
    spans = (_locate(folded, place, exact) for place in _list_places(folded.text, exact))
    return tuple((found.start, found.end) for found in spans)


def holds_words(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words after folding; capitals matter."""
    return bool(find_words(text, words))


def _locate(folded: Folded, place: int, exact: str) -> Found:
    start = folded.unfold(place)
    return Found(start, folded.unfold(place + len(exact) - 1) + 1, paragraph_of(folded.original, start))


def _list_places(text: str, exact: str) -> list[int]:
    """Where the words stand in the folded text, the first hundred."""
    places: list[int] = []
    for place in _find_each(text, exact):
        if _is_whole(text, place, place + len(exact)):
            places.append(place)
            if len(places) == MOST_COUNTED:
                break
    return places


def _list_places_between(text: str, exact: str, prefix: str, suffix: str) -> list[int]:
    """Where the words stand right after the prefix and right before the suffix; a space between them is free."""
    places: set[int] = set()
    for before in {prefix, prefix and f"{prefix} "}:
        for after in {suffix, suffix and f" {suffix}"}:
            starts = _find_each(text, before + exact + after)
            places |= {start + len(before) for start, _ in zip(starts, range(MOST_COUNTED), strict=False)}
    return sorted(place for place in places if _is_whole(text, place, place + len(exact)))


def _find_each(text: str, words: str) -> Iterator[int]:
    """Each place of the words in the text; fewer of long words, since each search reads them whole."""
    if not words:
        return
    place = text.find(words)
    for _ in range(max(10, min(MOST_TRIED, MOST_COMPARED // len(words)))):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word or number is cut at either end: not 'legal' of 'illegal', not '340' of '1,340'."""
    return not (_is_cut(text, start) or _is_cut(text, end))


def _is_cut(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isdecimal() or after.isdecimal():
        before, after = _skip_separator(text, place)
        return before.isdecimal() and after.isdecimal()
    return _divides_words(before) and _divides_words(after)


def _skip_separator(text: str, place: int) -> tuple[str, str]:
    """The characters on both sides of a place, or of the point or comma in a number that stands there."""
    before, after = text[place - 1], text[place]
    if before in ".," and place > 1:
        before = text[place - 2]
    elif after in ".," and place + 1 < len(text):
        after = text[place + 1]
    return before, after


def _divides_words(character: str) -> bool:
    """Whether it is a letter of Latin, Greek, Cyrillic or Armenian writing, which join no particles to words."""
    return character.isalpha() and (character < "\u0590" or "\u1e00" <= character < "\u2000")


def _explain_missing(folded: Folded, exact: str) -> Missing:
    """The first word that differs, at the place of the text that holds the longest run of the passage's words."""
    words = exact.split(" ")
    first = _longest_run(folded.text, words, 0)
    step = max(1, len(words) // MOST_STARTS)
    others = [_longest_run(folded.text, words, start) for start in range(step, len(words), step)]
    run = max([first, *others], key=lambda run: run.length)
    if run.length < max(1, min(LEAST_NEAR, len(words) // 2)):
        return Missing("exact", words[min(first.length, len(words) - 1)])
    if run.start == 0 or first.length >= MOST_ALIGNED:
        index, place = _best_continuation(folded.text, words, first)
    else:
        index, place = _align_before(folded.text, words, run)
    return _missing_at(folded, "exact", words[index], place)


@dataclass(frozen=True, slots=True)
class _Run:
    """So many words of a passage, from that word on, stand together in the folded text, first at `place`."""

    start: int
    length: int
    place: int


def _longest_run(text: str, words: Sequence[str], start: int) -> _Run:
    """The longest run from a word on; found by doubling, then halving, since each part of a run is a run."""
    low, high, place = 0, len(words) - start, -1
    is_doubling = True
    while low < high:
        middle = min(high, 2 * low + 1) if is_doubling else (low + high + 1) // 2
        found = _find_run(text, words, start, start + middle)
        if found is None:
            high, is_doubling = middle - 1, False
        else:
            low, place = middle, found
    return _Run(start, low, place)


def _find_run(text: str, words: Sequence[str], start: int, end: int) -> int | None:
    """The first place where these words stand as whole words."""
    sought = " ".join(words[start:end])
    closed = end < len(words)
    for place in _find_each(text, sought):
        stop = place + len(sought)
        ends_well = text[stop : stop + 1] in {" ", ""} if closed else not _is_cut(text, stop)
        if ends_well and not _is_cut(text, place):
            return place
    return None


def _best_continuation(text: str, words: Sequence[str], run: _Run) -> tuple[int, int]:
    """The first differing word and its place in the text, where the text after the run is most like the passage."""
    sought = " ".join(words[: run.length]) + " "
    rest = words[run.length : run.length + 20]
    best, best_likeness = run.place + len(sought), -1.0
    for place, _ in zip(_find_each(text, sought), range(MOST_COUNTED), strict=False):
        stop = place + len(sought)
        after = text[stop : stop + 200].split(" ")[: len(rest)]
        likeness = SequenceMatcher(None, rest, after, autojunk=False).ratio()
        if likeness > best_likeness and not _is_cut(text, place):
            best, best_likeness = stop, likeness
    return run.length, best


def _align_before(text: str, words: Sequence[str], run: _Run) -> tuple[int, int]:
    """The first differing word and its place in the text, which are somewhere before the run."""
    ours = words[: min(run.start, MOST_ALIGNED)]
    begin = max(0, run.place - len(" ".join(words[: run.start])) - MARGIN)
    window = text[begin : min(run.place, begin + len(" ".join(ours)) + 2 * MARGIN)].rstrip(" ")
    theirs = window.split(" ")
    index, other = _first_difference(ours, theirs)
    place = begin + len(" ".join(theirs[:other])) + (1 if other else 0)
    return index, min(place, run.place)


def _first_difference(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """The indexes of the first word of ours that differs, and of the word beside it; theirs may begin earlier."""
    matcher = SequenceMatcher(None, ours[::-1], theirs[::-1], autojunk=False)  # backwards: the end is where both meet
    for tag, after, until, other_after, other_until in reversed(matcher.get_opcodes()):
        index, other = len(ours) - until, len(theirs) - other_until
        if tag == "equal" or (tag == "insert" and index == 0):
            continue
        if index == 0:
            other = max(other, len(theirs) - other_after - (until - after))
        return min(index, len(ours) - 1), other
    return len(ours) - 1, max(0, len(theirs) - 1)


def _explain_surroundings(folded: Folded, exact: str, prefix: str, suffix: str) -> Missing:
    """The word of the prefix or suffix that differs at the place of the passage where most of both fits."""
    place, before, after = max(
        (
            (place, _differ_before(folded.text, place, prefix), _differ_after(folded.text, place + len(exact), suffix))
            for place in _list_places(folded.text, exact)
        ),
        key=lambda found: found[1].likeness + found[2].likeness,
    )
    if before.word is not None:
        at = max(0, place - 1 - len(before.instead or ""))
        return _missing_at(folded, "prefix", before.word, at, before.instead)
    word = after.word if after.word is not None else suffix
    return _missing_at(folded, "suffix", word, place + len(exact), after.instead)


@dataclass(frozen=True, slots=True)
class _Difference:
    """How many words are alike; the first that is not, and the one in its place, if any."""

    likeness: int
    word: str | None = None
    instead: str | None = None


def _differ_before(text: str, place: int, prefix: str) -> _Difference:
    """Where a prefix differs from the text before a place, read backwards."""
    theirs = text[max(0, place - len(prefix) - MARGIN) : place].rstrip(" ").split(" ")
    return _differ(prefix.split(" ")[::-1], theirs[::-1], str.endswith) if prefix else _Difference(0)


def _differ_after(text: str, place: int, suffix: str) -> _Difference:
    """Where a suffix differs from the text after a place."""
    theirs = text[place : place + len(suffix) + MARGIN].lstrip(" ").split(" ")
    return _differ(suffix.split(" "), theirs, str.startswith) if suffix else _Difference(0)


def _differ(ours: Sequence[str], theirs: Sequence[str], reaches: Callable[[str, str], bool]) -> _Difference:
    """The first of our words that is not theirs; our last one may be a part of theirs."""
    likeness = sum(our == their for our, their in zip(ours, theirs, strict=False))
    for index, word in enumerate(ours):
        other = theirs[index] if index < len(theirs) else ""
        if other != word and not (index == len(ours) - 1 and reaches(other, word)):
            return _Difference(likeness, word, other or None)
    return _Difference(likeness)


def _missing_at(
    folded: Folded,
    part: Literal["exact", "prefix", "suffix"],
    word: str,
    place: int,
    instead: str | None = None,
) -> Missing:
    """What is missing, with the word, the excerpt and the line at a place of the folded text."""
    there = min(place, max(0, len(folded.text) - 1))
    found = instead or folded.text[place : place + 200].split(" ")[0] or None
    line = line_of(folded.original, folded.unfold(there)) if folded.text else 1
    return Missing(part, word, found, _excerpt(folded.text, there), line)


def _excerpt(text: str, place: int) -> str:
    """A few whole words around a place, with … where the text goes on."""
    begin, end = max(0, place - EXCERPT_BEFORE), min(len(text), place + EXCERPT_AFTER)
    shown = text[begin:end]
    if begin and " " in shown[: place - begin]:
        shown = "…" + shown.split(" ", 1)[1]
    if end < len(text) and " " in text[place:end]:
        shown = shown.rsplit(" ", 1)[0] + "…"
    return shown.strip(" ")
