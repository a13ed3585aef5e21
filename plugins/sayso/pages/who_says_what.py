"""Who says what: for each question, who takes which stance on which of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.page_values import DateView, Link
from sayso.pages.answers import AccusedView, view_accused
from sayso.pages.labels import ClaimView, QuestionView, TallyView, view_claim, view_question, view_tally
from sayso.pages.parts import known_date, link_if
from sayso.pages.positions import view_positions
from sayso.pages.rows import Fold, Row, make_folds, make_rows
from sayso.pages.site import Site, once_for_all_pages
from sayso.pages.standings import order_claims
from sayso.records import Claim, Question

WIDEST = 4


class ClaimEntry(NamedTuple):
    """A claim with its positions below each other, where a question is set out claim by claim."""

    claim: ClaimView
    folds: tuple[Fold, ...]


class Block(NamedTuple):
    """A question with its label, the arithmetic and its positions: a table, claim by claim, or a list of figures."""

    question: QuestionView
    included: str
    no_answer: str | None
    asked: tuple[AskedView, ...]
    accused: tuple[AccusedView, ...]
    tally: TallyView
    layout: str
    claims: tuple[ClaimView, ...]
    rows: tuple[Row, ...]
    by_claim: tuple[ClaimEntry, ...]
    on_question: tuple[Fold, ...]
    readings: tuple[str, ...]
    speakers: int
    """How many speakers have a row or entry here; the source's own voice and unattributed words are one each."""


class AskedView(NamedTuple):
    """That we asked somebody, and what came of it."""

    actor: Link
    date: DateView | None
    how: str | None
    outcome: str | None


@once_for_all_pages
def view_block(site: Site, question: Question) -> Block:
    """The block of one question: a table; a list by date for numbers; claim by claim above four claims."""
    claims = order_claims(site, question)
    standings = [s for claim in claims for s in site.library.standings_on.get(claim.id, ())]
    on_question = site.library.standings_on.get(question.id, ())
    layout = choose_layout(claims)
    views = tuple(view_claim(site, claim) for claim in claims)
    everything = [*standings, *on_question]
    return Block(
        question=view_question(site, question),
        included=question.included,
        no_answer=question.no_answer,
        asked=tuple(view_asked(site, question)),
        accused=view_accused(site, claims),
        tally=view_tally(site, everything),
        layout=layout,
        claims=views,
        rows=make_rows(site, question, claims, everything) if layout == "table" else (),
        by_claim=tuple(
            ClaimEntry(view, make_folds(view_positions(site, site.library.standings_on.get(claim.id, ()))))
            for claim, view in zip(claims, views, strict=True)
        ),
        on_question=make_folds(view_positions(site, on_question)),
        readings=editors_readings(site, claims),
        speakers=len({standing.speakers for standing in everything}),
    )


def choose_layout(claims: list[Claim]) -> str:
    """How the positions on a question's claims are set out."""
    if any(claim.kind == "number" for claim in claims):
        return "figures"
    return "by-claim" if len(claims) > WIDEST else "table"


def view_asked(site: Site, question: Question) -> Iterator[AskedView]:
    """Whom we asked, and what came of it."""
    for entry in question.asked:
        if (link := link_if(site, entry.actor)) is not None:
            yield AskedView(link, known_date(entry.date), entry.how, entry.outcome)


def editors_readings(site: Site, claims: Iterable[Claim]) -> tuple[str, ...]:
    """What editors say of claims side by side, each once."""
    sentences = []
    for claim in claims:
        for link in (*claim.not_both_with, *claim.bears_on):
            other = site.library.claims.get(link.claim)
            if other is not None:
                sentences.append(f"{claim.short} / {other.short}: {link.why}")
    return tuple(dict.fromkeys(sentences))
