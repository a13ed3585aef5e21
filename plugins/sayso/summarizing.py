"""What a build tells of a site before its pages are made, and the pages that MkDocs is to know."""

from __future__ import annotations

from sayso.build import Built
from sayso.checking import Checked
from sayso.listing import Listing
from sayso.records import FOLDERS
from sayso.site_memory import Sheet, Summary


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
        stamp=stamp,
        listing=listing,
        problems=checked.problems,
        words=checked.words,
        counted=checked.counted,
        newest=built.newest,
        counts=counts,
        addresses=tuple(built.pages),
        redirects=tuple((redirect, marks[redirect.address]) for redirect in built.redirects),
    )
