"""The search index of a built site: Pagefind reads its pages, and what no reader's browser asks for is left out.

Pagefind writes its own filters in an order that changes with each run, so none is used: our catalogue says which
record is of which kind, and the same site gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.pagefind import Pagefind, SearchError, find_pagefind
from sayso.pages import HEADINGS
from sayso.records import Actor, Event, Place

# Beside the scripts, one of which asks for it by the way from itself.
FOLDER = "assets/search"
CATALOGUE = "catalogue.json"
ARTICLE = re.compile(
    r"(?P<html><html\b[^>]*>).*?(?P<article><article\b[^>]* data-pagefind-body\b.*</article>)", re.DOTALL
)
END_OF_CELL = re.compile(r"</(?:dd|dt|td|th)>")
# What stands in an article and is no part of what it says: ways elsewhere, addresses, forms, drawings.
NOT_INDEXED = ("nav", "form", "svg", ".sayso-permalink", ".sayso-edit")
# What the script of the pages loads; Pagefind also brings three user interfaces of its own.
LOADED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
# Kinds whose records are called by a name: who types it, or a part of it, looks for that record first.
NAMED = tuple(HEADINGS[kind.folder] for kind in (Event, Actor, Place))
MARK = b"pagefind_dcd"


def index_site(site: Path) -> None:
    """Writes the search index of a site into `assets/search` below it; none where a theme marks no article.

    Raises SearchError where Pagefind fails, OSError where pages cannot be read or the index not be written.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    with Pagefind(find_pagefind(), NOT_INDEXED) as pagefind:
        for path, html in read_articles(site):
            pagefind.add(path, html)
        files = pagefind.files() if pagefind.pages else {}
    if not files:
        return
    try:
        for path in choose_files(files):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(files[path])
        write_catalogue(folder)
    except (ValueError, KeyError) as error:
        raise SearchError(f"The search index that Pagefind made cannot be used ({error!r}).") from error


def read_articles(site: Path) -> Iterator[tuple[str, str]]:
    """All pages that are to be found, in the order of their paths, with a space after each cell and each term.

    Of each page only its article is left. Pagefind reads neighbouring cells as one word where nothing stands between
    them, and numbers pages as they come.
    """
    for path in sorted(site.rglob("*.html")):
        page = ARTICLE.search(path.read_text(encoding="utf-8"))
        if page is not None:
            article = END_OF_CELL.sub(r"\g<0> ", page["article"])
            yield path.relative_to(site).as_posix(), f"{page['html']}<body>{article}</body></html>"


def choose_files(files: Mapping[str, bytes]) -> Iterator[str]:
    """What scripts of ours load: no other interfaces, and no readers for languages that no page is in."""
    entry = json.loads(files["pagefind-entry.json"])
    readers = {f"wasm.{language['wasm']}.pagefind" for language in entry["languages"].values()}
    for path in files:
        if "/" in path or path.endswith(".pf_meta") or path in {*LOADED, *readers}:
            yield path


def write_catalogue(folder: Path) -> None:
    """Writes which page of the index is of which kind, and which have which names.

    Kinds go by their order on the site, pages by their address: what fits a search alike is shown in this order.
    """
    kinds: dict[str, list[str]] = {}
    names: list[tuple[str, str]] = []
    for page_id, page in sorted(read_pages(folder), key=lambda found: str(found[1]["url"])):
        kind, title = page["meta"]["kind"], page["meta"]["title"]
        kinds.setdefault(kind, []).append(page_id)
        if kind in NAMED:
            names.append((title, page_id))
    catalogue = {"kinds": sorted(kinds.items(), key=lambda found: place_kind(found[0])), "names": names}
    text = json.dumps(catalogue, ensure_ascii=False, separators=(",", ":"))
    (folder / CATALOGUE).write_text(f"{text}\n", encoding="utf-8")


def place_kind(kind: str) -> tuple[int, str]:
    """Where a kind stands among the others; what is no kind of record comes last."""
    order = list(HEADINGS.values())
    return order.index(kind) if kind in order else len(order), kind


def read_pages(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the index holds of each page, under the name that Pagefind gives it in results."""
    for path in sorted((folder / "fragment").glob("*.pf_fragment")):
        data = gzip.decompress(path.read_bytes())
        yield path.stem, json.loads(data.removeprefix(MARK))
