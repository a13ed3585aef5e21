"""What a built site weighs: files on disk, and what a reader's browser has to load, in bytes.

Packed sizes are those of gzip at level 6, as most hosts send text; fonts and pictures that are packed already are sent
as they are. Everything is read from the folder of a site, of whichever generator.
"""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

LEVEL = 6
# Endings of files that no host packs again.
PACKED = (".woff2", ".woff", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".gz")
INDEX = "index.html"
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
CSS_FONT = re.compile(r"@font-face\s*\{[^}]*\}")
CSS_IMPORT = re.compile(r"@import[^;]+;")
CSS_RANGE = re.compile(r"U\+([0-9A-F?]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
REDIRECT = re.compile(r"""<meta http-equiv=["']?refresh""", re.IGNORECASE)
JS_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
PRELOADED = ("stylesheet", "modulepreload", "preload", "icon", "shortcut icon")


@dataclass(frozen=True, slots=True)
class Weights:
    """Packed bytes of several pages: of the one in the middle, and of the largest, with its path."""

    pages: int
    median: int
    largest: int
    path: str


@dataclass(frozen=True, slots=True)
class Output:
    """How many files a site has, and their bytes as they lie on disk."""

    files: int
    size: int


def weigh_output(site: Path) -> Output:
    """The files of a site, links included."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Output(len(sizes), sum(sizes))


def weigh_claims(site: Path) -> Weights:
    """The pages of claims, without their list and without pages that only lead to another address."""
    return weigh(
        site, (path for path in site.glob(f"claims/*/{INDEX}") if not REDIRECT.search(path.read_text("utf-8")))
    )


def weigh_lists(site: Path, folders: Iterable[str]) -> Weights:
    """The lists of these folders: the page of each, and those that go on with it below `page/` or `from/`."""
    found = [
        path
        for folder in folders
        for pattern in (INDEX, f"page/**/{INDEX}", f"from/**/{INDEX}")
        for path in (site / folder).glob(pattern)
    ]
    return weigh(site, found)


def weigh(site: Path, pages: Iterable[Path]) -> Weights:
    """The packed bytes of pages, of which there must be one."""
    sizes = sorted((packed_size(path), path.relative_to(site).as_posix()) for path in pages)
    assert sizes, f"{site} has no such pages"
    largest, path = sizes[-1]
    return Weights(len(sizes), round(median(size for size, _ in sizes)), largest, path)


def weigh_first_view(site: Path, page: str) -> dict[str, int]:
    """Packed bytes of what a first visit to a page loads, by path below the site: the page, style, fonts, scripts.

    Icons and pictures in the page count as well. A font counts where the page has a letter of its range, as a browser
    decides, whether or not its family is used. What other hosts send, pictures that styles name, and what scripts ask
    for later is not here.
    """
    return {path: packed_size(site / path) for path in list_loaded(site, page)}


def list_loaded(site: Path, page: str) -> list[str]:
    """The paths below the site of all that a page loads, the page first, each once."""
    tree = LexborHTMLParser((site / page).read_text(encoding="utf-8"))
    letters = {ord(letter) for letter in tree.body.text()} if tree.body else set()
    found: dict[str, None] = {page: None}
    waiting = [page]
    while waiting:
        path = waiting.pop(0)
        for target in list_targets(site, path, letters):
            if target not in found and (site / target).is_file():
                found[target] = None
                waiting.append(target)
    return list(found)


def list_targets(site: Path, path: str, letters: set[int]) -> Iterator[str]:
    """What a file of the site loads, as paths below it."""
    for address in list_addresses(site, path, letters):
        parts = urlsplit(address.strip())
        if not parts.scheme and not parts.netloc and parts.path:
            below = parts.path if parts.path.startswith("/") else posixpath.join(posixpath.dirname(path), parts.path)
            yield posixpath.normpath(unquote(below)).lstrip("/")


def list_addresses(site: Path, path: str, letters: set[int]) -> Iterator[str]:
    """The addresses of what a page, style or script loads, as it has them."""
    match Path(path).suffix:
        case ".html":
            yield from list_in_page((site / path).read_text(encoding="utf-8"))
        case ".css":
            yield from list_in_style((site / path).read_text(encoding="utf-8"), letters)
        case ".js" | ".mjs":
            yield from JS_IMPORT.findall((site / path).read_text(encoding="utf-8"))


def list_in_page(page: str) -> Iterator[str]:
    """The addresses of styles, scripts, icons and pictures in a page."""
    tree = LexborHTMLParser(page)
    for node in tree.css("link[href]"):
        if (node.attributes.get("rel") or "").lower() in PRELOADED:
            yield node.attributes["href"] or ""
    for node in tree.css("script[src], img[src]"):
        yield node.attributes["src"] or ""


def list_in_style(style: str, letters: set[int]) -> Iterator[str]:
    """The addresses of other styles, and of fonts that have one of these letters."""
    for text in CSS_IMPORT.findall(style):
        yield from (first or second for first, second in CSS_URL.findall(text))
    for text in CSS_FONT.findall(style):
        ranges = CSS_RANGE.findall(text)
        if not ranges or any(letter in span for span in map(read_span, ranges) for letter in letters):
            yield from (first for first, _ in CSS_URL.findall(text))


def read_span(words: tuple[str, str]) -> range:
    """The letters of a part of `unicode-range`: from one to the other, to itself, or all that `?` stands for."""
    first, last = words
    return range(int(first.replace("?", "0"), 16), int((last or first).replace("?", "F"), 16) + 1)


def packed_size(path: Path) -> int:
    """The bytes of a file as a host sends them."""
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, LEVEL))
