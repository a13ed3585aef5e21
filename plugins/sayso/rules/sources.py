"""Sources: that they were read, and that stored texts are the ones that were read."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library
from sayso.passages import holds_blank_line
from sayso.problems import Mark, Problem, printable, quote

LONG_TEXT = 1_500


def check_read(library: Library) -> Iterator[Problem]:
    """Published sources that nobody has read."""
    for source in library.sources.values():
        if source.access == "not-read":
            message = (
                "Nobody has read this source, and it would be published. "
                "Read it and say how far in 'access', or add 'draft: true'."
            )
            yield Problem(library.mark(source.id, "access"), "not-read-published", message)


def check_described(library: Library) -> Iterator[Problem]:
    """Sources known only from another that is not named."""
    for source in library.sources.values():
        if source.access == "described-only" and source.described_in is None:
            message = (
                "This source is known only as another describes it, and nothing says which. "
                "Name that source in 'described_in'."
            )
            yield Problem(library.mark(source.id, "access"), "described-only-unsaid", message)


def check_digests(library: Library) -> Iterator[Problem]:
    """Stored texts that are not the ones whose digest the record holds; a text that is not stored is no fault."""
    for source in library.sources.values():
        stored = library.texts.get(source.id)
        if stored is not None and source.sha256 is not None and stored.sha256 != source.sha256:
            message = (
                f"The text {printable(stored.path)} has another digest, {quote(stored.sha256)}. If it was changed on "
                "purpose, write that digest here; if not, put the old text back."
            )
            yield Problem(library.mark(source.id, "sha256"), "sha256-mismatch", message)


def check_paragraphs(library: Library) -> Iterator[Problem]:
    """Long stored texts without a blank line, of which every passage would stand in the first paragraph."""
    for source_id, stored in library.texts.items():
        text = stored.decode() if source_id in library.sources else ""
        if len(text) > LONG_TEXT and not holds_blank_line(text):
            message = (
                f"This text has {len(text):,} characters and no blank line, so every passage would stand in "
                "paragraph 1. Put a blank line between its paragraphs."
            )
            yield Problem(Mark(stored.path), "text-without-paragraphs", message)
