"""Sphinx and sphinx-needs: one text file a record, which is a need with links; back-links and lists are the program's.

Whatever the page of a record says of others in no more than links is left to the links of needs, which are printed both
ways; positions stand in the page, since one need for each would be more than the records. Pages are `:orphan:`, with
their own ways to the pages before and after: in a `toctree` each page would print all others of its kind. The search
index cannot be left out, so that it is part of what is measured.
"""

from __future__ import annotations

import re
import subprocess
import venv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.bench.peers.documents import (
    About,
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
from tests.bench.peers.installing import CACHE, NotInstalled
from tests.bench.peers.whole_site import NAME as SITE_NAME
from tests.bench.peers.whole_site import WholeSite

from sayso.library import Library
from sayso.page_values import Link, Words
from sayso.records import KINDS

NAME = "sphinx-needs"
LOCK = Path(__file__).with_name("sphinx-needs.lock")
PLACE = CACHE / "sphinx-needs"
FIELD = {"schema": {"type": "string"}, "nullable": True}
UNDERLINES = {1: "#", 2: "=", 3: "-"}
SPECIAL = re.compile(r"([\\`*_|<>])")
SPACE = re.compile(r"\s+")
MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
# Cells of lists that are links of needs, or the way back of one.
LINKED = {"question": "question", "where": "places", "within": "within", "asked_in": "questions_back"}
# What the links of needs are called on the other side; by their keys where nothing stands here.
BACK = {
    "about": "is spoken of in",
    "accuses": "is accused in",
    "actor": "has positions on",
    "bears_on": "is close to",
    "not_both_with": "cannot hold together with",
    "participants": "is named in",
    "part_of": "holds",
    "places": "is where there happened",
    "publisher": "publishes",
    "question": "is answered by",
    "questions": "is asked in",
    "rests_on": "bears",
    "source": "has positions on",
    "within": "holds",
}
# The page says in its own words what needs show of their fields; what is left to needs are their links.
LAYOUTS = {"record": {"grid": "simple", "layout": {"head": ["<<meta('id')>>"], "meta": ["<<meta_links_all()>>"]}}}


def write(library: Library, folder: Path) -> None:
    """Writes a project."""
    site = WholeSite(library)
    places: dict[str, tuple[int, int]] = {}
    used: set[str] = set()
    fields: set[str] = {"list_page", "list_place"}
    source = folder / "source"
    for part in site.lists():
        places |= {link.anchor: (part.number, number) for number, (link, _) in enumerate(part.rows)}
        write_page(source, part.address, list_text(part))
    for document in site.documents():
        about = document.about
        assert about is not None
        used |= about.links.keys()
        fields |= {field_name(key) for key in about.row if key not in LINKED}
        write_page(source, document.address, page_text(document, about, places[about.id]))
    write_page(source, "", home_text(site))
    (source / "conf.py").write_text(make_settings(sorted(used), sorted(fields)), encoding="utf-8")


def command(folder: Path) -> list[str]:
    """The command that builds the project, with both cores where that pays."""
    sphinx = str(PLACE / "bin" / "python")
    return [sphinx, "-m", "sphinx", "-q", "-b", "dirhtml", "-j", "auto", str(folder / "source"), str(folder / "public")]


def version() -> str:
    """The versions of both, as the lock has them; installs them the first time."""
    install(PLACE)
    found = dict(re.findall(r"^(sphinx|sphinx-needs)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    return f"sphinx {found['sphinx']}, sphinx-needs {found['sphinx-needs']}"


def install(place: Path) -> None:
    """Installs what the lock lists into an environment of its own, unless it stands there."""
    copy = place / LOCK.name
    if copy.exists() and copy.read_bytes() == LOCK.read_bytes():
        return
    venv.create(place, clear=True, with_pip=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    wheels = ["install", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    if subprocess.run([*pip, *wheels], check=False, stderr=subprocess.DEVNULL).returncode:
        raise NotInstalled("There are no wheels for this Python and system, or no network.")
    copy.write_bytes(LOCK.read_bytes())


def make_settings(links: list[str], fields: list[str]) -> str:
    """The text of `conf.py`."""
    types = [
        {"directive": kind.kind_name, "title": kind.kind_name.capitalize(), "prefix": "", "color": "#ffffff"}
        for kind in KINDS
    ]
    relations = {
        link: {"outgoing": link.replace("_", " "), "incoming": BACK.get(link, f"{link.replace('_', ' ')} of")}
        for link in links
    }
    return "\n".join(
        [
            f"project = {SITE_NAME!r}",
            'extensions = ["sphinx_needs"]',
            "html_use_index = False",
            "html_copy_source = False",
            'needs_id_regex = "^[a-z0-9-]+"',
            "needs_show_link_title = True",
            'needs_role_need_template = "{{ title }}"',
            f"needs_layouts = {LAYOUTS!r}",
            'needs_default_layout = "record"',
            f"needs_types = {types!r}",
            f"needs_fields = {(dict.fromkeys(fields, FIELD))!r}",
            f"needs_links = {relations!r}",
            "",
        ]
    )


def write_page(source: Path, address: str, text: str) -> None:
    """Writes the file that becomes the page of an address."""
    file = source / f"{name_of_file(address)}.rst"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def name_of_file(address: str) -> str:
    """The name of a document without its ending: `claims/x`; the index of a folder for a list."""
    path = address.rstrip("/")
    if not path:
        return "index"
    return path if "/" in path else f"{path}/index"


def field_name(key: str) -> str:
    """The name of a field of needs, which is not to be one that needs have already."""
    return f"shown_{key}"


def page_text(document: Document, about: About, place: tuple[int, int]) -> str:
    """The text of a record's page: its need, which holds the first paragraph, and the other blocks."""
    # What a need holds may have no headings.
    held = document.blocks[:1] if isinstance(document.blocks[0], Paragraph | Prose) else ()
    others = document.blocks[len(held) :]
    before: Line = ("Previous: ", document.previous) if document.previous else ()
    after: Line = (" Next: ", document.next) if document.next else ()
    trail = tuple(part for link in document.breadcrumbs for part in (link, " › "))
    options = {
        "id": about.id,
        **{key: ", ".join(ids) for key, ids in about.links.items()},
        **{field_name(key): plain(line) for key, line in about.row.items() if key not in LINKED and plain(line)},
        "list_page": str(place[0]),
        "list_place": f"{place[1]:04}",
    }
    return "\n".join(
        [
            ":orphan:",
            "",
            f".. meta::\n   :description: {one_line(document.description)}",
            "",
            paragraph(trail[:-1]),
            "",
            *heading(1, (document.title,)),
            "",
            f".. {about.kind}:: {one_line(about.name.text)}",
            *(f"   :{key}: {value}" for key, value in options.items()),
            "",
            *indented(blocks_lines(held), "   "),
            "",
            *blocks_lines(others),
            paragraph((*before, *after)) if before or after else "",
            "",
        ]
    )


def list_text(part: ListPart) -> str:
    """The text of a page of a list: a table of needs."""
    columns = ["title", *(LINKED.get(key, field_name(key)) for key in (part.rows[0][1] if part.rows else ()))]
    names = ["Name", *(key.replace("_", " ").capitalize() for key in (part.rows[0][1] if part.rows else ()))]
    heads = "; ".join(f'{column} as "{name}"' for column, name in zip(columns, names, strict=True))
    return "\n".join(
        [
            ":orphan:",
            "",
            *heading(1, (part.heading,)),
            "",
            paragraph((part.introduction,)),
            "",
            ".. needtable::",
            f"   :columns: {heads}",
            f'   :filter: type == "{part.kind}" and list_page == "{part.number}"',
            "   :sort: list_place",
            "",
            paragraph((f"Page {part.number} of {part.of}. ", *part.steps)),
            "",
        ]
    )


def home_text(site: WholeSite) -> str:
    """The text of the home page: all explainers, and the lists."""
    parts = list(site.lists())
    stories = [
        (Paragraph((link, ": ", *cells["standfirst"])),)
        for part in parts
        if part.kind == "story"
        for link, cells in part.rows
    ]
    return "\n".join(
        [
            *heading(1, (SITE_NAME,)),
            "",
            *blocks_lines([Items(tuple(stories))] if stories else []),
            *blocks_lines([Items(tuple((Paragraph((list_link(part),)),) for part in parts if part.number == 1))]),
            "",
        ]
    )


def list_link(part: ListPart) -> Link:
    """The link to a list."""
    return Link(Words(part.heading), part.address)


def heading(level: int, line: Line) -> Iterator[str]:
    """A heading; signs of some scripts take two columns."""
    text = inline(line)
    yield text
    yield UNDERLINES[level] * max(4, 2 * len(text))


def blocks_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of blocks, each block with an empty line after it."""
    before: Block | None = None
    for block in blocks:
        # A comment keeps apart what would be read as one list, or as a quotation in the list above it.
        if isinstance(block, Items | Quotation) and isinstance(before, Items | Quotation):
            yield ".."
            yield ""
        lines = list(block_lines(block))
        yield from lines
        yield ""
        before = block if lines else before


def block_lines(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 -- one case for each sort of block
    """The lines of a block."""
    match block:
        case Heading(level, line):
            yield from heading(level, line)
        case Paragraph(line, anchor):
            if anchor:
                yield f".. _{anchor}:"
                yield ""
            yield paragraph(line)
        case Prose(text, links):
            yield from prose_lines(text, dict(links))
        case Quotation(words):
            yield f"   {paragraph((words,))}"
        case Items(items, is_numbered):
            mark = "#. " if is_numbered else "*  "
            for item in items:
                yield from marked(mark, list(blocks_lines(item)))
        case Table(heads, rows):
            yield ".. list-table::"
            yield "   :header-rows: 1"
            yield ""
            for row in (heads, *rows):
                for number, cell in enumerate(row):
                    yield from marked("   - " if number else "*  - ", cell_lines(cell), "   ", deep="     ")
        case Facts(facts):
            for fact in facts:
                if not fact.is_links:
                    yield f":{escape(fact.name)}:"
                    yield from indented((line for value in fact.values for line in (paragraph(value), "")), "   ")


def marked(mark: str, lines: list[str], outer: str = "", deep: str = "   ") -> Iterator[str]:
    """Lines behind a mark; the others are indented below the first."""
    yield f"{outer}{mark}{lines[0] if lines else ''}".rstrip()
    yield from indented(lines[1:], outer + deep)


def cell_lines(cell: Line) -> list[str]:
    """The lines of a cell, with a paragraph for each line of it."""
    lines: list[str] = []
    rest: list[Inline] = []
    for part in (*cell, Break()):
        if isinstance(part, Anchor):
            lines += [f".. _{part.name}:", ""]
        elif isinstance(part, Break):
            lines += [paragraph(tuple(rest)), ""] if rest else []
            rest = []
        else:
            rest.append(part)
    return lines[:-1]


def prose_lines(text: str, links: Mapping[str, Link]) -> Iterator[str]:
    """Paragraphs of Markdown: emphasis is the same in both, links are not."""
    for part in re.split(r"\n\s*\n", text.strip()):
        words = MARKDOWN_LINK.sub(lambda found: prose_link(found[1], found[2], links), SPACE.sub(" ", part))
        yield f"\\ {words.lstrip('#> -')}"
        yield ""


def prose_link(words: str, target: str, links: Mapping[str, Link]) -> str:
    """A link in prose: by id, or to another site."""
    if target in links:
        return inline((Link(Words(words), links[target].address),))
    return inline((Outside(words, target),))


def indented(lines: Iterable[str], by: str) -> Iterator[str]:
    """The lines further in."""
    return (by + line if line else "" for line in lines)


def paragraph(line: Line) -> str:
    """A paragraph, of which nothing at the beginning is read as a mark of something else."""
    return "\\ " + inline(line)


def inline(line: Line) -> str:
    """Words and links."""
    return "".join(inline_part(part) for part in line)


def inline_part(part: Inline) -> str:
    """A part of a line; an escaped space after and before a role is none."""
    match part:
        case str():
            return escape(part)
        case Words(text):
            return escape(text)
        case Link(words, address):
            return f"\\ {role(words.text, address)}\\ "
        case Strong(text):
            return f"\\ **{escape(text)}**\\ "
        case Outside(text, url):
            return f"\\ `{escape(text)} <{url}>`__\\ "
        case Break() | Anchor():
            return " "


def role(words: str, address: str) -> str:
    """A link to a need, a position, or a page that is none."""
    path, _, anchor = address.partition("#")
    if anchor:
        return f":ref:`{escape(words)} <{anchor}>`"
    folder, _, record_id = path.rstrip("/").partition("/")
    if record_id and "/" not in record_id and folder:
        return f":need:`{escape(words)} <{record_id}>`"
    return f":doc:`{escape(words)} </{name_of_file(path)}>`"


def escape(text: str) -> str:
    """Words that are printed as they are, in one line."""
    return SPECIAL.sub(r"\\\1", SPACE.sub(" ", text))


def one_line(text: str) -> str:
    """Words for an option, as they are, in one line."""
    return SPACE.sub(" ", text).strip()


def plain(line: Line) -> str:
    """The words of a line without its links."""
    return one_line("".join(part if isinstance(part, str) else getattr(part, "text", "") for part in line))
