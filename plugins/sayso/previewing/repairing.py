"""A library that can be shown, from records of which some cannot: earlier versions stand in for these.

Pages look up what a record mentions without asking whether it is there, so the library is made whole: each mention in
it leads to a record that is there, published and of the right kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.library import Library
from sayso.loading import Loaded
from sayso.previewing.versions import Owners, Version, Versions, find_gap, readable, versions_of


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record is not shown as it is: through itself, or through another record, which may need it as it was."""

    other: str | None = None
    is_needed: bool = False


@dataclass(frozen=True)
class Repaired:
    """The library; and by id, why an earlier version stands in it or, in `left_out`, none at all."""

    library: Library
    earlier: Mapping[str, Reason]
    left_out: Mapping[str, Reason]


def repair(loaded: Loaded, owners: Owners, last: Library | None, doubtful: Iterable[str] = ()) -> Repaired:
    """The newest library that is whole; `last` is the one that was shown last, `doubtful` are not shown as they are.

    What was shown last was whole, so an earlier version can always be shown with the earlier versions of all that it
    mentions; a record of which there is none is left out, and so is what mentions it.
    """
    repairing = Repairing(readable(loaded, owners), versions_of(last) if last else {})
    for record_id in owners.entries.keys() - repairing.now.keys() | set(doubtful):
        repairing.step_back(record_id, Reason())
    repairing.close_gaps()
    return repairing.finish()


@dataclass
class Repairing:
    """The versions of now and before, and those chosen so far; a record goes from now to before and never again."""

    now: Versions
    before: Versions
    chosen: dict[str, Version] = field(init=False)
    reasons: dict[str, Reason] = field(init=False, default_factory=dict)

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
            self.step_back(record_id, Reason(gap))
        elif self.chosen.get(gap) is not self.before[gap]:
            self.chosen[gap] = self.before[gap]
            self.reasons[gap] = Reason(record_id, is_needed=True)
        else:
            message = f"the last library was not whole: {record_id} mentions {gap}"
            raise ValueError(message)

    def step_back(self, record_id: str, reason: Reason) -> None:
        """Takes the earlier version of a record, or leaves it out where there is none."""
        self.reasons.setdefault(record_id, reason)
        if record_id in self.before:
            self.chosen[record_id] = self.before[record_id]
        else:
            self.chosen.pop(record_id, None)

    def finish(self) -> Repaired:
        """The library of the chosen versions, and what became of the others."""
        chosen = self.chosen
        texts = {record_id: version.text for record_id, version in chosen.items() if version.text}
        proses = {record_id: version.prose for record_id, version in chosen.items() if version.prose}
        library = Library(Loaded(tuple(version.entry for version in chosen.values()), texts, proses, ()))
        earlier, left_out = {}, {}
        for record_id, reason in sorted(self.reasons.items()):
            if record_id not in chosen:
                left_out[record_id] = reason
            elif not chosen[record_id].says_the_same_as(self.now.get(record_id)):
                earlier[record_id] = reason
        return Repaired(library, earlier, left_out)
