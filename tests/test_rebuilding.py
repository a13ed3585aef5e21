"""Builds that begin with what the last one left: the same site to the byte, and no more work than the change needs."""

from __future__ import annotations

import html
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.building import BARE, INVENTED, PATIENCE, run_mkdocs, write_project
from tests.edits import edit_at_random

from sayso.build import build_pages
from sayso.cache import FOLDER, NO_CACHE
from sayso.checking import check_content
from sayso.comparing import compare_trees
from sayso.page_settings import Settings
from sayso.source_memory import IN_LISTS

IS_FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
EDITS = 200 if IS_FULL else 24
SEEDS = range(4)
Stamps = dict[str, tuple[int, int]]
# Several builds in one process, each as the command line makes it; a line of input asks for one.
BUILDER = """
import os, sys
from mkdocs.__main__ import cli
for line in sys.stdin:
    environment, _, words = line.strip().partition("|")
    os.environ.pop("SAYSO_NO_CACHE", None)
    if environment:
        os.environ[environment] = "1"
    try:
        cli(["build", "--quiet", "--strict", *words.split()], standalone_mode=False)
    except BaseException as error:
        print("failed:", type(error).__name__, error, flush=True)
    else:
        print("done", flush=True)
"""

# Stands before what imports these numbers.
AS_IF_MANY = """
import sayso.spreading
sayso.spreading.MANY, sayso.spreading.FEWEST = 0, 2
import sayso.loading.record_files
sayso.loading.record_files.PIECE = 8
import sayso.source_memory
sayso.source_memory.LARGEST_SHARE = 1
import sayso.pages.dossiers, sayso.writing
sayso.pages.dossiers.TOGETHER, sayso.writing.MOST_GROUPS, sayso.writing.PIECE = 5, 1, 4
"""
KEPT = ("summary", "sources", "views", "changed-sources", "entries", "changed-entries", "site")
STOPPED_WHILE_KEEPING = """
import sayso.source_memory
def stop(*_, **__):
    raise KeyboardInterrupt
sayso.source_memory.KeptSources.prepare = stop
"""
# A second process that keeps records and lists is ended by the system, as where memory runs out.
ENDED_WHILE_KEEPING = f"""{AS_IF_MANY}
import os, signal
import sayso.making
main, do_all = os.getpid(), sayso.making.do_all
def end(works):
    if os.getpid() != main:
        os.kill(os.getpid(), signal.SIGKILL)
    do_all(works)
sayso.making.do_all = end
"""
# One build, which says whether it read what makes pages and what checks records.
LISTED = """
import sys
from mkdocs.__main__ import cli
cli(["build", "--quiet", "--strict"], standalone_mode=False)
print(*(name for name in ("sayso.making", "sayso.pages", "pydantic") if name in sys.modules))
"""


class Builder:
    """Builds a project again and again in one process, and so faster than by a process each time."""

    def __init__(self, project: Path, before: str = "") -> None:
        self.project = project
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"{before}{BUILDER}"],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def build(self, *words: str, environment: str = "") -> None:
        """Builds the site; `environment` is a variable that is set."""
        line = self.try_to_build(*words, environment=environment)
        assert line == "done", line

    def try_to_build(self, *words: str, environment: str = "") -> str:
        """The same; gives what comes of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{environment}|{' '.join(words)}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def build_anew(self) -> Path:
        """The site as it is built from nothing."""
        self.build("--site-dir", "anew", environment=NO_CACHE)
        return self.project / "anew"

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate(timeout=PATIENCE)


def start(folder: Path, before: str = "") -> Builder:
    """Something that builds Ulmerask below a folder, without a search, whose index is made by a program of its own."""
    project = write_project(folder / "project", INVENTED, plugins=[{"sayso": {"search": False}}])
    return Builder(project, before)


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Builder]:
    """Builds Ulmerask."""
    made = start(tmp_path)
    yield made
    made.close()


@pytest.fixture
def builder_of_many(tmp_path: Path) -> Iterator[Builder]:
    """The same, by way of what a build does with many records: in two processes, where there is a second core."""
    made = start(tmp_path, AS_IF_MANY)
    yield made
    made.close()


@pytest.fixture
def builder_of_some(tmp_path: Path) -> Iterator[Builder]:
    """The same, where now and then so much has changed that all is kept anew."""
    made = start(tmp_path, f"{AS_IF_MANY}sayso.source_memory.LARGEST_SHARE = 1 / 2\n")
    yield made
    made.close()


def stamps(folder: Path) -> Stamps:
    """The inode and the time of change of each file, by its path."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rewritten(before: Stamps, after: Stamps) -> set[str]:
    """The paths of files that are new or were written again."""
    return {path for path, stamp in after.items() if before.get(path) != stamp}


