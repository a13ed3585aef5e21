"""Events: what is said to have happened."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import (
    ActorId,
    ClaimId,
    Description,
    EventId,
    Part,
    PlaceId,
    Record,
    SourceOrText,
    Text,
    When,
)


class Participant(Part):
    """An actor's part in an event, with the claims that say so."""

    actor: ActorId
    """Who."""
    role: Literal[
        "carried-out",
        "caused",
        "ordered",
        "target",
        "affected",
        "driven-out",
        "took-part",
        "hosted",
        "reacted",
        "investigated",
        "witnessed",
    ]
    """The part that the actor is said to have had."""
    according_to: tuple[ClaimId, ...]
    """The claims that say so."""


class Event(Record):
    """Something that is said to have happened; its page prints the claims it rests on with their speakers."""

    kind_name = "event"
    folder = "events"

    name: Text
    """A neutral name."""
    date: When
    """When it is said to have happened, such as `2015-09-30`, `2015-09~`, `../2015-10` or `unknown`."""
    date_from: tuple[SourceOrText, ...] = ()
    """The sources of the date, or one sentence that says where it comes from."""
    places: tuple[PlaceId, ...] = ()
    """Where it is said to have happened."""
    part_of: EventId | None = None
    """The larger event that it belongs to."""
    described_as: tuple[Description, ...] = ()
    """Labels that sources use for it, each with its source."""
    rests_on: tuple[ClaimId, ...] = ()
    """The claims that say it happened."""
    participants: tuple[Participant, ...] = ()
    """Who is said to have had which part."""
