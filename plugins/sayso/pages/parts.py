"""Parts that several pages show: names, links, dates, prose; frozen values that hold everything a template prints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar, overload

from babel import Locale, UnknownLocaleError

from sayso.dates import Date, word_date
from sayso.directions import direction, isolate
from sayso.loading import Prose
from sayso.page_values import DateView, Link, ProseView, Words
from sayso.pages.site import Site, once_for_all_pages
from sayso.problems import join_words
from sayso.records import KINDS, Actor, Claim, Event, Place, Question, Record, Source, Story
from sayso.records.actor import Role
from sayso.records.parts import ENGLISH, SOURCE_VOICE, UNATTRIBUTED, UNKNOWN, Description, OtherName, Text

Named = TypeVar("Named", Actor, Place)
# How many different dates are kept in words.
MOST_DATES = 4096


class DescriptionView(NamedTuple):
    """Words that a source uses, with the source."""

    words: Words
    source: Link


class OtherNameView(NamedTuple):
    """Another name, with the source that uses it where that is recorded."""

    words: Words
    source: Link | None


class Names(NamedTuple):
    """What something is called: the name pages use, the original where that is another, others, and sources' words."""

    name: Words
    original: Words | None
    others: tuple[OtherNameView, ...]
    described_as: tuple[DescriptionView, ...]


def words_of(text: str, lang: str | None) -> Words:
    """The words, marked where they are not in the site's language."""
    if lang is None or lang == ENGLISH:
        return Words(text)
    return Words(text, lang, direction(lang))


def words_in(text: Text, record: Record) -> Words:
    """A record's words in their own language, else in the record's."""
    return words_of(text.text, text.lang or record.lang)


def name_of(record: Record) -> Words:
    """What a record is called in a link: its name, title or text; a claim's short head."""
    match record:
        case Actor() | Place():
            return words_in(record.english_name, record)
        case Event():
            return words_in(record.name, record)
        case Source() | Story():
            return words_in(record.title, record)
        case Question():
            return words_of(record.text, record.lang)
        case Claim():
            return words_of(record.short, record.lang)
        case _:
            message = f"no name for {record!r}"
            raise TypeError(message)


@once_for_all_pages
def link_to(site: Site, record: Record) -> Link:
    """A link to a record's page, under its own name."""
    return Link(name_of(record), site.urls.record(record))


def link_ids(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    """Links to the records of these ids that are published."""
    get = site.library.get
    return tuple([link_to(site, record) for record_id in ids if (record := get(record_id)) is not None])


def link_if(site: Site, record_id: str | None) -> Link | None:
    """A link to the record of this id, if there is one."""
    record = None if record_id is None else site.library.get(record_id)
    return None if record is None else link_to(site, record)


def mentioning(
    site: Site, record_id: str, keys: tuple[str, ...], kinds: tuple[type[Record], ...] = KINDS
) -> tuple[Link, ...]:
    """Links to the published records of these kinds that mention this one under one of these keys, however deep."""
    mentions = site.library.mentions.get(record_id)
    if mentions is None:
        return ()
    wanted = frozenset(keys)
    found = [entry for entry, pointer in mentions if not wanted.isdisjoint(pointer.place)]
    return link_ids(site, dict.fromkeys([entry.id for entry in found if entry.kind in kinds]))


def party(site: Site, written: str | None) -> Link | Words | None:
    """An author or publisher: a link where it is an actor's id, else the words; none where it is not known."""
    if written is None or written == UNKNOWN:
        return None
    return link_if(site, written) or Words(written)


@overload
def date_view(date: Date) -> DateView: ...
@overload
def date_view(date: Date | None) -> DateView | None: ...
def date_view(date: Date | None) -> DateView | None:
    """A date for a template; none for none."""
    return None if date is None else view_date(date)


@lru_cache(maxsize=MOST_DATES)
def view_date(date: Date) -> DateView:
    """A date for a template; many positions have the same."""
    return DateView(word_date(date), date.html)


def known_date(date: Date | None) -> DateView | None:
    """A date for a template; none where it is not recorded, or recorded as unknown."""
    return None if date is None or date.is_unknown else date_view(date)


def prose_view(site: Site, prose: Prose) -> ProseView:
    """A story's prose with its links resolved."""
    links = []
    for link in prose.links:
        record = site.library.get(link.target)
        if record is not None:
            links.append((link.target, link_to(site, record)))
    return ProseView(prose.text, tuple(sorted(set(links), key=lambda pair: pair[0])))


def view_names(site: Site, record: Actor | Place | Event) -> Names:
    """All that a record is called."""
    if isinstance(record, Event):
        return Names(name_of(record), None, (), description_views(site, record, record.described_as))
    return Names(
        name_of(record),
        None if record.english_name is record.name else words_in(record.name, record),
        other_name_views(site, record.other_names),
        description_views(site, record, record.described_as),
    )


def sort_by_name(records: Iterable[Named]) -> list[Named]:
    """Actors or places by name."""
    return sorted(records, key=lambda record: (record.english_name.text.casefold(), record.id))


def word_role(site: Site, role: Role) -> str:
    """An office in running text: `spokesperson, White House`."""
    body = site.library.actors.get(role.of) if role.of else None
    return f"{role.role}, {body.english_name.text}" if body else role.role


def description_views(site: Site, record: Record, descriptions: Iterable[Description]) -> tuple[DescriptionView, ...]:
    """What sources call a record."""
    views = ((words_in(d.words, record), link_if(site, d.source)) for d in descriptions)
    return tuple(DescriptionView(words, source) for words, source in views if source is not None)


def other_name_views(site: Site, names: Iterable[OtherName]) -> tuple[OtherNameView, ...]:
    """A record's other names."""
    return tuple(OtherNameView(words_of(n.name, n.lang), link_if(site, n.source)) for n in names)


@once_for_all_pages
def actor_name(site: Site, actor: Actor) -> str:
    """An actor's name in running text."""
    return isolate(link_to(site, actor).text)


def speaker_name(site: Site, actor_id: str, source_id: str | None = None) -> str:
    """A speaker in running text: the actor's name, or who speaks where no actor does."""
    if actor_id == UNATTRIBUTED:
        return "no speaker named"
    if actor_id == SOURCE_VOICE:
        return f"{own_name(site, source_id)} in its own voice"
    return actor_name(site, site.library.actors[actor_id])


def names(site: Site, actor_ids: Iterable[str]) -> str:
    """Speakers by name, as an English list."""
    return join_words([speaker_name(site, actor_id) for actor_id in actor_ids])


def signed_by(site: Site, source: Source) -> Link | Words | None:
    """Whose name stands on a source: its publisher's, else its author's."""
    return party(site, source.publisher) or party(site, source.author)


def own_name(site: Site, source_id: str | None) -> str:
    """Whose voice a source's own voice is: its publisher's or author's, or that of an unsigned text."""
    source = site.library.sources.get(source_id or "")
    if source is None:
        return "the source"
    signed = signed_by(site, source)
    if signed is None:
        return f"the unsigned {source.noun}"
    return isolate(signed.text)


def language_name(tag: str) -> str:
    """A language in English, such as `Arabic` for `ar`; the tag itself where it has no name."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(ENGLISH) or tag
    except (UnknownLocaleError, ValueError):
        return tag
