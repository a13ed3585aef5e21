"""Names, for order and wording: nothing is ever counted or told apart by a name."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.dates import Date
from sayso.library import Library, Standing
from sayso.records.parts import RESERVED_SPEAKERS

# Fewer than this are in order as they are, and no name has to be looked up.
LEAST_SORTED = 2


def name_of(library: Library, actor_id: str) -> str:
    """The actor's English name, else its own; its id where the records hold no such actor."""
    actor = library.actors.get(actor_id)
    return actor.english_name.text if actor else actor_id


def title_of(library: Library, source_id: str) -> str:
    """The source's title; its id where the records hold no such source."""
    source = library.sources.get(source_id)
    return source.title.text if source else source_id


def sort_by_name(library: Library, actor_ids: Iterable[str]) -> tuple[str, ...]:
    """Each actor once, by name, then id; the source's own voice and unattributed words last."""
    found = set(actor_ids)
    if len(found) < LEAST_SORTED:
        return tuple(found)
    return tuple(
        sorted(
            found,
            key=lambda actor_id: (actor_id in RESERVED_SPEAKERS, name_of(library, actor_id).casefold(), actor_id),
        )
    )


def rank_by_name(library: Library, actor_ids: Iterable[str]) -> dict[str, int]:
    """The place of each actor in that order, for whoever sorts several lists of the same ones."""
    return {actor_id: place for place, actor_id in enumerate(sort_by_name(library, actor_ids))}


def sort_by_title(library: Library, source_ids: Iterable[str]) -> tuple[str, ...]:
    """Each source once, by title, then id."""
    found = set(source_ids)
    if len(found) < LEAST_SORTED:
        return tuple(found)
    return tuple(sorted(found, key=lambda source_id: (title_of(library, source_id).casefold(), source_id)))


def sort_by_date(library: Library, standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The standings by date said, then name, then address; those without a date last."""
    return tuple(
        sorted(
            standings,
            key=lambda s: (
                date_order(s.position.said),
                name_of(library, s.position.actor).casefold(),
                s.position.actor,
                s.anchor,
            ),
        )
    )


def known(date: Date | None) -> Date | None:
    """The date, unless it says that none is given."""
    return None if date is None or date.is_unknown else date


def date_order(date: Date | None) -> tuple[object, ...]:
    """A key that puts dates in order, no date last."""
    given = known(date)
    return (True,) if given is None else (False, *given.sort_key)
