"""What a search shows of a record: its kind, its title, and who says so, so that no words stand without a speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.page_values import SearchFields, Words, capital
from sayso.pages.labels import view_claim, view_claims, view_question
from sayso.pages.parts import date_view, known_date, link_if, name_of, party, word_role, words_of
from sayso.pages.record_frame import HEADINGS
from sayso.pages.search_content import search_content
from sayso.pages.site import Site
from sayso.pages.sources import ACCESS_WORDS
from sayso.problems import count, join_words
from sayso.records import Actor, Claim, Event, Place, Question, Record, Source, Story

SEPARATOR = " · "


def search_fields(site: Site, record: Record) -> SearchFields:
    """What a search shows of a record."""
    who = capital(search_line(site, record))
    return SearchFields(HEADINGS[record.folder], search_title(record).text, who, search_content(site, record))


def search_title(record: Record) -> Words:
    """What a result is headed by: the name or title; of a claim, the whole sentence."""
    return words_of(record.text, record.lang) if isinstance(record, Claim) else name_of(record)


def search_line(site: Site, record: Record) -> str:
    """The line under the title: who says so, or whose words it is."""
    parts: Iterable[str]
    match record:
        case Claim():
            parts = (view_claim(site, record).who,)
        case Question():
            parts = (view_question(site, record).summary,)
        case Event():
            parts = event_line(site, record)
        case Actor():
            parts = actor_line(site, record)
        case Source():
            parts = source_line(site, record)
        case Place():
            parts = (place_line(site, record),)
        case Story():
            parts = (record.standfirst,)
        case _:
            message = f"no search line for {record!r}"
            raise TypeError(message)
    return SEPARATOR.join(parts)


def event_line(site: Site, event: Event) -> Iterator[str]:
    """When it is said to have happened, and who says so."""
    when = known_date(event.date)
    yield when.words if when else "date not given"
    views = view_claims(site, event.rests_on)
    yield (
        "; ".join(f"{view.link.text}: {view.names}" for view in views) or "nobody in our records says that it happened"
    )


def actor_line(site: Site, actor: Actor) -> Iterator[str]:
    """An actor's offices, and how often they speak in our records."""
    if actor.roles:
        yield join_words([word_role(site, role) for role in actor.roles])
    positions = len(site.library.standings_of.get(actor.id, ()))
    yield count(positions, "position") if positions else "spoken for or spoken of"


def source_line(site: Site, source: Source) -> Iterator[str]:
    """Who published it and when, and how far we read it."""
    publisher = party(site, source.publisher) or party(site, source.author)
    yield publisher.text if publisher else "publisher not known"
    published = date_view(source.published)
    yield published.words if published else "date not given"
    yield ACCESS_WORDS[source.access]


def place_line(site: Site, place: Place) -> str:
    """Where it lies; where that is contested, who says so."""
    whole = link_if(site, place.within.of if place.within else None)
    if whole is None or place.within is None:
        return "no larger place in our records"
    claims = view_claims(site, place.within.according_to)
    according_to = "; ".join(f"{view.link.text}: {view.names}" for view in claims)
    return f"in {whole.text}, according to: {according_to}" if claims else f"in {whole.text}"
