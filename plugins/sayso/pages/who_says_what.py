"""Who says what: for each question, who takes which stance on which of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.counting import named_in
from sayso.library import Standing
from sayso.pages.labels import ClaimView, QuestionView, TallyView, names, view_claim, view_question, view_tally
from sayso.pages.parts import DateView, Link, Words, date_view, link_if
from sayso.pages.positions import PositionView, sort_positions, speaker_of, view_positions
from sayso.pages.site import Site
from sayso.records import Claim, Question

WIDEST = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A speaker's positions on one claim; none: no position in our records."""

    positions: tuple[PositionView, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker's positions on a question: a cell a claim, or one cell across for the question as a whole."""

    speaker: Link | Words
    is_counted: bool
    named_by: tuple[str, ...]
    cells: tuple[Cell, ...]
    across: tuple[PositionView, ...]
    positions: tuple[PositionView, ...]
    verbs: str
    dates: tuple[DateView, ...]

    @property
    def has_cells(self) -> bool:
        """Whether the speaker has a position on one of the claims."""
        return any(cell.positions for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its label, the arithmetic and its positions: a table, claim by claim, or a list of figures."""

    question: QuestionView
    included: str
    no_answer: str | None
    asked: tuple[AskedView, ...]
    tally: TallyView
    layout: str
    claims: tuple[ClaimView, ...]
    rows: tuple[Row, ...]
    by_claim: tuple[tuple[ClaimView, tuple[PositionView, ...]], ...]
    on_question: tuple[PositionView, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedView:
    """That we asked somebody, and what came of it."""

    actor: Link
    date: DateView | None
    how: str | None
    outcome: str | None


def view_block(site: Site, question: Question) -> Block:
    """The block of one question: a table; a list by date for numbers; claim by claim above four claims."""
    claims = order_claims(site, question)
    standings = [s for claim in claims for s in site.library.standings_on.get(claim.id, ())]
    on_question = site.library.standings_on.get(question.id, ())
    layout = "table"
    if any(claim.kind == "number" for claim in claims):
        layout = "figures"
    elif len(claims) > WIDEST:
        layout = "by-claim"
    views = tuple(view_claim(site, claim) for claim in claims)
    return Block(
        question=view_question(site, question),
        included=question.included,
        no_answer=question.no_answer,
        asked=tuple(
            AskedView(link, date_view(entry.date), entry.how, entry.outcome)
            for entry in question.asked
            if (link := link_if(site, entry.actor)) is not None
        ),
        tally=view_tally(site, [*standings, *on_question]),
        layout=layout,
        claims=views,
        rows=make_rows(site, question, claims, [*standings, *on_question]) if layout == "table" else (),
        by_claim=tuple(
            (view, view_positions(site, site.library.standings_on.get(claim.id, ())))
            for claim, view in zip(claims, views, strict=True)
        ),
        on_question=view_positions(site, on_question),
        readings=editors_readings(site, claims),
    )


def order_claims(site: Site, question: Question) -> list[Claim]:
    """A question's claims by the earliest date somebody took a position on them, then by id."""

    def key(claim: Claim) -> tuple[object, ...]:
        first = next(iter(sort_positions(site.library.standings_on.get(claim.id, ()), site)), None)
        said = first.position.said if first else None
        return said is None, said.sort_key if said else (), claim.id

    return sorted(site.library.claims_of.get(question.id, ()), key=key)


def make_rows(site: Site, question: Question, claims: list[Claim], standings: Iterable[Standing]) -> tuple[Row, ...]:
    """A row a speaker, by the date of its first position, then name; who has no record stands last."""
    by_speaker: dict[tuple[str, ...], list[Standing]] = {}
    for standing in sort_positions(standings, site):
        key = standing.speakers if standing.has_record else (standing.position.actor, standing.position.source)
        by_speaker.setdefault(key, []).append(standing)
    return tuple(make_row(site, question, claims, own) for own in by_speaker.values())


def make_row(site: Site, question: Question, claims: list[Claim], standings: list[Standing]) -> Row:
    """The row of one speaker, or of several who speak jointly."""
    first = standings[0]
    positions = view_positions(site, standings)
    return Row(
        speaker=speaker_of(site, first.position),
        is_counted=first.has_record,
        named_by=named_words(site, question, first) if first.has_record else (),
        cells=tuple(Cell(view_positions(site, [s for s in standings if s.on.id == claim.id])) for claim in claims),
        across=view_positions(site, [s for s in standings if s.claim is None]),
        positions=positions,
        verbs=", ".join(dict.fromkeys(view.verb for view in positions if view.verb)),
        dates=tuple(dict.fromkeys(view.said for view in positions if view.said)),
    )


def named_words(site: Site, question: Question, standing: Standing) -> tuple[str, ...]:
    """`named in this by A`, for a speaker whom a claim of the question puts into the event."""
    found = [names(site, naming.speakers) for naming in named_in(site.library, question.id, standing.position.actor)]
    return tuple(f"named in this by {who}" for who in dict.fromkeys(found) if who)


def editors_readings(site: Site, claims: Iterable[Claim]) -> tuple[str, ...]:
    """What editors say of claims side by side, each once."""
    sentences = []
    for claim in claims:
        for link in (*claim.not_both_with, *claim.bears_on):
            other = site.library.claims.get(link.claim)
            if other is not None:
                sentences.append(f"{claim.short} / {other.short}: {link.why}")
    return tuple(dict.fromkeys(sentences))
