"""YAML to nodes: places of keys and values, what is typed, and the parser's complaints in our words."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import CASES, load_cases

from sayso.loading.complaints import TRANSLATIONS, Complaint
from sayso.loading.explaining import explain
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.loading.reading import read_yaml
from sayso.problem_codes import CODES
from sayso.problems import Mark, Problem


def read(text: str) -> Node:
    """The node of a text without faults."""
    node, problems = read_yaml(text.encode(), "x.yml")
    assert problems == []
    assert node is not None
    return node


def read_faults(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault of a text."""
    return [(p.code, p.mark.line, p.mark.column) for p in read_yaml(text.encode(), "x.yml")[1]]


def to_plain(node: Node) -> object:
    """The node as texts, lists and dicts."""
    match node:
        case Scalar(text=text):
            return text
        case List(items=items):
            return [to_plain(item) for item in items]
        case Group(entries=entries):
            return {key: to_plain(value) for key, (_, value) in entries.items()}
        case Broken():
            return None


def place(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.column


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a: no", {"a": "no"}),
        (
            "a: 017\nb: 1_000\nc: 12:30\nd: 0x1F\ne: 1e3",
            {"a": "017", "b": "1_000", "c": "12:30", "d": "0x1F", "e": "1e3"},
        ),
        ("a: ~\nb: null\nc:\nd: ''", {"a": "~", "b": "null", "c": "", "d": ""}),
        ("2015: x\nno: y\n~: z", {"2015": "x", "no": "y", "~": "z"}),
        ("? a\n: b", {"a": "b"}),
        ("a: >-\n  one\n  line\n\n  two\nb: |\n  one\n  line\n", {"a": "one line\ntwo", "b": "one\nline\n"}),
        ("a: one\n  line\nb: 'it''s'\nc: \"tab\\tand \\u00e9\"", {"a": "one line", "b": "it's", "c": "tab\tand é"}),
        ('{"a": ["b", {c: d}], "e": ""}', {"a": ["b", {"c": "d"}], "e": ""}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("\ufeffa: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: b\rc: d\r", {"a": "b", "c": "d"}),
        ("a: e\u0301\nb: \u00e9\nc: \ufb01", {"a": "e\u0301", "b": "\u00e9", "c": "\ufb01"}),
        ("a: \ufffd\nb: \U0001f600", {"a": "\ufffd", "b": "\U0001f600"}),
        ("a: 'x' # y\nb: c#d\nc: [d] #e", {"a": "x", "b": "c#d", "c": ["d"]}),
        ("a: “x”", {"a": "“x”"}),
    ],
)
def test_what_is_typed_is_what_is_read(text: str, plain: object) -> None:
    assert to_plain(read(text)) == plain


def test_every_key_and_value_has_its_place() -> None:
    root = read("# c\na: b  \nlong: >\n  x\n\nlist:\n- one\n- {k: 'v'}\n# end\nz:")
    assert isinstance(root, Group)
    assert (place(root.mark), place(root.end)) == ((2, 1), (11, 1))
    places = {key: (place(mark), place(node.mark), place(node.end)) for key, (mark, node) in root.entries.items()}
    assert places == {
        "a": ((2, 1), (2, 4), (2, 5)),
        "long": ((3, 1), (3, 7), (6, 1)),
        "list": ((6, 1), (7, 1), (10, 1)),
        "z": ((10, 1), (10, 3), (10, 3)),
    }
    items = root.entries["list"][1]
    assert isinstance(items, List)
    group = items.items[1]
    assert isinstance(group, Group)
    assert (group.is_flow, place(group.mark), place(group.end)) == (True, (8, 3), (8, 11))


def test_columns_count_characters_and_not_bytes() -> None:
    root = read("\ufeff{حماة: 😀, b: c}")
    assert isinstance(root, Group)
    assert [(place(mark), place(node.mark)) for mark, node in root.entries.values()] == [
        ((1, 2), (1, 8)),
        ((1, 11), (1, 14)),
    ]


def test_a_refused_character_breaks_its_value_alone() -> None:
    node, problems = read_yaml("a: x\u200by\nb: c\n\u200bd: e".encode(), "x.yml")
    assert [(p.code, p.mark.line, p.mark.column) for p in problems] == [
        ("bad-character", 1, 5),
        ("bad-character", 3, 1),
    ]
    assert node is not None
    assert to_plain(node) == {"a": None, "b": "c"}
    assert isinstance(node, Group)
    assert not node.is_whole


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: &x [1]\nb: *x\nc: [*x, *x]", [("anchor", 1, 4)]),
        ("a: &x 1\nb: &y 2\nc: *x", [("anchor", 1, 4), ("anchor", 2, 4)]),
        ("a: &x {b: 1}\nc: {<<: *x}\nd: {<<: [*x, *x]}", [("anchor", 1, 4), ("merge-key", 2, 5), ("merge-key", 3, 5)]),
        ("<<: *x", [("merge-key", 1, 1)]),
        ("'<<': x", []),
        ("a: *x\nb: *x\nc: *y", [("anchor", 1, 4), ("anchor", 3, 4)]),
        ("a: *emphasis is here*", [("anchor", 1, 4)]),
        ("a: !x\nb: !!str y\nc: !<z> [1]", [("tag", 1, 4), ("tag", 2, 4), ("tag", 3, 4)]),
        ("a: &x !y z", [("anchor", 1, 4), ("tag", 1, 4)]),
        ("a: 1\nb: {c: 1, c: 2}\na: 2", [("duplicate-key", 2, 11), ("duplicate-key", 3, 1)]),
        ("[a]: 1\n{b: c}: 2", [("bad-yaml", 1, 1), ("bad-yaml", 2, 1)]),
        ("{{ x }}: {{ y }}", [("bad-yaml", 1, 1), ("bad-yaml", 1, 11)]),
        ("a: #x\nb: y #z\nc: '#x' #y\nd: |\n  x #y\ne: f # g\nh: i # #j", [("bad-yaml", 1, 4), ("bad-yaml", 2, 6)]),
        ('a: "\\u202e"\nb: "\\0"\nc: "\\t\\n"', [("bad-character", 1, 4), ("bad-character", 2, 4)]),
        ("a:\tb", [("tab", 1, 3)]),
        ("a: 'b\tc'\n#\tx", [("tab", 1, 6)]),
        ("a:\n\tb: [", [("tab", 2, 1)]),
        ("a: b\n--- \nc: [", [("several-documents", 2, 1)]),
        ("--- \n---\n", [("several-documents", 2, 1)]),
        ("\u2028", [("bad-character", 1, 1)]),
    ],
)
def test_what_sayso_does_not_read_is_told_once_at_its_place(text: str, faults: list[tuple[str, int, int]]) -> None:
    assert read_faults(text) == faults


