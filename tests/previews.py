"""The preview as a process of its own, over a project that tests edit while it runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.building import INVENTED, PATIENCE, write_project


@dataclass(frozen=True)
class Preview:
    """A preview that runs: its project, its address, the file that it prints into, its process."""

    project: Path
    address: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def content(self) -> Path:
        """The folder of the project's records."""
        return self.project / "content"

    def get(self, path: str = "") -> str | None:
        """The text at an address; none where nobody answers in time, or there is no such page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 -- our own server
                data: bytes = answer.read()
        except (OSError, urllib.error.URLError):
            return None
        return data.decode()

    def article(self, path: str = "") -> LexborNode:
        """The article of a page."""
        found = LexborHTMLParser(self.get(path) or "").css_first("article")
        assert found is not None, f"no page at {path}"
        return found

    def panel(self, path: str = "") -> str:
        """The words of all panels of a page."""
        return " ".join(words_of(node) for node in self.article(path).css(".sayso-panel"))

    def strip(self, path: str = "") -> str:
        """The words of the line about errors elsewhere."""
        return " ".join(words_of(node) for node in self.article(path).css(".sayso-panel-strip"))

    def wait_for(self, condition: Callable[[], bool]) -> float:
        """Returns the seconds until the condition is met; fails where it is not met in time, or the preview ends."""
        started = time.monotonic()
        while not condition():
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < started + PATIENCE, self.printed()
            time.sleep(0.05)
        return time.monotonic() - started

    def printed(self) -> str:
        """What it has printed so far."""
        return self.log.read_text(encoding="utf-8")

    def interrupt(self) -> int:
        """Ends it as Ctrl-C does; the exit code. Where it does not end, it prints what each of its threads does."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            self.process.wait()
            pytest.fail(f"It did not end:\n{self.printed()}")


def words_of(node: LexborNode) -> str:
    """The words of an element on one line."""
    return " ".join(node.text().split())


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def previewing(folder: Path, prepare: Callable[[Path], object] = lambda project: project) -> Iterator[Preview]:
    """The preview of the invented site, answering; `prepare` changes its project before it starts."""
    project = write_project(folder / "project", INVENTED, site_url=None)
    prepare(project)
    (folder / "temporary").mkdir()
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONFAULTHANDLER": "1", "TMPDIR": str(folder / "temporary")}
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=project, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        found = Preview(project, f"http://127.0.0.1:{port}/", folder / "log", process)
        try:
            found.wait_for(lambda: found.get() is not None)
            yield found
        finally:
            process.kill()
            process.wait()


def change(file: Path, old: str, new: str) -> None:
    """Replaces a text that stands once in a file, as an editor that saves it whole."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
