"""Gaps: each kind is found where something is missing in the records, and nowhere else."""

from __future__ import annotations

import pytest
from tests.libraries import actor, claim, event, make_library, place, position, question, source

from sayso.dates import parse_date
from sayso.gaps import GAPS, Gap, find_gaps
from sayso.library import Library
from sayso.page_settings import Settings
from sayso.pages import make_site
from sayso.pages.gaps import GapsView, gap_pages
from sayso.records import Record
from sayso.records.event import Participant
from sayso.records.question import Asked

SEEN = {"url": "https://example.org/s"}
DATED = {"date": parse_date("2031-01-01"), "date_from": ("s",), "rests_on": ("c",)}


def whole(*more: Record) -> Library:
    """A library in which nothing is missing, with more records, or others in the place of those of the same id."""
    records: dict[str, Record] = {
        record.id: record
        for record in (
            actor("ann"),
            actor("bob"),
            source("s", **SEEN),
            source("t", **SEEN),
            question("q"),
            claim("c", position("ann", said="2031-01-01"), position("bob", "denies", said="2031-01-02", source="t")),
            event("e", **DATED),
            place("p", lat=1, lon=2),
        )
    }
    records |= {record.id: record for record in more}
    return make_library(*records.values())


def found(library: Library) -> dict[str, list[Gap]]:
    """The kinds of gaps that a library has, with the gaps."""
    gaps: dict[str, list[Gap]] = {}
    for record in library.records:
        for kind, gap in find_gaps(library, record):
            gaps.setdefault(kind.key, []).append(gap)
    return gaps


def accusing(*asked: Asked) -> Library:
    """A library in which a claim accuses Cem, who says nothing."""
    accusation = claim(
        "d",
        position("ann", said="2031-01-01"),
        position("bob", "doubts", said="2031-01-02", source="t"),
        accuses=("cem",),
    )
    return whole(actor("cem"), accusation, question("q", asked=asked))


def taking_part(*, accuses: tuple[str, ...] = (), is_heard: bool = False) -> Library:
    """A library in which Cem takes part in an event according to a claim."""
    named = claim(
        "c",
        position("ann", said="2031-01-01"),
        position("cem" if is_heard else "bob", "denies", said="2031-01-02", source="t"),
        accuses=accuses,
    )
    part = Participant(actor="cem", role="target", according_to=("c",))
    return whole(actor("cem"), named, event("e", **DATED, participants=(part,)))


def test_nothing_is_missing_in_whole_records() -> None:
    assert found(whole()) == {}


ONE_VOICE = (position("ann", said="2031-01-01"), position("ann", said="2031-01-02", source="t"))
CASES: dict[str, list[tuple[Library, Gap]]] = {
    "accusation-unanswered": [
        (accusing(), Gap("d", ("accuses", 0), "cem", "none in our records; we have not asked.")),
        (
            accusing(Asked(actor="cem", date=parse_date("2031-02-03"), outcome="no reply")),
            Gap("d", ("accuses", 0), "cem", "none in our records; we asked on 3 February 2031: no reply."),
        ),
        (
            accusing(Asked(actor="cem", date=parse_date("unknown"))),
            Gap("d", ("accuses", 0), "cem", "none in our records; we asked: no outcome recorded."),
        ),
    ],
    "participant-silent": [(taking_part(), Gap("e", ("participants", 0), "cem"))],
    "question-unanswered": [
        (whole(question("r")), Gap("r", words="no answer in our records")),
        (
            whole(
                question("r"),
                claim(
                    "d",
                    position("source", said="2031-01-01"),
                    position("source", said="2031-01-01", source="t"),
                    question="r",
                ),
            ),
            Gap("r", words="only the source’s own words or unattributed"),
        ),
    ],
    "claim-nobody-says": [
        (
            whole(
                claim(
                    "d",
                    position("ann", "denies", said="2031-01-01"),
                    position("bob", "denies", said="2031-01-01", source="t"),
                )
            ),
            Gap("d"),
        )
    ],
    "claim-one-report": [
        (whole(claim("d", position("ann", said="2031-01-01"))), Gap("d", about="s")),
        (whole(claim("d", *ONE_VOICE), source("t", copy_of="s", **SEEN)), Gap("d", about="s")),
    ],
    "position-undated": [
        (
            whole(claim("d", position("ann", said="2031-01-01"), position("bob", source="t"))),
            Gap("d", ("positions",), words="1 of 2 positions"),
        ),
        (
            whole(question("q", position("ann", "withholds"), position("bob", "withholds", said="unknown"))),
            Gap("q", ("positions",), words="2 of 2 positions", number=2),
        ),
    ],
    "event-without-claim": [(whole(event("f")), Gap("f"))],
    "date-without-source": [
        (whole(event("f", date=parse_date("2031"), rests_on=("c",))), Gap("f", ("date",))),
    ],
    "source-not-seen": [
        (
            whole(source("u", access="described-only", described_in="s", **SEEN)),
            Gap("u", ("access",), "s"),
        )
    ],
    "source-out-of-reach": [
        (whole(source("u")), Gap("u", words="no address is recorded")),
        (
            whole(source("u", status="gone", **SEEN)),
            Gap("u", ("status",), words="no longer at its address, and no archived copy is recorded"),
        ),
    ],
    "place-without-coordinates": [(whole(place("r")), Gap("r")), (whole(place("r", lat=1)), Gap("r"))],
}


