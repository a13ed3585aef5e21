"""Links that editors write in Markdown: they lead to the web or to a record, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sayso.library import Library
from sayso.loading.characters import Lines
from sayso.loading.forms import TextFault
from sayso.loading.markdown_limits import PARAGRAPH
from sayso.loading.web_links import AUTOLINK, ESCAPE, HIDDEN, NESTED, SEEN, WEB_LINK, hide_markup, read_link_address
from sayso.problems import Problem, quote
from sayso.record_links import LINK
from sayso.rules.markup import MOST_TOLD

# The middle of a link, and as much of an address as can be told where the link is not written whole.
MIDDLE = re.compile(r"\]\(\s*<?(?P<address>[^)\s>]*)")
WEB = re.compile(r"https?://", re.IGNORECASE)
WITHIN = "Links and pictures cannot stand within a link. Put {} before or behind it."


def check_links(library: Library) -> Iterator[Problem]:
    """Links in summaries and prose of which pages make none."""
    for record in library.records:
        for _, message in find_strange_links(record.summary or ""):
            yield Problem(library.mark(record.id, "summary"), "link-not-http", message)
    for story_id, prose in library.proses.items():
        if story_id in library.stories:
            lines = Lines(prose.text, prose.path)
            for index, message in islice(find_strange_links(prose.text), MOST_TOLD):
                yield Problem(lines.mark(index), "link-not-http", message)


def find_strange_links(text: str) -> Iterator[tuple[int, str]]:
    """Where links stand that pages show as typed, and what to say of them; in order."""
    if "[" not in text and "<" not in text:
        return  # nothing else begins a link
    for paragraph in PARAGRAPH.finditer(text):
        for index, message in sorted(find_strange(paragraph[0])):
            yield paragraph.start() + index, message


def find_strange(paragraph: str) -> Iterator[tuple[int, str]]:
    """The same in one paragraph, in no order."""
    hidden = hide_markup(paragraph)
    rest = []
    place = 0
    for match in WEB_LINK.finditer(hidden):
        rest.append(hidden[place : match.start()])
        rest.append(" " * len(match[0]))
        place = match.end()
        if message := judge(match, paragraph):
            yield match.start(), message
    left = "".join([*rest, hidden[place:]])
    for match in AUTOLINK.finditer(left):
        if message := judge_address(paragraph[match.start("address") : match.end("address")]):
            yield match.start(), message
    opened = left.find("[")
    for match in MIDDLE.finditer(left):
        if 0 <= opened < match.start():
            yield match.start(), tell_broken(paragraph[match.start("address") : match.end("address")])
    for link in LINK.finditer(paragraph):
        if hidden[link.start()] == NESTED and (inner := AUTOLINK.search(link[0])):
            yield link.start() + inner.start(), WITHIN.format(quote(inner[0]))


def judge(match: re.Match[str], paragraph: str) -> str | None:
    """What is wrong with a link that is written whole."""
    if match["picture"]:
        return "Pages show no pictures from texts. Delete the ! for a link, or delete all of it."
    words, typed = match["words"], paragraph[match.start("words") : match.end("words")]
    part = "address" if match["angled"] is None else "angled"
    message = judge_address(paragraph[match.start(part) : match.end(part)])
    if message is None and not SEEN.search(words.replace(HIDDEN, "") or typed.replace("`", "")):
        return "This link has no words, so nobody could see it. Write them between [ and ]."
    if message is None and (NESTED in words or "](" in words or AUTOLINK.search(words)):
        return WITHIN.format("the inner one")
    return message


def judge_address(typed: str) -> str | None:
    """What is wrong with an address, as it is typed."""
    address = ESCAPE.sub(r"\1", typed)
    if not WEB.match(address):
        return (
            f"The link to {quote(address)} leads to no web address. Write one that begins with https://, or delete the "
            "link; a record is linked by its id as [[id]] in the prose of a story."
        )
    try:
        read_link_address(address)
    except TextFault as fault:
        return fault.message
    return None


def tell_broken(typed: str) -> str:
    """What to say of a link that is not written whole, such as one with a space in its address."""
    return judge_address(typed) or (
        f"The link to {quote(typed)} is not written whole. Write it as [words](address), with %20 for each space in "
        "the address, and %28 and %29 for parentheses within one another."
    )
