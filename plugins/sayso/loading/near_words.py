"""Words of the newsroom that records have others for, such as `says` and `quote`, and what is likely meant by them."""

from __future__ import annotations

from collections.abc import Container

from sayso.problem_words import QUOTATION_MARKS
from sayso.problems import find_near

# For each word that may be written, the words that it may stand for; the first that can stand there is meant.
NEAR_WORDS: dict[str, tuple[str, ...]] = {
    # Stances
    "says": ("asserts",),
    "states": ("asserts",),
    "claims": ("asserts",),
    "confirms": ("asserts",),
    "rejects": ("denies",),
    "refutes": ("denies",),
    "questions": ("doubts",),
    "no comment": ("declines",),
    "no-comment": ("declines",),
    "unknown": ("withholds",),
    # Kinds of sources
    "tweet": ("social-post",),
    "press-release": ("official-statement",),
    # Keys
    "quote": ("passage",),
    "quotation": ("passage",),
    "text": ("passage",),
    "date": ("said", "published"),
    "when": ("said", "date", "published"),
    "speaker": ("actor",),
    "who": ("actor",),
    "by": ("actor", "author"),
    "person": ("actor",),
    "link": ("url", "source"),
    "website": ("url",),
    "title": ("name", "text"),
    "name": ("title",),
    "where": ("places",),
    "headline": ("title",),
}


def find_meant_word(choices: Container[str], written: str) -> str | None:
    """The choice that a word of the newsroom stands for, if it is one of those listed here."""
    bare = written.casefold().strip(QUOTATION_MARKS + " ")
    return next((word for word in NEAR_WORDS.get(bare, ()) if word in choices), None)


def find_meant(choices: tuple[str, ...], written: str) -> list[str]:
    """The choices that were probably meant: by a word of the newsroom, else by a slip of the fingers."""
    word = find_meant_word(choices, written)
    return [word] if word else find_near(choices, written)
