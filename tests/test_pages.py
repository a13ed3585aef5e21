"""Pages as views: what they say of records, and that every mention of a record is a link, there and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.building import INVENTED, OWN
from tests.libraries import actor, claim, make_library, make_pages, position, question, source

from sayso.build import Built, build_pages
from sayso.checking import check_content
from sayso.dates import parse_date
from sayso.library import Library
from sayso.page_addresses import Urls, path_to_root, source_path
from sayso.page_settings import Settings
from sayso.page_values import Link, Page
from sayso.pages import make_site
from sayso.pages.labels import view_claim
from sayso.pages.places import word_coordinates
from sayso.pages.positions import PositionView, view_positions
from sayso.pages.site import Site
from sayso.pages.stances import stance_words, word_figure
from sayso.pages.story import StoryView
from sayso.pages.who_says_what import Block, view_block
from sayso.problem_codes import CODES
from sayso.records import KINDS, Place, Story
from sayso.records.parts import Text
from sayso.records.position import Figure

LINK = re.compile(r'href="(?:\.\./)*([a-z]+/[a-z0-9-]+/)["#]')


def site_of(library: Library) -> Site:
    return make_site(library, Settings("Name"))


def built(content: Path) -> Built:
    return build_pages(check_content(content.parent, content.name).library, Settings("Name"))


def block_of(library: Library, question_id: str = "q") -> Block:
    return view_block(site_of(library), library.questions[question_id])


def missing_links(made: Built, bodies: dict[str, str]) -> Iterator[str]:
    """Mentions of one record in another that are not a link on the page of each to the other."""
    library, urls = made.site.library, Urls()
    links = {address: set(LINK.findall(body)) for address, body in bodies.items()}
    for entry in library.entries.values():
        record = library.get(entry.id)
        for pointer in entry.pointers if record else ():
            target = library.get(pointer.target)
            if record is not None and target is not None:
                here, there = urls.record(record), urls.record(target)
                if there not in links[here]:
                    yield f"{here} does not lead to {there}, which it mentions"
                if here not in links[there]:
                    yield f"{there} does not lead back to {here}, which mentions it"


@pytest.mark.parametrize("content", [OWN, INVENTED], ids=["own", "invented"])
def test_every_mention_is_a_link_there_and_back(content: Path) -> None:
    made = built(content)
    bodies = {address: made.body(page) for address, page in made.pages.items()}
    assert list(missing_links(made, bodies)) == []


def test_a_missing_link_is_told() -> None:
    made = built(INVENTED)
    bodies = {address: made.body(page) for address, page in made.pages.items()}
    cut = "claims/vennoth-had-gate-opened/"
    bodies[cut] = LINK.sub("", bodies[cut])
    assert any(fault.startswith(cut) for fault in missing_links(made, bodies))


@pytest.mark.parametrize("as_folders", [True, False])
def test_addresses_belong_to_one_page_and_lead_back_to_the_root(*, as_folders: bool) -> None:
    checked = check_content(INVENTED.parent, INVENTED.name)
    pages = make_pages(make_site(checked.library, Settings("Name", urls=Urls(as_folders))))
    addresses = [page.address for page in pages]
    assert len(addresses) == len(set(addresses))
    assert len({source_path(address) for address in addresses}) == len(addresses)
    for address in addresses:
        assert path_to_root(address) == "../" * address.count("/")
        assert address == "" or address.endswith("/" if as_folders else ".html")


def test_reading_order_leads_through_each_kind_forward_and_back() -> None:
    pages = {page.address: page for page in make_pages(site_of(check_content(INVENTED.parent, INVENTED.name).library))}
    for kind in KINDS:
        own = [address for address in pages if address.startswith(f"{kind.folder}/") and address != f"{kind.folder}/"]
        starts = [address for address in own if pages[address].previous is None]
        assert len(starts) == 1, kind.folder
        walked: list[str] = []
        step: str | None = starts[0]
        while step is not None:
            walked.append(step)
            following = pages[step].next
            assert following is None or pages[following].previous == step
            step = following
        assert sorted(walked) == sorted(own)


@pytest.mark.parametrize(
    ("stance", "verb", "words"),
    [
        ("denies", None, "says not"),
        ("denies", "rejected", "says not"),
        ("denies", "denied", "denies it"),
        ("denies", "Denies", "denies it"),
        ("asserts", "denied", "says so"),
    ],
)
def test_denies_is_printed_only_where_the_source_uses_that_word(stance: str, verb: str | None, words: str) -> None:
    assert stance_words(position("a", stance, verb=verb)) == words


def test_a_label_stands_with_the_names_on_each_side() -> None:
    library = make_library(
        actor("ann"),
        actor("bob"),
        actor("cem"),
        source("s"),
        question("q"),
        claim(
            "c",
            position("ann"),
            position("bob", "denies"),
            position("cem", "suggests", hedge="may"),
            position("source", "doubts"),
            position("cem", "withholds", said="2031-05-03", source="s2"),
        ),
        source("s2"),
    )
    assert view_claim(site_of(library), library.claims["c"]).who == (
        "said and rejected: said by Ann; said with a hedge by Cem; rejected by Bob; "
        "questioned by the unsigned article in its own voice, not counted; on 3 May 2031 Cem: too early to say"
    )


def test_who_has_no_date_is_said_to_have_none_when_it_is_too_early() -> None:
    library = make_library(actor("ann"), source("s"), question("q"), claim("c", position("ann", "withholds")))
    assert view_claim(site_of(library), library.claims["c"]).sides == ("Ann, date not given: too early to say",)


def test_rows_go_by_the_date_said_then_by_name_and_the_sources_voice_is_last() -> None:
    library = make_library(
        actor("zoe"),
        actor("ann"),
        actor("bob"),
        source("s"),
        question("q"),
        claim("c", position("source"), position("zoe", said="2031-01-01"), position("bob"), position("ann")),
    )
    rows = block_of(library).rows
    assert [(row.speaker.speaker.text, row.is_counted) for row in rows if isinstance(row.speaker.speaker, Link)] == [
        ("Zoe", True),
        ("Ann", True),
        ("Bob", True),
    ]
    assert (str(rows[-1].speaker.speaker), rows[-1].is_counted) == (
        "The unsigned article, in its own voice",
        False,
    )


def test_a_joint_statement_is_one_row() -> None:
    library = make_library(
        actor("ann"), actor("bob"), source("s"), question("q"), claim("c", position("ann", jointly_with=("bob",)))
    )
    (row,) = block_of(library).rows
    assert [link.words.text for link in row.speaker.joint] == ["Bob"]


def test_numbers_are_a_list_and_never_columns() -> None:
    figure = Figure(best=12, counts="people")
    library = make_library(
        actor("ann"), source("s"), question("q"), claim("c", position("ann", figure=figure), kind="number")
    )
    block = block_of(library)
    assert (block.layout, block.rows) == ("figures", ())


@pytest.mark.parametrize(("claims", "layout"), [(4, "table"), (5, "by-claim")])
def test_above_four_claims_a_question_goes_claim_by_claim(claims: int, layout: str) -> None:
    many = [claim(f"c{index}", position("ann")) for index in range(claims)]
    block = block_of(make_library(actor("ann"), source("s"), question("q"), *many))
    assert block.layout == layout
    assert sum(len(entry.folds) for entry in block.by_claim) == claims


def test_what_rests_on_something_disputed_says_so_and_is_not_counted() -> None:
    library = make_library(
        actor("ann"),
        actor("bob"),
        source("tape", kind="audio", rests_on=("genuine",)),
        source("s"),
        question("q"),
        claim("genuine", position("bob", "denies")),
        claim("c", position("ann", source="tape")),
    )
    (view,) = view_positions(site_of(library), library.standings_on["c"])
    assert view.contested is not None
    assert view.contested.startswith("The audio rests on this: ")
    assert view.contested.endswith("Nobody in our records says this; rejected by Bob.")
    assert view.not_counted == "not counted: it rests on something that is disputed"


def test_a_hidden_passage_and_its_words_are_not_shown() -> None:
    library = make_library(
        actor("ann"),
        source("s"),
        question("q"),
        claim("c", position("ann", passage={"exact": "secret words"}, words="secret", show=False)),
    )
    (view,) = view_positions(site_of(library), library.standings_on["c"])
    assert (view.passage, view.words, view.paraphrase) == (None, None, "ann asserts")


def story_view(library: Library) -> StoryView:
    (page,) = (page for page in make_pages(site_of(library)) if page.address.startswith("stories/t"))
    assert isinstance(page.view, StoryView)
    return page.view


def story(*questions: str) -> Story:
    values = {"id": "t", "title": Text(text="T"), "standfirst": "S.", "as_of": parse_date("2031-01-01")}
    return Story.model_validate({**values, "questions": questions})


@pytest.mark.parametrize(
    ("author", "publisher", "words"),
    [
        ("unknown", "unknown", "Everything here comes from one unsigned article."),
        (None, None, "Everything here comes from one unsigned article."),
        ("unknown", "The Lamp", "Everything here comes from one article."),
    ],
)
def test_a_story_from_one_report_says_so(author: str | None, publisher: str | None, words: str) -> None:
    single = source("s", author=author, publisher=publisher)
    library = make_library(actor("ann"), single, question("q"), claim("c", position("ann")), story("q"))
    assert story_view(library).only_source == words


def test_the_warning_goes_when_a_second_report_comes_but_not_for_a_copy() -> None:
    records = (actor("ann"), source("s"), question("q"), story("q"))
    both = claim("c", position("ann"), position("ann", source="other"))
    copied = make_library(*records, source("other", copy_of="s"), both)
    assert story_view(copied).only_source is not None
    assert story_view(make_library(*records, source("other"), both)).only_source is None


def test_each_question_stands_in_one_box_and_an_empty_box_says_so() -> None:
    library = make_library(actor("ann"), source("s"), question("q"), claim("c", position("ann")), story("q"))
    several, one, none = story_view(library).boxes
    assert [len(box.questions) for box in (several, one, none)] == [0, 1, 0]
    assert one.questions[0].note == "One answer recorded is not agreement."
    assert several.empty == "No question here has several answers in our records."


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        (35.3208, 36.6225, "35.3208° N, 36.6225° E"),
        (-1.5, -0.25, "1.5° S, 0.25° W"),
        (None, None, None),
    ],
)
def test_coordinates_name_the_half_of_the_world(lat: float | None, lon: float | None, words: str | None) -> None:
    place = Place.model_validate({"id": "p", "name": Text(text="P"), "kind": "site", "lat": lat, "lon": lon})
    assert word_coordinates(place) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(best=12, counts="people killed"), "12"),
        (Figure(best=1200, low=900, high=15000, counts="x"), "1,200 (between 900 and 15,000)"),
        (Figure(low=900, counts="not stated"), "at least 900"),
        (Figure(high=40, counts="x"), "at most 40"),
        (Figure(counts="x"), "no number given"),
    ],
)
def test_a_figure_is_a_number_with_its_bounds(figure: Figure, words: str) -> None:
    assert word_figure(figure) == words


def test_lists_of_an_empty_library_say_that_they_are_empty() -> None:
    heads = [getattr(page.view, "head", None) for page in make_pages(site_of(make_library()))]
    assert [head.empty.folder for head in heads if head and head.empty] == [kind.folder for kind in KINDS]


def find_page(made: Built, address: str) -> tuple[Page, str]:
    page = made.pages[address]
    return page, made.body(page)


def test_the_page_of_messages_lists_every_code() -> None:
    _, body = find_page(built(INVENTED), "messages/")
    assert [code for code in CODES if f'<dt id="{code}">' not in body] == []


def test_the_page_of_keys_explains_every_key_of_every_kind() -> None:
    _, body = find_page(built(INVENTED), "keys/")
    keys = {name for kind in KINDS for name in kind.model_fields if name != "id"}
    assert [key for key in keys if f"<code>{key}</code>" not in body] == []


def test_positions_are_listed_with_their_permanent_address() -> None:
    named = position("ann", id="briefing")
    library = make_library(actor("ann"), source("s"), question("q"), claim("c", named, position("ann", "denies")))
    views: tuple[PositionView, ...] = view_positions(site_of(library), library.standings_on["c"])
    assert "claims/c/#p-briefing" in {view.address for view in views}
    assert all(view.address.startswith("claims/c/#p-") for view in views)


def test_the_latest_position_of_a_speaker_stands_before_the_others() -> None:
    positions = [
        position("ann", said="2031-01-01", source="s"),
        position("ann", said="2031-03-01", source="t"),
        position("ann", source="u"),
    ]
    library = make_library(actor("ann"), source("s"), source("t"), source("u"), question("q"), claim("c", *positions))
    (row,) = block_of(library).rows
    (fold,) = row.folds
    assert fold.latest.source.link.words.text == "T"
    assert [view.source.link.words.text for view in fold.others] == ["S", "U"]
    assert (fold.words, row.has_several_dates) == ("2 more", True)


def test_one_statement_in_two_reports_is_told_as_one() -> None:
    positions = [position("ann", said="2031-01-01", occasion="briefing", source=reporter) for reporter in ("s", "t")]
    library = make_library(actor("ann"), source("s"), source("t"), question("q"), claim("c", *positions))
    (row,) = block_of(library).rows
    assert [fold.words for fold in row.folds] == ["One statement, 2 reports"]


def test_other_stances_and_figures_of_a_speaker_are_not_folded_away() -> None:
    """What no longer stands is: behind what the speaker says now."""
    positions = [
        position("ann", figure=Figure(best=1200, counts="people"), said="2031-02-01"),
        position("ann", "denies", figure=Figure(best=340, counts="people"), said="2031-02-01"),
        position("ann", figure=Figure(best=900, counts="people"), said="2031-01-01", status="changed"),
    ]
    library = make_library(actor("ann"), source("s"), question("q"), claim("c", *positions, kind="number"))
    (entry,) = block_of(library).by_claim
    shown = [(fold.latest.stance, fold.latest.number, [view.number for view in fold.others]) for fold in entry.folds]
    assert sorted(shown) == [("asserts", "1,200", []), ("denies", "340", ["900"])]
