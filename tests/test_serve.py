"""The preview: shows records while they are written, with what is wrong on their pages; the published site stays."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.axe import run_axe
from tests.building import Built
from tests.previews import Preview, change, previewing, words_of

TITLE = "A night at gate three: who says what"
STORY = "stories/night-at-gate-three/"
LANTERN = "actors/sluice-lantern/"
NOTICE = "sayso-panel"
# How long a writer waits at most, and what a machine may take that does other things at the same time.
SOON, LOADED = 2.0, 4


def publish_site(project: Path) -> None:
    """A site that was published before."""
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("published", encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that tests leave as they found it."""
    with previewing(tmp_path_factory.mktemp("preview")) as found:
        yield found


def wait_until_clean(preview: Preview) -> None:
    """Waits until no page that tests look at says that anything is wrong."""
    preview.wait_for(
        lambda: not any(NOTICE in (preview.get(path) or NOTICE) for path in ("", STORY, LANTERN, "about/"))
    )


def test_the_preview_shows_edits_survives_faults_and_leaves_the_site_alone(tmp_path: Path) -> None:
    with previewing(tmp_path, publish_site) as preview:
        page = preview.get(STORY)
        assert page is not None
        assert TITLE in page
        assert "livereload" in page
        assert 'http-equiv="Content-Security-Policy"' not in page
        assert 'http-equiv="Content-Security-Policy"' not in (preview.get("404.html") or "")
        assert NOTICE not in page

        story = preview.content / "stories" / "night-at-gate-three.yml"
        change(story, TITLE, "The gate, edited")
        preview.wait_for(lambda: "The gate, edited" in (preview.get(STORY) or ""))

        change(story, "The gate, edited'\n", "The gate, edited'\nstandfrist: <script>alert(1)</script>\n")
        preview.wait_for(lambda: preview.panel(STORY) != "")
        place = "content/stories/night-at-gate-three.yml:2:1"
        assert preview.panel(STORY).startswith("1 error in this record Below: the last version that could be shown.")
        assert f"{place} unknown-key 'standfrist' is not a key of a story. Did you mean 'standfirst'?" in preview.panel(
            STORY
        )
        assert "standfrist: <script>alert(1)</script>" in preview.panel(STORY)
        assert "<script>alert" not in (preview.get(STORY) or "")
        assert "The gate, edited" in words_of(preview.article(STORY))
        assert f"{place}: error [unknown-key]" in preview.printed()
        assert "Nothing can be published until the errors are mended." in preview.printed()
        code = preview.article(STORY).css_first(".sayso-panel-place a")
        assert code is not None
        assert code.attributes["href"] == "../../messages/#unknown-key"
        assert preview.article("messages/").css_first("#unknown-key") is not None
        strip = "1 error in 1 record keeps this site from being published: night-at-gate-three."
        for path in ("", LANTERN, "about/"):
            assert preview.strip(path) == strip
            link = preview.article(path).css_first(".sayso-panel-strip a")
            assert link is not None
            assert (link.attributes["href"] or "").endswith(STORY)

        change(story, "edited'\nstandfrist: <script>alert(1)</script>\n", "mended'\n")
        preview.wait_for(lambda: "The gate, mended" in (preview.get(STORY) or ""))
        assert preview.panel(STORY) == preview.strip("about/") == ""

        assert preview.interrupt() == 0
        assert preview.get() is None
        assert re.search(r"Shutting down", preview.printed())
        assert "Traceback" not in preview.printed()
        assert [path.name for path in (preview.project / "site").iterdir()] == ["index.html"]
        assert (preview.project / "site" / "index.html").read_text(encoding="utf-8") == "published"
        assert not (preview.project / ".sayso-site").exists()
        assert list((tmp_path / "temporary").iterdir()) == []


