"""All published records and the links between them, both ways."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from sayso.following import find_ends
from sayso.loading import Entry, Loaded, Pointer, Prose, StoredText
from sayso.mentions import check_mentions
from sayso.problems import Mark, Problem, have_errors
from sayso.records import Actor, Claim, Event, Place, Question, Record, Source, Story
from sayso.records.parts import RESERVED_SPEAKERS
from sayso.records.position import Position
from sayso.redirects import Redirect, list_redirects

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Standing:
    """A position with the claim or question that it stands on, and its index there."""

    position: Position
    on: Claim | Question
    index: int
    speakers: tuple[str, ...] = field(init=False)
    """The ids of all whose words they are: the actor, then those who speak jointly with it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "speakers", (self.position.actor, *self.position.jointly_with))

    @property
    def claim(self) -> Claim | None:
        """The claim that it stands on, if it does not stand on a question as a whole."""
        return self.on if isinstance(self.on, Claim) else None

    @property
    def question_id(self) -> str:
        """The question that it stands on, itself or through its claim."""
        return self.on.question if isinstance(self.on, Claim) else self.on.id

    @property
    def id(self) -> str:
        """A name that no other has: that of the record, which no slash can stand in, and the index there."""
        return f"{self.on.id}/{self.index}"

    @cached_property
    def anchor(self) -> str:
        """The part of its address after `#`: made of its own id, else of claim, actor, source and the words shown.

        Reordering a file or editing anything else keeps it. Of words that are not shown it must not let anybody try
        out a guess.
        """
        position = self.position
        if position.id is not None:
            return f"p-{position.id}"
        passage = position.passage.exact if position.passage and position.show else None
        words = passage or position.paraphrase or ""
        key = f"{self.on.id}\0{position.actor}\0{position.source}\0{words}\0{position.stance}"
        return f"p-{hashlib.blake2b(key.encode(), digest_size=5).hexdigest()}"

    @property
    def has_record(self) -> bool:
        """Whether the speaker has a record: not the source's own voice and not somebody unattributed."""
        return self.position.actor not in RESERVED_SPEAKERS


