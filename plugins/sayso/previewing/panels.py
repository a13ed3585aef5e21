"""What the pages of the preview print of the records' problems: a panel where they belong, elsewhere a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.page_addresses import Urls
from sayso.page_values import Link, Words
from sayso.previewing.excerpts import Excerpt
from sayso.previewing.troubles import NO_RECORD, RECORD, Note, Trouble
from sayso.problems import Mark, Problem, count

MOST_LINKS = 5
# The mark of these names a whole file, so its first line says nothing.
ABOUT_FILES = frozenset(
    {
        *("missing-folder", "unreadable-file", "symbolic-link", "not-a-file", "too-large", "stray-file"),
        *("bad-id", "reserved-id", "duplicate-id", "wrong-folder", "empty-file", "text-without-paragraphs"),
    }
)


@dataclass(frozen=True, slots=True)
class ProblemView:
    """One problem: its place, its code with the address where that is explained, the message, the line."""

    place: str
    code: str
    address: str
    message: str
    line: Excerpt | None


@dataclass(frozen=True, slots=True)
class PanelView:
    """What a page tells of its own file or record."""

    heading: str
    errors: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]
    warned: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class StripView:
    """The errors that other pages tell, in one line: how many, and links to the first of those pages."""

    words: str
    links: tuple[Link, ...]
    more: Link | None = None
    """Where the others are listed, in words that say how many there are."""


@dataclass(frozen=True, slots=True)
class NoticesView:
    """All that stands at the top of one page."""

    panels: tuple[PanelView, ...]
    strip: StripView | None
    mishap: str | None


ReadLine = Callable[[Mark], Excerpt | None]


def view_notices(
    troubles: Sequence[Trouble], address: str, urls: Urls, read_line: ReadLine, mishap: str | None
) -> NoticesView:
    """What the page at an address prints of all troubles."""
    own = [trouble for trouble in troubles if trouble.link.address == address]
    others = [trouble for trouble in troubles if trouble.link.address != address and trouble.errors]
    has_errors = any(trouble.errors for trouble in own)
    return NoticesView(
        panels=tuple(view_panel(trouble, urls, read_line) for trouble in own),
        strip=view_strip(others, address, urls, is_besides=has_errors) if others else None,
        mishap=mishap,
    )


def view_panel(trouble: Trouble, urls: Urls, read_line: ReadLine) -> PanelView:
    """The panel of one page."""
    errors, warnings = trouble.errors, trouble.warnings
    if errors:
        heading = f"{count(len(errors), 'error')} in {trouble.place}"
    elif trouble.note:
        heading = "Not as it stands in the file"
    else:
        heading = ""
    return PanelView(
        heading,
        view_problems(errors, urls, read_line),
        view_problems(warnings, urls, read_line),
        f"{count(len(warnings), 'warning')} in {trouble.place}" if warnings else "",
        trouble.note,
    )


def view_problems(problems: Iterable[Problem], urls: Urls, read_line: ReadLine) -> tuple[ProblemView, ...]:
    """The problems of one page, each with its line."""
    return tuple(
        ProblemView(
            place=str(problem.mark),
            code=problem.code,
            address=f"{urls.index('messages')}#{problem.code}",
            message=problem.message,
            line=None if is_about_file(problem) else read_line(problem.mark),
        )
        for problem in problems
    )


def is_about_file(problem: Problem) -> bool:
    """Whether a problem is one of a file as a whole."""
    return problem.code in ABOUT_FILES and problem.mark == Mark(problem.mark.path)


def view_strip(others: Sequence[Trouble], address: str, urls: Urls, *, is_besides: bool) -> StripView:
    """The line for the errors that other pages tell; the home page names all of those pages."""
    errors = sum(len(trouble.errors) for trouble in others)
    verb = "keeps" if errors == 1 else "keep"
    words = f"{count(errors, 'error')} in {name_places(others)}{' also' if is_besides else ''} {verb} this site"
    more = count(len(others) - MOST_LINKS, "more page")
    home = Link(Words(more), urls.index(""))
    links = tuple(trouble.link for trouble in others)
    if len(links) <= MOST_LINKS or address == home.address:
        return StripView(f"{words} from being published:", links)
    return StripView(f"{words} from being published:", links[:MOST_LINKS], home)


def name_places(troubles: Sequence[Trouble]) -> str:
    """How many records or pages the errors are in; both together are places."""
    places = {trouble.place for trouble in troubles}
    if places == {NO_RECORD}:
        return NO_RECORD
    noun = "place" if len(places) > 1 else "record" if places == {RECORD} else "page"
    return count(len(troubles), noun)