def test_every_kind_of_gap_has_a_case() -> None:
    assert list(CASES) == [kind.key for kind in GAPS]


@pytest.mark.parametrize(
    ("key", "library", "gap"),
    [(key, *case) for key, cases in CASES.items() for case in cases],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_gap_is_found_where_it_is_and_as_no_other_kind(key: str, library: Library, gap: Gap) -> None:
    gaps = found(library)
    assert gap in gaps[key]
    assert list(gaps) == [key]


@pytest.mark.parametrize(
    "library",
    [
        whole(actor("cem"), claim("d", *ONE_VOICE, position("cem", "denies", said="2031-01-01"), accuses=("cem",))),
        taking_part(is_heard=True),
        whole(
            claim(
                "d",
                position("ann", "denies", said="2031-01-01"),
                position("bob", "denies", said="2031-01-01", source="t"),
                made_by="ann",
            )
        ),
        whole(event("f", rests_on=("c",))),
        whole(event("f", date=parse_date("2031"), date_from=("Our reckoning.",), rests_on=("c",))),
        whole(source("u", status="gone", archived="https://example.org/u", **SEEN)),
        whole(place("r", lat=0, lon=0)),
    ],
)
def test_what_is_recorded_is_no_gap(library: Library) -> None:
    assert found(library) == {}


def test_whom_a_claim_accuses_is_not_listed_as_a_silent_participant_too() -> None:
    assert set(found(taking_part(accuses=("cem",)))) == {"accusation-unanswered"}


def view_gaps(library: Library, *, edit_base: str = "") -> GapsView:
    """The view of the one page of gaps that a library has."""
    (page,) = gap_pages(make_site(library, Settings("Name", edit_base=edit_base)))
    assert isinstance(page.view, GapsView)
    return page.view


def test_the_page_tells_each_gap_with_its_file_and_counts_what_is_missing() -> None:
    view = view_gaps(CASES["position-undated"][1][0], edit_base="https://code.example/")
    (part,) = view.parts
    (row,) = part.groups[0].rows
    assert (part.jump.total, view.counts) == (2, ("2 gaps",))
    assert (row.file, row.edit_url) == ("content/questions/q.yml", "https://code.example/content/questions/q.yml")
    assert [(jump.anchor, jump.total) for jump in view.overview if jump.total] == [("position-undated", 2)]
    assert [piece.text for piece in part.advice if piece.is_key] == ["said"]


def test_claims_of_one_report_stand_under_that_report() -> None:
    library = whole(
        claim("d", position("ann", said="2031-01-01")), claim("f", position("ann", said="2031-01-01", source="t"))
    )
    (part,) = view_gaps(library).parts
    assert [(str(group.report and group.report.words), len(group.rows)) for group in part.groups] == [
        ("S", 1),
        ("T", 1),
    ]
