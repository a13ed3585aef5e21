"""The search index: what is in it, that it is the same for the same site, and what is said where it cannot be made."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.building import INVENTED, Built, build_site, read_unpacked, run_mkdocs, write_project
from tests.test_safety_bytes import compare

from sayso import pagefind
from sayso.build import build_pages
from sayso.checking import check_content
from sayso.pagefind import SearchError, find_pagefind
from sayso.pages import HEADINGS, Settings
from sayso.provenance import Provenance
from sayso.searching import CATALOGUE, FOLDER, LOADED, index_site, read_pages

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><header>Header words</header>
<article data-pagefind-body data-pagefind-meta="title[data-title], kind[data-kind], who[data-who]"
data-title="{title}" data-kind="{kind}" data-who="said by Ann"><nav>Breadcrumb</nav><h1>{title}</h1>{body}</article>
<footer>Footer words</footer></body></html>"""
CANARIES = ("CANARY-NOTES-7f3a", "CANARY-COMMENT-51bd", "CANARY-DRAFT-9c20", "gate-log")


def write_page(site: Path, path: str, title: str, kind: str, body: str) -> None:
    """A page of a small site."""
    file = site / path / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(title=title, kind=kind, body=body), encoding="utf-8")


def write_site(site: Path, *, is_reversed: bool = False) -> Path:
    """A small site: a claim, an actor, a page of another kind, and two pages that are not to be found."""
    pages = [
        ("claims/broke", "The chain broke.", "Claims", "<p>It broke. <a class='sayso-permalink'>link to this</a></p>"),
        ("actors/ann", "Ann &amp; Co", "Actors", "<table><tr><th>alpha</th><th>beta</th></tr></table>"),
        ("actors/bob", "Bob", "Actors", "<dl><dt>rank</dt><dd>none</dd><dd>other</dd></dl>"),
        ("about", "About", "Pages", "<p>Words.</p>"),
    ]
    for page in reversed(pages) if is_reversed else pages:
        write_page(site, *page)
    for path in ("404.html", "claims/index.html"):
        (site / path).write_text("<html lang='en'><body><article><h1>Listed</h1></article></body></html>", "utf-8")
    return site


def read_index(site: Path) -> dict[str, dict[str, Any]]:
    """What the index holds of each page, by its address."""
    return {page["url"]: page for _, page in read_pages(site / FOLDER)}


