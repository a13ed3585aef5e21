"""Fuzzing in small: broken files and texts of every sort give our own problems or values, and nothing else.

`make fuzz` tries the same targets for as long as one likes, led by what of the code each input reaches.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.fuzz.targets import TARGETS, fuzz_markdown, fuzz_passages, fuzz_prose
from tests.hostile_files import FAULTS

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
EXAMPLES = settings(max_examples=3000 if FULL else 150, deadline=None, database=None)
WORDS = [
    line[1:-1].encode().decode("unicode_escape").encode("latin-1")
    for line in Path(__file__).with_name("fuzz").joinpath("words.dict").read_text().splitlines()
]
SIGNS = [*WORDS, b"a", b"osk", b" ", b"\n", b"\0", b"\xff", b"\t", b"1", b"places:\n", b"text: "]
SIGNS += ["é\u202e“”\u200e".encode()]
PIECES = st.lists(st.sampled_from(SIGNS) | st.binary(max_size=6), max_size=40).map(b"".join)
# What cost a fault once: invisible words between a prefix and a suffix; Markdown that was too deep; runs of points; a
# control character that a message repeated.
FOUND = [
    b"\xc1\xe1\x80\x81\0\xe2\x80\xae\0\xa0",
    b"- " * 1000,
    b"> " * 1000,
    b"1. " * 700,
    b"[" * 3000,
    b"." * 3000,
    b"",
    b"[[\x18a|]]",
    b"[osk|\xef\xbb\xbfm]",
]


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_comes_out_but_problems_and_values(name: str) -> None:
    @EXAMPLES
    @given(PIECES)
    def fuzz(data: bytes) -> None:
        TARGETS[name](data)

    fuzz()


@pytest.mark.parametrize("name", TARGETS)
def test_no_hostile_file_and_nothing_that_was_found_before_does_harm(name: str) -> None:
    for data in [*FOUND, *(fault.data[:5000] for fault in FAULTS.values())]:
        TARGETS[name](data)


@EXAMPLES
@given(st.text(alphabet=st.sampled_from(list("ab[]()<>*_`\\#!|&;:/.\n -+1\"'“”")), max_size=80))
@example("[x](https://a.b/(c)) ![x](https://a.b) [[osk|*a*]] [a[b](https://c.d)")
def test_any_mixture_of_the_signs_of_markdown_is_safe(text: str) -> None:
    fuzz_markdown(text.encode())
    fuzz_prose(text.encode())


@EXAMPLES
@given(
    st.lists(st.text(alphabet=st.sampled_from(list("ab .,1\n\u200e\u00a0“”'é")), max_size=25), min_size=2, max_size=4)
)
def test_passages_are_found_where_their_words_stand_or_explained(parts: list[str]) -> None:
    fuzz_passages("\0".join(parts).encode())
