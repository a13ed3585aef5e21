"""The page of a claim: who took which stance, in whose words, and what bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.library import group
from sayso.page_values import Link, Page, Section, Words, capital
from sayso.pages.answers import AnswerView, view_answers
from sayso.pages.labels import ClaimView, TallyView, view_claim, view_mentions, view_tally
from sayso.pages.notes import Notes, view_notes
from sayso.pages.parts import link_ids, link_if, mentioning, party
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site
from sayso.pages.stances import STANCE_MARKS, STANCE_WORDS
from sayso.records import Claim, Event, Question, Source
from sayso.records.claim import ClaimLink


class NeighbourView(NamedTuple):
    """Another claim, with the editors' reason for naming it."""

    claim: ClaimView
    why: str


class StanceView(NamedTuple):
    """Everybody who takes one stance, with the positions; where it stands apart, there is no mark."""

    anchor: str
    mark: str | None
    heading: str
    positions: tuple[PositionView, ...]


class ClaimPageView(NamedTuple):
    """Everything on a claim's page."""

    frame: Frame
    claim: ClaimView
    question: Link | None
    about: tuple[Link, ...]
    answers: tuple[AnswerView, ...]
    stances: tuple[StanceView, ...]
    tally: TallyView
    others: tuple[ClaimView, ...]
    """The other claims on the same question."""
    notes: Notes
    not_both_with: tuple[NeighbourView, ...]
    bears_on: tuple[NeighbourView, ...]
    made_by: Link | Words | None
    events: tuple[Link, ...]
    parts_in: tuple[Link, ...]
    belongings: tuple[Link, ...]
    sources: tuple[Link, ...]
    statements: tuple[ClaimView | Link, ...]


def claim_page(site: Site, claim: Claim) -> Page:
    """The page of a claim."""
    view = view_claim_page(site, claim)
    return make_record_page(
        site,
        claim,
        view,
        description=f"{claim.text} {capital(view.claim.who)}.",
        sections=(
            Section("positions", "Who says what"),
            Section("bearing", "Other claims"),
            *((Section("notes", "Sources"),) if view.notes.rows else ()),
        ),
        parents=(view.question,) if view.question else (),
    )


def view_claim_page(site: Site, claim: Claim) -> ClaimPageView:
    """The view of a claim."""
    library = site.library
    standings = library.standings_on.get(claim.id, ())
    notes = view_notes(site, standings)
    reasons = {link.claim: link.why for link in claim.not_both_with}
    excluded = [ClaimLink(claim=i, why=reasons.get(i, "")) for i in sorted(library.excluded_by(claim))]
    return ClaimPageView(
        frame=make_frame(site, claim),
        claim=view_claim(site, claim),
        question=link_if(site, claim.question),
        about=link_ids(site, library.about(claim)),
        answers=view_answers(site, claim),
        stances=tuple(view_stances(view_positions(site, standings))),
        tally=view_tally(site, standings),
        others=tuple(
            view_claim(site, other) for other in library.claims_of.get(claim.question, ()) if other.id != claim.id
        ),
        notes=notes,
        not_both_with=view_neighbours(site, excluded, claim),
        bears_on=view_neighbours(site, [*claim.bears_on, *bearing_on(site, claim)], claim),
        made_by=party(site, claim.made_by),
        events=mentioning(site, claim.id, ("rests_on",), (Event,)),
        parts_in=mentioning(site, claim.id, ("participants",)),
        belongings=mentioning(site, claim.id, ("part_of", "within")),
        sources=mentioning(site, claim.id, ("rests_on",), (Source,)),
        statements=view_mentions(site, claim.id, "rests_on", (Claim, Question)),
    )


def view_stances(positions: tuple[PositionView, ...]) -> Iterator[StanceView]:
    """The positions by stance; those in something disputed, and those that no longer stand, apart and last."""
    plain = group((view.stance, view) for view in positions if view.is_current and not view.disputed)
    for stance, mark in STANCE_MARKS.items():
        if stance in plain:
            yield StanceView(f"stance-{stance}", mark, capital(STANCE_WORDS[stance]), plain[stance])
    if views := tuple([view for view in positions if view.is_current and view.disputed]):
        yield StanceView("stance-disputed", None, "In something that is disputed", views)
    if views := tuple([view for view in positions if not view.is_current]):
        yield StanceView("stance-before", None, "Said before", views)


def view_neighbours(site: Site, links: Iterable[ClaimLink], claim: Claim) -> tuple[NeighbourView, ...]:
    """Other claims with the editors' reasons; a reason that only the other claim gives is taken from there."""
    views = []
    for link in links:
        other = site.library.claims.get(link.claim)
        if other is not None:
            theirs = next((back.why for back in other.not_both_with if back.claim == claim.id), "")
            views.append(NeighbourView(view_claim(site, other), link.why or theirs))
    return tuple(views)


def bearing_on(site: Site, claim: Claim) -> Iterator[ClaimLink]:
    """The other claims that editors marked as bearing on this one, with their reasons."""
    listed = {link.claim for link in claim.bears_on}
    for entry, pointer in site.library.mentions.get(claim.id, ()):
        match pointer.place:
            case ("bears_on", int(index), _) if entry.id in site.library.claims and entry.id not in listed:
                yield ClaimLink(claim=entry.id, why=site.library.claims[entry.id].bears_on[index].why)
