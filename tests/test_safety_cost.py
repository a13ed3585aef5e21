"""No input costs more than fifty times what its length promises: what plain text of the same length costs.

Measured is processor time, once, and again only where that looked too long, so that a busy machine decides nothing.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fuzz.targets import load_story
from tests.patterns import list_attacks, list_patterns

from sayso.checking import check_content
from sayso.dates import DateError, parse_date
from sayso.library import Library
from sayso.loading import make_entry
from sayso.loading.forms import READ_TEXT, TextFault
from sayso.loading.plain_decoding import Found, decode_plain
from sayso.loading.plain_yaml import read_plain
from sayso.loading.prose import read_prose
from sayso.loading.reading import read_yaml
from sayso.page_values import ProseView
from sayso.passages import find_passage
from sayso.passages.finding import locate_passage
from sayso.passages.folding import fold, paragraph_starts
from sayso.records import Place
from sayso.records.position import Passage
from sayso.rendering.prose import render_prose
from sayso.rules import check_library
from sayso.rules.look_alikes import find_mixed, make_skeleton
from sayso.rules.quotation import is_quoted, reach_quotations
from sayso.sheets import read_sheet

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
MOST_TIMES, TRIES = 50, 4
SHORT, LONG = 10_000, 250_000
# Making pages of Markdown takes 0.8 s for plain text of this length at full size.
LONG_MARKDOWN = 250_000 if FULL else 60_000
LONG_TEXT = 4_000_000 if FULL else 300_000
Family = Callable[[int], str]


def repeat(unit: str, length: int, head: str = "") -> str:
    """A text of that many bytes, of one piece again and again behind a head."""
    size = len(unit.encode())
    return head + (unit * (length // size + 1))[: max(1, length * len(unit) // size)]


def of(unit: str, head: str = "") -> Family:
    """A family of texts of one piece."""
    return lambda length: repeat(unit, length, head)


def seconds(function: Callable[[str], object], text: str) -> float:
    """The processor time that a text takes."""
    begin = time.process_time()
    function(text)
    return time.process_time() - begin


def find_slow(
    function: Callable[[str], object], plain: Family, families: dict[str, Family], length: int
) -> dict[str, float]:
    """The families of which a byte takes more than fifty times what a byte of plain text takes, and how many times."""
    text = plain(length)
    base = min(seconds(function, text) for _ in range(TRIES)) / len(text.encode())
    slow = {}
    for name, make in families.items():
        text = make(length)
        for _ in range(TRIES):
            times = seconds(function, text) / len(text.encode()) / base
            if times <= MOST_TIMES:
                break
        else:
            slow[name] = times
    return slow


def numbered(form: str) -> Family:
    """A family of lines that differ in a number."""
    return lambda length: "".join(form.format(number) for number in range(max(1, length // (len(form) + 2))))


# Records

ORDINARY = "- date: 2031-05-03\n  kind: update\n  note: The ferry turned back because of fog, says the guild of Osk.\n"
SIGNS = [
    "[",
    "{",
    "- ",
    "? ",
    ": ",
    "-\n",
    "a: b\n",
    "a:\n",
    '"',
    "'",
    "%",
    "%\n",
    "\t",
    "a\t\n",
    "\x01",
    "\x01\n",
    "a #b\n",
]
SIGNS += [
    "key:value\n",
    'name: "a\n',
    "name: 'a\n",
    "\n",
    " ",
    "#",
    "#\n",
    "&a ",
    "name: b\n",
    "<<<<<<< a\n",
    "---\n",
    "...\n",
]
SIGNS += [
    "```\n",
    "\u00a0a: b\n",
    "\ufeff",
    "\r\n",
    "\r",
    "? a\n: b\n",
    'a: "b\n c"\n',
    "*a ",
    "!a ",
    "]",
    "}",
    ",",
    "|\n",
    ">\n",
]
HEADED = [
    ("name: ", "🙂"),
    ("name: ", "\u0301"),
    ("name: |\n", " a\n"),
    ("name: >\n", "\n"),
    ("name: |\n", "  \n"),
    ('name: "', "\\"),
]
HEADED += [
    ('name: "', "\\x41"),
    ("name: [", ","),
    ("name: [", "a,"),
    ("name: [", "a: b,"),
    ("name: [", "? "),
    ("name: [", "{},"),
]
HEADED += [
    ("name: [", '"a",'),
    ("name: [", "*a,"),
    ("name: [", "&a b,"),
    ("name: [", "!a b,"),
    ("name: a\n", " b\n"),
    ("name: {", "a,"),
]
HEADED += [
    ("within: ", "a, b,"),
    ("within: ", "-"),
    ("lang: en", "-abcde"),
    ("lang: en", "-x-b"),
    ("lat: ", "1"),
    ("kind: ", "sit"),
]
HEADED += [
    ("kind: [", "sit,"),
    ("other_names:\n", "- name: b\n  name: c\n"),
    ("changes:\n", "- date: a to b - e until g ~ 14:05 9999 - \n"),
]
HEADED += [
    ("identifiers:\n  ", "-a"),
    ("- '", "a' '"),
    ("text: a name x", " , "),
    ("text: a", " "),
    ("name: '", "''"),
    ("name: ", "[]"),
]
RECORDS = {
    **{repr(unit): of(unit) for unit in SIGNS},
    **{repr(head + unit): of(unit, head) for head, unit in HEADED},
    "runs before a colon": lambda length: f"text: a {',' * length}name x: b",
    "spaces before a colon": lambda length: f"text: a {' ' * length}name x: b",
    "unknown keys": numbered("k{}: a\n"),
    "nearly known keys": numbered("name{}: a\n"),
    "keys with comments": numbered("k{}: a #b\n"),
    "identifiers": lambda length: "identifiers:\n" + numbered("  K{}: a\n")(length),
    "translations": lambda length: "translations:\n  fr:\n" + numbered("    nam{}: a\n")(length),
    "long keys": numbered(f"k{{}}{'e' * 900}: a\n"),
    "merges": lambda length: "a: &a {b: c}\n" + numbered("k{}: {{<<: *a}}\n")(length),
    "mentions": lambda length: "described_as:\n" + numbered("- {{words: a, source: s{}}}\n")(length),
}


def load_record(text: str) -> None:
    """Reads a record."""
    node, problems = read_yaml(text.encode(), "x.yml")
    make_entry(Place, "x", node, "x.yml", problems)


@pytest.mark.parametrize("length", [SHORT, LONG])
def test_records(length: int) -> None:
    assert find_slow(load_record, of(ORDINARY, "name: Osk\nkind: site\nchanges:\n"), RECORDS, length) == {}


# What the quick reader of plain files takes, or leaves to the parser late.
PLAIN = {
    "lines of a text": lambda length: "text: a" + "\n b" * (length // 3),
    "lines that begin deep": lambda length: f"text: a\n{' ' * (length // 3)}b\n{' ' * (length // 3)}c: d",
    "empty lines in a text": lambda length: "text: a" + "\n" * length + " b",
    "empty lines in turn": lambda length: "text: a" + "\n\n b" * (length // 4),
    "a folded text": lambda length: "text: >\n" + " a\n" * (length // 3),
    "a folded text with empty lines": lambda length: "text: >\n" + " a\n\n" * (length // 4),
    "a kept text": lambda length: "text: |\n  a\n" + " " * length + "b",
    "texts in a list": lambda length: "about:\n" + "- a\n" * (length // 4),
    "texts of two lines in a list": lambda length: "about:\n" + "- a\n  b\n\n" * (length // 9),
    "ids in brackets": lambda length: f"about: [{'a, ' * (length // 3)}b]",
    "hyphens in brackets": lambda length: f"about: [{'a-' * (length // 2)}]",
    "single quotes": lambda length: f"text: '{chr(39) * 2 * (length // 2)}",
    "keys": numbered("k{}: a\n"),
    "keys without values": numbered("k{}:\n"),
    "comments": lambda length: "text: a\n" + "# b: c\n" * (length // 7),
    "mentions": lambda length: "positions:\n" + numbered("- actor: a\n  source: s{}\n")(length),
    "spaces that do not break": lambda length: "text: " + "\u00a0" * (length // 2),
}


def load_quickly(text: str) -> None:
    """Reads a record without the parser, if it is plain."""
    values = read_plain(text.encode())
    if values is not None:
        decode_plain(Place, "x", values, Found())


@pytest.mark.parametrize("length", [SHORT, LONG])
def test_plain_records_without_the_parser(length: int) -> None:
    assert find_slow(load_quickly, of(ORDINARY, "name: Osk\nkind: site\nchanges:\n"), RECORDS | PLAIN, length) == {}


def test_sheets() -> None:
    plain = numbered("  p{}:\n    name: The town of Osk beside the river of Tarn\n    kind: site\n")
    families = {
        **{repr(unit): of(unit, "places:\n  a:\n    name: b\n") for unit in SIGNS},
        "empty": lambda length: "places:\n" + numbered("  p{}:\n")(length),
        "braces": lambda length: "places:\n" + numbered("  p{}: {{name: a}}\n")(length),
        "one line": lambda length: "places: {" + numbered("p{}: {{name: a}},")(length) + "}",
        "comments": lambda length: "places:\n" + numbered("  # a\n  p{}: {{name: a}}\n")(length),
        "comments alone": lambda length: "places:\n  a:\n" + "    # a\n" * (length // 8),
        "aliases": lambda length: "places:\n" + numbered("  p{}: &a *b\n")(length),
    }
    for length in (SHORT, LONG if FULL else LONG // 3):
        slow = find_slow(
            lambda text: read_sheet(text.encode(), "s.yml", {}),
            lambda size: "places:\n" + plain(size),
            families,
            length,
        )
        assert slow == {}


# Prose

MARKUP = [
    "[",
    "[[",
    "[[a",
    "]]",
    "[[a|b",
    "[[a]] ",
    "[[a]] and [[b]]. ",
    "[x](",
    "[x](y ",
    "[x](y)",
    "[x]: ",
    "![",
    "*",
    "**",
    "_",
]
MARKUP += [
    "*a ",
    "_a ",
    "**a ",
    "*a*",
    "***a**",
    "* ",
    "*\n",
    "- ",
    "- a\n",
    "1. ",
    "> ",
    ">",
    ">\n",
    "> a\n\n",
    "`",
    "`a",
    "\\",
    "&",
]
MARKUP += [
    "<",
    "<a",
    "<a ",
    "<!--",
    "</",
    "<http:",
    "|",
    "|-\n",
    "#",
    "# a\n",
    "===\n",
    "\n",
    " ",
    "  \n",
    "    a\n",
    "a\n\n",
    "\u0301",
]
MARKUP += [
    ".",
    "!. ",
    ". ",
    "a.",
    '"',
    "'a ",
    "(",
    "](",
    "[](",
    "[a-",
    "[a|",
    "a@b.c ",
    "<https://a",
    "[x](https://a",
    "[x](https://a) ",
]
PROSE = {
    **{repr(unit): of(unit) for unit in MARKUP},
    "deep quotes": lambda length: "".join(">" * level + " a\n\n" for level in range(1, int((2 * length) ** 0.5))),
    "deep lists": lambda length: "".join("    " * level + "- a\n" for level in range(1, int((length / 2) ** 0.5))),
    "eight lists": of("- " * 8 + "a\n\n"),
    "eight quotes": of("> " * 8 + "a\n"),
    "eight levels": of("".join("    " * level + "- a\n\n" for level in range(8))),
    "long list": of("    a\n\n", "- a\n\n"),
    "emphasis": lambda length: "*a " * (length // 6) + "b* " * (length // 6),
    "brackets": lambda length: "[" * (length // 2) + "]" * (length // 2),
    "brackets and addresses": lambda length: "[" * (length // 2) + "](a)" * (length // 8),
}
WORDS = "The guild of Osk says that the *ferry* turned back because of fog. " * 8 + "\n\n"


def in_paragraphs(family: Family) -> Family:
    """The same in paragraphs that are as long as may be."""
    return lambda length: "\n\n".join(family(min(length, 9_900)) for _ in range(max(1, length // 9_900)))


@pytest.mark.parametrize("length", [SHORT, LONG_MARKDOWN])
def test_markdown(length: int) -> None:
    families = PROSE if length == SHORT else {name: in_paragraphs(family) for name, family in PROSE.items()}
    assert find_slow(lambda text: render_prose(ProseView(text), "../"), of(WORDS), families, length) == {}


@pytest.mark.parametrize("length", [SHORT, LONG])
def test_rules_on_prose(length: int) -> None:
    assert Library(load_story()).is_whole

    def check(text: str) -> None:
        check_library(Library(replace(load_story(), proses={"osk-story": read_prose(text, "x.md")})))

    assert find_slow(check, of(WORDS), PROSE, length) == {}


# Passages

TEXTS = [
    "a",
    "a ",
    " ",
    "\n",
    "\u200e",
    ".",
    ". ",
    '"',
    "“a ",
    "'a ",
    "a' ",
    "'a a' ",
    "ab",
    "\n ",
    "\r",
    "İ",
    "1,",
    "\u00a0",
    "a\n\n",
]
PASSAGES = {
    "plain": Passage(exact="The guild says that the ferry went down because of fog."),
    "letters": Passage(exact="a" * 2000 + "b"),
    "words": Passage(exact="a " * 2000 + "b"),
    "one": Passage(exact="a"),
    "long": Passage(exact="a " * 100_000 + "b"),
    "surrounded": Passage(exact="a", prefix="a " * 100_000 + "b", suffix="a " * 100_000 + "b"),
    "dots": Passage(exact="a ... b … [...] c"),
    "invisible": Passage(exact="\u200e", prefix="a"),
    "capitals": Passage(exact="A " * 2000),
    "long letters": Passage(exact="İ" * 1000 + "i"),
    "different words": Passage(exact=" ".join(f"w{number}" for number in range(30_000))),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passages(name: str) -> None:
    def find(text: str) -> None:
        for cached in (fold, paragraph_starts, reach_quotations, locate_passage):
            cached.cache_clear()
        find_passage(text, passage)
        is_quoted(text, 0, 1)

    passage = PASSAGES["plain"]
    plain = of("The guild of Osk says “that the ferry turned back” because of fog, whatever others say.\n\n")
    text = plain(LONG_TEXT)
    base = min(seconds(find, text) for _ in range(TRIES))
    passage = PASSAGES[name]
    # A passage is a part of a record, whose length counts too: a hundred kilobytes of it are read by themselves.
    size = len(passage.exact + (passage.prefix or "") + (passage.suffix or "")) / LONG_TEXT + 1
    slow = {}
    for unit in TEXTS:
        text = repeat(unit, LONG_TEXT)
        for _ in range(TRIES):
            if (times := seconds(find, text) / base / size) <= MOST_TIMES:
                break
        else:
            slow[unit] = times
    assert slow == {}


def test_many_passages_that_are_missing_in_a_long_text(tmp_path: Path) -> None:
    """Those that stand there are the plain ones; as many that do not may not take fifty times as long."""
    text = "".join(
        f"The guild of Osk says that ferry {number} turned back because of fog.\n\n" for number in range(14_000)
    )

    def check(passage: str) -> None:
        locate_passage.cache_clear()
        positions = "".join(
            f"- {{actor: unattributed, stance: asserts, source: herald, passage: {passage.format(number)}}}\n"
            for number in range(500)
        )
        claim = f"text: It turned back.\nshort: It turned back\nkind: happening\nquestion: why\npositions:\n{positions}"
        (tmp_path / "content/claims/back.yml").write_text(claim, encoding="utf-8")
        check_content(tmp_path)

    for folder in ("claims", "sources"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    source = "title: Herald\nkind: article\naccess: examined\n"
    (tmp_path / "content/sources/herald.yml").write_text(source, encoding="utf-8")
    (tmp_path / "content/sources/herald.txt").write_text(text, encoding="utf-8")
    base = min(seconds(check, "that ferry {} turned back because of fog") for _ in range(2))
    assert seconds(check, "that ferry {} went down because of fog") < 10 * base


# Short values, and records as a whole


def test_forms_dates_and_names() -> None:
    def read(text: str) -> None:
        for _, convert in READ_TEXT.values():
            try:
                convert(text)
            except TextFault:
                continue
        with suppress(DateError):
            parse_date(text)
        make_skeleton(text)
        find_mixed(text)

    heads = ["", "https://", "https://a.", "en-", "a-", "2015-", "о"]
    units = [
        "a",
        "-",
        ".",
        "a.",
        "a-",
        "/",
        "@",
        ":",
        "%0",
        " ",
        "1",
        "0x",
        "[",
        "é",
        "о",
        "\u0301",
        "X",
        "x-a-",
        "İ",
        "аa",
    ]
    families = {repr(head + unit): of(unit, head) for head in heads for unit in units}
    plain = of("The ferry turned back, says the guild. Паром вернулся, говорит гильдия Оска. ")
    for length in (SHORT, LONG) if FULL else (SHORT,):
        assert find_slow(read, plain, families, length) == {}


CHAINS = {
    "circles of two": "name: P{0}\nkind: site\nwithin: p{2}\n",
    "a circle of all": "name: P{0}\nkind: site\nwithin: p{1}\n",
    "merged in a row": "name: P{0}\nkind: site\nmerged_into: p{1}\n",
    "nowhere": "name: P{0}\nkind: site\nwithin: q{0}\n",
    "look-alikes": "name: {3}\nkind: site\n",
    "one name": "name: Osk\nkind: site\n",
    "many slips": "nmae: P{0}\nknid: site\n",
}


def test_records_as_a_whole(tmp_path: Path) -> None:
    """Many records in a row, in circles, or with names that look alike take what as many others take."""
    number = 2000 if FULL else 800
    folder = tmp_path / "content/places"
    folder.mkdir(parents=True)

    def check(form: str) -> float:
        for index in range(number):
            bits = "".join("оo"[int(bit)] for bit in f"{index:011b}")
            text = form.format(index, (index + 1) % number, index ^ 1, bits)
            (folder / f"p{index}.yml").write_text(text, encoding="utf-8")
        return seconds(lambda _: check_content(tmp_path), "")

    base = min(check("name: P{0}\nkind: site\nlat: 1\nlon: 2\n") for _ in range(2))
    slow = {name: times for name, form in CHAINS.items() if (times := check(form) / base) > 6}
    assert slow == {}


# Patterns

# They read what maintainers write, or at most a hundred characters (see `LONGEST` in `date_points`).
NOT_FROM_STRANGERS = ("sayso.mkdocs_plugin.", "sayso.pages.", "sayso.date_", "sayso.maps.")
# They are tried at one place of a line, or on a whole line, never searched for: as such they are measured.
AT_ONE_PLACE = frozenset(
    (
        "COLON_WITHOUT_SPACE",
        "DASH_WITHOUT_SPACE",
        "KEY_ALONE",
        "CURLY_QUOTES",
        "NO_BREAK",
        "VALUE_BEFORE_KEY",
        "HIDDEN_KEY",
    )
)


def test_every_pattern_takes_time_that_grows_with_the_length() -> None:
    """Twice the length may not take four times as long, whatever of its own signs a text is made of."""
    patterns = list_patterns()
    assert len(patterns) > 150
    slow = {}
    seen = set()
    for name, pattern in patterns.items():
        if name.startswith(NOT_FROM_STRANGERS) or pattern in seen:
            continue
        seen.add(pattern)
        is_searched = not any(f".{known}." in f"{name}." for known in AT_ONE_PLACE)
        for text in list_attacks(pattern, 1500):
            if measure(pattern, text, is_searched=is_searched) > 0.004:
                times = min(measure(pattern, text * 8, is_searched=is_searched) for _ in range(3))
                once = min(measure(pattern, text, is_searched=is_searched) for _ in range(3))
                if times > 25 * once and times > 0.1:
                    slow[name] = text[:12]
    assert slow == {}


def measure(pattern: re.Pattern[str], text: str, *, is_searched: bool) -> float:
    """The processor time of trying a pattern on a text."""
    begin = time.process_time()
    pattern.fullmatch(text)
    pattern.match(text)
    if is_searched:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begin
