"""Follows every address on the pages of a site, as a browser would, without one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

# Stands for the address of a site that has none.
NOWHERE = "https://site.invalid/"
# The error page is served where there is no page, so its addresses have to lead on from anywhere.
MISSING = "no/such/page/"
ADDRESSES = ("href", "src", "poster", "data", "action", "formaction")
LOADED = "script, img, iframe, source, video, audio, object, embed, link:not([rel=canonical], [rel=prev], [rel=next])"


def check_links(site: Path, site_url: str | None = None) -> list[str]:
    """Addresses on pages of a site that lead nowhere, and what is loaded from another host."""
    root = site_url or NOWHERE
    faults = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        here = urljoin(root, MISSING if path == "404.html" else path.removesuffix("index.html"))
        for kind, address, is_loaded in list_addresses(file):
            # An anchor alone stays on the page, wherever that is served.
            base = urljoin(root, path) if address.startswith("#") else here
            fault = check_address(site, root, urljoin(base, address), is_loaded=is_loaded)
            if fault:
                faults.append(f"{path}: {kind} {address!r} {fault}.")
    return faults


def list_addresses(file: Path) -> Iterator[tuple[str, str, bool]]:
    """Every address on a page: the attribute that holds it, the address, whether the browser fetches it by itself."""
    tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
    loaded = {node.mem_id for node in tree.css(LOADED)}
    for name in ADDRESSES:
        for node in tree.css(f"[{name}]"):
            yield name, node.attributes[name] or "", node.mem_id in loaded
    for node in tree.css("[srcset]"):
        for candidate in (node.attributes["srcset"] or "").split(","):
            yield "srcset", candidate.split()[0], True
    for node in tree.css('meta[property="og:url"], meta[property="og:image"]'):
        yield str(node.attributes["property"]), node.attributes.get("content") or "", False


def check_address(site: Path, root: str, address: str, *, is_loaded: bool) -> str | None:
    """What is wrong with a full address, if anything."""
    if urlsplit(address).scheme not in {"http", "https"}:
        return None if address.startswith("data:image/") else "is no web address"
    if urlsplit(address).netloc != urlsplit(root).netloc:
        return "is loaded from another host" if is_loaded else None
    page, anchor = urldefrag(address)
    if not page.startswith(root):
        return "leads out of the site"
    path = unquote(urlsplit(page).path)[len(urlsplit(root).path) :]
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    if not file.is_file():
        return "leads nowhere"
    is_there = not anchor or file.suffix != ".html" or unquote(anchor) in ids_of(file)
    return None if is_there else "names an anchor that is not there"


def ids_of(file: Path) -> frozenset[str]:
    """The ids on a page."""
    return read_ids(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4096)
def read_ids(file: Path, _changed: int) -> frozenset[str]:
    """The ids on a page, read once until the file changes."""
    return frozenset(list_ids(file.read_text(encoding="utf-8")))


def list_ids(html: str) -> list[str]:
    """The ids on a page, in order, as often as they stand there."""
    return [node.attributes["id"] or "" for node in LexborHTMLParser(html).css("[id]")]
