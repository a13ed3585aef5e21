"""Tells at once when files change while a site is served.

MkDocs looks at all files twice a second. Here the system tells of changes where it can, and files are looked at rarely:
for what a system keeps to itself, as it does on disks of other machines, and for folders that were put in the place of
others. Where the system tells nothing, files are looked at often.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from sayso.listing import FileStamp, stamp_file

log = logging.getLogger("mkdocs.plugins.sayso")
# Seconds without a change after which an editor has saved all that it saves at once, and the most that is waited.
SETTLED, MOST_SETTLING = 0.015, 0.5
# Seconds between two looks at all files, where the system tells of changes and where it does not; and the share of the
# time that looking may take.
RARELY, OFTEN, SHARE = 1.0, 0.2, 0.05
# Reading a file is no change of it.
READ = ("opened", "closed_no_write")
GONE: FileStamp = (-1, -1, -1, -1)
Stamps = dict[str, FileStamp]


@dataclass(frozen=True, slots=True)
class Watch:
    """A file or folder that is watched, and who is told."""

    path: str
    handler: FileSystemEventHandler
    is_deep: bool


class Watcher:
    """Watches files in a thread of its own, in the place of MkDocs' observer, whose methods it has.

    `take` is given the paths that changed, and says whether it did all that is to be done; else the handlers are told.
    """

    def __init__(self, take: Callable[[frozenset[str]], bool]) -> None:
        self._take = take
        self._watches: list[Watch] = []
        self._observer: BaseObserver | None = None
        self._can_listen = True
        self._listened: Mapping[str, bool] = {}
        self._is_stopped = False
        self._news = threading.Condition()
        self._told: set[str] = set()
        """What the system told of and was not looked at yet; folders with a slash at the end."""
        self._stamps: Stamps = {}
        self._thread = threading.Thread(target=self._run, name="sayso-watcher", daemon=True)

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Watch:
        """Watches a file, or a folder with all below it or without."""
        watch = Watch(os.path.abspath(path), handler, recursive)  # noqa: PTH100 -- links stay as they are
        self._watches.append(watch)
        return watch

    def unschedule(self, watch: Watch) -> None:
        """Watches something no longer."""
        self._watches.remove(watch)

    def start(self) -> None:
        """Begins to watch."""
        self._stamps = list_files(self._watches)
        self._listen()
        self._thread.start()

    def stop(self) -> None:
        """Ends watching soon."""
        with self._news:
            self._is_stopped = True
            self._news.notify_all()

    def join(self, timeout: float | None = None) -> None:
        """Waits until watching has ended."""
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _listen(self) -> None:
        """Asks the system to tell of changes."""
        self._unlisten()
        self._listened = list_folders(self._watches)
        observer = Observer()
        handler = FileSystemEventHandler()
        handler.on_any_event = self._hear  # type: ignore[method-assign]
        try:
            for path, is_deep in self._listened.items():
                observer.schedule(handler, path, recursive=is_deep)
            observer.start()
        except OSError as error:
            observer.unschedule_all()
            self._can_listen = not all(map(os.path.isdir, self._listened))  # one went away just now
            if not self._can_listen:
                log.info("The system does not tell of changes here (%s), so Sayso looks for them.", error)
        else:
            self._observer = observer

    def _unlisten(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()
            observer.join()

    def _hear(self, event: FileSystemEvent) -> None:
        """Notes what the system tells."""
        if event.event_type in READ or (event.is_directory and event.event_type == "modified"):
            return
        ending = "/" if event.is_directory else ""
        with self._news:
            self._told.update(f"{os.fsdecode(path)}{ending}" for path in (event.src_path, event.dest_path) if path)
            self._news.notify_all()

    def _run(self) -> None:
        """Waits for changes, and tells of them."""
        pause = RARELY
        while not self._is_stopped:
            told = self._wait(pause)
            if self._is_stopped:
                break
            started = time.monotonic()
            if told and not any(path.endswith("/") for path in told):
                changed = self._look_at(told)
            else:
                changed = self._look_at_all(told)
                pause = max(RARELY if self._observer else OFTEN, (time.monotonic() - started) / SHARE)
            if changed:
                self._tell(changed)
        self._unlisten()

    def _wait(self, seconds: float) -> set[str]:
        """What the system told of, once it tells no more; nothing where it told nothing for so many seconds."""
        with self._news:
            if self._news.wait_for(lambda: self._told or self._is_stopped, seconds):
                number, latest = -1, time.monotonic() + MOST_SETTLING
                while number != len(self._told) and time.monotonic() < latest:
                    number = len(self._told)
                    self._news.wait(SETTLED)
            told, self._told = self._told, set()
        return told

    def _look_at(self, paths: Iterable[str]) -> set[str]:
        """Which of these files changed since they were looked at last."""
        changed = set()
        for path in paths:
            is_watched = not is_left_out(os.path.basename(path)) and any(is_in(path, watch) for watch in self._watches)  # noqa: PTH119
            stamp = look(path) if is_watched else GONE
            if stamp != self._stamps.get(path, GONE):
                changed.add(path)
                self._stamps[path] = stamp
                if stamp == GONE:
                    del self._stamps[path]
        return changed

    def _look_at_all(self, told: set[str]) -> set[str]:
        """Which files changed since they were looked at last; folders that are others now are listened to anew."""
        before, self._stamps = self._stamps, list_files(self._watches)
        is_lost = any(f"{path}/" in told for path in self._listened) or self._listened != list_folders(self._watches)
        if self._can_listen and (is_lost or self._observer is None):
            self._listen()
        return {path for path, _ in before.items() ^ self._stamps.items()}

    def _tell(self, changed: set[str]) -> None:
        """Lets somebody do what is to be done."""
        try:
            if self._take(frozenset(changed)):
                return
        except Exception:
            log.exception("Sayso could not show the change by itself, so MkDocs builds anew.")
        for watch in self._watches:
            path = next((path for path in changed if is_in(path, watch)), None)
            if path is not None:
                watch.handler.dispatch(FileModifiedEvent(path))


def is_left_out(name: str) -> bool:
    """Whether a file is none of the project's by its name: what editors keep beside the files that they edit."""
    return name.startswith(".") or name.endswith("~")


