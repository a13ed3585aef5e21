"""Questions: what is asked about events; claims answer them."""

from __future__ import annotations

from sayso.records.parts import ActorId, Name, Part, Plain, Record, SubjectId, When
from sayso.records.position import Position


class Asked(Part):
    """That we asked somebody, and what came of it."""

    actor: ActorId
    """Whom we asked."""
    date: When
    """When we asked."""
    how: Plain | None = None
    """How we asked, such as `by e-mail`."""
    outcome: Plain | None = None
    """What came of it, such as `no reply by 3 May 2031`."""


class Question(Record):
    """A question that presupposes no answer."""

    kind_name = "question"
    folder = "questions"

    text: Name
    """The question; it ends in a question mark and presupposes no answer."""
    included: Plain
    """One sentence: whose positions are recorded here, and why theirs."""
    about: tuple[SubjectId, ...] = ()
    """The events, actors and places that it is about."""
    positions: tuple[Position, ...] = ()
    """Positions on the question as a whole: only `withholds`, `declines` and `no-reply`."""
    no_answer: Plain | None = None
    """What the sources leave open."""
    asked: tuple[Asked, ...] = ()
    """Whom we asked, and what came of it."""
