"""The home page: the explainers, and how many records there are of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.pages.labels import QuestionView, view_question
from sayso.pages.lists.stories import newest_stories
from sayso.pages.page import Page
from sayso.pages.parts import DateView, Link, Words, date_view, link_to
from sayso.pages.record_frame import HEADINGS
from sayso.pages.site import Site
from sayso.records import KINDS


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


def home_pages(site: Site) -> Iterator[Page]:
    """The home page."""
    counts = tuple(
        KindCount(
            Link(Words(HEADINGS[kind.folder]), site.urls.index(kind.folder)), len(getattr(site.library, kind.folder))
        )
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


def story_teasers(site: Site) -> Iterator[StoryTeaser]:
    """The stories, the one checked last first."""
    for story in newest_stories(site):
        questions = (site.library.questions[i] for i in story.questions if i in site.library.questions)
        yield StoryTeaser(
            link_to(site, story),
            story.standfirst,
            date_view(story.as_of),
            tuple(view_question(site, question) for question in questions),
        )
