"""What several pages of peers print in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bench.peers.documents import Inline, Line, Outside, Strong

from sayso.page_values import DateView, Link, Words, capital
from sayso.pages.actors import RoleView
from sayso.pages.answers import AnswerView
from sayso.pages.labels import ClaimView
from sayso.pages.sources import SourceRow


def claim_line(view: ClaimView) -> Line:
    """A claim with who says it."""
    sides = f" {'; '.join(view.sides)}." if view.sides else ""
    label = f"{capital(view.label)}:" if view.sides else f"{capital(view.label)}."
    return Link(Words(view.text), view.link.address), " ", Strong(label), sides


def mention_line(view: ClaimView | Link) -> Line:
    """A record in short: a claim with who says it."""
    return (view.link, f": {view.names}.") if isinstance(view, ClaimView) else (view,)


def either_line(value: Link | Words | None) -> Line:
    """Words, which may lead to a record."""
    return (value,) if value else ()


def date_line(date: DateView | None) -> Line:
    """A date, or that none is given."""
    return (date.words if date else "date not given",)


def role_line(role: RoleView) -> Line:
    """An office with the body, from when to when, and the source that says so."""
    return (
        capital(role.role),
        *((", ", role.of) if role.of else ()),
        *((f", since {role.start.words}",) if role.start else ()),
        *((f", until {role.end.words}",) if role.end else ()),
        *((" according to ", role.source) if role.source else ()),
    )


def answer_line(view: AnswerView, own: Link) -> Line:
    """What somebody accused answers; `own` is the claim beside it."""
    if not view.parts:
        return view.actor, f"’s answer: {view.none}"
    return view.actor, "’s answer: ", *join(answer_parts(view, own), "; "), "."


def answer_parts(view: AnswerView, own: Link) -> Iterator[Line]:
    """The answers on each claim or question."""
    for part in view.parts:
        on: Line = () if part.subject == own else (" on ", part.subject, f" ({part.names})" if part.names else "")
        yield "; ".join(part.voices), *on


def source_line(row: SourceRow) -> Line:
    """A source among the notes of a page."""
    return (
        row.link,
        *((", by ", *either_line(row.author)) if row.author else (", author not known",)),
        *((", ", *either_line(row.publisher)) if row.publisher else (", publisher not known",)),
        ", ",
        *date_line(row.published),
        f". {row.access}",
        *((f" {row.status}",) if row.status else ()),
        *((" ", Outside("At its address", row.url), ".") if row.url else ()),
        *((" ", Outside("Archived copy", row.archived), ".") if row.archived else ()),
    )


def join(lines: Iterable[Line], between: Inline) -> Line:
    """Lines in one."""
    joined: list[Inline] = []
    for line in lines:
        joined += [between, *line] if joined else line
    return tuple(joined)
