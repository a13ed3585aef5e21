"""Hand-written pages: links by id in their Markdown, and where they can be edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as ThemePage

from sayso.page_addresses import source_path
from sayso.page_values import Link
from sayso.problems import Mark, Problem, quote, sort_problems


class HandWritten:
    """Finds the records that hand-written pages link to, and keeps what they could not find."""

    def __init__(self, root: Path, config: MkDocsConfig, link: Callable[[str], Link | None]) -> None:
        docs = Path(config.docs_dir)
        self._docs = docs
        self._prefix = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name
        self._link = link
        self._missing: list[tuple[str, str]] = []
        self._instead: dict[str, str] = {}
        self.current = ""

    def take_place(self, path: str, other: str) -> None:
        """Notes that a hand-written file stands at the address of the page that `path` would be made from."""
        self._instead[path] = other

    @property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """The paths that pages would be made from in whose places there are hand-written files, with these."""
        return tuple(self._instead.items())

    def path_of(self, address: str) -> str:
        """The file that the page at an address is made from, as MkDocs has it."""
        path = source_path(address)
        return self._instead.get(path, path)

    def instead(self, files: Files) -> dict[str, ThemePage]:
        """The pages that stand at addresses of records, by the paths that these would be made from."""
        found = ((path, files.get_file_from_path(other)) for path, other in self._instead.items())
        return {path: file.page for path, file in found if file is not None and file.page is not None}

    def find(self, record_id: str) -> Link | None:
        """The link to a record, as MkDocs wants it: to the Markdown file that the page is made from."""
        link = self._link(record_id)
        if link is None:
            self._missing.append((self.current, record_id))
            return None
        return link._replace(address=self.path_of(link.address))

    def root(self) -> str:
        """What leads from the page that is being read to the folder of all pages."""
        return "../" * self.current.count("/")

    def problems(self) -> list[Problem]:
        """The links that lead nowhere, each at its place in its file."""
        missing = Counter(self._missing).items()
        return sort_problems(
            problem for (path, target), times in missing for problem in self._tell(path, target, times)
        )

    def by_page(self, problems: Iterable[Problem]) -> dict[str, list[Problem]]:
        """Problems by the page that they stand in, as MkDocs names it."""
        return {
            path: list(found)
            for path, found in groupby(problems, lambda problem: problem.mark.path.removeprefix(f"{self._prefix}/"))
        }

    def _tell(self, path: str, record_id: str, times: int) -> Iterator[Problem]:
        """The problem of a link that stands in a page so many times."""
        link = re.compile(rf"\[\[\s*{re.escape(record_id)}\s*(\||\]\])")
        lines = (self._docs / path).read_text(encoding="utf-8-sig").splitlines()
        places = [(number, match.start() + 1) for number, line in enumerate(lines, 1) for match in link.finditer(line)]
        message = f"There is no record {quote(record_id)}. Check the spelling, or write its record first."
        for line, column in places[:times] or [(1, 1)]:
            yield Problem(Mark(f"{self._prefix}/{path}", line, column), "dangling-reference", message)

    def set_edit_url(self, page: ThemePage, config: MkDocsConfig) -> None:
        """Makes the edit link lead to the file's path in the repository, of which `edit_uri` is the root."""
        if config.edit_uri:
            page.edit_url = f"{config.edit_uri.rstrip('/')}/{self._prefix}/{page.file.src_uri}"
