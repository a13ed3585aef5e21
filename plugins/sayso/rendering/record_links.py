"""Links by id for any Markdown, also that of pages written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from sayso.page_values import Link
from sayso.record_links import LINK

Find = Callable[[str], Link | None]


class RecordLinkProcessor(InlineProcessor):
    """Turns `[[id]]` and `[[id|words]]` into a link, if the record is known."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, find: Find, root: Callable[[], str], md: Markdown) -> None:
        super().__init__(LINK.pattern, md)
        self._find = find
        self._root = root

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 -- the names of Python-Markdown
        """The link's element and the span that it takes the place of."""
        link = self._find(m[1].strip())
        if link is None:
            return None, None, None
        element = Element("a", {"href": f"{self._root()}{link.address}" or "./"})
        # A name is no Markdown: nothing in it is marked up, and `&lt;` in it is no `<`.
        element.text = (m[2] or "").strip() or AtomicString(link.words.text.replace("&", "&amp;"))
        return element, m.start(0), m.end(0)


class RecordLinks(Extension):
    """Links by id, for any Markdown: `find` gives the link of an id, `root` the way to the site's root."""

    def __init__(self, find: Find, root: Callable[[], str]) -> None:
        super().__init__()
        self._find = find
        self._root = root

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the name of Python-Markdown
        """Registers the links before Markdown's own, which also begin with a bracket."""
        md.inlinePatterns.register(RecordLinkProcessor(self._find, self._root, md), "record-link", 185)
