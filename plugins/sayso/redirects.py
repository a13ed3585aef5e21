"""Old addresses of records, and the record that each leads to: of merged records, and those that records declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.following import find_ends
from sayso.loading import Entry
from sayso.problems import Mark


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address (a path without slashes at its ends), the id of the record that it leads to, and where it is said.

    It is declared where a record names it, and not where it was the address of a record that was merged.
    """

    address: str
    target: str
    mark: Mark
    is_declared: bool


def list_redirects(entries: Mapping[str, Entry]) -> Iterator[Redirect]:
    """The old addresses of all that is published, in the order of ids; those of merged records lead where these do."""
    records = {entry.id: entry.record for entry in entries.values() if entry.record is not None and not entry.is_draft}
    steps = {record.id: record.merged_into for record in records.values() if record.merged_into is not None}
    ends = find_ends(steps)
    for record in records.values():
        entry, target = entries[record.id], entries.get(ends.get(record.id, record.id))
        if target is None or not target.is_published:
            continue
        if record.merged_into is not None:
            yield Redirect(own_address(entry), target.id, entry.mark("merged_into"), is_declared=False)
        for index, address in enumerate(record.redirect_from):
            yield Redirect(address, target.id, entry.mark("redirect_from", index), is_declared=True)


def own_address(entry: Entry) -> str:
    """The address that a record has by its kind and id, whether it is published or not."""
    return f"{entry.kind.folder}/{entry.id}"
