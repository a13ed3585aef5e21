"""Letters as ranges, the way styles write them: `20-7E,131`."""

from __future__ import annotations

from collections.abc import Iterable


def parse_letters(ranges: str) -> frozenset[int]:
    """The code points of ranges, with or without the `U+` of styles."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def write_letters(letters: Iterable[int]) -> str:
    """The shortest ranges that hold these code points and no other, as `unicode-range` takes them."""
    runs: list[list[int]] = []
    for letter in sorted(letters):
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)
