"""Links that editors write in Markdown: they lead to the web or to a record, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sayso.library import Library
from sayso.loading.characters import Lines
from sayso.problems import Mark, Problem, quote
from sayso.rules.markup import MOST_TOLD

# [words](address), [name]: address, <scheme:address>
LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s>]*)|^ {0,3}\[[^\]\n]+\]:\s*<?(?P<defined>\S+)|<(?P<bare>[a-zA-Z][\w+.-]*:[^<>\s]*)>",
    re.MULTILINE,
)
WEB = re.compile(r"https?://", re.IGNORECASE)


def check_links(library: Library) -> Iterator[Problem]:
    """Links in summaries and prose that do not begin with http:// or https://."""
    for record in library.records:
        for _, address in find_strange_links(record.summary or ""):
            yield tell(library.mark(record.id, "summary"), address)
    for story_id, prose in library.proses.items():
        if story_id in library.stories:
            lines = Lines(prose.text, prose.path)
            for index, address in islice(find_strange_links(prose.text), MOST_TOLD):
                yield tell(lines.mark(index), address)


def find_strange_links(text: str) -> Iterator[tuple[int, str]]:
    """Where links stand that do not lead to the web, and their addresses."""
    for match in LINK.finditer(text):
        address = match["inline"] or match["defined"] or match["bare"] or ""
        if not WEB.match(address):
            yield match.start(), address


def tell(mark: Mark, address: str) -> Problem:
    """The problem of one link."""
    message = (
        f"The link to {quote(address)} leads to no web address. Write one that begins with https://, or delete the "
        "link; a record is linked by its id as [[id]] in the prose of a story."
    )
    return Problem(mark, "link-not-http", message)
