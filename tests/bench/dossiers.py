"""Dossiers: neighbourhoods of about 200 records around one story, of which a made-up project of any size consists.

A dossier is made of its number and the seed alone. Its claims speak of its own actors, a few of those of its group of
ten dossiers, and seldom of four actors that all dossiers share; so most pages are as long in a small project as in a
large one, and a few grow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from tests.bench.words import BODIES, Word, make_body, make_person, make_word, slug

SIZE = 200
GROUP = 10
SHARES = {"actors": 0.05, "events": 0.10, "sources": 0.15, "questions": 0.07, "places": 0.03}
# The kinds of a dossier's actors in turn; the first four of the first dossier are those that all share.
KINDS = (
    "government-body",
    "media-outlet",
    "institution",
    "armed-force",
    "person",
    "person",
    "community",
    "person",
    "person",
    "company",
    "person",
    "armed-group",
    "ngo",
    "person",
    "unnamed-group",
    "political-party",
)
SHARED = 4
FIRST_DAY = date(2001, 1, 1)


@dataclass(frozen=True)
class Figure:
    """An actor: id, name in each writing, kind, and the writing that its own name has."""

    id: str
    name: Word
    kind: str
    lang: str

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.kind == "person"


@dataclass(frozen=True)
class Spot:
    """A place: id, and name in each writing."""

    id: str
    name: Word


@dataclass(frozen=True)
class Cast:
    """Who and what a dossier is about, and the first day of it."""

    actors: tuple[Figure, ...]
    places: tuple[Spot, ...]
    start: date


@dataclass(frozen=True)
class Counts:
    """How many records of each kind a dossier has; it has one story."""

    actors: int
    events: int
    sources: int
    questions: int
    places: int
    claims: int


@dataclass
class Source:
    """What positions need to know of a source: its language, its date, and the sentences that stand in its text."""

    id: str
    lang: str
    published: date
    is_stored: bool
    access: str
    author: Figure | None
    sentences: list[str] = field(default_factory=list)


def share_out(records: int) -> list[int]:
    """The sizes of the dossiers of a project: all the same, but the last, which is what remains or a bit more."""
    whole, rest = divmod(records, SIZE)
    if rest >= SIZE // 2 or not whole:
        return [SIZE] * whole + [rest] * bool(rest)
    return [SIZE] * (whole - 1) + [SIZE + rest]


def count_records(size: int) -> Counts:
    """The numbers of records of each kind in a dossier; whatever is none of the others, nor its story, is a claim."""
    shares = {kind: max(1, round(size * share)) for kind, share in SHARES.items()}
    return Counts(**shares, claims=size - sum(shares.values()) - 1)


@cache
def make_cast(seed: int, number: int, size: int = SIZE) -> Cast:
    """The actors and places of a dossier; those of another one are the same whoever asks."""
    rng = Random(f"{seed}/cast/{number}")  # noqa: S311 -- not for secrets
    counts = count_records(size)
    places = tuple(make_spot(rng, number, index) for index in range(counts.places))
    actors = tuple(make_actor(rng, number, index, places) for index in range(counts.actors))
    return Cast(actors, places, FIRST_DAY + timedelta(days=rng.randrange(8000)))


def make_spot(rng: Random, number: int, index: int) -> Spot:
    """A place of a dossier."""
    name = make_word(rng, 3)
    return Spot(slug(name.en, number, index), Word(name.en, f"{name.ru}град", name.ar))


def make_actor(rng: Random, number: int, index: int, places: tuple[Spot, ...]) -> Figure:
    """An actor of a dossier; a tenth of the names are Arabic and a tenth Russian in their own writing."""
    kind = KINDS[index % len(KINDS)]
    town = places[index % len(places)].name if kind in BODIES and index < SHARED else make_word(rng, 3)
    name = make_body(kind, town) if kind in BODIES else make_person(rng)
    lang = rng.choices(("en", "ar", "ru"), (6, 2, 2))[0]
    return Figure(slug(name.en, number, index), name, kind, lang)


def list_speakers(seed: int, number: int, cast: Cast) -> tuple[list[Figure], list[float]]:
    """Who may speak in a dossier, and how often: the first of its own most, those that all share least."""
    own = list(cast.actors)
    weights = [1 / (1 + index) for index in range(len(own))]
    total = sum(weights)
    first = number - number % GROUP
    group = [] if first == number else [one for one in make_cast(seed, first).actors[SHARED:] if one not in own]
    shared = [] if number == 0 else list(make_cast(seed, 0).actors[:SHARED])
    shared = [one for one in shared if one not in group]
    return [*own, *group, *shared], [
        *weights,
        *(0.10 * total / max(1, len(group)) for _ in group),
        *(0.015 * total / SHARED for _ in shared),
    ]
