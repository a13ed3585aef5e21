"""The search for a passage: it stands once, several times, or not as it is written."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.passages.folding import Folded, fold, fold_words, paragraph_of
from sayso.passages.missing import Missing, explain_missing
from sayso.passages.places import list_places, list_places_between
from sayso.passages.surroundings import explain_surroundings
from sayso.records.position import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A passage stands in the original from `start` to `end`, beginning in that paragraph, counted from 1."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A passage stands in the text several times; `count` stops at 100."""

    count: int


def find_passage(text: str, passage: Passage) -> Found | Missing | Ambiguous:
    """Where a passage stands in a text: whole words, exact after folding, after its prefix and before its suffix."""
    folded = fold(text)
    exact = fold_words(passage.exact)
    places = list_places(folded.text, exact)
    if not places:
        return explain_missing(folded, exact)
    prefix, suffix = fold_words(passage.prefix or ""), fold_words(passage.suffix or "")
    if prefix or suffix:
        fitting = list_places_between(folded.text, exact, prefix, suffix)
        if not fitting:
            return explain_surroundings(folded, exact, prefix, suffix)
        places = fitting
    if len(places) > 1:
        return Ambiguous(len(places))
    return locate(folded, places[0], exact)


def find_words(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """The spans of the original text in which the words stand after folding; the first hundred."""
    folded, exact = fold(text), fold_words(words)
    spans = (locate(folded, place, exact) for place in list_places(folded.text, exact))
    return tuple((found.start, found.end) for found in spans)


def holds_words(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words after folding; capitals matter."""
    return bool(find_words(text, words))


def locate(folded: Folded, place: int, exact: str) -> Found:
    """The original place of words that begin at a place of the folded text."""
    start = folded.unfold(place)
    return Found(start, folded.unfold(place + len(exact) - 1) + 1, paragraph_of(folded.original, start))
