"""What stands on every record's page: breadcrumbs, summary, changes, identifiers, and where its file is."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote as percent_encode

from sayso.page_values import DateView, Link, Page, ProseView, Section, View, Words
from sayso.pages.parts import date_view
from sayso.pages.site import Site
from sayso.pages.titles import title_of
from sayso.records import Record

# How lists of a kind are headed, in the order of the site's sections.
HEADINGS = {
    "stories": "Explainers",
    "questions": "Questions",
    "claims": "Claims",
    "events": "Events",
    "actors": "Actors",
    "places": "Places",
    "sources": "Sources",
}


class ChangeView(NamedTuple):
    """A published change."""

    date: DateView
    kind: str
    note: str


class Frame(NamedTuple):
    """The parts of a page that every kind of record has."""

    summary: ProseView | None
    changes: tuple[ChangeView, ...]
    identifiers: tuple[tuple[str, str], ...]
    file: str
    edit_url: str | None


def make_frame(site: Site, record: Record) -> Frame:
    """The frame of a record's page."""
    path = site.library.entries[record.id].path
    return Frame(
        summary=ProseView(record.summary) if record.summary else None,
        changes=tuple(ChangeView(date_view(change.date), change.kind, change.note) for change in record.changes),
        identifiers=tuple(sorted(record.identifiers.items())),
        file=path,
        edit_url=edit_url(site, path),
    )


def make_record_page(  # noqa: PLR0913 -- a page has these parts, and each caller names them
    site: Site,
    record: Record,
    view: View,
    *,
    description: str,
    sections: tuple[Section, ...] = (),
    parents: tuple[Link, ...] = (),
) -> Page:
    """The page of a record, under its kind's list."""
    heading = Link(Words(HEADINGS[record.folder]), site.urls.index(record.folder))
    return Page(
        address=site.urls.record(record),
        template=f"{record.kind_name}.html",
        view=view,
        title=title_of(site, record),
        description=" ".join(description.split()),
        breadcrumbs=(home_link(site), heading, *parents),
        sections=sections,
    )


def edit_url(site: Site, path: str) -> str | None:
    """Where a file can be edited, if the site says where its repository is."""
    base = site.settings.edit_base
    return f"{base}{percent_encode(path)}" if base else None


def home_link(site: Site) -> Link:
    """The link to the home page."""
    return Link(Words("Home"), site.urls.index(""))
