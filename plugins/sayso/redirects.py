"""Old addresses of records, and the record that each leads to: of merged records, and those that records declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    targets: dict[str, Entry | None] = {}
    for entry in entries.values():
        target = find_target(entries, entry, targets)
        if target is None or entry.record is None:
            continue
        if entry.record.merged_into is not None:
            yield Redirect(own_address(entry), target.id, entry.mark("merged_into"), is_declared=False)
        for index, address in enumerate(entry.record.redirect_from):
            yield Redirect(address, target.id, entry.mark("redirect_from", index), is_declared=True)


def find_target(entries: Mapping[str, Entry], entry: Entry, targets: dict[str, Entry | None]) -> Entry | None:
    """The published record that took a record's place, itself where none did; none where that is not published.

    `targets` holds what was found before, so that no chain of records is followed twice.
    """
    chain: list[str] = []
    following: Entry | None = entry
    while following is not None and following.id not in targets:
        targets[following.id] = None  # for a circle, which leads back to here
        chain.append(following.id)
        if following.record is None or following.is_draft:
            following = None
        elif following.record.merged_into is None:
            targets[following.id] = following
        else:
            following = entries.get(following.record.merged_into)
    target = targets[following.id] if following is not None else None
    targets.update(dict.fromkeys(chain, target))
    return target


def own_address(entry: Entry) -> str:
    """The address that a record has by its kind and id, whether it is published or not."""
    return f"{entry.kind.folder}/{entry.id}"
