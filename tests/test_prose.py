"""Markdown of records and stories: what becomes HTML, and all the rest that stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sayso.page_values import Link, ProseView, Words
from sayso.rendering.prose import ALLOWED_TAGS, render_prose

LINKS = (("mill", Link(Words("The mill & co"), "places/mill/")),)


def render(text: str, root: str = "../") -> str:
    return render_prose(ProseView(text, LINKS), root)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain words, nothing else.", "<p>plain words, nothing else.</p>"),
        ("two *words* and **more**", "<p>two <em>words</em> and <strong>more</strong></p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("[x](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>'),
        ("[[mill]]", '<p><a href="../places/mill/">The mill &amp; co</a></p>'),
        ("[[ mill | by the *mill* ]]", '<p><a href="../places/mill/">by the <em>mill</em></a></p>'),
        ("[x](https://example.org/a\\_b_(c))", '<p><a href="https://example.org/a_b_(c)">x</a></p>'),
        (
            "<https://example.org/a_b*c*?d&e>",
            '<p><a href="https://example.org/a_b*c*?d&amp;e">https://example.org/a_b*c*?d&amp;e</a></p>',
        ),
    ],
)
def test_markdown_that_records_may_use(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    "text",
    [
        '"><script>alert(1)</script>',
        "<img src=x onerror=alert(1)>",
        "<div>\n\nblock\n\n</div>",
        "{{7*191}} {% raw %}",
        "*_[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](//example.org)",
        "[x](record:../../x)",
        "![x](https://example.org/x.png)",
        "[x][y] and [y]: javascript:alert(1)",
        "[[nobody]] and [[nobody|words]]",
        "[bank](https://bank.example.com@evil.example.net/x) <https://user:pw@example.com/>",
        "[home](http://localhost/a) [ip](http://127.0.0.1:8080/x) [n](http://2130706433/) <http://[::1]/>",
        "[e](https://example.com/%0d%0aSet-Cookie:x) [x](https://a.example:99999/)",
        "[y](<https://a b.example/>) <https://a b.example/> [z](https://xn--a.example/) <https://xn--a.example/>",
        "[x](HTTPS://A.example) <HTTPS://A.example>",
        "[](https://x.example) [ \u200e](https://x.example)",
        "# no heading",
        "AT&T &amp;lt; 3 < 4 > 2",
        "a snake_case_name and 2 * 3 * 4",
    ],
)
def test_everything_else_is_text_as_typed(text: str) -> None:
    tree = LexborHTMLParser(render(text))
    shown = " ".join(tree.body.text().split()) if tree.body else ""
    assert shown == " ".join(text.split())
    assert not tree.css("a, img, script, div, h1")


@pytest.mark.parametrize(
    ("text", "addresses", "shown"),
    [
        ("[[mill|<https://evil.example/>]]", ["../places/mill/"], "<https://evil.example/>"),
        (
            "[a *<https://evil.example>* b](https://good.example/)",
            ["https://good.example/"],
            "a <https://evil.example> b",
        ),
        ("[a [b](https://evil.example) c](https://good.example/)", ["https://good.example/"], None),
        (
            "[see [[mill]]](https://good.example/)",
            ["../places/mill/"],
            "[see The mill & co](https://good.example/)",
        ),
        ("[` `](https://a.example/)", [], "[](https://a.example/)"),
        ("[x](https://a.example/`b`)", [], "[x](https://a.example/b)"),
    ],
)
def test_no_link_stands_within_a_link_or_without_words(text: str, addresses: list[str], shown: str | None) -> None:
    tree = LexborHTMLParser(render(text))
    assert [node.attributes["href"] for node in tree.css("a")] == addresses
    assert shown is None or (tree.body and tree.body.text().strip() == shown)


def read_numbers(html: str) -> list[tuple[int, str]]:
    """The number that a browser shows before each entry, and how its own text begins."""
    found = []
    for ordered in LexborHTMLParser(html).css("ol"):
        number = 0
        for entry in ordered.iter():
            number = int(entry.attributes.get("value") or number + 1)
            found.append((number, entry.text().split()[0]))
    return sorted(found)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1914. The war began.", [(1914, "The")]),
        ("12. twelfth\n13. thirteenth", [(12, "twelfth"), (13, "thirteenth")]),
        ("1914. began\n1918. ended\n\n1919. peace", [(1914, "began"), (1918, "ended"), (1919, "peace")]),
        ("0. nought\n1. one\n1. other", [(0, "nought"), (1, "one"), (1, "other")]),
        ("3. a\n\n    more\n\n    7. b\n    9. c\n\n4. d", [(3, "a"), (4, "d"), (7, "b"), (9, "c")]),
        ("> 1914. a\n> 1918. b", [(1914, "a"), (1918, "b")]),
        ("- a\n\n12. b\n\n- c\n\n14. d", [(12, "b"), (14, "d")]),
        ("1. 2. a", [(1, "a"), (2, "a")]),
    ],
)
def test_each_number_is_shown_as_it_was_typed(text: str, numbers: list[tuple[int, str]]) -> None:
    assert read_numbers(render(text)) == numbers


@pytest.mark.parametrize(
    "text", ["007. Bond", "10000. many", "١٩١٤. x", "- a\n12. b", "1. a\n- b", "- a\n    - b\n    3. c"]
)
def test_a_number_that_no_list_could_show_stays_in_the_text(text: str) -> None:
    tree = LexborHTMLParser(render(text))
    signs = text.removeprefix("- ").removeprefix("1. ").replace("    - ", "").split()
    assert tree.body
    assert tree.body.text().split() == signs


@given(st.lists(st.sampled_from(["", "a", "- b", "    - c", "    d", "> e"]) | st.integers(0, 9), max_size=9))
def test_no_number_at_the_beginning_of_a_line_is_ever_changed(lines: list[str | int]) -> None:
    """Entries that begin with their own number show that number."""
    text = "\n".join(
        f"{line}{index}. {line}{index}" if isinstance(line, int) else line for index, line in enumerate(lines, 1)
    )
    for number, word in read_numbers(render(text)):
        assert str(number) == word


def test_the_way_to_the_root_is_the_pages_own() -> None:
    assert 'href="places/mill/"' in render("[[mill]]", root="")
    assert 'href="../../places/mill/"' in render("[[mill]]", root="../../")


@given(st.text(alphabet=st.sampled_from("ab <>\"'&[]()!*_`\\#-:/.\n{}|javscriptmlhx="), max_size=60))
def test_no_text_makes_anything_but_the_allowed_tags_and_addresses(text: str) -> None:
    tree = LexborHTMLParser(render(text))
    for node in tree.body.traverse() if tree.body else ():
        assert node.tag in ALLOWED_TAGS | {"body", "-text"}
        assert set(node.attributes) <= {"a": {"href"}, "li": {"value"}}.get(str(node.tag), set())
        assert (node.attributes.get("value") or "0").isdecimal()
        address = node.attributes.get("href")
        assert address is None or address.startswith(("https://", "http://", "../"))
