"""Who says what: for each question, who takes which stance on which of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.counting import named_in
from sayso.library import Standing
from sayso.pages.answers import AnswerView, view_answers
from sayso.pages.labels import ClaimView, QuestionView, TallyView, view_claim, view_question, view_tally
from sayso.pages.parts import DateView, Link, Words, known_date, link_if, link_to, name_of, names, sort_by_name
from sayso.pages.positions import NO_NUMBERS, Numbers, PositionView, sort_positions, view_position, view_positions
from sayso.pages.site import Site
from sayso.records import Claim, Question

WIDEST = 4


@dataclass(frozen=True, slots=True)
class Stand:
    """One stance of a speaker, by its first position, and where else it is taken: `in 2 reports`."""

    position: PositionView
    where: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a speaker and a claim meet: the claim's head, and the stances taken, if any."""

    head: Words
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """What a speaker says on one claim: the latest position, and the others, by date, behind words that count them."""

    latest: PositionView
    others: tuple[PositionView, ...]
    words: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker's positions, or several speakers' joint ones: a cell a claim, and what is said on each.

    Positions on the question as a whole have a row of their own, whose only cell goes across all claims.
    """

    is_counted: bool
    named_by: tuple[str, ...]
    is_across: bool
    speaker: PositionView
    """The position that shows whose row it is."""
    said: tuple[DateView, ...]
    has_several_dates: bool
    """Whether its positions were said at different times, or only some have a date, so that each has to say its own."""
    verbs: tuple[str, ...]
    cells: tuple[Cell, ...]
    folds: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim with its positions below each other, where a question is set out claim by claim."""

    claim: ClaimView
    folds: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its label, the arithmetic and its positions: a table, claim by claim, or a list of figures."""

    question: QuestionView
    included: str
    no_answer: str | None
    asked: tuple[AskedView, ...]
    accused: tuple[AnswerView, ...]
    tally: TallyView
    layout: str
    claims: tuple[ClaimView, ...]
    rows: tuple[Row, ...]
    by_claim: tuple[ClaimEntry, ...]
    on_question: tuple[Fold, ...]
    readings: tuple[str, ...]
    speakers: int
    """How many speakers have a row or entry here; the source's own voice and unattributed words are one each."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """That we asked somebody, and what came of it."""

    actor: Link
    date: DateView | None
    how: str | None
    outcome: str | None


def view_block(site: Site, question: Question, numbers: Numbers = NO_NUMBERS) -> Block:
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
        accused=tuple(dict.fromkeys(view_answers(site, claims))),
        tally=view_tally(site, everything),
        layout=layout,
        claims=views,
        rows=make_rows(site, question, claims, everything, numbers) if layout == "table" else (),
        by_claim=tuple(
            ClaimEntry(view, make_folds(site, site.library.standings_on.get(claim.id, ()), numbers))
            for claim, view in zip(claims, views, strict=True)
        ),
        on_question=make_folds(site, on_question, numbers),
        readings=editors_readings(site, claims),
        speakers=len({standing.speakers for standing in everything}),
    )


def list_standings(site: Site, questions: Iterable[Question]) -> list[Standing]:
    """The positions on these questions and on the claims that answer them."""
    library = site.library
    owners = [owner for question in questions for owner in (*library.claims_of.get(question.id, ()), question)]
    return [standing for owner in owners for standing in library.standings_on.get(owner.id, ())]


def list_speakers(site: Site, standings: Iterable[Standing]) -> tuple[Link, ...]:
    """Everybody with a record who speaks in these positions, by name."""
    actors = site.library.actors
    ids = {speaker for standing in standings for speaker in standing.speakers if speaker in actors}
    return tuple(link_to(site, actor) for actor in sort_by_name(actors[actor_id] for actor_id in ids))


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


def order_questions(site: Site) -> list[Question]:
    """All questions: as the stories ask them, then those that no story asks, by id."""
    library = site.library
    asked = [i for story in library.stories.values() for i in story.questions if i in library.questions]
    return [library.questions[i] for i in dict.fromkeys((*asked, *library.questions))]


def order_claims(site: Site, question: Question) -> list[Claim]:
    """A question's claims by the earliest date somebody took a position on them, then by id."""

    def key(claim: Claim) -> tuple[object, ...]:
        """The date of the claim's first position, no date last, then the id."""
        first = next(iter(sort_positions(site.library.standings_on.get(claim.id, ()), site)), None)
        said = first.position.said if first else None
        return said is None, said.sort_key if said else (), claim.id

    return sorted(site.library.claims_of.get(question.id, ()), key=key)