def test_where_nothing_changed_what_makes_pages_is_not_even_read(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)

    def build() -> list[str]:
        """Builds the project in a process of its own, and gives what that read."""
        command = [sys.executable, "-P", "-c", LISTED]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        run = subprocess.run(
            command, cwd=project, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return run.stdout.split()

    assert build() == ["sayso.making", "sayso.pages", "pydantic"]
    (project / "content" / "readme.md").write_text("For editors.\n", encoding="utf-8")
    assert build() == ["sayso.making", "sayso.pages", "pydantic"]
    assert build() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edit_the_site_is_as_if_built_from_nothing(request: pytest.FixtureRequest, seed: int) -> None:
    names = ("builder", "builder_of_many", "builder", "builder_of_some")
    builder: Builder = request.getfixturevalue(names[seed])
    chance = random.Random(seed)  # noqa: S311 -- the same edits each time
    builder.build()
    done = []
    for _ in range(EDITS // len(SEEDS)):
        done.append(edit_at_random(builder.project, chance))
        before = stamps(builder.project / "site")
        builder.build()
        anew = builder.build_anew()
        assert list(compare_trees(builder.project / "site", anew)) == [], done
        same = {
            path
            for path in before
            if (anew / path).exists() and path not in rewritten(before, stamps(builder.project / "site"))
        }
        assert len(same) > len(before) / 20, done


@pytest.mark.parametrize("name", ["builder", "builder_of_many"])
def test_a_second_build_writes_no_file(request: pytest.FixtureRequest, name: str) -> None:
    builder: Builder = request.getfixturevalue(name)
    builder.build()
    site, cache = builder.project / "site", builder.project / FOLDER
    before = stamps(site), stamps(cache)
    assert before[1]
    builder.build()
    assert (stamps(site), stamps(cache)) == before


def test_of_many_records_only_what_changed_is_kept_anew(builder_of_many: Builder) -> None:
    builder_of_many.build()
    cache = builder_of_many.project / FOLDER
    claim = builder_of_many.project / "content" / "claims" / "homes-under-water.yml"
    text, written = claim.read_text(encoding="utf-8"), []
    for notes in ("Asked once.", "Asked twice."):
        before = stamps(cache)
        claim.write_text(f"{text}notes: {notes}\n", encoding="utf-8")
        builder_of_many.build()
        names = (Path(path) for path in rewritten(before, stamps(cache)))
        written.append({path.name for path in names if "spare" not in path.parts})
    assert written == [{"summary", "site", "changed-entries", "changed-sources"}] * 2


@pytest.mark.parametrize("name", ["builder", "builder_of_many"])
def test_a_build_that_fails_leaves_nothing_half_written_and_the_next_is_whole(
    request: pytest.FixtureRequest, name: str
) -> None:
    builder: Builder = request.getfixturevalue(name)
    page = builder.project / "site_src" / "pages" / "lost.md"
    page.write_text("# Lost\n\n[[there-is-none]]\n", encoding="utf-8")
    for _ in range(3):
        assert builder.try_to_build().startswith("failed")
    page.unlink()
    builder.build()
    names = {path.name for path in (builder.project / FOLDER).glob("*/*")}
    assert names - {"spare"} == set(KEPT)
    assert list(compare_trees(builder.project / "site", builder.build_anew())) == []


def test_a_build_that_fails_leaves_what_the_last_one_kept(builder_of_many: Builder) -> None:
    builder_of_many.build()
    project = builder_of_many.project
    (cache,) = (project / FOLDER).glob("*/")
    before = {name: stamp for name, stamp in stamps(cache).items() if name in {"views", "entries", "sources"}}
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(f"{settings}\nsite_description: Another.\n", encoding="utf-8")
    (project / "site_src" / "pages" / "lost.md").write_text("# Lost\n\n[[there-is-none]]\n", encoding="utf-8")
    assert builder_of_many.try_to_build().startswith("failed")
    assert before.items() <= stamps(cache).items()


def test_where_a_second_process_is_ended_while_it_keeps_something_only_the_next_build_takes_longer(
    tmp_path: Path,
) -> None:
    builder = start(tmp_path, ENDED_WHILE_KEEPING)
    project = builder.project
    for name in ("Zyx", "Zyz"):
        builder.build()
        (project / "content" / "actors" / "zyx.yml").write_text(f"name: {name}\nkind: person\n", encoding="utf-8")
    builder.build()
    assert list(compare_trees(project / "site", builder.build_anew())) == []
    builder.close()


def test_a_build_that_is_stopped_while_it_keeps_what_it_knows_is_no_beginning_for_the_next(
    tmp_path: Path,
) -> None:
    project = write_project(tmp_path / "project", INVENTED, plugins=[{"sayso": {"search": False}}])
    builder, stopped = Builder(project), Builder(project, STOPPED_WHILE_KEEPING)
    builder.build()
    added = project / "content" / "actors" / "zyx.yml"
    added.write_text("name: Zyx\nkind: person\n", encoding="utf-8")
    assert stopped.try_to_build().startswith("failed")
    assert "Zyx" in (project / "site" / "actors" / "index.html").read_text(encoding="utf-8")
    added.unlink()
    builder.build()
    assert list(compare_trees(project / "site", builder.build_anew())) == []
    builder.close()
    stopped.close()


def test_a_search_finds_all_records_where_only_their_sources_are_lost(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    builder = Builder(project)
    builder.build()
    (lost,) = (project / FOLDER).glob("*/sources")
    lost.unlink()
    page = next((project / "site_src" / "pages").glob("*.md"))
    page.write_text(f"{page.read_text(encoding='utf-8')}\nOne more paragraph.\n", encoding="utf-8")
    builder.build()
    assert list(compare_trees(project / "site", builder.build_anew())) == []
    builder.close()


@pytest.mark.parametrize(
    ("options", "told", "is_kept"),
    [
        ({}, "", True),
        ({}, "false", True),
        ({}, "true", False),
        ({"cache": True}, "true", True),
        ({"cache": False}, "", False),
    ],
)
def test_in_ci_nothing_is_kept_for_a_next_build_unless_the_settings_ask_for_it(
    tmp_path: Path, options: dict[str, bool], told: str, *, is_kept: bool
) -> None:
    project = write_project(tmp_path / "project", INVENTED, plugins=[{"sayso": {"search": False, **options}}])
    done = run_mkdocs(project, "--quiet", CI=told)
    assert done.returncode == 0, done.stderr
    assert (project / FOLDER).exists() == is_kept


def test_a_renamed_actor_rewrites_the_pages_that_show_its_name_and_no_others(builder: Builder) -> None:
    builder.build()
    site = builder.project / "site"
    actor = builder.project / "content" / "actors" / "river-authority.yml"
    text = actor.read_text(encoding="utf-8")
    name = html.escape(check_content(builder.project).library.actors["river-authority"].english_name.text)
    showing = {path.relative_to(site).as_posix() for path in site.rglob("*.html") if name in path.read_text("utf-8")}
    before = stamps(site)
    actor.write_text(re.sub(r"(?m)^name: .*$", "name: Brenn & Sons", text), encoding="utf-8")
    builder.build()
    written = {path for path in rewritten(before, stamps(site)) if path.endswith(".html")}
    assert written == showing
    assert 3 < len(showing) < len([path for path in before if path.endswith(".html")])


def test_of_a_deleted_record_nothing_is_left(builder: Builder) -> None:
    project = builder.project
    (project / "content" / "actors" / "zyx-passing.yml").write_text(
        "name: Zyx Passing\nkind: person\n", encoding="utf-8"
    )
    builder.build()
    site = project / "site"
    assert (site / "actors" / "zyx-passing" / "index.html").exists()
    (project / "content" / "actors" / "zyx-passing.yml").unlink()
    builder.build()
    assert not (site / "actors" / "zyx-passing").exists()
    assert [path for path in site.rglob("*") if path.is_file() and b"yx-passing" in path.read_bytes()] == []
    assert [path for path in site.rglob("*") if path.is_file() and b"Zyx Passing" in path.read_bytes()] == []


def break_nothing(_path: Path) -> None:
    """Leaves a file as it is."""


def cut_off(path: Path) -> None:
    """Leaves half of a file."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def turn_a_bit(path: Path) -> None:
    """Changes one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def empty(path: Path) -> None:
    """Leaves nothing in a file."""
    path.write_bytes(b"")


def swap(path: Path) -> None:
    """Puts something else in its place."""
    path.write_bytes(b"cos\nsystem\n(S'touch broken'\ntR.")


def build_aloud(project: Path, **environment: str) -> str:
    """Builds a project in a process of its own, and gives what it said."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


WARNING = "it is damaged, or was made elsewhere"


def test_all_is_kept_that_lists_are_made_of() -> None:
    """A list may come to be made of something else."""
    built = build_pages(check_content(BARE.parent, BARE.name).library, Settings("Tarn"))
    assert list(built.pages)
    assert [make for make in IN_LISTS if not built.site.views.get(make.__name__)] == []


DAMAGED = [(name, damage) for name in ("summary", "sources", "site") for damage in (cut_off, empty, swap)]


@pytest.mark.parametrize(("name", "damage"), [*DAMAGED, *((name, turn_a_bit) for name in KEPT)])
def test_a_damaged_cache_heals_with_one_warning(builder: Builder, name: str, damage: object) -> None:
    builder.build()
    (file,) = (builder.project / FOLDER).glob(f"*/{name}")
    assert callable(damage)
    damage(file)
    (builder.project / "content" / "actors" / "zyx.yml").write_text("name: Zyx\nkind: person\n", encoding="utf-8")
    assert build_aloud(builder.project).count(WARNING) == 1
    assert not (builder.project / "broken").exists()
    assert list(compare_trees(builder.project / "site", builder.build_anew())) == []
    assert build_aloud(builder.project).count(WARNING) == 0


@pytest.mark.parametrize("name", KEPT)
def test_what_was_deleted_of_a_cache_is_made_anew(builder: Builder, name: str) -> None:
    """The question was among those about a place, which only what is kept can tell."""
    builder.build()
    (file,) = (builder.project / FOLDER).glob(f"*/{name}")
    file.unlink()
    question = builder.project / "content" / "questions" / "how-many-left-home.yml"
    text = question.read_text(encoding="utf-8")
    assert text.count("\n- dunnels\n") == 1
    question.write_text(text.replace("\n- dunnels\n", "\n"), encoding="utf-8")
    builder.build()
    assert file.exists()
    assert list(compare_trees(builder.project / "site", builder.build_anew())) == []


def test_a_cache_that_came_with_the_project_is_not_used(builder: Builder, tmp_path: Path) -> None:
    builder.build()
    elsewhere = {"XDG_CACHE_HOME": str(tmp_path / "elsewhere")}
    assert build_aloud(builder.project, **elsewhere).count(WARNING) == 1
    assert build_aloud(builder.project, **elsewhere).count(WARNING) == 0


def test_a_key_within_the_project_is_no_key(builder: Builder) -> None:
    inside = {"XDG_CACHE_HOME": str(builder.project / ".cache")}
    build_aloud(builder.project, **inside)
    assert not (builder.project / FOLDER).exists()


def test_a_site_that_somebody_changed_is_put_right(builder: Builder) -> None:
    builder.build()
    site = builder.project / "site"
    shutil.copytree(site, builder.project / "good")
    pages = sorted(site.glob("claims/*/index.html"))
    pages[0].unlink()
    pages[1].write_text("changed", encoding="utf-8")
    (site / "claims" / "more").mkdir()
    (site / "claims" / "more" / "index.html").write_text("new", encoding="utf-8")
    pages[2].chmod(0o600)
    builder.build()
    assert list(compare_trees(site, builder.project / "good")) == []
    assert pages[2].stat().st_mode & 0o777 == 0o644


def test_without_a_place_for_a_key_all_is_built_anew(builder: Builder) -> None:
    nowhere = {"XDG_CACHE_HOME": "/proc/nowhere"}
    build_aloud(builder.project, **nowhere)
    build_aloud(builder.project, **nowhere)
    assert list(compare_trees(builder.project / "site", builder.build_anew())) == []


def test_two_builds_at_once_do_not_harm_each_other(builder: Builder) -> None:
    builder.build()
    commands = [["mkdocs", "build"], ["mkdocs", "build"], ["mkdocs", "build", "--site-dir", "other"]]
    actor = builder.project / "content" / "actors" / "river-authority.yml"
    actor.write_text(f"{actor.read_text(encoding='utf-8')}# more\n", encoding="utf-8")
    processes = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", *command],
            cwd=builder.project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    for process in processes:
        process.wait(PATIENCE)
    assert processes[2].returncode == 0
    builder.build()
    anew = builder.build_anew()
    assert list(compare_trees(builder.project / "site", anew)) == []
    assert list(compare_trees(builder.project / "other", anew)) == []
