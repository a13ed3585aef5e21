"""The search's side of the door: what pages tell the index, and no trace of a search where there is none."""

from __future__ import annotations

from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as ThemePage

from sayso.mkdocs_plugin.theme import for_theme
from sayso.pagefind import SearchError
from sayso.pages import SearchFields
from sayso.searching import index_site

SCRIPTS = tuple(f"assets/scripts/search{part}.js" for part in ("", "-dialog", "-index", "-names"))
STYLE = "assets/styles/search.css"
# Under this name the theme finds in a page's `meta` what the index is told of it, and among its globals the search.
NAME = "sayso_search"
WRITTEN_BY_HAND = "Pages"


class SearchDoor:
    """Hands the theme what the search index needs, and lets the index be made; does nothing where search is off."""

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self._pages = 0

    def drop_files(self, files: Files, config: MkDocsConfig) -> None:
        """Takes the search's own script and styles out of a site without search."""
        if self.is_on:
            return
        for path in (*SCRIPTS, STYLE):
            if (file := files.get_file_from_path(path)) is not None:
                files.remove(file)
        config.extra_javascript = [script for script in config.extra_javascript if str(script) not in SCRIPTS]
        config.extra_css = [path for path in config.extra_css if path != STYLE]

    def expect(self, pages: int) -> None:
        """Notes pages that a search can find, which MkDocs does not know."""
        self._pages += pages if self.is_on else 0

    def fill(self, theme_page: ThemePage, fields: SearchFields | None) -> None:
        """Gives the theme's page what a search shows of it, escaped; none for pages that no search shows."""
        theme_page.meta.pop(NAME, None)
        if self.is_on and fields is not None:
            self._pages += 1
            values = {"kind": fields.kind, "title": fields.title, "who": fields.who}
            theme_page.meta[NAME] = {name: for_theme(text) for name, text in values.items()}

    def fill_hand_written(self, theme_page: ThemePage, config: MkDocsConfig) -> None:
        """The same for a page written by hand, on which the site itself speaks."""
        title, name = strip_tags(theme_page.title or ""), strip_tags(config.site_name)
        self.fill(theme_page, SearchFields(WRITTEN_BY_HAND, title, name))

    def fill_theme(self, env: jinja2.Environment, records: int) -> None:
        """Tells the theme how many records can be searched; none where there is no search."""
        env.globals[NAME] = {"records": records} if self.has_pages else None

    def make_index(self, config: MkDocsConfig) -> None:
        """Writes the index into the site that was built; a site without one is not published."""
        if not self.has_pages:
            return
        try:
            index_site(Path(config.site_dir))
        except SearchError as error:
            raise PluginError(f"{error} Nothing is published.") from error

    @property
    def has_pages(self) -> bool:
        """Whether there is a page that a search can find."""
        return self._pages > 0


def strip_tags(text: str) -> str:
    """A title of the theme as plain text; it comes escaped or plain, and is the same either way."""
    return Markup(text).striptags()  # noqa: S704 -- it is taken apart here, not printed
