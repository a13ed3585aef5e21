"""Texts that look alike though they differ in characters, by the list of Unicode (https://www.unicode.org/reports/tr39/).

A skeleton is what a text looks like: two texts with the same one can be taken for each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "look_alikes.txt"
# Writings with letters that look like those of another of these; no word is written in two of them by itself.
SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET"})
WORD = re.compile(r"[^\W\d_]+")
# A digit looks like a letter only beside one: "Part 1" is not taken for "Part I".
LONE_DIGIT = re.compile(r"(?<![^\W\d_])[01]+(?![^\W\d_])")
KEPT = {"0": "\ufdd0", "1": "\ufdd1"}


@cache
def load_prototypes() -> dict[int, str]:
    """For each character that looks like another: the one, or those, that stand for all that look like it."""
    prototypes: dict[int, str] = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            prototype, _, characters = line.partition(":")
            stands = "".join(chr(int(code, 16)) for code in prototype.split())
            prototypes |= dict.fromkeys((int(code, 16) for code in characters.split()), stands)
    return prototypes


def make_skeleton(text: str) -> str:
    """What a text looks like."""
    kept = LONE_DIGIT.sub(lambda match: "".join(KEPT[digit] for digit in match[0]), text)
    if not kept.isascii():
        kept = unicodedata.normalize("NFKD", kept)
    looks = kept.translate(load_prototypes())
    return looks if looks.isascii() else unicodedata.normalize("NFD", looks)


def find_mixed(text: str) -> tuple[str, str, str] | None:
    """The first word in two writings that look alike: the word, the letter that looks like another, its look."""
    if text.isascii():
        return None
    for word in WORD.findall(unicodedata.normalize("NFC", text)):
        letters = [letter for letter in word if name_script(letter) in SCRIPTS]
        scripts = Counter(map(name_script, letters))
        for letter in sorted(dict.fromkeys(letters), key=lambda letter: scripts[name_script(letter)]):
            script, look = name_script(letter), load_prototypes().get(ord(letter), letter)
            if len(scripts) > 1 and script != "LATIN" and name_script(look[0]) in {"LATIN", *scripts} - {script}:
                return word, letter, look
    return None


@cache
def name_script(letter: str) -> str:
    """The writing that a letter belongs to, by the first word of its name; FULLWIDTH and the like are none."""
    return unicodedata.name(letter, "").partition(" ")[0]
