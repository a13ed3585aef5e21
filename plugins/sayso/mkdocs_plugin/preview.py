"""The preview's side of the door: problems stand on the pages, and nothing that is wrong with a record ends it."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from sayso.build import Built
from sayso.mkdocs_plugin.telling import tell_problems
from sayso.pages import Link, Settings
from sayso.previewing import TEMPLATES, Preview, Shown
from sayso.problems import Problem

log = logging.getLogger("mkdocs.plugins.sayso")
ARTICLE = re.compile(r"<article\b[^>]*>")
STYLE = "assets/styles/panel.css"


class PreviewDoor:
    """Hands MkDocs what the preview shows, again and again for as long as it serves."""

    def __init__(self) -> None:
        self._preview = Preview()
        self._shown: Shown

    def build(self, root: Path, content: str, settings: Settings) -> Built:
        """The pages that can be made, with one for each record that has none but problems."""
        self._shown = self._preview.make(root, content, settings)
        checked = self._shown.checked
        tell_problems(checked.problems)
        log.log(logging.INFO if checked.is_publishable else logging.ERROR, "%s", checked.words)
        if self._shown.mishap is not None:
            log.error("Sayso failed to make the pages.", exc_info=self._shown.mishap)
        return self._shown.whole

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        return self._shown.link(record_id)

    def tell(self, problems: Mapping[str, Sequence[Problem]], files: Files) -> None:
        """Puts the problems of hand-written pages, by their files, on these pages."""
        for path, found in problems.items():
            file = files.get_file_from_path(path)
            if file is not None and file.page is not None:
                self._shown.add_page(path, file.page.url, found)

    def mark(self, html: str, address: str) -> str:
        """The page at an address, with what is wrong at the top of its article."""
        notices = self._shown.notices(address)
        return ARTICLE.sub(lambda match: f"{match[0]}\n{notices}", html, count=1) if notices else html


def watch_templates(server: LiveReloadServer) -> None:
    """Lets the templates of records be watched like those of the theme."""
    server.watch(str(TEMPLATES))


def drop_style(files: Files, config: MkDocsConfig) -> None:
    """Takes the preview's own styles out of a site that is published."""
    file = files.get_file_from_path(STYLE)
    if file is not None:
        files.remove(file)
    config.extra_css = [path for path in config.extra_css if path != STYLE]
