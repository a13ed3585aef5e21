"""Sources: the texts, films and documents in which statements stand."""

from __future__ import annotations

from typing import Literal

from sayso.records.parts import (
    ActorOrText,
    ClaimId,
    Part,
    Plain,
    Record,
    Sha256,
    SourceId,
    Text,
    Url,
    When,
)


class TranslationOf(Part):
    """The source that this one translates."""

    shorthand = "of"
    of: SourceId
    """The source in the first language."""
    equal: bool = False
    """`true` where both texts are authentic."""


class SourceCorrection(Part):
    """A correction that the source itself published."""

    date: When
    """The day of the correction."""
    note: Plain
    """What the source corrected."""


class Source(Record):
    """One report, document, recording or other thing in which somebody's words are found."""

    kind_name = "source"
    folder = "sources"

    title: Text
    """The title as the source has it."""
    kind: Literal[
        "article",
        "wire-report",
        "official-statement",
        "transcript",
        "interview",
        "social-post",
        "video",
        "audio",
        "photo",
        "satellite-image",
        "document",
        "court-record",
        "dataset",
        "report",
        "study",
        "book",
    ]
    """What sort of source it is."""
    access: Literal["examined", "excerpt", "described-only", "not-read"]
    """How far we read it: whole, in part, only as another source describes it, or not at all (drafts only)."""
    author: ActorOrText | None = None
    """Who wrote it: an actor's id, a name, or `unknown`."""
    publisher: ActorOrText | None = None
    """Who published it: an actor's id, a name, or `unknown`."""
    published: When | None = None
    """The day it was published, or `unknown`."""
    made: When | None = None
    """The day it was written or recorded, where that is another one."""
    url: Url | None = None
    """Its address."""
    archived: Url | None = None
    """The address of an archived copy."""
    sha256: Sha256 | None = None
    """The SHA-256 of the stored text, where the text stays out of the repository."""
    copy_of: SourceId | None = None
    """The source whose words this one republishes."""
    translation_of: TranslationOf | None = None
    """The source that this one translates; `{of, equal: true}` where both texts are authentic."""
    described_in: SourceId | None = None
    """The source that describes this one, where we have not seen it ourselves."""
    rests_on: tuple[ClaimId, ...] = ()
    """The claims that say it is genuine; while one is rejected, nothing in it is counted."""
    source_corrections: tuple[SourceCorrection, ...] = ()
    """Corrections that the source published."""
    status: Literal["live", "changed", "gone", "retracted"] = "live"
    """Whether it still stands at its address as we read it."""

    @property
    def noun(self) -> str:
        """Its kind as words for running text: `wire report`."""
        return self.kind.replace("-", " ")
