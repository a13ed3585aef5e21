"""A build of pages that are all made anew, and what any build tells of a site before its pages are made."""

from __future__ import annotations

import secrets
from functools import cached_property

from sayso.build import Built
from sayso.checking import Checked
from sayso.listing import Listing
from sayso.page_values import Link
from sayso.records import FOLDERS
from sayso.site_memory import Sheet, Summary


class WholeBuild:
    """The build of pages that are all made anew, as a door takes them."""

    def __init__(self, built: Built, checked: Checked) -> None:
        self._built = built
        self._checked = checked

    @property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""
        return self._built

    @cached_property
    def summary(self) -> Summary:
        """What is known of the site before any page is made."""
        return summarize(self.built, self._checked, "", {})

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know."""
        return make_sheet(self.built, address)

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        return self.built.link(record_id)


def make_sheet(built: Built, address: str) -> Sheet:
    """A page with its body and the titles of those before and after it."""
    page = built.pages[address]
    before, after = (one and built.title(one) for one in (page.previous, page.next))
    return Sheet(page, built.body(page), before, after)


def summarize(built: Built, checked: Checked, stamp: str, listing: Listing) -> Summary:
    """What is known of a site before any page is made."""
    library = built.site.library
    counts = dict.fromkeys(FOLDERS, 0)
    for record in library.records:
        counts[record.folder] += 1
    counts["positions"] = len(library.standings)
    marks = {built.site.urls.page(redirect.address): redirect.mark for redirect in library.redirects}
    return Summary(
        build=secrets.token_hex(),
        stamp=stamp,
        listing=listing,
        problems=checked.problems,
        words=checked.words,
        outcome=checked.outcome,
        newest=built.newest,
        counts=counts,
        addresses=tuple(built.pages),
        redirects=tuple((redirect, marks[redirect.address]) for redirect in built.redirects),
    )
