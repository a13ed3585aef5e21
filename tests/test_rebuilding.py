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
from typing import Self

import pytest
from tests.building import BARE, INVENTED, PATIENCE, add_to_theme, run_mkdocs, write_project
from tests.edits import edit_at_random

from sayso.build import build_pages
from sayso.cache import FOLDER, NO_CACHE
from sayso.checking import check_content
from sayso.comparing import compare_trees
from sayso.page_settings import PAGE_HOOKS, Settings
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
    for name in ("SAYSO_NO_CACHE", "SAYSO_PAGE_HOOKS"):
        os.environ.pop(name, None)
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
# A second process is ended by the system while it keeps something, as where memory runs out: the records and lists of
# a first build, or what pages of a later one were made from.
ENDED_WHILE_KEEPING = f"""{AS_IF_MANY}
import os, signal
from sayso.cache import Cache
main, store_parts = os.getpid(), Cache.store_parts
def end(cache, name, values):
    if os.getpid() != main and name == NAME:
        os.kill(os.getpid(), signal.SIGKILL)
    store_parts(cache, name, values)
Cache.store_parts = end
sayso.source_memory.LARGEST_SHARE = 0
"""
# The system makes no second process, as where there are too many already.
REFUSED = f"""{AS_IF_MANY}
import errno, os
def refuse():
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
os.fork = refuse
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the process."""
        self._process.communicate(timeout=PATIENCE)

    def assert_as_anew(self) -> None:
        """Fails where the site is another one than that which is built from nothing."""
        assert list(compare_trees(self.project / "site", self.build_anew())) == []


def start(folder: Path, before: str = "") -> Builder:
    """Something that builds Ulmerask below a folder, without a search, whose index is made by a program of its own."""
    project = write_project(folder / "project", INVENTED, plugins=[{"sayso": {"search": False}}])
    return Builder(project, before)


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Builder]:
    """Builds Ulmerask."""
    with start(tmp_path) as made:
        yield made


@pytest.fixture
def builder_of_many(tmp_path: Path) -> Iterator[Builder]:
    """The same, by way of what a build does with many records: in two processes, where there is a second core."""
    with start(tmp_path, AS_IF_MANY) as made:
        yield made


@pytest.fixture
def builder_of_some(tmp_path: Path) -> Iterator[Builder]:
    """The same, where now and then so much has changed that all is kept anew."""
    with start(tmp_path, f"{AS_IF_MANY}sayso.source_memory.LARGEST_SHARE = 1 / 2\n") as made:
        yield made


def add_actor(project: Path, name: str, folder: str = ".") -> Path:
    """Writes the record `zyx` of an actor; gives its file."""
    file = project / "content" / "actors" / folder / "zyx.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"name: {name}\nkind: person\n", encoding="utf-8")
    return file


def rename(project: Path, name: str) -> None:
    """Gives an actor, whom many pages name, another name."""
    actor = project / "content" / "actors" / "river-authority.yml"
    text = actor.read_text(encoding="utf-8")
    actor.write_text(re.sub(r"(?m)^name: .*$", f"name: {name}", text), encoding="utf-8")


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
    builder.assert_as_anew()


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


@pytest.mark.parametrize("before", ["NAME = 'views'", "NAME = 'sources'", REFUSED])
def test_where_there_is_no_second_process_or_it_is_ended_builds_only_take_longer(tmp_path: Path, before: str) -> None:
    with start(tmp_path, before if before == REFUSED else f"{before}\n{ENDED_WHILE_KEEPING}") as builder:
        for name in ("Zyx", "Zyz"):
            builder.build()
            add_actor(builder.project, name)
        builder.build()
        builder.assert_as_anew()


def test_a_build_that_is_stopped_while_it_keeps_what_it_knows_is_no_beginning_for_the_next(
    tmp_path: Path,
) -> None:
    project = write_project(tmp_path / "project", INVENTED, plugins=[{"sayso": {"search": False}}])
    with Builder(project) as builder, Builder(project, STOPPED_WHILE_KEEPING) as stopped:
        builder.build()
        added = add_actor(project, "Zyx")
        assert stopped.try_to_build().startswith("failed")
        assert "Zyx" in (project / "site" / "actors" / "index.html").read_text(encoding="utf-8")
        added.unlink()
        builder.build()
        builder.assert_as_anew()


