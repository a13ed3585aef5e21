"""Fonts of readers' machines, made as wide and as high as ours: nothing on a page moves when a file arrives.

Styles can stretch a local font and set its heights, see https://drafts.csswg.org/css-fonts-5/#size-adjust-desc .
"""

from __future__ import annotations

from dataclasses import dataclass

from fontTools.ttLib import TTFont

# What is measured: sentences as they stand on pages, of letters and signs that each font has.
SAMPLE = (
    "This page records statements. It does not weigh them. A row is a speaker, a column is a claim; rows go by "
    "the date on which something was said, then by name. The ministry said on 30 September 2015 that its "
    "aircraft had struck eight targets near the town. The leader of the group told reporters that his base was "
    "hit and that nobody else was there. Officials who asked not to be named doubted both accounts. Who was the "
    "target? One answer in our records does not mean that others would give the same answer: it means that we "
    "found no other one."
)


@dataclass(frozen=True)
class Heights:
    """How far a font reaches above and below its line, in parts of its size."""

    ascent: float
    descent: float
    gap: float


def measure_heights(font: TTFont) -> Heights:
    """The heights that browsers read from a font."""
    size, table = font["head"].unitsPerEm, font["hhea"]
    return Heights(table.ascent / size, -table.descent / size, table.lineGap / size)


def measure_width(font: TTFont) -> float:
    """The average width of a letter of the sample, in parts of the font's size; spaces are letters."""
    letters, widths = font.getBestCmap(), font["hmtx"]
    total: int = sum(widths[letters[ord(letter)]][0] for letter in SAMPLE)
    return total / len(SAMPLE) / float(font["head"].unitsPerEm)


def write_fallback(family: str, names: tuple[str, ...], weight: int, stretch: float, heights: Heights) -> str:
    """The rule of one local font; the heights are stretched too, so each is divided by the same figure."""
    sources = ", ".join(f'local("{name}")' for name in names)
    lines = {
        "font-family": f'"{family}"',
        "font-weight": str(weight),
        "src": sources,
        "size-adjust": f"{stretch:.2%}",
        "ascent-override": f"{heights.ascent / stretch:.2%}",
        "descent-override": f"{heights.descent / stretch:.2%}",
        "line-gap-override": f"{heights.gap / stretch:.2%}",
    }
    return "@font-face {\n" + "".join(f"  {key}: {value};\n" for key, value in lines.items()) + "}\n"
