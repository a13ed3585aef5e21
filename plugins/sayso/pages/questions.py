"""The page of a question: its label, the arithmetic, and who says what."""

from __future__ import annotations

from typing import NamedTuple

from sayso.page_values import Link, Page, Section
from sayso.pages.notes import Notes, view_notes
from sayso.pages.parts import link_ids, link_to
from sayso.pages.record_frame import Frame, make_frame, make_record_page
from sayso.pages.site import Site
from sayso.pages.standings import list_speakers, list_standings
from sayso.pages.who_says_what import Block, view_block
from sayso.records import Question


class QuestionPageView(NamedTuple):
    """Everything on a question's page."""

    frame: Frame
    block: Block
    speakers: tuple[Link, ...]
    notes: Notes
    about: tuple[Link, ...]
    stories: tuple[Link, ...]


def question_page(site: Site, question: Question) -> Page:
    """The page of a question."""
    view = view_question_page(site, question)
    return make_record_page(
        site,
        question,
        view,
        description=f"{view.block.question.summary}.",
        sections=(
            Section("who-says-what", "Who says what"),
            *((Section("notes", "Sources"),) if view.notes.rows else ()),
        ),
        parents=view.stories[:1],
    )


def view_question_page(site: Site, question: Question) -> QuestionPageView:
    """The view of a question."""
    standings = list_standings(site, [question])
    notes = view_notes(site, standings)
    return QuestionPageView(
        frame=make_frame(site, question),
        block=view_block(site, question),
        speakers=list_speakers(site, standings),
        notes=notes,
        about=link_ids(site, question.about),
        stories=tuple(link_to(site, story) for story in site.library.stories_asking.get(question.id, ())),
    )
