"""The skeleton of our own over Material: what it takes the place of is pinned, and what it needs is there."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.building import INVENTED, REPOSITORY, Built, build_site

from sayso.mkdocs_plugin.styles import ABSENT_CLASS, FOLDER, drop_absent

# Panels stand in the preview alone.
PREVIEW_ONLY = f"{FOLDER}panel.css"
UPSTREAM = Path(str(material.__file__)).parent / "templates"
# What our templates replace or print of Material's: where one of these changes, ours has to be looked at again.
PINNED = {
    "base.html": "f2619e54ea45ff22",
    "partials/content.html": "ce33929c85af129f",
    "partials/footer.html": "50c2a75f013b7b03",
    "partials/header.html": "8cf3fb15bcf969ff",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/palette.html": "8790389765ea6036",
    "partials/palette.html": "fb935107ae7d3d74",
}


def digest(path: Path) -> str:
    """The first digits of a file's SHA-256, without regard to the digests in the names of stylesheets and scripts."""
    text = re.sub(r"\.[0-9a-f]{8}\.min\.", ".min.", path.read_text(encoding="utf-8"))
    text = re.sub(r"mkdocs-material-[\d.]+", "mkdocs-material", text)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", PINNED)
def test_what_our_templates_replace_is_as_it_was(name: str) -> None:
    assert digest(UPSTREAM / name) == PINNED[name], f"Material changed {name}: look at ours again, then pin it anew."


def test_a_change_upstream_is_noticed(tmp_path: Path) -> None:
    changed = tmp_path / "base.html"
    changed.write_text((UPSTREAM / "base.html").read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert digest(changed) != PINNED["base.html"]


def list_styles() -> list[str]:
    """The stylesheets that the settings name."""
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    return re.findall(rf"^  - ({FOLDER}[\w-]+\.css)$", settings, flags=re.MULTILINE)


def test_every_component_has_its_stylesheet_in_the_settings_once() -> None:
    pages = REPOSITORY / "site_src" / "pages"
    assert sorted(list_styles()) == sorted(
        path.relative_to(pages).as_posix() for path in (pages / FOLDER).glob("*.css")
    )


def test_a_page_asks_for_one_stylesheet_that_holds_all_others(invented_site: Built) -> None:
    for path in invented_site.pages:
        links = LexborHTMLParser(invented_site.read(path)).css("link[rel=stylesheet]")
        assert [re.sub(r"^.*/(?=assets/)|^/", "", link.attributes["href"] or "") for link in links] == [
            f"{FOLDER}site.css"
        ], path
    joined = invented_site.read(f"{FOLDER}site.css")
    built = [path for path in list_styles() if path != PREVIEW_ONLY]
    assert len(built) > 10
    for path in built:
        assert (REPOSITORY / "site_src" / "pages" / path).read_text(encoding="utf-8").strip() in joined
    assert [file.name for file in (invented_site.site / FOLDER).iterdir()] == ["site.css"]
    assert not list((invented_site.site / "assets").glob("javascripts/*"))


def test_stylesheets_of_an_author_stay_apart_after_ours(tmp_path: Path) -> None:
    built = build_site(
        INVENTED,
        tmp_path,
        pages={"own.css": "h1 { color: inherit; }\n"},
        extra_css=[*list_styles(), "own.css"],
    )
    links = LexborHTMLParser(built.read("index.html")).css("link[rel=stylesheet]")
    assert [link.attributes["href"] for link in links] == [f"{FOLDER}site.css", "own.css"]


def test_rules_of_the_theme_are_dropped_only_for_what_no_page_has(own_site: Built, invented_site: Built) -> None:
    for built in (own_site, invented_site):
        for path in built.pages:
            classes = {
                name
                for node in LexborHTMLParser(built.read(path)).css("[class]")
                for name in (node.attributes["class"] or "").split()
            }
            assert not [name for name in classes if ABSENT_CLASS.match(f".{name}")], path


@pytest.mark.parametrize(
    ("styles", "kept"),
    [
        (".md-typeset p{a:b}", ".md-typeset p{a:b}"),
        (".md-nav{a:b}.md-typeset p{a:b}", ".md-typeset p{a:b}"),
        (".md-nav a,.md-typeset a{a:b}", ".md-typeset a{a:b}"),
        (".md-typeset a:is(.x,.y),.md-tabs{a:b}", ".md-typeset a:is(.x,.y){a:b}"),
        ("@media print{.md-header{a:b}}x{a:b}", "x{a:b}"),
        ("@media print{@supports (a:b){.md-header{a:b}}}x{a:b}", "x{a:b}"),
        (".md-typeset-x{a:b}.md-navigation{a:b}", ".md-typeset-x{a:b}.md-navigation{a:b}"),
        (':root{--md-search-icon:url("data:a;b{");--md-typeset-color:c}', ':root{--md-search-icon:url("data:a;b{");'),
        (':root{--md-source-icon:url("data:a;b");--md-typeset-color:c}', ":root{--md-typeset-color:c}"),
    ],
)
def test_what_is_dropped_of_the_themes_styles(styles: str, kept: str) -> None:
    assert drop_absent(styles).startswith(kept)


def test_what_hand_written_pages_use_of_the_theme_is_styled(invented_site: Built) -> None:
    joined = invented_site.read(f"{FOLDER}site.css")
    for part in (
        ".md-typeset .admonition",
        ".md-typeset .footnote",
        ".highlight",
        ".md-typeset .task-list",
        ".tabbed-set",
    ):
        assert part in joined
    assert joined.count("{") == joined.count("}")


def test_a_title_is_what_was_typed_with_every_space_and_sign(tmp_path: Path) -> None:
    name = "A\u00a0B  C\u3000D <b>&amp;</b>"
    content = shutil.copytree(INVENTED, tmp_path / "content")
    file = content / "actors" / "river-authority.yml"
    text = file.read_text(encoding="utf-8").replace("name: River & Gates Authority", f'name: "{name}"')
    file.write_text(text, encoding="utf-8")
    built = build_site(content, tmp_path / "builds")
    page = LexborHTMLParser(built.read("actors/river-authority/index.html"))
    title, shared = page.css_first("title"), page.css_first('meta[property="og:title"]')
    assert title is not None
    assert shared is not None
    assert title.text() == f"Who is who: {name} - Sayso"
    assert shared.attributes["content"] == f"Who is who: {name}"
    neighbours = [node.text() for path in built.pages for node in LexborHTMLParser(built.read(path)).css("a[rel=prev]")]
    assert f"Previous Who is who: {name}" in neighbours
