"""Which positions count, and why the others are shown without being counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from sayso.counting.names import sort_by_name
from sayso.library import Library, Standing
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED
from sayso.records.position import OPPOSING, QUESTIONING, REJECTING, SAYING, Figure

WhyNot = Literal["not-current", "source-voice", "unattributed", "our-reading", "rests-on-contested"]
WHY_NOT_COUNTED: dict[WhyNot, str] = {
    "not-current": "it no longer stands",
    "source-voice": "the source speaks in its own voice",
    "unattributed": "nobody is named as saying it",
    "our-reading": "it is our reading",
    "rests-on-contested": "it rests on something that is disputed",
}
"""Why a position is shown but not counted, as words after `not counted:`."""
NOT_COUNTED_RULES: dict[WhyNot, str] = {
    "not-current": "The speaker has taken it back or says otherwise now, or the outlet withdrew its report.",
    "source-voice": "An outlet says it itself, and names nobody who does.",
    "unattributed": "“Reportedly”, “is believed to” and the like.",
    "our-reading": "Editors made a step from the words to the claim; the step is printed as “Our reading”.",
    "rests-on-contested": (
        "It stands in a recording or document, or in somebody’s report of it, and somebody rejects or doubts that it "
        "is genuine or was said."
    ),
}
"""When that is so, in a sentence for readers."""
Side = Literal["says", "rejects", "questions"]


class Voice(NamedTuple):
    """One speaker's share in a position: a joint statement has a voice for each author."""

    speaker: str
    standing: Standing

    @property
    def spoken_for(self) -> str:
        """The actor for whom the words are spoken; only the first author of a joint text can speak `on_behalf_of`."""
        position = self.standing.position
        return (position.on_behalf_of or self.speaker) if self.speaker == position.actor else self.speaker


def why_not_counted(library: Library, standing: Standing) -> WhyNot | None:
    """Why a position is shown and not counted; None if it is counted."""
    return "not-current" if standing.position.status != "current" else why_never_counted(library, standing)


def why_never_counted(library: Library, standing: Standing) -> WhyNot | None:
    """Why a position would not count even while it was current."""
    position = standing.position
    if position.actor == SOURCE_VOICE:
        return "source-voice"
    if position.actor == UNATTRIBUTED:
        return "unattributed"
    if position.reading is not None:
        return "our-reading"
    # What it rests on takes longest to find, and hardly any position rests on something.
    claims = rests_on(library, standing)
    return "rests-on-contested" if claims and contested_by(library, claims) else None


def list_voices(library: Library, standings: Iterable[Standing]) -> list[Voice]:
    """The voices in those of the positions that are counted."""
    return [
        Voice(speaker, standing)
        for standing in standings
        if why_not_counted(library, standing) is None
        for speaker in dict.fromkeys(standing.speakers)
    ]


def is_unnamed(library: Library, actor_id: str) -> bool:
    """Whether the actor stands for people whom a source does not name."""
    actor = library.actors.get(actor_id)
    return actor is not None and actor.is_unnamed


def side_of(standing: Standing) -> Side | None:
    """The side that a position takes on its claim; None where it leaves it open."""
    stance = standing.position.stance
    if stance in SAYING:
        return "says"
    if stance in REJECTING:
        return "rejects"
    return "questions" if stance in QUESTIONING else None


def figure_of(standing: Standing) -> Figure | None:
    """The figure that a position on a number gives or rejects; None on every other claim."""
    return standing.position.figure if standing.claim and standing.claim.kind == "number" else None


def are_at_odds(saying: Standing, opposing: Standing) -> bool:
    """Whether of two positions on a claim one opposes what the other says: on a number, only the same figure is meant.

    A committee that counts 1,200 and rejects 340 does not contradict itself. What names no figure is meant of all.
    """
    said, opposed = figure_of(saying), figure_of(opposing)
    if said is None or opposed is None:
        return True
    if said.best is not None and opposed.best is not None:
        return said.best == opposed.best
    return bounds(said) == bounds(opposed)


def bounds(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """The figure as it is told from others: best, low, high."""
    return figure.best, figure.low, figure.high


def rests_on(library: Library, standing: Standing) -> tuple[str, ...]:
    """The claims that a position rests on: its own, its source's, and those of the sources which that one copies.

    A copy of a recording is not more genuine than the recording.
    """
    claims = set(standing.position.rests_on)
    for source_id in library.resting(standing.position.source):
        claims.update(library.sources[source_id].rests_on)
    return tuple(sorted(claims)) if claims else ()


def contested_by(library: Library, claim_ids: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those of the claims that somebody now rejects or doubts, by id, each with who does.

    Whether a rejection is itself counted does not matter here, so that two recordings that speak of each other cannot
    make each other count; only our own reading of somebody's words contests nothing.
    """
    contested = []
    for claim_id in sorted(set(claim_ids)):
        who = [
            speaker
            for standing in library.standings_on.get(claim_id, ())
            if standing.position.stance in OPPOSING
            and standing.position.status == "current"
            and standing.position.reading is None
            for speaker in standing.speakers
        ]
        if who:
            contested.append((claim_id, sort_by_name(library, who)))
    return tuple(contested)
