"""Positions: somebody's stance on a claim or question, found at a place in a source."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import (
    ActorId,
    ActorOrSourceId,
    ClaimId,
    Language,
    Number,
    Part,
    Plain,
    Slug,
    SourceId,
    SpeakerId,
    When,
)

Stance = Literal["asserts", "suggests", "doubts", "denies", "withholds", "declines", "no-reply"]
SAYING = ("asserts", "suggests")
REJECTING = ("denies",)
QUESTIONING = ("doubts",)
OPPOSING = (*REJECTING, *QUESTIONING)
LEAVING_OPEN = ("withholds", "declines", "no-reply")


class Passage(Part):
    """The source's own words; `{exact, prefix, suffix}` where they occur twice."""

    shorthand = "exact"
    exact: Plain
    """The words exactly as the source has them."""
    prefix: Plain | None = None
    """The words just before, where the passage occurs twice."""
    suffix: Plain | None = None
    """The words just after, where the passage occurs twice."""


class Figure(Part):
    """The number that a speaker gives, and what it counts."""

    best: Number | None = None
    """The number given."""
    low: Number | None = None
    """The lower bound, where a range is given."""
    high: Number | None = None
    """The upper bound, where a range is given."""
    counts: Plain
    """What is counted, where, from when to when; or `not stated`."""


class Position(Part):
    """Somebody's stance, and where it is found."""

    id: Slug | None = None
    """A short name for this position's address, which stays when its passage is corrected."""
    actor: SpeakerId
    """Who speaks: an actor's id, `source` (the outlet's own voice) or `unattributed` ("reportedly")."""
    stance: Stance
    """What the speaker does with the claim; asserts is printed *says so* and denies *says not*."""
    source: SourceId
    """The source in which it stands."""
    passage: Passage | None = None
    """The source's own words, exact."""
    paraphrase: Plain | None = None
    """Our words for what the source says, where its own are not shown."""
    locator: Plain | None = None
    """Where in the source it stands: paragraph, page or timecode."""
    show: bool = True
    """`false`: the passage is checked, but the page shows the paraphrase."""
    hedge: Plain | None = None
    """The hedging words as printed, such as `reportedly`."""
    words: Plain | None = None
    """The speaker's own words, as the source quotes them."""
    lang: Language | None = None
    """The language of the passage and words, where it is not the source's."""
    translation: Plain | None = None
    """The words in English."""
    verb: Plain | None = None
    """The reporting verb as printed, such as `claimed`."""
    said: When | None = None
    """When it was said."""
    occasion: Plain | None = None
    """Where or how it was said, such as `press briefing`; the same for one statement in two reports."""
    on_behalf_of: ActorId | None = None
    """The actor for whom the speaker speaks."""
    jointly_with: tuple[ActorId, ...] = ()
    """The other authors of a joint statement."""
    relies_on: tuple[ActorOrSourceId, ...] = ()
    """From whom or what the speaker says to have it."""
    basis: (
        Literal["saw", "took-part", "document", "imagery", "analysis", "inference", "hearsay", "not-stated"] | None
    ) = None
    """How the speaker says to know."""
    rests_on: tuple[ClaimId, ...] = ()
    """The claims that say the speaker said it; while one is rejected, the position is not counted."""
    figure: Figure | None = None
    """The number given, on claims of kind `number`."""
    reading: Plain | None = None
    """One sentence: the step that we as editors make; such a position is shown, never counted."""
    note: Plain | None = None
    """A note for readers on this position."""
    status: Literal["current", "changed", "withdrawn", "report-withdrawn"] = "current"
    """Whether the speaker still says so; only `current` counts, and none is ever removed."""
    until: When | None = None
    """Until when the speaker said so."""
    replaced_by: ClaimId | None = None
    """The claim that the speaker makes now instead."""
