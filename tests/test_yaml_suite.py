"""Invalid YAML: no document that YAML forbids becomes a record, and one that it allows means what it says, or is told.

The documents of the public YAML test suite, and more of each category of faults in the specification.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.test_safety_files import LITTLE_MEMORY, find_leaks, read_told, run_sayso, write

from sayso.loading import make_entry
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.loading.reading import read_yaml
from sayso.records import Place


class Document(NamedTuple):
    """A document of the suite: what it means is JSON, where JSON can say it."""

    id: str
    name: str
    validity: str
    text: str
    meaning: str | None


SUITE = [
    Document(*row) for row in json.loads(Path(__file__).with_name("yaml_suite").joinpath("cases.json").read_text())
]
# The parser reads these two otherwise than YAML says: an empty text, which no key takes, and one space too few at an
# end, which every text is read without.
EMPTY_TEXT, SPACE_AT_THE_END = "S98Z", "L24T/1"
# By what the specification calls them (https://yaml.org/spec/1.2.2/), more documents that are no YAML.
FORBIDDEN = {
    "characters": [
        "a: \x00",
        "a: \x01b",
        "a: \x1f",
        "a: \x7f",
        "\ufffe: a",
        "a: \ud800",
        "a: b\x08",
        "\x0ba: b",
        "a\x0c: b",
    ],
    "indicators": [
        "a: @b",
        "a: `b",
        "@a: b",
        "`a: b",
        "a: %b",
        "%a: b",
        "- @",
        "a: ,b",
        ",",
        "a: ]b",
        "}",
        "]",
        "a: }",
        "- ,",
    ],
    "escapes": [
        'a: "\\q"',
        'a: "\\x1"',
        'a: "\\xg0"',
        'a: "\\u12"',
        'a: "\\ud800"',
        'a: "\\UFFFFFFFF"',
        'a: "\\',
        'a: "\\\'"',
        'a: "\\ud83d\\ude00"',
    ],
    "double quotes": [
        'a: "b',
        '"a',
        '"a": "b" c',
        'a: "b" "c"',
        'a: "b"c',
        '"a" "b": c',
        'a: "b\n---\nc"',
        'a: "b\n...\n"',
        'a: "b\nc"',
    ],
    "single quotes": [
        "a: 'b",
        "'a",
        "'a': 'b' c",
        "a: 'b' 'c'",
        "a: 'b'c",
        "a: 'it's'",
        "a: 'b\n---\nc'",
        "a: 'b\nc'",
        "'''",
    ],
    "plain texts": [
        "a: b: c",
        "a: b\nc",
        "a\nb: c",
        "a: - b",
        "a: b\n  c: d",
        "a:b\nc: d",
        "? a: b: c",
        "a: [b]c",
        "a: {b: c}d",
        "a: b\n- c",
    ],
    "block texts": [
        "a: | b",
        "a: |0\n b",
        "a: |10\n b",
        "a: |--\n b",
        "a: |+-\n b",
        "a: |a\n b",
        "a: >#b\n c",
        "a: |#b\n c",
        "a: |\n   b\n  c: d\n e",
    ],
    "lists": [
        "- a\nb",
        "- a\n b: c\n- d\n e",
        "a: -b\n- c",
        "- - a\n  b",
        "- a\n - b: c\n  - d",
        "-\t-\ta: b\n\tc",
        "- a: b\n c: d",
    ],
    "keys": [
        "a\n: b\nc",
        ": :\n a",
        "a: b\n c: d",
        "  a: b\nc: d",
        "a: b\n  c: d\n e: f",
        "a:\n  b: c\n d: e",
        "[a]: [b\n",
        "a: b c: d",
        "? a\nb",
        "a: b:",
    ],
    "brackets": [
        "[",
        "{",
        "[a",
        "{a: b",
        "[a, b",
        "[[a]",
        "{a: {b}",
        "[a]]",
        "{a: b}}",
        "[a, , b]",
        "[, a]",
        "{, a: b}",
        "[a b: c\n d",
        "[a\n---\nb]",
        "[-]",
        "[- a]",
        "{- a}",
        "[a: b: c]",
        "[?a]",
        "a: [b,\nc]",
        "a: {b: c,\nd: e}",
    ],
    "comments": ['a: "b"#c', "a: [b]#c", "a: [b,#c\n  d]", "a: {b: c}#d", "a: 'b'#c", "a: |#c\n  b", '"a"#: b'],
    "tabs": ["a:\n\tb: c", "\ta: b", "- a\n\t- b", "a:\t- b\n\tc", "a: |\n\tb\n c"],
    "anchors": [
        "a: &b",
        "a: &b &c d",
        "a: *b",
        "*a : b",
        "a: &b *c",
        "&a - b",
        "a: & b",
        "a: * b",
        "a: &b\n- c",
        "a: *b c",
    ],
    "tags": [
        "a: !<b c",
        "a: !b!c d",
        "a: !!",
        "a: !<> b",
        "a: !b !c d",
        "a: !<!> b",
        "!!a b: !!c\n  d e: f: g",
        "a: !!str, b",
        "a: !h!b c",
    ],
    "directives": [
        "%YAML 1.1\n%YAML 1.2\n---\na: b",
        "%YAML\n---\na: b",
        "%YAML 2.0\n---\na: b",
        "%TAG ! a\n%TAG ! b\n---\na: b",
        "%YAML 1.2\na: b",
        "%a\n",
        "a: b\n%YAML 1.2\n---\nc: d",
        "%TAG !\n---\na: b",
    ],
    "documents": [
        "a: b\n---\nc: d",
        "a: b\n...\nc: d",
        "---\n---\na: b",
        "a: b\n--- c",
        "--- a: b",
        "... a",
        "---a: b\nc",
        "a: b\n...c\nd",
    ],
}
OWN = [
    pytest.param(text, id=f"{kind}-{number}") for kind, texts in FORBIDDEN.items() for number, text in enumerate(texts)
]


def read(text: str) -> tuple[Node | None, list[str]]:
    """The value of a document, and what is told of it."""
    node, problems = read_yaml(text.encode("utf-8", "surrogatepass"), "x.yml")
    return node, [str(problem) for problem in problems]


def test_the_suite_is_whole() -> None:
    assert len(SUITE) == 402
    assert len([document for document in SUITE if document.validity == "invalid"]) == 94
    assert len(OWN) > 140


@pytest.mark.parametrize("document", [one for one in SUITE if one.validity == "invalid"], ids=lambda one: one.id)
def test_no_invalid_document_of_the_suite_is_read(document: Document) -> None:
    node, told = read(document.text)
    if document.id == EMPTY_TEXT:
        assert isinstance(node, Group)
        assert [plain_value(value) for _, value in node.entries.values()] == [""]
    else:
        assert told, document.name


@pytest.mark.parametrize("text", OWN)
def test_no_other_invalid_document_is_read(text: str) -> None:
    assert read(text)[1]


@pytest.mark.parametrize("document", [one for one in SUITE if one.validity == "valid"], ids=lambda one: one.id)
def test_a_valid_document_means_what_the_suite_says_or_is_told(document: Document) -> None:
    node, told = read(document.text)
    if told or document.meaning is None or document.id == SPACE_AT_THE_END:
        return
    assert node is not None
    assert is_same(plain_value(node), json.loads(document.meaning)), document.name


def plain_value(node: Node) -> Any:  # noqa: ANN401 -- whatever YAML holds
    """The texts of a node."""
    assert not isinstance(node, Broken)
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, List):
        return [plain_value(item) for item in node.items]
    return {key: plain_value(value) for key, (_, value) in node.entries.items()}


def is_same(ours: Any, theirs: Any) -> bool:  # noqa: ANN401
    """Whether both are the same; what JSON has as a number, true, false or null is text with us."""
    if isinstance(theirs, str):
        return bool(ours == theirs)
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(is_same, ours, theirs))
    if isinstance(theirs, dict):
        return (
            isinstance(ours, dict) and ours.keys() == theirs.keys() and all(is_same(ours[k], theirs[k]) for k in theirs)
        )
    return isinstance(ours, str)


def test_none_becomes_a_record_and_none_takes_a_second() -> None:
    texts = [document.text for document in SUITE] + [str(one.values[0]) for one in OWN]
    for text in texts:
        begin = time.process_time()
        node, problems = read_yaml(text.encode("utf-8", "surrogatepass"), "x.yml")
        assert make_entry(Place, "x", node, "x.yml", problems).record is None, text
        assert time.process_time() - begin < 1


def test_all_of_them_are_told_in_one_run_of_the_real_command(tmp_path: Path) -> None:
    texts = [document.text for document in SUITE] + [str(one.values[0]) for one in OWN]
    files = {
        f"content/places/y{number}.yml": text.encode("utf-8", "surrogatepass") for number, text in enumerate(texts)
    }
    run = run_sayso(write(tmp_path, {"mkdocs.yml": "", **files}), "check", memory=LITTLE_MEMORY)
    assert (run.returncode, find_leaks(run, tmp_path)) == (1, [])
    assert read_told(run.stdout).keys() == {path.removeprefix("content/") for path in files}
