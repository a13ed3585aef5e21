"""Why a passage does not stand in a text: the first word that differs, at the place that is nearest to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from sayso.passages.folding import Folded, line_of
from sayso.passages.places import MOST_COUNTED, find_each, is_cut, is_whole, list_places

MOST_ALIGNED = 200
MOST_STARTS = 12
LEAST_NEAR = 3
MARGIN = 60
NEIGHBOURS = 20
DOTS = re.compile(r"\[(?:\.{3}|…)\]|\((?:\.{3}|…)\)|\.{3}|…")
ELLIPSES = ("...", "…")
EXCERPT_BEFORE, EXCERPT_AFTER = 30, 45


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
    slip: Literal["capitals", "ellipsis"] | None = None
    """What is known of the difference: capitals alone, or dots (the word) for what was left out."""


def explain_missing(folded: Folded, exact: str) -> Missing:
    """The first word that differs, at the place of the text that holds the longest run of the passage's words."""
    if (missing := explain_capitals(folded, exact) or explain_dots(folded, exact)) is not None:
        return missing
    words = exact.split(" ")
    first = find_longest_run(folded.text, words, 0)
    step = max(1, len(words) // MOST_STARTS)
    others = [find_longest_run(folded.text, words, start) for start in range(step, len(words), step)]
    run = max([first, *others], key=lambda run: run.length)
    if run.length < max(1, min(LEAST_NEAR, len(words) // 2)):
        return Missing("exact", words[min(first.length, len(words) - 1)])
    if run.start == 0 or first.length >= MOST_ALIGNED:
        index, place = choose_continuation(folded.text, words, first)
    else:
        index, place = align_before(folded.text, words, choose_place(folded.text, words, run))
    return tell_missing(folded, "exact", words[index], place)


def explain_capitals(folded: Folded, exact: str) -> Missing | None:
    """The first word that differs, where nothing but capitals does."""
    places = list_places(flatten(folded.text), flatten(exact))
    if not places:
        return None
    there = folded.text[places[0] : places[0] + len(exact)]
    index = next(index for index, letter in enumerate(exact) if letter != there[index])
    start = exact.rfind(" ", 0, index) + 1
    word, instead = exact[start:].split(" ", maxsplit=1)[0], there[start:].split(" ")[0]
    return replace(tell_missing(folded, "exact", word, places[0] + start, instead), slip="capitals")


def flatten(text: str) -> str:
    """The text in small letters, as long as it was."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def explain_dots(folded: Folded, exact: str) -> Missing | None:
    """The dots that stand in a passage for what was left out, where the text has none that it could mean."""
    dots = DOTS.search(exact)
    if dots is None or any(sign in folded.text for sign in ELLIPSES):
        return None
    return Missing("exact", dots[0], slip="ellipsis")


@dataclass(frozen=True, slots=True)
class Run:
    """So many words of a passage, from that word on, stand together in the folded text, first at `place`."""

    start: int
    length: int
    place: int


def find_longest_run(text: str, words: Sequence[str], start: int) -> Run:
    """The longest run from a word on; found by doubling, then halving, since each part of a run is a run."""
    low, high, place = 0, len(words) - start, -1
    is_doubling = True
    while low < high:
        middle = min(high, 2 * low + 1) if is_doubling else (low + high + 1) // 2
        found = find_run(text, words, start, start + middle)
        if found is None:
            high, is_doubling = middle - 1, False
        else:
            low, place = middle, found
    return Run(start, low, place)


def find_run(text: str, words: Sequence[str], start: int, end: int) -> int | None:
    """The first place where these words stand as whole words."""
    sought = " ".join(words[start:end])
    closed = end < len(words)
    for place in find_each(text, sought):
        stop = place + len(sought)
        ends_well = text[stop : stop + 1] in {" ", ""} if closed else not is_cut(text, stop)
        if ends_well and not is_cut(text, place):
            return place
    return None


def choose_continuation(text: str, words: Sequence[str], run: Run) -> tuple[int, int]:
    """The first differing word and its place in the text, where the text after the run is most like the passage."""
    sought = " ".join(words[: run.length]) + " "
    rest = words[run.length : run.length + 20]
    best, best_likeness = run.place + len(sought), -1.0
    for place, _ in zip(find_each(text, sought), range(MOST_COUNTED), strict=False):
        stop = place + len(sought)
        after = text[stop : stop + 200].split(" ")[: len(rest)]
        likeness = SequenceMatcher(None, rest, after, autojunk=False).ratio()
        if likeness > best_likeness and not is_cut(text, place):
            best, best_likeness = stop, likeness
    return run.length, best


def choose_place(text: str, words: Sequence[str], run: Run) -> Run:
    """The run at the one of its places before which the text is most like the passage."""
    sought = " ".join(words[run.start : run.start + run.length])
    ours = words[max(0, run.start - NEIGHBOURS) : run.start]
    best, best_likeness = run, -1.0
    for place, _ in zip(find_each(text, sought), range(MOST_COUNTED), strict=False):
        theirs = text[max(0, place - 10 * NEIGHBOURS) : place].rstrip(" ").split(" ")[-len(ours) :]
        likeness = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
        if likeness > best_likeness and is_whole(text, place, place + len(sought)):
            best, best_likeness = replace(run, place=place), likeness
    return best


def align_before(text: str, words: Sequence[str], run: Run) -> tuple[int, int]:
    """The first differing word and its place in the text, which are somewhere before the run."""
    ours = words[: min(run.start, MOST_ALIGNED)]
    begin = max(0, run.place - len(" ".join(words[: run.start])) - MARGIN)
    window = text[begin : min(run.place, begin + len(" ".join(ours)) + 2 * MARGIN)].rstrip(" ")
    theirs = window.split(" ")
    index, other = find_first_difference(ours, theirs)
    place = begin + len(" ".join(theirs[:other])) + (1 if other else 0)
    return index, min(place, run.place)


def find_first_difference(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """The indexes of the first word of ours that differs, and of the word beside it; theirs may begin earlier.

    Where theirs has a word more right at the end, the first is the index of what follows ours.
    """
    matcher = SequenceMatcher(None, ours[::-1], theirs[::-1], autojunk=False)  # backwards: the end is where both meet
    for tag, after, until, other_after, other_until in reversed(matcher.get_opcodes()):
        index, other = len(ours) - until, len(theirs) - other_until
        if tag == "equal" or (tag == "insert" and index == 0):
            continue
        if index == 0:
            other = max(other, len(theirs) - other_after - (until - after))
        return index, other
    return len(ours) - 1, max(0, len(theirs) - 1)


def tell_missing(
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
    return Missing(part, word, found, cut_excerpt(folded.text, there), line)


def cut_excerpt(text: str, place: int) -> str:
    """A few whole words around a place, with … where the text goes on."""
    begin, end = max(0, place - EXCERPT_BEFORE), min(len(text), place + EXCERPT_AFTER)
    shown = text[begin:end]
    if begin and " " in shown[: place - begin]:
        shown = "…" + shown.split(" ", 1)[1]
    if end < len(text) and " " in text[place:end]:
        shown = shown.rsplit(" ", 1)[0] + "…"
    return shown.strip(" ")
