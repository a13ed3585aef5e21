"""Whatever is made of hostile texts beside pages can be read by readers that Sayso does not bring, and means the same.

The site map, the search index, `robots.txt`, `build.json` and the files for hosts; what commands print; sheets.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner
from tests.building import ADDRESS, Built
from tests.hostile import Worded, read_yaml
from tests.payloads import list_accepted, list_names
from tests.test_safety_text import is_one_line
from tests.test_searching import read_catalogue, read_files, read_shown, read_words

from sayso.build import build_pages
from sayso.checking import check_content
from sayso.cli import commands
from sayso.hosting import HEADERS, NGINX, REDIRECTS
from sayso.library import Library
from sayso.loading import load_content
from sayso.page_settings import Settings
from sayso.problems import FORMATS
from sayso.showing import show_record

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def placed(hostile: Worded, shared_builds: Path) -> Built:
    """The site of hostile texts where it has an address."""
    return replace(hostile, settings={**hostile.settings, "site_url": ADDRESS}).build(shared_builds)


@pytest.fixture(scope="module")
def placed_harmless(harmless: Worded, shared_builds: Path) -> Built:
    """The site of harmless texts where it has an address."""
    return replace(harmless, settings={**harmless.settings, "site_url": ADDRESS}).build(shared_builds)


def test_the_site_map_is_xml_and_lists_the_pages_of_the_site_alone(placed: Built) -> None:
    tree = ET.parse(placed.site / "sitemap.xml").getroot()  # noqa: S314 -- we made it
    assert tree.tag == f"{MAP}urlset"
    addresses = [str(location.text) for location in tree.iter(f"{MAP}loc")]
    pages = [f"{ADDRESS}{path.removesuffix('index.html')}" for path in placed.pages if path != "404.html"]
    assert sorted(addresses) == sorted(pages)
    assert {element.tag for element in tree.iter()} <= {f"{MAP}{name}" for name in ("urlset", "url", "loc", "lastmod")}
    assert gzip.decompress((placed.site / "sitemap.xml.gz").read_bytes()) == (placed.site / "sitemap.xml").read_bytes()


def test_robots_are_told_what_they_always_are(placed: Built) -> None:
    robots = RobotFileParser()
    robots.parse(placed.read("robots.txt").splitlines())
    assert robots.can_fetch("*", ADDRESS)
    assert robots.site_maps() == [f"{ADDRESS}sitemap.xml"]


def test_files_for_hosts_and_machines_hold_no_text_of_a_record(placed: Built, placed_harmless: Built) -> None:
    for name in (HEADERS, REDIRECTS, NGINX, "robots.txt", "sitemap.xml", "build.json"):
        assert (placed.site / name).exists() == (placed_harmless.site / name).exists()
        if (placed.site / name).exists():
            assert placed.read(name) == placed_harmless.read(name), name
    assert set(json.loads(placed.read("build.json"))) == {"revision", "versions", "counts"}


def test_the_search_index_is_json_and_holds_titles_and_speakers_as_records_have_them(placed: Built) -> None:
    files = read_files(placed.site)
    assert all(path.endswith(".json") for path in files)
    shown = {address: (kind, title, who) for kind, address, title, who in read_shown(files)}
    assert len(shown) > 40
    pages = build_pages(check_content(placed.project, "content").library, Settings("")).pages.values()
    told = {page.address: (page.search.kind, page.search.title, page.search.who) for page in pages if page.search}
    assert {address: shown[address] for address in told} == told
    assert set(read_catalogue(files)) == {"kinds", "size", "records", "first", "words", "names"}


def test_the_search_index_holds_the_words_of_pages_and_none_that_hostile_texts_compute(placed: Built) -> None:
    words = read_words(read_files(placed.site))
    assert str(7 * 191) not in words
    assert len(words["alert"]) > 5
    assert all(not re.search(r"[<>&\"']", word) for word in words)


def invoke(project: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What a command prints in a project, where it does not fail."""
    monkeypatch.chdir(project)
    result = CliRunner().invoke(commands, list(arguments))
    assert not isinstance(result.exception, Exception), (arguments, result.exception)
    return result.output


@pytest.fixture
def project(hostile: Worded, tmp_path: Path) -> Path:
    """A project of hostile texts."""
    shutil.copytree(hostile.content, tmp_path / "project" / "content")
    return tmp_path / "project"


