"""Actors: whoever says something or has part in an event."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import ActorId, Name, NamedRecord, Part, PartOf, SourceId, When

UNNAMED_KINDS = ("unnamed-person", "unnamed-group")


class Role(Part):
    """An office or task that a person holds or held."""

    role: Name
    """The role, such as `spokesperson`."""
    of: ActorId | None = None
    """The actor in which the role is held."""
    start: When | None = None
    """Since when."""
    end: When | None = None
    """Until when."""
    source: SourceId | None = None
    """The source that says so."""


class Actor(NamedRecord):
    """A person, group, government, outlet or other body; its kind is for editors and rules and is never printed."""

    kind_name = "actor"
    folder = "actors"

    kind: Literal[
        "person",
        "government",
        "government-body",
        "armed-force",
        "armed-group",
        "political-party",
        "intergovernmental-organization",
        "ngo",
        "institution",
        "company",
        "media-outlet",
        "community",
        "group",
        "unnamed-person",
        "unnamed-group",
    ]
    """What sort of actor it is; `group` is named people who act together."""
    roles: tuple[Role, ...] = ()
    """Offices held, with dates where known."""
    part_of: tuple[PartOf, ...] = ()
    """The larger actor it belongs to; left out, or with `according_to`, where that is contested."""

    @property
    def wholes(self) -> tuple[str, ...]:
        """The ids of the larger actors to which it undisputedly belongs now."""
        return tuple(part.of for part in self.part_of if part.is_undisputed_now)

    @property
    def is_unnamed(self) -> bool:
        """Whether this stands for people whom a source does not name, and who may overlap with others."""
        return self.kind in UNNAMED_KINDS
