"""The list of explainers, the one checked last first, each with its first question and who answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.page_values import DateView, Link, Page
from sayso.pages.labels import QuestionView, view_question
from sayso.pages.lists.head import ListHead, list_parts, make_head, make_list_page
from sayso.pages.parts import date_view, link_to
from sayso.pages.site import Site
from sayso.pages.story import count_words, story_questions
from sayso.problems import count
from sayso.records import Story


class StoryRow(NamedTuple):
    """A story: its headline and standfirst, its first question with the names on each side, and its counts."""

    link: Link
    standfirst: str
    as_of: DateView
    counts: tuple[str, ...]
    first: QuestionView | None


class StoriesView(NamedTuple):
    """A page of the list of stories."""

    head: ListHead
    rows: tuple[StoryRow, ...]


def story_list(site: Site) -> Iterator[Page]:
    """The pages that list all stories."""
    parts = list_parts(site, "stories", newest_stories(site))
    for here in parts:
        head = make_head(site, "stories", count(len(site.library.stories), "explainer"), parts=parts, here=here)
        view = StoriesView(head, tuple(view_row(site, story) for story in here.entries))
        yield make_list_page(site, "stories", view, here)


def newest_stories(site: Site) -> list[Story]:
    """All stories, the one checked last first, then by id."""
    by_id = sorted(site.library.stories.values(), key=lambda story: story.id)
    return sorted(by_id, key=lambda story: story.as_of.sort_key, reverse=True)


def view_row(site: Site, story: Story) -> StoryRow:
    """A story for the list."""
    questions = story_questions(site, story)
    return StoryRow(
        link=link_to(site, story),
        standfirst=story.standfirst,
        as_of=date_view(story.as_of),
        counts=count_words(site, story),
        first=view_question(site, questions[0]) if questions else None,
    )
