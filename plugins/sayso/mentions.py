"""Mentions of records: that each leads to a record that exists, is of the right kind and may be named there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from sayso.following import find_circles
from sayso.loading import Entry, Place, Prose
from sayso.loading.forms import ID, LONGEST_ID
from sayso.problem_words import MOST_HINTS
from sayso.problems import Mark, Problem, ask_near, join_words, quote, with_article

MANY_KINDS = 4


class Mention(NamedTuple):
    """An id with where to find its place, the kinds that may stand there (none: any), and whether it is published.

    It is published with what holds it. `holder` is the place itself, or an entry in which it stands at `place`.
    """

    target: str
    kinds: tuple[str, ...]
    holder: Entry | Mark
    place: Place
    is_published: bool

    @property
    def mark(self) -> Mark:
        """Its place in the file, for which the file is read again."""
        return self.holder.mark(*self.place) if isinstance(self.holder, Entry) else self.holder


@dataclass(slots=True)
class Hints:
    """Says which ids are nearest to one that does not exist; only for the first fifty different ones."""

    entries: Mapping[str, Entry]
    ids: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """The ids of all records, by the kinds that are asked for."""
    told: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    """What was said of an id and the kinds that it might have been."""

    def find(self, target: str, kinds: tuple[str, ...]) -> str:
        """A question that names the nearest ids of these kinds, or nothing."""
        if (target, kinds) not in self.told and len(self.told) < MOST_HINTS:
            self.told[target, kinds] = ask_near(self.list_ids(kinds), target)
        return self.told.get((target, kinds), "")

    def list_ids(self, kinds: tuple[str, ...]) -> list[str]:
        """The ids of all records of these kinds, in order."""
        if kinds not in self.ids:
            entries = self.entries.values()
            self.ids[kinds] = sorted(entry.id for entry in entries if not kinds or entry.kind.kind_name in kinds)
        return self.ids[kinds]


def check_mentions(entries: Mapping[str, Entry], proses: Mapping[str, Prose]) -> Iterator[Problem]:
    """Mentions of records that do not exist, are of another kind, are drafts or were merged."""
    hints = Hints(entries)
    published = {entry.id: entry.kind.kind_name for entry in entries.values() if entry.is_published}
    for mention in list_mentions(entries, proses, published):
        if problem := check_mention(mention, entries.get(mention.target), hints):
            yield problem


def list_mentions(
    entries: Mapping[str, Entry], proses: Mapping[str, Prose], published: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Mention]:
    """The mentions in records, then in prose; a circle of merged records is left to the rule on circles.

    Left out are those of records that are known to be `published`, by id, with their kinds, where these may be named.
    """
    circles = find_circles(list_successors(entries))
    for entry in entries.values():
        is_whole_published = not entry.is_draft and not is_merged(entry)
        for target, kinds, place in entry.pointers:
            if target in published and (not kinds or published[target] in kinds):
                continue
            is_redirect = place == ("merged_into",)
            if not is_redirect or entry.id not in circles:
                is_published = not entry.is_draft if is_redirect else is_whole_published
                yield Mention(target, kinds, entry, place, is_published)
    for story_id, prose in proses.items():
        story = entries[story_id]
        is_published = not story.is_draft and not is_merged(story)
        targets = (link for link in prose.links if link.target and link.target not in published)
        yield from (Mention(link.target, (), link.mark, (), is_published) for link in targets)


def is_merged(entry: Entry) -> bool:
    """Whether another record took the place of this one, so that nothing but its address is published."""
    return entry.record is not None and entry.record.merged_into is not None


def list_successors(entries: Mapping[str, Entry]) -> dict[str, str]:
    """The record into which each merged one was merged, drafts included."""
    records = (entry.record for entry in entries.values() if entry.record is not None)
    return {record.id: record.merged_into for record in records if record.merged_into is not None}


def check_mention(mention: Mention, entry: Entry | None, hints: Hints) -> Problem | None:
    """What is wrong with one mention of the record of that entry."""
    target, kinds = quote(mention.target), mention.kinds
    needed = join_words(kinds, "or") if len(kinds) < MANY_KINDS and kinds else "record"
    if entry is None:
        hint = hints.find(mention.target, kinds)
        message = f"There is no {needed} {target}. {say_new(mention)} {hint}".strip()
        return Problem(mention.mark, "dangling-reference", message)
    if kinds and entry.kind.kind_name not in kinds:
        has = f"{target} is of the kind '{entry.kind.kind_name}'"
        message = f"{has}, and here stands the id of {with_article(needed)}. Name one."
        return Problem(mention.mark, "wrong-kind", message)
    if not mention.is_published:
        return None
    if entry.is_draft:
        message = f"{target} is a draft, and this would publish its name. Publish it too, or leave it out here."
        return Problem(mention.mark, "reference-to-draft", message)
    if entry.record is not None and entry.record.merged_into is not None:
        message = f"{target} was merged into another record. Write {quote(entry.record.merged_into)}."
        return Problem(mention.mark, "reference-to-merged", message)
    return None


def say_new(mention: Mention) -> str:
    """How to write the record that is mentioned, or why there can be none."""
    if not ID.fullmatch(mention.target):
        return "An id is made of small letters, digits and single hyphens."
    if len(mention.target) > LONGEST_ID:
        return f"An id has at most {LONGEST_ID} characters."
    kind = mention.kinds[0] if len(mention.kinds) == 1 else "KIND"
    return f"Write its record first: sayso new {kind} {mention.target}."
