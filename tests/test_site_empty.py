"""Sites with little in them: each is built, and its pages say in words what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.building import Built, build_site
from tests.cli_project import CONTENT
from tests.site_links import check_links

from sayso.records import KINDS

STORY = {
    "stories/quiet.yml": (
        "title: A quiet day in Tarn\nstandfirst: Nobody said anything.\nquestions: who-spoke\n"
        "as_of: 2031-06-01\nleaves_out: All else.\n"
    ),
    "questions/who-spoke.yml": "text: Who spoke in Tarn?\nincluded: Everybody who spoke.\n",
}
NO_STORY = "There is no explainer so far."
NO_RECORD = "There is none in our records so far."


def build(tmp_path: Path, files: Mapping[str, str]) -> Built:
    """The site of these records."""
    content = tmp_path / "records"
    content.mkdir()
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    return build_site(content, tmp_path / "builds")


def text_of(built: Built, path: str) -> str:
    """The words of a page's article on one line."""
    article = LexborHTMLParser(built.read(path)).css_first("article")
    assert article is not None
    return " ".join(article.text().split())


@pytest.mark.parametrize("files", [{}, {".gitkeep": ""}])
def test_a_site_without_records_is_built_and_says_so(tmp_path: Path, files: dict[str, str]) -> None:
    """Git keeps no empty folder, so a fork without records has a file there that says nothing."""
    built = build(tmp_path, files)
    home = text_of(built, "index.html")
    assert NO_STORY in home
    assert "sayso new story" in home
    for kind in KINDS:
        page = text_of(built, f"{kind.folder}/index.html")
        assert NO_RECORD in page
        assert f"content/{kind.folder}/" in page
    assert "None of these is found in our records." in text_of(built, "gaps/index.html")
    assert "No change is recorded." in text_of(built, "changes/index.html")
    assert "nothing to work out" in text_of(built, "method/index.html")
    assert check_links(built.site) == []


def test_a_site_with_records_and_no_story_shows_the_records(tmp_path: Path) -> None:
    built = build(tmp_path, {path: text for path, text in CONTENT.items() if "stories" not in path})
    assert NO_STORY in text_of(built, "index.html")
    assert NO_RECORD in text_of(built, "stories/index.html")
    assert "Claims 1" in text_of(built, "index.html")
    claim = text_of(built, "claims/mill-burned/index.html")
    assert "He saw smoke from a bonfire beside it." in claim
    assert "Asked in" not in text_of(built, "questions/did-the-mill-burn/index.html")
    assert check_links(built.site) == []


def test_a_story_without_positions_says_so_in_each_of_its_parts(tmp_path: Path) -> None:
    built = build(tmp_path, STORY)
    story = text_of(built, "stories/quiet/index.html")
    for words in (
        "No position on this question stands in our records.",
        "No event stands in our records.",
        "Nobody has a position in these records.",
        "No source stands in these records.",
        "This page records statements. It does not weigh them.",
        "What this page leaves out: All else.",
    ):
        assert words in story
    assert "no answer in our records" in story.casefold()
    assert "Everything here comes from one article" not in story
    assert check_links(built.site) == []
