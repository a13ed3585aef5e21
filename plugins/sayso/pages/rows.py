"""Rows of who says what: a speaker's stances by claim, and the positions behind them, the latest before the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.counting import named_in
from sayso.library import Standing
from sayso.page_values import DateView, Words
from sayso.pages.parts import name_of, names
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.site import Site
from sayso.pages.standings import sort_positions
from sayso.records import Claim, Question


class Stand(NamedTuple):
    """One stance of a speaker, by its first position, and where else it is taken: `in 2 reports`."""

    position: PositionView
    where: str | None


class Cell(NamedTuple):
    """Where a speaker and a claim meet: the claim's head, and the stances taken, if any."""

    head: Words
    stands: tuple[Stand, ...]


class Fold(NamedTuple):
    """A stance of a speaker on one claim: the latest position, and the others by date, behind words that count them."""

    latest: PositionView
    others: tuple[PositionView, ...]
    words: str | None


class Row(NamedTuple):
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
    verbs: tuple[Words, ...]
    cells: tuple[Cell, ...]
    folds: tuple[Fold, ...]


def make_rows(site: Site, question: Question, claims: list[Claim], standings: Iterable[Standing]) -> tuple[Row, ...]:
    """A row a speaker, by the date of its first position, then name; who has no record stands last."""
    by_speaker: dict[tuple[str | bool | None, ...], list[Standing]] = {}
    for standing in sort_positions(standings, site):
        position = standing.position
        who = standing.speakers if standing.has_record else (position.actor, position.source)
        by_speaker.setdefault((*who, position.on_behalf_of, standing.claim is None), []).append(standing)
    return tuple(make_row(site, question, claims, own) for own in by_speaker.values())


def make_row(site: Site, question: Question, claims: list[Claim], standings: list[Standing]) -> Row:
    """The row of one speaker, or of several who speak jointly."""
    first = standings[0]
    is_across = first.claim is None
    owners: list[Claim | Question] = [question] if is_across else [*claims]
    views = view_positions(site, standings)
    return Row(
        is_counted=first.has_record,
        named_by=named_words(site, question, first) if first.has_record else (),
        is_across=is_across,
        speaker=views[0],
        said=tuple(dict.fromkeys(view.said for view in views if view.said)),
        has_several_dates=len({view.said for view in views}) > 1,
        verbs=tuple(dict.fromkeys(view.verb for view in views if view.verb)),
        cells=tuple(make_cell(owner, [v for v in views if v.page == site.urls.record(owner)]) for owner in owners),
        folds=make_folds(views),
    )


def make_folds(views: Iterable[PositionView]) -> tuple[Fold, ...]:
    """For each claim, speaker and stance the latest position, the others behind it; in the order of the latest ones.

    The positions come in the order in which pages list them.
    """
    groups: dict[tuple[object, ...], list[PositionView]] = {}
    order: dict[str, int] = {}
    for place, view in enumerate(views):
        order[view.address] = place
        groups.setdefault((view.page, *view.speaker_ids, view.speaker, view.on_behalf_of), []).append(view)
    folds = [fold(own) for group in groups.values() for own in part_by_stance(group)]
    return tuple(sorted(folds, key=lambda found: order[found.latest.address]))


def part_by_stance(views: list[PositionView]) -> list[list[PositionView]]:
    """One speaker's positions on one claim: those of another stance or figure are not folded behind each other.

    What no longer stands is folded behind what stands, and behind the last of several.
    """
    parts: dict[tuple[object, ...], list[PositionView]] = {}
    for view in views:
        if view.is_current:
            parts.setdefault((view.stance, view.number, view.disputed), []).append(view)
    if not parts:
        return [views]
    *first, last = parts.values()
    return [*first, [view for view in views if view in last or not view.is_current]]


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


def make_cell(owner: Claim | Question, views: Iterable[PositionView]) -> Cell:
    """The stances that a speaker takes on one claim, each once, with how often it is found."""
    alike: dict[tuple[object, ...], list[PositionView]] = {}
    for view in views:
        date = view.said if view.stance == "withholds" else None
        key = (view.stance_words, view.hedge, view.status, view.until, view.disputed, date)
        alike.setdefault(key, []).append(view)
    head = name_of(owner) if isinstance(owner, Claim) else Words("On the question as a whole")
    return Cell(head, tuple(Stand(same[0], word_places(same)) for same in alike.values()))


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