def test_a_preview_that_starts_with_faults_answers_and_shows_each_where_it_belongs(tmp_path: Path) -> None:
    def spoil(project: Path) -> None:
        """Faults of four sorts: no YAML, leading nowhere, belonging to no record, in a hand-written page."""
        content = project / "content"
        (content / "actors" / "sluice-lantern.yml").write_text("name: [\n", encoding="utf-8")
        change(content / "claims" / "money-was-offered.yml", "question: what-else-is-said", "question: what-els")
        (content / "stray.txt").write_text("x", encoding="utf-8")
        with (project / "site_src" / "pages" / "about.md").open("a", encoding="utf-8") as about:
            about.write("\n[[sluice-lantern]], [[money-was-offered]] and [[no-such-record]]\n")

    with previewing(tmp_path, spoil) as preview:
        assert preview.panel(LANTERN).startswith("1 error in this record Below: what could be read of it.")
        assert "money-was-offered.yml:4:11 dangling-reference" in preview.panel("claims/money-was-offered/")
        assert "content/stray.txt:1:1 stray-file" in preview.panel()
        about = preview.panel("about/")
        assert about.startswith("1 error in this page site_src/pages/about.md:")
        assert "There is no record 'no-such-record'." in about
        assert "[[sluice-lantern]], [[money-was-offered]] and [[no-such-record]]" in about
        links = {link.attributes["href"] for link in preview.article("about/").css("a")}
        assert {"../actors/sluice-lantern/", "../claims/money-was-offered/"} <= links
        assert preview.strip(STORY).startswith("4 errors in 4 places keep this site from being published: ")
        assert "Gate three" in words_of(preview.article(STORY))
        for line in ("sluice-lantern.yml:", "money-was-offered.yml:4:11: ", "stray.txt:1:1: ", "about.md:"):
            assert line in preview.printed()
        assert "Traceback" not in preview.printed()

        (preview.content / "stray.txt").unlink()
        (preview.content / "actors" / "sluice-lantern.yml").write_text("name: Lantern\nkind: ngo\n", encoding="utf-8")
        change(preview.content / "claims" / "money-was-offered.yml", "what-els\n", "what-else-is-said\n")
        change(preview.project / "site_src" / "pages" / "about.md", "[[no-such-record]]", "nobody")
        wait_until_clean(preview)


def test_an_edit_is_served_soon(preview: Preview) -> None:
    """The best of three, since others use the machine too."""
    file = preview.content / "actors" / "sluice-lantern.yml"
    text = file.read_text(encoding="utf-8")
    waits = []
    for number in range(3):
        file.write_text(text.replace("name: Sluice", f"name: Take {number} of Sluice"), encoding="utf-8")
        words = f"Take {number} of Sluice"
        waits.append(preview.wait_for(lambda words=words: words in (preview.get(LANTERN) or "")))  # type: ignore[misc]
    file.write_text(text, encoding="utf-8")
    preview.wait_for(lambda: "Take 2" not in (preview.get(LANTERN) or "Take 2"))
    assert min(waits) < SOON * LOADED


