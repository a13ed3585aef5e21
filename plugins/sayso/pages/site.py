"""What every page is made from: the library, the site's settings, and what was counted once for all pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from sayso.counting import ClaimLabel, QuestionLabel, label_claim, label_question
from sayso.library import Library
from sayso.pages.paging import MOST_ENTRIES
from sayso.pages.urls import Urls
from sayso.records import Claim, Question, Record

R = TypeVar("R", bound=Record)
V = TypeVar("V")


@dataclass(frozen=True)
class Settings:
    """What the site's owner decides: its name, description, where to complain, where records can be edited.

    And how many entries of a list stand on one page.
    """

    name: str
    description: str = ""
    contact: str = ""
    edit_base: str = ""
    urls: Urls = field(default_factory=Urls)
    most_entries: int = MOST_ENTRIES


@dataclass(frozen=True)
class Site:
    """The library with the labels of its claims and questions, each worked out once."""

    library: Library
    settings: Settings
    claim_labels: dict[str, ClaimLabel]
    question_labels: dict[str, QuestionLabel]
    views: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What was made `once_for_all_pages`, by the name of what made it and the id of a record."""

    @property
    def urls(self) -> Urls:
        """The maker of addresses."""
        return self.settings.urls

    def label(self, claim: Claim) -> ClaimLabel:
        """The label of a claim, with the names on each side."""
        return self.claim_labels[claim.id]

    def question_label(self, question: Question) -> QuestionLabel:
        """The label of a question, with its answers and who gives them."""
        return self.question_labels[question.id]


def once_for_all_pages(make: Callable[[Site, R], V]) -> Callable[[Site, R], V]:
    """The same, made at the first page that shows a record and kept for all others."""

    @wraps(make)
    def view(site: Site, record: R) -> V:
        """What was made of the record."""
        key = (make.__name__, record.id)
        if key not in site.views:
            site.views[key] = make(site, record)
        made: V = site.views[key]
        return made

    return view


def make_site(library: Library, settings: Settings) -> Site:
    """The site over a library."""
    return Site(
        library,
        settings,
        {claim.id: label_claim(library, claim) for claim in library.claims.values()},
        {question.id: label_question(library, question) for question in library.questions.values()},
    )