class Library:
    """Every record that is published, by kind and id in the order of ids, and who mentions whom.

    Drafts and merged records are in `entries` alone. Everything is read-only once made.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.entries: Mapping[str, Entry] = {entry.id: entry for entry in sorted(loaded.entries, key=lambda e: e.id)}
        self.texts: Mapping[str, StoredText] = loaded.texts
        self.proses: Mapping[str, Prose] = loaded.proses
        published = [entry.record for entry in self.entries.values() if entry.is_published]
        self.actors = sort_out(published, Actor)
        self.events = sort_out(published, Event)
        self.claims = sort_out(published, Claim)
        self.questions = sort_out(published, Question)
        self.sources = sort_out(published, Source)
        self.places = sort_out(published, Place)
        self.stories = sort_out(published, Story)
        self._link_standings()
        self._link_subjects()
        self._link_chains()
        self.redirects: tuple[Redirect, ...] = tuple(list_redirects(self.entries))
        self.faulty_mentions: tuple[Problem, ...] = tuple(check_mentions(self.entries, self.proses))
        # What is absent may stand in a record that cannot be read, or behind a mention that is misspelt.
        self.is_whole = not have_errors((*loaded.problems, *self.faulty_mentions))

    def _link_standings(self) -> None:
        owners: list[Claim | Question] = [*self.claims.values(), *self.questions.values()]
        self.standings: tuple[Standing, ...] = tuple(
            Standing(position, owner, index) for owner in owners for index, position in enumerate(owner.positions)
        )
        self.standings_on: Mapping[str, tuple[Standing, ...]] = group((s.on.id, s) for s in self.standings)
        self.standings_of: Mapping[str, tuple[Standing, ...]] = group(
            (speaker, s) for s in self.standings for speaker in s.speakers
        )
        self.standings_in: Mapping[str, tuple[Standing, ...]] = group((s.position.source, s) for s in self.standings)

    @cached_property
    def _standings_by_keys(self) -> tuple[tuple[set[str], list[Standing]], ...]:
        """The positions by the keys that they give; most of those that give the same share one set of them."""
        found: dict[int, tuple[set[str], list[Standing]]] = {}
        for standing in self.standings:
            keys = standing.position.model_fields_set
            found.setdefault(id(keys), (keys, []))[1].append(standing)
        return tuple(found.values())

    def _link_subjects(self) -> None:
        self.claims_of: Mapping[str, tuple[Claim, ...]] = group((c.question, c) for c in self.claims.values())
        self.claims_about: Mapping[str, tuple[Claim, ...]] = group(
            (subject, claim) for claim in self.claims.values() for subject in self.about(claim)
        )
        self.questions_about: Mapping[str, tuple[Question, ...]] = group(
            (subject, question) for question in self.questions.values() for subject in question.about
        )
        self.stories_asking: Mapping[str, tuple[Story, ...]] = group(
            (question, story) for story in self.stories.values() for question in story.questions
        )
        self.mentions: Mapping[str, tuple[tuple[Entry, Pointer], ...]] = group(
            (pointer.target, (entry, pointer)) for entry in self.entries.values() for pointer in entry.pointers
        )

    def _link_chains(self) -> None:
        self._wholes = find_ends(
            {
                actor.id: actor.wholes[0]
                for actor in self.actors.values()
                if len(actor.wholes) == 1 and actor.wholes[0] in self.actors
            }
        )
        before = {
            source.id: source.copy_of or (source.translation_of.of if source.translation_of else None)
            for source in self.sources.values()
        }
        self._repeated = {one: other for one, other in before.items() if other is not None and other in self.sources}
        self._first_prints = find_ends(self._repeated)
        resting = {source.id for source in self.sources.values() if source.rests_on}
        nearest = find_ends({one: other for one, other in self._repeated.items() if one not in resting})
        self._resting = {one: other for one, other in nearest.items() if other in resting} | {
            one: one for one in resting
        }

    @property
    def records(self) -> Iterator[Record]:
        """Every published record, kind by kind, in the order of ids."""
        for kind in (self.stories, self.questions, self.claims, self.events, self.actors, self.places, self.sources):
            yield from kind.values()

    def get(self, record_id: str) -> Record | None:
        """The published record of that id."""
        entry = self.entries.get(record_id)
        return entry.record if entry is not None and entry.is_published else None

    def mark(self, record_id: str, *place: str | int) -> Mark:
        """Where a value of a record stands in its file."""
        return self.entries[record_id].mark(*place)

    def about(self, claim: Claim) -> tuple[str, ...]:
        """The ids of what a claim is about: its own, else its question's."""
        if claim.about:
            return claim.about
        question = self.questions.get(claim.question)
        return question.about if question else ()

    def excluded_by(self, claim: Claim) -> frozenset[str]:
        """The claims that editors marked as not holding together with this one, whichever of the two says so."""
        others = {link.claim for link in claim.not_both_with}
        others |= {
            entry.id for entry, pointer in self.mentions.get(claim.id, ()) if pointer.place[0] == "not_both_with"
        }
        return frozenset(one for one in others if one in self.claims)

    def naming(self, kind: Mapping[str, R], record_id: str, *keys: str) -> tuple[R, ...]:
        """The published records of a kind that name a record under one of these keys, in the order of their ids."""
        found = {entry.id for entry, pointer in self.mentions.get(record_id, ()) if pointer.place[0] in keys}
        return tuple(kind[one] for one in sorted(found) if one in kind)

    def standings_with(self, key: str) -> Iterator[Standing]:
        """The positions that give a key, in no order."""
        for keys, standings in self._standings_by_keys:
            if key in keys:
                yield from standings

    def spoken_for(self, actor_id: str) -> Iterator[Standing]:
        """The positions that others took on an actor's behalf: on claims, then on questions, in the order of ids."""
        for kind in (self.claims, self.questions):
            for owner in self.naming(kind, actor_id, "positions"):
                for standing in self.standings_on.get(owner.id, ()):
                    if standing.position.on_behalf_of == actor_id and actor_id not in standing.speakers:
                        yield standing

    def whole_of(self, actor_id: str) -> str:
        """The largest actor that this one belongs to, undisputedly and now; itself where none or several are above."""
        return self._wholes.get(actor_id, actor_id)

    def prints(self, source_id: str) -> Iterator[str]:
        """The source, then the one whose words it republishes or translates, and so on to the first print."""
        last = self.first_print(source_id)
        yield source_id
        while source_id != last:
            source_id = self._repeated[source_id]
            yield source_id

    def resting(self, source_id: str) -> Iterator[str]:
        """The prints of a source from the nearest on that rests on a claim; for most sources there is none."""
        nearest = self._resting.get(source_id)
        return iter(()) if nearest is None else self.prints(nearest)

    def first_print(self, source_id: str) -> str:
        """The source whose words this one republishes or translates, itself where there is none."""
        return self._first_prints.get(source_id, source_id)


def sort_out(records: Iterable[Record | None], kind: type[R]) -> dict[str, R]:
    """The records of a kind by their ids, in order."""
    return {record.id: record for record in records if isinstance(record, kind)}


T = TypeVar("T")


def group(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """The values by key, each key's in the order in which they came."""
    grouped: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return {key: tuple(values) for key, values in grouped.items()}
