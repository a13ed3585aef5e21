"""Two stance marks that Inter lacks, made of signs that it has, so that all marks are of one size and weight."""

from __future__ import annotations

import math
from copy import deepcopy

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates, flagOnCurve, flagOverlapSimple
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.hvar import add_HVAR

RING, HALF = 0x25CB, 0x25D0
# Inter's ballot x looks as this sign does in other fonts; its own is missing.
BALLOT, CROSS = 0x2717, 0x2715
NAME = "circlehalf"
# The half disc ends within the ring, so that the two edges are not drawn one over the other.
INSET = 40
# A "says not" is to be seen as well as a "says so": as it is, the cross has two thirds of the height of a disc.
ENLARGED = 1.25


def draw_marks(font: TTFont) -> None:
    """Adds ◐ and ✕ to a font that has ○ and ✗, and takes ✗ out."""
    letters = font.getBestCmap()
    enlarge(font, letters[BALLOT], middle_of(font["glyf"][letters[RING]])[1])
    add_half_circle(font, letters[RING])
    for table in font["cmap"].tables:
        table.cmap[CROSS] = table.cmap.pop(BALLOT)
        table.cmap[HALF] = NAME


def middle_of(glyph: Glyph) -> tuple[float, float]:
    """The middle of what is drawn of a glyph."""
    return (glyph.xMin + glyph.xMax) / 2, (glyph.yMin + glyph.yMax) / 2


def enlarge(font: TTFont, name: str, height: float) -> None:
    """Draws a glyph larger, its middle at a height, with the same width of its place; so it does at all weights."""
    glyph, variations = font["glyf"][name], font["gvar"].variations[name]
    x, y = middle_of(glyph)
    glyph.coordinates.translate((-x, -y))
    glyph.coordinates.scale((ENLARGED, ENLARGED))
    glyph.coordinates.translate((x, height))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)
    for variation in variations:
        moves = variation.coordinates
        variation.coordinates = [
            *(move and tuple(round(d * ENLARGED) for d in move) for move in moves[:-4]),
            *moves[-4:],
        ]


def add_half_circle(font: TTFont, ring_name: str) -> None:
    """Adds the glyph of ◐: the ring of ○, which grows bolder with the weight, and the left half of a disc."""
    ring = font["glyf"][ring_name]
    half = half_disc(ring)
    font.setGlyphOrder([*font.getGlyphOrder(), NAME])
    font["glyf"][NAME] = join(ring, half)
    font["hmtx"][NAME] = font["hmtx"][ring_name]
    font["gvar"].variations[NAME] = [widen(variation, len(half)) for variation in font["gvar"].variations[ring_name]]
    # The table of widths goes by the numbers of glyphs, so it is made anew for one more.
    add_HVAR(font)


def half_disc(ring: Glyph) -> list[tuple[int, int, int]]:
    """The points of the left half of a disc in a ring, clockwise: x, y, and whether the outline goes through it."""
    radius = (ring.xMax - ring.xMin) / 2 - INSET
    middle = middle_of(ring)
    reach = radius / math.cos(math.pi / 8)
    corners = [(-90, radius, 1), *((angle, reach, 0) for angle in (-112.5, -157.5, -202.5, -247.5)), (-270, radius, 1)]
    return [
        (
            round(middle[0] + length * math.cos(math.radians(angle))),
            round(middle[1] + length * math.sin(math.radians(angle))),
            flagOnCurve * is_on,
        )
        for angle, length, is_on in corners
    ]


def join(ring: Glyph, half: list[tuple[int, int, int]]) -> Glyph:
    """A glyph of the outlines of a ring and of one more outline over it."""
    glyph = deepcopy(ring)
    glyph.coordinates = GlyphCoordinates([*ring.coordinates, *((x, y) for x, y, _ in half)])
    glyph.flags = bytearray([*ring.flags, *(flag for _, _, flag in half)])
    glyph.flags[0] |= flagOverlapSimple
    glyph.endPtsOfContours = [*ring.endPtsOfContours, len(glyph.coordinates) - 1]
    glyph.numberOfContours += 1
    return glyph


def widen(variation: TupleVariation, points: int) -> TupleVariation:
    """How a glyph varies, with further points that do not; the last four stand for the widths."""
    moves = variation.coordinates
    return TupleVariation(dict(variation.axes), [*moves[:-4], *[(0, 0)] * points, *moves[-4:]])
