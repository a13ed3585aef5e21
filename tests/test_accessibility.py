"""Every kind of page under axe-core, wide and narrow, light and dark, as it opens and with everything in use."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.axe import run_axe
from tests.browsing import IS_FULL, NARROW, WIDE, list_pages, opened
from tests.building import REPOSITORY, Built, Servers

STORY = "stories/night-at-gate-three/"
FILTERED = "stories/russia-first-airstrikes-in-syria/"
# Where a site is looked at; between them the sites see each width in each scheme. At full size each site sees all.
WINDOWS = {
    "own_site": [(WIDE, "light"), (NARROW, "dark")],
    "invented_site": [(WIDE, "dark"), (NARROW, "light")],
    "bare_site": [(NARROW, "light")],
    "paged_site": [(WIDE, "light"), (NARROW, "dark")],
}
ALL_WINDOWS = list(product((WIDE, NARROW), ("light", "dark")))
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [(name, *window) for name, windows in WINDOWS.items() for window in (ALL_WINDOWS if IS_FULL else windows)],
)
def test_axe_finds_nothing_on_any_kind_of_page(  # noqa: PLR0913, PLR0917 -- fixtures and parameters
    request: pytest.FixtureRequest, name: str, width: int, scheme: str, chromium: Browser, serve: Servers
) -> None:
    """With everything opened that a page can open: what is closed is not looked at."""
    built: Built = request.getfixturevalue(name)
    root = serve(built.site)
    with opened(chromium, width, scheme=scheme, is_lax=True) as context:
        page = context.new_page()
        for path in list_pages(built, with_same=name == "own_site"):
            page.goto(f"{root}{path}")
            page.evaluate(OPEN_ALL)
            assert (path, run_axe(page)) == (path, [])


@pytest.mark.parametrize(("width", "scheme"), ALL_WINDOWS if IS_FULL else WINDOWS["own_site"])
def test_axe_finds_nothing_while_filters_are_in_use(
    own_site: Built, chromium: Browser, serve: Servers, width: int, scheme: str
) -> None:
    with opened(chromium, width, scheme=scheme, is_lax=True) as context:
        page = context.new_page()
        page.goto(f"{serve(own_site.site)}{FILTERED}")
        page.locator("[data-filter=speakers] button[value=jamil-al-saleh]").click()
        page.locator("[data-filter=timeline] select").first.select_option(index=1)
        assert page.locator(".sayso-showing:visible").count() > 2
        assert run_axe(page) == []


@pytest.mark.parametrize(("width", "scheme"), ALL_WINDOWS if IS_FULL else WINDOWS["own_site"])
def test_axe_finds_nothing_in_the_search(
    invented_site: Built, chromium: Browser, serve: Servers, width: int, scheme: str
) -> None:
    with opened(chromium, width, scheme=scheme, is_lax=True) as context:
        page = context.new_page()
        page.goto(f"{serve(invented_site.site)}about/")
        page.keyboard.press("/")
        page.get_by_role("dialog").wait_for()
        page.keyboard.type("gate")
        page.locator(".sayso-search-results a").first.wait_for()
        assert run_axe(page) == []


# --- Colours


def read_schemes() -> list[dict[str, str]]:
    """The colours of each scheme by name, as the styles define them."""
    text = (REPOSITORY / "site_src/pages/assets/styles/tokens.css").read_text(encoding="utf-8")
    blocks = re.findall(r"([^{}]*)\{([^{}]*--sayso-paper: [^{}]*)\}", text)
    assert len(blocks) == 4  # light, dark, dark without a script, paper
    return [dict(re.findall(r"--sayso-(\w+): (#\w+);", block)) for _, block in blocks]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def check_colours(colours: dict[str, str]) -> list[str]:
    """Colours of text that cannot be read well on what they may stand on."""
    pairs = product(("ink", "soft", "link"), ("paper", "wash"))
    return [f"{text} on {ground}" for text, ground in pairs if contrast(colours[text], colours[ground]) < 4.5]


def test_text_of_each_colour_can_be_read_on_each_ground_of_each_scheme() -> None:
    for colours in read_schemes():
        assert (colours, check_colours(colours)) == (colours, [])


def test_colours_too_close_to_each_other_are_found() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)  # the example that is just too pale
    colours = {"paper": "#fff", "wash": "#f6f4ef", "ink": "#1b1e24", "soft": "#707784", "link": "#14507a"}
    assert check_colours(colours) == ["soft on wash"]


# --- That faults are found

IN_PLACE = {
    "html-has-lang": ('<html lang="en"', "<html"),
    "landmark-one-main": ('<main class="sayso-main"', '<div class="sayso-main"'),
    "aria-valid-attr-value": ('aria-pressed="true"', 'aria-pressed="yes"'),
    "aria-allowed-attr": ('<ol class="sayso-timeline"', '<ol aria-checked="true" class="sayso-timeline"'),
}
UNDER_THE_HEADING = {
    "color-contrast": '<p style="color: #aaa; background: #fff">pale</p>',
    "button-name": '<button type="button"></button>',
    "link-name": '<a href="#timeline"></a>',
    "image-alt": '<img src="../../assets/x.png">',
    "heading-order": "<h4>Too deep</h4>",
    "select-name": "<select><option>x</option></select>",
    "landmark-unique": '<nav aria-label="All sections"></nav>',
    "scrollable-region-focusable": '<div style="block-size: 2rem; overflow: auto">a<br>b<br>c</div>',
    "target-size": '<p style="font-size: 9px; line-height: 1"><a href="#a">one</a><br><a href="#b">two</a></p>',
}


def test_faults_are_found(invented_site: Built, tmp_path: Path, chromium: Browser, serve: Servers) -> None:
    """All on one page, as axe takes long."""
    text = invented_site.read(f"{STORY}index.html").replace("</h1>", f"</h1>{''.join(UNDER_THE_HEADING.values())}")
    for old, new in IN_PLACE.values():
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "assets").symlink_to(invented_site.site / "assets")
    (tmp_path / STORY).mkdir(parents=True)
    (tmp_path / STORY / "index.html").write_text(text, encoding="utf-8")
    with opened(chromium, WIDE, is_lax=True) as context:
        page = context.new_page()
        page.goto(f"{serve(tmp_path)}{STORY}")
        found = {fault.partition(":")[0] for fault in run_axe(page)}
    assert {*IN_PLACE, *UNDER_THE_HEADING} <= found
