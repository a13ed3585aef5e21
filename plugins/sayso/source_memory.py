"""What one build keeps of its pages for the next in which something changed: what they were made from, and of what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.library_keys import Chains
from sayso.page_values import Page
from sayso.pages import link_to
from sayso.pages.gaps import gaps_in
from sayso.pages.labels import view_claim, view_question
from sayso.pages.reading_order import LISTS
from sayso.pages.reference import reference_pages
from sayso.pages.site import find_label, find_question_label
from sayso.pages.sources import view_source_row
from sayso.pages.standings import order_claim_ids
from sayso.pages.story import count_words
from sayso.pages.timeline import describe_event
from sayso.site_memory import Facts
from sayso.tracking import Graph

# What lists are made of, which show all records: made anew, it would take longer than to read it. What pages of records
# show besides is made for the few that changed.
IN_LISTS: tuple[Callable[..., object], ...] = (
    *LISTS,
    *(reference_pages, view_claim, view_question, describe_event, view_source_row, count_words, link_to),
    *(find_label, find_question_label, order_claim_ids, gaps_in),
)


@dataclass
class Views:
    """What was made for lists, by the name of what made it and the id of what it was made of."""

    build: str
    views: dict[str, dict[str, Any]]

    @property
    def pages(self) -> dict[str, Page]:
        """The pages of lists by their addresses; those that are made together are kept under the name of what did."""
        return {page.address: page for name, made in self.views.items() for page in made.get(name, ())}

    @staticmethod
    def forget_others(views: dict[str, dict[str, Any]]) -> None:
        """Lets go of those of a build's views that are not worth keeping, which are most."""
        for name in views.keys() - {make.__name__ for make in IN_LISTS}:
            del views[name]

    @classmethod
    def of(cls, build: str, views: Mapping[str, dict[str, Any]]) -> Views:
        """Those of a build's views that are worth keeping."""
        return cls(build, {make.__name__: views.get(make.__name__, {}) for make in IN_LISTS})


@dataclass
class Sources:
    """What the pages of a site were made from, for a build in which something changed."""

    build: str
    graph: Graph
    facts: dict[str, Facts]
    chains: Chains
