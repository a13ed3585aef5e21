"""Markdown of records and stories to safe HTML, with links by id.

Python-Markdown passes raw HTML and any address through. Here both are text like any other, shown as typed; and what
comes out is cleaned once more with an allow list.
"""

from __future__ import annotations

import html
import re
import threading
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from sayso.loading.forms import TextFault
from sayso.loading.markdown_limits import find_excess
from sayso.loading.web_links import AUTOLINK, SEEN, WEB_LINK, read_link_address
from sayso.page_values import Link, ProseView
from sayso.rendering.lists import use_typed_numbers
from sayso.rendering.record_links import RecordLinks

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
# Record links are written with this scheme until the page's address is known; readers never see it.
RECORD_SCHEME = "record"
# Stands for & while Markdown is read, which would take `&lt;` for `<`; no record may hold this character.
AMPERSAND = "\ue000"
# How Python-Markdown keeps an escaped sign: its number between two control characters.
STASHED_SIGN = re.compile(r"\x02([0-9]+)\x03")


class AddressReader(InlineProcessor):
    """What the two ways of writing an address have in common."""

    ANCESTOR_EXCLUDES = ("a",)

    def find_stashed(self, text: str) -> list[Any]:
        """What Markdown has put aside of a text already: code, links by id, and escaped signs, which are strings."""
        stash = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        return [stash.get(match[1]) for match in INLINE_PLACEHOLDER_RE.finditer(text)]

    def read_address(self, text: str) -> str | None:
        """The address that was typed, or nothing where it is none that a page may link."""
        if not all(isinstance(node, str) for node in self.find_stashed(text)):
            return None
        typed = STASHED_SIGN.sub(lambda match: chr(int(match[1])), self.unescape(text))
        try:
            address = read_link_address(typed.replace(AMPERSAND, "&"))
        except TextFault:
            return None
        # Without its address, words would look like any other, and hide that something is missing.
        return address.replace("&", AMPERSAND) if " href=" in clean(f'<a href="{html.escape(address)}">') else None


class WebLinkProcessor(AddressReader):
    """Makes a link of `[words](address)` where the address may be linked and words can be seen; else it stays."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 -- the names of Python-Markdown
        """The link's element and the span that it takes the place of."""
        address = self.read_address(m["address"] if m["angled"] is None else m["angled"])
        nested = any(getattr(node, "tag", "") == "a" for node in self.find_stashed(m["words"]))
        if address is None or nested or m["picture"] or not SEEN.search(self.unescape(m["words"])):
            return None, None, None
        element = Element("a", {"href": address})
        element.text = m["words"]
        return element, m.start(0), m.end(0)


class AutolinkProcessor(AddressReader):
    """Makes a link of `<address>` where the address may be linked; else it stays as typed."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 -- the names of Python-Markdown
        """The link's element and the span that it takes the place of."""
        address = self.read_address(m["address"])
        if address is None:
            return None, None, None
        element = Element("a", {"href": address})
        element.text = AtomicString(address)
        return element, m.start(0), m.end(0)


class Converter(threading.local):
    """Markdown with paragraphs, emphasis, lists, quotes, code and links, and nothing else; set up once a thread."""

    def __init__(self) -> None:
        self._links: dict[str, Link] = {}
        self._root = ""
        self._markdown: Markdown | None = None

    def convert(self, view: ProseView, root: str) -> str:
        """The HTML of Markdown, with its links by id, where this is the way to the site's root."""
        self._links, self._root = dict(view.links), root
        markdown, self._markdown = self._markdown or self._make(), None
        text = markdown.reset().convert(view.text.replace("&", AMPERSAND))
        self._markdown = markdown  # unless it failed in the middle of something
        return text.replace(AMPERSAND, "&amp;")

    def _find(self, record_id: str) -> Link | None:
        return self._links.get(record_id)

    def _make(self) -> Markdown:
        converter = Markdown(extensions=[RecordLinks(self._find, lambda: f"{RECORD_SCHEME}:{self._root}")])
        converter.preprocessors.deregister("html_block")
        for name in UNUSED_BLOCKS:
            converter.parser.blockprocessors.deregister(name)
        for name in UNUSED_INLINE:
            converter.inlinePatterns.deregister(name)
        use_typed_numbers(converter)
        converter.inlinePatterns.register(WebLinkProcessor(WEB_LINK.pattern, converter), "link", 160)
        converter.inlinePatterns.register(AutolinkProcessor(f"(?i:{AUTOLINK.pattern})", converter), "autolink", 120)
        return converter


CONVERTER = Converter()


def render_prose(view: ProseView, root: str) -> str:
    """The HTML of Markdown: paragraphs, emphasis, lists, quotes and links to http(s) and to records; nothing else.

    What is more than pages are made of, which only a preview shows, stays as it was typed.
    """
    if not MARKUP.search(view.text) or any(find_excess(view.text)):
        return f"<p>{html.escape(view.text)}</p>"
    return clean(CONVERTER.convert(view, root))


def clean(text: str) -> str:
    """HTML with nothing in it but the allowed tags and safe addresses."""
    return cleaner().clean(text)


@cache
def cleaner() -> nh3.Cleaner:
    """The allow list."""
    return nh3.Cleaner(
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}, "li": {"value"}},
        url_schemes={"http", "https", RECORD_SCHEME},
        link_rel=None,
        attribute_filter=finish_attribute,
    )


def finish_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Makes links to records relative, and drops what is neither a full http(s) address nor the number of an entry."""
    if (tag, attribute) == ("li", "value"):
        return value if re.fullmatch(r"[0-9]{1,4}", value) else None
    if (tag, attribute) != ("a", "href"):
        return None
    if value.startswith(f"{RECORD_SCHEME}:"):
        return value.removeprefix(f"{RECORD_SCHEME}:") or "./"
    return value if value.startswith(("https://", "http://")) else None
