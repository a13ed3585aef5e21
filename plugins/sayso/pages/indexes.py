"""The home page and the list of each kind, with what a list says when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.pages.labels import ClaimView, QuestionView, view_claim, view_question
from sayso.pages.page import Page
from sayso.pages.parts import DateView, Link, Words, date_view, link_ids, link_if, link_to, sort_by_name
from sayso.pages.record_frame import HEADINGS, home_link
from sayso.pages.site import Site
from sayso.pages.sources import SourceRow, sort_sources, view_source_row
from sayso.pages.timeline import Timeline, view_timeline
from sayso.pages.who_says_what import order_claims, order_questions
from sayso.problems import count
from sayso.records import KINDS

INTRODUCTIONS = {
    "stories": "Each explainer asks a few questions and shows who says what about them, and where.",
    "questions": "What is asked, and how many answers our records hold.",
    "claims": "What somebody says or rejects, with everybody who does, under the question that it answers.",
    "events": "What is said to have happened, and who says it.",
    "actors": "Everybody who says something or is named in an event, by name.",
    "places": "Where events are said to have happened.",
    "sources": "Where the statements stand, by the date published, and how far we read them.",
}


@dataclass(frozen=True, slots=True)
class StoryTeaser:
    """A story in a list."""

    link: Link
    standfirst: str
    as_of: DateView
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records there are of a kind, with the link to their list."""

    link: Link
    count: int


@dataclass(frozen=True)
class HomeView:
    """The home page: stories, and how many records there are."""

    name: str
    description: str
    stories: tuple[StoryTeaser, ...]
    counts: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """A question and its claims."""

    question: Link | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the list of actors."""

    link: Link
    positions: str
    part_of: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the list of places."""

    link: Link
    within: Link | None


@dataclass(frozen=True)
class IndexView:
    """The list of one kind; only the part of that kind is filled."""

    heading: str
    folder: str
    introduction: str
    is_empty: bool
    stories: tuple[StoryTeaser, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    claim_groups: tuple[ClaimGroup, ...] = ()
    timeline: Timeline | None = None
    actors: tuple[ActorRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()


def home_pages(site: Site) -> Iterator[Page]:
    """The home page."""
    counts = tuple(
        KindCount(Link(Words(HEADINGS[kind.folder]), site.urls.index(kind.folder)), len(records_of(site, kind.folder)))
        for kind in KINDS
    )
    yield Page(
        address=site.urls.index(""),
        template="home.html",
        view=HomeView(site.settings.name, site.settings.description, tuple(story_teasers(site)), counts),
        title=site.settings.name,
        description=site.settings.description,
        breadcrumbs=(),
    )


def index_pages(site: Site) -> Iterator[Page]:
    """The list of each kind."""
    for folder, heading in HEADINGS.items():
        empty = IndexView(heading, folder, INTRODUCTIONS[folder], is_empty=not records_of(site, folder))
        yield Page(
            address=site.urls.index(folder),
            template="index.html",
            view=fill_index(site, empty),
            title=heading,
            description=INTRODUCTIONS[folder],
            breadcrumbs=(home_link(site),),
        )


# What fills the list of each kind: the field of the view, and its rows.
ROWS: dict[str, tuple[str, Callable[[Site], object]]] = {
    "stories": ("stories", lambda site: tuple(story_teasers(site))),
    "questions": ("questions", lambda site: tuple(view_question(site, question) for question in order_questions(site))),
    "claims": ("claim_groups", lambda site: tuple(claim_groups(site))),
    "events": ("timeline", lambda site: view_timeline(site, site.library.events.values())),
    "actors": ("actors", lambda site: tuple(actor_rows(site))),
    "places": ("places", lambda site: tuple(place_rows(site))),
    "sources": ("sources", lambda site: tuple(source_rows(site))),
}


def fill_index(site: Site, view: IndexView) -> IndexView:
    """The list of a kind with the rows of that kind."""
    name, make_rows = ROWS[view.folder]
    rows: dict[str, Any] = {name: make_rows(site)}
    return replace(view, **rows)


def records_of(site: Site, folder: str) -> dict[str, object]:
    """The published records of a kind, by id."""
    records: dict[str, object] = getattr(site.library, folder)
    return records


def story_teasers(site: Site) -> Iterator[StoryTeaser]:
    """The stories, the one checked last first."""
    newest_first = sorted(site.library.stories.values(), key=lambda story: story.id)
    newest_first.sort(key=lambda story: story.as_of.sort_key, reverse=True)
    for story in newest_first:
        questions = (site.library.questions[i] for i in story.questions if i in site.library.questions)
        yield StoryTeaser(
            link_to(site, story),
            story.standfirst,
            date_view(story.as_of),
            tuple(view_question(site, question) for question in questions),
        )


def claim_groups(site: Site) -> Iterator[ClaimGroup]:
    """The claims under their questions."""
    for question in order_questions(site):
        claims = order_claims(site, question)
        if claims:
            yield ClaimGroup(link_to(site, question), tuple(view_claim(site, claim) for claim in claims))


def actor_rows(site: Site) -> Iterator[ActorRow]:
    """The actors by name, with how many positions each has."""
    for actor in sort_by_name(site.library.actors.values()):
        positions = count(len(site.library.standings_of.get(actor.id, ())), "position")
        yield ActorRow(link_to(site, actor), positions, link_ids(site, actor.wholes))


def place_rows(site: Site) -> Iterator[PlaceRow]:
    """The places by name."""
    for place in sort_by_name(site.library.places.values()):
        is_undisputed = place.within is not None and not place.within.according_to
        yield PlaceRow(link_to(site, place), link_if(site, place.within.of) if is_undisputed and place.within else None)


def source_rows(site: Site) -> Iterator[SourceRow]:
    """The sources by the date published, then title; without a date last."""
    for source in sort_sources(site.library.sources.values()):
        yield view_source_row(site, source, site.library.standings_in.get(source.id, ()))
