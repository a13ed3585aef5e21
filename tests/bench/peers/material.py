"""MkDocs and Material for MkDocs without our plugin: one Markdown file a page, written by a program.

Records stay out of `nav`, whose growth is the square of the site otherwise; each page has its own ways to the pages
before and after it. Everything is Python-Markdown's own: lists, tables, quotations, attributes on paragraphs. Versions
are those of `requirements.lock`. There is no search index here, since Sayso's build is measured without it;
`material_search` is the same with one.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version as find_version
from pathlib import Path

from tests.bench.peers.documents import (
    Anchor,
    Block,
    Break,
    Document,
    Facts,
    Heading,
    Inline,
    Items,
    Line,
    ListPart,
    Outside,
    Paragraph,
    Prose,
    Quotation,
    Strong,
    Table,
)
from tests.bench.peers.lines import join
from tests.bench.peers.whole_site import NAME as SITE_NAME
from tests.bench.peers.whole_site import WholeSite

from sayso.library import Library
from sayso.page_values import Link, Words

NAME = "MkDocs + Material, generated Markdown"
LISTS = ("stories", "events", "actors", "sources", "questions", "claims", "places")
# What Markdown takes for its own anywhere in a text; and what it does so with only at the beginning of a block.
SPECIAL = re.compile(r"([\\`*_\[\]{|])")
AT_THE_BEGINNING = re.compile(r"^(?:[#+-]|(\d+)(?=\.))")
BY_ID = re.compile(r"\]\(([a-z0-9-]+)\)")
SPACE = re.compile(r"\s+")
INDENT = "    "


def write(library: Library, folder: Path) -> None:
    """Writes a project without the search index."""
    write_project(library, folder, [])


def write_project(library: Library, folder: Path, plugins: list[str]) -> None:
    """Writes a project with these plugins of MkDocs."""
    site = WholeSite(library)
    settings = make_settings(plugins)
    (folder / "mkdocs.yml").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    for document in site.documents():
        write_page(folder, document.address, page_text(document))
    for part in site.lists():
        write_page(folder, part.address, list_text(part))
    write_page(folder, "", home_text(site))


def command(folder: Path) -> list[str]:  # noqa: ARG001 -- the command of all peers is asked for with it
    """The command that builds the project."""
    return [sys.executable, "-P", "-m", "mkdocs", "build", "--quiet"]


def version() -> str:
    """The versions of both."""
    return f"mkdocs {find_version('mkdocs')}, mkdocs-material {find_version('mkdocs-material')}"


def make_settings(plugins: list[str]) -> Mapping[str, object]:
    """The settings: everything that is on by default, and only the lists in `nav`."""
    return {
        "site_name": SITE_NAME,
        "site_url": "https://example.org/a/b/",
        "site_dir": "public",
        "docs_dir": "docs",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": False}}],
        "nav": [{"Home": "index.md"}, *({name.capitalize(): f"{name}/index.md"} for name in LISTS)],
        # Pages of records are in no `nav`, and each page links to others: neither is news.
        "validation": {"omitted_files": "ignore"},
    }


def write_page(folder: Path, address: str, text: str) -> None:
    """Writes the file that becomes the page of an address."""
    file = folder / "docs" / file_of(address)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def file_of(address: str) -> str:
    """The file of an address: `claims/x.md`; the index of a folder for a list."""
    path = address.rstrip("/")
    if not path:
        return "index.md"
    return f"{path}.md" if "/" in path else f"{path}/index.md"


def page_text(document: Document) -> str:
    """The Markdown of a record's page."""
    writer = Writer(document.address)
    return "\n".join(
        [
            front_matter(document.title.text, document.description),
            writer.line(trail(document.breadcrumbs)),
            "",
            f"# {writer.line((document.title,))}",
            "",
            *writer.blocks(document.blocks),
            writer.line(around(document)),
            "",
        ]
    )


def list_text(part: ListPart) -> str:
    """The Markdown of a page of a list: a table."""
    writer = Writer(part.address)
    heads = tuple(part.rows[0][1]) if part.rows else ()
    table = Table(
        (("Name",), *((name.replace("_", " ").capitalize(),) for name in heads)),
        tuple(((link,), *cells.values()) for link, cells in part.rows),
    )
    return "\n".join(
        [
            front_matter(part.heading, part.introduction),
            f"# {part.heading}",
            "",
            writer.line((part.introduction,)),
            "",
            *(writer.blocks([table]) if part.rows else ()),
            f"Page {part.number} of {part.of}. {writer.line(trail(part.steps))}",
            "",
        ]
    )


