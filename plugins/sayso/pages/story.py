"""The page of a story: boxes, who says what, timeline, who's who, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.counting import Tally, tally
from sayso.dates import word_date
from sayso.library import Standing
from sayso.page_values import DateView, Link, Page, ProseView, Section, Words
from sayso.pages.boxes import Box, make_boxes
from sayso.pages.changes import ChangeRow, view_changes
from sayso.pages.labels import TallyView, word_tally
from sayso.pages.maps import MapView, view_map
from sayso.pages.notes import Notes, view_notes
from sayso.pages.parts import date_view, name_of, prose_view, sort_by_name
from sayso.pages.people import PersonView, view_people
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site, once_for_all_pages
from sayso.pages.sources import WordCheck, check_words
from sayso.pages.standings import list_speakers, list_standings
from sayso.pages.timeline import Timeline, view_timeline
from sayso.pages.who_says_what import Block, view_block
from sayso.problems import count
from sayso.records import Actor, Event, Place, Question, Record, Story
from sayso.records.parts import UNKNOWN


class StoryView(NamedTuple):
    """Everything on a story's page."""

    frame: Frame
    kicker: str
    title: Words
    standfirst: str
    counts: tuple[str, ...]
    as_of: DateView
    only_source: str | None
    boxes: tuple[Box, ...]
    prose: ProseView | None
    speakers: tuple[Link, ...]
    blocks: tuple[Block, ...]
    tally: TallyView
    timeline: Timeline
    map: MapView
    people: tuple[PersonView, ...]
    notes: Notes
    changes: tuple[ChangeRow, ...]
    """What changed on this page: in its own record, and in those that it shows."""
    word_check: WordCheck
    leaves_out: str | None
    contact: str
    citation: str
    method: str
    """The address of the page that says how labels are worked out."""


def story_page(site: Site, story: Story) -> Page:
    """The page of a story."""
    view = view_story(site, story)
    return make_record_page(
        site,
        story,
        view,
        description=story.standfirst,
        sections=(
            Section("who-says-what", "Who says what"),
            Section("timeline", "Timeline"),
            Section("map", "Map"),
            Section("whos-who", "Who’s who"),
            Section("sources", "Sources"),
            Section("corrections", "Corrections"),
            Section("about-this-page", "About this page"),
        ),
    )


def view_story(site: Site, story: Story) -> StoryView:
    """The view of a story."""
    library = site.library
    questions = story_questions(site, story)
    standings = list_standings(site, questions)
    events = story_events(site, questions)
    notes = view_notes(site, standings)
    blocks = tuple(view_block(site, question) for question in questions)
    prose = library.proses.get(story.id)
    return StoryView(
        frame=make_frame(site, story),
        kicker=word_kicker(site, events),
        title=name_of(story),
        standfirst=story.standfirst,
        counts=count_words(site, story),
        as_of=date_view(story.as_of),
        only_source=only_source_words(site, standings),
        boxes=make_boxes([block.question for block in blocks]),
        prose=prose_view(site, prose) if prose else None,
        speakers=list_speakers(site, standings),
        blocks=blocks,
        tally=word_tally(site, tally_story(site, story)),
        timeline=view_timeline(site, events),
        map=view_map(site, story_places(site, questions)),
        people=view_people(site, story_actors(site, questions, standings), standings, events),
        notes=notes,
        changes=view_changes(site, story_records(site, story, questions, standings)),
        word_check=check_words(site, standings),
        leaves_out=story.leaves_out,
        contact=story.contact or site.settings.contact,
        citation=cite(site, story),
        method=site.urls.index("method"),
    )


def story_questions(site: Site, story: Story) -> list[Question]:
    """The published questions of a story, in its order."""
    questions = site.library.questions
    return [questions[question_id] for question_id in story.questions if question_id in questions]


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


def word_kicker(site: Site, events: Iterable[Event]) -> str:
    """What stands above the headline: the one place that holds all places of the story, if there is one."""
    places = site.library.places
    tops = {find_top(site, place_id) for event in events for place_id in event.places if place_id in places}
    return places[tops.pop()].english_name.text if len(tops) == 1 else ""


def find_top(site: Site, place_id: str) -> str:
    """The largest place in which a place lies, undisputedly; itself where there is none above."""
    seen = [place_id]
    while (within := site.library.places[seen[-1]].within) is not None and not within.according_to:
        if within.of in seen or within.of not in site.library.places:
            break
        seen.append(within.of)
    return seen[-1]


def story_actors(site: Site, questions: list[Question], standings: list[Standing]) -> list[Actor]:
    """Everybody who speaks, is spoken for or is spoken of here, by name."""
    library = site.library
    ids = {speaker for standing in standings if standing.has_record for speaker in standing.speakers}
    ids |= {standing.position.on_behalf_of for standing in standings if standing.position.on_behalf_of}
    for question in questions:
        for claim in library.claims_of.get(question.id, ()):
            ids |= {one for one in (*claim.accuses, *library.about(claim)) if one in library.actors}
    for event in story_events(site, questions):
        ids |= {part.actor for part in event.participants if part.actor in library.actors}
    return sort_by_name(library.actors[actor_id] for actor_id in ids)


@once_for_all_pages
def tally_story(site: Site, story: Story) -> Tally:
    """The tally of all positions of a story."""
    return tally(site.library, list_standings(site, story_questions(site, story)))


@once_for_all_pages
def count_words(site: Site, story: Story) -> tuple[str, ...]:
    """The line of counts under the headline."""
    questions = story_questions(site, story)
    standings = list_standings(site, questions)
    counted = tally_story(site, story)
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


def only_source_words(site: Site, standings: Iterable[Standing]) -> str | None:
    """The warning at the top where all rests on one report; `unsigned` where author and publisher are unknown."""
    first_prints = {site.library.first_print(standing.position.source) for standing in standings}
    if len(first_prints) != 1:
        return None
    source = site.library.sources[first_prints.pop()]
    unsigned = all(party in (None, UNKNOWN) for party in (source.author, source.publisher))
    return f"Everything here comes from one {'unsigned ' if unsigned else ''}{source.noun}."


def story_records(site: Site, story: Story, questions: list[Question], standings: Iterable[Standing]) -> list[Record]:
    """The records that a story shows, each once: itself, its questions, claims, events and sources."""
    claims = [claim for question in questions for claim in site.library.claims_of.get(question.id, ())]
    sources = [site.library.sources[standing.position.source] for standing in standings]
    records: list[Record] = [story, *questions, *claims, *story_events(site, questions), *sources]
    return list({record.id: record for record in records}.values())


def cite(site: Site, story: Story) -> str:
    """How to cite the page: title, site, and the day of its records."""
    mark = "" if story.title.text.endswith(("?", "!", ".")) else "."
    return f"“{story.title.text}{mark}” {site.settings.name}, records as of {word_date(story.as_of)}."
