"""The page of an actor: what they say, what is said of them, and whether they answered. No page prints their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.page_values import DateView, Link, Page, Section
from sayso.pages.answers import AnswerView, answers_by_actor
from sayso.pages.labels import ClaimView, view_claim, view_claims, view_mentions
from sayso.pages.notes import Notes, view_notes
from sayso.pages.parts import Names, date_view, link_if, link_to, mentioning, view_names
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.question_groups import QuestionGroup, group_by_question
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site
from sayso.pages.timeline import ROLE_WORDS
from sayso.problems import count
from sayso.records import Actor, Question
from sayso.records.actor import Role


class RoleView(NamedTuple):
    """An office."""

    role: str
    of: Link | None
    start: DateView | None
    end: DateView | None
    source: Link | None


class PartOfView(NamedTuple):
    """The larger actor, with the claims that say so where it is contested."""

    of: Link
    start: DateView | None
    end: DateView | None
    according_to: tuple[ClaimView, ...]


class PartInEvent(NamedTuple):
    """A part that the actor is said to have had in an event."""

    event: Link
    role: str
    according_to: tuple[ClaimView, ...]


class AccusationView(NamedTuple):
    """A claim that accuses the actor, and the actor's answer."""

    claim: ClaimView
    answer: AnswerView


class ActorPageView(NamedTuple):
    """Everything on an actor's page."""

    frame: Frame
    names: Names
    roles: tuple[RoleView, ...]
    part_of: tuple[PartOfView, ...]
    members: tuple[Link, ...]
    says: tuple[QuestionGroup, ...]
    positions: int
    on_their_behalf: tuple[PositionView, ...]
    accusations: tuple[AccusationView, ...]
    events: tuple[PartInEvent, ...]
    claims: tuple[ClaimView, ...]
    questions: tuple[Link, ...]
    relied_on_in: tuple[ClaimView | Link, ...]
    made: tuple[ClaimView | Link, ...]
    sources: tuple[Link, ...]
    notes: Notes

    @property
    def says_words(self) -> str:
        """How many positions on how many questions."""
        return f"{count(self.positions, 'position')} on {count(len(self.says), 'question')}"

    @property
    def said_of_words(self) -> str:
        """In how many events they are named, and how many claims are about them; empty where there is none."""
        named = [f"named in {count(len(self.events), 'event')}"] if self.events else []
        claims = len(self.claims) + len(self.accusations)
        return ", ".join([*named, *([f"{count(claims, 'claim')} about them"] if claims else [])])

    @property
    def answer_words(self) -> str:
        """How many claims accuse them, and for how many an answer stands in the records."""
        answered = sum(accusation.answer.is_in_words for accusation in self.accusations)
        accused = f"accused in {count(len(self.accusations), 'claim')}"
        return f"{accused}; an answer to {answered or 'none'} stands in our records"


def actor_page(site: Site, actor: Actor) -> Page:
    """The page of an actor."""
    view = view_actor_page(site, actor)
    return make_record_page(
        site,
        actor,
        view,
        description=describe(view),
        sections=(
            Section("says", "What they say"),
            Section("said-of", "What is said of them"),
            Section("answers", "Did they answer?"),
            *((Section("notes", "Sources"),) if view.notes.rows else ()),
        ),
    )


def describe(view: ActorPageView) -> str:
    """What our records hold of an actor, in one line."""
    found = {
        "what they say": view.positions,
        "what is said on their behalf": len(view.on_their_behalf),
        "claims that accuse them": len(view.accusations),
        "events that name them": len(view.events),
        "claims about them": len(view.claims),
    }
    counts = [f"{words} ({number})" for words, number in found.items() if number]
    return f"{view.names.name.text}: {', '.join(counts) or 'named only'}."


def view_actor_page(site: Site, actor: Actor) -> ActorPageView:
    """The view of an actor."""
    library = site.library
    own = library.standings_of.get(actor.id, ())
    spoken_for = list(library.spoken_for(actor.id))
    notes = view_notes(site, [*own, *spoken_for])
    accusing = library.naming(library.claims, actor.id, "accuses")
    about = [c for c in library.claims_about.get(actor.id, ()) if actor.id not in c.accuses]
    return ActorPageView(
        frame=make_frame(site, actor),
        names=view_names(site, actor),
        roles=tuple(view_role(site, role) for role in actor.roles),
        part_of=tuple(view_wholes(site, actor)),
        members=mentioning(site, actor.id, ("part_of", "roles")),
        says=group_by_question(site, own),
        positions=len(own),
        on_their_behalf=view_positions(site, spoken_for),
        accusations=tuple(
            AccusationView(view_claim(site, claim), answers_by_actor(site, claim)[actor.id]) for claim in accusing
        ),
        events=tuple(view_parts(site, actor)),
        claims=tuple(view_claim(site, claim) for claim in about),
        questions=tuple(link_to(site, question) for question in questions_on(site, actor)),
        relied_on_in=view_mentions(site, actor.id, "relies_on"),
        made=view_mentions(site, actor.id, "made_by"),
        sources=mentioning(site, actor.id, ("author", "publisher")),
        notes=notes,
    )


def view_role(site: Site, role: Role) -> RoleView:
    """One office of an actor."""
    return RoleView(
        role.role, link_if(site, role.of), date_view(role.start), date_view(role.end), link_if(site, role.source)
    )


def view_wholes(site: Site, actor: Actor) -> Iterator[PartOfView]:
    """The published actors to which an actor belongs, or is said to."""
    for part in actor.part_of:
        if (link := link_if(site, part.of)) is not None:
            yield PartOfView(link, date_view(part.start), date_view(part.end), view_claims(site, part.according_to))


def questions_on(site: Site, actor: Actor) -> tuple[Question, ...]:
    """The questions that are about an actor or record that we asked it."""
    return site.library.naming(site.library.questions, actor.id, "about", "asked")


def view_parts(site: Site, actor: Actor) -> Iterator[PartInEvent]:
    """The parts in events that claims give the actor."""
    for event in site.library.naming(site.library.events, actor.id, "participants"):
        for part in event.participants:
            if part.actor == actor.id:
                yield PartInEvent(link_to(site, event), ROLE_WORDS[part.role], view_claims(site, part.according_to))
