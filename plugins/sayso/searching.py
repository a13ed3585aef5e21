"""The search index of a built site: Pagefind reads its pages, and what no reader's browser asks for is taken out again.

Pagefind writes its own filters in an order that changes with each run, so none is used: our catalogue says which
record is of which kind, and the same site gives the same bytes.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
# Where it cannot write, Pagefind tries again for ever.
PATIENCE = 600


class SearchError(Exception):
    """Why there is no search index, in one sentence."""


def index_site(site: Path) -> None:
    """Writes the search index of a site into `assets/search` below it; none where a theme marks no article."""
    program, folder = find_pagefind(), site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        articles = Path(name)
        copy_articles(site, articles)
        if not any(articles.iterdir()):
            return
        run_pagefind(program, articles, folder)
    try:
        remove_unused(folder)
        write_catalogue(folder)
    except (OSError, ValueError, KeyError) as error:
        raise SearchError(f"The search index that Pagefind made cannot be used ({error!r}).") from error


def copy_articles(site: Path, target: Path) -> None:
    """Copies of all pages that are to be found, their articles alone, with a space after each cell and each term.

    Pagefind reads neighbouring cells as one word where nothing stands between them.
    """
    for path in sorted(site.rglob("*.html")):
        page = ARTICLE.search(path.read_text(encoding="utf-8"))
        if page is not None:
            copy = target / path.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            article = END_OF_CELL.sub(r"\g<0> ", page["article"])
            copy.write_text(f"{page['html']}<body>{article}</body></html>", encoding="utf-8")


def find_pagefind() -> Path:
    """The program, which its Python package brings."""
    package = importlib.util.find_spec("pagefind_bin")
    name = "pagefind.exe" if os.name == "nt" else "pagefind"
    program = Path(package.origin).parent / name if package and package.origin else None
    if program is None or not program.is_file():
        raise SearchError(
            "The program Pagefind, which makes the search index, is not installed: run 'make site', "
            "or switch search off with 'search: false' under the plugin sayso in mkdocs.yml."
        )
    return program


def run_pagefind(program: Path, pages: Path, folder: Path) -> None:
    """Lets Pagefind read pages and write their index, away from settings of its own in files or in the environment."""
    command = [str(program), "--site", str(pages), "--output-path", str(folder.resolve()), "--silent"]
    command += ["--exclude-selectors", ", ".join(NOT_INDEXED)]
    kept = {name: value for name, value in os.environ.items() if name.upper() == "SYSTEMROOT"}  # Windows needs it
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=pages, env=kept, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchError(f"Pagefind could not make the search index ({error}).") from error
    if done.returncode != 0:
        said = " ".join(done.stderr.decode(errors="replace").split()) or f"it ended with {done.returncode}."
        raise SearchError(f"Pagefind could not make the search index: {said}")


def remove_unused(folder: Path) -> None:
    """Takes out what no script of ours loads: other interfaces, and readers for languages that no page is in."""
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    readers = {f"wasm.{language['wasm']}.pagefind" for language in entry["languages"].values()}
    for path in list(folder.iterdir()):
        if path.is_file() and path.suffix != ".pf_meta" and path.name not in {*LOADED, *readers}:
            path.unlink()


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
