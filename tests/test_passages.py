"""Passages: found exactly after folding, else the first word that differs is named."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import BASE

from sayso.passages import (
    MOST_COUNTED,
    Ambiguous,
    Found,
    Missing,
    find_passage,
    find_words,
    fold,
    fold_words,
    holds_words,
    line_of,
    paragraph_of,
)
from sayso.records.position import Passage
from sayso.rules.quotation import quoted_spans

TEXT = (BASE / "content/sources/post-report.txt").read_text("utf-8")
WORDS = TEXT.split()

QUOTES = {"“": '"„«″', "”": '"“»″', "—": "-–‐−", "'": "’‘′", "-": "–\u2011"}
GAPS = st.sampled_from([" ", "\n", "\r\n", "\u00a0", "\u2009", "  ", "\n    ", " \u00ad", "\t", "\u200b ", "\u202f\n"])


def find(text: str, exact: str, prefix: str | None = None, suffix: str | None = None) -> Found | Missing | Ambiguous:
    return find_passage(text, Passage(exact=exact, prefix=prefix, suffix=suffix))


@st.composite
def rewritten(draw: st.DrawFn, words: list[str]) -> str:
    """The words with other quotation marks, dashes and gaps that fold to the same."""
    written = words[0]
    for word in words[1:]:
        written += draw(GAPS) + word
    return "".join(draw(st.sampled_from(c + QUOTES[c])) if c in QUOTES else c for c in written)


@given(data=st.data())
def test_any_stretch_of_the_text_is_found_however_it_is_typed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(WORDS) - 1))
    end = data.draw(st.integers(start + 1, len(WORDS)))
    text = data.draw(rewritten(WORDS))
    found = find(text, data.draw(rewritten(WORDS[start:end])))
    assert isinstance(found, (Found, Ambiguous))
    if isinstance(found, Found):
        assert fold(text[found.start : found.end]).text == fold(" ".join(WORDS[start:end])).text


@given(data=st.data())
def test_a_changed_word_is_named_with_the_word_that_stands_there(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(WORDS) - 8))
    end = data.draw(st.integers(start + 7, min(len(WORDS), start + 40)))
    changed = data.draw(st.integers(start, end - 1))
    words = [*WORDS[start:changed], "zebra", *WORDS[changed + 1 : end]]
    missing = find(data.draw(rewritten(WORDS)), data.draw(rewritten(words)))
    assert isinstance(missing, Missing)
    assert (missing.part, missing.word, missing.instead) == ("exact", "zebra", fold(WORDS[changed]).text)


@given(text=st.text(alphabet="ab \n\t\u00a0\u00ad“”–-1,.é"))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) <= len(text)
    back = [folded.unfold(index) for index in range(len(folded.text))]
    assert back == sorted(set(back))
    assert all(fold(text[at]).text == c for at, c in zip(back, folded.text, strict=True) if c != " ")
    assert fold(folded.text).text == folded.text
    assert fold_words(text) == folded.text.strip()


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("the illegal strikes", "legal strikes"),
        ("the strikers said", "the strike"),
        ("1,340 people left", "340 people"),
        ("340,000 people left", "340"),
        ("незаконный удар", "законный удар"),
        ("A Crane fell", "crane fell"),
    ],
)
def test_half_a_word_a_part_of_a_number_and_another_capital_are_not_the_words(text: str, exact: str) -> None:
    assert isinstance(find(text, exact), Missing)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("“The cable,” he said", "The cable"),
        ("In 2015, 340 people", "340 people"),
        ("left in 2015.", "in 2015"),
        ("a cease\u2011fire", "cease-fire"),
        ("وقال إن الكابل بال", "قال إن الكابل"),
        ("它被击中了。", "被击中"),
        ("non\u00adsense", "nonsense"),
    ],
)
def test_punctuation_and_particles_do_not_hide_the_words(text: str, exact: str) -> None:
    assert isinstance(find(text, exact), Found)


def test_a_passage_that_stands_twice_is_told_apart_by_what_surrounds_it() -> None:
    exact = "Three people were hurt"
    assert find(TEXT, exact) == Ambiguous(2)
    first, second = find(TEXT, exact, suffix=", the Board"), find(TEXT, exact, prefix="who were hurt.")
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert first.start < second.start
    assert find(TEXT, exact, suffix="in another fall") == second


@pytest.mark.parametrize(
    ("prefix", "suffix", "part", "word", "instead"),
    [
        ("counted five", None, "prefix", "five", "seven"),
        ("Union tallied seven", None, "prefix", "tallied", "counted"),
        (None, "who were killed", "suffix", "killed", "hurt."),
        ("counted seven", "who had run", "suffix", "had", "were"),
    ],
)
def test_a_prefix_or_suffix_must_stand_there_too(
    prefix: str | None, suffix: str | None, part: str, word: str, instead: str
) -> None:
    missing = find(TEXT, "people", prefix, suffix)
    assert isinstance(missing, Missing)
    assert (missing.part, missing.word, missing.instead) == (part, word, instead)


def test_a_passage_from_elsewhere_has_no_place() -> None:
    assert find(TEXT, "quite other words than any of these") == Missing("exact", "quite")


def test_the_nearest_place_is_named_by_line_and_a_few_words() -> None:
    missing = find(TEXT, "that the rope of the crane was worn")
    excerpt = '…Post on Saturday that the cable of the crane was worn. "The cable was…'
    assert missing == Missing("exact", "rope", "cable", excerpt, 5)


def test_a_passage_that_goes_on_after_the_end_says_so() -> None:
    missing = find(TEXT, "gave them soup and bread at no charge. The end")
    assert isinstance(missing, Missing)
    assert (missing.word, missing.instead) == ("The", None)


def test_paragraphs_and_lines_count_from_one() -> None:
    text = "\n\nOne\ntwo\r\n \t\r\nthree\r\nfour\n\n\n\nfive"
    assert [paragraph_of(text, text.index(word)) for word in ("One", "two", "three", "four", "five")] == [1, 1, 2, 2, 3]
    assert [line_of(text, text.index(word)) for word in ("One", "two", "three", "four", "five")] == [3, 4, 6, 7, 11]


def test_verbs_and_hedges_are_whole_words_with_their_capitals() -> None:
    assert holds_words("The mayor said so", "said")
    assert not holds_words("The mayor said so", "may")
    assert not holds_words("According to them", "according to")
    assert find_words("He said, and she said", "said") == ((3, 7), (17, 21))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes, «now»” and left", ["yes, «now»"]),
        ('She said "no" and "never"', ["no", "never"]),
        ("Er sagte „nein“ und »nie«", ["nein", "nie"]),
        ("They said ‘we don’t know’ twice", ["we don’t know"]),
        ("the directors' house and O’Hara’s car", []),
        ("“One paragraph.\n\n“And another.” End", ["One paragraph.\n\n", "And another."]),
        ("彼は「はい」と言った", ["はい"]),
    ],
)
def test_what_stands_in_quotation_marks_is_known(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == inside


LONG = "the quick brown fox – jumps over the lazy dog’s back.\n" * 75_000
LETTERS = "a" * 4_000_000


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (LONG, LONG[:200_000] + "X"),
        (LONG, "X" + LONG[:200_000]),
        (LONG, LONG[:100_000] + "X" + LONG[:100_000]),
        (LETTERS, "aa"),
        (LETTERS, LETTERS[:200_000] + "b"),
        ("a " * 2_000_000, "a " * 100_000 + "b"),
        ("a " * 2_000_000, "b " + "a " * 100_000),
        (" \u200b" * 2_000_000, "x"),
        ("\n" * 4_000_000, "x"),
        ("\n \n" + " " * 4_000_000, "x"),
    ],
    ids=range(10),
)
def test_a_hostile_text_takes_no_time_to_speak_of(text: str, exact: str) -> None:
    begun = time.process_time()
    found = find(text, exact)
    paragraph_of(text, len(text))
    quoted_spans(text)
    assert isinstance(found, Missing)
    assert time.process_time() - begun < 10, "a quadratic search would take minutes"


def test_counting_stops_where_nobody_would_go_on() -> None:
    assert find("yes " * 1_000, "yes") == Ambiguous(MOST_COUNTED)


def test_every_passage_of_the_base_says_its_paragraph() -> None:
    found = find(TEXT, "denied on Sunday that the cable was worn")
    assert isinstance(found, Found)
    assert found.paragraph == 3


def test_texts_of_the_base_are_files(tmp_path: Path) -> None:
    """The text is read as Sayso reads it: line ends as they are stored change nothing."""
    file = tmp_path / "text.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert isinstance(find(file.read_bytes().decode(), "Delm, the man at the winch, told The Sarrow Post"), Found)
