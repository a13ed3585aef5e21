"""What every page is made from: the library, the site's settings, and what was counted once for all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, Protocol, TypeVar

from sayso.counting import ClaimLabel, QuestionLabel, Sides, label_claim, label_question, take_sides
from sayso.library import Library
from sayso.page_addresses import Urls
from sayso.page_settings import Settings
from sayso.records import Claim, Question
from sayso.tracking import Node, Recorder

R = TypeVar("R", bound="HasId")
V = TypeVar("V")


@dataclass(frozen=True)
class Site:
    """The library with the site's settings, and what was made of it `once_for_all_pages`."""

    library: Library
    settings: Settings
    recorder: Recorder | None = None
    """Notes what pages and what they share are made from, if anybody wants to know."""
    views: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)
    """What was made, by the name of what made it and the id of what it was made of."""

    @property
    def urls(self) -> Urls:
        """The maker of addresses."""
        return self.settings.urls

    def label(self, claim: Claim) -> ClaimLabel:
        """The label of a claim, with the names on each side."""
        return find_label(self, claim)

    def question_label(self, question: Question) -> QuestionLabel:
        """The label of a question, with its answers and who gives them."""
        return find_question_label(self, question)


class HasId(Protocol):
    """A record, or something else with an id that is its own among all of its kind."""

    @property
    def id(self) -> str:
        """The id."""


def once_for_all_pages(make: Callable[[Site, R], V]) -> Callable[[Site, R], V]:
    """The same, made at the first page that shows it and kept for all others."""
    name = make.__name__

    @wraps(make)
    def view(site: Site, record: R) -> V:
        """What was made of the record."""
        made = site.views.get(name)
        if made is None:
            made = site.views[name] = {}
        one, recorder = record.id, site.recorder
        if one in made:
            if recorder is not None:
                recorder.use(name, one)
        elif recorder is None:
            made[one] = make(site, record)
        else:
            made[one] = recorder.make(name, one, partial(note_and_make, make, site, record))
        found: V = made[one]
        return found

    return view


def forget_views(views: Mapping[str, dict[str, Any]], nodes: Iterable[Node]) -> None:
    """Lets what these nodes are be made anew."""
    for name, one in nodes:
        views.get(name, {}).pop(one, None)


def note_and_make(make: Callable[[Site, R], V], site: Site, record: R) -> V:
    """The same, noting that it is made of the record itself, however that was found."""
    site.library.entries.get(record.id)
    return make(site, record)


@once_for_all_pages
def find_sides(site: Site, claim: Claim) -> Sides:
    """The voices on each side of a claim, for its own label and that of its question."""
    return take_sides(site.library, claim)


@once_for_all_pages
def find_label(site: Site, claim: Claim) -> ClaimLabel:
    """The label of a claim."""
    return label_claim(site.library, claim, find_sides(site, claim))


@once_for_all_pages
def find_question_label(site: Site, question: Question) -> QuestionLabel:
    """The label of a question."""
    return label_question(site.library, question, partial(find_sides, site))


def make_site(library: Library, settings: Settings, recorder: Recorder | None = None) -> Site:
    """The site over a library."""
    return Site(library, settings, recorder)
