"""The page of an event: when, where, on which claims it rests, and who is said to have had which part."""

from __future__ import annotations

from typing import NamedTuple

from sayso.page_values import Page, Section, capital
from sayso.pages.labels import ClaimView, QuestionView, view_claim, view_question
from sayso.pages.notes import Notes, view_notes
from sayso.pages.parts import Names, view_names
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site
from sayso.pages.timeline import EventCard, find_span, sort_events, view_event_card
from sayso.records import Event


class EventPageView(NamedTuple):
    """Everything on an event's page."""

    frame: Frame
    names: Names
    card: EventCard
    positions: tuple[PositionView, ...]
    notes: Notes
    questions: tuple[QuestionView, ...]
    claims: tuple[ClaimView, ...]
    parts: tuple[EventCard, ...]


def event_page(site: Site, event: Event) -> Page:
    """The page of an event."""
    view = view_event_page(site, event)
    who = " ".join(f"{claim.text} ({claim.who})." for claim in view.card.claims)
    return make_record_page(
        site,
        event,
        view,
        description=f"{capital(view.card.date.words)}. {who}",
        sections=(
            Section("rests-on", "Who says it happened"),
            Section("participants", "Who is named in it"),
            Section("claims", "What is asked and said"),
            *((Section("parts", "Parts"),) if view.parts else ()),
            *((Section("notes", "Sources"),) if view.notes.rows else ()),
        ),
    )


def view_event_page(site: Site, event: Event) -> EventPageView:
    """The view of an event."""
    library = site.library
    standings = [s for claim_id in event.rests_on for s in library.standings_on.get(claim_id, ())]
    notes = view_notes(site, standings)
    others = [claim for claim in library.claims_about.get(event.id, ()) if claim.id not in event.rests_on]
    parts = library.naming(library.events, event.id, "part_of")
    return EventPageView(
        frame=make_frame(site, event),
        names=view_names(site, event),
        card=view_event_card(site, event),
        positions=view_positions(site, standings),
        notes=notes,
        questions=tuple(view_question(site, question) for question in library.questions_about.get(event.id, ())),
        claims=tuple(view_claim(site, claim) for claim in others),
        parts=tuple(view_event_card(site, part, find_span(parts)) for part in sort_events(parts)),
    )
