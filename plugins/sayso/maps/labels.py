"""Where the label of each mark stands, so that labels cover neither one another nor marks where that can be avoided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.maps.lettering import Rectangle, Setting, join, measure, measure_capitals

Anchor = Literal["start", "middle", "end"]
# Sides of a mark in the order in which they are tried: steps to the right and down, and which end stands at the mark.
SIDES: tuple[tuple[int, int, Anchor], ...] = (
    (1, 0, "start"),
    (-1, 0, "end"),
    (1, -1, "start"),
    (1, 1, "start"),
    (-1, -1, "end"),
    (-1, 1, "end"),
    (0, -1, "middle"),
    (0, 1, "middle"),
    (1, -2, "start"),
    (1, 2, "start"),
    (-1, -2, "end"),
    (-1, 2, "end"),
)
UPON: tuple[tuple[int, int, Anchor], ...] = ((0, 0, "middle"), (0, -1, "middle"), (0, 1, "middle"))
# Each round sets every label anew against the others where they stand; few maps need a second one.
ROUNDS = 4
# A label that leaves the drawing is worse than any that covers another.
EDGE = 1000.0
# How high a line of words is: from below the tails of letters to above capitals, in shares of the type's size.
HEIGHT = 0.95
# Capitals and letters without tails stand this far above the middle of a line, in shares of the type's size.
RISE = 0.35


@dataclass(frozen=True, slots=True)
class Site:
    """A mark that needs a label: its place on the drawing, how far its shape reaches, and the words.

    A country has no mark; its name stands upon its place, in capitals.
    """

    x: int
    y: int
    reach: int
    words: str
    is_country: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Where words stand: x of the anchored end, y of the base line, and the room they take."""

    x: int
    y: int
    anchor: Anchor
    room: Rectangle


def place_labels(
    sites: Sequence[Site], setting: Setting, size: tuple[int, int], taken: Sequence[Rectangle]
) -> list[Label | None]:
    """A label for each site, in the same order; none where each side would cover another label or a mark."""
    marks = [Rectangle(s.x - s.reach, s.y - s.reach, s.x + s.reach, s.y + s.reach) for s in sites]
    choices = [list(list_choices(site, setting)) for site in sites]
    chosen: list[Label | None] = [None] * len(sites)
    for _ in range(ROUNDS):
        before = list(chosen)
        for i, options in enumerate(choices):
            others = [*marks[:i], *marks[i + 1 :], *taken, *(c.room for j, c in enumerate(chosen) if c and j != i)]
            around = join(option.room for option in options)
            chosen[i] = pick(options, [room for room in others if around.overlap(room)], size)
        if chosen == before:
            break
    return drop_covered(chosen, marks, size)


def list_choices(site: Site, setting: Setting) -> Iterator[Label]:
    """The label on each side of its mark."""
    size = setting.label_size
    width = measure_capitals(site.words, size) if site.is_country else measure(site.words, size)
    height = HEIGHT * size
    gap = site.reach + setting.mark_size * 0.6
    for right, down, anchor in UPON if site.is_country else SIDES:
        x = site.x + right * gap * (1.0, 0.7, 0.3)[abs(down)]
        y = site.y + down * (height / 2 + (gap / 2 if right else gap))
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        room = Rectangle(left, y - height / 2, left + width, y + height / 2)
        yield Label(round(x), round(y + RISE * size), anchor, room)


def pick(options: Sequence[Label], others: Sequence[Rectangle], size: tuple[int, int]) -> Label:
    """The first of the options that covers the least."""
    width, height = size
    return min(options, key=lambda option: cost(option.room, others, width, height))


def cost(room: Rectangle, others: Sequence[Rectangle], width: int, height: int) -> float:
    """How much a label would cover, in square units."""
    return EDGE * room.outside(width, height) + sum(room.overlap(other) for other in others)


def drop_covered(
    labels: Sequence[Label | None], marks: Sequence[Rectangle], size: tuple[int, int]
) -> list[Label | None]:
    """The labels without those that cover a mark or a label that is kept, or leave the drawing."""
    kept: list[Label | None] = []
    for label in labels:
        rooms = [*marks, *(other.room for other in kept if other)]
        is_free = label is not None and not label.room.meets(rooms) and not label.room.outside(*size)
        kept.append(label if is_free else None)
    return kept
