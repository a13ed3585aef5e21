"""Long lists in parts, each a page of its own, whose addresses stay when records are added.

Numbered parts would all change with each record that is added before them. Here a list is cut before the entries whose
names have the least digests, wherever they stand, and a part is named by the entry that it begins with, as in
`claims/from/x/`. So an added record changes the part in which it stands, and hardly ever where another entry is found.
The first part stands at the list's own address.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from sayso.library import group
from sayso.page_addresses import Urls
from sayso.page_settings import MOST_ENTRIES

E = TypeVar("E")

# A part of a list has at least a quarter of the entries that one may have.
SMALLEST_SHARE = 4
# How many parts before and after the one that is shown are named by their numbers.
NAMED_AROUND = 2


class Part(NamedTuple, Generic[E]):
    """Neighbouring entries of a list, the address of the page that they stand on, and which of how many it is."""

    number: int
    of: int
    address: str
    entries: tuple[E, ...]

    @property
    def is_first(self) -> bool:
        """Whether the list begins here."""
        return self.number == 1


class Step(NamedTuple):
    """A way to a part by its number; without an address it is the one that is shown."""

    number: int
    address: str | None


class Pager(NamedTuple):
    """Where a part stands in its list, and the ways to others: those beside it, the first, the last; none for a gap."""

    words: str
    previous: str | None
    next: str | None
    steps: tuple[Step | None, ...]
    is_first: bool


def cut(names: Sequence[str], most: int = MOST_ENTRIES) -> list[int]:
    """The places at which parts of a list of these names begin, each with at most so many entries; 0 is the first.

    A stretch that is too long is cut before the name with the least digest that is not too near to its ends. Which that
    is does not change when names are added, but where one of them has a lesser digest.
    """
    digests = [zlib.crc32(name.encode()) for name in names]
    least = max(1, most // SMALLEST_SHARE)
    starts, stretches = [0], [(0, len(names))]
    while stretches:
        start, end = stretches.pop()
        if end - start > most:
            middle = min(range(start + least, end - least + 1), key=digests.__getitem__)
            starts.append(middle)
            stretches += [(start, middle), (middle, end)]
    return sorted(starts)


def make_parts(  # noqa: PLR0913 -- a list has these, and each caller names them
    urls: Urls, path: str, address: str, entries: Iterable[E], name: Callable[[E], str], *, most: int = MOST_ENTRIES
) -> tuple[Part[E], ...]:
    """The parts of a list, at least one; `path` is the folder below which all but the first stand at `from/NAME`.

    Names are different from each other, and in the form of ids.
    """
    whole = tuple(entries)
    names = [name(entry) for entry in whole]
    starts = cut(names, most)
    return tuple(
        Part(number, len(starts), urls.part(path, names[start]) if start else address, whole[start:end])
        for number, (start, end) in enumerate(pairwise([*starts, len(whole)]), 1)
    )


def make_pager(parts: Sequence[Part[E]], here: Part[E]) -> Pager | None:
    """The ways from one part to the others; none where there is no other."""
    if here.of == 1:
        return None
    return Pager(
        words=word_part(here),
        previous=None if here.is_first else parts[here.number - 2].address,
        next=None if here.number == here.of else parts[here.number].address,
        steps=tuple(list_steps(parts, here)),
        is_first=here.is_first,
    )


def word_part(here: Part[E]) -> str:
    """`page 3 of 61`."""
    return f"page {here.number} of {here.of}"


def list_steps(parts: Sequence[Part[E]], here: Part[E]) -> Iterator[Step | None]:
    """The first part, those around the one that is shown, the last, and none where others are left out."""
    named = [n for n in range(1, here.of + 1) if n in {1, here.of} or abs(n - here.number) <= NAMED_AROUND]
    for before, number in pairwise([0, *named]):
        if number > before + 2:
            yield None
        # Where one alone is left out, its number takes no more room than the sign for it.
        for one in range(number - 1 if number == before + 2 else number, number + 1):
            yield Step(one, None if one == here.number else parts[one - 1].address)


class Groups(Generic[E]):
    """The entries of a list under what they have in common, such as a letter or a year, in each of its parts."""

    def __init__(self, parts: Sequence[Part[E]], name: Callable[[E], str]) -> None:
        self._parts = [group((name(entry), entry) for entry in part.entries) for part in parts]
        self.counts: Counter[str] = Counter()
        self.begins: dict[str, tuple[Part[E], E]] = {}
        """The part in which each group begins, and its first entry."""
        for part, groups in zip(parts, self._parts, strict=True):
            for key, entries in groups.items():
                self.counts[key] += len(entries)
                self.begins.setdefault(key, (part, entries[0]))

    def on(self, part: Part[E]) -> dict[str, tuple[E, ...]]:
        """The groups of which entries stand in a part, in order."""
        return self._parts[part.number - 1]

    def address(self, key: str, here: Part[E]) -> str:
        """The address of the part in which a group begins; empty for the one that is shown."""
        first, _ = self.begins[key]
        return "" if first is here else first.address

    def continues(self, key: str, here: Part[E]) -> bool:
        """Whether some of a group stands in the part that is shown, and the group begins before it."""
        return key in self.on(here) and self.begins[key][0] is not here
