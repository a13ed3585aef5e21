"""The method: what stances, counts and labels mean, in `counting`’s own words, and one example worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sayso.counting import (
    CLAIM_LABEL_RULES,
    CLAIM_LABELS,
    NOT_COUNTED_RULES,
    QUESTION_LABEL_RULES,
    QUESTION_LABELS,
    TALLY_RULES,
    WHY_NOT_COUNTED,
)
from sayso.page_values import Link, Page, Section, Words, capital
from sayso.pages.lists.questions import find_labels
from sayso.pages.record_frame import home_link
from sayso.pages.site import Site
from sayso.pages.stances import STANCE_MARKS, STANCE_WORDS
from sayso.pages.worked_example import Example, work_example
from sayso.problems import count

TITLE = "Method"
INTRODUCTION = (
    "How this site counts, and how each label comes about. A label says which statements stand in our records and "
    "whose they are; it does not weigh them."
)
STANCE_RULES = {
    "asserts": "The speaker says it without a hedge.",
    "suggests": "The speaker says it with a hedge, such as “may” or “probably”; the hedge stands beside it.",
    "doubts": "The speaker finds it hard to believe, and does not say that it is not so.",
    "denies": "The speaker says that it is not so. “Denies it” stands only where the source uses that word.",
    "withholds": "The speaker says that it is not known, or too early to say; always with the date.",
    "declines": "The speaker was asked and refuses to say.",
    "no-reply": "The speaker was asked and has not answered by the date given.",
}
SECTIONS = (
    Section("stances", "Stances"),
    Section("counts", "What is counted"),
    Section("not-counted", "What is shown and not counted"),
    Section("claim-labels", "Labels of claims"),
    Section("question-labels", "Labels of questions"),
    Section("example", "An example from the records"),
)


class StanceRule(NamedTuple):
    """A stance as pages print it, and what it means."""

    mark: str
    words: str
    rule: str


class Rule(NamedTuple):
    """A name and its rule; for a label with how many records have it now, and where they are listed."""

    key: str
    name: str
    rule: str
    total: str | None = None
    listed: Link | None = None


class MethodView(NamedTuple):
    """The page of the method."""

    title: str
    introduction: str
    sections: tuple[Section, ...]
    stances: tuple[StanceRule, ...]
    counts: tuple[Rule, ...]
    not_counted: tuple[Rule, ...]
    claim_labels: tuple[Rule, ...]
    question_labels: tuple[Rule, ...]
    example: Example | None


def method_pages(site: Site) -> Iterator[Page]:
    """The page of the method."""
    yield Page(
        address=site.urls.index("method"),
        template="method.html",
        view=view_method(site),
        title=TITLE,
        description=INTRODUCTION,
        breadcrumbs=(home_link(site),),
        sections=SECTIONS,
    )


def view_method(site: Site) -> MethodView:
    """The view of the method, with the labels that stand in the records now."""
    claims = Counter(site.label(claim).key for claim in site.library.claims.values())
    questions = Counter(site.question_label(question).key for question in site.library.questions.values())
    return MethodView(
        title=TITLE,
        introduction=INTRODUCTION,
        sections=SECTIONS,
        stances=tuple(
            StanceRule(STANCE_MARKS[key], capital(STANCE_WORDS[key]), STANCE_RULES[key]) for key in STANCE_WORDS
        ),
        counts=tuple(Rule(key, capital(key), rule) for key, rule in TALLY_RULES.items()),
        not_counted=tuple(Rule(key, capital(words), NOT_COUNTED_RULES[key]) for key, words in WHY_NOT_COUNTED.items()),
        claim_labels=tuple(view_labels(CLAIM_LABELS, CLAIM_LABEL_RULES, claims, "claim")),
        question_labels=tuple(
            view_labels(QUESTION_LABELS, QUESTION_LABEL_RULES, questions, "question", find_labels(site))
        ),
        example=work_example(site),
    )


def view_labels(
    labels: Mapping[str, str],
    rules: Mapping[str, str],
    found: Counter[str],
    kind: str,
    addresses: Mapping[str, str] | None = None,
) -> Iterator[Rule]:
    """Labels in the order in which they are tried; `addresses` say where what has each label is listed."""
    for key, label in labels.items():
        words = count(found[key], kind) if found[key] else None
        listed = Link(Words(words), addresses[key]) if words and addresses else None
        yield Rule(key, capital(label), rules[key], words, listed)
