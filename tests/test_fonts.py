"""The fonts of the site: each letter of a page has one, each file holds what its styles promise, none comes unasked."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser
from site_src.fonts import make_fonts
from site_src.fonts.cutting import cut_face
from site_src.fonts.faces import FACES, INTER, PACKAGES, SANS, SERIF, Face
from site_src.fonts.letters import parse_letters, write_letters
from site_src.fonts.packages import PackageError, check_package, fetch_packages, open_font, read_licence
from tests.building import REPOSITORY, Built, Servers

RECIPE = REPOSITORY / "site_src" / "fonts"
ASSETS = REPOSITORY / "site_src" / "pages" / "assets"
STYLES = ASSETS / "styles" / "fonts.css"
BASE = ["inter-latin.woff2", "source-serif-4-latin.woff2"]
# Kilobytes: what every page costs, and what a page with letters of one more script does.
BUDGETS = {"inter-latin.woff2": 28, "source-serif-4-latin.woff2": 36}
OTHER_BUDGET = 44
STYLES_BUDGET = 10
# Letters that pages show and no font of ours has, each with the reason.
LACKING: Mapping[str, str] = {}
MARKS = "●◐?✕○–∅"
TELL_WIDTHS = """
async ([family, fallbacks, weight, text]) => {
  const widths = {};
  const span = document.body.appendChild(document.createElement("span"));
  span.style.whiteSpace = "pre";
  span.style.fontWeight = weight;
  span.textContent = text;
  for (const name of [family, ...fallbacks]) {
    const found = await document.fonts.load(`${weight} 16px "${name}"`).catch(() => []);
    if (found.length === 0) continue;
    span.style.fontFamily = `"${name}", monospace`;
    widths[name] = span.getBoundingClientRect().width;
  }
  span.remove();
  return widths;
}
"""


@dataclass(frozen=True)
class Rule:
    """What styles say of one file: its family, and the letters for which it is asked for."""

    family: str
    file: str
    letters: frozenset[int]


def read_rules(styles: str) -> list[Rule]:
    """The rules of files in styles; those of local fonts have no file."""
    found = []
    for body in re.findall(r"@font-face \{(.*?)\}", styles, re.DOTALL):
        values = dict(re.findall(r"^\s+([\w-]+): (.+);$", body, re.MULTILINE))
        file = re.fullmatch(r'url\("\.\./fonts/([\w-]+\.woff2)"\) format\("woff2"\)', values["src"])
        if file:
            rule = Rule(values["font-family"].strip('"'), file[1], parse_letters(values["unicode-range"]))
            assert (values["font-display"], values["font-weight"]) == ("swap", "400 700")
            found.append(rule)
    return found


RULES = read_rules(STYLES.read_text(encoding="utf-8"))
SCRIPTS = sorted({rule.family for rule in RULES} - {SANS, SERIF})


def letters_of(families: Iterable[str]) -> frozenset[int]:
    """The letters of the faces of these families."""
    return frozenset(letter for rule in RULES if rule.family in families for letter in rule.letters)


def uncovered(text: str, families: Iterable[str]) -> list[str]:
    """Letters of a text that no face of these families has, in words; what is not drawn needs none."""
    drawn = {letter for letter in set(text) - LACKING.keys() if unicodedata.category(letter) not in {"Cc", "Cf", "Zs"}}
    missing = sorted(drawn - {chr(letter) for letter in letters_of(families)})
    return [f"{letter} U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')}" for letter in missing]


def read_text(built: Built, selector: str) -> str:
    """All that the pages of a site show in elements of a kind."""
    return "".join(
        node.text(deep=True, strip=False)
        for page in built.pages
        for node in without_scripts(built.read(page)).css(selector)
    )


def without_scripts(html: str) -> LexborHTMLParser:
    """A page without what is not shown."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style"])
    return tree


def check_files(rules: Iterable[Rule], folder: Path) -> list[str]:
    """Files that hold other letters than promised or other weights, and letters that one family promises twice."""
    faults = []
    taken: set[tuple[str, int]] = set()
    for rule in rules:
        font = TTFont(folder / rule.file)
        held = frozenset(font.getBestCmap())
        if held != rule.letters:
            faults.append(f"{rule.file}: not as promised: {write_letters(held ^ rule.letters)}.")
        axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
        if axes != [("wght", 400, 700)]:
            faults.append(f"{rule.file}: its axes are {axes}.")
        promised = {(rule.family, letter) for letter in rule.letters}
        if promised & taken:
            faults.append(f"{rule.file}: promises again {write_letters(letter for _, letter in promised & taken)}.")
        taken |= promised
    return faults


