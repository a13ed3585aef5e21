"""Words that stand nowhere but where a test puts them, and a search for them in every byte of every file of a site."""

from __future__ import annotations

import base64
import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

# Without vowels no word has an ending that a stemmer would take off.
LETTERS = "bcdfghjkmnpqrtvw"
START, LENGTH, END = "qzv", 6, "x"
CANARY = re.compile(rf"{START}[{LETTERS}]{{{LENGTH}}}{END}".encode())
IN_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")
IN_HEX = re.compile(rb"(?:[0-9a-f]{2}){10,}")
ESCAPED = re.compile(rb"\\(?:u00|x)([0-9a-f]{2})")
GZIP = b"\x1f\x8b"


def make_canary(number: int) -> str:
    """The word with that number; lower case, so that it can be an id too."""
    digits = (LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))
    return f"{START}{''.join(digits)}{END}"


def find_canaries(site: Path) -> dict[str, set[str]]:
    """By canary, the paths of all files of a site that hold it in whatever form, or have it in their names."""
    found: dict[str, set[str]] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        for word in list_canaries(name.encode()) | list_canaries(data):
            found.setdefault(word, set()).add(name)
    return found


def list_canaries(data: bytes) -> set[str]:
    """The canaries in some bytes, also packed, escaped, in capitals, or in another encoding."""
    return {match.decode() for form in list_forms(data) for match in CANARY.findall(form.lower())}


def list_forms(data: bytes) -> Iterator[bytes]:
    """All that some bytes can be read as."""
    if data.startswith(GZIP):
        yield from list_forms(gzip.decompress(data))
        return
    yield data
    yield data.replace(b"\0", b"")  # UTF-16 and UTF-32
    yield data[::-1]
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"&" in data:
        yield html.unescape(data.decode(errors="replace")).encode()
    if b"\\" in data:
        yield ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), data.lower())
    for match in IN_HEX.finditer(data.lower()):
        yield bytes.fromhex(match[0].decode())
        yield bytes.fromhex(match[0][1:-1].decode())
    for match in IN_BASE64.finditer(data):
        for start in range(4):
            text = match[0][start:].translate(bytes.maketrans(b"-_", b"+/"))
            yield base64.b64decode(text[: len(text) // 4 * 4])
