"""What is fuzzed: each target takes bytes, and fails where anything but our own problems or values comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sayso.dates import DateError, parse_date, word_date
from sayso.library import Library
from sayso.loading import Loaded, make_entry
from sayso.loading.characters import decode_text
from sayso.loading.forms import READ_TEXT, TextFault
from sayso.loading.prose import read_prose
from sayso.loading.reading import read_yaml
from sayso.page_values import Link, ProseView, Words
from sayso.passages import Ambiguous, Found, Missing, find_passage, find_words, fold_words
from sayso.problems import Problem
from sayso.records import KINDS, Actor, Place, Question, Record, Story
from sayso.records.position import Passage
from sayso.rendering.prose import ALLOWED_TAGS, render_prose
from sayso.rules import check_library
from sayso.rules.quotation import is_quoted
from sayso.sheets import read_sheet

TAG = re.compile(r"<(/?)([a-z]+)((?: [^>]*)?)>")
ADDRESS = re.compile(r' href="(?:https?://|\.\./|places/)[^"<>]*"')
NUMBER = re.compile(r' value="[0-9]{1,4}"')
# A story with its question, a place, and two actors, so that nothing is missing and every rule is applied.
RECORDS: tuple[tuple[type[Record], str, bytes], ...] = (
    (Story, "osk-story", b"title: Osk\nstandfirst: Osk.\nquestions: q\nas_of: 2031\n"),
    (Question, "q", b"text: Did it turn back?\nincluded: All.\nabout: osk\n"),
    (Place, "osk", b"name: Osk\nkind: site\n"),
    (Actor, "a", b"name: A\nkind: group\n"),
    (Actor, "b", b"name: B\nkind: group\n"),
)


def check_problems(problems: list[Problem], data: bytes) -> None:
    """Each problem stands in the file and prints on one line."""
    lines = len(re.split(rb"\r\n|\r|\n", data))
    for problem in problems:
        assert 1 <= problem.mark.line <= lines + 1
        assert problem.mark.column >= 1
        check_message(str(problem))


def check_message(message: str) -> None:
    """A message prints on one line."""
    assert message.isprintable()


def fuzz_records(data: bytes) -> None:
    """A record of the kind that the first byte chooses."""
    kind, data = KINDS[data[0] % len(KINDS)] if data else KINDS[0], data[1:]
    node, faults = read_yaml(data, "x.yml")
    problems = list(faults)
    record = make_entry(kind, "x", node, "x.yml", problems).record
    check_problems(problems, data)
    assert (record is None or bool(faults)) == bool(problems)


def fuzz_sheets(data: bytes) -> None:
    """A sheet; what it is cut into reads as the same records."""
    sheet = read_sheet(data, "sheet.yml", {})
    check_problems(sheet.problems, data)
    if not sheet.problems:
        for entry in sheet.entries:
            node, problems = read_yaml(entry.text.encode(), "x.yml")
            again = make_entry(entry.kind, entry.id, node, "x.yml", problems)
            assert (problems, again.record) == ([], entry.entry.record)


def fuzz_dates(data: bytes) -> None:
    """A date; what is read can be worded, sorted and written in HTML."""
    text = data.decode("utf-8", "replace")
    try:
        date = parse_date(text)
    except DateError as error:
        check_message(str(error))
        return
    assert date.text == text
    assert word_date(date)
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert date.html in (None, text)
    assert (date.sort_key < parse_date("unknown").sort_key) != date.is_unknown


def fuzz_forms(data: bytes) -> None:
    """Addresses, languages, ids and digests."""
    text = data.decode("utf-8", "replace")
    for name, (_, read) in READ_TEXT.items():
        try:
            value = read(text)
        except TextFault as fault:
            check_message(fault.message)
            continue
        if name in ("url", "language", "slug", "sha256", "address"):
            assert not set(value) & set("\"'<> \n\r\t\\")
            assert value.startswith(("https://", "http://")) or name != "url"


def fuzz_markdown(data: bytes) -> None:
    """Markdown; nothing comes out but the allowed tags and addresses."""
    text = data.decode("utf-8", "replace").replace("\ue000", "")
    links = (("osk", Link(Words("Osk <b>"), "places/osk/")),)
    html = render_prose(ProseView(text, links), "../")
    for end, tag, attributes in TAG.findall(html):
        assert tag in ALLOWED_TAGS, html
        form = {"a": ADDRESS, "li": NUMBER}.get(tag)
        assert not attributes or (form and not end and form.fullmatch(attributes)), html
    assert "<" not in TAG.sub("", html), html


@cache
def load_story() -> Loaded:
    """A story, whose prose is put in later, and what it may link."""
    entries = (make_entry(kind, name, read_yaml(data, "x.yml")[0], "x.yml", []) for kind, name, data in RECORDS)
    return Loaded(tuple(entries), {}, {}, ())


def fuzz_prose(data: bytes) -> None:
    """The prose of a story under all rules."""
    text, _ = decode_text(data, "x.md")
    if text is not None:
        loaded = replace(load_story(), proses={"osk-story": read_prose(text, "x.md")})
        problems = check_library(Library(loaded))
        check_problems([problem for problem in problems if problem.mark.path == "x.md"], data)


def fuzz_passages(data: bytes) -> None:
    """A text and a passage, which a zero byte divides; what is found has the passage's words."""
    text, exact, prefix, suffix, *_ = [*data.decode("utf-8", "replace").split("\0"), "", "", "", ""]
    if not exact.strip():
        return
    found = find_passage(text, Passage(exact=exact, prefix=prefix or None, suffix=suffix or None))
    assert isinstance(found, Found | Missing | Ambiguous)
    if isinstance(found, Found):
        assert 0 <= found.start < found.end <= len(text)
        assert fold_words(text[found.start : found.end]) == fold_words(exact)
    for start, end in find_words(text, exact):
        assert fold_words(text[start:end]) == fold_words(exact)
        is_quoted(text, start, end)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "records": fuzz_records,
    "sheets": fuzz_sheets,
    "dates": fuzz_dates,
    "forms": fuzz_forms,
    "markdown": fuzz_markdown,
    "prose": fuzz_prose,
    "passages": fuzz_passages,
}
