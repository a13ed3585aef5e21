"""Maps on pages: the drawing with its words, the list of all places, what is said where there is nothing to draw."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser
from tests.building import OWN, Built, Servers
from tests.libraries import claim, event, make_library, make_pages, position, question, source

from sayso.checking import check_content
from sayso.maps import Mark
from sayso.maps.atlas import load_atlas
from sayso.maps.lettering import SETTINGS, measure, measure_capitals
from sayso.page_settings import Settings
from sayso.pages import make_site
from sayso.pages.maps import MARKS, MapView, view_map
from sayso.pages.site import Site
from sayso.records import Place, Record
from sayso.records.parts import OtherName, Text, Within
from sayso.rendering.environment import Renderer

AT: dict[str, Any] = {"lat": 35.3208, "lon": 36.6225}
HOSTILE = "<b>&\"'</text><script>alert(1)</script>"


def place(record_id: str, *, kind: str = "settlement", within: str | Within | None = None, **more: object) -> Place:
    """A place whose name is its id in capitals, unless `name` says otherwise."""
    values = {"name": Text(text=record_id.replace("-", " ").title()), "kind": kind, **more}
    if within:
        values["within"] = Within(of=within) if isinstance(within, str) else within
    return Place.model_validate({"id": record_id, **values})


def site_of(*records: Record) -> Site:
    return make_site(make_library(*records), Settings("Name"))


def map_of(*places: Place) -> MapView:
    return view_map(site_of(*places), places)


def page_of(site: Site, address: str) -> LexborHTMLParser:
    """The body of a page, as it is rendered."""
    page = next(page for page in make_pages(site) if page.address == address)
    return LexborHTMLParser(Renderer().render(page))


def words_of(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def figure_of(*places: Place) -> str:
    """The picture on the page of the first of these places."""
    figure = page_of(site_of(*places), f"places/{places[0].id}/").css_first("figure.sayso-map")
    assert figure is not None
    assert figure.html
    return figure.html


# --- The list of places


def test_all_places_are_listed_by_name_also_those_without_coordinates() -> None:
    view = map_of(
        place("zeta", **AT), place("alpha", kind="region"), place("mid", kind="informal-area", within="alpha")
    )
    assert [(row.link.text, row.kind, row.has_coordinates) for row in view.rows] == [
        ("Alpha", "region", False),
        ("Mid", "informal area", False),
        ("Zeta", "settlement", True),
    ]
    assert [row.within.text if row.within else None for row in view.rows] == [None, "Alpha", None]
    assert [point.id for point in view.points] == ["zeta"]
    assert view.note == "No coordinates in our records for 2 of 3 places; the map does not show them."


def test_each_place_says_how_many_events_are_said_to_have_happened_there() -> None:
    site = site_of(place("a", **AT), place("b"), event("one", places=("a",)), event("two", places=("a", "b")))
    view = view_map(site, site.library.places.values())
    assert [(row.link.text, row.events) for row in view.rows] == [("A", "2 events"), ("B", "1 event")]
    assert map_of(place("c")).rows[0].events == "no event"


def test_where_a_place_lies_is_told_with_its_speakers_where_that_is_contested() -> None:
    inner = place("inner", within=Within(of="outer", according_to=("lies-there",)), **AT)
    site = site_of(
        source("s"),
        question(),
        claim("lies-there", position("unattributed")),
        place("outer"),
        inner,
    )
    (row,) = page_of(site, "places/outer/").css(".sayso-places > li")
    text = " ".join(row.text().split())
    assert text.startswith("Inner settlement · no event In Outer, according to: lies-there happened.")
    assert "no speaker named" in text


def test_the_page_of_a_place_shows_all_that_lies_in_it_and_does_not_list_itself() -> None:
    site = site_of(place("land", kind="country"), place("part", within="land"), place("town", within="part", **AT))
    tree = page_of(site, "places/land/")
    assert [row.split(" ")[0] for row in words_of(tree, ".sayso-places > li")] == ["Part", "Town"]
    assert words_of(tree, ".sayso-map title") == ["Map of Town"]


def test_without_coordinates_there_is_no_empty_frame_but_a_sentence_and_the_list() -> None:
    tree = page_of(site_of(place("land", kind="country"), place("part", within="land")), "places/land/")
    assert tree.css("svg, figure") == []
    assert words_of(tree, ".sayso-map-note") == ["No coordinates in our records, so there is no map."]
    assert words_of(tree, ".sayso-places > li") == [
        "Part settlement, in Land · no event · no coordinates in our records"
    ]


def test_half_of_the_coordinates_make_no_point() -> None:
    assert map_of(place("a", lat=35.0)).points == ()


# --- Words of the map


def test_the_map_says_whose_borders_it_has_how_long_the_bar_is_and_what_marks_mean() -> None:
    view = map_of(place("al-lataminah", **AT), place("hama", kind="region", lat=35.1, lon=36.8))
    assert view.title == "Map of Al Lataminah and Hama"
    assert view.description == "Marked: Al Lataminah and Hama."
    assert view.caption == (
        "Borders as drawn by Natural Earth; they are no statement of this site. In view, by Natural Earth’s names: "
        "Cyprus, Iraq, Israel, Jordan, Lebanon, N. Cyprus, Syria, Turkey. Scale: the bar is 100 km at 35° north. "
        "Filled dot: settlement; ring: region. A ring does not show how far a place reaches."
    )


def test_open_sea_is_said_in_words() -> None:
    view = map_of(place("a", lat=-8.4, lon=-20.0))
    assert view.description == "Marked: A. No land in this view."
    assert view.caption == (
        "Natural Earth draws no land here. Scale: the bar is 100 km at 8° south. Filled dot: settlement."
    )
    assert "the bar is 100 km at the equator" in map_of(place("a", lat=0.1, lon=-30.25)).caption


def test_a_map_of_many_places_gives_their_number_in_its_title_and_their_names_in_its_description() -> None:
    view = map_of(*(place(f"p{n}", lat=35.0 + n, lon=36.0) for n in range(4)))
    assert view.title == "Map of 4 places"
    assert view.description == "Marked: P0, P1, P2 and P3."


@pytest.mark.parametrize(("kind", "mark"), [(kind, mark) for kind, (mark, _) in MARKS.items()])
def test_each_kind_of_place_has_a_mark_and_the_legend_says_which(kind: str, mark: Mark) -> None:
    view = map_of(place("a", kind=kind, **AT))
    assert [point.mark for point in view.points] == [mark]
    assert kind.replace("-", " ") in view.caption
    shapes = re.findall(r'<(?:circle|rect) class="sayso-map-(\S+)"', figure_of(place("a", kind=kind, **AT)))
    assert shapes == ([] if mark == "name" else [{"square": "open"}.get(mark, mark)] * len(SETTINGS))


def test_markup_in_a_name_is_text_on_the_map() -> None:
    hostile = place("a", name=Text(text=HOSTILE[:24]), **AT)
    tree = page_of(site_of(hostile), "places/a/")
    figure = tree.css_first("figure.sayso-map")
    assert figure is not None
    assert {node.tag for node in figure.css("*")} <= {
        *("figure", "svg", "title", "desc", "path", "g", "circle", "text", "figcaption")
    }
    assert words_of(tree, ".sayso-map .sayso-map-label") == [HOSTILE[:24]] * len(SETTINGS)
    assert words_of(tree, ".sayso-map title") == [f"Map of {HOSTILE[:24]}"]
    assert html.escape(HOSTILE[:24], quote=False).split("&quot;")[0][:12] in (figure.html or "")


def test_a_name_that_runs_from_right_to_left_is_kept_apart_and_names_its_language() -> None:
    arabic = place("a", name=Text(text="حتّامير", lang="ar"), **AT)
    tree = page_of(site_of(arabic), "places/a/")
    labels = tree.css(".sayso-map .sayso-map-label")
    assert [(label.text(), label.attributes.get("lang")) for label in labels] == [("\u2068حتّامير\u2069", "ar")] * 2


def test_a_name_in_english_is_preferred() -> None:
    names = (OtherName(name="Hettamire", lang="en"),)
    view = map_of(place("a", name=Text(text="حتّامير", lang="ar"), other_names=names, **AT))
    assert [name.text for name in view.names] == ["Hettamire"]


# --- How much it weighs


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(35.3, 36.6), (-18.1, 178.4), (35.9, 14.5), (50.4, 30.5), (78.2, 15.6), (0.3, 32.6), (13.2, -61.2), (0.5, -30.2)],
)
def test_a_map_of_a_place_is_small(lat: float, lon: float) -> None:
    assert 700 < len(figure_of(place("a", lat=lat, lon=lon)).encode()) < 6000


def test_a_map_of_a_country_and_of_the_world_is_small_too() -> None:
    syria = [("daraa", 32.62, 36.1), ("qamishli", 37.05, 41.22), ("idlib", 35.93, 36.63), ("raqqa", 35.95, 39.0)]
    first, *others = (place(name, lat=lat, lon=lon) for name, lat, lon in syria)
    inside = [Place.model_validate({**dict(other), "within": Within(of=first.id)}) for other in others]
    assert len(figure_of(first, *inside).encode()) < 6000
    world = [place("a", lat=40.0, lon=-74.0), place("b", lat=-33.0, lon=151.0, within="a")]
    assert len(figure_of(*world, place("c", lat=60.0, lon=25.0, within="a")).encode()) < 18000


# --- On real pages, in a browser


def test_the_story_shows_the_places_of_its_events_and_of_its_questions() -> None:
    library = check_content(OWN.parent, OWN.name).library
    site = make_site(library, Settings("Name"))
    story = next(iter(library.stories.values()))
    tree = page_of(site, site.urls.record(story))
    about = {subject for question_id in story.questions for subject in library.questions[question_id].about}
    expected = about & library.places.keys()
    expected |= {place for event_id in about & library.events.keys() for place in library.events[event_id].places}
    listed = {node.attributes["href"] for node in tree.css(".sayso-places > li > a")}
    assert listed == {f"../../places/{place_id}/" for place_id in expected}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_map_fits_its_window_has_a_name_and_words_that_can_be_read(
    own_site: Built, chromium: Browser, serve: Servers, width: int, scheme: str
) -> None:
    size = "wide" if width == 1280 else "narrow"
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    try:
        page = context.new_page()
        page.goto(f"{serve(own_site.site)}places/al-lataminah/")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        picture = page.get_by_role("img", name="Map of al-Lataminah")
        assert picture.count() == 1
        box = picture.bounding_box()
        assert box is not None
        assert 280 < box["width"] <= 640
        assert [page.locator(f".sayso-map-{name}").is_visible() for name in ("wide", "narrow")] == [
            size == "wide",
            size == "narrow",
        ]
        heights = page.evaluate(
            f"""[...document.querySelectorAll(".sayso-map-{size} text")].map((text) =>
              parseFloat(getComputedStyle(text).fontSize) * {box["width"]} / 1000)"""
        )
        assert all(9.9 < height < 16 for height in heights), heights
        colours = page.evaluate(
            """[".sayso-map-land", ".sayso-map-label", ".sayso-map-country"].map((name) =>
              getComputedStyle(document.querySelector(name)).fill)"""
        )
        assert len(set(colours)) == 3
    finally:
        context.close()


def test_words_take_no_more_room_than_is_reckoned_with(own_site: Built, chromium: Browser, serve: Servers) -> None:
    """Names of countries and of towns as the browser sets them, against what places are chosen by."""
    countries = [shape.name for shape in load_atlas().countries]
    towns = ["al-Lataminah", "Washington, D.C.", "Wommmmm", "Illifijt", "Киев", "Ürümqi", "Osk Mirell Dam", "M. W. @"]
    for width, setting in zip((520, 330), SETTINGS, strict=True):  # where words are largest within the drawing
        context = chromium.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(f"{serve(own_site.site)}places/al-lataminah/")
        page.evaluate("document.fonts.ready")
        script = """([size, name, words]) => {
          const group = document.querySelector(`.sayso-map-${size}`);
          return words.map((word) => {
            const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
            text.setAttribute("class", `sayso-map-${name}`);
            text.textContent = word;
            group.append(text);
            return text.getComputedTextLength();
          });
        }"""
        real = page.evaluate(script, [setting.name, "country", countries])
        reckoned = [measure_capitals(name, setting.country_size) for name in countries]
        assert [name for name, a, b in zip(countries, real, reckoned, strict=True) if a > b] == []
        real = page.evaluate(script, [setting.name, "label", towns])
        reckoned = [measure(name, setting.label_size) for name in towns]
        assert [name for name, a, b in zip(towns, real, reckoned, strict=True) if a > b] == []
        context.close()


def test_the_places_index_and_the_story_have_one_map_each(own_site: Built) -> None:
    pages = ["places/index.html", *(path for path in own_site.pages if re.fullmatch(r"stories/[^/]+/index.html", path))]
    for path in pages:
        assert len(re.findall(r'<figure class="sayso-map">', own_site.read(path))) == 1, path


def test_no_file_is_fetched_for_a_map(own_site: Built) -> None:
    """The data of outlines stays in the package; a page holds the few lines that it shows."""
    assert not [path for path in Path(own_site.site).rglob("*") if "countries" in path.name]
