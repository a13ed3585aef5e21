"""The page on which a position is printed, as far as that decides how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.pages.notes import Notes


@dataclass(frozen=True, slots=True)
class Here:
    """The page's address, where it is a claim's or a question's, and the numbers of sources among its notes."""

    page: str | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    """By the address of the source."""


def here_with(notes: Notes, page: str | None = None) -> Here:
    """A page with these notes."""
    return Here(page, {row.link.address: number for number, row in enumerate(notes.rows, 1)})
