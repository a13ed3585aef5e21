"""Words for messages: what was written in quotes, lists, numbers with their nouns, and the choices that are nearest."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

LONGEST_QUOTE = 80
FEW_CHOICES = 8
MOST_NAMED = 3
SHORTEST_WORD = 3
QUOTATION_MARKS = "\"'`“”„‟«»‘’‚‛‹›"
# Each comparison takes time; after so many different words a contributor needs no more hints.
MOST_HINTS = 50
# Words that difflib finds less alike than this differ in more than a third of their letters; counting those is slow.
MOST_COMPARED, LEAST_ALIKE = 20, 0.66


def printable(text: str) -> str:
    """The text on one line; what does not print stands as its number, and no command is left for CI to obey.

    GitHub obeys `::` at the beginning of a line, and GitHub and Azure obey `##[` and `##vso[` wherever they stand.
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
    return re.sub("(?<=:)(?=:)|(?<=#)(?=#)", " ", shown)


def quote(text: str) -> str:
    """What was written, in single quotes, clipped to 80 characters, safe to print."""
    clipped = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"'{printable(clipped)}'"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """The words as an English list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 -- one word needs no joining
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, one: str, several: str = "") -> str:
    """The number with its noun, which takes an `s` unless its plural is given: `1 record`, `90 records`, `2 copies`."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def with_article(name: str) -> str:
    """`an actor`, `a claim`."""
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


def ask_near(choices: Iterable[str], written: str) -> str:
    """A closing question that names the nearest choices, or nothing where none is near."""
    near = find_near(choices, written)
    return f"Did you mean {join_words([quote(name) for name in near], 'or')}?" if near else ""


def list_choices(choices: Iterable[str], written: str) -> str:
    """A closing sentence that names the valid choices: the nearest, or all where they are few; else nothing."""
    every = list(choices)
    near = find_near(every, written)
    if near and (len(near) == 1 or len(every) > FEW_CHOICES):
        return ask_near(every, written)
    if every and len(every) <= FEW_CHOICES:
        return f"Write {join_words([quote(name) for name in every], 'or')}."
    return ""


def find_near(choices: Iterable[str], written: str) -> list[str]:
    """Up to three choices that were probably meant: by a slip of the fingers, else those that hold it as a word.

    A slip changes a third of the letters at most, so that `country` is not taken for `community`. Capitals and
    quotation marks around the word are no slip: what is left is the choice itself.
    """
    every, written = list(choices), written.casefold().strip(QUOTATION_MARKS + " ")
    if written in every:
        return [written]
    alike = difflib.get_close_matches(written, every, n=MOST_COMPARED, cutoff=LEAST_ALIKE)
    slips = {choice: count_slips(written, choice) for choice in alike}
    near = [choice for choice in alike if 3 * slips[choice] <= max(len(written), len(choice))]
    if not near and len(written) >= SHORTEST_WORD:
        near = [choice for choice in every if written in re.split("[-_]", choice)]
    return sorted(near, key=lambda choice: slips.get(choice, 0))[:MOST_NAMED]


def count_slips(written: str, meant: str) -> int:
    """How many letters were added, left out, changed or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for place, letter in enumerate(written, 1):
        below = [place]
        for index, other in enumerate(meant, 1):
            fewest = min(row[index] + 1, below[-1] + 1, row[index - 1] + (letter != other))
            if place > 1 and index > 1 and letter == meant[index - 2] and written[place - 2] == other:
                fewest = min(fewest, before[index - 2] + 1)
            below.append(fewest)
        before, row = row, below
    return row[-1]
