"""Claims: sentences that somebody can assert or reject."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import ActorId, ActorOrText, ClaimId, Name, Part, Plain, QuestionId, Record, SubjectId
from sayso.records.position import Position


class ClaimLink(Part):
    """Another claim, and why it matters to this one, in the editors' words."""

    claim: ClaimId
    """The other claim."""
    why: Plain
    """Why, in one sentence; printed as the editors' reading."""


class Claim(Record):
    """One deniable sentence, and the positions on it."""

    kind_name = "claim"
    folder = "claims"

    text: Name
    """One deniable sentence: no hedge, no attribution, no loaded word; an *if* is written into it."""
    short: Name
    """A column head of at most 40 characters that says no more than the text."""
    kind: Literal["happening", "responsibility", "intent", "number", "forecast", "opinion"]
    """What sort of claim it is; never printed."""
    question: QuestionId
    """The question that it answers."""
    about: tuple[SubjectId, ...] = ()
    """The events, actors and places that it is about; the question's where left out."""
    accuses: tuple[ActorId, ...] = ()
    """Whom the claim accuses."""
    made_by: ActorOrText | None = None
    """Who makes the claim, where nobody in these records is recorded making it."""
    not_both_with: tuple[ClaimLink, ...] = ()
    """Claims that cannot hold together with this one, in the editors' reading."""
    bears_on: tuple[ClaimLink, ...] = ()
    """Neighbouring claims, in the editors' reading."""
    positions: tuple[Position, ...] = ()
    """Who asserts, doubts, denies or leaves it open, and where."""
