"""`sayso build`: MkDocs as a process of its own, under a lock, with a closing line and plain exit codes."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli_project import list_files, write_project

from sayso.publishing import hash_tree

HOOK = """
import logging, os, pathlib, time
def on_pre_build(config):
    print("hook prints", os.environ.get("NO_MKDOCS_2_WARNING"))
    pathlib.Path("started").touch()
    while pathlib.Path("wait").exists():
        time.sleep(0.05)
    logging.getLogger("mkdocs.plugins.test").info("progress")
    if pathlib.Path("fault").exists():
        logging.getLogger("mkdocs.plugins.test").warning("a fault")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one hand-written page and no records."""
    root = write_project(tmp_path / "a b é")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Tarn\n", encoding="utf-8")
    (root / "hook.py").write_text(HOOK, encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Tarn\nplugins: [sayso]\nhooks: [hook.py]\n", encoding="utf-8")
    return root


def run_build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", "build", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")


def test_it_ends_by_saying_pages_seconds_tree_and_how_to_look(root: Path) -> None:
    run = run_build(root / "content")
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    assert "hook prints 1\n" in run.stderr
    tree = hash_tree(root / "site")
    pages = sum(path.endswith(".html") for path in list_files(root / "site"))
    closing = rf"{pages} pages in \d+\.\d seconds, no problems, tree {tree}\. Look at it with: make view"
    assert re.fullmatch(closing, run.stderr.splitlines()[-1])


@pytest.mark.parametrize("year", ["0001", "1850", "1969", "2106", "2107", "9999"])
def test_records_may_be_of_any_year(root: Path, year: str) -> None:
    """The site map is packed by a program that counts seconds in 32 bits, from 1970 on."""
    for file in (root / "content").rglob("*.yml"):
        file.write_text(file.read_text(encoding="utf-8").replace("2031-", f"{year}-"), encoding="utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}site_url: https://tarn.example/\n", encoding="utf-8")
    run = run_build(root)
    assert run.returncode == 0, run.stderr
    packed = (root / "site" / "sitemap.xml.gz").read_bytes()
    stamp = int.from_bytes(packed[4:8], "little")
    assert stamp == 0 if year < "1970" else stamp > 4 * 10**9
    assert f'<time datetime="{year}-05-03">' in (root / "site" / "events" / "mill-fire" / "index.html").read_text(
        "utf-8"
    )


def test_only_warnings_and_errors_of_mkdocs_are_shown_unless_all_is_asked_for(root: Path) -> None:
    (root / "content" / "actors" / "cleo-ash.yml").write_text("name: Cleo Ash\nkind: person\n", encoding="utf-8")
    run = run_build(root)
    assert run.returncode == 0
    assert [line for line in run.stderr.splitlines() if line != "hook prints 1"] == [run.stderr.splitlines()[-1]]
    assert ", 1 warning, tree " in run.stderr.splitlines()[-1]
    run = run_build(root, "--verbose")
    assert run.returncode == 0
    assert "INFO    -  progress\n" in run.stderr
    assert "warning [actor-unused]" in run.stderr


def test_it_says_where_the_time_went(root: Path) -> None:
    run = run_build(root, "--profile")
    assert run.returncode == 0, run.stderr
    stages = [re.fullmatch(r" *(\d+\.\d\d) s +(\d+) %  (.+)", line) for line in run.stderr.splitlines()]
    seconds = {stage[3]: float(stage[1]) for stage in stages if stage}
    assert next(iter(seconds)) == "records read"
    assert {"records checked", "pages planned"} == set(list(seconds)[1:3])
    assert "pages of records made" in seconds
    assert list(seconds)[-1] == "MkDocs, its own pages, what is kept for the next build, and the start"
    total = re.search(r"pages in (\d+\.\d) seconds", run.stderr)
    assert total is not None
    assert abs(sum(seconds.values()) - float(total[1])) < 0.2


def test_nothing_is_kept_for_the_next_build_where_that_is_not_wanted(root: Path) -> None:
    assert run_build(root, "--no-cache").returncode == 0
    assert not (root / ".cache").exists()
    assert run_build(root).returncode == 0
    assert (root / ".cache" / "sayso").exists()


def test_the_slow_way_makes_the_same_site(root: Path) -> None:
    fast, slow = run_build(root), run_build(root, "--slow", "--no-cache", "--verbose")
    trees = [re.findall("tree ([0-9a-f]{64})", run.stderr) for run in (fast, slow)]
    assert trees[0] == trees[1]
    assert len(trees[0]) == 1


SLOWLY = """
import time
import sayso.mkdocs_plugin.telling as telling, sayso.writing as writing
telling.PATIENCE = telling.SHORT_PATIENCE = 0
writing.PIECE = 1
def on_pre_build(config):
    pass
