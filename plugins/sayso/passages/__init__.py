"""Passages: where the words that a record quotes stand in the stored text of their source.

Words are compared after folding, which makes equal what typists, sites and word processors change without meaning to:
quotation marks, dashes, kinds of spaces, line wraps, and characters without width. Nothing else is folded: a capital, a
comma or another spelling is a difference.
"""

from __future__ import annotations

from sayso.passages.finding import (
    Ambiguous,
    Found,
    explain_passage,
    find_passage,
    find_words,
    holds_words,
    locate_passage,
)
from sayso.passages.folding import Folded, fold, fold_words, holds_blank_line, line_of, paragraph_of, paragraph_starts
from sayso.passages.missing import Missing
from sayso.passages.places import MOST_COUNTED

__all__ = [
    "MOST_COUNTED",
    "Ambiguous",
    "Folded",
    "Found",
    "Missing",
    "explain_passage",
    "find_passage",
    "find_words",
    "fold",
    "fold_words",
    "holds_blank_line",
    "holds_words",
    "line_of",
    "locate_passage",
    "paragraph_of",
    "paragraph_starts",
]
