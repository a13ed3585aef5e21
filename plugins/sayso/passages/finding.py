"""The search for a passage: it stands once, several times, or not as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sayso.passages.folding import Folded, fold, fold_words, paragraph_of
from sayso.passages.missing import Missing, explain_missing
from sayso.passages.places import list_places, list_places_between
from sayso.passages.surroundings import explain_surroundings
from sayso.records.position import Passage

# Rules and pages ask for the same passages, one source after the other or one claim after the other.
MOST_REMEMBERED = 100_000


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
    """Where a passage stands in a text, or why it does not, which takes long to find in a long text."""
    return locate_passage(text, passage) or explain_passage(text, passage)


@lru_cache(maxsize=MOST_REMEMBERED)
def locate_passage(text: str, passage: Passage) -> Found | Ambiguous | None:
    """Where a passage stands: whole words, exact after folding, after its prefix and before its suffix; or nowhere."""
    folded = fold(text)
    exact, prefix, suffix = (fold_words(part or "") for part in (passage.exact, passage.prefix, passage.suffix))
    if exact and (prefix or suffix):
        places = list_places_between(folded.text, exact, prefix, suffix)
    else:
        places = list_places(folded.text, exact)
    if len(places) > 1:
        return Ambiguous(len(places))
    return locate(folded, places[0], exact) if places else None


def explain_passage(text: str, passage: Passage) -> Missing:
    """The first word that differs, of a passage that stands nowhere in a text."""
    folded, exact = fold(text), fold_words(passage.exact)
    if list_places(folded.text, exact):
        return explain_surroundings(folded, exact, fold_words(passage.prefix or ""), fold_words(passage.suffix or ""))
    return explain_missing(folded, exact)


def find_words(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """The spans of the original text in which the words stand after folding; the first hundred."""
    folded, exact = fold(text), fold_words(words)
    spans = (locate(folded, place, exact) for place in list_places(folded.text, exact))
    return tuple((found.start, found.end) for found in spans)


def holds_words(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words after folding; capitals matter."""
    return bool(list_places(fold_words(text), fold_words(words)))


def locate(folded: Folded, place: int, exact: str) -> Found:
    """The original place of words that begin at a place of the folded text."""
    start = folded.unfold(place)
    return Found(start, folded.unfold(place + len(exact) - 1) + 1, paragraph_of(folded.original, start))
