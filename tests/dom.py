"""Pages as a parser of HTML5 understands them, written out again in one way: two texts are equal if the pages are.

What a page of harmless texts becomes with hostile ones in their place is made here by the rules for writing HTML, and
by nothing that Sayso uses.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

# A script or style as a whole, or a tag; what stands between these is text.
MARKUP = re.compile(r"(<(?:script|style)\b[^>]*>.*?</(?:script|style)>|<[a-zA-Z/!](?:[^>\"]|\"[^\"]*\")*>)", re.DOTALL)
VALUE = re.compile(r'="([^"]*)"')
NUMBERED = re.compile(r"(W\d{4})((?:\s+x*[x.?!…])+)")
# Anchors that are made of words: of headings in hand-written pages.
ANCHOR = re.compile(r"\b(?:about|of)-w\d{4}[a-z0-9_-]*")
# Names that run from right to left stand between these in running text.
# Labels of a map stand where they have room, which is a matter of their letters; some have none.
MAP_LABEL = re.compile(r'\s*<text class="sayso-map-label"[^>]*>[^<]*</text>\s*')
ISOLATES = re.compile("[\u2068\u2069]")
SHOWN_AROUND = 60


def canonical(page: str) -> str:
    """A page as a parser of HTML5 understands it."""
    return settle(LexborHTMLParser(page).html or "")


def find_one(page: str, selector: str) -> LexborNode:
    """The first element of a page that a selector finds."""
    found = LexborHTMLParser(page).css_first(selector)
    assert found is not None, f"no {selector} on the page"
    return found


def settle(page: str) -> str:
    """A page that was written out, without what differs by the letters of its texts."""
    page = ANCHOR.sub("anchor", ISOLATES.sub("", MAP_LABEL.sub("\n", page)))
    return re.sub(r"\n{2,}", "\n", page)


def put_in(page: str, texts: Mapping[str, str]) -> str:
    """A written-out page of harmless texts with the hostile ones in their place, cut where the harmless ones are."""
    parts = MARKUP.split(page)
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = escape_text(replace_words(html.unescape(part), texts))
        elif not part.startswith(("<script", "<style")):
            parts[number] = VALUE.sub(
                lambda match: f'="{escape_value(replace_words(html.unescape(match[1]), texts))}"', part
            )
    return "".join(parts)


def replace_words(text: str, texts: Mapping[str, str]) -> str:
    """A harmless text with the words of the hostile one; a word that is cut is cut as short."""

    def replace(match: re.Match[str]) -> str:
        words = iter(texts[match[1]].split())
        return match[1] + re.sub(r"\S+", lambda one: put_word(one[0], next(words, "")), match[2])

    return NUMBERED.sub(replace, text)


def put_word(harmless: str, hostile: str) -> str:
    """A hostile word in the place of a harmless one, with what a page sets after it."""
    return hostile[: len(harmless)] + harmless[len(hostile) :]


def escape_text(text: str) -> str:
    """Text as HTML is written (https://html.spec.whatwg.org/multipage/parsing.html#escapingString).

    Carriage returns are line feeds from the moment a page is read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_value(text: str) -> str:
    """The value of an attribute as HTML is written."""
    return escape_text(text).replace('"', "&quot;")


def find_difference(harmless: str, hostile: str, texts: Mapping[str, str]) -> str | None:
    """The first thing in a hostile page that is not the harmless page's with other words, if there is one."""
    expected, found = put_in(harmless, texts), hostile
    if expected == found:
        return None
    at = next((n for n, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other), len(expected))
    start = max(0, at - SHOWN_AROUND)
    return f"{found[start : at + SHOWN_AROUND]!r} where {expected[start : at + SHOWN_AROUND]!r} is due"
