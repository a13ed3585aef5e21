"""What the records do not hold, as a worklist for editors. `GAPS` is the only list of what is looked for.

A gap says nothing of anybody: it is a place where our records are empty. Faults are another matter; rules find those.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.gaps.answers import find_questions_unanswered, find_silent_participants, find_unanswered_accusations
from sayso.gaps.events import find_dates_without_source, find_events_without_claim, find_places_without_coordinates
from sayso.gaps.gap import Gap, GapKind
from sayso.gaps.sources import find_sources_not_seen, find_sources_out_of_reach
from sayso.gaps.statements import find_claims_in_one_report, find_claims_nobody_says, find_undated_positions
from sayso.library import Library
from sayso.records import Record

GAPS: tuple[GapKind, ...] = (
    GapKind(
        "accusation-unanswered",
        "Accusations without an answer",
        "Look for the answer of whoever is accused and record it as a position on the claim, its question or another "
        "answer to it. Where there is none, ask, and write into 'asked' of the question what came of it.",
        ("claims",),
        find_unanswered_accusations,
    ),
    GapKind(
        "participant-silent",
        "Participants with no position on what they are named in",
        "Look for what they say of it themselves, and record it on the claim or its question. Whom a claim accuses "
        "stands under accusations.",
        ("events",),
        find_silent_participants,
    ),
    GapKind(
        "question-unanswered",
        "Questions without a speaker’s answer",
        "Look for somebody who answers it. What the sources themselves leave open belongs into 'no_answer'.",
        ("questions",),
        find_questions_unanswered,
    ),
    GapKind(
        "claim-nobody-says",
        "Claims that nobody says",
        "Look for whoever makes the claim that others reject or doubt, or name them in 'made_by'.",
        ("claims",),
        find_claims_nobody_says,
    ),
    GapKind(
        "claim-one-report",
        "Claims found in one report only",
        "Look for the statement itself, or for another report of it. More reports do not make a claim weigh more; "
        "they let readers compare the words.",
        ("claims",),
        find_claims_in_one_report,
    ),
    GapKind(
        "position-undated",
        "Positions with no date given",
        "Look for the day on which it was said and add it as 'said'. The day of a report is not the day on which "
        "somebody spoke.",
        ("questions", "claims"),
        find_undated_positions,
    ),
    GapKind(
        "event-without-claim",
        "Events that rest on no claim",
        "Name in 'rests_on' the claims that say it happened, so that their speakers stand on its page.",
        ("events",),
        find_events_without_claim,
    ),
    GapKind(
        "date-without-source",
        "Dates of events without a source",
        "Name the sources of the date in 'date_from', or say there in one sentence where it comes from.",
        ("events",),
        find_dates_without_source,
    ),
    GapKind(
        "source-not-seen",
        "Sources known only from another source",
        "Find the source itself and read it; then change 'access' and record what it says in its own words.",
        ("sources",),
        find_sources_not_seen,
    ),
    GapKind(
        "source-out-of-reach",
        "Sources that readers cannot open",
        "Add the address as 'url', or an archived copy as 'archived'.",
        ("sources",),
        find_sources_out_of_reach,
    ),
    GapKind(
        "place-without-coordinates",
        "Places without coordinates",
        "Add 'lat' and 'lon' where a point says no more than is known; a place without them is not on the map.",
        ("places",),
        find_places_without_coordinates,
    ),
)

__all__ = ["GAPS", "Gap", "GapKind", "find_gaps"]


def find_gaps(library: Library, record: Record) -> Iterator[tuple[GapKind, Gap]]:
    """The gaps in a published record, each with its kind, in the order of `GAPS`."""
    for kind in GAPS:
        if record.folder in kind.folders:
            for gap in kind.find(library, record):
                yield kind, gap
