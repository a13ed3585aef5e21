"""What else a search looks at in a record: names in all scripts, the words of sources, and ours for them.

All of it stands on the record's own page. What stands there of other records is left to theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.loading import Prose
from sayso.pages.parts import link_ids, party, words_in
from sayso.pages.positions import view_positions
from sayso.pages.site import Site
from sayso.records import Actor, Claim, Event, Place, Question, Record, Source, Story

# Addresses in Markdown, which readers do not see, and marks of links by id.
ADDRESSES = re.compile(r"\]\([^()\s]*\)|<[^<>\s]*>")
LINKS = re.compile(r"\[\[\s*([^\]|]+?)\s*(?:\|([^\]]*))?\]\]")


def search_content(site: Site, record: Record) -> str:
    """The texts in which a search finds a record beside its title and the line under it, each on a line of its own."""
    texts = [ADDRESSES.sub("] ", record.summary)] if record.summary else []
    match record:
        case Actor() | Place():
            texts += name_texts(record)
        case Event():
            texts += event_texts(site, record)
        case Claim():
            texts += claim_texts(site, record)
        case Question():
            texts += question_texts(site, record)
        case Source():
            texts += source_texts(site, record)
        case Story():
            texts += story_texts(site, record)
        case _:
            message = f"no search content for {record!r}"
            raise TypeError(message)
    return "\n".join(" ".join(text.split()) for text in texts)


def name_texts(record: Actor | Place) -> Iterator[str]:
    """All that it is called."""
    if record.english_name is not record.name:
        yield words_in(record.name, record).text
    yield from (other.name for other in record.other_names if other.name != record.english_name.text)
    yield from (words.words.text for words in record.described_as)


def event_texts(site: Site, event: Event) -> Iterator[str]:
    """What sources call it, where it is said to have happened, and who is named in it."""
    yield from (words.words.text for words in event.described_as)
    yield from (link.text for link in link_ids(site, event.places))
    yield from (link.text for link in link_ids(site, [part.actor for part in event.participants]))


def claim_texts(site: Site, claim: Claim) -> Iterator[str]:
    """The claim in short, what it is about, and what is said."""
    yield claim.short
    yield from (link.text for link in link_ids(site, site.library.about(claim)))
    yield from position_texts(site, claim)


def question_texts(site: Site, question: Question) -> Iterator[str]:
    """Its claims, whose positions are recorded, what it is about, and what is said of it as a whole."""
    yield from (claim.text for claim in site.library.claims_of.get(question.id, ()))
    yield question.included
    yield from (text for text in (question.no_answer, *(one.outcome for one in question.asked)) if text)
    yield from (link.text for link in link_ids(site, question.about))
    yield from position_texts(site, question)


def position_texts(site: Site, record: Claim | Question) -> Iterator[str]:
    """Of each position who speaks, and its texts as pages show them: nothing of a passage that is not shown."""
    for view in view_positions(site, site.library.standings_on.get(record.id, ())):
        yield from (speaker.text for speaker in (view.speaker, view.on_behalf_of, *view.joint) if speaker)
        texts = (view.passage, view.paraphrase, view.words, view.translation, view.figure, view.occasion)
        yield from (str(text) for text in (*texts, view.reading, view.note) if text)


def source_texts(site: Site, source: Source) -> Iterator[str]:
    """Who wrote it, what sort of source it is, and what it corrected."""
    author = party(site, source.author)
    if author:
        yield author.text
    yield source.noun
    yield from (correction.note for correction in source.source_corrections)


def story_texts(site: Site, story: Story) -> Iterator[str]:
    """Its prose, what it asks, and what it leaves out."""
    prose = site.library.proses.get(story.id)
    if prose is not None:
        yield ADDRESSES.sub("] ", read_prose(site, prose))
    yield from (link.text for link in link_ids(site, story.questions))
    if story.leaves_out:
        yield story.leaves_out


def read_prose(site: Site, prose: Prose) -> str:
    """A prose with what readers see of its links by id."""
    parts, end = [], 0
    for link in prose.links:
        shown = link.words or " ".join(found.text for found in link_ids(site, [link.target]))
        parts += [prose.text[end : link.start], shown]
        end = link.end
    return "".join([*parts, prose.text[end:]])
