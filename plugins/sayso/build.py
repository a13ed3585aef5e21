"""Checked records to the pages of a site. Doors ask for bodies one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sayso.checking import Checked
from sayso.dates import Date
from sayso.library import Library
from sayso.pages import Link, Page, RedirectView, Settings, Site, link_to, make_pages, make_site, view_redirects
from sayso.rendering import Renderer

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Built:
    """What a door publishes: the pages by address, those at old addresses, and the newest date in the records."""

    checked: Checked
    site: Site
    pages: dict[str, Page]
    redirects: tuple[RedirectView, ...]
    newest: datetime
    renderer: Renderer = field(default_factory=Renderer)

    def body(self, page: Page) -> str:
        """The HTML of a page's body."""
        return self.renderer.render(page)

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        record = self.site.library.get(record_id)
        return None if record is None else link_to(self.site, record)


def build_pages(checked: Checked, settings: Settings) -> Built:
    """The pages of records that were checked and are free of errors."""
    site = make_site(checked.library, settings)
    pages = {page.address: page for page in make_pages(site)}
    return Built(checked, site, pages, tuple(view_redirects(site)), newest_date(checked.library))


def newest_date(library: Library) -> datetime:
    """The newest day on which something was checked, changed, published or said: the build's only clock."""
    dates: list[Date | None] = [story.as_of for story in library.stories.values()]
    dates += [change.date for record in library.records for change in record.changes]
    dates += [source.published for source in library.sources.values()]
    dates += [standing.position.said for standing in library.standings]
    return max((date.earliest for date in dates if date and date.earliest), default=EPOCH)
