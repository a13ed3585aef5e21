"""Who puts an actor into what a question is about: "named in this by A"."""

from __future__ import annotations

from typing import NamedTuple

from sayso.counting.claim_labels import take_sides
from sayso.counting.counted import side_of
from sayso.counting.names import sort_by_name
from sayso.library import Library
from sayso.records import Claim
from sayso.records.parts import RESERVED_SPEAKERS


class Naming(NamedTuple):
    """A claim that names an actor, and the ids of who says it, by name; `source` and `unattributed` last."""

    claim_id: str
    speakers: tuple[str, ...]


def named_in(library: Library, question_id: str, actor_id: str) -> tuple[Naming, ...]:
    """Who else names an actor in the question's claims, by claim.

    A claim names whom it accuses, and whom an event lists as a participant according to it. What an actor says of
    itself stands in its own row already.
    """
    namings = [
        Naming(claim.id, sort_by_name(library, list_sayers(library, claim) - {actor_id}))
        for claim in library.claims_of.get(question_id, ())
        if actor_id in claim.accuses or actor_id in list_participants(library, claim)
    ]
    return tuple(naming for naming in namings if naming.speakers)


def list_participants(library: Library, claim: Claim) -> set[str]:
    """The actors who take part in events according to the claim."""
    return {
        library.events[entry.id].participants[int(pointer.place[1])].actor
        for entry, pointer in library.mentions.get(claim.id, ())
        if entry.id in library.events and pointer.place[0] == "participants"
    }


def list_sayers(library: Library, claim: Claim) -> set[str]:
    """Who now says a claim; of what is not counted only `source` and `unattributed`."""
    unsigned = {
        standing.position.actor
        for standing in library.standings_on.get(claim.id, ())
        if standing.position.status == "current"
        and standing.position.actor in RESERVED_SPEAKERS
        and side_of(standing) == "says"
    }
    return unsigned | {voice.speaker for voice in take_sides(library, claim).saying}
