"""What is wrong, by the page that tells it: a record's own page, a hand-written one, or the home page for the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.page_values import Link, Words
from sayso.pages import Site
from sayso.previewing.repairing import Repaired, State
from sayso.previewing.versions import Owners, has_address
from sayso.problems import Problem

ALONE = {
    State.EARLIER: "Below: the last version that could be shown.",
    State.PARTLY: "Below: what could be read of it.",
    State.LEFT_OUT: "Nothing of it could be shown.",
}
THROUGH_OTHER = {
    State.EARLIER: "Below: an earlier version. The new one leads to a record that cannot be shown:",
    State.PARTLY: "Below: this record without what leads to a record that cannot be shown:",
    State.LEFT_OUT: "Left out of the preview. It leads to a record that cannot be shown:",
}
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

    def __init__(self, site: Site, owners: Owners, repaired: Repaired, problems: Iterable[Problem]) -> None:
        self._site = site
        self._owners = owners
        self._reasons = repaired.reasons
        self._problems: defaultdict[str | None, list[Problem]] = defaultdict(list)
        for problem in problems:
            record_id = owners.find(problem.mark.path)
            self._problems[record_id if record_id and self.find_address(record_id) else None].append(problem)

    def troubles(self) -> Iterator[Trouble]:
        """All troubles: those of records by id, and last those of files that belong to none."""
        told = {record_id for record_id in self._problems if record_id} | self._reasons.keys()
        for record_id in sorted(told):
            if link := self.link(record_id):
                yield Trouble(link, RECORD, tuple(self._problems.get(record_id, ())), self.note(record_id))
        if rest := self._problems.get(None):
            yield Trouble(Link(Words("home page"), self._site.urls.index("")), NO_RECORD, tuple(rest))

    def link(self, record_id: str) -> Link | None:
        """The link to the page of a record, or to that which stands in for it; none where it has neither.

        It is named by its id: a claim's words are never printed without who says them.
        """
        has_page = record_id in self._problems or record_id in self._reasons or self._site.library.get(record_id)
        address = self.find_address(record_id) if has_page else None
        return Link(Words(record_id), address) if address is not None else None

    def find_address(self, record_id: str) -> str | None:
        """Where the page of a record is or would be; none where its id can have no page."""
        record = self._site.library.get(record_id)
        if record is not None:
            return self._site.urls.record(record)
        entry = self._owners.entries.get(record_id)
        return self._site.urls.of(entry.kind.folder, record_id) if entry and has_address(entry) else None

    def note(self, record_id: str) -> Note | None:
        """What to say of a record that is not shown as it is."""
        reason = self._reasons.get(record_id)
        if reason is None:
            return None
        other = self.link(reason.other) if reason.other else None
        if other is None:
            return Note(ALONE[reason.state])
        if not reason.is_needed:
            return Note(THROUGH_OTHER[reason.state], other)
        is_gone = record_id not in self._owners.entries
        start = "The file of this record is gone. Below: its last version" if is_gone else "Below: an earlier version"
        return Note(f"{start}, to which another record still leads:", other)
