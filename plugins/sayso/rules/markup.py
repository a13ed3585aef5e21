"""The Markdown of stories: links by id that are not written whole, and signs that pages do not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sayso.library import Library
from sayso.loading import Prose
from sayso.loading.characters import Lines
from sayso.loading.markdown_limits import find_excess
from sayso.problems import Problem, quote

# Of one sort in one text; the others are told once these are mended.
MOST_TOLD = 200
# A link that is not written well; it may be whole, with brackets within its words.
OPENED = re.compile(
    r"\[\[\s*(?P<id>[a-z0-9-]*[a-z0-9])?(?P<words>[ \t]*\|[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)+\]\])?"
)
SINGLE = re.compile(r"(?<!\[)\[(?P<id>[a-z0-9-]+)(?P<words>\|[^\[\]\n]*)?\]{1,2}(?![(\[:])")


class Sign(NamedTuple):
    """A sign that prose does not know: how it looks, and what it does not do."""

    pattern: re.Pattern[str]
    fails: str


SIGNS = (
    Sign(re.compile(r"^ {0,3}#{1,6}(?:[ \t].*)?$", re.MULTILINE), "makes no heading"),
    Sign(re.compile(r"^ {0,3}={3,}[ \t]*$", re.MULTILINE), "makes no heading"),
    Sign(
        re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE),
        "draws no line",
    ),
    Sign(re.compile(r"^(?=[^|\n]*\|)(?=[^-\n]*-)[|:-][|: \t-]*$", re.MULTILINE), "makes no table"),
    Sign(re.compile(r"<!--|<[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>\n]*)?/?>"), "does nothing"),
)


def check_links_closed(library: Library) -> Iterator[Problem]:
    """Links by id that lack a bracket, the id or the words."""
    for prose in list_proses(library):
        lines = Lines(prose.text, prose.path)
        for index, message in islice(find_broken_links(library, prose), MOST_TOLD):
            yield Problem(lines.mark(index), "link-unclosed", message)


def find_broken_links(library: Library, prose: Prose) -> Iterator[tuple[int, str]]:
    """Where a link is not written whole, and what to say of it."""
    for link in prose.links:
        written = prose.text[link.start : link.end]
        if not link.target:
            yield link.start, f"{quote(written)} names no record. Write its id after [[."
        elif link.words is None and "|" in written:
            mend = f"Write them, or [[{show(link.target)}]] for the record's own name."
            yield link.start, f"{quote(written)} has no words after the |. {mend}"
    rest = mask_links(prose)
    for match in OPENED.finditer(rest):
        one = show(match["id"] or "id")
        if match["words"]:
            message = f"The words of this link hold [ or ], which end links by id. Write [[{one}|words]] without them."
        else:
            message = f"This link is not closed on its line. Write [[{one}]], or [[{one}|words]], on one line."
        yield match.start(), message
    for match in SINGLE.finditer(rest):
        if match["id"] in library.entries:
            whole = f"[[{match['id']}{show(match['words'] or '')}]]"
            yield match.start(), f"{quote(match[0])} is no link, since a link by id has two brackets. Write {whole}."


def show(text: str) -> str:
    """A part of a link as a message shows it: clipped, and safe to print."""
    return quote(text)[1:-1]


def mask_links(prose: Prose) -> str:
    """The text with the links by id, which are written well, left blank."""
    text = list(prose.text)
    for link in prose.links:
        text[link.start : link.end] = " " * (link.end - link.start)
    return "".join(text)


def check_markdown(library: Library) -> Iterator[Problem]:
    """Headings, rules, tables and HTML in prose."""
    for prose in list_proses(library):
        lines = Lines(prose.text, prose.path)
        for sign in SIGNS:
            for match in islice(sign.pattern.finditer(prose.text), MOST_TOLD):
                message = (
                    f"{quote(match[0].strip())} {sign.fails} here: prose has paragraphs, emphasis, lists, "
                    "quotes and links only. Write it as one of these, or delete it."
                )
                yield Problem(lines.mark(match.start()), "markdown-unused", message)


def check_markdown_limits(library: Library) -> Iterator[Problem]:
    """Summaries and prose that are more than pages are made of."""
    for record in library.records:
        for _, message in find_excess(record.summary or ""):
            yield Problem(library.mark(record.id, "summary"), "markdown-too-much", message)
    for prose in list_proses(library):
        lines = Lines(prose.text, prose.path)
        for index, message in find_excess(prose.text):
            yield Problem(lines.mark(index), "markdown-too-much", message)


def list_proses(library: Library) -> Iterator[Prose]:
    """The prose of published stories."""
    yield from (prose for story_id, prose in library.proses.items() if story_id in library.stories)
