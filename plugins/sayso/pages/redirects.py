"""Pages at old addresses, each with a link to where its record stands now."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.page_values import RedirectView, capital
from sayso.pages.search import search_line, search_title
from sayso.pages.site import Site


def view_redirects(site: Site) -> Iterator[RedirectView]:
    """The pages at all old addresses, sorted by address."""
    for redirect in sorted(site.library.redirects, key=lambda redirect: redirect.address):
        record = site.library.get(redirect.target)
        if record is not None:
            yield RedirectView(
                address=site.urls.page(redirect.address),
                target=site.urls.record(record),
                kind=capital(record.kind_name),
                title=search_title(record),
                who=capital(search_line(site, record)),
            )
