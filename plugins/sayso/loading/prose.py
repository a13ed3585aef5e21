"""Links by id in prose: `[[russia]]` and `[[russia|Moscow]]`, with their places."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.loading.characters import Lines
from sayso.problems import Mark
from sayso.record_links import LINK


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link by id: the id, the words to show (none: the record's own name), its place, and where it stands."""

    target: str
    words: str | None
    mark: Mark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in Markdown beside a story, and the links in it, in order."""

    path: str
    text: str
    links: tuple[ProseLink, ...]


def read_prose(text: str, path: str) -> Prose:
    """The text and its links by id."""
    lines = Lines(text, path)
    links = (
        ProseLink(match[1].strip(), (match[2] or "").strip() or None, lines.mark(match.start()), *match.span())
        for match in LINK.finditer(text)
    )
    return Prose(path, text, tuple(links))
