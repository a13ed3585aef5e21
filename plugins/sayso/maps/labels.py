"""Where the label of each mark stands, so that labels cover neither one another nor marks where that can be avoided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from sayso.maps.lettering import Rectangle, Setting, join, measure, measure_capitals

Anchor = Literal["start", "middle", "end"]
Size = tuple[int, int]
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
# How high a line of words is: from below the tails of letters to above capitals, in shares of the type's size.
HEIGHT = 0.95
# Capitals and letters without tails stand this far above the middle of a line, in shares of the type's size.
RISE = 0.35


class Site(NamedTuple):
    """A mark that needs a label: its place on the drawing, how far its shape reaches, and the words.

    A country has no mark; its name stands upon its place, in capitals.
    """

    x: int
    y: int
    reach: int
    words: str
    is_country: bool = False


class Label(NamedTuple):
    """Where words stand: x of the anchored end, y of the base line, and the room they take."""

    x: int
    y: int
    anchor: Anchor
    room: Rectangle


def place_labels(sites: Sequence[Site], setting: Setting, size: Size, taken: Sequence[Rectangle]) -> list[Label | None]:
    """A label for each site, in the same order; none where each side would cover a label, a mark or what is taken.

    Each label takes the first side that is free; where none is, one label nearby may move to another side.
    """
    options = list_free(sites, setting, size, taken)
    around = [join(option.room for option in free) for free in options]
    near = [[j for j, other in enumerate(around) if j != i and own.meets((other,))] for i, own in enumerate(around)]
    chosen: list[Label | None] = [None] * len(sites)
    for i, free in enumerate(options):
        chosen[i] = find_first(free, [label.room for j in near[i] if (label := chosen[j])])
    for i, label in enumerate(chosen):
        if label is None:
            make_room(i, options, near, chosen)
    return chosen


def list_free(sites: Sequence[Site], setting: Setting, size: Size, taken: Sequence[Rectangle]) -> list[list[Label]]:
    """For each site the labels that lie within the drawing and cover neither a mark nor what is taken."""
    marks = [Rectangle(s.x - s.reach, s.y - s.reach, s.x + s.reach, s.y + s.reach) for s in sites]
    return [
        [
            choice
            for choice in list_choices(site, setting)
            if not choice.room.outside(*size) and not choice.room.meets(marks) and not choice.room.meets(taken)
        ]
        for site in sites
    ]


def find_first(options: Sequence[Label], rooms: Sequence[Rectangle]) -> Label | None:
    """The first label that covers none of these."""
    return next((option for option in options if not option.room.meets(rooms)), None)


def make_room(
    i: int, options: Sequence[Sequence[Label]], near: Sequence[Sequence[int]], chosen: list[Label | None]
) -> None:
    """Sets a label where just one other stands in its way that has another side."""
    for option in options[i]:
        blocking = [j for j in near[i] if (label := chosen[j]) and label.room.meets((option.room,))]
        if len(blocking) != 1:
            continue
        (j,) = blocking
        rooms = [option.room, *(label.room for other in near[j] if (label := chosen[other]))]
        moved = find_first(options[j], rooms)
        if moved:
            chosen[i], chosen[j] = option, moved
            return


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
