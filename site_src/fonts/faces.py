"""What is cut from what: the packages with their versions and digests, and the faces of the site.

A new script is one line in `PACKAGES` and one in `FACES`; a letter that readers need, one more range.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """A package as `npm pack` gives it: name, version, and the digest of the archive."""

    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> str:
        """The name of the file that `npm pack` writes."""
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"


@dataclass(frozen=True)
class Face:
    """One file: a font of a package, cut to letters, weights and features; `family` is its name in styles."""

    file: str
    family: str
    package: Package
    member: str
    letters: str
    features: str
    axes: tuple[tuple[str, float], ...] = ()
    has_drawn_marks: bool = False


@dataclass(frozen=True)
class Local:
    """A font that readers' machines have: its names there, and fonts of a package that are as wide, plain and bold."""

    label: str
    names: tuple[tuple[str, ...], tuple[str, ...]]
    package: Package
    members: tuple[str, str]


INTER = Package("inter-ui", "4.1.1", "e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0")
SOURCE_SERIF = Package(
    "@fontsource-variable/source-serif-4",
    "5.3.1",
    "8c452853c74be1e43e9fbfe76321c26f4678a2d431e93209ff1d9faec03fd96f",
)
ARABIC = Package(
    "@fontsource-variable/noto-sans-arabic",
    "5.3.0",
    "b6c7b9001f81e4df07a4f2501ad1b710f8faf2ed0cccc753bd3162a358b08ce5",
)
HEBREW = Package(
    "@fontsource-variable/noto-sans-hebrew",
    "5.3.0",
    "85bb3375f5176f977bb84349d0e3160a59e4da389caf790e63f7c16257dfe6de",
)
# Nothing of these is published: only the widths of their letters are read.
ARIMO = Package("@fontsource/arimo", "5.3.0", "df44945077a74905969f15bba3b442f9fb6773818b2b59c970911deace01132f")
TINOS = Package("@fontsource/tinos", "5.3.0", "218a9f3dfc1f43e595835ba84ffb1f69723f27cab54a50b5acd64c0fe067dbe2")
GELASIO = Package("@fontsource/gelasio", "5.3.0", "8a8579e2d5be4074764ba3d4336afc3ad4cc1f2e04a0208e5386febf782dfcd7")
ROBOTO = Package("@fontsource/roboto", "5.3.0", "77620f437249772e381698224ea1bddd01c985ecd60267a63ddc96b9eb9348f7")
NOTO_SERIF = Package(
    "@fontsource/noto-serif", "5.3.0", "846d219c2c9c668ebe2b5ca0e76c403a35f847d83c4c441c107f9bdc152830df"
)
DEJAVU = Package("dejavu-fonts-ttf", "2.37.3", "b7013ac58f9225250619db82cfb72e99c37ca8195f2b5a06a9e6a95bc5e1c84a")

# English, Western Europe, and the signs of newsrooms: the two files of these letters are asked for by every page.
# Directional marks and joiners (200B to 200F) stay out: browsers take them from the font of their neighbours.
LATIN = (
    "20-7E,A0-FF,131,152-153,2BB-2BC,2C6,2DA,2DC,2009-200A,2010-2015,2018-201F,2020-2022,2026,202F-2030,2032-2033,"
    "2039-203A,2044,20AC,2116,2122,2190-2193,2205,2212,2248,2260,2264-2265,25CB,25CF,25D0,2715"
)
# Central and Eastern Europe, Turkey, the Baltic.
LATIN_EXT = "100-17F,218-21B,2C7,2D8-2DD"
# How Arabic, Hebrew, Russian, Persian, Indian and Chinese names are spelt in Latin letters, and other currencies.
LATIN_NAMES = (
    "18F,192,1CD-1DC,1E6-1E7,1EA-1EB,1F4-1F5,259,2B9-2BA,2BE-2BF,300-304,306-308,30A-30C,"
    "323-328,32E,330-331,1E02-1E03,1E0C-1E0F,1E20-1E21,1E24-1E2B,1E32-1E37,1E40-1E47,1E62-1E63,1E6C-1E6F,1E80-1E85,"
    "1E8C-1E8F,1E92-1E97,1E9E,20A4,20A6,20A8-20A9,20AE,20B1,20B4,20B8-20BA,20BC-20BF"
)
# Vietnamese, and the languages of Africa as far as a font has them.
LATIN_MORE = "180-24F,250-2AF,309,1E00-1EFF,20AB"
CYRILLIC = "400-45F,490-491"
CYRILLIC_EXT = "460-52F"
GREEK = "370-3FF"
# Arabic and Persian as newspapers print them; then all other languages and signs of the script.
ARABIC_LETTERS = "60C,61B,61F,621-652,660-66C,670-671,67E,686,698,6A9,6AF,6C0,6CC,6D5,6F0-6F9"
ARABIC_MORE = "600-6FF,750-77F,FD3E-FD3F,FDF2,FDFA-FDFC"
HEBREW_LETTERS = "590-5FF,20AA,FB1D-FB4F"