def test_a_file_that_is_saved_in_the_ways_of_editors_is_shown_as_it_is_at_last(preview: Preview) -> None:
    file = preview.content / "actors" / "sluice-lantern.yml"
    text = file.read_text(encoding="utf-8")

    swap = file.with_name(".sluice-lantern.yml.swp")
    swap.write_bytes(b"\0 swap of an editor")
    backup = file.with_name("sluice-lantern.yml~")
    file.rename(backup)
    file.write_text(text.replace("Friends", "Backers"), encoding="utf-8")
    backup.unlink()
    preview.wait_for(lambda: "Backers" in (preview.get(LANTERN) or ""))
    swap.unlink()

    beside = file.with_name("sluice-lantern.yml.tmp")
    beside.write_text(text.replace("Friends", "Patrons"), encoding="utf-8")
    beside.replace(file)
    preview.wait_for(lambda: "Patrons" in (preview.get(LANTERN) or ""))

    with file.open("w", encoding="utf-8") as slow:
        preview.wait_for(lambda: "empty-file" in preview.panel(LANTERN))
        assert "Patrons" in (preview.get(LANTERN) or "")
        slow.write(text[: len(text) // 2])
        slow.flush()
        time.sleep(0.7)
        slow.write(text[len(text) // 2 :])
    preview.wait_for(lambda: "Friends" in (preview.get(LANTERN) or ""))
    wait_until_clean(preview)


def test_records_that_come_go_and_get_other_names_are_shown(preview: Preview) -> None:
    actors = preview.content / "actors"
    text = (actors / "sluice-lantern.yml").read_text(encoding="utf-8")

    (actors / "new").mkdir()
    (actors / "new" / "night-watch.yml").write_text("name: Night Watch\nkind: group\n", encoding="utf-8")
    preview.wait_for(lambda: "Night Watch" in (preview.get("actors/night-watch/") or ""))
    assert "Night Watch" in (preview.get("actors/") or "")
    (actors / "new" / "night-watch.yml").rename(actors / "day-watch.yml")
    preview.wait_for(lambda: preview.get("actors/night-watch/") is None)
    assert "Night Watch" in (preview.get("actors/day-watch/") or "")
    (actors / "day-watch.yml").unlink()
    preview.wait_for(lambda: preview.get("actors/day-watch/") is None)

    (actors / "sluice-lantern.yml").unlink()
    preview.wait_for(lambda: "The file of this record is gone." in preview.panel(LANTERN))
    assert "There is no " in preview.panel("events/flood-in-the-dunnels/")
    (actors / "sluice-lantern.yml").write_text(text, encoding="utf-8")
    wait_until_clean(preview)


def test_hand_written_pages_styles_and_templates_of_the_theme_are_shown_when_they_change(preview: Preview) -> None:
    source = preview.project / "site_src"
    about = source / "pages" / "about.md"
    text = about.read_text(encoding="utf-8")
    about.write_text(f"{text}\nA sentence at the end.\n", encoding="utf-8")
    preview.wait_for(lambda: "A sentence at the end." in (preview.get("about/") or ""))
    about.write_text(f"{text}\nLed nowhere by [[no-such-record]].\n", encoding="utf-8")
    preview.wait_for(lambda: "no-such-record" in preview.panel("about/"))
    assert preview.strip() == "1 error in 1 page keeps this site from being published: about.md."
    about.write_text(text, encoding="utf-8")

    style = source / "pages" / "assets" / "styles" / "panel.css"
    with style.open("a", encoding="utf-8") as more:
        more.write(".sayso-edited { color: var(--sayso-ink); }\n")
    sheet = "assets/styles/site.css"
    preview.wait_for(lambda: ".sayso-edited" in (preview.get(sheet) or ""))

    template = source / "theme" / "partials" / "footer.html"
    with template.open("a", encoding="utf-8") as more:
        more.write("<p hidden>Below the footer.</p>\n")
    preview.wait_for(lambda: "Below the footer." in (preview.get("about/") or ""))
    wait_until_clean(preview)


def test_records_that_were_away_for_a_while_are_shown_again(preview: Preview) -> None:
    """Without them MkDocs cannot build."""
    away = preview.content.with_name("away")
    preview.content.rename(away)
    preview.wait_for(lambda: "Config value 'watch'" in preview.printed())
    away.rename(preview.content)
    preview.wait_for(lambda: TITLE in (preview.get(STORY) or ""))


def test_an_open_page_changes_by_itself_and_so_does_its_panel(preview: Preview, chromium: Browser) -> None:
    file = preview.content / "actors" / "sluice-lantern.yml"
    page = chromium.new_page()
    try:
        page.goto(preview.address + LANTERN)
        heading, panel = page.locator("h1"), page.locator(".sayso-panel")
        expect(heading).to_contain_text("Friends")
        expect(panel).to_have_count(0)
        change(file, "Friends", "Backers")
        expect(heading).to_contain_text("Backers", timeout=30_000)
        change(file, "kind: ngo", "kind: ngoo # <img src=x onerror=alert(1)>")
        expect(panel).to_be_visible(timeout=30_000)
        expect(page.get_by_role("region", name="1 error in this record")).to_be_visible()
        expect(panel.locator("mark")).to_have_text("ngoo")
        expect(panel.locator("code").last).to_have_text("kind: ngoo # <img src=x onerror=alert(1)>")
        expect(panel.locator("img")).to_have_count(0)
        expect(heading).to_contain_text("Backers")
        change(file, "kind: ngoo # <img src=x onerror=alert(1)>", "kind: ngo")
        expect(panel).to_have_count(0, timeout=30_000)
        change(file, "Backers", "Friends")
        expect(heading).to_contain_text("Friends", timeout=30_000)
    finally:
        page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_panel_fits_its_page_and_can_be_read(preview: Preview, chromium: Browser, width: int, scheme: str) -> None:
    file = preview.content / "actors" / "sluice-lantern.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}home: {'x' * 300} {'words ' * 40}\n", encoding="utf-8")
    page = chromium.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    try:
        preview.wait_for(lambda: preview.panel(LANTERN) != "")
        page.goto(preview.address + LANTERN)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        line = page.locator(".sayso-panel-line code")
        assert line.evaluate("node => node.scrollWidth <= node.clientWidth")
        ink, paper = page.locator(".sayso-panel-line mark").evaluate(
            "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
        )
        assert ink != paper
        assert run_axe(page) == []
    finally:
        page.close()
        file.write_text(text, encoding="utf-8")
        wait_until_clean(preview)


def test_a_site_that_is_published_has_no_style_of_the_preview(own_site: Built) -> None:
    read = own_site.read
    assert NOTICE not in read("assets/styles/site.css")
    assert NOTICE not in read("index.html")
    assert not (own_site.site / "assets" / "styles" / "panel.css").exists()
