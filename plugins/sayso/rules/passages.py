"""Passages: that they stand in the stored text, and that no page reprints its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from sayso.library import Library, Standing
from sayso.loading import StoredText
from sayso.passages import MOST_COUNTED, Ambiguous, Found, Missing, explain_passage, locate_passage
from sayso.problems import Problem, printable, quote
from sayso.rules.marks import mark_position

MOST_WORDS = 50
# Finding the word that differs takes a while in a long text; further passages are only said to be missing.
MOST_EXPLAINED = 50
LARGEST_SHARE = 0.3
PART_NAMES = {"exact": "passage", "prefix": "prefix", "suffix": "suffix"}


def check_wording_present(library: Library) -> Iterator[Problem]:
    """Positions of which a page could show nothing, or would not know what to show."""
    for standing in library.standings:
        position = standing.position
        if position.passage is None and position.paraphrase is None:
            message = (
                "The position has neither a passage nor a paraphrase. "
                "Add the source's own words as 'passage', or yours as 'paraphrase'."
            )
            yield Problem(mark_position(library, standing), "passage-or-paraphrase", message)
        elif position.paraphrase is None and not position.show:
            message = (
                "With 'show: false' the page shows a paraphrase, and there is none. "
                "Add 'paraphrase', or delete 'show: false'."
            )
            yield Problem(mark_position(library, standing, "show"), "passage-or-paraphrase", message)
        elif position.paraphrase is not None and position.passage is not None and position.show:
            message = (
                "The position has a passage and a paraphrase, and the page shows one of them. "
                "Delete one, or add 'show: false' to show the paraphrase."
            )
            yield Problem(mark_position(library, standing, "paraphrase"), "passage-or-paraphrase", message)


def check_locators(library: Library) -> Iterator[Problem]:
    """Paraphrases that nobody could find again in a source that we read whole."""
    for standing in library.standings_with("paraphrase"):
        position, source = standing.position, library.sources.get(standing.position.source)
        if position.paraphrase is None or position.passage is not None or position.locator is not None:
            continue
        if source is not None and source.access == "examined":
            message = (
                f"This paraphrases {quote(source.id)}, and nothing says where in it. "
                "Add 'locator': the paragraph, page or timecode, such as 'paragraph 4'."
            )
            yield Problem(mark_position(library, standing, "paraphrase"), "locator-missing", message)


def check_passages(library: Library) -> Iterator[Problem]:
    """Passages that do not stand in their source's text, or stand there several times; without a text, nothing."""
    explained = 0
    for source_id, standings in library.standings_in.items():
        stored = library.texts.get(source_id)
        for standing in standings if stored else ():
            passage = standing.position.passage
            if stored is None or passage is None:
                continue
            search = locate_passage(stored.text, passage)
            if search is None and explained < MOST_EXPLAINED:
                explained += 1
                missing = explain_passage(stored.text, passage)
                mark = mark_position(library, standing, "passage", missing.part)
                yield Problem(mark, "passage-not-found", explain_missing(missing, stored))
            elif search is None:
                mark = mark_position(library, standing, "passage")
                yield Problem(mark, "passage-not-found", tell_missing(stored))
            elif isinstance(search, Ambiguous):
                mark = mark_position(library, standing, "passage", "exact")
                yield Problem(mark, "passage-twice", explain_ambiguous(search, stored))


def explain_missing(missing: Missing, stored: StoredText) -> str:
    """The first word that differs, what stands in its place, and where."""
    part, path = PART_NAMES[missing.part], printable(stored.path)
    if missing.slip == "ellipsis":
        return (
            f"A passage leaves nothing out: {quote(missing.word)} does not stand in the text. "
            "Copy the whole, or make two positions of it."
        )
    if missing.slip == "capitals":
        return (
            f"The {part} differs only in capitals: the text has {quote(missing.instead or '')} (line {missing.line}). "
            "Copy the words exactly as they stand there."
        )
    if missing.line is None:
        return (
            f"The passage does not stand in {path}, and no place there is near it: {quote(missing.word)} is the first "
            "word that differs everywhere. Check that this is the right source, and copy the words exactly."
        )
    instead = f"the text has {quote(missing.instead)}" if missing.instead else "the text ends"
    return (
        f"The {part} has {quote(missing.word)} where {instead} ({path}, line {missing.line}: "
        f"{quote(missing.excerpt or '')}). Copy the words exactly as they stand there."
    )


def tell_missing(stored: StoredText) -> str:
    """That a passage is missing, after so many that a contributor knows what to look for."""
    return (
        f"The passage does not stand in {printable(stored.path)} either. Check that this is the right source, and copy "
        "the words exactly; which word differs is told once fewer passages are missing."
    )


def explain_ambiguous(ambiguous: Ambiguous, stored: StoredText) -> str:
    """How often the passage stands there, and how to say which place is meant."""
    often = "twice" if ambiguous.count == 2 else f"{ambiguous.count} times"  # noqa: PLR2004 -- the word for two times
    more = " or more" if ambiguous.count >= MOST_COUNTED else ""
    return (
        f"The passage stands {often}{more} in {printable(stored.path)}. "
        "Write it as 'exact' with the words just before it as 'prefix' or just after it as 'suffix', or quote more."
    )


def check_passage_lengths(library: Library) -> Iterator[Problem]:
    """Shown passages that are longer than a reader, or the law on quoting, can bear."""
    for standing in library.standings:
        passage = standing.position.passage
        words = len(passage.exact.split()) if passage and standing.position.show else 0
        if words > MOST_WORDS:
            message = (
                f"The page would show a passage of {words} words. "
                f"Shorten it to {MOST_WORDS} or fewer, or add a paraphrase and 'show: false'."
            )
            yield Problem(mark_position(library, standing, "passage", "exact"), "passage-too-long", message)


def check_shown_share(library: Library) -> Iterator[Problem]:
    """Sources of which the pages together would show more than 30 % of the stored text."""
    for source_id, standings in library.standings_in.items():
        stored = library.texts.get(source_id)
        if stored is None or source_id not in library.sources or not (shown := list_shown(stored, standings)):
            continue
        share = count_covered(shown) / len(stored.text.strip())
        if share > LARGEST_SHARE:
            message = (
                f"The pages would show {ceil(share * 100)}% of the stored text of {quote(source_id)}. Give some of its "
                "positions a paraphrase and 'show: false', until it is at most 30%."
            )
            yield Problem(library.mark(source_id), "too-much-shown", message)


def list_shown(stored: StoredText, standings: Iterable[Standing]) -> list[tuple[int, int]]:
    """The spans of the text that are shown."""
    shown = [s.position.passage for s in standings if s.position.passage is not None and s.position.show]
    searches = (locate_passage(stored.text, passage) for passage in shown)
    return [(found.start, found.end) for found in searches if isinstance(found, Found)]


def count_covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters the spans cover together; what several cover counts once."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