def home_text(site: WholeSite) -> str:
    """The Markdown of the home page: all explainers."""
    writer = Writer("")
    rows = [row for part in site.lists() if part.kind == "story" for row in part.rows]
    items = "\n".join(f"- {writer.line((link,))}: {writer.line(cells['standfirst'])}" for link, cells in rows)
    return f"# {SITE_NAME}\n\nWho says what about contested events, in which source, in whose words.\n\n{items}\n"


def front_matter(title: str, description: str) -> str:
    """Title and description, which the theme prints in the head; JSON is YAML."""
    return f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(description)}\n---\n"


def trail(links: Iterable[Link]) -> Line:
    """Links in a row."""
    line: list[Inline] = []
    for link in links:
        line += [" › ", link] if line else [link]
    return tuple(line)


def around(document: Document) -> Line:
    """The ways to the pages before and after."""
    before: Line = ("Previous: ", document.previous) if document.previous else ()
    after: Line = ("Next: ", document.next) if document.next else ()
    return (*before, " · ", *after) if before and after else (*before, *after)


class Writer:
    """Blocks as Markdown, for the page at an address, from which links are relative to files."""

    def __init__(self, address: str) -> None:
        self._folder = posixpath.dirname(file_of(address))

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The lines of blocks, each block with an empty line after it."""
        for block in blocks:
            yield from self._block(block)
            yield ""

    def _block(self, block: Block) -> Iterator[str]:  # noqa: C901 -- one case for each sort of block
        """The lines of a block."""
        match block:
            case Heading(level, line):
                yield f"{'#' * level} {self.line(line)}"
            case Paragraph(line, anchor):
                yield self.line(line)
                if anchor:
                    yield f"{{: #{anchor} }}"
            case Prose(text, links):
                targets = {name: self._target(link.address) for name, link in links}
                yield BY_ID.sub(lambda found: f"]({targets.get(found[1], found[1])})", text.rstrip())
            case Quotation(words):
                yield f"> {self.line((words,))}"
            case Items(items, is_numbered):
                yield from self._items(items, "1.  " if is_numbered else "-   ")
            case Table(heads, rows):
                yield self._row(heads)
                yield "|" + " --- |" * len(heads)
                for row in rows:
                    yield self._row(row)
            case Facts(facts):
                yield "| Fact | |"
                yield "| --- | --- |"
                for fact in facts:
                    yield self._row(((fact.name,), join(fact.values, Break())))

    def _items(self, items: Iterable[tuple[Block, ...]], mark: str) -> Iterator[str]:
        """The lines of a list; whatever an item holds is indented below its first line."""
        for item in items:
            lines = list(self.blocks(item))[:-1]
            yield mark + lines[0]
            yield from (INDENT + line if line else "" for line in lines[1:])
            # Items of one line are set close together.
            if len(lines) > 1:
                yield ""

    def _row(self, cells: Iterable[Line]) -> str:
        """The row of a table."""
        return "| " + " | ".join(self.line(cell) or " " for cell in cells) + " |"

    def line(self, line: Line) -> str:
        """Words and links as Markdown."""
        text = "".join(self._inline(part) for part in line)
        return AT_THE_BEGINNING.sub(r"\1\\" if text[:1].isdigit() else r"\\\g<0>", text)

    def _inline(self, part: Inline) -> str:  # noqa: PLR0911 -- one case for each sort of part
        """A part of a line."""
        match part:
            case str():
                return escape(part)
            case Words(text, lang, direction):
                return f'<span lang="{lang}" dir="{direction}">{escape(text)}</span>' if lang else escape(text)
            case Link(words, address):
                return f"[{self._inline(words)}]({self._target(address)})"
            case Strong(text):
                return f"**{escape(text)}**"
            case Outside(text, url):
                return f"[{escape(text)}]({url.replace('(', '%28').replace(')', '%29').replace('|', '%7C')})"
            case Break():
                return "<br>"
            case Anchor(name):
                return f'<span id="{name}"></span>'

    def _target(self, address: str) -> str:
        """Where a link leads: the file of a page, as MkDocs has it, from this page's folder."""
        path, mark, anchor = address.partition("#")
        return posixpath.relpath(file_of(path), self._folder or ".") + mark + anchor


def escape(text: str) -> str:
    """Words that Markdown prints as they are, in one line."""
    return SPECIAL.sub(r"\\\1", html.escape(SPACE.sub(" ", text), quote=False))