# --- letters ---


@pytest.mark.parametrize("site", ["own_site", "invented_site"])
def test_every_letter_of_every_page_has_a_font(site: str, request: pytest.FixtureRequest) -> None:
    text = read_text(request.getfixturevalue(site), "body")
    assert len(set(text)) > 80
    assert uncovered(text, [SANS, *SCRIPTS]) == []


@pytest.mark.parametrize("site", ["own_site", "invented_site"])
def test_every_letter_of_every_headline_has_a_font_of_headlines(site: str, request: pytest.FixtureRequest) -> None:
    text = read_text(request.getfixturevalue(site), "h1, h2, h3")
    assert len(set(text)) > 40
    assert uncovered("".join(filter(str.isalnum, text)), [SERIF, *SCRIPTS]) == []


def test_a_letter_without_a_font_is_named() -> None:
    assert uncovered("Tbilisi, თ; \u2067x\u2069", [SANS]) == ["თ U+10D7 GEORGIAN LETTER TAN"]
    assert uncovered("●", [SERIF]) == ["● U+25CF BLACK CIRCLE"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MARKS, id="stance marks"),
        pytest.param("“‘’”–—…·•′″×←→€£§¶†½", id="signs"),
        pytest.param("ZażółćgęśląjaźńŐőŰűŠšŽžȘșȚțĞğİıĄąĮįĀāĒē", id="Central and Eastern Europe"),
        pytest.param("ḤḥḌḍṢṣṬṭẒẓĀāĪīŪūʿʾŠšǦǧḪḫẔẕ", id="Arabic and Hebrew in Latin letters"),
        pytest.param("ЖжЁёЇїЄєҐґЎўЂђЉљ", id="Cyrillic"),
        pytest.param("ӘәҒғҚқҢңӨөҰұҮүӀӏ", id="Cyrillic of the Caucasus and Central Asia"),
        pytest.param("ΑαΆάΩωΏώςϊΐ", id="Greek"),
        pytest.param("NguyễnẤấỢợĐđ", id="Vietnamese"),
        pytest.param("ابتثءأؤئىةپچژگکی،؟٠١۰۱ًّﷲ", id="Arabic and Persian"),
        pytest.param("אבגםןץ״׳ָ₪", id="Hebrew"),
    ],
)
def test_the_text_has_the_letters_of(text: str) -> None:
    assert uncovered(text, [SANS, *SCRIPTS]) == []


def test_ranges_are_written_short_and_read_back() -> None:
    assert write_letters([0x41, 0x43, 0x42, 0x61]) == "U+41-43, U+61"
    assert parse_letters("U+41-43, U+61") == frozenset(map(ord, "ABCa"))


# --- files ---


def test_each_file_is_what_its_range_promises() -> None:
    assert check_files(RULES, ASSETS / "fonts") == []


def test_a_broken_promise_is_found(tmp_path: Path) -> None:
    latin, ext, *_ = RULES
    (tmp_path / latin.file).write_bytes((ASSETS / "fonts" / latin.file).read_bytes())
    wrong = [replace(latin, letters=latin.letters - {0x41} | {0x10D7}), replace(ext, file=latin.file)]
    font = TTFont(tmp_path / latin.file)
    font["fvar"].axes[0].maxValue = 900
    font.save(tmp_path / latin.file)
    mixed, axes, other, _ = check_files(wrong, tmp_path)
    assert mixed == "inter-latin.woff2: not as promised: U+41, U+10D7."
    assert axes == "inter-latin.woff2: its axes are [('wght', 400.0, 900.0)]."
    assert other.startswith("inter-latin.woff2: not as promised: U+20-7E")
    assert check_files([latin, latin], ASSETS / "fonts")[0].startswith("inter-latin.woff2: promises again U+20-7E")


def test_files_faces_and_rules_are_the_same() -> None:
    files = sorted(path.name for path in (ASSETS / "fonts").iterdir())
    assert files == sorted(face.file for face in FACES) == sorted(rule.file for rule in RULES)


def test_files_stay_small() -> None:
    sizes = {rule.file: (ASSETS / "fonts" / rule.file).stat().st_size / 1024 for rule in RULES}
    assert {file: size for file, size in sizes.items() if size > BUDGETS.get(file, OTHER_BUDGET)} == {}
    assert STYLES.stat().st_size / 1024 <= STYLES_BUDGET


def test_files_name_their_authors_and_licence() -> None:
    for face in FACES:
        names = TTFont(ASSETS / "fonts" / face.file)["name"]
        assert names.getDebugName(1) == face.family
        assert "Source" not in (names.getDebugName(4) + names.getDebugName(6)), "a name reserved for the whole font"
        assert re.search(r"Copyright|©", names.getDebugName(0))
        assert "SIL Open Font License" in names.getDebugName(13)


