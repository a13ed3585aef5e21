"""The only maker of addresses. An address is a path from the site's root, without a leading slash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

# Below this folder of a list stand all its parts but the first; no record has it for an id.
PARTS = "from"
# Where the search index lies: beside the scripts, one of which asks for it by the way from itself.
SEARCH_INDEX = "assets/search"


class HasAddress(Protocol):
    """A record."""

    @property
    def folder(self) -> str:
        """The folder of its kind."""

    @property
    def id(self) -> str:
        """Its id."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of pages: `claims/x/` as a folder, or `claims/x.html` as a file."""

    as_folders: bool = True

    def record(self, record: HasAddress) -> str:
        """The address of a record's page."""
        return self.of(record.folder, record.id)

    def of(self, folder: str, record_id: str) -> str:
        """The address of the page that a record of that id in this folder of a kind has."""
        return self.page(f"{folder}/{record_id}")

    def index(self, folder: str) -> str:
        """The address of the list of all records of a kind; the home page for the empty folder."""
        if not folder:
            return "" if self.as_folders else "index.html"
        return f"{folder}/" if self.as_folders else f"{folder}/index.html"

    def part(self, path: str, name: str) -> str:
        """The address of the part of a long list that begins with an entry of this name; `path` is the list's."""
        return self.page(f"{path}/{PARTS}/{name}")

    def page(self, path: str) -> str:
        """The address of the page at a path without slashes at its ends."""
        return f"{path}/" if self.as_folders else f"{path}.html"


def path_to_root(address: str) -> str:
    """What leads from a page's address to the site's root: `../` once for each folder."""
    return "../" * address.count("/")


def source_path(address: str) -> str:
    """The path of the Markdown file that MkDocs would make this address from, such as `claims/x.md`."""
    if address.endswith(".html"):
        return address.removesuffix(".html") + ".md"
    parts = address.rstrip("/").split("/")
    return "index.md" if parts == [""] else f"{parts[0]}/index.md" if len(parts) == 1 else f"{'/'.join(parts)}.md"


def file_path(address: str) -> str:
    """The path of the file that stands at an address."""
    return address if address.endswith(".html") else f"{address}index.html"
