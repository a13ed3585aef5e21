"""Versions of records: what was read of them now, and what of the last reading can stand in for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.library import Library
from sayso.loading import Entry, Loaded, Prose, StoredText
from sayso.loading.forms import TextFault, read_id
from sayso.mentions import Hints, Mention, check_mention, list_mentions
from sayso.problems import Problem
from sayso.records import FOLDERS

# Of two files with one id the first is the record, as if there were no second.
HARMLESS = "duplicate-id"


@dataclass(frozen=True)
class Version:
    """A record that was read without a fault, and what stands beside its file."""

    entry: Entry
    text: StoredText | None = None
    prose: Prose | None = None

    @property
    def mentions(self) -> Iterator[Mention]:
        """What its page would need to be there."""
        record_id = self.entry.id
        proses = {record_id: self.prose} if self.prose else {}
        return (mention for mention in list_mentions({record_id: self.entry}, proses) if mention.is_published)

    def says_the_same_as(self, other: Version | None) -> bool:
        """Whether another version has the same words, wherever they stand in its file."""
        if other is None:
            return False
        proses = [version.prose.text if version.prose else None for version in (self, other)]
        return (self.entry.record, self.text) == (other.entry.record, other.text) and proses[0] == proses[1]


Versions = Mapping[str, Version]


class Owners:
    """Which record each file belongs to: its own file, and those that stand beside it."""

    def __init__(self, loaded: Loaded, content: str) -> None:
        self._content = content
        self.entries: Mapping[str, Entry] = {entry.id: entry for entry in loaded.entries}
        self._by_path = {entry.path: entry.id for entry in loaded.entries}
        self._by_path |= {text.path: record_id for record_id, text in loaded.texts.items()}
        self._by_path |= {prose.path: record_id for record_id, prose in loaded.proses.items()}

    def find(self, path: str) -> str | None:
        """The id of the record to which a file belongs, if it belongs to one."""
        if path in self._by_path:
            return self._by_path[path]
        folder, _, below = path.removeprefix(f"{self._content}/").partition("/")
        stem = below.rpartition("/")[2].rpartition(".")[0]
        return stem if folder in FOLDERS and stem in self.entries else None


def versions_of(library: Library) -> dict[str, Version]:
    """The versions that a library shows."""
    return {
        record_id: Version(entry, library.texts.get(record_id), library.proses.get(record_id))
        for record_id, entry in library.entries.items()
        if entry.record is not None
    }


def readable(loaded: Loaded, owners: Owners) -> dict[str, Version]:
    """The versions of all records that can be read with everything that stands beside them."""
    faulty = {owners.find(problem.mark.path) for problem in loaded.problems if is_grave(problem)}
    return {
        entry.id: Version(entry, loaded.texts.get(entry.id), loaded.proses.get(entry.id))
        for entry in loaded.entries
        if entry.record is not None and entry.id not in faulty
    }


def is_grave(problem: Problem) -> bool:
    """Whether a fault of reading leaves a record that is not the one that was meant."""
    return problem.is_error and problem.code != HARMLESS


def find_gap(version: Version, versions: Versions) -> str | None:
    """The first record that a version mentions and that is not there as it would have to be; none where all are."""
    for mention in version.mentions:
        target = versions.get(mention.target)
        if check_mention(mention, target.entry if target else None, Hints({})):
            return mention.target
    return None


def has_address(entry: Entry) -> bool:
    """Whether a record's id is one that a page can have; a reserved one is the address of something else."""
    try:
        read_id(entry.id)
    except TextFault:
        return False
    return True
