"""What pages say in their own voice: their words without those of records, and whom they have to name.

What is expected is worked out from the records, never from what pages are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, get_origin
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sayso.counting import why_not_counted
from sayso.library import Library
from sayso.records import Claim
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED, Part
from sayso.records.position import SAYING

# Attributes that a reader sees or hears, or that the search shows.
SPOKEN = ("alt", "aria-label", "label", "placeholder", "title")
SPOKEN_META = 'meta[name="description"], meta[property="og:title"], meta[property="og:description"]'
ISOLATES = str.maketrans("", "", "\u2068\u2069")
# Single words of a source, which a page may hold in its own voice too, stand in these marks.
MARKED = {"verb": "“{}”", "hedge": "({})"}
# What divides the text of prose into pieces that stand by themselves on a page: links, emphasis, paragraphs.
MARKUP = re.compile(r"\[\[(?:[^\]|]*\|)?|\]\]|\]\([^)]*\)|[\[*_`]+|\n\n")
# Stands for the address of the site.
ROOT = "https://site.invalid/"
NOBODY = "nobody in our records says this"


def plain(text: str) -> str:
    """The text on one line, with single spaces and without marks of direction."""
    return " ".join(text.translate(ISOLATES).split())


@dataclass(frozen=True)
class Piece:
    """Words of a page, and the element in which they stand or whose attribute they are."""

    text: str
    node: LexborNode
    attribute: str | None = None

    @property
    def marked(self) -> str:
        """The text with the sign on each side of it, where it has an element of its own between two."""
        before, after = self.node.prev, self.node.next
        if self.node.tag != "bdi" or before is None or after is None:
            return self.text
        return f"{(before.text_content or '')[-1:]}{self.text}{(after.text_content or '')[:1]}"


class Reading:
    """A page as it is read: its pieces of text in order, and what stands around each."""

    def __init__(self, path: str, html: str) -> None:
        self.path = path
        self.tree = LexborHTMLParser(html)
        self._places: dict[str, set[int]] = {}

    @cached_property
    def pieces(self) -> list[Piece]:
        """All words: texts, the title among them, and attributes that are read out."""
        return list(self._list_pieces())

    def _list_pieces(self) -> Iterator[Piece]:
        assert self.tree.root is not None
        for node in self.tree.root.traverse(include_text=True):
            if node.tag == "-text":
                text, parent = plain(node.text_content or ""), node.parent
                if text and parent is not None and parent.tag not in {"script", "style"}:
                    yield Piece(text, parent)
            elif node.tag != "meta":
                found = ((name, plain(node.attributes.get(name) or "")) for name in SPOKEN)
                yield from (Piece(text, node, name) for name, text in found if text)
        for node in self.tree.css(SPOKEN_META):
            yield Piece(plain(node.attributes.get("content") or ""), node, "content")

    def follow(self, link: LexborNode) -> str:
        """The path to which a link leads, its anchor included."""
        return urljoin(f"{ROOT}{self.path}", link.attributes.get("href") or "").removeprefix(ROOT)

    def closest(self, node: LexborNode | None, selector: str) -> LexborNode | None:
        """The nearest element that the selector fits: the node itself, or one around it."""
        if selector not in self._places:
            self._places[selector] = {found.mem_id for found in self.tree.css(selector)}
        while node is not None and node.mem_id not in self._places[selector]:
            node = node.parent
        return node


# --- What stands in records


@lru_cache(maxsize=8)
def list_written(library: Library) -> tuple[str, ...]:
    """All that is written in published records and may stand on a page, as one line each, the longest first."""
    found = {plain(text) for record in library.records for text in list_strings(record)}
    for record in library.records:
        found |= {record.id, library.entries[record.id].path}
    for text in (*(prose.text for prose in library.proses.values()), *(r.summary or "" for r in library.records)):
        found |= {plain(part) for part in MARKUP.split(text)}
    return tuple(sorted(found - {""}, key=lambda text: (-len(text), text)))


def list_strings(part: Part) -> Iterator[str]:
    """Every text in a record but choices such as an actor's kind; verbs and hedges in the marks that pages use."""
    for name, field in type(part).model_fields.items():
        values = () if get_origin(field.annotation) is Literal else list_values(getattr(part, name))
        yield from (MARKED.get(name, "{}").format(value) for value in values)


def list_values(value: object) -> Iterator[str]:
    """The texts in a value of a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        yield from list_strings(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from list_values(item)


def own_words(library: Library, text: str, words: re.Pattern[str]) -> str:
    """A text without what stands in records, as far as that holds some of the words looked for."""
    for written in list_written(library):
        if words.search(written):
            text = re.sub(re.escape(written), "…", text, flags=re.IGNORECASE)
    return text


# --- Whom a claim needs


def name_of(library: Library, actor_id: str) -> str:
    """An actor as pages name it in English text."""
    return plain(library.actors[actor_id].english_name.text)


def names_speakers(library: Library, claim: Claim, text: str) -> bool:
    """Whether a text names all who say a claim now and are counted; where nobody is, somebody else or nobody."""
    saying = [s for s in library.standings_on.get(claim.id, ()) if s.position.stance in SAYING]
    now = [s for s in saying if s.position.status == "current"]
    counted = [s for s in now if why_not_counted(library, s) is None]
    if counted:
        return all(name_of(library, speaker) in text for s in counted for speaker in s.speakers)
    others = [name_of(library, speaker) for s in now if s.has_record for speaker in s.speakers]
    words = [
        *(["in its own voice", "source’s own words"] if any(s.position.actor == SOURCE_VOICE for s in now) else ()),
        *(["no speaker named", "unattributed"] if any(s.position.actor == UNATTRIBUTED for s in now) else ()),
        *([] if others else [NOBODY]),
    ]
    return any(name in text for name in others) or any(word in text.casefold() for word in words)
