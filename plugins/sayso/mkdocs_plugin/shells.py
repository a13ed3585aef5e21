"""The theme's page around a body, rendered by the theme once for each sort of page and filled in for each record.

Two pages of one kind differ in a handful of places of what stands around their bodies. A stand-in page, whose title,
description, neighbours and so on are marks that occur nowhere else, goes through the theme as MkDocs does it; where the
marks come out again, each page's own values are put. A theme may print something else that differs from page to page:
so one page of each sort is rendered both ways, and two with extreme words, and where they are not the same, no page is
filled in.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import cast

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.utils import get_relative_url

from sayso.mkdocs_plugin.telling import CONTEXT
from sayso.mkdocs_plugin.theme import fill_page, for_theme
from sayso.page_addresses import source_path
from sayso.page_values import Page, encode

log = logging.getLogger("mkdocs.plugins.sayso")
MARKS = {name: f"saysostandin{name}x7k2" for name in ("title", "description", "content")}
MARKS |= {name: f"saysostandin{name}x7k2" for name in ("before", "beforetitle", "after", "aftertitle")}
STEP = "saysostandinstep{}x7k2"
# Words that are as short as any and longer than most: a theme that looks at how long something is, or at what is in it,
# is likely to print something else around one of them.
EXTREMES = ("A", "No 10 of 1000 Words " + "and 7 more words " * 20)
# Settings that commands change, and no page shows.
OF_COMMANDS = ("site_dir", "strict")
ANY_MARK = re.compile(r"saysostandin(\w+?)x7k2")


class ThemeFault(Exception):  # noqa: N818 -- it is told to the owner of the theme in a sentence
    """What a theme does that keeps its pages from being filled in."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before or after: its address from the site's root, and its title as the theme prints it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a page has around its body: its own facts, and its neighbours."""

    page: Page
    before: Neighbour | None
    after: Neighbour | None


Finish = Callable[[str, str], str]


@dataclass(frozen=True)
class Theme:
    """What MkDocs renders pages with."""

    env: jinja2.Environment
    nav: Navigation
    files: Sequence[File]
    config: MkDocsConfig


def render_page(theme: Theme, page: ThemePage) -> str:
    """A page as MkDocs renders it, before plugins finish it."""
    context = get_context(theme.nav, theme.files, theme.config, page)
    template = theme.env.get_template(page.meta.get("template", "main.html"))
    context = theme.config.plugins.on_page_context(context, page=page, config=theme.config, nav=theme.nav)
    return template.render(context)


def make_extreme(around: Around, words: str) -> Around:
    """A page of the same sort of which all that differs from page to page consists of these words."""
    page = around.page
    ending = "/" if page.address.endswith("/") else ".html"
    first, *inner = page.address.removesuffix(ending).split("/")
    name = "-".join(words.lower().split())
    neighbour = Neighbour(f"{first}/{name}-too{ending}", words)
    return Around(
        page._replace(
            address="/".join([first, *(name for _ in inner)]) + ending,
            title=words,
            description=page.description and words,
        ),
        around.before and neighbour,
        around.after and neighbour,
    )


def stamp_own(config: MkDocsConfig) -> dict[str, str]:
    """The digests of all of a project's own that may decide on a page: files of its theme, hooks, and settings."""
    custom = Path(config.theme.custom_dir or os.devnull)
    hooks = cast("Mapping[str, ModuleType]", config.hooks).values()
    files = [*sorted(path for path in custom.rglob("*") if path.is_file()), *(Path(str(one.__file__)) for one in hooks)]
    plain = {name: value for name, value in config.items() if isinstance(value, str | int) and name not in OF_COMMANDS}
    text = json.dumps([plain, config.nav, config.extra, config.theme], default=make_plain, skipkeys=True)
    return {str(path): digest(path.read_bytes()) for path in files} | {"": digest(text.encode())}


def make_plain(value: object) -> object:
    """What JSON can hold of a value of the settings."""
    return dict(value) if isinstance(value, Mapping) else type(value).__name__


def digest(data: bytes) -> str:
    """The digest of these bytes."""
    return hashlib.sha256(data).hexdigest()


