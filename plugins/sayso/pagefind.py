"""Pagefind as a process that we talk to: pages go in and files come out through pipes, and it writes nothing itself.

Where Pagefind writes files itself, it tries again for ever when it cannot. This is the conversation that its own
packages for Python and Node hold with it (https://pagefind.app/docs/py-api/): messages of JSON in Base64, each with a
comma after it; each gets one answer. Pagefind ends when its input does, so none is left behind by a build that is
killed.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

# Seconds for an answer, and for each page that it is about.
PATIENCE = 60.0
PATIENCE_FOR_A_PAGE = 0.1
PATIENCE_FOR_THE_END = 5.0
LONGEST_READ = 1 << 20


class SearchError(Exception):
    """Why there is no search index, in one sentence."""


def find_pagefind() -> Path:
    """The program, which its Python package brings."""
    package = importlib.util.find_spec("pagefind_bin")
    name = "pagefind.exe" if os.name == "nt" else "pagefind"
    program = Path(package.origin).parent / name if package and package.origin else None
    if program is None or not program.is_file():
        raise SearchError(
            "The program Pagefind, which makes the search index, is not installed: run 'make site', "
            "or switch search off with 'search: false' under the plugin sayso in mkdocs.yml."
        )
    return program


class Pagefind:
    """An index that is being made: `add` takes pages, in an order that the index depends on, and `files` gives it."""

    def __init__(self, program: Path, excluded: tuple[str, ...]) -> None:
        """Starts the program, away from settings of its own in files or in the environment.

        `excluded` are CSS selectors of what is not indexed.
        """
        kept = {name: value for name, value in os.environ.items() if name.upper() == "SYSTEMROOT"}  # Windows needs it
        pipe = subprocess.PIPE
        self.pages = 0
        self._messages = 0
        self._is_late = False
        try:
            self._process = subprocess.Popen(  # noqa: S603
                [str(program), "--service"], cwd=program.parent, env=kept, stdin=pipe, stdout=pipe, stderr=pipe
            )
        except OSError as error:
            raise SearchError(f"Pagefind, which makes the search index, cannot be run ({error.strerror}).") from error
        self._excluded = excluded

    def __enter__(self) -> Self:
        try:
            config = {"exclude_selectors": list(self._excluded)}
            self._index = self._ask({"type": "NewIndex", "config": config})["index_id"]
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def add(self, path: str, html: str) -> None:
        """Adds a page that stands at a path of the site."""
        page = {"file_path": path, "file_contents": html, "url": None}
        self._ask({"type": "AddFile", "index_id": self._index, **page})
        self.pages += 1

    def files(self) -> dict[str, bytes]:
        """All files of the index by their paths."""
        answer = self._ask({"type": "GetFiles", "index_id": self._index}, pages=self.pages)
        return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}

    def _ask(self, payload: dict[str, Any], *, pages: int = 0) -> dict[str, Any]:
        """The answer to a message."""
        self._messages += 1
        message = json.dumps({"message_id": self._messages, "payload": payload})
        seconds = PATIENCE + PATIENCE_FOR_A_PAGE * pages
        watch = threading.Timer(seconds, self._give_up)
        watch.start()
        try:
            answer = self._exchange(base64.b64encode(message.encode()) + b",")
            said: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise SearchError(self._say_end(seconds)) from error
        finally:
            watch.cancel()
        if said.get("type") == "Error":
            raise SearchError(f"Pagefind could not make the search index: {said.get('message')}.")
        return said

    def _exchange(self, message: bytes) -> bytes:
        """Sends a message, and gives what comes back before the next comma."""
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(message)
        process.stdin.flush()
        parts = []
        while part := process.stdout.read1(LONGEST_READ):  # type: ignore[attr-defined]
            parts.append(part)
            if part.endswith(b","):
                return b"".join(parts)[:-1]
        raise EOFError

    def _give_up(self) -> None:
        """Ends a program that does not answer."""
        self._is_late = True
        self._process.kill()

    def _say_end(self, seconds: float) -> str:
        """Why there was no answer."""
        if self._is_late:
            return f"Pagefind, which makes the search index, gave no answer for {seconds:.0f} seconds. Build again."
        said = self._end()
        words = " ".join(said.decode(errors="replace").split()) or f"it ended with {self._process.returncode}."
        return f"Pagefind could not make the search index: {words.removesuffix('.')}."

    def _end(self) -> bytes:
        """Lets the program end, which it does when nothing more comes; gives what it said in the end."""
        said = b""
        while self._process.returncode is None:
            with suppress(subprocess.TimeoutExpired):
                said = self._process.communicate(timeout=PATIENCE_FOR_THE_END)[1]
            self._process.kill()
        return said
