"""The prose of stories: what a sentence says of two actors or events, a claim must say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from sayso.library import Library
from sayso.loading import Prose, ProseLink
from sayso.problems import Problem, quote
from sayso.records import Claim
from sayso.rules.wholeness import when_whole

# Blank lines, and the beginnings of headings, list entries, quotations and rows, end a sentence too.
BLOCK_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\|))")
# A run of points is tried from its first alone: each other one would be read to the end of the run again.
SENTENCE_END = re.compile(r"(?<![.!?…؟。])[.!?…؟。]++[\"'”’»)\]*_]*+(?=\s)")
# A point after these does not end a sentence; nor does one after a single letter or after a word with points in it.
ABBREVIATIONS = frozenset("Mr Mrs Ms Dr St Gen Lt Col Sgt Maj Capt Adm Prof Rep Sen Gov No vs etc approx".split())  # noqa: SIM905
WORD_BEFORE = re.compile(r"[\w.]*\Z")


@when_whole
def check_prose_has_claims(library: Library) -> Iterator[Problem]:
    """Sentences that link two actors or events with no claim linked in them and no claim that holds both."""
    for story_id, prose in library.proses.items():
        if story_id not in library.stories:
            continue
        for links in group_by_sentence(prose):
            pair = find_unjoined(library, links)
            if pair:
                first, second = pair
                message = (
                    f"This sentence links {quote(first.target)} and {quote(second.target)}, with no claim linked in "
                    "it, and no claim speaks of both. Link the claim that says it, or split the sentence."
                )
                yield Problem(second.mark, "prose-without-claim", message)


def find_unjoined(library: Library, links: list[ProseLink]) -> tuple[ProseLink, ProseLink] | None:
    """The first two actors or events of a sentence that no claim joins; none where the sentence links a claim."""
    if any(link.target in library.claims for link in links):
        return None
    subjects = list_unique([link for link in links if is_subject(library, link.target)])
    for index, first in enumerate(subjects[:-1], 1):
        joined = list_joined(library, first.target)
        for second in subjects[index:]:
            if second.target not in joined:
                return first, second
    return None


def is_subject(library: Library, record_id: str) -> bool:
    """Whether it is an actor or event."""
    return record_id in library.actors or record_id in library.events


def list_unique(links: list[ProseLink]) -> list[ProseLink]:
    """The first link to each record."""
    return list({link.target: link for link in reversed(links)}.values())[::-1]


def group_by_sentence(prose: Prose) -> Iterator[list[ProseLink]]:
    """The links of each sentence that has any."""
    starts = [link.start for link in prose.links]
    first = 0
    for end in [*find_sentence_ends(prose), len(prose.text) + 1]:
        following = bisect_left(starts, end)
        if first < following:
            yield list(prose.links[first:following])
        first = following


def find_sentence_ends(prose: Prose) -> list[int]:
    """Where sentences end; what stands inside a link ends none, and in doubt a sentence goes on."""
    text = list(prose.text)
    for link in prose.links:
        text[link.start : link.end] = "x" * (link.end - link.start)
    masked = "".join(text)
    ends = [match.start() for match in BLOCK_END.finditer(masked)]
    ends += [match.end() for match in SENTENCE_END.finditer(masked) if not is_abbreviation(masked, match)]
    return sorted(ends)


def is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """Whether the point at the end of a possible sentence belongs to an abbreviation."""
    if end[0][0] != ".":
        return False
    found = WORD_BEFORE.search(text, max(0, end.start() - 20), end.start())
    word = found[0] if found else ""
    return (len(word) == 1 and word.isalpha()) or "." in word or word in ABBREVIATIONS


def list_joined(library: Library, record_id: str) -> set[str]:
    """The actors and events that some claim holds together with this one, in whatever part."""
    near = {claim.id for claim in library.claims_about.get(record_id, ())}
    near |= {entry.id for entry, _ in library.mentions.get(record_id, ())}
    held = (list_held(library, library.claims[one]) for one in near if one in library.claims)
    return set().union(*(others for others in held if record_id in others))


def list_held(library: Library, claim: Claim) -> set[str]:
    """The actors and events that a claim and its positions speak of."""
    held = {*library.about(claim), *claim.accuses, claim.made_by or ""}
    for standing in library.standings_on.get(claim.id, ()):
        held |= {*standing.speakers, standing.position.on_behalf_of or ""}
    return held