class Shells:
    """Makes whole pages of bodies: quickly with `fill`, or as MkDocs does it with `render`.

    `finish` does to a page what is done to it last, given the way from it to the root.
    """

    def __init__(self, theme: Theme, finish: Finish) -> None:
        self._theme = theme
        self._finish = finish
        self._shells: dict[tuple[object, ...], bytes] = {}
        # Who is asked about the context of each page may say something else each time.
        self._is_refused = bool(theme.config.plugins.events[CONTEXT])

    def stamp(self, addresses: Iterable[str]) -> dict[str, str]:
        """What decides on all that stands around the bodies of pages at these addresses, by sort of address.

        That is what the theme makes of stand-ins, and all of the project's own that tells it what else to make.
        """
        stamps = stamp_own(self._theme.config)
        if self._is_refused:
            stamps[CONTEXT] = secrets.token_hex()  # nobody knows by what others decide what they say of each page
        for address in addresses:
            steps = address.rstrip("/").split("/")
            sort = f"{steps[0]} {len(steps)}"
            if sort not in stamps:
                page = Page(address, "", None, "", "-", ())
                neighbour = Neighbour(address, "")
                stamps[sort] = digest(
                    self.render(self._stand_in(Around(page, neighbour, neighbour), steps), "").encode()
                )
        return stamps

    def make(self, around: Around, body: str) -> bytes:
        """The whole page of a body as its file holds it: filled in where the theme allows, else made by it."""
        if not self._is_refused:
            try:
                return self.fill(around, body)
            except ThemeFault as fault:
                log.info("%s, so the theme makes each of them, which takes longer.", fault)
                self._is_refused = True
        return encode(self.render(around, body))

    def fill(self, around: Around, body: str) -> bytes:
        """The whole page of a body as its file holds it, as the theme would have made it.

        Raises ThemeFault where the theme makes pages of which this cannot be said.
        """
        page = around.page
        steps = page.address.rstrip("/").split("/")
        sort = self._sort(around, steps)
        shell = self._shells.get(sort)
        if shell is None:
            shell = self._shells[sort] = self._make_shell(around, body, steps)
        return shell % self._values(around, body, steps)

    def render(self, around: Around, body: str) -> str:
        """The whole page of a body, made by the theme as MkDocs does it."""
        page = around.page
        theme_page = self._theme_page(page.address, page.title)
        fill_page(theme_page, page)
        theme_page.content = body
        theme_page.edit_url = None
        for name, neighbour in (("previous_page", around.before), ("next_page", around.after)):
            if neighbour is not None:
                other = self._theme_page(neighbour.url, "")
                other.title = Markup(neighbour.title)  # noqa: S704 -- it is escaped already
                setattr(theme_page, name, other)
        return self._finish(render_page(self._theme, theme_page), get_relative_url(".", theme_page.url))

    def _theme_page(self, address: str, title: str) -> ThemePage:
        """A page of MkDocs that is in no list of it."""
        file = File.generated(self._theme.config, source_path(address), content="")
        page = ThemePage(None, file, self._theme.config)
        page.title = for_theme(title)
        return page

    def _sort(self, around: Around, steps: list[str]) -> tuple[object, ...]:
        """What decides which parts a page has around its body, and what leads from it elsewhere."""
        page = around.page
        return (
            page.address.endswith("/"),
            steps[0],
            len(steps),
            bool(page.description),
            around.before is not None,
            around.after is not None,
        )

    def _make_shell(self, around: Around, body: str, steps: list[str]) -> bytes:
        """The page of a stand-in with places for values, tried on a real page and on extreme ones of the same sort."""
        stand_in = self._stand_in(around, steps)
        html = self.render(stand_in, MARKS["content"])
        for name, neighbour in (("before", stand_in.before), ("after", stand_in.after)):
            if neighbour is not None:
                html = html.replace(get_relative_url(neighbour.url, stand_in.page.address), MARKS[name])
        parts = ANY_MARK.split(html)
        texts = (part.replace("%", "%%") if index % 2 == 0 else f"%({part})s" for index, part in enumerate(parts))
        shell = encode("".join(texts))
        for tried, its_body in ((around, body), *((make_extreme(around, words), words) for words in EXTREMES)):
            its_steps = tried.page.address.rstrip("/").split("/")
            if shell % self._values(tried, its_body, its_steps) != encode(self.render(tried, its_body)):
                raise ThemeFault(
                    "The theme prints something on the pages of records that is their own, beside titles and bodies"
                )
        return shell

    def _stand_in(self, around: Around, steps: list[str]) -> Around:
        """A page of marks, of the same sort."""
        page = around.page
        inner = [STEP.format(index) for index in range(1, len(steps))]
        ending = "/" if page.address.endswith("/") else ".html"
        return Around(
            Page(
                address="/".join([steps[0], *inner]) + ending,
                template=page.template,
                view=page.view,
                title=MARKS["title"],
                description=MARKS["description"] if page.description else "",
                breadcrumbs=(),
            ),
            around.before and Neighbour(f"{MARKS['before']}{ending}", MARKS["beforetitle"]),
            around.after and Neighbour(f"{MARKS['after']}{ending}", MARKS["aftertitle"]),
        )

    def _values(self, around: Around, body: str, steps: list[str]) -> Mapping[bytes, bytes]:
        """What stands in the places of the marks, as files hold it: only a part of a page is made of signs again."""
        page = around.page
        values = {"title": for_theme(page.title), "description": for_theme(page.description), "content": body}
        last = len(steps) - 1
        for index in range(1, last):
            values[f"step{index}"] = steps[index]
        values[f"step{last}"] = steps[last].removesuffix(".html")
        for name, neighbour in (("before", around.before), ("after", around.after)):
            if neighbour is not None:
                values[name] = get_relative_url(neighbour.url, page.address)
                values[f"{name}title"] = neighbour.title
        return {name.encode(): encode(value) for name, value in values.items()}
