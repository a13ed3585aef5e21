"""Two ways to read a record: what the quick one takes is, to the letter and the place, what the parser makes of it."""

from __future__ import annotations

import json
import os
import pickle
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.building import BARE, INVENTED, OWN
from tests.cases import BASE, CASES
from tests.hostile_files import FAULTS

from sayso.loading import ContentFile, Entry, load_content, make_entry
from sayso.loading.forms import is_common_url, read_url
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.loading.plain_decoding import Found, decode_plain
from sayso.loading.plain_yaml import find_value, read_plain
from sayso.loading.reading import read_yaml
from sayso.problems import Mark, Problem
from sayso.records import FOLDERS, KINDS, Record
from sayso.records.parts import Part

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
SUITE = json.loads(Path(__file__).with_name("yaml_suite").joinpath("cases.json").read_text())
GOOD = sorted(path for folder in (OWN, INVENTED, BARE, BASE / "content") for path in folder.rglob("*.yml"))
# What stands in the files of cases is YAML in YAML, which makes texts of many shapes.
SHAPES = [path.read_bytes() for path in sorted(CASES.rglob("*.yml"))]


def strip(value: Any) -> Any:  # noqa: ANN401 -- whatever YAML holds
    """The value with its texts as readers of fields take them: without space around them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [strip(item) for item in value]
    return {key: strip(item) for key, item in value.items()}


def to_plain(node: Node) -> Any:  # noqa: ANN401
    """The texts of a node without faults."""
    assert not isinstance(node, Broken)
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, List):
        return [to_plain(item) for item in node.items]
    assert node.is_whole
    return {key: to_plain(value) for key, (_, value) in node.entries.items()}


def find_kind(path: Path) -> type[Record]:
    """The kind of a record's file, by its folder."""
    return FOLDERS[next(part for part in path.parts[::-1] if part in FOLDERS)]


def check_same(data: bytes, kinds: Iterable[type[Record]] = KINDS) -> bool:
    """Whether the quick reader takes a text; it must be what the parser makes of it, as values and as records."""
    values = read_plain(data)
    if values is None:
        return False
    node, problems = read_yaml(data, "x.yml")
    assert problems == [], data
    assert isinstance(node, Group)
    assert strip(values) == strip(to_plain(node)), data
    for key in values:
        place = find_value(data, key)
        mark = node.entries[key][1].mark
        assert place in (None, (mark.line, mark.column)), data
    for kind in kinds:
        decoded = decode_plain(kind, "x", values, Found())
        if decoded is not None:
            check_record(decoded[0], make_entry(kind, "x", node, "x.yml", problems))
            assert decoded[1] == make_entry(kind, "x", node, "x.yml", []).pointers, data
            assert problems == [], data
    return True


def check_record(quick: Record, entry: Entry) -> None:
    """The record is in no way another than the one of the entry."""
    slow = entry.record
    assert slow is not None
    assert (quick, spell(quick), hash_of(quick)) == (slow, spell(slow), hash_of(slow))
    assert quick.__dict__.keys() == quick.model_fields_set == slow.model_fields_set == slow.__dict__.keys()
    assert quick.model_dump() == slow.model_dump()
    assert quick.draft == entry.is_draft


def spell(value: object) -> object:
    """A value with the types of all that it holds; the order in which keys are written does not count."""
    match value:
        case Part():
            return type(value), [(name, spell(value.__dict__[name])) for name in sorted(value.__dict__)]
        case tuple():
            return type(value), [spell(one) for one in value]
        case Mapping():
            return type(value), [(spell(key), spell(one)) for key, one in value.items()]
        case _:
            return repr(value)


def hash_of(record: Record) -> int | None:
    """The hash of a record; none of one with free keys has one."""
    try:
        return hash(record)
    except TypeError:
        return None


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_each_file_without_faults_is_read_quickly_and_alike(path: Path) -> None:
    data = path.read_bytes()
    assert check_same(data, [find_kind(path)])
    for ending in (b"\r\n", b"\n"):
        assert check_same(b"---" + ending + data.replace(b"\n", ending), [find_kind(path)])
    values = read_plain(data)
    assert values is not None
    assert decode_plain(find_kind(path), "x", values, Found()) is not None


