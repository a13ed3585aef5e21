"""A page as blocks of words and links, with no markup: what peers that take text files are given, each in its own.

Addresses are those of Sayso's pages, such as `claims/x/` or `claims/x/#p-1`; a writer makes them its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.page_values import Link, Words


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Words that lead to another site."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside a cell."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The name that the line of a cell after it has in addresses."""

    name: str


Inline = str | Words | Link | Strong | Outside | Break | Anchor
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part of the page, of level 2 or 3."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with an anchor where it has an address of its own."""

    line: Line
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of a contributor, and where each link by id in it leads."""

    text: str
    links: tuple[tuple[str, Link], ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a source."""

    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item has at least one block."""

    items: tuple[tuple[Block, ...], ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their heads; each row has a cell for each head."""

    heads: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a record says under one name, one line a value."""

    name: str
    values: tuple[Line, ...]

    @property
    def is_links(self) -> bool:
        """Whether it does no more than lead to other records."""
        return all(isinstance(part, Link) for value in self.values for part in value)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a record, at least one."""

    facts: tuple[Fact, ...]


Block = Heading | Paragraph | Prose | Quotation | Items | Table | Facts


@dataclass(frozen=True, slots=True)
class About:
    """The record that a page is of: kind, id, name, what lists show of it, and whom it mentions under which key."""

    kind: str
    id: str
    name: Words
    row: Mapping[str, Line]
    links: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Document:
    """A page: its address, what stands around it, its blocks, and the record that it is of, if any."""

    address: str
    title: Words
    blocks: tuple[Block, ...]
    description: str = ""
    breadcrumbs: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True)
class ListPart:
    """A page of the list of a kind: its address and number, the records in it with what is shown of each."""

    kind: str
    heading: str
    introduction: str
    address: str
    number: int
    of: int
    rows: tuple[tuple[Link, Mapping[str, Line]], ...]
    steps: tuple[Link, ...]
    """The ways to the parts before and after it."""
