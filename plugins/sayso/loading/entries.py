"""Entries: what is known of a record's file, and where its values stand once somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.loading.decoding import decode_record
from sayso.loading.findings import Place, Pointer, make_pointer
from sayso.loading.plain_yaml import find_value
from sayso.loading.reading import read_yaml
from sayso.problems import Mark
from sayso.records import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """A record's file: what it holds, where each value stands, whom it mentions.

    `record` is none while something in the file is at fault; its id, its mentions and whether it is a draft count all
    the same.
    """

    kind: type[Record]
    id: str
    path: str
    record: Record | None
    source: bytes | Mapping[Place, Mark] = field(repr=False)
    """The bytes of a file without faults, from which marks are read when somebody asks; else the marks themselves."""
    pointers: tuple[Pointer, ...]
    is_draft: bool = False
    _marks: Mapping[Place, Mark] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def is_published(self) -> bool:
        """Whether the record can be read, is no draft, and was not merged into another."""
        return self.record is not None and not self.is_draft and self.record.merged_into is None

    @property
    def marks(self) -> Mapping[Place, Mark]:
        """Where each value stands."""
        if not isinstance(self.source, bytes):
            return self.source
        if self._marks is None:
            object.__setattr__(self, "_marks", read_marks(self))
        return self._marks or {}

    def mark(self, *place: str | int) -> Mark:
        """Where a value stands; the nearest thing around it where the file does not hold it."""
        if self._marks is None and len(place) == 1 and isinstance(self.source, bytes):
            found = find_value(self.source, str(place[0]))
            if found is not None:
                return Mark(self.path, *found)
        marks = self.marks
        while place and place not in marks:
            place = place[:-1]
        return marks.get(place, Mark(self.path))

    def __reduce__(self) -> tuple[Any, ...]:
        """What an entry is pickled as: marks that were read from its source are left out."""
        steps = [step for pointer in self.pointers for step in pointer]
        return restore, (self.kind, self.id, self.path, self.record, self.source, self.is_draft, *steps)


def restore(  # noqa: PLR0913, PLR0917 -- all that an entry is made of
    kind: type[Record],
    record_id: str,
    path: str,
    record: Record | None,
    source: bytes | Mapping[Place, Mark],
    is_draft: bool,  # noqa: FBT001 -- only pickles call this
    *steps: Any,  # noqa: ANN401 -- target, kinds and place of one mention after the other
) -> Entry:
    """The entry that was pickled."""
    pointers = tuple(map(make_pointer, zip(steps[::3], steps[1::3], steps[2::3], strict=True)))
    return Entry(kind, record_id, path, record, source, pointers, is_draft)


def read_marks(entry: Entry) -> Mapping[Place, Mark]:
    """Where each value of a file without faults stands."""
    node, _ = read_yaml(entry.source if isinstance(entry.source, bytes) else b"", entry.path)
    if node is None:  # cannot be: the file was read before
        return {}
    _, _, findings = decode_record(entry.kind, entry.id, node)
    return findings.marks
