"""What is wrong, by the page that tells it: a record's own page, a hand-written one, or the home page for the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.loading import Entry
from sayso.loading.forms import TextFault, read_id
from sayso.pages import Link, Site, Words
from sayso.previewing.repairing import Reason, Repaired
from sayso.previewing.versions import Owners
from sayso.problems import Problem

RECORD, PAGE, NO_RECORD = "this record", "this page", "files that belong to no record"


@dataclass(frozen=True, slots=True)
class Note:
    """Why a page shows an earlier version or none, and the page where that can be mended, if it is another."""

    words: str
    other: Link | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What one page tells: the link to it, what its problems are found in, the problems, what the page shows."""

    link: Link
    place: str
    problems: tuple[Problem, ...] = ()
    note: Note | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the site from being published."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if not problem.is_error)


class Finder:
    """Finds the page that tells of a file or record, in a site whose library was repaired."""

    def __init__(self, site: Site, owners: Owners, repaired: Repaired) -> None:
        self._site = site
        self._owners = owners
        self._repaired = repaired

    def troubles(self, problems: Iterable[Problem]) -> Iterator[Trouble]:
        """All troubles: those of records by id, and last those of files that belong to none."""
        found: defaultdict[str | None, list[Problem]] = defaultdict(list)
        for problem in problems:
            record_id = self._owners.find(problem.mark.path)
            found[record_id if record_id and self.link(record_id) else None].append(problem)
        reasons = {**self._repaired.earlier, **self._repaired.left_out}
        for record_id in sorted({key for key in found if key} | reasons.keys()):
            if link := self.link(record_id):
                yield Trouble(link, RECORD, tuple(found[record_id]), self.note(record_id, reasons.get(record_id)))
        if rest := found[None]:
            home = Link(Words(NO_RECORD), self._site.urls.index(""))
            yield Trouble(home, NO_RECORD, tuple(rest))

    def link(self, record_id: str) -> Link | None:
        """The link to the page of a record, or to that which stands in for it; none where its id can have no page.

        It is named by its id: a claim's words are never printed without who says them.
        """
        record = self._site.library.get(record_id)
        if record is not None:
            return Link(Words(record_id), self._site.urls.record(record))
        entry = self._owners.entries.get(record_id)
        if entry is None or not has_address(entry):
            return None
        return Link(Words(record_id), self._site.urls.of(entry.kind.folder, record_id))

    def note(self, record_id: str, reason: Reason | None) -> Note | None:
        """What to say of a record that is not shown as it is."""
        if reason is None:
            return None
        other = self.link(self.root_of(record_id, reason)) if reason.other else None
        if reason.is_needed:
            return Note(f"{self.start_needed(record_id)}, to which another record still leads:", other)
        is_left_out = record_id in self._repaired.left_out
        if other is not None:
            start = "Left out of the preview: it" if is_left_out else "Below: an earlier version. The new one"
            return Note(f"{start} leads to a record that cannot be shown:", other)
        if is_left_out:
            return Note("The preview has no version of it that could be read.")
        return Note("Below: the last version that could be read.")

    def start_needed(self, record_id: str) -> str:
        """How to begin a note on a record that is shown as others need it to be."""
        if record_id in self._owners.entries:
            return "Below: an earlier version"
        return "The file of this record is gone. Below: its last version"

    def root_of(self, record_id: str, reason: Reason) -> str:
        """The record through which all began that keeps another from being shown."""
        reasons: Mapping[str, Reason] = {**self._repaired.earlier, **self._repaired.left_out}
        seen = {record_id}
        other = reason.other
        while other is not None and other not in seen:
            seen.add(other)
            following = reasons.get(other)
            if following is None or following.other is None or following.is_needed:
                return other
            other = following.other
        return reason.other or record_id


def has_address(entry: Entry) -> bool:
    """Whether a record's id is one that a page can have; a reserved one is the address of something else."""
    try:
        read_id(entry.id)
    except TextFault:
        return False
    return True
