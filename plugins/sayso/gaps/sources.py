"""What is not recorded of sources: that we saw them, and where readers can."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.gaps.gap import Gap
from sayso.library import Library


def find_sources_not_seen(library: Library) -> Iterator[Gap]:
    """Sources that we know only as another one describes them; that one is `about`."""
    for source in library.sources.values():
        if source.access == "described-only":
            yield Gap(source.id, ("access",), source.described_in)


def find_sources_out_of_reach(library: Library) -> Iterator[Gap]:
    """Sources that we read, and that have no address, or are gone from it, with no archived copy."""
    for source in library.sources.values():
        if source.access == "described-only" or source.archived is not None:
            continue
        if source.url is None:
            yield Gap(source.id, words="no address is recorded")
        elif source.status == "gone":
            yield Gap(source.id, ("status",), words="no longer at its address, and no archived copy is recorded")
