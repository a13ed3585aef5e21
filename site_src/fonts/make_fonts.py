"""Makes the fonts of the site: `python -m site_src.fonts.make_fonts [FOLDER]`, where FOLDER holds archives of packages.

Without a folder, `npm pack` fetches them. The files, their styles, the licences and the table of README.md are written
anew; the same packages and the same versions of fonttools and brotli give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from site_src.fonts.cutting import Cut, cut_faces
from site_src.fonts.faces import FACES, PACKAGES, SANS, SANS_LOCALS, SERIF, SERIF_LOCALS, Face, Local
from site_src.fonts.fallbacks import measure_heights, measure_width, write_fallback
from site_src.fonts.letters import write_letters
from site_src.fonts.packages import PackageError, check_package, fetch_packages, open_font, read_licence

RECIPE = Path(__file__).parent
ASSETS = RECIPE.parent / "pages" / "assets"
STYLES = ASSETS / "styles" / "fonts.css"
README = RECIPE / "README.md"
# What follows in the README is written by this module.
TABLE_HEADING = "\n## Files\n"
# Plain text, and what headings and names are set in.
MEASURED_WEIGHTS = (400, 600)
LOCAL_WEIGHTS = (400, 700)


def main(arguments: list[str]) -> int:
    """Makes everything; 1 if a package is missing or not the one it was."""
    try:
        if arguments:
            make_fonts(Path(arguments[0]))
        else:
            with tempfile.TemporaryDirectory() as folder:
                fetch_packages(PACKAGES, Path(folder))
                make_fonts(Path(folder))
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def make_fonts(packages: Path) -> None:
    """Writes the files of all faces, the styles, the licences and the README's table from a folder of packages."""
    for package in PACKAGES:
        check_package(package, packages)
    cuts = cut_faces(FACES, lambda face: open_font(face.package, face.member, packages))
    for face, cut in cuts.items():
        (ASSETS / "fonts" / face.file).write_bytes(cut.content)
    STYLES.write_text(write_styles(cuts, packages), encoding="utf-8")
    before = README.read_text(encoding="utf-8").partition(TABLE_HEADING)[0]
    README.write_text(before + TABLE_HEADING + write_table(cuts), encoding="utf-8")
    for licence, text in write_licences(packages).items():
        (RECIPE / licence).write_text(text, encoding="utf-8")


def write_styles(cuts: Mapping[Face, Cut], packages: Path) -> str:
    """The whole of fonts.css."""
    parts = ["/* Written by `make fonts`, see site_src/fonts/README.md. */\n"]
    parts += (write_rule(face, cut.letters) for face, cut in cuts.items())
    for family, locals_ in ((SANS, SANS_LOCALS), (SERIF, SERIF_LOCALS)):
        base = next(cut.content for face, cut in cuts.items() if face.family == family)
        parts += write_fallbacks(family, locals_, base, packages)
    return "".join([*parts, write_stacks()])


def write_rule(face: Face, letters: frozenset[int]) -> str:
    """The rule that loads a file where a page has one of its letters."""
    return (
        f'@font-face {{\n  font-family: "{face.family}";\n  font-weight: 400 700;\n  font-display: swap;\n'
        f'  src: url("../fonts/{face.file}") format("woff2");\n  unicode-range: {write_letters(letters)};\n}}\n'
    )


def write_fallbacks(family: str, locals_: tuple[Local, ...], base: bytes, packages: Path) -> Iterator[str]:
    """The rules of a family's local fonts, plain and bold."""
    for index, weight in enumerate(MEASURED_WEIGHTS):
        ours = instantiateVariableFont(TTFont(io.BytesIO(base)), {"wght": weight})
        for local in locals_:
            theirs = open_font(local.package, local.members[index], packages)
            stretch = measure_width(ours) / measure_width(theirs)
            name, names = name_fallback(family, local), local.names[index]
            yield write_fallback(name, names, LOCAL_WEIGHTS[index], stretch, measure_heights(ours))


def name_fallback(family: str, local: Local) -> str:
    """The name in styles of a local font that stands in for a family."""
    return f"{family} Fallback {local.label}"


def write_stacks() -> str:
    """The two properties that all other styles use."""
    scripts = dict.fromkeys(face.family for face in FACES if face.family not in (SANS, SERIF))
    sans = [SANS, *scripts, *(name_fallback(SANS, local) for local in SANS_LOCALS)]
    # Marks, which headlines seldom have, come from the text's font.
    serif = [SERIF, *scripts, *(name_fallback(SERIF, local) for local in SERIF_LOCALS), SANS]
    stacks = {"sans": [*map(quote, sans), "system-ui", "sans-serif"], "serif": [*map(quote, serif), "serif"]}
    return ":root {\n" + "".join(f"  --sayso-{kind}: {', '.join(names)};\n" for kind, names in stacks.items()) + "}\n"


def quote(name: str) -> str:
    """A name as styles write it."""
    return f'"{name}"'


def write_table(cuts: Mapping[Face, Cut]) -> str:
    """The README's table of files: where each is from, how large, and its digest."""
    rows = [
        f"| `{face.file}` | {face.package.name} {face.package.version}, `{face.member}` | {len(cut.content):,} "
        f"| `{hashlib.sha256(cut.content).hexdigest()}` |"
        for face, cut in cuts.items()
    ]
    return "\n".join(["", "| file | cut from | bytes | sha256 |", "| --- | --- | ---: | --- |", *rows, ""])


def write_licences(packages: Path) -> dict[str, str]:
    """The licence of each published package by the name of its file, under the notice that the font itself carries."""
    texts = {}
    for face in {face.package: face for face in FACES}.values():
        notice = open_font(face.package, face.member, packages)["name"].getDebugName(0)
        label = face.package.name.rpartition("/")[2].removesuffix("-ui")
        texts[f"OFL-{label}.txt"] = f"{notice}\n\n{read_licence(face.package, packages)}"
    return texts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
