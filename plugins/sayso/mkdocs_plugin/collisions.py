"""Hand-written files in places of the site that are those of other files, or of folders."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from sayso.page_addresses import SEARCH_INDEX, file_path
from sayso.problems import quote

log = logging.getLogger("mkdocs.plugins.sayso")


def tell_collisions(files: Files, addresses: Iterable[str], *, has_search: bool, is_fatal: bool) -> None:
    """Tells where the site would have two things in one place; where that is fatal, the build stops.

    `addresses` are those of our pages. A file with the very path of such a page takes its place, which is none of ours
    any more.
    """
    found = list(find_collisions(files, set(map(file_path, addresses)), SEARCH_INDEX if has_search else None))
    for words in found:
        log.error("%s", words)
    if found and is_fatal:
        raise PluginError("Files stand in places of others. Nothing is published until they are moved.")


def find_collisions(files: Files, pages: Collection[str], index: str | None) -> Iterator[str]:
    """The same in words, given the paths of our pages and the folder of the search index."""
    folders = list_folders(pages)
    for file in files:
        path = file.dest_uri
        above = {str(folder) for folder in PurePosixPath(path).parents}
        if path in folders:
            place = "where the site has a folder of pages"
        elif index in {path, *above}:
            place = "where the search index lies"
        elif not above.isdisjoint(pages):
            place = "below a page, as if that were a folder"
        else:
            continue
        yield f"The file {quote(file.src_uri)} would stand {place}. Rename it, or move it elsewhere."


def list_folders(paths: Iterable[str]) -> set[str]:
    """All folders in which something at these paths lies."""
    folders: set[str] = set()
    while paths := {path.rpartition("/")[0] for path in paths} - {""}:
        folders |= paths
    return folders