def test_what_is_shown_of_each_record_prints_on_lines_of_its_own(
    project: Path, harmless: Worded, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shutil.copytree(harmless.content, project.parent / "other" / "content").parent
    library, harmless_library = (Library(load_content(root)) for root in (project, other))
    for record_id, entry in library.entries.items():
        shown = show_record(library, entry)
        assert [line for line in shown.split("\n") if not is_one_line(line) and line] == []
        assert shown.count("\n") == show_record(harmless_library, harmless_library.entries[record_id]).count("\n")
    assert invoke(project, monkeypatch, "show", "sluice-lantern") == show_record(
        library, library.entries["sluice-lantern"]
    )


def spoil_each_value(content: Path) -> int:
    """Puts a key that no record has, with a hostile name and value, into each record; how many."""
    files = sorted(content.rglob("*.yml"))
    texts = list_accepted()
    for number, file in enumerate(files):
        record = read_yaml(file)
        assert isinstance(record, dict)
        strange = {text: text for text in texts[number :: len(files)]}
        file.write_text(json.dumps({**record, **strange}, ensure_ascii=False), encoding="utf-8")
    return len(texts)


def test_each_hostile_key_is_told_once_in_each_form_in_one_line(project: Path) -> None:
    total = spoil_each_value(project / "content")
    checked = check_content(project)
    told = [problem for problem in checked.problems if problem.code == "unknown-key"]
    # Some are keys of merging, or a key that there is, written without its space.
    assert total - 40 < len(told) <= total
    assert [str(problem) for problem in checked.problems if not is_one_line(str(problem))] == []
    assert len(FORMATS["text"](checked.problems).split("\n")) == len(checked.problems) + 1
    rows = json.loads(FORMATS["json"](checked.problems))
    assert [row["message"] for row in rows] == [problem.message for problem in checked.problems]
    lines = FORMATS["github"](checked.problems).split("\n")[:-1]
    assert len(lines) == len(checked.problems)
    assert [line for line in lines if line.count("::") != 2 or not line.isprintable()] == []


# Records in one sheet, which holds at most 5,000 keys and values.
MOST = 600


def write_sheet(project: Path, kind: str, records: dict[str, dict[str, str]]) -> None:
    """A sheet of records of one kind."""
    sheet = json.dumps({kind: records}, ensure_ascii=False, indent=1)
    (project / "sheet.yml").write_text(sheet, encoding="utf-8")


def test_a_sheet_with_hostile_values_is_split_into_files_that_hold_them_unaltered(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list_accepted()
    for start in range(0, len(texts), MOST):
        part = texts[start : start + MOST]
        write_sheet(
            project, "actors", {f"a-{start + n}": {"name": text, "kind": "person"} for n, text in enumerate(part)}
        )
        printed = invoke(project, monkeypatch, "split", "sheet.yml")
        assert f"{len(part)} files written" in printed
        assert [line for line in printed.split("\n") if not is_one_line(line) and line] == []
    for number, text in enumerate(texts):
        written = (project / "content" / "actors" / f"a-{number}.yml").read_text(encoding="utf-8")
        assert yaml.safe_load(written)["name"] == text


@pytest.mark.parametrize("kind", ["actors", "../actors", "::error::x"])
def test_a_sheet_with_hostile_ids_is_refused_in_lines_that_print_and_writes_nothing(
    kind: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*list_names(), *list_accepted(), "../../x", "/x", "x/../../y"]
    names = [name for name in dict.fromkeys(texts) if not re.fullmatch(r"[a-z0-9-]+", name)]
    before = sorted(str(path) for path in project.rglob("*"))
    for start in range(0, len(names), MOST):
        part = names[start : start + MOST]
        write_sheet(project, kind, {name: {"name": "Quill", "kind": "person"} for name in part})
        printed = invoke(project, monkeypatch, "split", "sheet.yml")
        assert "Nothing was written." in printed
        assert "[too-many-items]" not in printed
        assert kind != "actors" or printed.count(" error [") >= len(part) * 0.9
        assert [line for line in printed.split("\n") if not is_one_line(line) and line] == []
        assert [
            path for path in map(str, project.rglob("*")) if path not in (*before, str(project / "sheet.yml"))
        ] == []
