"""Under which keys of a library's mappings a record is found, so that a change of it is known to whoever read these.

What is here has to agree with how `Library` makes its mappings; where a key were forgotten, a page that shows the
record under it would not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.library import Library, Standing
from sayso.loading import Entry
from sayso.records import Claim, Question, Story
from sayso.tracking import ALL, Log, Token, Tracked

# All mappings of a library by the id of a record.
BY_RECORD = ("actors", "events", "claims", "questions", "sources", "places", "stories")
GROUPS = (
    *("standings_on", "standings_of", "standings_in", "claims_of", "claims_about", "questions_about"),
    *("stories_asking", "mentions"),
)
CHAINS = ("_wholes", "_repeated", "_first_prints", "_resting")
MAPPINGS = ("entries", "texts", "proses", *BY_RECORD, *GROUPS, *CHAINS)


class TrackedStandings(tuple[Standing, ...]):  # noqa: SLOT001 -- a tuple's own cannot hold more
    """All standings; that somebody goes through them is noted."""

    log: Log

    def __iter__(self) -> Iterator[Standing]:
        self.log.note(self.log.tokens.keys["standings"][ALL])
        return super().__iter__()


def track(library: Library) -> Log:
    """Lets a library note what is read of it from now on."""
    log = Log()
    for name in MAPPINGS:
        setattr(library, name, Tracked(name, log, getattr(library, name)))
    library.standings = TrackedStandings(library.standings)
    library.standings.log = log
    return log


@dataclass(frozen=True)
class Chains:
    """What a library knows of rows of records that lead to one another: each key may change with any link of a row."""

    by_name: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, library: Library) -> Chains:
        """Those of a library, as plain mappings."""
        return cls({name: dict(dict.items(getattr(library, name))) for name in CHAINS})

    def changed(self, other: Chains) -> Iterator[Token]:
        """The keys under which the two hold something different."""
        for name in CHAINS:
            yield from ((name, key) for key, _ in self.by_name[name].items() ^ other.by_name[name].items())


def find_changed(
    library: Library, before: Chains, after: Chains, versions: Iterable[Iterable[Entry | None]], texts: Iterable[str]
) -> set[Token]:
    """The keys under which a library holds something else than it did; nobody notes yet what is read of it.

    Of rows of records: as they were and as they are. `versions` are of each record that changed as it was and as it is,
    `texts` the ids of records of which a text that belongs to them, and has a file of its own, may have changed.
    """
    tokens = set(before.changed(after))
    for entries in versions:
        tokens |= keys_of_all(entries, library)
    for record_id in texts:
        tokens.update((*with_all("texts", record_id), *with_all("proses", record_id)))
    return tokens


def keys_of_all(versions: Iterable[Entry | None], library: Library) -> set[Token]:
    """The keys under which a record is, or was, found in any of its versions; none where there is no such version."""
    return {token for entry in versions if entry is not None for token in keys_of(entry, library)}


def keys_of(entry: Entry, library: Library) -> Iterator[Token]:
    """The keys under which a record is found in a library that holds it, or held it before it was changed."""
    record = entry.record
    yield from with_all("entries", entry.id)
    for pointer in entry.pointers:
        yield from with_all("mentions", pointer.target)
    if record is None or not entry.is_published:
        return
    yield from with_all(record.folder, record.id)
    if isinstance(record, Story):
        for question in record.questions:
            yield from with_all("stories_asking", question)
    if isinstance(record, Claim | Question):
        yield from keys_of_subjects(record, library)
        yield from keys_of_standings(record)


def keys_of_subjects(record: Claim | Question, library: Library) -> Iterator[Token]:
    """The keys under which a claim or question is found by what it is about."""
    if isinstance(record, Claim):
        yield from with_all("claims_of", record.question)
        # Its own subjects; else its question's as they are, while those before are found with the question.
        for subject in library.about(record):
            yield from with_all("claims_about", subject)
    else:
        for subject in record.about:
            yield from with_all("questions_about", subject)
            yield from with_all("claims_about", subject)


def keys_of_standings(record: Claim | Question) -> Iterator[Token]:
    """The keys under which the positions on a claim or question are found."""
    yield from with_all("standings_on", record.id)
    yield ("standings", ALL)
    for position in record.positions:
        yield from with_all("standings_in", position.source)
        for speaker in (position.actor, *position.jointly_with):
            yield from with_all("standings_of", speaker)


def with_all(name: str, key: str) -> Iterator[Token]:
    """A key of a mapping, and that it is one of all."""
    yield from ((name, key), (name, ALL))