def test_all_texts_of_all_tests_are_read_alike_or_left_to_the_parser() -> None:
    texts = [row[3].encode("utf-8", "surrogatepass") for row in SUITE]
    texts += [fault.data for fault in FAULTS.values()]
    taken = [text for text in [*texts, *SHAPES] if check_same(text)]
    assert len(taken) > 20


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: b", {"a": "b"}),
        ("a: b\nc: -5\nd: 'it''s: #1'\ne: \"a: b # c\"\n", {"a": "b", "c": "-5", "d": "it's: #1", "e": "a: b # c"}),
        ("# c\n\na: b\n  # c: d\nc: e#f\n", {"a": "b", "c": "e#f"}),
        ("a:\n- b\n- c: d\n  e: f\n- c: g\nh: i", {"a": ["b", {"c": "d", "e": "f"}, {"c": "g"}], "h": "i"}),
        ("a:\n  - b:\n    - c\n    - d\n  - e: f\ng: h", {"a": [{"b": ["c", "d"]}, {"e": "f"}], "g": "h"}),
        ("a:\n   b:\n    c: d\n   e: f\n", {"a": {"b": {"c": "d"}, "e": "f"}}),
        ("a: b\n  c\n\n  d\ne: f", {"a": "b c\nd", "e": "f"}),
        ("a:\n- b\n  c\n- d\n", {"a": ["b c", "d"]}),
        ("a: >-\n  b\n  c\n\n  d: e\n\nf: g", {"a": "b c\nd: e", "f": "g"}),
        ("a: |\n  b\n    c\n  - d\ne: f", {"a": "b\n  c\n- d", "e": "f"}),
        ("a: [b, c-1]", {"a": ["b", "c-1"]}),
        ("a: https://x.example/b#c", {"a": "https://x.example/b#c"}),
        ("a: حماة\u200c\u00a0x", {"a": "حماة\u200c\u00a0x"}),
    ],
)
def test_plain_texts_are_taken(text: str, values: object) -> None:
    assert check_same(text.encode())
    assert strip(read_plain(text.encode())) == values


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# c", "a", "a:", "a: ", "- a", "'a': b", "? a\n: b", "a : b", "a:: b", "{a: b}", "\ufeffa: b"),
        *("a: b # c", "a: b #c", "a: b: c", "a: b:", "a: &b c", "a: *b", "a: !b c", "<<: b", "a: {b: c}", "a: [b: c]"),
        *("a: [b,c]", "a: []", "a: [b\n  ]", "a: [-]", "a: 'b", "a: 'b'c", 'a: "b\\n"', 'a: "b\n  c"', "a: - b"),
        *("a: - b", "a: ? b", "a: @b", "a: `b", "a: %b", "a: |2\n  b", "a: >\nb: c", "a: > b", "a: |\n\n  b"),
        *("a: b\na: c", "a:\n  b: c\n  b: d", "a: b\n  c: d", "a: b\n\n#c\n  d", "  a: b\nc: d", "a:\n  b: c\n d: e"),
        *("a: b\n  # c\n  d", "a: b\n  - c", "a: b\n- c", "a:\n- b\n c: d", "a:\n- - b", "a:\n-  b: c\n  d: e"),
        *("a: b\n---\nc: d", "a: b\n...\n", "%YAML 1.2\n---\na: b", "---\n---\na: b", "a:\n  b", "a:\n- b\n  - c"),
        *("a: b\tc", "a:\tb", "a: b\rc: d", "a: b\u2028c: d", "a: b\x85c: d", "a: b\u202ec", "a: b\x00", "\u00a0a: b"),
        *(
            "a: >\n   b\n  c",
            "a: >\n  b\n   c",
            "a: >\n  b\n \n  c",
            "a: >\n  b\n  \n  c",
            "a: |\n  b\n # c\n  d",
            "a: b\n  c #d",
            "a:\n\n",
        ),
        "".join(f"{'  ' * level}a:\n" for level in range(30)) + "  " * 30 + "a: b",
        "a:\n" + "- b\n" * 5_000,
    ],
)
def test_what_is_not_certainly_plain_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text.encode()) is None


