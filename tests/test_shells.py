"""Pages of records that are filled in: the same to the byte as the theme makes them, whatever the settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.building import ADDRESS, EDIT_URI, INVENTED, OWN, add_to_theme, run_mkdocs, write_project

from sayso.cache import NO_CACHE
from sayso.comparing import compare_trees
from sayso.page_settings import PAGE_HOOKS

SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "as it is": {},
    "with an address below a path": {"site_url": ADDRESS, "edit_uri": EDIT_URI},
    "as files": {"use_directory_urls": False, "site_url": ADDRESS},
    "without a description": {"site_description": None, "nav": None},
    "in Arabic": {"theme": {"name": "material", "language": "ar", "custom_dir": "site_src/theme", "font": False}},
    "with records in the navigation": {"nav": [{"Home": "index.md"}, {"Dam": "places/osk-mirell-dam.md"}]},
    "without search": {"plugins": [{"sayso": {"search": False}}]},
    "with signs that mean something": {"site_name": "A & B <100 %> %s %(title)s {{ x }}", "copyright": "50 %"},
}
SLOWLY = {PAGE_HOOKS: "1", NO_CACHE: "1"}


def compare_ways(project: Path) -> str:
    """What MkDocs says of a project that is built in both ways; fails where they differ."""
    run = run_mkdocs(project)
    assert run.returncode == 0, run.stderr
    slow = run_mkdocs(project, "--site-dir", "slow", **SLOWLY)
    assert slow.returncode == 0, slow.stderr
    assert list(compare_trees(project / "site", project / "slow")) == []
    return run.stdout + run.stderr


@pytest.mark.parametrize("settings", SETTINGS)
def test_a_filled_page_is_the_one_that_the_theme_makes(tmp_path: Path, settings: str) -> None:
    project = write_project(tmp_path / "project", INVENTED, **SETTINGS[settings])
    compare_ways(project)


def test_the_repository_s_own_site_is_the_same_in_both_ways(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", OWN, site_url=ADDRESS)
    compare_ways(project)


def test_pages_written_by_hand_may_stand_before_and_after_a_filled_one(tmp_path: Path) -> None:
    pages = {"places/hettamire.md": "# Around & *about*\n\nBy hand.\n", "claims/homes-under-water.md": "# H\n"}
    project = write_project(tmp_path / "project", INVENTED, pages=pages)
    compare_ways(project)
    named = [
        page
        for page in (project / "site" / "places").glob("*/index.html")
        if "Around &amp; about" in page.read_text("utf-8")
    ]
    assert len(named) > 1


OWN_WORDS = {
    "how long its address is": "{{ page.url | length }}",
    "how long it is": "{{ page.content | length }}",
    "its parts": "{% for top in page.toc %}{% for entry in top.children %}{{ entry.title }}{% endfor %}{% endfor %}",
    "a title turned round": "{{ title | upper }}",
    "a title cut off": "{{ title | truncate(12) }}",
    "what is long": "{% if page.title | length > 60 %}long{% endif %}",
    "what is short": "{% if page.content | length < 50 %}short{% endif %}",
    "what has a number in it": "{% if '-1' in page.url %}one{% endif %}",
}


@pytest.mark.parametrize("words", OWN_WORDS)
def test_a_theme_that_prints_more_of_a_page_makes_each_by_itself(tmp_path: Path, words: str) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    add_to_theme(project, f"{{% if page %}}<p>{OWN_WORDS[words]}</p>{{% endif %}}")
    assert "so the theme makes each of them, which takes longer" in compare_ways(project)


HOOK = """
import logging
def on_post_page(output, page, config):
    return output.replace("<body", "<!-- hooked --><body")
"""


def test_hooks_of_others_run_on_pages_of_records_where_that_is_asked_for(tmp_path: Path) -> None:
    plugins = [{"sayso": {"search": False, "page_hooks": True}}]
    project = write_project(tmp_path / "project", INVENTED, plugins=plugins, hooks=["hook.py"])
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    assert run_mkdocs(project).returncode == 0
    pages = [page.read_text(encoding="utf-8") for page in (project / "site").rglob("index.html")]
    assert all("<!-- hooked -->" in page for page in pages if '<meta http-equiv="refresh"' not in page)


def test_that_hooks_of_others_do_not_run_on_pages_of_records_is_told(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, hooks=["hook.py"])
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    run = run_mkdocs(project)
    assert run.returncode == 0
    assert "hook.py (on_post_page) do not run on the pages of records" in run.stderr
    assert "page_hooks: true" in run.stderr
