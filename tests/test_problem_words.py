"""Words for messages: hints name what was probably meant, and say nothing where nothing is near."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.loading.near_words import NEAR_WORDS, find_meant_word
from sayso.problems import count, find_near, join_words, list_choices, printable
from sayso.records import FOLDERS, KINDS, Actor, Claim, Source
from sayso.records.event import Participant
from sayso.records.parts import Part
from sayso.records.position import Position, Stance
from sayso.records.question import Asked

ACTORS = get_args(Actor.model_fields["kind"].annotation)
SOURCES = get_args(Source.model_fields["kind"].annotation)
STANCES = get_args(Stance)
CLAIM_KEYS, POSITION_KEYS = list(Claim.model_fields), list(Position.model_fields)
COMMANDS = ["build", "check", "new", "show", "split"]


@pytest.mark.parametrize(
    ("choices", "written", "meant"),
    [
        (ACTORS, "goverment", "government"),
        (ACTORS, "Person", "person"),
        (ACTORS, "Government", "government"),
        (STANCES, "“denies”", "denies"),
        (ACTORS, "persons", "person"),
        (ACTORS, "armed-forces", "armed-force"),
        (ACTORS, "intergovernmental-organisation", "intergovernmental-organization"),
        (ACTORS, "media", "media-outlet"),
        (ACTORS, "party", "political-party"),
        (ACTORS, "news-outlet", "media-outlet"),
        (SOURCES, "articel", "article"),
        (SOURCES, "wire report", "wire-report"),
        (SOURCES, "statement", "official-statement"),
        (SOURCES, "image", "satellite-image"),
        (SOURCES, "post", "social-post"),
        (STANCES, "denied", "denies"),
        (STANCES, "asserted", "asserts"),
        (STANCES, "no reply", "no-reply"),
        (POSITION_KEYS, "acter", "actor"),
        (POSITION_KEYS, "satnce", "stance"),
        (POSITION_KEYS, "sources", "source"),
        (POSITION_KEYS, "behalf_of", "on_behalf_of"),
        (POSITION_KEYS, "jointly", "jointly_with"),
        (POSITION_KEYS, "rests-on", "rests_on"),
        (CLAIM_KEYS, "shrot", "short"),
        (CLAIM_KEYS, "abot", "about"),
        (CLAIM_KEYS, "postions", "positions"),
        (CLAIM_KEYS, "question_id", "question"),
        (CLAIM_KEYS, "txt", "text"),
        (FOLDERS, "quesitons", "questions"),
        (FOLDERS, "actor", "actors"),
        (COMMANDS, "chek", "check"),
        (COMMANDS, "nwe", "new"),
        (COMMANDS, "buidl", "build"),
    ],
)
def test_a_slip_is_recognized(choices: list[str], written: str, meant: str) -> None:
    assert find_near(choices, written)[:1] == [meant]


@pytest.mark.parametrize(
    ("choices", "written"),
    [
        (ACTORS, "country"),
        (ACTORS, "state"),
        (ACTORS, "army"),
        (ACTORS, "militia"),
        (ACTORS, "minister"),
        (SOURCES, "tweet"),
        (SOURCES, "press-release"),
        (STANCES, "rejects"),
        (STANCES, "says"),
        (STANCES, "confirms"),
        (["iran"], "lio-brand"),
        (POSITION_KEYS, "quote"),
        (POSITION_KEYS, "speaker"),
        (POSITION_KEYS, "page"),
        (POSITION_KEYS, "by"),
        (CLAIM_KEYS, "title"),
        (FOLDERS, "people"),
        (COMMANDS, "list"),
        (COMMANDS, ""),
    ],
)
def test_another_word_is_taken_for_none(choices: list[str], written: str) -> None:
    assert find_near(choices, written) == []


def test_few_choices_are_all_named_unless_one_is_near() -> None:
    assert list_choices(["live", "gone"], "dead") == "Write 'live' or 'gone'."
    assert list_choices(["live", "gone"], "gnoe") == "Did you mean 'gone'?"


def test_of_many_choices_the_nearest_three_are_named_or_none() -> None:
    many = [f"claim-{number:02}" for number in range(20)]
    assert list_choices(many, "clam-07") == "Did you mean 'claim-07', 'claim-17' or 'claim-09'?"
    assert list_choices(many, "russia") == ""


def test_numbers_and_lists_read_like_english() -> None:
    assert [count(1, "file"), count(2, "file"), count(2, "copy", "copies")] == ["1 file", "2 files", "2 copies"]
    assert [join_words([]), join_words(["a"]), join_words(["a", "b", "c"], "or")] == ["", "a", "a, b or c"]


def test_what_is_meant_exactly_is_the_only_hint() -> None:
    assert find_near(ACTORS, "Government") == ["government"]


def test_words_of_the_newsroom_lead_to_words_of_records() -> None:
    """Each leads somewhere, and none is itself a word that could stand where it leads."""
    parts: list[type[Part]] = [*KINDS, Position, Asked, Participant]
    keys = [set(part.model_fields) for part in parts]
    choices = [set(STANCES), set(SOURCES)]
    for word, meant in NEAR_WORDS.items():
        assert [one for one in meant if not any(one in words and word not in words for words in keys + choices)] == []


@pytest.mark.parametrize(
    ("choices", "written", "meant"),
    [
        (STANCES, "confirms", "asserts"),
        (STANCES, "Rejects", "denies"),
        (STANCES, "questions", "doubts"),
        (POSITION_KEYS, "text", "passage"),
        (POSITION_KEYS, "date", "said"),
        (POSITION_KEYS, "by", "actor"),
        (POSITION_KEYS, "link", "source"),
        (CLAIM_KEYS, "title", "text"),
        (list(Source.model_fields), "link", "url"),
        (list(Source.model_fields), "quote", None),
    ],
)
def test_a_word_of_the_newsroom_is_recognized(choices: list[str], written: str, meant: str | None) -> None:
    assert find_meant_word(choices, written) == meant


@pytest.mark.parametrize("colons", ["::", ":::", "::::", ":::::::"])
def test_no_two_colons_stand_side_by_side_in_what_is_printed(colons: str) -> None:
    assert "::" not in printable(f"x{colons}error")
    assert printable(colons).replace(" ", "") == colons


@pytest.mark.parametrize(
    "text", ["##[error]x", "x ##[add-mask]y", "##vso[task.setvariable variable=x]y", "###[error]x"]
)
def test_no_command_in_the_middle_of_a_line_is_left_for_ci_to_obey(text: str) -> None:
    assert "##" not in printable(text)
    assert printable(text).replace(" ", "") == text.replace(" ", "")
