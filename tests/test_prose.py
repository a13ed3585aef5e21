"""Markdown of records and stories: what becomes HTML, and all the rest that stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sayso.pages import Link, ProseView, Words
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


def test_the_way_to_the_root_is_the_pages_own() -> None:
    assert 'href="places/mill/"' in render("[[mill]]", root="")
    assert 'href="../../places/mill/"' in render("[[mill]]", root="../../")


@given(st.text(alphabet=st.sampled_from("ab <>\"'&[]()!*_`\\#-:/.\n{}|javscriptmlhx="), max_size=60))
def test_no_text_makes_anything_but_the_allowed_tags_and_addresses(text: str) -> None:
    tree = LexborHTMLParser(render(text))
    for node in tree.body.traverse() if tree.body else ():
        assert node.tag in ALLOWED_TAGS | {"body", "-text"}
        assert set(node.attributes) <= {"href"}
        address = node.attributes.get("href")
        assert address is None or address.startswith(("https://", "http://", "../"))
