"""Why a passage does not stand between its prefix and its suffix: the word of them that differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.passages.folding import Folded
from sayso.passages.missing import MARGIN, Missing, tell_missing
from sayso.passages.places import list_places

# Characters of a prefix or suffix, next to the passage, in which a difference is looked for.
MOST_COMPARED = 1_000


def explain_surroundings(folded: Folded, exact: str, prefix: str, suffix: str) -> Missing:
    """The word of the prefix or suffix that differs at the place of the passage where most of both fits."""
    prefix, suffix = prefix[-MOST_COMPARED:], suffix[:MOST_COMPARED]
    place, before, after = max(
        (
            (place, differ_before(folded.text, place, prefix), differ_after(folded.text, place + len(exact), suffix))
            for place in list_places(folded.text, exact)
        ),
        key=lambda found: found[1].likeness + found[2].likeness,
    )
    if before.word is not None:
        at = max(0, place - 1 - len(before.instead or ""))
        return tell_missing(folded, "prefix", before.word, at, before.instead)
    word = after.word if after.word is not None else suffix
    return tell_missing(folded, "suffix", word, place + len(exact), after.instead)


@dataclass(frozen=True, slots=True)
class Difference:
    """How many words are alike; the first that is not, and the one in its place, if any."""

    likeness: int
    word: str | None = None
    instead: str | None = None


def differ_before(text: str, place: int, prefix: str) -> Difference:
    """Where a prefix differs from the text before a place, read backwards."""
    theirs = text[max(0, place - len(prefix) - MARGIN) : place].rstrip(" ").split(" ")
    return differ(prefix.split(" ")[::-1], theirs[::-1], str.endswith) if prefix else Difference(0)


def differ_after(text: str, place: int, suffix: str) -> Difference:
    """Where a suffix differs from the text after a place."""
    theirs = text[place : place + len(suffix) + MARGIN].lstrip(" ").split(" ")
    return differ(suffix.split(" "), theirs, str.startswith) if suffix else Difference(0)


def differ(ours: Sequence[str], theirs: Sequence[str], reaches: Callable[[str, str], bool]) -> Difference:
    """The first of our words that is not theirs; our last one may be a part of theirs."""
    likeness = sum(our == their for our, their in zip(ours, theirs, strict=False))
    for index, word in enumerate(ours):
        other = theirs[index] if index < len(theirs) else ""
        if other != word and not (index == len(ours) - 1 and reaches(other, word)):
            return Difference(likeness, word, other or None)
    return Difference(likeness)
