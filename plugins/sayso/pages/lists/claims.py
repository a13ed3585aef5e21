"""The list of claims, under the questions that they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.pages.labels import ClaimView, view_claim
from sayso.pages.lists.head import Jump, ListHead, make_head, make_list_page
from sayso.pages.page import Page
from sayso.pages.parts import Link, link_to
from sayso.pages.site import Site
from sayso.pages.standings import order_claims, order_questions
from sayso.problems import count


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """A question and its claims."""

    jump: Jump
    question: Link
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class ClaimsView:
    """The list of claims."""

    head: ListHead
    groups: tuple[ClaimGroup, ...]


def claim_list(site: Site) -> Iterator[Page]:
    """The page that lists all claims."""
    groups = tuple(list_groups(site))
    counts = (count(len(site.library.claims), "claim"), count(len(groups), "question"))
    view = ClaimsView(make_head(site, "claims", *counts), groups)
    yield make_list_page(site, "claims", view, [part.jump for part in groups])


def list_groups(site: Site) -> Iterator[ClaimGroup]:
    """The questions that have claims, as the stories ask them, with their claims by date."""
    for question in order_questions(site):
        claims = tuple(view_claim(site, claim) for claim in order_claims(site, question))
        if claims:
            yield ClaimGroup(Jump(f"q-{question.id}", question.text, len(claims)), link_to(site, question), claims)
