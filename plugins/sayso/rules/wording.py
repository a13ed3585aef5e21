"""The speaker's own words, reporting verbs and hedges: that they stand where the record says."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library, Standing
from sayso.loading import StoredText
from sayso.passages import Found, Missing, find_passage, find_words, holds_words, locate_passage
from sayso.problems import Problem, printable, quote
from sayso.records import Source
from sayso.records.parts import SOURCE_VOICE
from sayso.records.position import Passage
from sayso.rules.marks import mark_position
from sayso.rules.passages import MOST_EXPLAINED
from sayso.rules.quotation import is_quoted

# Sources that are somebody's own text, whoever is named as their author.
SELF_WRITTEN = ("official-statement", "social-post")
QUOTATION_MARKS = "'\"“”„‟«»‘’‚‹›「」『』"


def check_words(library: Library) -> Iterator[Problem]:
    """Words printed as the speaker's own that the source does not give as such; without a stored text, nothing."""
    explained = 0
    for source_id, standings in library.standings_in.items():
        source, stored = library.sources.get(source_id), library.texts.get(source_id)
        for standing in standings:
            words = standing.position.words
            if words is None or source is None or stored is None:
                continue
            bare = words.strip(QUOTATION_MARKS + " ") or words
            spans = find_words(stored.text, bare)
            fault: str | None
            if not spans:
                fault = explain_absence(bare, stored, is_explained=explained < MOST_EXPLAINED)
                explained += 1
            else:
                fault = find_fault_of_words(library, standing, spans, source, stored)
            if fault:
                yield Problem(mark_position(library, standing, "words"), "words-not-allowed", fault)


def explain_absence(words: str, stored: StoredText, *, is_explained: bool) -> str:
    """That words do not stand in a text, and the first of them that differs."""
    missing = find_passage(stored.text, Passage(exact=words)) if is_explained else None
    first = f": {quote(missing.word)} is the first that differs" if isinstance(missing, Missing) else ""
    return (
        f"These words do not stand in {printable(stored.path)}{first}. "
        "Copy them exactly as they stand there, or delete 'words'."
    )


def find_fault_of_words(
    library: Library, standing: Standing, spans: tuple[tuple[int, int], ...], source: Source, stored: StoredText
) -> str | None:
    """Why words that stand in the text may not be printed as the speaker's own, if they may not."""
    if is_own_text(library, standing, source):
        return None
    spans = keep_within_passage(spans, standing, stored)
    if any(is_quoted(stored.text, start, end) for start, end in spans):
        return None
    return (
        f"In {printable(stored.path)} these words do not stand inside quotation marks, so they may be the source's. "
        "Keep in 'words' only what it puts in quotation marks, or delete 'words'."
    )


def keep_within_passage(
    spans: tuple[tuple[int, int], ...], standing: Standing, stored: StoredText
) -> tuple[tuple[int, int], ...]:
    """The spans inside the position's passage; all of them where none is, or the passage is not found."""
    passage = standing.position.passage
    found = locate_passage(stored.text, passage) if passage else None
    if not isinstance(found, Found):
        return spans
    return tuple(span for span in spans if found.start <= span[0] and span[1] <= found.end) or spans


def is_own_text(library: Library, standing: Standing, source: Source) -> bool:
    """Whether the source is the speaker's own text or a transcript, or may be for all that the records tell."""
    first = library.sources.get(library.first_print(source.id), source)
    makers = {maker for one in (source, first) for maker in (one.author, one.publisher) if maker}
    is_theirs = not makers.isdisjoint({*standing.speakers, standing.position.on_behalf_of})
    is_undecided = first.kind in SELF_WRITTEN and makers.isdisjoint(library.actors)
    return first.kind == "transcript" or standing.position.actor == SOURCE_VOICE or is_theirs or is_undecided


def check_verbs(library: Library) -> Iterator[Problem]:
    """Reporting verbs that do not stand in the passage as they are written."""
    for standing in library.standings_with("verb"):
        verb = standing.position.verb
        if verb is not None and is_lacking(library, standing, verb):
            message = (
                f"The verb {quote(verb)} does not stand in the passage. "
                "Write it as it stands there, capitals included, or delete it."
            )
            yield Problem(mark_position(library, standing, "verb"), "verb-not-in-passage", message)


def is_lacking(library: Library, standing: Standing, words: str) -> bool:
    """Whether a passage lacks these words, as far as the passage itself is right."""
    passage, stored = standing.position.passage, library.texts.get(standing.position.source)
    if passage is None or holds_words(passage.exact, words):
        return False
    return stored is None or locate_passage(stored.text, passage) is not None


def check_hedges(library: Library) -> Iterator[Problem]:
    """Hedges that do not stand in the passage, and suggestions without a hedge."""
    for standing in library.standings:
        position = standing.position
        if position.passage is None:
            continue
        if position.hedge is None and position.stance == "suggests":
            message = (
                "Who 'suggests' something hedges it, and 'hedge' names no such words. "
                "Add the hedging words of the passage as 'hedge', or write 'asserts'."
            )
            yield Problem(mark_position(library, standing, "stance"), "hedge-missing", message)
        elif position.hedge is not None and is_lacking(library, standing, position.hedge):
            message = (
                f"The hedge {quote(position.hedge)} does not stand in the passage. "
                "Write it as it stands there, capitals included, or delete it."
            )
            yield Problem(mark_position(library, standing, "hedge"), "hedge-not-in-passage", message)
