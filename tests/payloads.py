"""Hostile texts, by family: those that Sayso takes and shows, those that it refuses, and names of files.

`tests/payloads/README.md` says how the files are written.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

PAYLOADS = Path(__file__).with_suffix("")
BLNS = PAYLOADS / "blns" / "blns.json"
BLNS_SHA256 = "e478f5de901975f7a660e64dc596f1f0b54710a1e8ce06b4210969efefab2245"
ESCAPED = re.compile(r"<U\+([0-9A-F]{4,6})>")
# Said anew here, so that tests do not take the word of what they test: what nobody can see, but for space, for the two
# joiners, and for the marks of direction that turn nothing around them.
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
SEEN = frozenset("\t\n\r\u200c\u200d\u200e\u200f\u061c")
# What Markdown may read as markup that records are allowed; in plain texts all of it is text.
MAY_MARK_UP = re.compile(r"[*_`\\\n]|\]\(\s*<?https?:|\[\[|<https?:|^\s*(?:[-+>]|\d+\.)\s", re.IGNORECASE)


def read_lines(path: Path) -> list[str]:
    """The texts of a file; its head, up to the first blank line, says what they are."""
    _, _, lines = path.read_text(encoding="utf-8").partition("\n\n")
    return [ESCAPED.sub(lambda match: chr(int(match[1], 16)), line) for line in lines.removesuffix("\n").split("\n")]


def read_families(name: str) -> dict[str, list[str]]:
    """The texts of a folder by family."""
    return {path.stem: read_lines(path) for path in sorted((PAYLOADS / name).glob("*.txt"))}


def is_seen(text: str) -> bool:
    """Whether every character of a text is one that records may hold."""
    return all(character in SEEN or unicodedata.category(character) not in UNSEEN for character in text)


@cache
def read_blns() -> tuple[str, ...]:
    """The public list as it is."""
    data = BLNS.read_bytes()
    assert hashlib.sha256(data).hexdigest() == BLNS_SHA256, "tests/payloads/blns/README.md tells of another list"
    return tuple(json.loads(data))


@cache
def list_accepted() -> tuple[str, ...]:
    """All texts that Sayso is to take and to show, own and public, each once.

    Without the space around them, which belongs to no value, and without those that are nothing but space.
    """
    own = [text for family in read_families("accepted").values() for text in family]
    public = [text for text in read_blns() if is_seen(text)]
    return tuple(dict.fromkeys(stripped for text in [*own, *public] if (stripped := text.strip())))


@cache
def list_refused() -> tuple[str, ...]:
    """All texts with a character that nobody can see."""
    own = [text for family in read_families("refused").values() for text in family]
    return tuple(dict.fromkeys([*own, *(text for text in read_blns() if not is_seen(text))]))


@cache
def list_verbatim() -> tuple[str, ...]:
    """The accepted texts in which even Markdown finds nothing that it may mark up."""
    return tuple(text for text in list_accepted() if not MAY_MARK_UP.search(text))


@cache
def list_names() -> tuple[str, ...]:
    """Names of files and folders."""
    return tuple(dict.fromkeys(name for family in read_families("names").values() for name in family))
