"""What the preview shows at one time: pages, and what stands at the top of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sayso.build import Built
from sayso.checking import Checked
from sayso.page_addresses import Urls
from sayso.page_values import Link, Page, Words
from sayso.previewing.excerpts import read_excerpt
from sayso.previewing.panels import view_notices
from sayso.previewing.troubles import PAGE, RECORD, Finder, Trouble
from sayso.problems import Problem
from sayso.records import FOLDERS


@dataclass(frozen=True, slots=True)
class StandInView:
    """The page of a record that cannot be shown: its id, its kind, the list of its kind."""

    title: str
    kind: str
    list: Link


@dataclass
class Shown:
    """All that is wrong, the pages that can be made, and what kept newer ones from being made."""

    root: Path
    checked: Checked
    built: Built
    finder: Finder
    troubles: list[Trouble]
    mishap: Exception | None = None

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by address, with those that stand in for records which cannot be shown."""
        return {**self.built.pages, **make_stand_ins(self.troubles, self.built)}

    @property
    def whole(self) -> Built:
        """The same, as a door takes them."""
        return replace(self.built, pages=self.pages)

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages: to its page or to that which stands in for it."""
        return self.built.link(record_id) or self.finder.link(record_id)

    def add_page(self, path: str, address: str, problems: Sequence[Problem]) -> None:
        """Notes what is wrong with a hand-written page."""
        self.troubles.append(Trouble(Link(Words(path), address), PAGE, tuple(problems)))

    def notices(self, address: str) -> str:
        """The HTML of what the page at an address says of all this; nothing where nothing is wrong."""
        mishap = f"{type(self.mishap).__name__}: {self.mishap}" if self.mishap else None
        view = view_notices(
            self.troubles, address, self.built.site.urls, lambda mark: read_excerpt(self.root, mark), mishap
        )
        return self.built.renderer.render_view("panel.html", view, address).strip()


def make_stand_ins(troubles: Iterable[Trouble], built: Built) -> dict[str, Page]:
    """A page for each record that has a trouble and no page."""
    addresses = (trouble.link for trouble in troubles if trouble.place == RECORD)
    return {link.address: make_stand_in(link, built.site.urls) for link in addresses if link.address not in built.pages}


def make_stand_in(link: Link, urls: Urls) -> Page:
    """The page of a record that cannot be shown; it holds nothing of the record but its id."""
    kind = FOLDERS[link.address.partition("/")[0]]
    every = Link(Words(f"All {kind.folder}"), urls.index(kind.folder))
    title = link.words.text
    return Page(link.address, "stand-in.html", StandInView(title, kind.kind_name, every), title, "", ())
