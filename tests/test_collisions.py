"""Hand-written files in places of the site where others belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import INVENTED, run_mkdocs, write_project

IN_PLACES = {
    "claims/homes-under-water": "where the site has a folder of pages",
    "claims/from": "where the site has a folder of pages",
    "claims/homes-under-water/index.html/more.txt": "below a page, as if that were a folder",
    "assets/search/catalogue.json": "where the search index lies",
    "assets/search": "where the search index lies",
}
LONG = {"plugins": [{"sayso": {"entries_a_page": 4}}]}


@pytest.mark.parametrize("path", IN_PLACES)
def test_a_file_in_the_place_of_something_else_is_told_and_nothing_is_published(tmp_path: Path, path: str) -> None:
    project = write_project(tmp_path / "project", INVENTED, pages={path: "by hand"}, **LONG)
    done = run_mkdocs(project)
    assert done.returncode == 1
    assert f"The file '{path}' would stand {IN_PLACES[path]}. Rename it, or move it elsewhere." in done.stderr
    assert "Nothing is published until they are moved." in done.stderr
    assert not (project / "site").exists()


def test_files_beside_pages_are_published(tmp_path: Path) -> None:
    pages = {"claims/homes-under-water/more.txt": "1", "claims/some.txt": "2", "assets/searched": "3", "from": "4"}
    project = write_project(tmp_path / "project", INVENTED, pages=pages, **LONG)
    assert run_mkdocs(project).returncode == 0
    assert {path: (project / "site" / path).read_text(encoding="utf-8") for path in pages} == pages


def test_a_file_may_lie_where_the_index_of_a_search_would(tmp_path: Path) -> None:
    plugins = [{"sayso": {"search": False}}]
    project = write_project(tmp_path / "project", INVENTED, pages={"assets/search/a.txt": "1"}, plugins=plugins)
    assert run_mkdocs(project).returncode == 0
    assert (project / "site" / "assets" / "search" / "a.txt").exists()
