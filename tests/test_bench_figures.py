"""What a built site weighs, on a site of a few files whose weights are known."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.bench.figures import packed_size, weigh_claims, weigh_first_view, weigh_lists, weigh_output
from tests.building import Built

STYLE = """
@import "more.css";
@font-face { font-family: A; src: url("../fonts/latin.woff2") format("woff2"); unicode-range: U+0000-00FF, U+2013; }
@font-face { font-family: A; src: url(../fonts/arabic.woff2) format("woff2"); unicode-range: U+6??; }
@font-face { font-family: B; src: url(../fonts/any.woff2) format("woff2"); }
.a { background: url(picture.svg); }
"""
PAGE = """<!doctype html><html><head><title>دار</title>
<link rel="stylesheet" href="../../assets/styles/site.css?1"><link rel="canonical" href="../b/">
<link rel="icon" href="data:,"><script type="module" src="/assets/scripts/a.js"></script>
<script src="https://example.org/assets/styles/more.css"></script></head>
<body><p>Words</p><img src="../../picture.png"><a href="../b/">b</a></body></html>"""
FILES = {
    "claims/index.html": "list",
    "claims/page/2/index.html": "list that goes on for longer",
    "claims/a/index.html": PAGE,
    "claims/b/index.html": "a shorter page",
    "claims/c/index.html": "b shorter page!",
    "claims/old/index.html": '<meta http-equiv="refresh" content="0; url=../a/">' + "long " * 9,
    "assets/styles/site.css": STYLE,
    "assets/styles/more.css": ".b { color: red }",
    "assets/styles/picture.svg": "<svg/>",
    "assets/scripts/a.js": "import { b } from './b.js'\nimport './none.js'\n",
    "assets/scripts/b.js": "export const b = 1\n",
    "assets/fonts/latin.woff2": "l" * 999,
    "assets/fonts/arabic.woff2": "a" * 999,
    "assets/fonts/any.woff2": "b" * 999,
    "picture.png": "p" * 99,
}
LOADED = [
    "claims/a/index.html",
    "assets/styles/site.css",
    "assets/scripts/a.js",
    "picture.png",
    "assets/styles/more.css",
    "assets/fonts/latin.woff2",
    "assets/fonts/any.woff2",
    "assets/scripts/b.js",
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a few files."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_first_view_is_the_page_and_what_it_loads_from_the_site_itself(site: Path) -> None:
    """Nothing twice, no page that it leads to, no font for letters that it does not show, nothing that is not there."""
    weights = weigh_first_view(site, "claims/a/index.html")
    assert list(weights) == LOADED
    assert weights["assets/fonts/latin.woff2"] == 999
    assert weights["assets/styles/site.css"] == len(gzip.compress(STYLE.encode(), 6))


def test_a_font_counts_where_the_page_shows_one_of_its_letters(site: Path) -> None:
    page = site / "claims/a/index.html"
    page.write_text(PAGE.replace("Words", "دار"), encoding="utf-8")
    assert "assets/fonts/arabic.woff2" in weigh_first_view(site, "claims/a/index.html")


def test_pages_of_claims_are_weighed_without_lists_and_redirects(site: Path) -> None:
    weights = weigh_claims(site)
    assert (weights.pages, weights.path) == (3, "claims/a/index.html")
    assert weights.largest == packed_size(site / "claims/a/index.html")
    assert weights.median == packed_size(site / "claims/c/index.html")


def test_lists_are_weighed_with_the_pages_that_go_on_with_them(site: Path) -> None:
    weights = weigh_lists(site, ["claims"])
    assert (weights.pages, weights.path) == (2, "claims/page/2/index.html")


def test_the_output_counts_every_file(site: Path) -> None:
    output = weigh_output(site)
    assert (output.files, output.size) == (len(FILES), sum(len(text.encode()) for text in FILES.values()))


def test_our_own_pages_load_style_scripts_and_the_fonts_of_their_letters(invented_site: Built) -> None:
    weights = weigh_first_view(invented_site.site, "claims/vennoth-had-gate-opened/index.html")
    assert "assets/styles/site.css" in weights
    assert "assets/fonts/noto-sans-hebrew.woff2" in weights
    assert "assets/fonts/inter-greek.woff2" not in weights
    assert any(path.endswith(".js") for path in weights)
