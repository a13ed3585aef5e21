"""The watcher of files: it tells of saves in all the ways of editors, and where the system tells nothing."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.building import PATIENCE
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver

import sayso.mkdocs_plugin.watching
from sayso.mkdocs_plugin.watching import Watcher


class Told:
    """What a watcher told, by the paths that changed."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.news = threading.Condition()

    def take(self, paths: frozenset[str]) -> bool:
        """Takes the paths that changed."""
        with self.news:
            self.paths |= paths
            self.news.notify_all()
        return True

    def wait(self, path: Path) -> None:
        """Waits until it was told that a path changed."""
        with self.news:
            assert self.news.wait_for(lambda: str(path) in self.paths, PATIENCE), f"nobody told of {path}"
            self.paths.clear()


@pytest.fixture(params=[True, False], ids=["the system tells", "the system tells nothing"])
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Told]:
    """What is told of the folder `content` and the file `mkdocs.yml`."""
    if not request.param:

        def refuse(_: BaseObserver) -> None:
            raise OSError("no more watches")

        monkeypatch.setattr(sayso.mkdocs_plugin.watching.Observer, "start", refuse)  # type: ignore[attr-defined]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.yml").write_text("a", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("a", encoding="utf-8")
    told = Told()
    watcher = Watcher(told.take)
    watcher.schedule(FileSystemEventHandler(), str(tmp_path / "content"), recursive=True)
    watcher.schedule(FileSystemEventHandler(), str(tmp_path / "mkdocs.yml"))
    watcher.start()
    yield told
    watcher.stop()
    watcher.join()


def test_it_tells_of_files_that_are_written_replaced_moved_and_deleted(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "content" / "a.yml"
    file.write_text("other", encoding="utf-8")
    told.wait(file)
    beside = tmp_path / "content" / ".a.yml.new"
    for path in (file, tmp_path / "mkdocs.yml"):
        beside.write_text("new in its place", encoding="utf-8")
        os.replace(beside, path)  # noqa: PTH105 -- as editors do
        told.wait(path)
        path.write_text("and written again", encoding="utf-8")
        told.wait(path)
    file.rename(tmp_path / "content" / "b.yml")
    told.wait(tmp_path / "content" / "b.yml")
    (tmp_path / "content" / "b.yml").unlink()
    told.wait(tmp_path / "content" / "b.yml")


# Where folders come and are read at the same time, watchdog warns that it met one twice, and goes on with it.
@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
def test_it_tells_of_files_in_folders_that_come_and_take_the_place_of_others(told: Told, tmp_path: Path) -> None:
    new = tmp_path / "content" / "new" / "deep"
    new.mkdir(parents=True)
    (new / "c.yml").write_text("c", encoding="utf-8")
    told.wait(new / "c.yml")
    shutil.copytree(tmp_path / "content", tmp_path / "copy")
    shutil.rmtree(tmp_path / "content")
    told.wait(new / "c.yml")
    (tmp_path / "copy").rename(tmp_path / "content")
    told.wait(new / "c.yml")
    for words in ("once", "and again"):
        (new / "c.yml").write_text(words, encoding="utf-8")
        told.wait(new / "c.yml")


def test_who_takes_no_change_leaves_it_to_the_handlers(tmp_path: Path) -> None:
    told = Told()
    handler = FileSystemEventHandler()

    def hear(event: FileSystemEvent) -> None:
        told.take(frozenset({os.fsdecode(event.src_path)}))

    handler.on_any_event = hear  # type: ignore[method-assign]
    watcher = Watcher(lambda _: False)
    watcher.schedule(handler, str(tmp_path), recursive=True)
    watcher.start()
    (tmp_path / "a.yml").write_text("a", encoding="utf-8")
    told.wait(tmp_path / "a.yml")
    watcher.stop()
    watcher.join()