@pytest.mark.parametrize(("key", "longest"), [("name", 500), ("summary", 10_000), ("lang", 2), ("merged_into", 80)])
def test_a_text_has_the_length_that_it_may_have_and_no_more(key: str, longest: int) -> None:
    for length in (longest, longest + 1, 20 * longest):
        data = f"kind: site\n{'' if key == 'name' else 'name: Osk'}\n{key}: {'a' * length}\n".encode()
        assert check_same(data)
        node, problems = read_yaml(data, "x.yml")
        record = make_entry(KINDS[5], "x", node, "x.yml", problems).record
        assert (decode_plain(KINDS[5], "x", read_plain(data) or {}, Found()) is None) == (record is None)


# What is put into good files: signs of YAML, breaks and indentation, and what the parser takes for such.
SIGNS = [
    *":-'\"#[]{},|>&*!?%@`~=<.\\x \n\t\r\0",
    ": ",
    "- ",
    " #",
    "# c",
    "? ",
    "<<: ",
    "!!str ",
    "&a ",
    "*a",
    "''",
    '\\"',
    "[]",
]
SIGNS += [
    "\n  ",
    "\n    ",
    "\n- ",
    "\n\n",
    "\n \n",
    " \n",
    "\n# c\n",
    "\n  # c\n",
    " # c\n",
    "\r\n",
    "\n---\n",
    "---\n",
    "\n...\n",
]
SIGNS += [
    "\n- a: b\n  c: d\n",
    ">-\n  ",
    "|\n  ",
    "|2\n",
    "\n\t",
    "a:\n",
    "[a, b]",
    "{a: b}",
    "- - ",
    "-5",
    "::",
    "%YAML 1.2\n---\n",
]
SIGNS += [
    "\ufeff",
    "\u00a0",
    "\x85",
    "\u2028",
    "\u202e",
    "\u200c",
    "\u3000",
    "\u0301",
    "\ufffd",
    "🙂",
    "“",
    "\nname: ",
    "\nid: x\n",
    "2015-99",
]
BEHIND = [":", "::", " : ", ":  ", ": - ", ": '", ': "', ": >\n    ", ": |-\n    ", ": [", ":\n  ", ":\n"]


