"""One question of the records worked out step by step, by the functions that count: from positions to a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.counting import (
    CLAIM_LABEL_RULES,
    QUESTION_LABEL_RULES,
    TALLY_RULES,
    Tally,
    explain_tally,
    tally,
)
from sayso.library import Standing
from sayso.page_values import Link
from sayso.pages.labels import ClaimView, QuestionView, view_claim, view_question
from sayso.pages.lists.stories import newest_stories
from sayso.pages.parts import link_to
from sayso.pages.positions import PositionView, view_position
from sayso.pages.site import Site
from sayso.pages.standings import order_claims, order_questions, sort_positions
from sayso.problems import count
from sayso.records import Claim, Question, Story


class PositionStep(NamedTuple):
    """A position of the question, on which claim it is, and whether it is counted."""

    position: PositionView
    head: Link | None
    """The claim by its short head; none for a position on the question as a whole."""
    is_counted: bool
    counting: str
    """Whether it is counted, or why not."""


class CountStep(NamedTuple):
    """One count: how many, which in words, and by which rule."""

    name: str
    number: int | None
    words: str
    rule: str | None


class LabelStep(NamedTuple):
    """The label of a claim, and the rule that gives it."""

    claim: ClaimView
    rule: str


class Example(NamedTuple):
    """A question from its positions to its label."""

    story: Link | None
    question: QuestionView
    positions: tuple[PositionStep, ...]
    counted: str
    counts: tuple[CountStep, ...]
    words: str
    claims: tuple[LabelStep, ...]
    rule: str


def work_example(site: Site) -> Example | None:
    """The example: of the newest story with positions, the question with most speakers; none without a position."""
    for story, questions in list_candidates(site):
        if questions:
            question = max(questions, key=lambda one: count_speakers(site, one))
            return work_out(site, story, question)
    return None


def list_candidates(site: Site) -> Iterator[tuple[Story | None, list[Question]]]:
    """The stories, newest first, with those of their questions that have positions; then all questions."""
    for story in newest_stories(site):
        asked = [site.library.questions[i] for i in story.questions if i in site.library.questions]
        yield story, [question for question in asked if standings_of(site, question)]
    yield None, [question for question in order_questions(site) if standings_of(site, question)]


def standings_of(site: Site, question: Question) -> list[Standing]:
    """The positions on a question and on the claims that answer it, in the order in which pages list them."""
    owners = [question.id, *(claim.id for claim in site.library.claims_of.get(question.id, ()))]
    return sort_positions((s for owner in owners for s in site.library.standings_on.get(owner, ())), site)


def count_speakers(site: Site, question: Question) -> int:
    """How many speakers are counted on a question, named or not."""
    counted = tally(site.library, standings_of(site, question))
    return len(counted.speakers) + len(counted.unnamed)


def work_out(site: Site, story: Story | None, question: Question) -> Example:
    """A question worked out."""
    standings = standings_of(site, question)
    counted = tally(site.library, standings)
    steps = tuple(view_step(site, standing) for standing in standings)
    number = sum(step.is_counted for step in steps)
    return Example(
        story=link_to(site, story) if story else None,
        question=view_question(site, question),
        positions=steps,
        counted=f"{number} of {count(len(steps), 'position')} {'is' if number == 1 else 'are'} counted.",
        counts=tuple(view_counts(site, counted)),
        words=counted.words,
        claims=tuple(view_label(site, claim) for claim in order_claims(site, question)),
        rule=QUESTION_LABEL_RULES[site.question_label(question).key],
    )


def view_step(site: Site, standing: Standing) -> PositionStep:
    """A position with whether it is counted."""
    view = view_position(site, standing)
    return PositionStep(
        position=view,
        head=link_to(site, standing.claim) if standing.claim else None,
        is_counted=view.not_counted is None and standing.position.stance != "no-reply",
        counting=view.not_counted or word_counting(site, standing),
    )


def word_counting(site: Site, standing: Standing) -> str:
    """How a position counts that stands by itself: not to reply is not to speak, and the unnamed are never added."""
    if standing.position.stance == "no-reply":
        return "not counted: not to reply is not to speak"
    actors = site.library.actors
    is_unnamed = all(actors[speaker].is_unnamed for speaker in standing.speakers)
    return "counted; not added, since unnamed" if is_unnamed else "counted"


def view_counts(site: Site, counted: Tally) -> Iterator[CountStep]:
    """The sentences of the arithmetic, each with its number and its rule."""
    numbers: dict[str, Sequence[object]] = {
        "speakers": counted.speakers,
        "bodies": counted.bodies,
        "statements": counted.statements,
        "reports": counted.reports,
    }
    for sentence in explain_tally(site.library, counted):
        name, _, words = sentence.partition(": ")
        key = name.casefold()
        yield CountStep(name, len(numbers[key]) if key in numbers else None, words, TALLY_RULES.get(key))


def view_label(site: Site, claim: Claim) -> LabelStep:
    """A claim's label with its rule."""
    return LabelStep(view_claim(site, claim), CLAIM_LABEL_RULES[site.label(claim).key])
