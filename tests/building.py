"""Whole sites for tests: real files, built by `mkdocs build` in a process of its own, once for all who want the same.

`build_site(OWN, shared_builds)` builds below a folder that all processes of a test run share, and builds nothing when
the same content with the same settings stands there already; `build_site(OWN, tmp_path)` builds for one test alone.
What is built for all is not to be changed: a test that breaks a page copies it first.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from sayso.library import Library
from sayso.loading import load_content

REPOSITORY = Path(__file__).parent.parent
OWN = REPOSITORY / "content"
INVENTED = REPOSITORY / "tests" / "sites" / "ulmerask" / "content"
BARE = REPOSITORY / "tests" / "sites" / "tarn" / "content"
SETTINGS = "mkdocs.yml"
# Where the invented site and its repository would be.
ADDRESS = "https://example.org/a/b/"
EDIT_URI = "https://code.example/ulmerask/edit/main/"
PATIENCE = 120


@dataclass(frozen=True)
class Built:
    """A project, the site that was built from it, and what MkDocs said while it built."""

    project: Path
    site: Path
    log: str

    @property
    def pages(self) -> list[str]:
        """The paths of all HTML files below the site that are more than a way to another, sorted."""
        return [path for path in self._html if path not in self.redirects]

    @cached_property
    def redirects(self) -> list[str]:
        """The paths of the pages at old addresses, sorted."""
        return [path for path in self._html if '<meta http-equiv="refresh"' in self.read(path)]

    @property
    def _html(self) -> list[str]:
        return sorted(path.relative_to(self.site).as_posix() for path in self.site.rglob("*.html"))

    def read(self, path: str) -> str:
        """The text of a file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    @property
    def library(self) -> Library:
        """The library of the project's records, loaded by Sayso itself."""
        return load_library(self.project)


@cache
def load_library(project: Path) -> Library:
    """The library of a project's records."""
    return Library(load_content(project))


def build_site(content: Path, tmp: Path, *, pages: Mapping[str, str] | None = None, **changes: object) -> Built:
    """The site of a content folder; `changes` set keys of `mkdocs.yml` (None: not set), `pages` adds hand-written ones.

    It stands below `tmp`, where the same content and settings are built only once, even by several processes.
    """
    folder = tmp / digest_of(content, pages or {}, make_settings(changes))
    with locked(folder):
        log = folder / "log.txt"
        if not log.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a build that failed left behind
            project = write_project(folder / "project", content, pages=pages, **changes)
            run = run_mkdocs(project)
            assert run.returncode == 0, f"mkdocs build failed:\n{run.stdout}{run.stderr}"
            log.write_text(run.stdout + run.stderr, encoding="utf-8")
    return Built(folder / "project", folder / "project" / "site", log.read_text(encoding="utf-8"))


def write_project(root: Path, content: Path, *, pages: Mapping[str, str] | None = None, **changes: object) -> Path:
    """A project of a content folder with the repository's settings and pages, ready to be built."""
    root.mkdir(parents=True)
    shutil.copytree(content, root / "content", symlinks=True)
    shutil.copytree(REPOSITORY / "site_src", root / "site_src")
    for path, text in (pages or {}).items():
        file = root / "site_src" / "pages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / SETTINGS).write_text(make_settings(changes), encoding="utf-8")
    return root


def add_to_theme(project: Path, words: str) -> Path:
    """Lets the project's theme print something more, after what is a page's own; gives the template."""
    main = project / "site_src" / "theme" / "main.html"
    text = main.read_text(encoding="utf-8")
    assert text.count("</main>") == 1
    main.write_text(text.replace("</main>", f"</main>{words}"), encoding="utf-8")
    return main


def make_settings(changes: Mapping[str, object]) -> str:
    """The repository's settings with each changed key written anew at the end; JSON is YAML. None takes a key out."""
    text = (REPOSITORY / SETTINGS).read_text(encoding="utf-8")
    for key, value in changes.items():
        text = re.sub(rf"^{key}:.*\n(?:[ \t].*\n|\n(?=[ \t]))*", "", text, flags=re.MULTILINE)
        if value is not None:
            text = f"{text.rstrip()}\n{key}: {json.dumps(value, ensure_ascii=False)}\n"
    return text


def run_mkdocs(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs build --strict` in a project, as `sayso build` does; the site is `site/`."""
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", *arguments]
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        command,
        cwd=project,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def read_unpacked(path: Path) -> bytes:
    """The bytes of a file, and after them what is packed in it, as in the files of the search index."""
    data = path.read_bytes()
    return data + gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def digest_of(content: Path, pages: Mapping[str, str], settings: str) -> str:
    """A short name for a content folder with these pages and settings."""
    digest = hashlib.sha256(json.dumps([dict(pages), settings], sort_keys=True).encode())
    for path in sorted(path for path in content.rglob("*") if path.is_file()):
        digest.update(f"\0{path.relative_to(content).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a folder against the other processes of the run; whoever comes second waits."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = folder.with_suffix(".lock")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            assert time.monotonic() < deadline, f"{lock} has been held for too long"
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink()


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder as the hosts of static sites do: below a path, and with `404.html` for what is missing."""

    def __init__(self, *arguments: object, directory: str, path: str) -> None:
        self._below = path
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file of an address; nothing outside the path that the site stands at."""
        below = path[len(self._below) :] if path.startswith(self._below) else "no/such/file"
        return super().translate_path(f"/{below}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Sends the site's own error page for what is missing."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists() or not self.path.startswith(self._below):
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Sends a file; a browser that left in the meantime is no fault."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


class QuietServer(ThreadingHTTPServer):
    """Threads end with the test run, and a browser that hangs up is no fault."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Keeps quiet about connections that the browser closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Servers:
    """Web servers on this machine, one for each folder and path, until they are closed."""

    def __init__(self) -> None:
        self._servers: dict[tuple[Path, str], QuietServer] = {}

    def __call__(self, folder: Path, path: str = "/") -> str:
        """The address of a folder that is served at a path of its host, such as `/a/b/`; it ends in a slash."""
        if (folder, path) not in self._servers:
            handler = partial(SiteHandler, directory=str(folder), path=path)
            server = self._servers[folder, path] = QuietServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return f"http://127.0.0.1:{self._servers[folder, path].server_port}{path}"

    def close(self) -> None:
        """Ends all servers."""
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
