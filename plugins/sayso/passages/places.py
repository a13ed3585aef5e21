"""Places of words in a folded text: whole words only, and never so many that a hostile text takes minutes."""

from __future__ import annotations

from collections.abc import Iterator

# Guards: what is beyond them is no passage that a reader could find either.
MOST_COUNTED = 100
MOST_TRIED = 5_000
MOST_COMPARED = 2_000_000


def list_places(text: str, exact: str) -> list[int]:
    """Where the words stand in the folded text, the first hundred."""
    places: list[int] = []
    for place in find_each(text, exact):
        if is_whole(text, place, place + len(exact)):
            places.append(place)
            if len(places) == MOST_COUNTED:
                break
    return places


def list_places_between(text: str, exact: str, prefix: str, suffix: str) -> list[int]:
    """Where the words stand right after the prefix and right before the suffix; a space between them is free."""
    places: set[int] = set()
    for before in {prefix, prefix and f"{prefix} "}:
        for after in {suffix, suffix and f" {suffix}"}:
            starts = find_each(text, before + exact + after)
            places |= {start + len(before) for start, _ in zip(starts, range(MOST_COUNTED), strict=False)}
    return sorted(place for place in places if is_whole(text, place, place + len(exact)))


def find_each(text: str, words: str) -> Iterator[int]:
    """Each place of the words in the text; fewer of long words, since each search reads them whole."""
    if not words:
        return
    place = text.find(words)
    for _ in range(max(10, min(MOST_TRIED, MOST_COMPARED // len(words)))):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word or number is cut at either end: not 'legal' of 'illegal', not '340' of '1,340'."""
    return not (is_cut(text, start) or is_cut(text, end))


def is_cut(text: str, place: int) -> bool:
    """Whether a place lies inside a word or number."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isdecimal() or after.isdecimal():
        before, after = skip_separator(text, place)
        return before.isdecimal() and after.isdecimal()
    return divides_words(before) and divides_words(after)


def skip_separator(text: str, place: int) -> tuple[str, str]:
    """The characters on both sides of a place, or of the point or comma in a number that stands there."""
    before, after = text[place - 1], text[place]
    if before in ".," and place > 1:
        before = text[place - 2]
    elif after in ".," and place + 1 < len(text):
        after = text[place + 1]
    return before, after


def divides_words(character: str) -> bool:
    """Whether it is a letter of Latin, Greek, Cyrillic or Armenian writing, which join no particles to words."""
    return character.isalpha() and (character < "\u0590" or "\u1e00" <= character < "\u2000")