def find_canaries(site: Path) -> list[str]:
    """The files of the index that hold one of the texts that are not for publishing."""
    files = [path for path in sorted((site / FOLDER).rglob("*")) if path.is_file()]
    return [path.name for path in files if any(canary.encode() in read_unpacked(path) for canary in CANARIES)]


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A small site with its index."""
    site = write_site(tmp_path / "site")
    index_site(site)
    return site


# --- What is in it


def test_only_articles_that_say_so_are_found_with_their_fields(small_site: Path) -> None:
    index = read_index(small_site)
    assert sorted(index) == ["/about/", "/actors/ann/", "/actors/bob/", "/claims/broke/"]
    assert index["/actors/ann/"]["meta"] == {"title": "Ann & Co", "kind": "Actors", "who": "said by Ann"}
    words = " ".join(page["content"] for page in index.values())
    assert "It broke." in words
    for left_out in ("Header", "Footer", "Breadcrumb", "link to this", "Listed"):
        assert left_out not in words


def test_cells_and_terms_beside_each_other_are_words_of_their_own(small_site: Path) -> None:
    index = read_index(small_site)
    assert "alpha beta" in index["/actors/ann/"]["content"]
    assert "rank none other" in index["/actors/bob/"]["content"]


def test_without_a_space_between_them_cells_would_be_one_word(tmp_path: Path) -> None:
    """Why articles are copied before Pagefind reads them; where this fails, that is needed no more."""
    write_page(tmp_path, "a", "A", "Actors", "<table><tr><th>alpha</th><th>beta</th></tr></table>")
    subprocess.run([str(find_pagefind()), "--site", str(tmp_path), "--silent"], check=True)
    (fragment,) = (tmp_path / "pagefind" / "fragment").iterdir()
    assert b"alphabeta" in gzip.decompress(fragment.read_bytes())


def test_the_catalogue_names_kinds_in_the_order_of_the_site_and_pages_by_address(small_site: Path) -> None:
    catalogue = json.loads((small_site / FOLDER / CATALOGUE).read_text(encoding="utf-8"))
    addresses = {page_id: page["url"] for page_id, page in read_pages(small_site / FOLDER)}
    assert [(kind, [addresses[i] for i in ids]) for kind, ids in catalogue["kinds"]] == [
        ("Claims", ["/claims/broke/"]),
        ("Actors", ["/actors/ann/", "/actors/bob/"]),
        ("Pages", ["/about/"]),
    ]
    assert [(name, addresses[page_id]) for name, page_id in catalogue["names"]] == [
        ("Ann & Co", "/actors/ann/"),
        ("Bob", "/actors/bob/"),
    ]


def test_the_folder_holds_nothing_that_no_script_loads(invented_site: Built) -> None:
    folder = invented_site.site / FOLDER
    (reader,) = folder.glob("wasm.*")
    (words,) = folder.glob("*.pf_meta")
    assert {path.name for path in folder.iterdir()} == {
        *LOADED, reader.name, words.name, CATALOGUE, "fragment", "index",
    }  # fmt: skip
    assert reader.name == "wasm.en.pagefind"


def test_every_record_and_hand_written_page_is_found_and_no_other(invented_site: Built) -> None:
    index = read_index(invented_site.site)
    library = invented_site.library
    records = {f"/{record.folder}/{record.id}/": HEADINGS[record.folder] for record in library.records}
    by_hand = {"/about/": "Pages", "/contribute/": "Pages"}
    assert {address: page["meta"]["kind"] for address, page in index.items()} == {**records, **by_hand}


def test_each_page_in_the_index_says_who_speaks(invented_site: Built) -> None:
    index = read_index(invented_site.site)
    assert all(page["meta"]["who"] for page in index.values())
    checked = check_content(invented_site.project, "content")
    built = build_pages(checked, Settings("Sayso"))
    for page in built.pages.values():
        if page.search is not None:
            meta = index[f"/{page.address}"]["meta"]
            assert (meta["title"], meta["who"]) == tuple(
                " ".join(text.split()) for text in (page.search.title, page.search.who)
            )


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("/claims/vennoth-had-gate-opened/", "Said and rejected: said by Dunnels Committee and two gate technicians"),
        ("/questions/did-the-siren-sound/", "No answer in our records. On 11 to 12 April 2016 Darro Venn'oth: declin"),
        ("/events/flood-in-the-dunnels/", "From 12 March 2016, end not known · Homes under water: said by Dunnels Co"),
        ("/actors/darro-vennoth/", "Director, River & Gates Authority and lecturer in hydraulics · 10 positions"),
        ("/places/hettamire/", "No larger place in our records"),
        (
            "/places/dunnels/",
            "In Hettamire, according to: Within Hettamire: said by The Banks Gazette in its own voice",
        ),
        ("/sources/joint-statement/", "Sluice*Lantern_4 & Friends · 2 April 2016 · We read it whole."),
        ("/sources/leaked-recording/", "Publisher not known · date not given · We have not seen or heard it; another"),
        ("/stories/night-at-gate-three/", "Gate three of the Osk Mirell Dam opened on a March night in 2016, and"),
        ("/about/", "Sayso"),
    ],
)
def test_what_stands_under_the_title_of_a_result(invented_site: Built, address: str, who: str) -> None:
    index = read_index(invented_site.site)
    assert index[address]["meta"]["who"].startswith(who)


def test_nothing_that_is_not_published_is_in_a_file_of_the_index(invented_site: Built, small_site: Path) -> None:
    assert find_canaries(invented_site.site) == []
    write_page(small_site, "claims/seeded", "A claim", "Claims", f"<p>{CANARIES[0]} words</p>")
    index_site(small_site)
    (fragment,) = find_canaries(small_site)
    assert fragment.endswith(".pf_fragment")


# --- The same for the same site


def test_the_same_pages_give_the_same_bytes_in_whatever_order_they_were_written(tmp_path: Path) -> None:
    first = write_site(tmp_path / "0")
    index_site(first)
    for number in range(1, 5):
        other = write_site(tmp_path / str(number), is_reversed=True)
        index_site(other)
        index_site(other)  # over an index that is there
        assert compare(first, other) is None


def test_filters_of_pagefind_would_come_in_another_order_each_time(tmp_path: Path) -> None:
    """Why the catalogue says which page is of which kind; where this fails, filters can do that."""
    found = set()
    for number in range(5):
        site = tmp_path / str(number)
        for kind in "abcdefgh":
            file = site / f"{kind}.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"<html lang=en><body><h1 data-pagefind-filter='kind'>{kind}</h1></body></html>", "utf-8")
        subprocess.run([str(find_pagefind()), "--site", str(site), "--silent"], check=True)
        (filters,) = (site / "pagefind" / "filter").iterdir()
        found.add(read_unpacked(filters))
    assert len(found) > 1


def test_settings_of_pagefind_in_the_project_change_nothing(small_site: Path, tmp_path: Path) -> None:
    other = write_site(tmp_path / "other" / "site")
    for folder in (other, other.parent):
        (folder / "pagefind.yml").write_text("exclude_selectors: ['h1', 'p', 'table']\n", encoding="utf-8")
    index_site(other)
    assert compare(small_site / FOLDER, other / FOLDER) is None


# --- Where there is no search


def find_search(site: Path) -> list[str]:
    """What of a search stands in a site."""
    found = [path.as_posix() for path in (Path(FOLDER),) if (site / path).exists()]
    found += [path.name for path in sorted((site / "assets" / "scripts").glob("search*"))]
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for trace in ("sayso-search", "data-pagefind-body", "search.js"):
            if trace in text:
                found.append(f"{trace} in {path.relative_to(site).as_posix()}")
    styles = (site / "assets" / "styles" / "site.css").read_text(encoding="utf-8")
    return [*found, *(["styles"] if ".sayso-search" in styles else [])]


def test_a_site_with_search_off_holds_nothing_of_it(invented_site: Built, shared_builds: Path) -> None:
    built = build_site(INVENTED, shared_builds, plugins=[{"sayso": {"search": False}}])
    assert find_search(built.site) == []
    seen = find_search(invented_site.site)
    assert seen[:2] == [FOLDER, "search-dialog.js"]
    assert "data-pagefind-body in about/index.html" in seen
    assert "sayso-search in 404.html" in seen
    assert "styles" in seen


def test_search_is_either_on_or_off(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, plugins=[{"sayso": {"search": "maybe"}}])
    done = run_mkdocs(project)
    assert done.returncode == 1
    assert "'search': Expected type: <class 'bool'>" in done.stdout + done.stderr


# --- Where the index cannot be made


REFUSAL = base64.b64encode(b'{"payload": {"type": "Error", "message": "no"}}').decode()


def write_pagefind(folder: Path, script: str | None) -> Path:
    """A path on which Python finds another Pagefind: one that runs a script, or has no program."""
    package = folder / "path" / "pagefind_bin"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    if script is not None:
        program = package / "pagefind"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    return package.parent


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (None, "The program Pagefind, which makes the search index, is not installed: run 'make site', or switch"),
        ("echo 'no room' >&2; exit 3", "Pagefind could not make the search index: no room."),
        ("exit 3", "Pagefind could not make the search index: it ended with 3."),
        ("exit 0", "Pagefind could not make the search index: it ended with 0."),
        ("printf bm9uc2Vuc2U=,; exec cat >/dev/null", "Pagefind could not make the search index: it ended with 0."),
        (f"printf {REFUSAL},; exec cat >/dev/null", "Pagefind could not make the search index: no."),
    ],
    ids=["missing", "failing", "silent", "empty", "confused", "refusing"],
)
def test_where_there_is_no_index_a_sentence_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, message: str
) -> None:
    monkeypatch.syspath_prepend(write_pagefind(tmp_path, script))
    with pytest.raises(SearchError, match=f"^{re.escape(message)}"):
        index_site(write_site(tmp_path / "site"))


def test_a_pagefind_that_gives_no_answer_is_ended_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(write_pagefind(tmp_path, "echo $$ >pid; exec sleep 1000"))
    monkeypatch.setattr(pagefind, "PATIENCE", 0.5)
    words = "Pagefind, which makes the search index, gave no answer for 0 seconds. Build again."
    with pytest.raises(SearchError, match=f"^{re.escape(words)}$"):
        index_site(write_site(tmp_path / "site"))
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "path" / "pagefind_bin" / "pid").read_text(encoding="utf-8")), 0)


def test_a_pagefind_that_cannot_be_run_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pagefind(tmp_path, "exit 0")
    (path / "pagefind_bin" / "pagefind").chmod(0o644)
    monkeypatch.syspath_prepend(path)
    words = "Pagefind, which makes the search index, cannot be run (Permission denied)."
    with pytest.raises(SearchError, match=f"^{re.escape(words)}$"):
        index_site(write_site(tmp_path / "site"))


TALK = """
import os, pathlib
from sayso.pagefind import Pagefind, find_pagefind
with Pagefind(find_pagefind(), ()) as one:
    pathlib.Path("pid").write_text(str(one._process.pid))
    os.kill(os.getpid(), 9)
"""


def test_pagefind_ends_with_the_program_that_talks_to_it(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", TALK], cwd=tmp_path, check=False)
    assert done.returncode == -9
    stat = Path("/proc") / (tmp_path / "pid").read_text(encoding="utf-8") / "stat"
    deadline = time.monotonic() + 60
    while stat.exists() and " Z " not in stat.read_text(encoding="utf-8"):
        assert time.monotonic() < deadline, "Pagefind goes on alone"
        time.sleep(0.05)


def test_where_the_index_fails_nothing_is_published(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    (project / "site").mkdir()
    Provenance(None, {"sayso": "1"}, {}).write(project / "site")
    broken = write_pagefind(tmp_path, "echo 'no room' >&2; exit 3")
    path = os.pathsep.join([str(broken), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = run_mkdocs(project, PYTHONPATH=path)
    assert done.returncode == 1
    said = "Pagefind could not make the search index: no room. Nothing is published."
    assert said in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stdout + done.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["build.json"]


def test_a_site_without_a_page_to_be_found_has_no_index(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body><article>x</article></body></html>", encoding="utf-8")
    index_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
