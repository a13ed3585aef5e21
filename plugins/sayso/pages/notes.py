"""Notes: the sources of what stands on a page, numbered, so that a printed page still says where everything is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sayso.library import Standing
from sayso.pages.site import Site
from sayso.pages.sources import SourceRow, sort_sources, view_source_row


class Notes(NamedTuple):
    """The sources by the date published, then title; each source's number is its place in the list, from 1."""

    numbers: Mapping[str, int]
    """By the id of the source."""
    rows: tuple[SourceRow, ...]


def view_notes(site: Site, standings: Iterable[Standing]) -> Notes:
    """The notes of a page that shows these positions."""
    ids = dict.fromkeys(standing.position.source for standing in standings)
    sources = sort_sources(site.library.sources[one] for one in ids)
    return Notes(
        {source.id: number for number, source in enumerate(sources, 1)},
        tuple(view_source_row(site, source) for source in sources),
    )
