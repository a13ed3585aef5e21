"""Lists of records: each record once, in the order in which that kind is looked for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.building import INVENTED, OWN, build_site
from tests.libraries import actor, claim, event, make_library, make_pages, place, position, question, source, story
from tests.site_links import check_links

from sayso.build import Built, build_pages
from sayso.checking import check_content
from sayso.counting import QUESTION_LABELS
from sayso.dates import parse_date
from sayso.library import Library
from sayso.page_settings import Settings
from sayso.page_values import Page
from sayso.pages import make_site
from sayso.pages.lists.actors import ActorsView, index_actors
from sayso.pages.lists.letters import anchor_of, index_order, letter_of
from sayso.pages.lists.sources import SourcesView
from sayso.records import FOLDERS, KINDS
from sayso.records.event import Participant
from sayso.records.parts import OtherName, Text, Within
from sayso.rendering.environment import Renderer

# Where the entries of each list name their record.
NAMES = {
    "stories": ".sayso-story-entry h2 a",
    "questions": "h3.sayso-entry-name a",
    "claims": ".sayso-entry > .sayso-claim > a",
    "events": ".sayso-event h2 a",
    "actors": "p.sayso-entry-name a",
    "places": "p.sayso-entry-name a",
    "sources": "p.sayso-entry-name a",
}


@cache
def built(content: Path) -> Built:
    """The pages of a content folder."""
    return build_pages(check_content(content.parent, content.name).library, Settings("Name"))


def render(library: Library, address: str) -> tuple[Page, LexborHTMLParser]:
    """A page of a library, and its HTML."""
    (page,) = (page for page in make_pages(make_site(library, Settings("Name"))) if page.address == address)
    return page, LexborHTMLParser(Renderer().render(page))


def words_of(node: LexborNode | LexborHTMLParser | None) -> str:
    """The text of a part of a page on one line."""
    assert node is not None
    return " ".join((node.text() or "").split())


def texts(tree: LexborHTMLParser, place: str) -> list[str]:
    """The texts of all such parts of a page."""
    return [words_of(node) for node in tree.css(place)]


def check_list(library: Library, folder: str, body: str) -> list[str]:
    """The records that a list does not name, or names more than once."""
    named = Counter(
        (node.attributes["href"] or "").rstrip("/").rpartition("/")[2]
        for node in LexborHTMLParser(body).css(NAMES[folder])
    )
    return [
        f"{record.id} is named {named[record.id]} times."
        for record in library.records
        if record.folder == folder and named[record.id] != 1
    ]


# --- All lists


@pytest.mark.parametrize("content", [OWN, INVENTED], ids=["own", "invented"])
@pytest.mark.parametrize("folder", NAMES)
def test_every_record_stands_in_its_list_once(content: Path, folder: str) -> None:
    made = built(content)
    assert check_list(made.site.library, folder, made.body(made.pages[f"{folder}/"])) == []


@pytest.mark.parametrize("folder", NAMES)
def test_a_record_that_is_missing_or_doubled_is_found(folder: str) -> None:
    made = built(INVENTED)
    tree = LexborHTMLParser(made.body(made.pages[f"{folder}/"]))
    entry = tree.css(NAMES[folder])[0]
    html = entry.html or ""
    whole = tree.html or ""
    library = made.site.library
    (missing,) = check_list(library, folder, whole.replace(html, "", 1))
    (doubled,) = check_list(library, folder, whole.replace(html, html * 2, 1))
    assert missing.endswith(" is named 0 times.")
    assert doubled.endswith(" is named 2 times.")


def test_there_is_a_list_for_every_kind() -> None:
    assert list(NAMES) == [kind.folder for kind in KINDS]


@pytest.mark.parametrize("content", [OWN, INVENTED], ids=["own", "invented"])
def test_every_part_that_a_page_names_is_there_and_every_way_to_a_part_leads_there(content: Path) -> None:
    made = built(content)
    for address in (*(f"{folder}/" for folder in NAMES), "gaps/", "method/", "changes/"):
        tree = LexborHTMLParser(made.body(made.pages[address]))
        ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
        ways = [(node.attributes["href"] or "")[1:] for node in tree.css("a[href^='#']")]
        anchors = [section.anchor for section in made.pages[address].sections]
        assert [anchor for anchor in (*ways, *anchors) if ids[anchor] != 1] == [], address


@pytest.mark.parametrize("folder", NAMES)
def test_a_list_without_records_says_how_the_first_is_written(folder: str) -> None:
    _, tree = render(make_library(), f"{folder}/")
    (said,) = texts(tree, ".sayso-no-records")
    assert said.startswith(f"There is none in our records so far. Each is a file in content/{folder}/; the command ")
    assert said.endswith(f"sayso new {FOLDERS[folder].kind_name} ID begins one.")
    assert tree.css(".sayso-entry, .sayso-event, .sayso-story-entry") == []


@pytest.mark.parametrize("folder", NAMES)
def test_a_list_with_records_does_not_say_that_it_is_empty(folder: str) -> None:
    made = built(INVENTED)
    assert "sayso-no-records" not in made.body(made.pages[f"{folder}/"])


# --- Actors


@pytest.mark.parametrize(
    ("name", "letter", "anchor"),
    [
        ("Zoe", "Z", "letter-z"),
        ("élan", "E", "letter-e"),
        ("“The” Lamp", "T", "letter-t"),
        ("ISIS", "I", "letter-i"),
        ("Øst", "Ø", "letter-u00f8"),
        ("4th Division", "0–9", "letter-digits"),
        ("Тарвек", "Other scripts", "letter-other"),
        ("حتّامير", "Other scripts", "letter-other"),
        ("…", "Other scripts", "letter-other"),
    ],
)
def test_a_name_stands_under_its_letter(name: str, letter: str, anchor: str) -> None:
    assert (letter_of(name), anchor_of(letter_of(name))) == (letter, anchor)


def test_names_go_by_digits_letters_without_accents_then_other_scripts() -> None:
    names = ["Тарвек", "Zoe", "Øst", "élan", "Eland", "9 Men", "adam"]
    assert sorted(names, key=index_order) == ["9 Men", "adam", "élan", "Eland", "Zoe", "Øst", "Тарвек"]


def test_only_letters_that_a_name_begins_with_are_there_and_english_names_come_first() -> None:
    arabic = Text(text="حتّامير", lang="ar")
    english = OtherName(name="Hettamir", lang="en")
    _, tree = render(
        make_library(
            actor("zoe"), actor("ann"), actor("h", name=arabic, other_names=(english,)), actor("x", name=arabic)
        ),
        "actors/",
    )
    assert texts(tree, "h2") == ["A", "H", "Z", "Other scripts"]
    assert texts(tree, ".sayso-letters a") == ["A", "H", "Z", "Other scripts"]
    assert texts(tree, ".sayso-entry-name") == ["Ann", "Hettamir حتّامير", "Zoe", "حتّامير"]


def test_an_actors_entry_says_what_the_records_hold_and_whether_it_answered() -> None:
    part = Participant(actor="ann", role="target", according_to=("c",))
    library = make_library(
        actor("ann", roles=({"role": "secretary of state", "of": "bob"},)),
        actor("bob"),
        actor("cem"),
        source("s"),
        question("q"),
        question("r"),
        claim("c", position("cem"), position("ann", "denies"), accuses=("ann", "bob")),
        claim("d", position("cem", on_behalf_of="bob"), question="r", accuses=("ann",)),
        event("e", participants=(part, part)),
    )
    page, tree = render(library, "actors/")
    assert texts(tree, ".sayso-entry .sayso-aside") == ["Secretary of state, Bob"]
    assert texts(tree, ".sayso-entry-facts") == [
        "1 position · named in 1 event · accused in 2 claims: 1 answered, 1 with no answer in our records",
        "no position in our records · spoken for in 1 position · accused in 1 claim: no answer in our records",
        "2 positions",
    ]
    assert isinstance(page.view, ActorsView)


def test_no_list_depends_on_what_sort_of_actor_somebody_is() -> None:
    def body(kind: str) -> str | None:
        return render(make_library(actor("ann", kind=kind), actor("bob", part_of="ann")), "actors/")[1].html

    assert body("armed-group") == body("government") == body("ngo")


def test_readers_go_from_actor_to_actor_in_the_order_of_the_list() -> None:
    library = make_library(actor("a", name=Text(text="Øst")), actor("b", name=Text(text="élan")), actor("c"))
    site = make_site(library, Settings("Name"))
    pages = {page.address: page for page in make_pages(site)}
    assert [one.id for one in index_actors(site)] == ["c", "b", "a"]
    assert (pages["actors/c/"].next, pages["actors/b/"].next) == ("actors/b/", "actors/a/")


# --- Questions and claims


def test_questions_stand_under_their_labels_in_the_order_of_the_labels() -> None:
    records = [actor("ann"), actor("bob"), source("s"), story("t", "none", "one")]
    claims = [
        claim("c1", position("ann"), position("bob", "denies"), question="several"),
        claim("c2", position("ann"), question="one"),
        claim("c3", position("source"), question="source-only"),
        claim("c4", position("ann"), question="two"),
        claim("c5", position("ann"), question="two"),
    ]
    ids = ("none", "one", "source-only", "several", "two")
    _, tree = render(make_library(*records, *claims, *(question(one, text=f"{one}?") for one in ids)), "questions/")
    heads = [re.sub(r" \d+$", "", head).casefold() for head in texts(tree, "h2")]
    assert heads == list(QUESTION_LABELS.values())
    assert texts(tree, "h3") == ["several?", "two?", "one?", "source-only?", "none?"]
    assert "One answer recorded is not agreement." in words_of(tree.css_first("#one-answer").parent)  # type: ignore[union-attr]
    assert texts(tree, ".sayso-entry .sayso-answers")[0] == "c1: said by Ann; rejected by Bob."
    facts = texts(tree, ".sayso-entry-facts")
    assert facts[0] == "2 positions · in no explainer"
    assert facts[-1] == "no position in our records · asked in T"


def test_claims_stand_under_their_questions_with_everybody_on_each_side() -> None:
    library = make_library(
        actor("ann"),
        actor("bob"),
        source("s"),
        question("q", text="Why?"),
        question("silent"),
        claim("c", position("ann"), position("bob", "doubts")),
        claim("d"),
    )
    _, tree = render(library, "claims/")
    assert texts(tree, "h2") == ["Why? 2"]
    assert texts(tree, ".sayso-counts") == ["2 claims · 1 question"]
    assert texts(tree, ".sayso-entry") == [
        "c happened. Said and questioned: said by Ann; questioned by Bob.",
        "d happened. Nobody in our records says this.",
    ]


# --- Events, places, sources, stories


def test_a_timeline_over_several_years_has_an_index_of_years() -> None:
    dates = {"a": "2030-05-01", "b": "2031-01~", "c": "../2031-03", "d": "unknown"}
    one_year = make_library(*(event(i, date=parse_date(dates[i])) for i in "bcd"))
    several = make_library(*(event(i, date=parse_date(dates[i])) for i in dates))
    assert texts(render(one_year, "events/")[1], ".sayso-jumps") == []
    _, tree = render(several, "events/")
    assert texts(tree, ".sayso-jumps li") == ["2030 1", "2031 2"]
    assert [node.attributes["href"] for node in tree.css(".sayso-jumps a")] == ["#event-a", "#event-b"]
    assert texts(tree, ".sayso-counts") == ["4 events · 1 with no date given"]


def test_places_stand_in_those_that_hold_them_and_contested_ones_apart_with_their_speakers() -> None:
    contested = Within(of="land", according_to=("c",))
    library = make_library(
        actor("ann"),
        source("s"),
        question("q"),
        claim("c", position("ann")),
        place("land"),
        place("town", within="county"),
        place("county", within="land"),
        place("quarter").model_copy(update={"within": contested}),
        place("street", within="quarter"),
        event("e", places=("town",)),
    )
    page, tree = render(library, "places/")
    plain, apart = tree.css(".sayso-place-tree")
    assert words_of(plain) == "Land County Town 1 event"
    assert words_of(plain.css_first("li li li")) == "Town 1 event"
    assert words_of(apart).startswith("Quarter In Land, according to: c happened. Said; no other position")
    assert words_of(apart).endswith("said by Ann. Street")
    assert [section.title for section in page.sections] == ["According to claims"]


def test_sources_stand_by_date_with_how_far_we_read_them_and_undated_ones_last() -> None:
    library = make_library(
        actor("ann"),
        source("a", published=parse_date("unknown"), access="described-only"),
        source("b", published=parse_date("2031-01-02"), author="ann", status="gone"),
        source("c", published=parse_date("2030~"), access="excerpt", publisher="The Lamp"),
        source("d", published=parse_date("2031-01-01")),
        question("q"),
        claim("e", position("ann", source="b"), position("ann", "denies", source="b")),
    )
    page, tree = render(library, "sources/")
    assert isinstance(page.view, SourcesView)
    assert texts(tree, "h2") == ["2030 1", "2031 2", "Date not given 1"]
    assert texts(tree, ".sayso-entry-name") == ["C", "D", "B", "A"]
    assert texts(tree, ".sayso-counts") == [
        "4 sources · 2 read whole · 1 read in part · 1 described only, by another source · 1 no longer at its address"
    ]
    assert texts(tree, ".sayso-source-row")[2] == (
        "2 January 2031 B By Ann · publisher not known Read whole; no longer at its address 2 positions"
    )


def test_stories_go_by_the_day_they_were_checked_and_show_their_first_question() -> None:
    library = make_library(
        actor("ann"),
        source("s"),
        question("q", text="Why?"),
        claim("c", position("ann")),
        story("old", "q", as_of="2030-01-01"),
        story("new", "q"),
        story("bare"),
    )
    _, tree = render(library, "stories/")
    assert texts(tree, "h2") == ["Bare", "New", "Old"]
    teaser = words_of(tree.css(".sayso-story-entry")[1])
    assert "Records as of 1 January 2031" in teaser
    assert "Why? One answer in our records." in teaser
    assert "c: said by Ann." in teaser
    assert "One answer in our records. One answer recorded is not agreement. c: said by Ann." in teaser
    assert "Why?" not in words_of(tree.css(".sayso-story-entry")[0])


# --- Hand-written pages at the same addresses


def test_a_hand_written_page_takes_the_place_of_gaps_method_or_changes(shared_builds: Path) -> None:
    ours = {name: f"---\ndescription: Ours.\n---\n# Our {name}\n\nBy hand.\n" for name in ("gaps", "method", "changes")}
    pages = {
        "about.md": "---\ndescription: Us.\n---\n# About\n\nWe.\n",
        **{f"{name}.md": text for name, text in ours.items()},
    }
    site = build_site(INVENTED, shared_builds, pages=pages, nav=None)
    for name in ours:
        assert "By hand." in site.read(f"{name}/index.html")
    assert check_links(site.site) == []