def damage(text: str, chance: random.Random) -> str:
    """The text with one to four slips in it, most of them in the first half of a line."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        lines = text.split("\n")
        index = chance.randrange(len(lines))
        line = lines[index]
        column = chance.randrange(len(line) + 1)
        other = chance.choice(lines)
        slips: list[list[str]] = [
            [line[:column] + chance.choice(SIGNS) + line[column:]],
            [line[:column] + chance.choice(SIGNS) + line[column + chance.randrange(9) :]],
            [line[:column] + line[column + chance.randrange(1, 9) :]],
            [line[:column], " " * chance.randrange(7) + line[column:]],
            [" " * chance.randrange(1, 5) + line],
            [line[chance.randrange(1, 4) :]],
            [line.replace(": ", chance.choice(BEHIND), 1)],
            [line, other],
            [line, chance.choice(("", "  ", "# c", "    # c", "      x"))],
            [],
        ]
        lines[index : index + 1] = chance.choice(slips)
        text = "\n".join(lines)
    return text.replace("\n", "\r\n") if chance.random() < 0.1 else text


@pytest.mark.parametrize("seed", range(20))
def test_good_files_with_slips_in_them_are_read_alike_or_left_to_the_parser(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- slips, no secrets
    taken = 0
    for _ in range(2_500 if FULL else 100):
        path = chance.choice(GOOD)
        text = damage(path.read_bytes().decode(), chance)
        taken += check_same(text.encode("utf-8", "surrogatepass"), [find_kind(path)])
    assert taken > 10


LINES = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "", " ", "  ", "    "]),
        st.sampled_from(["", "", "- ", "-", "# ", "- - "]),
        st.sampled_from(["a", "b", "c", "d e", "'f'", ""]),
        st.sampled_from([":", ": g", ": g", ": 'h'", ": >", ": |", ": [i, j]", ": k: l", ": m # n", ":o", "", ": p "]),
    ),
    max_size=9,
)


@given(LINES)
@settings(max_examples=20_000 if FULL else 1_000, deadline=None)
def test_lines_of_all_sorts_are_read_alike_or_left_to_the_parser(lines: list[str]) -> None:
    check_same("\n".join(lines).encode(), ())


@given(st.text("ab.-:/0x@_#?[]é%", max_size=24))
def test_no_address_is_taken_for_a_common_one_that_is_none(text: str) -> None:
    for url in (f"https://{text}", f"https://{text}.org", f"https://a.org{text}", f"http://a.org/{text}"):
        if is_common_url(url):
            assert read_url(url) == url


def test_common_addresses_are_those_of_public_hosts_alone() -> None:
    for url in ("https://example.org", "http://a-b.example.org/c/d?e=f#g"):
        assert is_common_url(url)
    for url in ("https://localhost", "https://a.local/x", "https://a@b.org", "https://b.org:80/", "https://1.2.3.4/"):
        assert not is_common_url(url)


def test_an_entry_keeps_no_marks_and_has_each_when_it_is_asked() -> None:
    for entry in load_content(INVENTED.parent).entries:
        node, _ = read_yaml((INVENTED.parent / entry.path).read_bytes(), entry.path)
        assert node is not None
        slow = make_entry(entry.kind, entry.id, node, entry.path, [])
        assert isinstance(entry.source, bytes)
        assert [entry.mark(*place) for place in slow.marks] == list(slow.marks.values())
        assert entry.mark("nothing", 3) == Mark(entry.path, *entry.marks[()][1:])
        assert (entry.marks, entry.pointers) == (slow.marks, slow.pointers)


def test_an_entry_is_the_same_after_pickling_with_marks_read_or_not() -> None:
    entries = load_content(INVENTED.parent).entries
    fresh = pickle.dumps(entries)
    for entry in entries:
        assert entry.marks
    assert len(pickle.dumps(entries)) == len(fresh)
    again = pickle.loads(fresh)  # noqa: S301 -- pickled above
    assert again == entries
    for entry, other in zip(entries, again, strict=True):
        assert entry.record is not None
        check_record(entry.record, other)
        assert other.marks == entry.marks


class Shelf:
    """A memory that says what it was asked and told."""

    def __init__(self) -> None:
        self.kept: dict[tuple[object, ...], tuple[Entry, tuple[Problem, ...]]] = {}
        self.put_in: list[str] = []

    def get(self, file: ContentFile) -> tuple[Entry, tuple[Problem, ...]] | None:
        assert file.state is not None
        return self.kept.get((file.path, file.state))

    def put(self, file: ContentFile, entry: Entry, problems: tuple[Problem, ...]) -> None:
        self.kept[file.path, file.state] = (entry, problems)
        self.put_in.append(file.path)


def test_a_file_that_is_remembered_is_not_read_again_and_its_faults_are_told_again(tmp_path: Path) -> None:
    folder = tmp_path / "content/places"
    folder.mkdir(parents=True)
    (folder / "osk.yml").write_text("name: Osk\nkind: site\n", encoding="utf-8")
    (folder / "tarn.yml").write_text("name: Tarn\nkind: town\n", encoding="utf-8")
    (folder / "link.yml").symlink_to("osk.yml")
    shelf = Shelf()
    first = load_content(tmp_path, remembered=shelf)
    assert shelf.put_in == ["content/places/osk.yml", "content/places/tarn.yml"]
    assert first == load_content(tmp_path) == load_content(tmp_path, remembered=shelf)
    assert [problem.code for problem in first.problems] == ["symbolic-link", "bad-choice"]
    (folder / "tarn.yml").write_text("name: Tarn\nkind: region\n", encoding="utf-8")
    shelf.put_in.clear()
    second = load_content(tmp_path, remembered=shelf)
    assert shelf.put_in == ["content/places/tarn.yml"]
    assert [problem.code for problem in second.problems] == ["symbolic-link"]
