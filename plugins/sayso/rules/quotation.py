"""What stands inside quotation marks in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from sayso.passages import paragraph_starts

# Which marks close a quotation that this mark opens; some languages open with what others close with.
_CLOSERS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    '"': '"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "＂": "＂",
}
_DOUBLE = re.compile(f"[{''.join(_CLOSERS)}」』〞〟]")
_SINGLE_OPENER = re.compile(r"(?<!\w)[‘‚'](?=\S)")
_SINGLE_CLOSER = re.compile(r"(?<=\S)[’‘'](?!\w)")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a part of a text lies inside quotation marks."""
    begins, reaches = reach_quotations(text)
    index = bisect_right(begins, start)
    return index > 0 and end <= reaches[index - 1]


@lru_cache(maxsize=16)
def reach_quotations(text: str) -> tuple[list[int], list[int]]:
    """Where quotations begin, in order, and how far those reach that began there or before."""
    spans = sorted(quoted_spans(text))
    return [begin for begin, _ in spans], list(accumulate((stop for _, stop in spans), max))


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The spans inside quotation marks, paragraph by paragraph; one that is not closed runs to its paragraph's end.

    In doubt the longer span is given: an apostrophe at the end of a word looks like a closing mark.
    """
    bounds = [0, *paragraph_starts(text), len(text)]
    return tuple(
        span
        for start, end in pairwise(bounds)
        for spans in (_double_spans(text, start, end), _single_spans(text, start, end))
        for span in spans
    )


def _double_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: tuple[int, str] | None = None
    for match in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if match[0] in _CLOSERS:
                opened = (match.end(), _CLOSERS[match[0]])
        elif match[0] in opened[1]:
            yield opened[0], match.start()
            opened = None
    if opened is not None:
        yield opened[0], end


def _single_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    openers = [match.end() for match in _SINGLE_OPENER.finditer(text, start, end)]
    for opener, following in zip(openers, [*openers[1:], end + 1], strict=False):
        closers = list(_SINGLE_CLOSER.finditer(text, opener, following - 1))
        if closers:
            yield opener, closers[-1].start()
