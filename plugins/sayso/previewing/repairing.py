"""A library that can be shown, from records of which some cannot: earlier versions or parts stand in for these.

Pages look up what a record mentions without asking whether it is there, so the library is made whole: each mention in
it leads to a record that is there, published and of the right kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from sayso.library import Library
from sayso.loading import Loaded
from sayso.previewing.partly import PartialReader
from sayso.previewing.versions import Owners, Version, Versions, find_gap, readable, versions_of


class State(Enum):
    """What is shown of a record that is not shown as it is."""

    EARLIER = "its earlier version"
    PARTLY = "what could be read of it"
    LEFT_OUT = "nothing"


@dataclass(frozen=True, slots=True)
class Reason:
    """What is shown, and through which other record, if through one, which may need it as it was."""

    state: State
    other: str | None = None
    is_needed: bool = False


@dataclass(frozen=True)
class Repaired:
    """The library, and by id what is not shown as it is."""

    library: Library
    reasons: Mapping[str, Reason]


def repair(
    loaded: Loaded, owners: Owners, reader: PartialReader, last: Library | None, doubtful: Iterable[str] = ()
) -> Repaired:
    """The newest library that is whole; `last` is the one that was shown last, `doubtful` are not shown as they are.

    What was shown last was whole, so an earlier version can always be shown with the earlier versions of all that it
    mentions. Of a record that has none, what can be read is shown, without what leads nowhere.
    """
    repairing = Repairing(owners, reader, readable(loaded, owners), versions_of(last) if last else {})
    for record_id in sorted(owners.entries.keys() - repairing.now.keys() | set(doubtful)):
        repairing.step_back(record_id)
    repairing.close_gaps()
    return repairing.finish()


@dataclass
class Repairing:
    """The versions of now and before, and those chosen so far; a record goes from now to before and never again."""

    owners: Owners
    reader: PartialReader
    now: Versions
    before: Versions
    chosen: dict[str, Version] = field(init=False)
    others: dict[str, str | None] = field(init=False, default_factory=dict)
    """By record that is not shown as it is, the one through which it is not."""
    needed: set[str] = field(init=False, default_factory=set)
    without: defaultdict[str, set[str]] = field(init=False, default_factory=lambda: defaultdict(set))
    """By record of which a part is shown, those whose mention is left out of it."""

    def __post_init__(self) -> None:
        self.chosen = dict(self.now)

    def close_gaps(self) -> None:
        """Takes versions back until each mention leads to a record that is there."""
        is_changed = True
        while is_changed:
            is_changed = False
            for record_id in sorted(self.chosen):
                version = self.chosen.get(record_id)
                gap = find_gap(version, self.chosen) if version else None
                if gap is not None:
                    self.close_gap(record_id, gap)
                    is_changed = True

    def close_gap(self, record_id: str, gap: str) -> None:
        """Takes back a version that mentions what is not there; an earlier one brings what it mentions with it."""
        if self.chosen[record_id] is not self.before.get(record_id):
            self.step_back(record_id, gap)
        elif self.chosen.get(gap) is not self.before[gap]:
            self.chosen[gap] = self.before[gap]
            self.others[gap] = record_id
            self.needed.add(gap)
        else:
            message = f"the last library was not whole: {record_id} mentions {gap}"
            raise ValueError(message)

    def step_back(self, record_id: str, gap: str | None = None) -> None:
        """Takes the earlier version of a record; where there is none, what is left of it without its faults."""
        self.others.setdefault(record_id, gap)
        if gap is not None:
            self.without[record_id].add(gap)
        version = self.before.get(record_id) or self.reader.read(
            self.owners.entries[record_id], self.without[record_id]
        )
        if version is not None:
            self.chosen[record_id] = version
        else:
            self.chosen.pop(record_id, None)

    def finish(self) -> Repaired:
        """The library of the chosen versions, and what became of the others."""
        chosen = self.chosen
        texts = {record_id: version.text for record_id, version in chosen.items() if version.text}
        proses = {record_id: version.prose for record_id, version in chosen.items() if version.prose}
        library = Library(Loaded(tuple(version.entry for version in chosen.values()), texts, proses, ()))
        reasons = {
            record_id: Reason(self.state_of(record_id), other, record_id in self.needed)
            for record_id, other in sorted(self.others.items())
            if not self.is_as_now(record_id)
        }
        return Repaired(library, reasons)

    def is_as_now(self, record_id: str) -> bool:
        """Whether a record says what its file says now, whichever version it is."""
        chosen = self.chosen.get(record_id)
        return chosen is not None and chosen.says_the_same_as(self.now.get(record_id))

    def state_of(self, record_id: str) -> State:
        """What is shown of a record."""
        version = self.chosen.get(record_id)
        if version is None:
            return State.LEFT_OUT
        return State.EARLIER if version is self.before.get(record_id) else State.PARTLY
