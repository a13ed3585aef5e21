"""A small project with a site that was published before, for tests of what becomes of that site when a build fails."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.building import PATIENCE, REPOSITORY, write_project

from sayso.publishing import hash_tree

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
BASE = REPOSITORY / "tests" / "cases" / "base" / "content"
BUILD = ("sayso", "build")
MKDOCS = ("mkdocs", "build")
QUIET = ("mkdocs", "build", "-q", "--strict")
MAKE = ("make", "site")
BUILDS = (BUILD, MKDOCS, QUIET)
# At each event runs the script for it, if there is one, in which `wait()` waits until it is told to go on.
HOOK = """
import pathlib, time
from mkdocs.plugins import event_priority
def act(event, **values):
    script = pathlib.Path(f"at-{event}")
    if script.exists():
        exec(compile(script.read_text(), script.resolve(), "exec"), {"wait": wait, **values})
def wait():
    pathlib.Path("waits").touch()
    for _ in range(6000):  # no longer than a test does
        if pathlib.Path("go-on").exists():
            break
        time.sleep(0.02)
def on_startup(command, dirty): act("startup")
def on_config(config): act("config", config=config)
def on_files(files, config): act("files", files=files, config=config)
def on_env(env, config, files): act("env", config=config)
def on_page_content(html, page, config, files): act("page_content", page=page)
def on_page_context(context, page, config, nav): act("page_context") if page.is_homepage else None
def on_post_build(config): act("post_build", config=config)
def on_shutdown(): act("shutdown")
@event_priority(-101)
def on_build_error(error): act("build_error")
"""
# The end of the window in which a build publishes: what runs after it, in the same hook.
AFTER = '@event_priority(-101)\ndef on_shutdown(): act("published")\n'
# What `make site` finds in place of an installation: the program that runs the tests.
PYTHON = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n'

Snapshot = dict[str, tuple[int, str]]


def make_project(folder: Path) -> Path:
    """A small project of two and a half dozen pages, with a hook, ready for `make site`."""
    project = write_project(folder, BASE, hooks=["hook.py"])
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, project)
    installed = project / ".venv" / "bin" / "python"
    installed.parent.mkdir(parents=True)
    installed.write_text(PYTHON, encoding="utf-8")
    installed.chmod(0o755)
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(project / name, project / ".venv")
    return project


def copy_project(project: Path, folder: Path) -> Path:
    """A copy of a project with its site, their times kept."""
    shutil.copytree(project, folder, symlinks=True)
    (folder / ".venv" / "folder").write_text(f"{folder.resolve()}\n", encoding="utf-8")
    return folder


def start(project: Path, *words: str, before: Sequence[str] = (), **environment: str) -> subprocess.Popen[str]:
    """Starts a Python program of ours in a project, or make: `start(project, "mkdocs", "build")`.

    It leads a group of processes of its own, as a command in a terminal does. `before` is what runs it.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "MAKEFLAGS")}
    command = words if words[0] == "make" else (sys.executable, "-P", "-m", *words)
    return subprocess.Popen(
        [*before, *command],
        cwd=project,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
        start_new_session=True,
    )


def run(project: Path, *words: str, before: Sequence[str] = (), **environment: str) -> tuple[int, str]:
    """The exit code of such a program, and all that it printed."""
    with start(project, *words, before=before, **environment) as program:
        output, _ = program.communicate(timeout=PATIENCE)
    return program.returncode, output


def end(program: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code and the output of a program once it and all that it started have ended."""
    output, _ = program.communicate(timeout=PATIENCE)
    wait_for(lambda: not has_members(program.pid))
    return program.returncode, output


def has_members(group: int) -> bool:
    """Whether a process of a group runs; one that ended and that nobody asked about yet does not count."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its_group = (
                stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
            )
            if int(its_group) == group and state != "Z":
                return True
    return False


def kill_all(program: subprocess.Popen[str], number: int = signal.SIGKILL) -> None:
    """Sends a signal to a program and to all that it started, as a terminal does with Ctrl-C."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, number)


def snap(folder: Path) -> Snapshot:
    """Every file and folder with its time of change and the digest of what it holds."""
    paths = [folder, *folder.rglob("*")]
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted(paths)
    }


def leftovers(project: Path) -> list[str]:
    """What stands beside the site that a build made."""
    return sorted(path.relative_to(project).as_posix() for path in project.rglob(".sayso-*"))


def edit(file: Path, old: str, new: str) -> int:
    """Replaces a text that stands once in a file, and gives the number of its line."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def rename_place(project: Path, name: str) -> None:
    """Gives the place that the project is about another name, so that a new site differs from the old one."""
    file = project / "content" / "places" / "east-quay.yml"
    file.write_text(re.sub(r"(?m)^name: .*$", f"name: {name}", file.read_text(encoding="utf-8")), encoding="utf-8")


def wait_for(condition: Callable[[], bool]) -> None:
    """Returns when the condition is met; fails where it is not met in time."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited for too long"
        time.sleep(0.01)


def wait_at(project: Path, event: str) -> None:
    """Lets the next build wait at an event, until `go_on`; `waits` says whether it does."""
    for name in ("waits", "go-on"):
        (project / name).unlink(missing_ok=True)
    (project / f"at-{event}").write_text("wait()\n", encoding="utf-8")


def waits(project: Path) -> bool:
    """Whether a build waits."""
    return (project / "waits").exists()


def go_on(project: Path) -> None:
    """Lets a build go on, and later ones run through."""
    (project / "go-on").touch()
    for script in project.glob("at-*"):
        script.unlink()


def assert_whole(project: Path, old: Snapshot, words: Sequence[str], output: str) -> None:
    """The site is as it was, to the byte and to the time, and the output holds no traceback."""
    assert snap(project / "site") == old, words
    assert "Traceback" not in output, output


def assert_heals(project: Path, tree: str, *words: str) -> None:
    """The next build publishes, and leaves nothing beside the site."""
    status, output = run(project, *words or MKDOCS)
    assert status == 0, output
    assert hash_tree(project / "site") == tree
    assert leftovers(project) == []
