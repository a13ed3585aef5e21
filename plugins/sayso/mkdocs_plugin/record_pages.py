"""Pages of records beside MkDocs, which takes milliseconds for each page that it knows.

MkDocs knows of them only what others ask: where a link to one leads, and what the site map lists.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.utils import get_build_date

from sayso.mkdocs_plugin.hand_written import HandWritten
from sayso.mkdocs_plugin.shells import Around, Neighbour
from sayso.mkdocs_plugin.theme import for_theme
from sayso.page_addresses import file_path, source_path
from sayso.page_values import Page
from sayso.site_memory import Sheet


def list_in_nav(nav: Any) -> Iterator[str]:  # noqa: ANN401 -- what YAML makes of `nav`
    """The paths that the navigation of `mkdocs.yml` names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from list_in_nav(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from list_in_nav(item)


class FilesWithRecords(Files):
    """The files of MkDocs, which also finds the page of a record where a link or another plugin asks for it."""

    def __init__(self, files: Files, sources: Collection[str], config: MkDocsConfig) -> None:
        super().__init__(files)
        self._sources = sources
        self._config = config
        self._made: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file of a path; that of a record's page is made when it is asked for first, and is in no list."""
        file = super().get_file_from_path(path)
        if file is None and path in self._sources:
            file = self._made.get(path)
            if file is None:
                file = self._made[path] = File.generated(
                    self._config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV
                )
        return file


class RecordPages:
    """Which pages of ours there are, and what MkDocs knows of them."""

    def __init__(self, addresses: Iterable[str], hand_written: HandWritten, config: MkDocsConfig) -> None:
        self.all: dict[str, str] = {source_path(address): address for address in addresses}
        """The address of each, by the path of the Markdown file that MkDocs would make it from."""
        self.beside: dict[str, str] = {}
        """Those of them that MkDocs does not know."""
        self._hand_written = hand_written
        self._config = config
        self._files: FilesWithRecords
        self.nav: Navigation
        """The navigation of MkDocs, once the pages are named."""

    def add_to(self, files: Files, *, are_known: bool) -> None:
        """Adds those to MkDocs' files that it is to know: lists, what the navigation names, or all.

        A hand-written file at the address of a page takes its place.
        """
        taken = {file.dest_uri: file.src_uri for file in files}
        in_nav = set(list_in_nav(self._config.nav))
        for path, address in list(self.all.items()):
            place = file_path(address)
            if place in taken:
                del self.all[path]
                self._hand_written.take_place(path, taken[place])
            elif are_known or path.endswith("index.md") or path in in_nav:
                is_listed = self._config.nav is None and path.endswith("index.md")
                inclusion = InclusionLevel.INCLUDED if is_listed else InclusionLevel.NOT_IN_NAV
                files.append(File.generated(self._config, path, content="", inclusion=inclusion))
            else:
                self.beside[path] = address

    def find_through(self, files: Files) -> Files:
        """The files of MkDocs, among which the others are found too."""
        self._files = FilesWithRecords(files, self.beside, self._config)
        return self._files

    def name(self, nav: Navigation, find_sheet: Callable[[str], Sheet]) -> None:
        """Names the pages of ours that are in MkDocs' navigation or beside it, and gives others their edit links."""
        self.nav = nav
        for file in self._files.documentation_pages():
            if file.page is None:
                continue
            if file.src_uri in self.all:
                self.link(file.page, find_sheet(self.all[file.src_uri]))
            else:
                self._hand_written.set_edit_url(file.page, self._config)

    def link(self, theme_page: ThemePage, sheet: Sheet) -> None:
        """Gives a page of MkDocs its title, and those before and after it."""
        theme_page.edit_url = None
        if theme_page not in self.nav.pages:
            theme_page.title = for_theme(sheet.page.title)
        before = ("previous_page", sheet.page.previous, sheet.before)
        after = ("next_page", sheet.page.next, sheet.after)
        for name, address, title in (before, after):
            if address is not None:
                path = self._hand_written.path_of(address)
                file = self._files.get_file_from_path(path)
                if file is not None and file.page is None and path in self.beside:
                    ThemePage(for_theme(title or ""), file, self._config)
                setattr(theme_page, name, file and file.page)

    def list_known(self) -> Iterator[tuple[ThemePage, str]]:
        """The pages of ours that MkDocs knows, with their addresses."""
        for path, address in self.all.items():
            file = None if path in self.beside else self._files.get_file_from_path(path)
            if file is not None and file.page is not None:
                yield file.page, address

    def find_instead(self) -> dict[str, ThemePage]:
        """The pages that MkDocs knows, by the paths that those at their addresses would be made from."""
        ours = {source_path(address): page for page, address in self.list_known()}
        return {**ours, **self._hand_written.instead(self._files)}


def surround(page: Page, title: Callable[[str], str], instead: Mapping[str, ThemePage]) -> Around:
    """A page with its neighbours, of which `title` gives the titles by their addresses.

    `instead` has those that MkDocs knows, such as pages written by hand in their places.
    """
    return Around(page, find_neighbour(page.previous, title, instead), find_neighbour(page.next, title, instead))


def find_neighbour(
    address: str | None, title_of: Callable[[str], str], instead: Mapping[str, ThemePage]
) -> Neighbour | None:
    """The page at an address, as the one beside it names it."""
    if address is None:
        return None
    other = instead.get(source_path(address))
    if other is None:
        return Neighbour(address, for_theme(title_of(address)))
    title = other.title or ""
    if not isinstance(title, Markup):
        title = escape(Markup(title).striptags())  # noqa: S704 -- it is taken apart here, not printed
    return Neighbour(other.url, title)


def list_pages(files: Iterable[File], pages: Mapping[str, str], config: MkDocsConfig) -> list[Any]:
    """The pages of a site map: those written by hand, then ours, which MkDocs may know or not, in our order.

    `pages` are the addresses of ours by the paths of their sources.
    """
    known = {file.src_uri: file for file in files}
    base = f"{config.site_url.rstrip('/')}/" if config.site_url else None
    # Nothing in our addresses has to be written otherwise in a link, so that each simply stands after that of the site.
    root = urljoin(base, "a")[:-1] if base else None
    folder = urlsplit(root).path if root else None
    date = get_build_date()
    ours = (
        known.get(path) or ListedFile(Listed(root and root + address, folder and folder + address, date))
        for path, address in pages.items()
    )
    return [*(file for path, file in known.items() if path not in pages), *ours]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the template of the site map asks of a page."""

    canonical_url: str | None
    abs_url: str | None
    update_date: str
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class ListedFile:
    """What the template of the site map asks of a file."""

    page: Listed
