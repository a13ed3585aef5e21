"""Markdown of records and stories to safe HTML, with links by id.

Python-Markdown passes raw HTML and any address through. Here both are text like any other, shown as typed; and what
comes out is cleaned once more with an allow list.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from sayso.loading.markdown_limits import find_excess
from sayso.loading.prose import LINK
from sayso.pages import Link, ProseView

ALLOWED_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br"}
# Without any of these, text in Markdown is what it says.
MARKUP = re.compile(r"[\\`*_\[\]<>&\n]|^\s*([-+]|\d+\.|>)\s")
# What of Markdown a record cannot use, by the names that Python-Markdown gives its parts.
UNUSED_BLOCKS = ("code", "hashheader", "setextheader", "hr", "reference")
UNUSED_INLINE = (
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "html",
    "entity",
)
# Words may hold brackets, and an address parentheses, but none within one another: Markdown's own search for the end of
# a link reads the rest of the paragraph for every bracket in it.
WEB_LINK = (
    r"(?<!!)\[(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\(\s*"
    r"(?:<(?P<angled>https?://[^<>\n]*)>|(?P<address>https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
# Record links are written with this scheme until the page's address is known; readers never see it.
RECORD_SCHEME = "record"
# Stands for & while Markdown is read, which would take `&lt;` for `<`; no record may hold this character.
AMPERSAND = "\ue000"

Find = Callable[[str], Link | None]


class RecordLinkProcessor(InlineProcessor):
    """Turns `[[id]]` and `[[id|words]]` into a link, if the record is known."""

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


class WebLinkProcessor(InlineProcessor):
    """Makes a link of `[words](address)` where the address is a full http(s) one; else it stays as typed."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 -- the names of Python-Markdown
        """The link's element and the span that it takes the place of."""
        element = Element("a", {"href": self.unescape(m["angled"] or m["address"])})
        element.text = m["words"]
        return element, m.start(0), m.end(0)


def make_converter(view: ProseView, root: str) -> Markdown:
    """Markdown with paragraphs, emphasis, lists, quotes, code and links, and nothing else."""
    links = dict(view.links)
    converter = Markdown(extensions=[RecordLinks(links.get, lambda: f"{RECORD_SCHEME}:{root}")])
    converter.preprocessors.deregister("html_block")
    for name in UNUSED_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    for name in UNUSED_INLINE:
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(WebLinkProcessor(WEB_LINK, converter), "link", 160)
    return converter


def render_prose(view: ProseView, root: str) -> str:
    """The HTML of Markdown: paragraphs, emphasis, lists, quotes and links to http(s) and to records; nothing else.

    What is more than pages are made of, which only a preview shows, stays as it was typed.
    """
    if not MARKUP.search(view.text) or any(find_excess(view.text)):
        return f"<p>{html.escape(view.text)}</p>"
    text = make_converter(view, root).convert(view.text.replace("&", AMPERSAND))
    return clean(text.replace(AMPERSAND, "&amp;"))


def clean(text: str) -> str:
    """HTML with nothing in it but the allowed tags and safe addresses."""
    return cleaner().clean(text)


@cache
def cleaner() -> nh3.Cleaner:
    """The allow list."""
    return nh3.Cleaner(
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", RECORD_SCHEME},
        link_rel=None,
        attribute_filter=finish_address,
    )


def finish_address(tag: str, attribute: str, value: str) -> str | None:
    """Makes links to records relative, and drops every other address that is not a full http(s) one."""
    if (tag, attribute) != ("a", "href"):
        return None
    if value.startswith(f"{RECORD_SCHEME}:"):
        return value.removeprefix(f"{RECORD_SCHEME}:") or "./"
    return value if value.startswith(("https://", "http://")) else None