def test_where_only_sources_are_lost_a_search_finds_all_records_and_later_edits_are_seen(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    with Builder(project) as builder:
        builder.build()
        (lost,) = (project / FOLDER).glob("*/sources")
        lost.unlink()
        page = next((project / "site_src" / "pages").glob("*.md"))
        page.write_text(f"{page.read_text(encoding='utf-8')}\nOne more paragraph.\n", encoding="utf-8")
        builder.build()
        builder.assert_as_anew()
        rename(project, "Brenn & Sons")
        builder.build()
        builder.assert_as_anew()


def test_pages_may_be_made_in_the_slow_way_after_a_quick_build_and_the_other_way_round(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    with Builder(project) as builder:
        for environment in ("", PAGE_HOOKS, PAGE_HOOKS, ""):
            builder.build(environment=environment)
            builder.assert_as_anew()
            rename(project, f"Brenn & {environment or 'Sons'}")


@pytest.mark.parametrize("ending", ["/index.html", ".md"])
def test_a_file_by_hand_may_take_the_place_of_a_page_and_give_it_back(tmp_path: Path, ending: str) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    file = project / "site_src" / "pages" / "claims" / f"homes-under-water{ending}"
    with Builder(project) as builder:
        builder.build()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# By hand\n", encoding="utf-8")
        builder.build()
        assert "By hand" in (project / "site" / "claims" / "homes-under-water" / "index.html").read_text("utf-8")
        builder.assert_as_anew()
        file.unlink()
        builder.build()
        builder.assert_as_anew()


THEME_EDITS = {
    "pages without a next one": "{% if not (page and page.next_page) %}<p>FIRST</p>{% endif %}",
    "pages without a previous one": "{% if page and page.previous_page %}{% else %}<p>FIRST</p>{% endif %}",
    "tables of contents": "{% if page and page.toc %}{% for part in page.toc %}<p>FIRST</p>{% endfor %}{% endif %}",
    "settings": "{% if page and not page.next_page %}<p>{{ config.extra.words }}</p>{% endif %}",
}


@pytest.mark.parametrize("words", THEME_EDITS)
def test_what_a_theme_prints_on_some_pages_alone_may_change(tmp_path: Path, words: str) -> None:
    project = write_project(
        tmp_path / "project", INVENTED, plugins=[{"sayso": {"search": False}}], extra={"words": "A"}
    )
    template = add_to_theme(project, THEME_EDITS[words])
    with Builder(project) as builder:
        builder.build()
        for file, before, after in (
            (template, "FIRST", "SECOND"),
            (project / "mkdocs.yml", '"words": "A"', '"words": "B"'),
        ):
            file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
            builder.build()
            builder.assert_as_anew()


CONTEXT_HOOK = """
from pathlib import Path
def on_page_context(context, page, config, nav):
    word = Path(__file__).with_name("word.txt").read_text(encoding="utf-8")
    context["config"] = {**config, "copyright": word} if page.url.startswith("claims/h") else config
    return context
"""


def test_a_hook_that_is_asked_about_each_page_may_say_something_else_of_some(tmp_path: Path) -> None:
    plugins = [{"sayso": {"search": False}}]
    project = write_project(tmp_path / "project", INVENTED, plugins=plugins, hooks=["hook.py"], copyright="All.")
    (project / "hook.py").write_text(CONTEXT_HOOK, encoding="utf-8")
    for word in ("FIRST", "SECOND"):
        (project / "word.txt").write_text(word, encoding="utf-8")
        assert "hook.py (on_page_context) may change what stands around each page" in build_aloud(project)
        said = {page.parent.name for page in (project / "site").rglob("index.html") if word in page.read_text("utf-8")}
        claims = {page.parent.name for page in (project / "site" / "claims").glob("h*/index.html")}
        assert said == claims != set()


def test_records_in_a_folder_that_is_called_like_one_of_python_s_are_records(builder: Builder) -> None:
    builder.build()
    file = add_actor(builder.project, "Zyx", folder="__pycache__")
    for name in ("Zyx", "Zyz"):
        file.write_text(file.read_text(encoding="utf-8").replace("Zyx", name), encoding="utf-8")
        builder.build()
        assert name in (builder.project / "site" / "actors" / "zyx" / "index.html").read_text(encoding="utf-8")
    builder.assert_as_anew()


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
    name = html.escape(check_content(builder.project).library.actors["river-authority"].english_name.text)
    showing = {path.relative_to(site).as_posix() for path in site.rglob("*.html") if name in path.read_text("utf-8")}
    before = stamps(site)
    rename(builder.project, "Brenn & Sons")
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


def put_another(path: Path) -> None:
    """Puts another file of the cache in its place."""
    path.write_bytes(path.with_name("views" if path.name == "entries" else "entries").read_bytes())


def make_folder(path: Path) -> None:
    """Puts a folder with something in it in its place."""
    path.unlink()
    (path / "folder").mkdir(parents=True)


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


@pytest.mark.parametrize(
    ("name", "damage"),
    [*DAMAGED, *((name, damage) for name in KEPT for damage in (turn_a_bit, put_another, make_folder))],
)
def test_a_damaged_cache_heals_with_one_warning(builder: Builder, name: str, damage: object) -> None:
    builder.build()
    (file,) = (builder.project / FOLDER).glob(f"*/{name}")
    assert callable(damage)
    damage(file)
    (builder.project / "content" / "actors" / "zyx.yml").write_text("name: Zyx\nkind: person\n", encoding="utf-8")
    assert build_aloud(builder.project).count(WARNING) == 1
    assert not (builder.project / "broken").exists()
    builder.assert_as_anew()
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
    builder.assert_as_anew()


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
    builder.assert_as_anew()


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
