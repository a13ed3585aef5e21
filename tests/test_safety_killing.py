"""Whoever ends a build, at whatever moment: the old site or the new one stands there, and the next build heals."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.published import (
    AFTER,
    BUILD,
    FULL,
    MAKE,
    MKDOCS,
    QUIET,
    assert_heals,
    assert_whole,
    copy_project,
    end,
    go_on,
    kill_all,
    leftovers,
    rename_place,
    run,
    snap,
    start,
    wait_at,
    wait_for,
    waits,
)

from sayso.publishing import hash_tree

MOMENTS = 20 if FULL else 2
WAYS = pytest.mark.parametrize("words", [BUILD, MAKE, MKDOCS, *([QUIET] if FULL else [])], ids=" ".join)
NAMES = ("East Quay", "The East Quay")


@dataclass(frozen=True)
class Sites:
    """A project in two states, the trees of their sites, and the seconds that a build of one takes."""

    project: Path
    trees: dict[str, str]
    seconds: float


@pytest.fixture(scope="session")
def sites(first_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The project, built with the one name of its place and with the other."""
    project = copy_project(first_published, tmp_path_factory.mktemp("sites") / "project")
    trees = {}
    started = time.monotonic()
    for name in NAMES:
        rename_place(project, name)
        assert run(project, *MKDOCS)[0] == 0
        trees[name] = hash_tree(project / "site")
    assert len(set(trees.values())) == len(NAMES)
    return Sites(project, trees, (time.monotonic() - started) / len(NAMES))


@pytest.fixture
def pair(sites: Sites, tmp_path: Path) -> Sites:
    """A copy of the project and its site, for one test."""
    return Sites(copy_project(sites.project, tmp_path / "project"), sites.trees, sites.seconds)


def put_other_name(pair: Sites) -> str:
    """Changes the project so that its site is no longer the published one; gives the tree of the new site."""
    published = hash_tree(pair.project / "site")
    (name,) = (name for name, tree in pair.trees.items() if tree != published)
    rename_place(pair.project, name)
    return pair.trees[name]


