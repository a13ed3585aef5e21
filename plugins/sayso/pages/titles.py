"""What the pages of records are called: in the browser's tab, in searches, and beside the pages before and after."""

from __future__ import annotations

from sayso.directions import isolate
from sayso.pages.labels import view_claim
from sayso.pages.site import Site
from sayso.records import Actor, Claim, Event, Place, Question, Record, Source, Story


def title_of(site: Site, record: Record) -> str:  # noqa: PLR0911 -- one for each kind
    """The title of a record's page; a claim's says who makes it."""
    match record:
        case Actor():
            return f"Who is who: {isolate(record.english_name.text)}"
        case Place():
            return f"Place: {isolate(record.english_name.text)}"
        case Event():
            return f"Event: {isolate(record.name.text)}"
        case Source():
            return f"Source: {isolate(record.title.text)}"
        case Claim():
            return f"Claim: {record.short}: {view_claim(site, record).names}"
        case Question():
            return record.text
        case Story():
            return record.title.text
        case _:
            message = f"no title for {record!r}"
            raise TypeError(message)
