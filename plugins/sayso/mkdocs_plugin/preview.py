"""The preview's side of the door: problems stand on the pages, and nothing that is wrong with a record ends it."""

from __future__ import annotations

import gc
import logging
import re
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as ThemePage

from sayso.mkdocs_plugin.serving import Key, ServedFolder, reload_browsers
from sayso.mkdocs_plugin.shells import Theme, render_page
from sayso.mkdocs_plugin.telling import tell_problems
from sayso.mkdocs_plugin.watching import watch_at_once
from sayso.page_settings import Settings
from sayso.page_values import Link, Page, encode
from sayso.previewing import TEMPLATES, Preview, Shown
from sayso.previewing.preview_build import PreviewBuild
from sayso.previewing.troubles import Trouble
from sayso.problems import Problem
from sayso.site_memory import Fill, Sheet

log = logging.getLogger("mkdocs.plugins.sayso")
ARTICLE = re.compile(r"<article\b[^>]*>")
# After how many changes what they left behind is looked for: with many records that takes most of a second.
CHANGES_TO_COLLECT = 16
# Seconds in which browsers have the first pages before others are made.
TO_LOAD = 0.05


class PreviewDoor:
    """Hands MkDocs what the preview shows, again and again for as long as it serves.

    Where only records changed, MkDocs is not asked: the pages that are others now are written into what is served.
    Problems are put on pages when somebody asks for one, so that they need not be written again for those.
    """

    def __init__(self) -> None:
        self._preview = Preview()
        self._shown: Shown
        self._before: list[Trouble] = []
        """What was wrong before the last change."""
        self._lock = threading.RLock()
        """Whoever has it makes pages: MkDocs, or the watcher of files."""
        self._is_locked = False
        self._served: ServedFolder | None = None
        self._server: LiveReloadServer | None = None
        self._sheets: dict[str, Key] = {}
        """What the pages that MkDocs knows were made of."""
        self._asked: dict[str, Link | None] = {}
        """The links to records that pages written by hand asked for."""
        self._by_hand: dict[str, tuple[str, Sequence[Problem]]] = {}
        """The problems of pages written by hand, and where these pages stand, by their files."""
        self._told: frozenset[Problem] = frozenset()
        self._in_files: dict[str, str] = {}
        """What stands of problems in files, since they were made before anybody served them."""
        self._addresses: set[str] = set()
        self._changes = 0
        """How many changes were shown since garbage was looked for."""
        self._is_due = False
        """Whether MkDocs is to build, and did not come to the end of it yet."""

    def open(self, config: MkDocsConfig) -> None:
        """Begins a build of MkDocs, which gets a folder of its own."""
        self._lock.acquire()
        self._is_locked = True
        if self._served is None:
            self._served = ServedFolder(Path(config.site_dir))
        config.site_dir = str(self._served.own)
        self._sheets = {}
        self._asked = {}
        self._by_hand = {}
        self._addresses = set()

    def build(self, root: Path, content: str, settings: Settings) -> PreviewBuild:
        """The pages that can be made, with one for each record that has none but problems."""
        self._told = frozenset()
        self._take(self._preview.make(root, content, settings))
        self._tell()
        return PreviewBuild(self._shown.whole, self._shown.checked)

    def begin(self, root: Path, content: str, settings: Settings, changed: Collection[str], fill: Fill) -> None:
        """Writes the pages of records that changed, before anything else is made, and lets browsers load them.

        `changed` are the paths of files from the root.
        """
        first = {page.address: (page, body) for page, body in self._preview.begin(root, content, settings, changed)}
        if self._served is not None and first:
            pages = self._shown.whole.pages
            keys = {address: make_key_of_record(page, body, pages) for address, (page, body) in first.items()}
            self._served.write_some(keys, lambda address: self.mark(fill(*first[address]).decode(), address))
            self.reload()
            time.sleep(TO_LOAD)

    def rebuild(self, root: Path, content: str, settings: Settings) -> PreviewBuild | None:
        """The same without what the rules say; none where pages written by hand would be others."""
        self._before = self._shown.troubles
        self._take(self._preview.show(root, content, settings))
        is_same = all(self._shown.link(record_id) == link for record_id, link in self._asked.items())
        return PreviewBuild(self._shown.whole, self._shown.checked) if is_same else None

    def check(self) -> bool:
        """Tells what the rules say of the pages that are shown; whether it is something else than before."""
        self._take(self._preview.check())
        self._tell()
        return self._before != self._shown.troubles

    def _take(self, shown: Shown) -> None:
        for path, (address, problems) in self._by_hand.items():
            shown.add_page(path, address, problems)
        self._shown = shown

    def _tell(self) -> None:
        """Prints what is wrong and was not told yet."""
        checked = self._shown.checked
        tell_problems(problem for problem in checked.problems if problem not in self._told)
        self._told = frozenset(checked.problems)
        log.log(logging.INFO if checked.is_publishable else logging.ERROR, "%s", checked.words)
        if self._shown.mishap is not None:
            log.error("Sayso failed to make the pages.", exc_info=self._shown.mishap)

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        self._asked[record_id] = self._shown.link(record_id)
        return self._asked[record_id]

    def tell(self, problems: Mapping[str, Sequence[Problem]], files: Files) -> None:
        """Puts the problems of hand-written pages, by their files, on these pages."""
        for path, found in problems.items():
            file = files.get_file_from_path(path)
            if file is not None and file.page is not None:
                self._by_hand[path] = file.page.url, found
                self._shown.add_page(path, file.page.url, found)

    def mark(self, html: str, address: str) -> str:
        """The page at an address as its file holds it: with what is wrong, as long as nobody serves it."""
        self._addresses.add(address)
        self._in_files.pop(address, None)
        if self._server is not None:
            return html
        notices = self._in_files[address] = self._shown.notices(address)
        return insert(html, notices)

    def note(self, address: str, sheet: Sheet) -> None:
        """Notes what a page is made of that MkDocs makes."""
        self._sheets[address] = make_key(sheet)

    def write_records(self, around: object, addresses: Iterable[str], fill: Fill) -> bool:
        """Writes the pages of records that are others now; whether there are any."""
        built = self._shown.whole
        pages = built.pages
        bodies = {address: built.body(pages[address]) for address in addresses}
        keys = {address: make_key_of_record(pages[address], body, pages) for address, body in bodies.items()}
        self._addresses |= keys.keys()
        if self._served is None:
            return False
        return bool(
            self._served.write(
                around, keys, lambda address: self.mark(fill(pages[address], bodies[address]).decode(), address)
            )
        )

    def write_sheets(
        self,
        theme: Theme,
        found: Iterable[tuple[ThemePage, str]],
        build: PreviewBuild,
        link: Callable[[ThemePage, Sheet], None],
    ) -> bool:
        """Writes those pages that MkDocs knows and that are others now, as MkDocs would; whether there are any."""
        changed = list(self._choose(found, build))
        for theme_page, sheet in changed:
            link(theme_page, sheet)
            html = render(theme, theme_page, sheet)
            if self._served is not None:
                self._served.put(theme_page.file.dest_uri, encode(html))
            self.note(sheet.page.address, sheet)
        return bool(changed)

    def _choose(self, found: Iterable[tuple[ThemePage, str]], build: PreviewBuild) -> Iterator[tuple[ThemePage, Sheet]]:
        for theme_page, address in found:
            sheet = build.sheet(address)
            if self._sheets.get(address) != make_key(sheet):
                yield theme_page, sheet

    def close_build(self) -> None:
        """Ends a build of MkDocs that did not fail."""
        if self._served is not None:
            self._served.bring()
        self._is_due = False
        self._collect()
        self.release()

    def release(self) -> None:
        """Lets others make pages."""
        if self._is_locked:
            self._is_locked = False
            self._lock.release()

    def refresh(self, make: Callable[[], bool]) -> bool:
        """Lets the watcher of files make pages, once nobody else does.

        False where MkDocs has to build, as it also has where its last build failed.
        """
        with self._lock:
            was_due, self._is_due = self._is_due, True
            is_made = not was_due and self._served is not None and make()
            self._is_due = not is_made
            self._changes += 1
            if self._changes >= CHANGES_TO_COLLECT:
                self._collect()
            return is_made

    def _collect(self) -> None:
        """Gives memory back of what nobody has a way to, which happens by itself only outside the preview."""
        self._changes = 0
        gc.collect()

    def serve(self, server: LiveReloadServer, config: MkDocsConfig, refresh: Callable[[frozenset[str]], bool]) -> None:
        """Shows changes at once, also those of the records' templates, and puts problems on pages when asked for them.

        `refresh` is given the paths that changed, and says whether it did all that is to be done.
        """
        watch_at_once(server, config, lambda paths: self.refresh(lambda: refresh(paths)))
        server.watch(str(TEMPLATES))
        self._server = server
        inner = server.get_app()
        server.set_app(lambda environ, start_response: self._answer(server, inner, environ, start_response))

    def reload(self) -> bool:
        """Lets browsers load their pages again; false where MkDocs has to do it."""
        return self._server is not None and reload_browsers(self._server)

    def _answer(self, server: LiveReloadServer, inner: Any, environ: Any, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 -- as WSGI has it
        """The answer of MkDocs' server; where that is a page, with what is wrong."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        address = path.removeprefix(server.mount_path).removesuffix("index.html")
        started: list[Any] = []
        answer: Iterable[bytes] = inner(environ, lambda *arguments: started.extend(arguments))
        if not started:  # a generator has yet to begin
            answer = list(answer)
        status, headers = started[0], started[1]
        if address in self._addresses and status.startswith("200"):
            data = insert_now(b"".join(answer).decode(), self._in_files.get(address, ""), self._shown.notices(address))
            answer = [data.encode()]
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers.append(("Content-Length", str(len(answer[0]))))
        start_response(status, headers)
        return answer

    def close(self) -> None:
        """Ends the preview."""
        with self._lock:
            served, self._served = self._served, None
            if served is not None:
                served.close()


def make_key_of_record(page: Page, body: str, pages: Mapping[str, Page]) -> Key:
    """What the page of a record is made of."""
    before, after = (pages.get(address) if address else None for address in (page.previous, page.next))
    return page, body, before and before.title, after and after.title


def make_key(sheet: Sheet) -> Key:
    """What a page is made of that MkDocs knows."""
    return sheet.page, sheet.body, sheet.before, sheet.after


def render(theme: Theme, page: ThemePage, sheet: Sheet) -> str:
    """A page of MkDocs around another body, as MkDocs renders it."""
    page.content = sheet.body
    page.active = True
    try:
        return theme.config.plugins.on_post_page(render_page(theme, page), page=page, config=theme.config)
    finally:
        page.active = False


def insert(html: str, notices: str) -> str:
    """A page with what is wrong at the top of its article."""
    return ARTICLE.sub(lambda match: f"{match[0]}\n{notices}", html, count=1) if notices else html


def insert_now(html: str, before: str, notices: str) -> str:
    """The same, in the place of what stood there before."""
    return insert(html.replace(f"\n{before}", "", 1) if before else html, notices)