@WAYS
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_and_the_next_build_heals(
    pair: Sites, words: tuple[str, ...], tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    chance = random.Random()  # noqa: S311 -- the moments are to differ from run to run
    ends = {"old": 0, "new": 0}
    length = pair.seconds * (2 if words == MAKE else 1.2)
    for number in range(MOMENTS):
        new, old = put_other_name(pair), snap(pair.project / "site")
        moment = length * chance.uniform(number / MOMENTS, (number + 1) / MOMENTS)
        build = start(pair.project, *words, TMPDIR=str(temporary))
        time.sleep(moment)
        if number % 2:
            kill_all(build)
        else:
            build.kill()
        end(build)  # where the command alone is killed, what it started may go on
        is_old = snap(pair.project / "site") == old
        assert is_old or hash_tree(pair.project / "site") == new, f"torn after {moment:.3f} s"
        ends["old" if is_old else "new"] += 1
    print(" ".join(words), ends)  # noqa: T201 -- `pytest -rP` shows how many were published
    assert_heals(pair.project, put_other_name(pair), *(words if FULL else MKDOCS))
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("words", [BUILD, MAKE, MKDOCS] if FULL else [MKDOCS], ids=" ".join)
def test_whoever_looks_while_a_build_goes_on_sees_the_whole_old_site_and_then_the_whole_new_one(
    pair: Sites, words: tuple[str, ...]
) -> None:
    site = pair.project / "site"
    old = hash_tree(site)
    new = put_other_name(pair)
    seen = []
    build = start(pair.project, *words)
    while build.poll() is None:
        before = site.stat().st_ino  # a site that is missing for a moment is not whole
        with suppress(FileNotFoundError):  # the site that we read is the old one, and is being removed
            tree = hash_tree(site)
            if site.stat().st_ino == before:
                seen.append(tree)
    status, output = end(build)
    assert status == 0, output
    assert seen
    assert list(dict.fromkeys([*seen, hash_tree(site)])) == [old, new]


@pytest.mark.parametrize("words", [BUILD, MAKE], ids=" ".join)
def test_where_the_command_is_killed_alone_the_build_that_it_started_publishes_nothing(
    pair: Sites, words: tuple[str, ...]
) -> None:
    old = snap(pair.project / "site")
    put_other_name(pair)
    wait_at(pair.project, "page_context")
    build = start(pair.project, *words)
    wait_for(lambda: waits(pair.project))
    if words == MAKE:  # make itself holds nothing open; what it runs does
        subprocess.run(["pkill", "-KILL", "-s", str(build.pid), "-f", "sayso build"], check=True)
    build.kill()
    go_on(pair.project)
    _, output = end(build)
    assert_whole(pair.project, old, words, output)
    assert leftovers(pair.project) == []


@pytest.mark.parametrize("event", ["shutdown", "published"])
def test_killed_just_before_and_just_after_publishing(pair: Sites, event: str) -> None:
    project = pair.project
    new, old = put_other_name(pair), snap(project / "site")
    if event == "published":
        with (project / "hook.py").open("a", encoding="utf-8") as hook:
            hook.write(AFTER)
    wait_at(project, event)
    build = start(project, *MKDOCS)
    wait_for(lambda: waits(project))
    kill_all(build)
    end(build)
    go_on(project)
    assert (snap(project / "site") == old) == (event == "shutdown")
    assert (hash_tree(project / "site") == new) == (event == "published")
    assert_heals(project, new)


CALLS = ("renameat2", "unlink,unlinkat,rmdir", "mkdir,mkdirat", "flock", "openat") if FULL else ("renameat2",)


@pytest.mark.parametrize("calls", CALLS)
def test_killed_at_a_system_call_of_the_exchange(pair: Sites, calls: str) -> None:
    if (
        not shutil.which("strace")
        or subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system has no strace, which ends a program at a system call")
    project = pair.project
    killed = 0
    for count in (1, 2, 5, 20, 100, 500) if FULL else (1,):
        new, old = put_other_name(pair), snap(project / "site")
        trace = ("strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}")
        build = start(project, *MKDOCS, before=(*trace, "-e", f"inject={calls}:signal=KILL:when={count}"))
        status, _ = end(build)
        killed += status == -signal.SIGKILL
        assert snap(project / "site") == old or hash_tree(project / "site") == new, (calls, count)
    assert killed > 0
    assert_heals(project, put_other_name(pair))


def test_killed_between_two_renames_even_a_build_that_fails_puts_the_old_site_back(pair: Sites) -> None:
    """Where the system cannot exchange two folders in one step, the old one is aside for a moment."""
    project = pair.project
    old, tree = snap(project / "site"), hash_tree(project / "site")
    (project / ".sayso-site" / "new").mkdir(parents=True)
    (project / "site").rename(project / ".sayso-site" / "old")
    place = project / "content" / "places" / "east-quay.yml"
    good = place.read_bytes()
    place.write_bytes(b"nmae: x")
    status, output = run(project, *MKDOCS)
    assert status == 1
    assert_whole(project, old, MKDOCS, output)
    assert leftovers(project) == []
    place.write_bytes(good)
    assert_heals(project, tree)


# --- Stopped by whoever started it

SIGNALS = {
    "Ctrl-C in a terminal": (signal.SIGINT, True),
    "Ctrl-C to the command alone": (signal.SIGINT, False),
    "a request to end": (signal.SIGTERM, False),
    "a request to all": (signal.SIGTERM, True),
    "a terminal that closes": (signal.SIGHUP, True),
}
# When it alone gets Ctrl-C, make waits until what it runs has ended.
STOPPED = [(words, how) for words in (BUILD, MAKE, MKDOCS) for how in SIGNALS]
STOPPED.remove((MAKE, "Ctrl-C to the command alone"))
if not FULL:
    STOPPED = [
        (BUILD, "Ctrl-C in a terminal"),
        (BUILD, "Ctrl-C to the command alone"),
        (MAKE, "a request to end"),
        (MKDOCS, "Ctrl-C to the command alone"),
        (MKDOCS, "a terminal that closes"),
    ]


@pytest.mark.parametrize(("words", "how"), STOPPED)
def test_stopping_a_build_leaves_the_old_site_and_says_so(pair: Sites, words: tuple[str, ...], how: str) -> None:
    number, is_to_all = SIGNALS[how]
    old = snap(pair.project / "site")
    new = put_other_name(pair)
    wait_at(pair.project, "page_context")
    build = start(pair.project, *words)
    wait_for(lambda: waits(pair.project))
    if is_to_all:
        kill_all(build, number)
    else:
        build.send_signal(number)
    status, output = end(build)
    go_on(pair.project)
    assert status != 0
    assert_whole(pair.project, old, words, output)
    if words in (BUILD, MAKE):
        assert "Stopped." in output.splitlines()
    elif number == signal.SIGINT:
        assert "Stopped: nothing is published, and the site is as it was." in output
    if number == signal.SIGINT:
        assert leftovers(pair.project) == []
    elif FULL:
        assert_heals(pair.project, new)


@pytest.mark.skipif(not FULL, reason="moments are tried at full size; here a build is stopped where it waits")
@WAYS
def test_stopped_at_any_moment_the_site_is_whole(pair: Sites, words: tuple[str, ...]) -> None:
    chance = random.Random()  # noqa: S311
    moments = MOMENTS // 2
    for number in range(moments):
        new, old = put_other_name(pair), snap(pair.project / "site")
        moment = pair.seconds * chance.uniform(number / moments, (number + 1) / moments)
        build = start(pair.project, *words)
        time.sleep(moment)
        kill_all(build, signal.SIGINT)
        end(build)
        assert snap(pair.project / "site") == old or hash_tree(pair.project / "site") == new, f"after {moment:.3f} s"
    assert_heals(pair.project, put_other_name(pair), *words)


def test_a_build_that_the_system_ends_is_told_as_that(pair: Sites) -> None:
    old = snap(pair.project / "site")
    (pair.project / "at-post_build").write_text("import os; os.kill(os.getpid(), 9)\n", encoding="utf-8")
    status, output = run(pair.project, *BUILD)
    assert status == 1
    assert output.splitlines()[-1] == (
        "MkDocs was ended by SIGKILL, as the system does where memory runs out. The site is whole. Build again."
    )
    assert_whole(pair.project, old, BUILD, output)
