"""A gap, and what is said of all gaps of one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sayso.library import Library


class Gap(NamedTuple):
    """Something that the records do not hold, and the record whose file would hold it."""

    record_id: str
    """The record to be edited."""
    place: tuple[str | int, ...] = ()
    """The keys that lead to the value in its file that the gap is about; empty for the record as a whole."""
    about: str | None = None
    """The id of whom or what the gap is about, where that is another record."""
    words: str | None = None
    """What is missing here, where the heading does not say all of it."""
    number: int = 1
    """How many things are missing."""


class GapKind(NamedTuple):
    """One kind of gap; `key` is permanent, keys of records stand in single quotes in `advice`."""

    key: str
    heading: str
    advice: str
    """What an editor can do about it, in full sentences."""
    folders: tuple[str, ...]
    """The kinds of records that have such gaps, by their folders, in the order in which a page lists them."""
    find: Callable[[Library, Any], Iterator[Gap]]
    """Finds those in a record of one of these kinds."""
