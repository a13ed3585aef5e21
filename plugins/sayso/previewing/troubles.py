"""What is wrong, by the page that tells it: a record's own page, a hand-written one, or the home page for the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.pages import Link, Site, Words
from sayso.previewing.repairing import Reason, Repaired, State
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
        for record_id in sorted({key for key in found if key} | self._repaired.reasons.keys()):
            if link := self.link(record_id):
                yield Trouble(link, RECORD, tuple(found[record_id]), self.note(record_id))
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

    def note(self, record_id: str) -> Note | None:
        """What to say of a record that is not shown as it is."""
        reason = self._repaired.reasons.get(record_id)
        if reason is None:
            return None
        if reason.is_needed:
            is_gone = record_id not in self._owners.entries
            start = (
                "The file of this record is gone. Below: its last version" if is_gone else "Below: an earlier version"
            )
            return Note(f"{start}, to which another record still leads:", self.other_of(record_id, reason))
        if reason.other is None:
            return Note(ALONE[reason.state])
        other = self.other_of(record_id, reason)
        return Note(THROUGH_OTHER[reason.state], other) if other else Note(ALONE[reason.state])

    def other_of(self, record_id: str, reason: Reason) -> Link | None:
        """The link to the record through which all began that keeps this one from being shown as it is."""
        seen = [record_id]
        following = reason.other
        while following is not None and following not in seen and self.link(following):
            seen.append(following)
            then = self._repaired.reasons.get(following)
            following = then.other if then and not then.is_needed else None
        return self.link(seen[-1]) if len(seen) > 1 else None
