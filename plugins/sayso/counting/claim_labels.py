"""The label of a claim: which stances on it stand in the records, and whose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.counting.counted import Voice, are_at_odds, list_voices, side_of, why_never_counted, why_not_counted
from sayso.counting.names import date_order, known, sort_by_date, sort_by_name
from sayso.dates import Date
from sayso.library import Library, Standing, group
from sayso.records import Claim
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED

CLAIM_LABELS = {
    "nobody-says-this-now": "nobody in our records says this now",
    "nobody-says-this": "nobody in our records says this",
    "views-differ": "views differ",
    "said-and-rejected": "said and rejected",
    "said-and-questioned": "said and questioned",
    "said-others-not-counted": "said; other positions are shown, not counted",
    "said-only": "said; no other position in our records",
    "source-only": "the source’s own words",
    "unattributed-only": "unattributed",
    "said-both": "the same speakers have said both",
    "not-counted": "shown, not counted",
}
"""Every label that a claim can have, by key, in the order in which they are tried: the first that fits is taken."""
CLAIM_LABEL_RULES = {
    "nobody-says-this-now": "Somebody said it before and does not say it now, or the report of it was withdrawn.",
    "nobody-says-this": "It is rejected, doubted or left open, and nobody in our records is recorded saying it.",
    "views-differ": "It is an opinion or a forecast; somebody says it, and somebody says not.",
    "said-and-rejected": "Somebody says it, and somebody says not.",
    "said-and-questioned": "Somebody says it, nobody says not, and somebody doubts it.",
    "said-others-not-counted": (
        "Somebody says it, and what stands against it is not counted: our reading, a voice without a name, something "
        "that is disputed, or a speaker who has said both."
    ),
    "said-only": "Somebody says it, and nobody in our records says not or doubts it.",
    "source-only": "No speaker says it; a source does, in its own voice.",
    "unattributed-only": "It stands only in “reportedly” and the like, where nobody is named as saying it.",
    "said-both": "Whoever says it now has also rejected or doubted it now, and counts on neither side.",
    "not-counted": "It is said only in our reading of somebody’s words, or in something that is disputed.",
}
"""When a claim has each label, in a sentence for readers; what is not counted takes no part in it."""
KINDS_OF_VIEWS = ("opinion", "forecast")


class ClaimLabel(NamedTuple):
    """A label, and the ids of the speakers on each side by name, named or not; only counted positions take sides."""

    key: str
    text: str
    said: tuple[str, ...]
    rejected: tuple[str, ...]
    questioned: tuple[str, ...]
    said_both: tuple[str, ...]
    """Who now says it and now rejects or doubts it; they are on neither side."""
    said_before: tuple[tuple[str, Date | None], ...]
    """Who said it and does not say it now, and until when, or when last, where that is known."""
    left_open: tuple[Standing, ...]
    """Counted positions on this claim that leave it open, by date."""


class Sides(NamedTuple):
    """The voices on each side of a claim, without those who have said both."""

    saying: tuple[Voice, ...]
    opposing: tuple[Voice, ...]
    said_both: frozenset[str]


def take_sides(library: Library, claim: Claim) -> Sides:
    """The counted voices on a claim by side."""
    voices = list_voices(library, library.standings_on.get(claim.id, ()))
    saying = [voice for voice in voices if side_of(voice.standing) == "says"]
    opposing = [voice for voice in voices if side_of(voice.standing) in ("rejects", "questions")]
    opposed_by = group((voice.speaker, voice.standing) for voice in opposing)
    both = frozenset(
        voice.speaker
        for voice in saying
        if any(are_at_odds(voice.standing, other) for other in opposed_by.get(voice.speaker, ()))
    )
    return Sides(
        saying=tuple(voice for voice in saying if voice.speaker not in both),
        opposing=tuple(voice for voice in opposing if voice.speaker not in both),
        said_both=both,
    )


def is_said_now(library: Library, claim: Claim) -> bool:
    """Whether anybody in our records says it now, counted or not; if not, its label says so whatever else there is."""
    standings = library.standings_on.get(claim.id, ())
    return any(standing.position.status == "current" and side_of(standing) == "says" for standing in standings)


def label_claim(library: Library, claim: Claim, sides: Sides | None = None) -> ClaimLabel:
    """The label of a claim: the first that fits, with the names on each side; `sides` where they are known already."""
    standings = library.standings_on.get(claim.id, ())
    sides = sides or take_sides(library, claim)
    before = list_said_before(library, standings)
    key = choose_label(claim, standings, sides, was_said_before=bool(before))
    left_open = [s for s in standings if side_of(s) is None and why_not_counted(library, s) is None]
    return ClaimLabel(
        key=key,
        text=CLAIM_LABELS[key],
        said=sort_by_name(library, (v.speaker for v in sides.saying)),
        rejected=sort_by_name(library, (v.speaker for v in sides.opposing if side_of(v.standing) == "rejects")),
        questioned=sort_by_name(library, (v.speaker for v in sides.opposing if side_of(v.standing) == "questions")),
        said_both=sort_by_name(library, sides.said_both),
        said_before=before,
        left_open=sort_by_date(library, left_open),
    )


def choose_label(claim: Claim, standings: Iterable[Standing], sides: Sides, *, was_said_before: bool) -> str:
    """The key of the first label that fits; the order is the one of the model."""
    now = [standing for standing in standings if standing.position.status == "current"]
    sayers = {standing.position.actor for standing in now if side_of(standing) == "says"}
    stances = {side_of(voice.standing) for voice in sides.opposing}
    is_said = bool(sides.saying)
    is_opposed_at_all = any(side_of(standing) in ("rejects", "questions") for standing in now)
    labels = (
        ("nobody-says-this-now", not sayers and was_said_before),
        ("nobody-says-this", not sayers),
        ("views-differ", is_said and "rejects" in stances and claim.kind in KINDS_OF_VIEWS),
        ("said-and-rejected", is_said and "rejects" in stances),
        ("said-and-questioned", is_said and "questions" in stances),
        ("said-others-not-counted", is_said and is_opposed_at_all),
        ("said-only", is_said),
        ("source-only", SOURCE_VOICE in sayers),
        ("unattributed-only", UNATTRIBUTED in sayers),
        ("said-both", bool(sides.said_both)),
    )
    return next((key for key, fits in labels if fits), "not-counted")


def list_said_before(library: Library, standings: Iterable[Standing]) -> tuple[tuple[str, Date | None], ...]:
    """Who said it and says it no more, by name.

    What is our reading, or rests on something contested, was not said by anybody, as far as we can count.
    """
    saying = [standing for standing in standings if side_of(standing) == "says"]
    now = {speaker for s in saying if s.position.status == "current" for speaker in s.speakers}
    dates = group(
        (speaker, known(standing.position.until) or known(standing.position.said))
        for standing in saying
        if standing.position.status != "current"
        and why_never_counted(library, standing) in (None, "source-voice", "unattributed")
        for speaker in standing.speakers
        if speaker not in now
    )
    return tuple(
        (speaker, max((date for date in dates[speaker] if date), key=date_order, default=None))
        for speaker in sort_by_name(library, dates)
    )