def make_rows(
    site: Site, question: Question, claims: list[Claim], standings: Iterable[Standing], numbers: Numbers
) -> tuple[Row, ...]:
    """A row a speaker, by the date of its first position, then name; who has no record stands last."""
    by_speaker: dict[tuple[str | bool | None, ...], list[Standing]] = {}
    for standing in sort_positions(standings, site):
        position = standing.position
        who = standing.speakers if standing.has_record else (position.actor, position.source)
        by_speaker.setdefault((*who, position.on_behalf_of, standing.claim is None), []).append(standing)
    return tuple(make_row(site, question, claims, own, numbers) for own in by_speaker.values())


def make_row(site: Site, question: Question, claims: list[Claim], standings: list[Standing], numbers: Numbers) -> Row:
    """The row of one speaker, or of several who speak jointly."""
    first = standings[0]
    is_across = first.claim is None
    owners: list[Claim | Question] = [question] if is_across else [*claims]
    views = view_positions(site, standings, numbers)
    return Row(
        is_counted=first.has_record,
        named_by=named_words(site, question, first) if first.has_record else (),
        is_across=is_across,
        speaker=views[0],
        said=tuple(dict.fromkeys(view.said for view in views if view.said)),
        has_several_dates=len({view.said for view in views}) > 1,
        verbs=tuple(dict.fromkeys(view.verb for view in views if view.verb)),
        cells=tuple(make_cell(site, owner, [s for s in standings if s.on.id == owner.id]) for owner in owners),
        folds=make_folds(site, standings, numbers),
    )


def make_folds(site: Site, standings: Iterable[Standing], numbers: Numbers) -> tuple[Fold, ...]:
    """For each claim and speaker the latest position, the others behind it; in the order of the latest ones."""
    groups: dict[tuple[object, ...], list[PositionView]] = {}
    order: dict[str, int] = {}
    for place, standing in enumerate(sort_positions(standings, site)):
        view = view_position(site, standing, numbers)
        order[view.address] = place
        groups.setdefault((standing.on.id, *view.speaker_ids, view.speaker, view.on_behalf_of), []).append(view)
    return tuple(sorted(map(fold, groups.values()), key=lambda found: order[found.latest.address]))


def fold(views: list[PositionView]) -> Fold:
    """The latest of one speaker's positions on one claim that still stands, and the others in the order of dates."""
    current = [view for view in views if view.is_current] or views
    dated = [view for view in current if view.said]
    latest = dated[-1] if dated else current[0]
    others = tuple(view for view in views if view is not latest)
    return Fold(latest, others, word_others(latest, others))


def word_others(latest: PositionView, others: tuple[PositionView, ...]) -> str | None:
    """What stands on the fold: that one statement is in several reports, or how many positions are behind it."""
    if not others:
        return None
    is_one_statement = (
        latest.said
        and latest.occasion
        and all((view.said, view.occasion) == (latest.said, latest.occasion) for view in others)
    )
    if is_one_statement:
        return f"One statement, {len(others) + 1} reports"
    before = all(view.said and latest.said for view in others)
    return f"{len(others)} more{', by date' if before and len(others) > 1 else ''}"


def make_cell(site: Site, owner: Claim | Question, standings: Iterable[Standing]) -> Cell:
    """The stances that a speaker takes on one claim, each once, with how often it is found."""
    alike: dict[tuple[object, ...], list[PositionView]] = {}
    for view in view_positions(site, standings):
        date = view.said if view.stance == "withholds" else None
        key = (view.stance_words, view.hedge, view.status, view.until, view.disputed, date)
        alike.setdefault(key, []).append(view)
    head = name_of(owner) if isinstance(owner, Claim) else Words("On the question as a whole")
    return Cell(head, tuple(Stand(views[0], word_places(views)) for views in alike.values()))


def word_places(views: list[PositionView]) -> str | None:
    """In how many reports, or at how many places of one, the same stance is found; none for a single one."""
    reports = len({view.source.link for view in views})
    if len(views) == 1:
        return None
    return f"in {reports} reports" if reports > 1 else f"in {len(views)} places"


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
