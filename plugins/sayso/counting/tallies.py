"""The tally: how many speakers of how many bodies made how many statements, in how many reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.counting.bodies import Body, connect, form_bodies
from sayso.counting.counted import Voice, is_unnamed, list_voices
from sayso.counting.names import date_order, known, rank_by_name, sort_by_title
from sayso.dates import Date
from sayso.library import Library, Standing, group
from sayso.problems import count

TALLY_RULES = {
    "speakers": (
        "Different people and bodies that are named. Those whom a source does not name are told apart and never "
        "added: they may overlap with anybody."
    ),
    "bodies": (
        "Those for whom they speak. Who speaks on somebody’s behalf counts with them; so do those who belong to one "
        "larger body and take the same stance. People of one government who differ stay apart."
    ),
    "statements": (
        "What a body said, told apart by date and occasion. One statement in two reports is one; one text of several "
        "bodies is one; words without a date are not one more."
    ),
    "reports": "Different sources. Copies and translations of one are one.",
}
"""What each count of a tally is, in sentences for readers, in the order of `Tally.words`."""


class Statement(NamedTuple):
    """What a body said on one occasion; `said` is None where no source dates anything that it said."""

    body_id: str
    said: Date | None
    occasion: str | None
    jointly_with: tuple[str, ...] = ()
    """The other bodies whose statement it is: one text is one statement."""


class Tally(NamedTuple):
    """Who and what is counted in some positions: ids, sorted by name, title or date."""

    speakers: tuple[str, ...] = ()
    """Named speakers."""
    unnamed: tuple[str, ...] = ()
    """Speakers whom a source does not name; they may overlap with anybody, and are never added."""
    bodies: tuple[Body, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[str, ...] = ()
    """Sources, after those whose words they republish or translate."""
    copies: tuple[str, ...] = ()
    """Sources that republish or translate one of the reports."""
    no_reply: tuple[str, ...] = ()
    """Who was asked and is recorded with no word at all; they are not speakers."""

    @property
    def words(self) -> str:
        """The counts as a line, such as `5 speakers of 2 bodies, 3 statements in 7 reports`."""
        unnamed = f"{len(self.unnamed)} unnamed"
        if not self.speakers:
            overlap = ", who may overlap" if len(self.unnamed) > 1 else ""
            return f"No named speaker; {unnamed}{overlap}" if self.unnamed else "Nobody in our records"
        speakers = count(len(self.speakers), "speaker")
        bodies = count(len(self.bodies), "body", "bodies")
        statements = count(len(self.statements), "statement")
        reports = count(len(self.reports), "report")
        overlap = f", and {unnamed}, who may overlap" if self.unnamed else ""
        copies = f" ({count(len(self.copies), 'copy', 'copies')} not counted)" if self.copies else ""
        return f"{speakers} of {bodies}, {statements} in {reports}{overlap}{copies}"


def tally(library: Library, standings: Iterable[Standing]) -> Tally:
    """The tally of those of the positions that are counted; not to reply is not to speak."""
    counted = list_voices(library, standings)
    voices = [voice for voice in counted if voice.standing.position.stance != "no-reply"]
    speakers = {voice.speaker for voice in voices}
    unnamed = {speaker for speaker in speakers if is_unnamed(library, speaker)}
    named = [voice for voice in voices if voice.speaker not in unnamed]
    body_of = form_bodies(library, named)
    bodies = set(body_of.values())
    no_reply = {voice.speaker for voice in counted} - speakers
    ranks = rank_by_name(library, {*speakers, *no_reply, *(body.id for body in bodies)})
    first_prints = {
        source_id: library.first_print(source_id) for source_id in {v.standing.position.source for v in named}
    }
    return Tally(
        speakers=tuple(sorted(speakers - unnamed, key=ranks.__getitem__)),
        unnamed=tuple(sorted(unnamed, key=ranks.__getitem__)),
        bodies=tuple(sorted(bodies, key=lambda body: (ranks[body.id], body.speakers))),
        statements=list_statements(named, body_of, ranks),
        reports=sort_by_title(library, first_prints.values()),
        copies=sort_by_title(library, (source_id for source_id, first in first_prints.items() if first != source_id)),
        no_reply=tuple(sorted(no_reply, key=ranks.__getitem__)),
    )


def list_statements(
    voices: Iterable[Voice], bodies: Mapping[str, Body], ranks: Mapping[str, int]
) -> tuple[Statement, ...]:
    """The statements in the voices, by date, then name: for each body one for each date and occasion.

    Words without a date are not one more statement of a body that has made a dated one. What several bodies say jointly
    is one statement of theirs.
    """
    spoken = [(bodies[voice.spoken_for].id, voice.standing) for voice in voices]
    dated = {body for body, standing in spoken if known(standing.position.said)}
    made = [
        (standing, Statement(body, said, standing.position.occasion if said else None))
        for body, standing in spoken
        if (said := known(standing.position.said)) or body not in dated
    ]
    of_one_text = group((f"{s.on.id}\0{s.index}", statement) for s, statement in made)
    links = [pair for statements in of_one_text.values() for pair in pairwise(statements)]
    joined = (join(members, ranks) for members in connect((statement for _, statement in made), links))
    return tuple(sorted(joined, key=lambda s: (date_order(s.said), ranks[s.body_id], s.occasion or "")))


def join(statements: Sequence[Statement], ranks: Mapping[str, int]) -> Statement:
    """One statement of several bodies, named after the first by name; all have the same date and occasion."""
    one = statements[0]
    if len(statements) == 1:
        return one
    first, *others = sorted({statement.body_id for statement in statements}, key=ranks.__getitem__)
    return Statement(first, one.said, one.occasion, tuple(others))
