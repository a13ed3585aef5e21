"""A font cut to what a face of the site needs: its letters, two weights and all between, the features in use."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from site_src.fonts.faces import WEIGHTS, Face
from site_src.fonts.letters import parse_letters
from site_src.fonts.marks import BALLOT, draw_marks

LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
LICENCE_ADDRESS = "https://openfontlicense.org"
# Underline and caret that move with the weight, names of styles in menus, baselines of vertical text: not for pages.
UNUSED_TABLES = ("BASE", "MVAR", "STAT")


@dataclass(frozen=True)
class Cut:
    """The bytes of a face's file, and the letters in it."""

    content: bytes
    letters: frozenset[int]


def cut_faces(faces: Iterable[Face], open_font: Callable[[Face], TTFont]) -> dict[Face, Cut]:
    """The files of faces, in their order; a letter is only in the first file of its family that can have it."""
    cuts: dict[Face, Cut] = {}
    for face in faces:
        taken = {letter for other, cut in cuts.items() if other.family == face.family for letter in cut.letters}
        cuts[face] = cut_face(open_font(face), face, parse_letters(face.letters) - taken)
    return cuts


def cut_face(font: TTFont, face: Face, letters: frozenset[int]) -> Cut:
    """A face's file, made of a font that is used up by it; the same bytes for the same font and face."""
    notice = font["name"].getDebugName(0)
    keep_letters(font, letters | ({BALLOT} if face.has_drawn_marks else set()), face.features)
    limits = {"wght": (WEIGHTS[0], WEIGHTS[0], WEIGHTS[1]), **dict(face.axes)}
    font = instantiateVariableFont(font, limits)
    if face.has_drawn_marks:
        draw_marks(font)
    set_names(font, face.family, notice)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return Cut(file.getvalue(), frozenset(font.getBestCmap()))


def keep_letters(font: TTFont, letters: frozenset[int], features: str) -> None:
    """Takes all other letters out of a font, all other features, and the hints, which large screens do not need."""
    options = Options()
    options.layout_features = features.split()
    options.hinting = False
    options.drop_tables += UNUSED_TABLES
    options.name_IDs = []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def set_names(font: TTFont, family: str, notice: str) -> None:
    """Names a font, and keeps the notice of its authors and the name of its licence in it, as the licence asks."""
    names = {
        0: notice,
        1: family,
        2: "Regular",
        4: family,
        6: family.replace(" ", ""),
        13: LICENCE,
        14: LICENCE_ADDRESS,
    }
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
