"""Names by their first letter, as the index of a book has them."""

from __future__ import annotations

import unicodedata

DIGITS = "0–9"
OTHER_SCRIPTS = "Other scripts"


def fold_name(name: str) -> str:
    """The name as an index sorts it: small letters without accents, from the first letter or digit on."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    start = next((index for index, sign in enumerate(bare) if sign.isalnum()), 0)
    return bare[start:].casefold()


def letter_of(name: str) -> str:
    """The heading under which a name stands: its Latin letter, `0–9`, or `Other scripts`."""
    first = fold_name(name)[:1]
    if first.isdigit():
        return DIGITS
    is_latin = bool(first) and unicodedata.name(first, "").startswith("LATIN")
    return first.upper() if is_latin else OTHER_SCRIPTS


def index_order(name: str) -> tuple[int, str]:
    """A key that puts names in the order of an index: digits, Latin letters, other scripts."""
    letter = letter_of(name)
    rank = 0 if letter == DIGITS else 2 if letter == OTHER_SCRIPTS else 1
    return rank, fold_name(name)


def anchor_of(letter: str) -> str:
    """The anchor of a letter's heading, in ASCII."""
    names = {DIGITS: "digits", OTHER_SCRIPTS: "other"}
    plain = letter.lower()
    return f"letter-{names.get(letter) or (plain if plain.isascii() else f'u{ord(plain[0]):04x}')}"