def test_the_readme_tells_where_each_file_is_from() -> None:
    rows = re.findall(r"^\| `(.+?)` \| (\S+ \S+), `.+?` \| [\d,]+ \| `(\w{64})` \|$", read_readme(), re.MULTILINE)
    digests = {face.file: hashlib.sha256((ASSETS / "fonts" / face.file).read_bytes()).hexdigest() for face in FACES}
    assert rows == [(face.file, f"{face.package.name} {face.package.version}", digests[face.file]) for face in FACES]


def test_each_licence_stands_beside_the_recipe() -> None:
    licences = sorted(path.name for path in RECIPE.glob("OFL-*.txt"))
    assert len(licences) == len({face.package for face in FACES})
    for name in licences:
        text = (RECIPE / name).read_text(encoding="utf-8")
        assert re.match(r"(Copyright|©) ", text)
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert name in read_readme()


def read_readme() -> str:
    """The page on fonts for whoever makes them anew."""
    return (RECIPE / "README.md").read_text(encoding="utf-8")


# --- the recipe ---


@pytest.fixture
def packed(tmp_path: Path) -> tuple[Face, Path]:
    """A face of a package that holds one of our own files as its font, and the folder of the package's archive."""
    face = replace(FACES[0], letters="41-5A,25CB,25CF", has_drawn_marks=False, axes=())
    content = (ASSETS / "fonts" / face.file).read_bytes()
    licence = b"Somebody else.\r\n\r\nThis Font Software is licensed to all.\r\n"
    with tarfile.open(tmp_path / INTER.archive, "w:gz") as archive:
        for name, data in ((face.member, content), ("LICENSE.txt", licence)):
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    digest = hashlib.sha256((tmp_path / INTER.archive).read_bytes()).hexdigest()
    return replace(face, package=replace(INTER, sha256=digest)), tmp_path


def test_the_same_package_gives_the_same_bytes_whenever_it_is_cut(packed: tuple[Face, Path]) -> None:
    face, folder = packed
    first = cut_face(open_font(face.package, face.member, folder), face, parse_letters(face.letters))
    time.sleep(1.1)  # the date in a font counts seconds
    second = cut_face(open_font(face.package, face.member, folder), face, parse_letters(face.letters))
    assert first == second
    assert first.letters == parse_letters(face.letters)
    source = open_font(face.package, face.member, folder)
    assert TTFont(io.BytesIO(first.content))["head"].modified == source["head"].modified


def test_a_cut_font_keeps_kerning_and_figures_of_one_width_and_drops_what_changes_passages() -> None:
    font = TTFont(ASSETS / "fonts" / "inter-latin.woff2")
    features = {
        record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord
    }
    assert {"kern", "tnum"} <= features
    assert not {"calt", "dlig", "frac"} & features
    assert not {"fpgm", "prep", "cvt "} & set(font.keys())


def test_another_archive_than_the_one_of_before_is_refused(packed: tuple[Face, Path]) -> None:
    face, folder = packed
    check_package(face.package, folder)
    with pytest.raises(PackageError, match=r"inter-ui-4\.1\.1\.tgz has the digest \w{64}, not "):
        check_package(INTER, folder)


def test_the_licence_is_read_without_the_lines_above_it(packed: tuple[Face, Path]) -> None:
    face, folder = packed
    assert read_licence(face.package, folder) == "This Font Software is licensed to all.\n"


def test_without_a_package_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = STYLES.read_bytes()
    assert make_fonts.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("inter-ui-4.1.1.tgz is not in ")
    assert STYLES.read_bytes() == before


def test_without_npm_the_recipe_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageError, match="There is no npm on PATH: install it, or name a folder"):
        fetch_packages(PACKAGES, tmp_path)


# --- in a browser ---


class Desk:
    """A tab, and a folder of pages with the fonts and their styles at the places that they have on the site."""

    def __init__(self, page: Page, folder: Path, serve: Servers) -> None:
        self.page = page
        self._folder = folder
        self._address = serve(folder)
        (folder / "assets").mkdir()
        for name in ("fonts", "styles"):
            (folder / "assets" / name).symlink_to(ASSETS / name)

    def show(self, text: str, *, lang: str = "en") -> list[str]:
        """Opens a page of a headline and a text, and tells which fonts it asked for."""
        (self._folder / "index.html").write_text(
            f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>x</title>'
            '<link rel="stylesheet" href="assets/styles/fonts.css"><style>'
            "body { font-family: var(--sayso-sans) } h1 { font-family: var(--sayso-serif) }</style>"
            f"<body><h1>What was said</h1><p>{text}</p>",
            encoding="utf-8",
        )
        return fonts_of(self.page, self._address)


