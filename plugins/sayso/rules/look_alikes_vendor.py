"""Remakes the list of characters that look alike from Unicode's `confusables.txt`; README.md in `data` says how.

`python -m sayso.rules.look_alikes_vendor confusables.txt` writes the letters, marks and digits of that file which
compatibility does not make equal anyway, one prototype a line, followed by what looks like it.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.rules.look_alikes import DATA

# Looks like `rn` to Unicode: so do too many names of people, such as Kern and Kem.
LEFT_OUT = frozenset("m")
HEAD = """\
# Characters that look alike, made from confusables.txt, version {version}, of Unicode Technical Standard 39
# (https://www.unicode.org/reports/tr39/), and changed: see README.md. The licence stands in LICENSE.
"""


def cut_down(text: str) -> str:
    """What is kept of the text of `confusables.txt`, in hexadecimal numbers, in the order of these."""
    kept = defaultdict(list)
    for character, prototype in read_pairs(text):
        if is_kept(character):
            kept[prototype].append(character)
    version = next(line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("# Version:"))
    lines = (f"{number(prototype)}: {number(sorted(kept[prototype]))}\n" for prototype in sorted(kept))
    return HEAD.format(version=version) + "".join(lines)


def read_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each character with the one, or those, that stand for all that look like it."""
    for line in text.removeprefix("\ufeff").splitlines():
        if ";" in line and not line.startswith("#"):
            character, prototype, _ = line.split(";", 2)
            yield chr(int(character, 16)), "".join(chr(int(code, 16)) for code in prototype.split())


def is_kept(character: str) -> bool:
    """Whether names are made of it, and whether it is not the same as another in compatibility."""
    is_letter = unicodedata.category(character)[0] in "LMN" or character == "|"
    return is_letter and character not in LEFT_OUT and unicodedata.normalize("NFKC", character) == character


def number(characters: str | list[str]) -> str:
    """The numbers of characters."""
    return " ".join(f"{ord(character):04X}" for character in characters)


if __name__ == "__main__":
    DATA.write_text(cut_down(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