def test_the_limits_are_24_levels_and_5000_keys_and_values() -> None:
    assert read_faults("[" * 24 + "]" * 24) == []
    assert read_faults("[" * 25 + "]" * 25) == [("too-deep", 1, 25)]
    assert read_faults("- a\n" * 4999) == []
    assert read_faults("- a\n" * 5000) == [("too-many-items", 5000, 3)]


def test_every_translation_of_a_complaint_is_reached_by_a_case() -> None:
    told = [line.split("] ", 1)[1] for case in load_cases(CASES / "loading") for line in case.problems]
    wanted = [re.escape(translation.message).replace(r"\{character\}", ".*") for translation in TRANSLATIONS]
    assert [form for form in wanted if not any(re.fullmatch(form, message) for message in told)] == []


def test_a_complaint_that_nobody_has_seen_yet_is_told_in_the_parsers_words() -> None:
    explanation = explain(Complaint("a: b", "the moon is full", 3, 3))
    assert explanation == (3, "This is not YAML (the moon is full). Check the indentation and the quotes.")


def check_sanity(data: bytes) -> None:
    """Only problems with known codes come out, at places in the file; and a node or a problem comes out."""
    node, problems = read_yaml(data, "x.yml")
    assert node is not None or problems
    lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
    for problem in problems:
        assert problem.code in CODES
        assert str(problem).isprintable()
        if problem.code != "bad-encoding":
            assert_place(problem, lines)


def assert_place(problem: Problem, lines: list[str]) -> None:
    """The problem stands in the file, at most right after a line's end or at the line after the last."""
    _, line, column = problem.mark
    assert 1 <= line <= len(lines) + 1
    assert 1 <= column <= len([*lines, ""][line - 1]) + 1, problem


YAML_SIGNS = st.sampled_from(
    [
        *"abc019:-,[]{}#&*!|>'\"%@`?~<=.\\ \n\r\t",
        ": ",
        "- ",
        "\n  ",
        "\n",
        "---\n",
        "<<: ",
        "name: ",
        "“",
        "\u202e",
        "é",
    ]
)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_fail(data: bytes) -> None:
    check_sanity(data)


@given(st.lists(YAML_SIGNS, max_size=80).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_signs_of_yaml_make_it_fail(text: str) -> None:
    check_sanity(text.encode())


HOSTILE = r"""
import sys, time
from sayso.loading import make_entry
from sayso.loading.reading import read_yaml
from sayso.records import Actor
K = 1024
def fill(text): return text * (256 * K // len(text))
bomb = "a0: &a0 {x: y}\n" + "".join(f"a{i}: &a{i}\n  <<: [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 60))
texts = [
    *map(fill, ["[", "{a: ", "- ", "? ", "a: ", "'", '"', "\t", " ", "\n", "#\n"]),
    *map(fill, ["[a\n", "a: [\n", "'a\n", "-a\n", "a\n", "-"]),
    *(start + fill("x") for start in ("", "a: ", "a: '", 'a: "', "a: >\n ", "# ", "&", "*", "!", "%")),
    *(start + fill("\u202e") for start in ("", "a: ", 'a: "')),
    *("".join(line.format(i) for i in range(2400)) for line in ("nam{0}: x\n", "{0}: &a{0} x\n", "- {{rol: {0}}}\n")),
    fill("name: x\n"), fill("a: 'b' c\n"), "a: b\n" + fill(" \n") + " c: d", "<<<<<<< \n" + fill("a: b: c\n"),
    bomb, "name: a" + fill(" #x"), "roles:\n" + fill("- {role: 1}\n"), "identifiers:\n" + fill(" A-: x\n"),
    "lang: " + fill("a-"), "merged_into: " + fill("a-"), "changes: {date: " + fill("2015-") + "}",
]
slowest = 0
for text in texts:
    start = time.process_time()
    problems = []
    node, faults = read_yaml(text.encode(), "x.yml")
    make_entry(Actor, "x", node, "x.yml", problems)
    slowest = max(slowest, time.process_time() - start)
    assert faults or problems, text[:40]
# The kernel's own figure for this program alone: the usual one begins with what the process that started it had used.
print(slowest, next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")))
"""


def test_hostile_texts_take_less_than_a_second_and_200_mib() -> None:
    run = subprocess.run([sys.executable, "-c", HOSTILE], capture_output=True, check=False, encoding="utf-8")
    assert run.stderr == ""
    seconds, kibibytes = run.stdout.split()
    assert float(seconds) < 1
    assert int(kibibytes) < 200 * 1024