@pytest.fixture
def desk(chromium: Browser, serve: Servers, tmp_path: Path) -> Iterator[Desk]:
    """A tab of its own, which holds no font of another test."""
    context = chromium.new_context()
    yield Desk(context.new_page(), tmp_path, serve)
    context.close()


def fonts_of(page: Page, address: str) -> list[str]:
    """The font files that a page asks for."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.rpartition("/")[2]))
    page.goto(address)
    page.evaluate("async () => { await document.fonts.ready }")
    return sorted(file for file in asked if file.endswith(".woff2"))


def platform_fonts(page: Page, selector: str) -> dict[str, int]:
    """The fonts that draw an element's letters, with how many each draws."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"]: font["glyphCount"] for font in fonts}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        pytest.param("“Nobody” said so – or did they? • Café, 35° 26′ 24″ × €5 ←→ ● ◐ ✕ ○ ∅", [], id="English"),
        pytest.param("\u2068Hama\u2069, \u200eHama\u200e, a\u00adb, c\u200bd, e\u2060f, 1\u202f000", [], id="unseen"),
        pytest.param("وزارة الدفاع", ["noto-sans-arabic.woff2"], id="Arabic"),
        pytest.param("משרד הביטחון", ["noto-sans-hebrew.woff2"], id="Hebrew"),
        pytest.param("Źródło", ["inter-latin-ext.woff2"], id="Polish"),
        pytest.param("Хабаровск", ["inter-cyrillic.woff2"], id="Russian"),
        pytest.param("Αθήνα", ["inter-greek.woff2"], id="Greek"),
    ],
)
def test_a_page_asks_only_for_fonts_of_its_letters(desk: Desk, text: str, more: list[str]) -> None:
    assert desk.show(f"Where it was said: {text}") == sorted(BASE + more)


def test_all_stance_marks_are_drawn_by_one_font(desk: Desk) -> None:
    desk.show(MARKS)
    assert platform_fonts(desk.page, "p") == {SANS: len(MARKS)}


def test_the_half_circle_is_as_wide_as_the_circle_at_each_weight(desk: Desk) -> None:
    marks = "".join(f'<b style="font-weight: {weight}">{mark}</b>' for weight in (400, 700) for mark in "○◐●")
    desk.show(marks)
    widths = desk.page.eval_on_selector_all("b", "all => all.map((one) => one.getBoundingClientRect().width)")
    assert len(set(widths)) == 1


def test_a_joiner_between_letters_keeps_them_apart_and_needs_no_other_font(desk: Desk) -> None:
    desk.show("<b>می\u200cخ</b> <b>می</b> <b>خ</b> <b>میخ</b>", lang="fa")
    assert list(platform_fonts(desk.page, "b")) == ["Noto Sans Arabic"]
    apart, start, end, together = desk.page.eval_on_selector_all(
        "b", "all => all.map((one) => one.getBoundingClientRect().width)"
    )
    assert apart == pytest.approx(start + end, abs=0.1)
    assert together != pytest.approx(apart, abs=1)


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("family", [SANS, SERIF])
def test_what_stands_in_for_a_font_is_as_wide(desk: Desk, family: str, weight: int) -> None:
    """Of the local fonts that we stretch, each machine with a browser has one; it is measured with other words."""
    desk.show("x")
    fallbacks = sorted(set(re.findall(rf'"({family} Fallback \w+)"', STYLES.read_text(encoding="utf-8"))))
    text = (REPOSITORY / "site_src" / "pages" / "about.md").read_text(encoding="utf-8")[:2000].replace("\n", " ")
    widths = desk.page.evaluate(TELL_WIDTHS, [family, fallbacks, weight, text])
    ours = widths.pop(family)
    assert widths
    for name, width in widths.items():
        assert width == pytest.approx(ours, rel=0.02), name


@pytest.mark.parametrize(
    ("address", "more"), [("about/", []), ("sources/joint-statement-ar/", ["noto-sans-arabic.woff2"])]
)
def test_a_built_page_asks_for_two_files_and_those_of_its_scripts(
    chromium: Browser, invented_site: Built, serve: Servers, address: str, more: list[str]
) -> None:
    context = chromium.new_context()
    try:
        assert fonts_of(context.new_page(), serve(invented_site.site) + address) == sorted(BASE + more)
    finally:
        context.close()
