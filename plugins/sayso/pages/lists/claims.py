"""The list of claims, under the questions that they answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.page_values import Link, Page
from sayso.pages.labels import ClaimView, view_claim
from sayso.pages.lists.head import Jump, ListHead, list_parts, make_head, make_jump, make_list_page
from sayso.pages.paging import Groups
from sayso.pages.parts import link_to
from sayso.pages.site import Site
from sayso.pages.standings import order_claims, order_questions
from sayso.problems import count


class ClaimGroup(NamedTuple):
    """A question and its claims."""

    jump: Jump
    question: Link
    claims: tuple[ClaimView, ...]


class ClaimsView(NamedTuple):
    """A page of the list of claims."""

    head: ListHead
    groups: tuple[ClaimGroup, ...]


def claim_list(site: Site) -> Iterator[Page]:
    """The pages that list all claims: under their questions, as the stories ask these; of each question by date."""
    questions = site.library.questions
    parts = list_parts(site, "claims", (c for question in order_questions(site) for c in order_claims(site, question)))
    groups = Groups(parts, lambda claim: claim.question)
    counts = (count(len(site.library.claims), "claim"), count(len(groups.counts), "question"))
    for here in parts:
        shown = tuple(
            ClaimGroup(
                make_jump(groups, key, here, f"q-{key}", questions[key].text),
                link_to(site, questions[key]),
                tuple(view_claim(site, claim) for claim in claims),
            )
            for key, claims in groups.on(here).items()
        )
        view = ClaimsView(make_head(site, "claims", *counts, parts=parts, here=here), shown)
        yield make_list_page(site, "claims", view, here, [part.jump for part in shown])
