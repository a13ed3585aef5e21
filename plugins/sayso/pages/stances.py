"""Stances in words and marks, and what else a position says in a few words: how somebody knows, which number."""

from __future__ import annotations

from sayso.records.parts import UNATTRIBUTED
from sayso.records.position import Figure, Position

STANCE_WORDS = {
    "asserts": "says so",
    "suggests": "says so, hedged",
    "doubts": "doubts it",
    "denies": "says not",
    "withholds": "too early to say",
    "declines": "declines to say",
    "no-reply": "no reply",
}
PASSED_ON_WORDS = {"asserts": "passed on", "suggests": "passed on, hedged"}
STANCE_MARKS = {
    "asserts": "●",
    "suggests": "◐",
    "doubts": "?",
    "denies": "✕",
    "withholds": "○",
    "declines": "–",
    "no-reply": "∅",
}
BASIS_WORDS = {
    "saw": "saw it",
    "took-part": "took part",
    "document": "from a document",
    "imagery": "from images",
    "analysis": "from an analysis",
    "inference": "by inference",
    "hearsay": "heard it from others",
    "not-stated": "not stated",
}
STATUS_WORDS = {
    "changed": "no longer what the speaker says",
    "withdrawn": "taken back by the speaker",
    "report-withdrawn": "the report was withdrawn by the outlet; the speaker may stand by it",
}
# The same where there is little room.
STATUS_SHORT = {
    "changed": "no longer says so",
    "withdrawn": "taken back",
    "report-withdrawn": "report withdrawn",
}
DENYING_VERBS = frozenset({"deny", "denies", "denied", "denying", "has denied", "have denied"})


def stance_words(position: Position) -> str:
    """The stance in words: *denies* only where the source uses that verb; what has no speaker is *passed on*."""
    if position.actor == UNATTRIBUTED and position.stance in PASSED_ON_WORDS:
        return PASSED_ON_WORDS[position.stance]
    if position.stance == "denies" and position.verb and position.verb.casefold() in DENYING_VERBS:
        return "denies it"
    return STANCE_WORDS[position.stance]


def word_figure(figure: Figure) -> str:
    """The number of a figure with its bounds: `40 (between 30 and 50)`."""
    low, high = figure.low, figure.high
    span = ""
    if low is not None and high is not None:
        span = f"between {word_number(low)} and {word_number(high)}"
    elif low is not None:
        span = f"at least {word_number(low)}"
    elif high is not None:
        span = f"at most {word_number(high)}"
    best = word_number(figure.best) if figure.best is not None else ""
    return f"{best} ({span})" if best and span else best or span or "no number given"


def word_number(number: float) -> str:
    """Digits in groups of three."""
    return f"{number:,}"
