"""What every page is made from: the library, the site's settings, and what was counted once for all pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.counting import ClaimLabel, QuestionLabel, label_claim, label_question
from sayso.library import Library
from sayso.pages.urls import Urls
from sayso.records import Claim, Question

if TYPE_CHECKING:
    from sayso.pages.labels import ClaimView


@dataclass(frozen=True)
class Settings:
    """What the site's owner decides: its name, description, where to complain, where records can be edited."""

    name: str
    description: str = ""
    contact: str = ""
    edit_base: str = ""
    urls: Urls = field(default_factory=Urls)


@dataclass(frozen=True)
class Site:
    """The library with the labels of its claims and questions, each worked out once."""

    library: Library
    settings: Settings
    claim_labels: dict[str, ClaimLabel]
    question_labels: dict[str, QuestionLabel]
    claim_views: dict[str, ClaimView] = field(default_factory=dict)
    """Claims in short as far as pages have shown them (see `view_claim`): each page shows its neighbours too."""

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


def make_site(library: Library, settings: Settings) -> Site:
    """The site over a library."""
    return Site(
        library,
        settings,
        {claim.id: label_claim(library, claim) for claim in library.claims.values()},
        {question.id: label_question(library, question) for question in library.questions.values()},
    )
