"""The arithmetic of a tally in words, so that a reader can count after us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.counting.bodies import Body
from sayso.counting.names import name_of, title_of
from sayso.counting.tallies import Statement, Tally
from sayso.dates import word_date
from sayso.directions import isolate
from sayso.library import Library
from sayso.problems import join_words


class Names(dict[str, str]):
    """The names of actors in running text, by their ids; each is looked up once."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def __missing__(self, actor_id: str) -> str:
        name = self[actor_id] = isolate(name_of(self._library, actor_id))
        return name

    def join(self, actor_ids: Iterable[str]) -> str:
        """The names as a list in words."""
        return join_words([self[actor_id] for actor_id in actor_ids])


def explain_tally(library: Library, tally: Tally) -> tuple[str, ...]:
    """One sentence for each count, with the names; none for what is not there."""
    return tuple(list_sentences(library, tally))


def list_sentences(library: Library, tally: Tally) -> Iterator[str]:
    """The sentences in the order of the counts."""
    names = Names(library)
    if tally.speakers:
        yield f"Speakers: {names.join(tally.speakers)}."
        yield f"Bodies: {'; '.join(word_bodies(names, tally.bodies))}."
        yield f"Statements: {'; '.join(word_statement(names, statement) for statement in tally.statements)}."
        copies = f"; copies not counted: {join_titles(library, tally.copies)}" if tally.copies else ""
        yield f"Reports: {join_titles(library, tally.reports)}{copies}."
    if tally.unnamed:
        yield f"Unnamed, not added: {names.join(tally.unnamed)}."
    if tally.no_reply:
        yield f"No reply recorded from: {names.join(tally.no_reply)}."


def word_bodies(names: Names, bodies: Iterable[Body]) -> Iterator[str]:
    """Who counts as which body; those who speak for nobody else stand together at the end."""
    alone = []
    for body in bodies:
        if body.is_merged:
            name = "" if body.id in body.speakers else f", {names[body.id]}"
            yield f"{names.join(body.speakers)} count as one{name} (1)"
        elif body.speakers == (body.id,):
            alone.append(body.id)
        elif body.id in body.speakers:
            others = [speaker for speaker in body.speakers if speaker != body.id]
            yield f"{names[body.id]} and, for it, {names.join(others)} (1)"
        else:
            verb = "speaks" if len(body.speakers) == 1 else "speak"
            yield f"{names.join(body.speakers)} {verb} for {names[body.id]} (1)"
    if alone:
        yield f"recorded as speaking for nobody else: {names.join(alone)} ({len(alone)})"


def word_statement(names: Names, statement: Statement) -> str:
    """Whose statement it is, with its date and occasion."""
    when = word_date(statement.said) if statement.said else "date not given"
    occasion = f", {statement.occasion}" if statement.occasion else ""
    jointly = " jointly" if statement.jointly_with else ""
    return f"{names.join((statement.body_id, *statement.jointly_with))}{jointly} ({when}{occasion})"


def join_titles(library: Library, source_ids: Iterable[str]) -> str:
    """The titles as a list in words."""
    return join_words([f"“{isolate(title_of(library, source_id))}”" for source_id in source_ids])