def is_in(path: str, watch: Watch) -> bool:
    """Whether a path is watched, by itself or with a folder."""
    if path == watch.path:
        return True
    below = path.removeprefix(f"{watch.path}{os.sep}")
    return below != path and (watch.is_deep or os.sep not in below)


def list_folders(watches: Iterable[Watch]) -> Mapping[str, bool]:
    """The folders that the system is to tell of, and whether of all below them.

    A file is watched through its folder: an editor puts another file in its place.
    """
    folders: dict[str, bool] = {}
    for watch in watches:
        is_folder = os.path.isdir(watch.path)  # noqa: PTH112 -- a plain string
        path = watch.path if is_folder else os.path.dirname(watch.path)  # noqa: PTH120
        if is_folder or os.path.isdir(path):  # noqa: PTH112
            folders[path] = folders.get(path, False) or (is_folder and watch.is_deep)
    return folders


def look(path: str) -> FileStamp:
    """What tells whether a file is as it was."""
    try:
        return stamp_file(os.stat(path))  # noqa: PTH116 -- a plain string
    except OSError:
        return GONE


def list_files(watches: Iterable[Watch]) -> Stamps:
    """The stamps of all watched files."""
    stamps: Stamps = {}
    for watch in watches:
        if os.path.isdir(watch.path):  # noqa: PTH112
            stamps.update(walk(watch.path, is_deep=watch.is_deep))
        elif (stamp := look(watch.path)) != GONE:
            stamps[watch.path] = stamp
    return stamps


def walk(top: str, *, is_deep: bool) -> Iterator[tuple[str, FileStamp]]:
    """The files in a folder with their stamps; links are followed, but no folder is gone through twice."""
    folders, known = [top], set()
    for folder in folders:
        try:
            facts = os.stat(folder)  # noqa: PTH116
            if (facts.st_dev, facts.st_ino) in known:
                continue
            known.add((facts.st_dev, facts.st_ino))
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        if not is_left_out(entry.name):
                            yield entry.path, look(entry.path)
                    elif is_deep:
                        folders.append(entry.path)
        except OSError:  # it went away just now
            continue


def watch_at_once(server: LiveReloadServer, config: MkDocsConfig, take: Callable[[frozenset[str]], bool]) -> None:
    """Puts a watcher in the place of a server's observer; what MkDocs watches already is watched by it from now on."""
    watched = [path for path in (config.docs_dir, config.config_file_path) if path]
    for path in watched:
        server.unwatch(path)
    server.observer = Watcher(take)  # type: ignore[assignment]
    server.build_delay = SETTLED  # the watcher waited already
    for path in watched:
        server.watch(path)
