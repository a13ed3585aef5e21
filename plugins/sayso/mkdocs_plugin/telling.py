"""What the terminal says: all problems, each at its place, and how far a long build has come."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from sayso.problems import Problem, join_words
from sayso.publishing import REPORT, Progress, send

log = logging.getLogger("mkdocs.plugins.sayso")
# Seconds until a build tells how far it has come, and between two such lines; a command that asks is told more often.
PATIENCE, SHORT_PATIENCE = 2.0, 0.1
# What MkDocs asks plugins about each page; of those of records they are only asked for the context.
CONTEXT = "page_context"
PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "post_page")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Logs each problem; one that keeps nothing from being published is no warning to MkDocs."""
    for problem in problems:
        log.log(logging.ERROR if problem.is_error else logging.INFO, "%s", problem)


def tell_warning(words: str) -> None:
    """Tells of something that is not as it should be and costs no more than time: no reason for MkDocs to stop."""
    log.info("%s", words)


def tell_hooks(config: MkDocsConfig, ours: object) -> None:
    """Tells which hooks of other plugins do not run on the pages of records, and how they would."""
    asked = list_hooks(config, ours, (CONTEXT,))
    if asked:
        log.info(
            "%s may change what stands around each page, so the theme makes each page of a record, which takes longer.",
            join_words(asked, "and"),
        )
    others = list_hooks(config, ours, PAGE_EVENTS)
    if others:
        log.info(
            "%s do not run on the pages of records. Set 'page_hooks: true' under the plugin sayso in mkdocs.yml if "
            "they have to; the build takes longer then.",
            join_words(others, "and"),
        )


def list_hooks(config: MkDocsConfig, ours: object, events: Iterable[str]) -> list[str]:
    """The hooks of other plugins for these events, in words, sorted."""
    methods = (
        (event, method, getattr(method, "__self__", None))
        for event in events
        for method in config.plugins.events[event]
    )
    return sorted(
        f"{name_hook(method, owner, config)} (on_{event})" for event, method, owner in methods if owner is not ours
    )


def name_hook(method: object, owner: object, config: MkDocsConfig) -> str:
    """The plugin that a hook belongs to, as `mkdocs.yml` names it, or the file of hooks."""
    names = [name for name, plugin in config.plugins.items() if plugin is owner]
    file = getattr(method, "__code__", None)
    return names[0] if names else Path(file.co_filename).name if file else str(method)


class ProgressDoor:
    """Tells how many of so many pages are done, now and then."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._mark = os.environ.get(REPORT)
        self._told = time.monotonic()

    def tell(self, done: int) -> None:
        """Tells that so many are done, unless something was told just now."""
        if time.monotonic() - self._told < (SHORT_PATIENCE if self._mark else PATIENCE):
            return
        self._told = time.monotonic()
        if self._mark:
            send(Progress(done, self._pages), self._mark)
        else:
            log.info("%s of %s pages of records", f"{done:,}", f"{self._pages:,}")
