"""The search's side of the door: what pages tell the index, and no trace of a search where there is none."""

from __future__ import annotations

import re

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as ThemePage

from sayso.page_values import SearchFields, SearchRecord

SCRIPTS = tuple(
    f"assets/scripts/search{part}.js" for part in ("", "-dialog", "-index", "-names", "-postings", "-words")
)
STYLE = "assets/styles/search.css"
# Under this name the theme finds the search among its globals.
NAME = "sayso_search"
WRITTEN_BY_HAND = "Pages"
# What stands in a page written by hand and is no part of what it says, and what begins a line or ends one.
NOT_SAID = re.compile(r"<(script|style|svg|template|nav|form)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
EDGE = re.compile(r"<(?=/?(?:p|li|t[dh]|d[dt]|tr|h[1-6]|br|hr|div|pre|blockquote|figcaption|summary)\b)", re.IGNORECASE)


class SearchDoor:
    """Collects what a search can find, and makes the index of it; does nothing where search is off."""

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self._pages = 0
        self._records: dict[str, SearchRecord] = {}

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
        """Takes a page in that MkDocs knows; none that no search shows."""
        if self.is_on and fields is not None:
            self._records[theme_page.url] = SearchRecord(theme_page.url, *fields)

    def fill_hand_written(self, theme_page: ThemePage, config: MkDocsConfig) -> None:
        """Takes a page in that was written by hand, on which the site itself speaks."""
        title, name = strip_tags(theme_page.title or ""), strip_tags(config.site_name)
        text = strip_tags(EDGE.sub(" <", NOT_SAID.sub(" ", theme_page.content or "")))
        self.fill(theme_page, SearchFields(WRITTEN_BY_HAND, title, name, text))

    def fill_theme(self, env: jinja2.Environment) -> None:
        """Tells the theme whether there is a search; nothing else, since a number would make every page another one."""
        env.globals[NAME] = self.has_pages

    @property
    def records(self) -> tuple[SearchRecord, ...]:
        """What was taken in: all that a search can find of what MkDocs knows."""
        return tuple(self._records.values())

    @property
    def has_pages(self) -> bool:
        """Whether there is a page that a search can find."""
        return self._pages > 0 or bool(self._records)


def strip_tags(text: str) -> str:
    """A text of the theme without its markup; it comes escaped or plain, and is the same either way."""
    return Markup(text).striptags()  # noqa: S704 -- it is taken apart here, not printed
