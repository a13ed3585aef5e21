"""From the save of one file to the page that shows it, while a site is served: seconds, as a reader's browser has it.

`mkdocs serve` answers the request of its livereload script once a build is done; then the page is loaded, as that
script does. `hugo server` tells browsers through a web socket, which is not spoken here: its page is loaded every ten
milliseconds instead, which cannot be later than a browser would load it.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.bench.measuring import surround

PATIENCE = 900
PAUSE = 0.01
LIVERELOAD = re.compile(r"livereload\((\d+), *(\d+)\)")


def find_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def served(command: Sequence[str], folder: Path) -> Iterator[None]:
    """A server that runs until the block is left, then it and all that it started is ended."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=surround(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def fetch(port: int, path: str) -> str:
    """What the server sends for a path, or nothing where it does not answer or has no such page."""
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        connection.close()
    except (OSError, HTTPException):
        return ""
    return text if response.status < 400 else ""


def await_text(port: int, path: str, text: str) -> str:
    """The page once it holds a text; loaded again and again, and by way of livereload where it has its script."""
    deadline = time.monotonic() + PATIENCE
    page = fetch(port, path)
    while text not in page:
        assert time.monotonic() < deadline, f"{path} never shows {text!r}"
        match = LIVERELOAD.search(page)
        if match:
            fetch(port, f"/livereload/{match[1]}/{match[2]}")
        else:
            time.sleep(PAUSE)
        page = fetch(port, path) or page
    return page


@dataclass(frozen=True, slots=True)
class Served:
    """A project that is served: the command, its folder and port, a file of it, and the page that shows the file.

    The file's first full stop at the end of a line, or of a text in quotes, is on the page.
    """

    command: Sequence[str]
    folder: Path
    port: int
    file: Path
    path: str


def time_edits(project: Served, edits: int) -> list[float]:
    """The seconds that several edits take to be seen."""
    file, port, path = project.file, project.port, project.path
    before = file.read_text(encoding="utf-8")
    found = []
    with served(project.command, project.folder):
        await_text(port, path, "<h1")
        for turn in range(edits):
            mark = f"edit{turn}x{port}"
            text = re.sub(r"\.(?=\n|\")", f", {mark}.", before, count=1)
            assert text != before, f"{file.name} has no sentence to change"
            time.sleep(1.5)  # so that no edit falls into the time in which a watcher gathers those before it
            started = time.perf_counter()
            file.write_text(text, encoding="utf-8")
            await_text(port, path, mark)
            found.append(time.perf_counter() - started)
    file.write_text(before, encoding="utf-8")
    return found