# Without `calt`, which would turn "->" or "2x2" of a quoted passage into other signs.
SANS_FEATURES = "ccmp kern liga locl mark mkmk tnum"
SERIF_FEATURES = "ccmp kern liga locl mark mkmk"
JOINED_FEATURES = f"{SERIF_FEATURES} calt fina init isol medi rlig"

WEIGHTS = (400, 700)
# The optical sizes: body text, and halfway from a standfirst of 19 pixels to a headline of 48.
INTER_SIZE = (("opsz", 14.0),)
SERIF_SIZE = (("opsz", 28.0),)

SANS = "Inter"
# Adobe reserves the name "Source": who cuts letters out of the font gives it another name.
SERIF = "Sayso Serif"


def sans(script: str, letters: str, *, has_drawn_marks: bool = False) -> Face:
    """A file of Inter; one font holds all its scripts."""
    return Face(
        f"inter-{script}.woff2",
        SANS,
        INTER,
        "variable/InterVariable.woff2",
        letters,
        SANS_FEATURES,
        INTER_SIZE,
        has_drawn_marks,
    )


def serif(script: str, letters: str, source: str = "") -> Face:
    """A file of Source Serif 4; the package has one font a script, with a name of its own where ours differs."""
    return Face(
        f"source-serif-4-{script}.woff2",
        SERIF,
        SOURCE_SERIF,
        f"files/source-serif-4-{source or script}-opsz-normal.woff2",
        letters,
        SERIF_FEATURES,
        SERIF_SIZE,
    )


def arabic(script: str, letters: str) -> Face:
    """A file of Noto Sans Arabic."""
    return Face(
        f"noto-sans-{script}.woff2",
        "Noto Sans Arabic",
        ARABIC,
        "files/noto-sans-arabic-arabic-wght-normal.woff2",
        letters,
        JOINED_FEATURES,
    )


# Of two faces of one family, the first that names a letter has it.
FACES = (
    sans("latin", LATIN, has_drawn_marks=True),
    sans("latin-ext", LATIN_EXT),
    sans("latin-names", LATIN_NAMES),
    sans("latin-more", LATIN_MORE),
    sans("cyrillic", CYRILLIC),
    sans("cyrillic-ext", CYRILLIC_EXT),
    sans("greek", GREEK),
    serif("latin", LATIN),
    serif("latin-ext", LATIN_EXT),
    serif("latin-names", LATIN_NAMES, source="latin-ext"),
    serif("latin-more", LATIN_MORE, source="vietnamese"),
    serif("cyrillic", CYRILLIC),
    serif("cyrillic-ext", CYRILLIC_EXT),
    serif("greek", GREEK),
    arabic("arabic", ARABIC_LETTERS),
    arabic("arabic-more", ARABIC_MORE),
    Face(
        "noto-sans-hebrew.woff2",
        "Noto Sans Hebrew",
        HEBREW,
        "files/noto-sans-hebrew-hebrew-wght-normal.woff2",
        HEBREW_LETTERS,
        SERIF_FEATURES,
    ),
)

SANS_LOCALS = (
    # The first three of these have one set of widths, made for exchange; Helvetica is where Arial's come from.
    Local(
        "Arial",
        (
            ("Arial", "ArialMT", "Liberation Sans", "Arimo", "Helvetica"),
            ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold"),
        ),
        ARIMO,
        ("files/arimo-latin-400-normal.woff2", "files/arimo-latin-700-normal.woff2"),
    ),
    Local(
        "Roboto",
        (("Roboto", "Roboto-Regular"), ("Roboto Bold", "Roboto-Bold")),
        ROBOTO,
        ("files/roboto-latin-400-normal.woff2", "files/roboto-latin-700-normal.woff2"),
    ),
    Local(
        "DejaVu",
        (("DejaVu Sans",), ("DejaVu Sans Bold",)),
        DEJAVU,
        ("ttf/DejaVuSans.ttf", "ttf/DejaVuSans-Bold.ttf"),
    ),
)
SERIF_LOCALS = (
    Local(
        "Georgia",
        (("Georgia", "Gelasio"), ("Georgia Bold", "Georgia-Bold", "Gelasio Bold")),
        GELASIO,
        ("files/gelasio-latin-400-normal.woff2", "files/gelasio-latin-700-normal.woff2"),
    ),
    Local(
        "Times",
        (
            ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "Tinos"),
            ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold"),
        ),
        TINOS,
        ("files/tinos-latin-400-normal.woff2", "files/tinos-latin-700-normal.woff2"),
    ),
    Local(
        "Noto",
        (("Noto Serif", "NotoSerif"), ("Noto Serif Bold", "NotoSerif-Bold")),
        NOTO_SERIF,
        ("files/noto-serif-latin-400-normal.woff2", "files/noto-serif-latin-700-normal.woff2"),
    ),
    Local(
        "DejaVu",
        (("DejaVu Serif",), ("DejaVu Serif Bold",)),
        DEJAVU,
        ("ttf/DejaVuSerif.ttf", "ttf/DejaVuSerif-Bold.ttf"),
    ),
)
PACKAGES = (INTER, SOURCE_SERIF, ARABIC, HEBREW, ARIMO, TINOS, GELASIO, ROBOTO, NOTO_SERIF, DEJAVU)
