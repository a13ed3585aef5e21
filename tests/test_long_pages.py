"""Pages of very many entries: made of runs that a browser can skip, with filters that show the right ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.bench.long_dossier import PLACES, STORY, write_long_dossier
from tests.browsing import NARROW, WIDE, opened
from tests.building import Built, Servers, run_mkdocs

POSITIONS, EVENTS = 130, 125


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a dossier with more rows, events and people than one run holds."""
    project = tmp_path_factory.mktemp("long") / "project"
    write_long_dossier(project, POSITIONS, EVENTS)
    run = run_mkdocs(project)
    assert run.returncode == 0, run.stdout + run.stderr
    return project / "site"


def count_shown(page: Page, place: str) -> int:
    """How many of such parts are shown, once nothing changes any more."""
    page.evaluate("""async () => { for (let n = 0; n < 30; n += 1) await new Promise(requestAnimationFrame); }""")
    shown = "(nodes) => nodes.filter((node) => !node.closest('[hidden]')).length"
    return int(page.eval_on_selector_all(place, shown))


def test_only_long_tables_and_timelines_are_made_of_runs(long_site: Path, own_site: Built) -> None:
    text = (long_site / "stories" / STORY / "index.html").read_text(encoding="utf-8")
    assert text.count('<tbody class="sayso-run">') == POSITIONS // 10
    assert text.count('<ol class="sayso-timeline sayso-run"') == (EVENTS + 9) // 10
    assert '<ol class="sayso-timeline sayso-run" start="121">' in text
    assert text.count("sayso-people sayso-run") == (POSITIONS + 19) // 20
    assert [path for path in own_site.pages if "sayso-run" in own_site.read(path)] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_filters_of_long_pages_show_what_was_chosen_and_all_again(
    long_site: Path, chromium: Browser, serve: Servers, width: int
) -> None:
    with opened(chromium, width) as context:
        page = context.new_page()
        page.goto(f"{serve(long_site)}stories/{STORY}/")
        row, card = ".sayso-long .sayso-row", ".sayso-event"
        assert (count_shown(page, row), count_shown(page, card)) == (POSITIONS, EVENTS)
        page.locator("[data-filter=speakers] .sayso-filter-more").click()
        page.locator("[data-filter=speakers] button[value=witness-77]").click()
        assert count_shown(page, row) == 1
        assert page.locator(".sayso-row[data-speakers=witness-77]").is_visible()
        page.locator("[data-filter=speakers] button").first.click()
        assert count_shown(page, row) == POSITIONS
        assert page.locator(".sayso-run[hidden], .sayso-few").count() == 0
        page.locator("[data-filter=timeline] [name=places]").select_option("bank-3")
        assert count_shown(page, card) == len(range(3, EVENTS, PLACES))
        page.locator("[data-filter=timeline] [name=actors]").select_option("witness-43")
        assert count_shown(page, card) == 1
        page.locator("[data-filter=timeline] [name=places]").select_option("")
        page.locator("[data-filter=timeline] [name=actors]").select_option("")
        assert count_shown(page, card) == EVENTS


def test_what_a_filter_hides_of_a_long_page_is_nowhere(long_site: Path, chromium: Browser, serve: Servers) -> None:
    """It takes no room, neither eyes nor screen readers come upon it, and paper does not show it."""
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        page.goto(f"{serve(long_site)}stories/{STORY}/")
        assert count_perceivable(page, ".sayso-row") > POSITIONS - 1
        page.locator("[data-filter=speakers] .sayso-filter-more").click()
        page.locator("[data-filter=speakers] button[value=witness-77]").click()
        assert count_shown(page, ".sayso-long .sayso-row") == 1
        hidden = page.locator(".sayso-run[hidden]")
        assert hidden.count() == POSITIONS // 10 - 1
        assert set(hidden.evaluate_all("(runs) => runs.map((run) => run.getBoundingClientRect().height)")) == {0}
        assert count_perceivable(page, ".sayso-row") == 1
        page.emulate_media(media="print")
        assert set(hidden.evaluate_all("(runs) => runs.map((run) => getComputedStyle(run).display)")) == {"none"}
        assert count_perceivable(page, ".sayso-row") == 1


def count_perceivable(page: Page, place: str) -> int:
    """How many of such parts are there for readers, however far from the window."""
    there = "(nodes) => nodes.filter((node) => node.checkVisibility({ visibilityProperty: true })).length"
    return int(page.eval_on_selector_all(place, there))


def test_a_long_table_is_as_wide_as_its_columns_say(long_site: Path, chromium: Browser, serve: Servers) -> None:
    """Heads stand over their cells, in every run, although each run is laid out by itself."""
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        page.goto(f"{serve(long_site)}stories/{STORY}/")
        left = "(cell) => Math.round(cell.getBoundingClientRect().left)"
        lefts = f"(rows) => rows.map((row) => [...row.children].map({left}))"
        head, *rows = page.eval_on_selector_all(".sayso-long tr", lefts)
        assert len(rows) == POSITIONS
        assert [row for row in rows if row != head] == []
