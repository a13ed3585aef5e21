"""The page of a story: boxes, who says what, timeline, who's who, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.counting import tally
from sayso.library import Standing
from sayso.pages.labels import QuestionView, TallyView, view_tally
from sayso.pages.maps import MapView, view_map
from sayso.pages.page import Page, Section
from sayso.pages.parts import (
    DateView,
    Link,
    ProseView,
    Words,
    date_view,
    link_to,
    name_of,
    prose_view,
    sort_by_name,
    word_role,
)
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site
from sayso.pages.sources import SourceRow, WordCheck, check_words, sort_sources, view_source_row
from sayso.pages.timeline import Timeline, view_timeline
from sayso.pages.who_says_what import Block, view_block
from sayso.problems import count, join_words
from sayso.records import Actor, Event, Place, Question, Source, Story
from sayso.records.parts import UNKNOWN

OPEN_KEYS = ("several-answers", "several-statements")
ONE_KEY = "one-answer"


@dataclass(frozen=True, slots=True)
class Box:
    """One of the three boxes: its heading, its questions, and what it says when it holds none."""

    heading: str
    note: str | None
    questions: tuple[QuestionView, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """An actor of the story: name, roles, how many positions it has here."""

    link: Link
    roles: str
    positions: str


@dataclass(frozen=True)
class StoryView:
    """Everything on a story's page."""

    frame: Frame
    title: Words
    standfirst: str
    counts: tuple[str, ...]
    as_of: DateView
    only_source: str | None
    boxes: tuple[Box, ...]
    prose: ProseView | None
    blocks: tuple[Block, ...]
    tally: TallyView
    timeline: Timeline
    map: MapView
    people: tuple[PersonView, ...]
    sources: tuple[SourceRow, ...]
    word_check: WordCheck
    leaves_out: str | None
    contact: str


def story_pages(site: Site) -> Iterator[Page]:
    """A page for each story."""
    for story in site.library.stories.values():
        view = view_story(site, story)
        yield make_record_page(
            site,
            story,
            view,
            title=story.title.text,
            description=story.standfirst,
            sections=(
                Section("who-says-what", "Who says what"),
                Section("timeline", "Timeline"),
                Section("whos-who", "Who’s who"),
                Section("sources", "Sources"),
                Section("about-this-page", "About this page"),
            ),
        )


def view_story(site: Site, story: Story) -> StoryView:
    """The view of a story."""
    library = site.library
    questions = [library.questions[i] for i in story.questions if i in library.questions]
    standings = story_standings(site, questions)
    sources = story_sources(site, standings)
    blocks = tuple(view_block(site, question) for question in questions)
    prose = library.proses.get(story.id)
    return StoryView(
        frame=make_frame(site, story),
        title=name_of(story),
        standfirst=story.standfirst,
        counts=count_words(site, questions, standings),
        as_of=date_view(story.as_of),
        only_source=only_source_words(site, sources),
        boxes=make_boxes([block.question for block in blocks]),
        prose=prose_view(site, prose) if prose else None,
        blocks=blocks,
        tally=view_tally(site, standings),
        timeline=view_timeline(site, story_events(site, questions)),
        map=view_map(site, story_places(site, questions)),
        people=tuple(view_person(site, actor, standings) for actor in story_actors(site, questions, standings)),
        sources=tuple(view_source_row(site, source, standings) for source in sources),
        word_check=check_words(site, standings),
        leaves_out=story.leaves_out,
        contact=story.contact or site.settings.contact,
    )


def story_standings(site: Site, questions: Iterable[Question]) -> list[Standing]:
    """The positions on these questions and on the claims that answer them."""
    library = site.library
    owners = [owner for question in questions for owner in (*library.claims_of.get(question.id, ()), question)]
    return [standing for owner in owners for standing in library.standings_on.get(owner.id, ())]


def story_events(site: Site, questions: Iterable[Question]) -> list[Event]:
    """The events that these questions are about, each once."""
    events = site.library.events
    found = dict.fromkeys(subject for question in questions for subject in question.about)
    return [events[event_id] for event_id in found if event_id in events]


def story_places(site: Site, questions: Iterable[Question]) -> list[Place]:
    """The places of the story's events, and those that its questions are about, each once."""
    places = site.library.places
    questions = list(questions)
    found = [subject for question in questions for subject in question.about]
    found += [place for event in story_events(site, questions) for place in event.places]
    return [places[place_id] for place_id in dict.fromkeys(found) if place_id in places]


def story_sources(site: Site, standings: Iterable[Standing]) -> list[Source]:
    """The sources of these positions, by the date published, then title."""
    ids = {standing.position.source for standing in standings}
    return sort_sources(site.library.sources[source_id] for source_id in ids)


def story_actors(site: Site, questions: list[Question], standings: list[Standing]) -> list[Actor]:
    """Everybody who speaks, is spoken for or is spoken of here, by name."""
    library = site.library
    ids = {speaker for standing in standings if standing.has_record for speaker in standing.speakers}
    ids |= {standing.position.on_behalf_of for standing in standings if standing.position.on_behalf_of}
    for question in questions:
        for claim in library.claims_of.get(question.id, ()):
            ids |= {*claim.accuses, *library.about(claim)} & library.actors.keys()
    for event in story_events(site, questions):
        ids |= {part.actor for part in event.participants} & library.actors.keys()
    return sort_by_name(library.actors[actor_id] for actor_id in ids)


def count_words(site: Site, questions: list[Question], standings: list[Standing]) -> tuple[str, ...]:
    """The line of counts under the headline."""
    counted = tally(site.library, standings)
    claims = {standing.on.id for standing in standings if standing.claim}
    speakers = count(len(counted.speakers), "named speaker")
    if counted.unnamed:
        speakers += f" and {len(counted.unnamed)} unnamed"
    return (
        count(len(questions), "question"),
        count(len(claims), "claim"),
        speakers,
        count(len({standing.position.source for standing in standings}), "source"),
    )


def only_source_words(site: Site, sources: list[Source]) -> str | None:
    """The warning at the top where all rests on one report; `unsigned` where author and publisher are unknown."""
    first_prints = {site.library.first_print(source.id) for source in sources}
    if len(first_prints) != 1:
        return None
    source = site.library.sources[first_prints.pop()]
    unsigned = all(party in (None, UNKNOWN) for party in (source.author, source.publisher))
    return f"Everything here comes from one {'unsigned ' if unsigned else ''}{source.noun}."


def make_boxes(questions: list[QuestionView]) -> tuple[Box, ...]:
    """The three boxes; each question stands in one."""
    several = tuple(question for question in questions if question.key in OPEN_KEYS)
    one = tuple(question for question in questions if question.key == ONE_KEY)
    none = tuple(question for question in questions if question not in several and question not in one)
    return (
        Box("Several answers or statements", None, several, "No question here has several answers in our records."),
        Box(
            "One answer in our records",
            one[0].note if one else None,
            one,
            "No question here has just one answer in our records.",
        ),
        Box("No speaker’s answer", None, none, "Every question here has a speaker’s answer in our records."),
    )


def view_person(site: Site, actor: Actor, standings: Iterable[Standing]) -> PersonView:
    """An actor for the list of who's who: by name, never in groups."""
    own = [standing for standing in standings if actor.id in standing.speakers]
    roles = join_words([word_role(site, role) for role in actor.roles])
    said = count(len(own), "position") if own else "spoken for or spoken of"
    return PersonView(link_to(site, actor), roles, said)
