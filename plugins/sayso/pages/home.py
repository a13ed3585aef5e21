"""The home page: the explainer checked last, the others, what changed lately, and how many records there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.page_values import DateView, Link, Page, Words
from sayso.pages.boxes import Box, make_boxes
from sayso.pages.changes import ChangeRow, latest_changes
from sayso.pages.labels import view_question
from sayso.pages.lists.stories import newest_stories
from sayso.pages.parts import date_view, link_to
from sayso.pages.record_frame import HEADINGS
from sayso.pages.site import Site
from sayso.pages.story import count_words, story_events, story_questions, word_kicker
from sayso.records import KINDS, Story

# How many questions a box of the first explainer shows, and how many other explainers and changes there are.
SHOWN_QUESTIONS = 2
SHOWN_OTHERS = 24
SHOWN_CHANGES = 5


class BoxTeaser(NamedTuple):
    """A box of the first explainer: its first questions, and how many more there are."""

    box: Box
    more: str | None

    @property
    def shown(self) -> Box:
        """The box with the questions that are shown."""
        return Box(self.box.heading, self.box.note, self.box.questions[:SHOWN_QUESTIONS], self.box.empty)


class StoryTeaser(NamedTuple):
    """An explainer; the boxes are those of the first one alone."""

    link: Link
    kicker: str
    standfirst: str
    counts: tuple[str, ...]
    as_of: DateView
    boxes: tuple[BoxTeaser, ...]


class KindCount(NamedTuple):
    """How many records there are of a kind, with the link to their list."""

    link: Link
    total: int


class HomeView(NamedTuple):
    """The home page."""

    name: str
    description: str
    first: StoryTeaser | None
    others: tuple[StoryTeaser, ...]
    all_stories: Link | None
    """The list of explainers, where not all of them stand on this page."""
    changes: tuple[ChangeRow, ...]
    all_changes: Link
    counts: tuple[KindCount, ...]
    method: str
    """The address of the page that says how labels are worked out."""


def home_pages(site: Site) -> Iterator[Page]:
    """The home page."""
    yield Page(
        address=site.urls.index(""),
        template="home.html",
        view=view_home(site),
        title=site.settings.name,
        description=site.settings.description,
        breadcrumbs=(),
    )


def view_home(site: Site) -> HomeView:
    """The view of the home page."""
    stories = newest_stories(site)
    return HomeView(
        name=site.settings.name,
        description=site.settings.description,
        first=view_teaser(site, stories[0], with_boxes=True) if stories else None,
        others=tuple(view_teaser(site, story, with_boxes=False) for story in stories[1 : SHOWN_OTHERS + 1]),
        all_stories=link_all(site, len(stories)) if len(stories) > SHOWN_OTHERS + 1 else None,
        changes=latest_changes(site, SHOWN_CHANGES),
        all_changes=Link(Words("All corrections and changes"), site.urls.index("changes")),
        counts=tuple(count_kinds(site)),
        method=site.urls.index("method"),
    )


def link_all(site: Site, number: int) -> Link:
    """The link to the list of so many explainers."""
    return Link(Words(f"All {number} explainers"), site.urls.index("stories"))


def view_teaser(site: Site, story: Story, *, with_boxes: bool) -> StoryTeaser:
    """An explainer on the home page."""
    questions = story_questions(site, story)
    boxes = make_boxes([view_question(site, question) for question in questions]) if with_boxes else ()
    return StoryTeaser(
        link=link_to(site, story),
        kicker=word_kicker(site, story_events(site, questions)),
        standfirst=story.standfirst,
        counts=count_words(site, story),
        as_of=date_view(story.as_of),
        boxes=tuple(BoxTeaser(box, word_more(box)) for box in boxes),
    )


def word_more(box: Box) -> str | None:
    """How many questions of a box are not shown; none where all are."""
    hidden = len(box.questions) - SHOWN_QUESTIONS
    return f"{hidden} more {'question' if hidden == 1 else 'questions'}" if hidden > 0 else None


def count_kinds(site: Site) -> Iterator[KindCount]:
    """How many records there are of each kind."""
    for kind in KINDS:
        link = Link(Words(HEADINGS[kind.folder]), site.urls.index(kind.folder))
        yield KindCount(link, len(getattr(site.library, kind.folder)))
