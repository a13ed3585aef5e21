"""The preview: shows the records while they are written, and leaves the published site alone."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.building import INVENTED, PATIENCE, write_project

TITLE = "A night at gate three: who says what"
STORY = "stories/night-at-gate-three/"


@dataclass(frozen=True)
class Preview:
    """A preview that runs: its project, its address, the file that it prints into, its process."""

    project: Path
    address: str
    log: Path
    process: subprocess.Popen[bytes]

    def get(self, path: str = "") -> str | None:
        """The text at an address; none where nobody answers in time."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310 -- our own server
                data: bytes = answer.read()
        except (OSError, urllib.error.URLError):
            return None
        return data.decode()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Returns when the condition is met; fails where it is not met in time, or the preview ends."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < deadline, self.printed()
            time.sleep(0.1)

    def printed(self) -> str:
        """What it has printed so far."""
        return self.log.read_text(encoding="utf-8")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """The preview of a project with a published site, answering."""
    project = write_project(tmp_path / "project", INVENTED, site_url=None)
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("published", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(tmp_path / "temporary")}
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=project, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        found = Preview(project, f"http://127.0.0.1:{port}/", tmp_path / "log", process)
        try:
            found.wait_for(lambda: found.get() is not None)
            yield found
        finally:
            process.kill()
            process.wait()


def change(file: Path, old: str, new: str) -> None:
    """Replaces a text that stands once in a file, as an editor that saves it whole."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_preview_shows_edits_survives_faults_and_leaves_the_site_alone(preview: Preview, tmp_path: Path) -> None:
    page = preview.get(STORY)
    assert page is not None
    assert TITLE in page
    assert "livereload" in page
    assert 'http-equiv="Content-Security-Policy"' not in page
    assert 'http-equiv="Content-Security-Policy"' not in (preview.get("404.html") or "")
    assert not re.search("sayso-search|pagefind-body|search[.]js", page)
    assert preview.get("assets/scripts/search.js") is None
    assert preview.get("assets/search/catalogue.json") is None

    story = preview.project / "content" / "stories" / "night-at-gate-three.yml"
    change(story, TITLE, "The gate, edited")
    preview.wait_for(lambda: "The gate, edited" in (preview.get(STORY) or ""))

    change(story, "The gate, edited'\n", "The gate, edited'\nstandfrist: x\n")
    preview.wait_for(lambda: "content/stories/night-at-gate-three.yml:2:1: error [unknown-key]" in preview.printed())
    change(story, "edited'\nstandfrist: x\n", "mended'\n")
    preview.wait_for(lambda: "The gate, mended" in (preview.get(STORY) or ""))

    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=PATIENCE) == 0
    assert preview.get() is None
    assert re.search(r"Shutting down", preview.printed())
    assert [path.name for path in (preview.project / "site").iterdir()] == ["index.html"]
    assert (preview.project / "site" / "index.html").read_text(encoding="utf-8") == "published"
    assert not (preview.project / ".sayso-site").exists()
    assert list((tmp_path / "temporary").iterdir()) == []
