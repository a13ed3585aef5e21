"""What is not recorded of sources: that we saw them, and where readers can."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.gaps.gap import Gap
from sayso.library import Library
from sayso.records import Source


def find_sources_not_seen(_: Library, source: Source) -> Iterator[Gap]:
    """A source that we know only as another one describes it; that one is `about`."""
    if source.access == "described-only":
        yield Gap(source.id, ("access",), source.described_in)


def find_sources_out_of_reach(_: Library, source: Source) -> Iterator[Gap]:
    """A source that we read, and that has no address, or is gone from it, with no archived copy."""
    if source.access == "described-only" or source.archived is not None:
        return
    if source.url is None:
        yield Gap(source.id, words="no address is recorded")
    elif source.status == "gone":
        yield Gap(source.id, ("status",), words="no longer at its address, and no archived copy is recorded")