"""


def test_it_says_how_far_it_has_come(root: Path) -> None:
    (root / "hook.py").write_text(SLOWLY, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "mkdocs", "build"]
    run = subprocess.run(command, cwd=root, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    assert re.search(r"INFO +-  \d+ of \d+ pages of records\n", run.stderr)


def test_in_a_terminal_it_draws_a_bar(root: Path) -> None:
    (root / "hook.py").write_text(SLOWLY, encoding="utf-8")
    ours, theirs = os.openpty()
    with subprocess.Popen([sys.executable, "-m", "sayso", "build"], cwd=root, stderr=theirs) as build:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while data := os.read(ours, 4096):
                shown += data
    os.close(ours)
    assert build.returncode == 0, shown
    assert re.search(rb"\r\[[#-]{24}\] \d+ of \d+ pages of records", shown)
    assert re.search(rb"\r\x1b\[K(?!.*\r\[)", shown, re.DOTALL), "the bar is taken away at the end"


def test_errors_in_records_are_shown(root: Path) -> None:
    (root / "content" / "actors" / "cleo-ash.yml").write_text("nam: Cleo Ash\nkind: person\n", encoding="utf-8")
    run = run_build(root)
    assert run.returncode == 1
    assert "error [unknown-key] 'nam' is not a key of an actor. Did you mean 'name'?" in run.stderr
    assert "INFO" not in run.stderr


def test_lines_come_while_mkdocs_still_runs(root: Path) -> None:
    (root / "wait").touch()
    command = [sys.executable, "-m", "sayso", "build"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, encoding="utf-8") as build:
        assert build.stderr is not None
        assert build.stderr.readline() == "hook prints 1\n"
        (root / "wait").unlink()
        build.communicate(timeout=60)
    assert build.returncode == 0


def test_a_site_without_the_plugin_is_no_site_of_ours(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Tarn\nplugins: []\n", encoding="utf-8")
    run = run_build(root)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines()[-1] == (
        "MkDocs built a site, but without Sayso. Add 'sayso' to the plugins in mkdocs.yml."
    )


def test_the_folder_named_in_the_settings_is_the_one(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("site_dir: public\n")
    assert run_build(root).returncode == 0
    assert (root / "public" / "index.html").exists()


def test_a_warning_of_mkdocs_fails_the_build(root: Path) -> None:
    (root / "fault").touch()
    run = run_build(root)
    assert (run.returncode, run.stdout) == (1, "")
    assert "a fault" in run.stderr
    assert run.stderr.splitlines()[-1] == "The build failed: see above. Nothing was published."


def test_another_folder_can_be_named(root: Path) -> None:
    run = run_build(root, "--site-dir", "public")
    assert run.returncode == 0
    assert (root / "public" / "index.html").exists()
    assert not (root / "site").exists()


@pytest.mark.parametrize("folder", ["..", ".", "../site", "/site", "content/site"])
def test_it_writes_into_a_folder_of_its_own_inside_the_project(root: Path, folder: str) -> None:
    run = run_build(root, "--site-dir", folder)
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1].startswith(f"Error: '{folder}' cannot take the site.")


def test_a_project_without_settings_has_no_site(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    run = run_build(tmp_path)
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1] == (
        "Error: There is no mkdocs.yml in the project's folder, so there is no site to build."
    )


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a group of processes in another way there")
def test_stopping_it_stops_mkdocs_too_and_leaves_one_line(root: Path) -> None:
    (root / "wait").touch()
    command = [sys.executable, "-m", "sayso", "build"]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as build:
        deadline = time.monotonic() + 30
        while not (root / "started").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(build.pid, signal.SIGINT)
        stdout, stderr = build.communicate(timeout=30)
    assert (build.returncode, stdout) == (130, "")
    assert stderr.splitlines()[-1] == "Stopped."
