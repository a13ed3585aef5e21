"""Links to the web in Markdown: how they are written, and which addresses they may have.

Pages and rules read them here alike, so that what makes no link is told.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from urllib.parse import urlsplit

from sayso.loading.forms import TextFault, read_url
from sayso.problems import quote
from sayso.record_links import LINK

# Words may hold brackets, and an address parentheses, but none within one another: Markdown's own search for the end of
# a link reads the rest of the paragraph for every bracket in it. With ! before it, it is a picture.
WEB_LINK = re.compile(
    r"(?P<picture>!?)\[(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\(\s*"
    r"(?:<(?P<angled>[^<>\n]*)>|(?=[^\s)<>])(?P<address>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
# <https://example.org/>, and whatever else between these signs begins with a scheme.
AUTOLINK = re.compile(r"<(?P<address>[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*|https?://[^<>\n]*)>", re.IGNORECASE)
# Anything but space and the marks of joining and direction, which nobody can see.
SEEN = re.compile(r"[^\s\u200c-\u200f\u061c]")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
TICKS = re.compile(r"`+")
ESCAPE_OR_TICKS = re.compile(rf"{ESCAPE.pattern}|{TICKS.pattern}")
# Ways in which characters run, as Unicode names them.
RIGHT = frozenset({"R", "AL", "AN"})
RIGHT_OR_NEUTRAL = frozenset({*RIGHT, "EN", "ES", "CS", "ET", "ON", "BN", "NSM"})
# Stand for each character of what is no sign of a link, and of what is a link by id; no record may hold them.
HIDDEN, NESTED = "\ue001", "\ue002"


def read_link_address(text: str) -> str:
    """The address of a link, if browsers can open it; TextFault says what is wrong with it."""
    read_url(text)
    if not all(map(is_readable, (urlsplit(text).hostname or "").split("."))):
        message = f"{quote(text)} does not name a host that browsers can find. Check what stands after //."
        raise TextFault("bad-url", message)
    return text


def is_readable(label: str) -> bool:
    """Whether a part of a host has letters, digits and hyphens in an order that browsers take, also behind xn--."""
    name = label
    if label.startswith("xn--"):
        try:
            name = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return False
        if name.isascii() or name.encode("punycode") != label[4:].encode():
            return False
    return (
        all(sign in "-_·" or unicodedata.category(sign)[0] in "LMN" for sign in name)
        and unicodedata.category(name[0])[0] != "M"
        and unicodedata.normalize("NFKC", name.lower()) == name
        and runs_one_way(name)
    )


def runs_one_way(name: str) -> bool:
    """Whether letters that are written from the right stand among no others, as RFC 5893 asks of hosts."""
    ways = [unicodedata.bidirectional(sign) for sign in name]
    if RIGHT.isdisjoint(ways):
        return True
    solid = [way for way in ways if way != "NSM"]
    return (
        ways[0] in {"R", "AL"}
        and RIGHT_OR_NEUTRAL.issuperset(ways)
        and solid[-1] in {"R", "AL", "EN", "AN"}
        and not {"EN", "AN"} <= set(ways)
    )


def hide_markup(paragraph: str) -> str:
    """The paragraph with its code, its escaped signs and its links by id hidden, each character by one."""
    runs: dict[int, list[int]] = {}
    for run in TICKS.finditer(paragraph):
        runs.setdefault(len(run[0]), []).append(run.start())
    pieces = []
    done = place = 0
    while token := ESCAPE_OR_TICKS.search(paragraph, place):
        place = token.end()
        if token[1] is None:
            # Code ends at the next run of as many signs; without one, these are signs like any other.
            ends = runs.get(len(token[0]), [])
            index = bisect_left(ends, place)
            if index == len(ends):
                continue
            place = ends[index] + len(token[0])
        pieces += [paragraph[done : token.start()], HIDDEN * (place - token.start())]
        done = place
    return LINK.sub(lambda match: NESTED * len(match[0]), "".join([*pieces, paragraph[done:]]))
