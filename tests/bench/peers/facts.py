"""What the pages of a peer say, as plain values: each record's own words, and the ids of all that leads to it.

A competent user lets the exporter turn links round once, where a template would look through all records for each page.
Names, addresses, grouping by stance, counting and every sentence are left to the templates of the peer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.dates import Date, word_date
from sayso.library import Library, Standing, group
from sayso.records import Actor, Event, Place, Record, Source

Facts = dict[str, Any]
"""What JSON can hold; keys that would have nothing are left out."""

STANCES = {
    "asserts": "says so",
    "suggests": "says so, hedged",
    "doubts": "doubts it",
    "denies": "says not",
    "withholds": "too early to say",
    "declines": "declines to say",
    "no-reply": "no reply",
}

# Lists that templates count, of kinds whose facts hold them only where something leads to the record.
EMPTY: defaultdict[str, Facts] = defaultdict(dict)
EMPTY["actors"] = {"named_in": [], "accused_in": []}
EMPTY["places"] = {"events": []}


def make_facts(library: Library) -> dict[str, dict[str, Facts]]:
    """The facts of every published record, by folder and id, in the order in which pages follow one another."""
    links = turn_round(library)
    made = {
        "stories": {one: tell_story(library, one) for one in library.stories},
        "questions": {one: tell_question(library, one) for one in library.questions},
        "claims": {one: tell_claim(library, one) for one in sort_by_question(library)},
        "events": {one: tell_event(library, one) for one in sort_by_date(library.events.values())},
        "actors": {one: tell_actor(library, one) for one in sort_by_name(library.actors.values())},
        "places": {one: tell_place(library, one) for one in sort_by_name(library.places.values())},
        "sources": {one: tell_source(library, one) for one in sort_by_date(library.sources.values())},
    }
    for folder, records in made.items():
        for record_id, facts in records.items():
            record = library.get(record_id)
            assert record is not None, f"{record_id} is published"
            more = {"title": title_of(record), "summary": record.summary, "path": f"content/{folder}/{record_id}.yml"}
            told = {**more, **EMPTY[folder], **facts, **links[record_id]}
            records[record_id] = {key: value for key, value in told.items() if value not in (None, "")}
    return made


def keep(facts: Facts) -> Facts:
    """The facts without those that are nothing."""
    return {key: value for key, value in facts.items() if value not in (None, (), [], {}, "")}


def title_of(record: Record) -> str:
    """The name of a record's page."""
    if isinstance(record, Actor | Place):
        return record.english_name.text
    if isinstance(record, Event):
        return record.name.text
    title = getattr(record, "title", None)
    return title.text if title else str(getattr(record, "text", record.id))


def tell_date(date: Date | None) -> Facts | None:
    """A date in words, and for machines where HTML can say it."""
    return keep({"words": word_date(date), "html": date.html}) if date and not date.is_unknown else None


def sort_by_date(records: Iterable[Event | Source]) -> list[str]:
    """The ids of events or sources in the order of their dates; those without one last."""

    def key(record: Event | Source) -> tuple[bool, Any, str]:
        date = record.date if isinstance(record, Event) else record.published
        return date is None, date.sort_key if date else (), record.id

    return [record.id for record in sorted(records, key=key)]


def sort_by_name(records: Iterable[Actor | Place]) -> list[str]:
    """The ids of actors or places in the order of their names."""
    return [record.id for record in sorted(records, key=lambda one: (one.english_name.text.casefold(), one.id))]


def sort_by_question(library: Library) -> list[str]:
    """The ids of claims, those that answer one question together."""
    return [claim.id for question in library.questions for claim in library.claims_of.get(question, ())]


def list_sources(standings: Iterable[Standing]) -> list[str]:
    """The sources of these positions, each where it is first needed."""
    return list(dict.fromkeys(standing.position.source for standing in standings))


def list_speakers(library: Library, standings: Iterable[Standing]) -> list[str]:
    """The actors who speak in these positions, by name."""
    speakers = dict.fromkeys(one for standing in standings for one in standing.speakers)
    return sort_by_name(library.actors[one] for one in speakers if one in library.actors)


def list_standings(library: Library, *owners: str) -> list[Standing]:
    """The positions on these claims and questions, in their order."""
    return [standing for owner in owners for standing in library.standings_on.get(owner, ())]


def point_to(standings: Iterable[Standing]) -> list[Facts]:
    """Where positions stand, by question: `on` which claim or question, and their index there."""
    ordered = sorted(standings, key=lambda one: (one.question_id, one.on.id, one.index))
    return [{"on": one.on.id, "question": one.question_id, "index": one.index} for one in ordered]


def tell_position(standing: Standing) -> Facts:
    """A position; `actor` is no id where the source or nobody in particular speaks."""
    position = standing.position
    figure = position.figure
    bounds = f" (between {figure.low:,} and {figure.high:,})" if figure and figure.low and figure.high else ""
    return keep(
        {
            "on": standing.on.id,
            "anchor": standing.anchor,
            "actor": position.actor if standing.has_record else None,
            "voice": None if standing.has_record else position.actor,
            "joint": list(position.jointly_with),
            "behalf": position.on_behalf_of,
            "stance": position.stance,
            "said_so": STANCES[position.stance],
            "source": position.source,
            "passage": position.passage.exact if position.passage and position.show else None,
            "paraphrase": position.paraphrase,
            "locator": position.locator,
            "lang": position.lang,
            "hedge": position.hedge,
            "verb": position.verb,
            "words": position.words,
            "translation": position.translation,
            "said": tell_date(position.said),
            "occasion": position.occasion,
            "basis": position.basis,
            "relies_on": list(position.relies_on),
            "rests_on": list(position.rests_on),
            "figure": f"{figure.best:,}{bounds}" if figure and figure.best is not None else None,
            "counts": figure.counts if figure else None,
            "reading": position.reading,
            "note": position.note,
            "status": position.status if position.status != "current" else None,
            "until": tell_date(position.until),
        }
    )


def tell_standings(library: Library, owner: str) -> list[Facts]:
    """The positions on a claim or question as a whole."""
    return [tell_position(standing) for standing in library.standings_on.get(owner, ())]


def tell_story(library: Library, record_id: str) -> Facts:
    """A story: its questions, the events that they are about by date, who speaks in it, its sources."""
    story = library.stories[record_id]
    owners = [owner for one in story.questions for owner in list_owners(library, one)]
    standings = list_standings(library, *owners)
    about = {one for question in story.questions for one in library.questions[question].about}
    events = sort_by_date(library.events[one] for one in about if one in library.events)
    return {
        "standfirst": story.standfirst,
        "questions": list(story.questions),
        "as_of": tell_date(story.as_of),
        "leaves_out": story.leaves_out,
        "events": events,
        "actors": list_speakers(library, standings),
        "sources": list_sources(standings),
        "claim_count": len(owners) - len(story.questions),
    }


def list_owners(library: Library, question: str) -> list[str]:
    """The claims of a question, and the question itself."""
    return [*(claim.id for claim in library.claims_of.get(question, ())), question]


def tell_question(library: Library, record_id: str) -> Facts:
    """A question: its claims, and the positions on it as a whole."""
    question = library.questions[record_id]
    standings = list_standings(library, *list_owners(library, record_id))
    return {
        "included": question.included,
        "about": list(question.about),
        "no_answer": question.no_answer,
        "asked": [
            keep({"actor": one.actor, "date": tell_date(one.date), "how": one.how, "outcome": one.outcome})
            for one in question.asked
        ],
        "claims": [claim.id for claim in library.claims_of.get(record_id, ())],
        "positions": tell_standings(library, record_id),
        "stories": [story.id for story in library.stories_asking.get(record_id, ())],
        "speakers": list_speakers(library, standings),
        "sources": list_sources(standings),
    }


def tell_claim(library: Library, record_id: str) -> Facts:
    """A claim with all its positions, and what editors say of it and others."""
    claim = library.claims[record_id]
    standings = list_standings(library, record_id)
    answering = list_standings(library, *list_owners(library, claim.question))
    speaking = {one for standing in answering for one in standing.speakers} if claim.accuses else set()
    return {
        "short": claim.short,
        "question": claim.question,
        "about": list(library.about(claim)),
        "accuses": [{"actor": one, "answered": one in speaking} for one in claim.accuses],
        "not_both_with": [{"claim": link.claim, "why": link.why} for link in claim.not_both_with],
        "bears_on": [{"claim": link.claim, "why": link.why} for link in claim.bears_on],
        "speakers": list_speakers(library, standings),
        "sources": list_sources(standings),
        "positions": tell_standings(library, record_id),
    }


def tell_event(library: Library, record_id: str) -> Facts:
    """An event: when and where, the claims that it rests on, and who had which part in it."""
    event = library.events[record_id]
    return {
        "date": tell_date(event.date),
        "year": event.date.earliest.year if event.date.earliest else None,
        "date_from": [one for one in event.date_from if one in library.sources],
        "date_words": [one for one in event.date_from if one not in library.sources],
        "places": list(event.places),
        "part_of": event.part_of,
        "rests_on": list(event.rests_on),
        "participants": [
            {"actor": part.actor, "role": part.role.replace("-", " "), "claims": list(part.according_to)}
            for part in event.participants
        ],
        "questions": [question.id for question in library.questions_about.get(record_id, ())],
        "claims": [claim.id for claim in library.claims_about.get(record_id, ())],
        "sources": list_sources(list_standings(library, *event.rests_on)),
    }


def tell_actor(library: Library, record_id: str) -> Facts:
    """An actor: names, roles, all positions by question, and the claims about them."""
    actor = library.actors[record_id]
    standings = library.standings_of.get(record_id, ())
    return {
        "original": None if actor.is_named_in_english else {"text": actor.name.text, "lang": actor.name.lang},
        "other_names": [keep({"name": one.name, "lang": one.lang, "source": one.source}) for one in actor.other_names],
        "described_as": [{"words": one.words.text, "source": one.source} for one in actor.described_as],
        "roles": [
            keep({"role": one.role, "of": one.of, "start": tell_date(one.start), "end": tell_date(one.end)})
            for one in actor.roles
        ],
        "part_of": [part.of for part in actor.part_of],
        "standings": point_to(standings),
        "claims": [claim.id for claim in library.claims_about.get(record_id, ())],
    }


def tell_place(library: Library, record_id: str) -> Facts:
    """A place: names, where it lies, the claims about it."""
    place = library.places[record_id]
    return {
        "place_kind": place.kind,
        "other_names": [keep({"name": one.name, "lang": one.lang}) for one in place.other_names],
        "within": place.within.of if place.within else None,
        "lat": place.lat,
        "lon": place.lon,
        "questions": [question.id for question in library.questions_about.get(record_id, ())],
        "claims": [claim.id for claim in library.claims_about.get(record_id, ())],
    }


def tell_source(library: Library, record_id: str) -> Facts:
    """A source: who published it and when, how far it was read, and the positions in it by question."""
    source = library.sources[record_id]
    standings = library.standings_in.get(record_id, ())
    makers: Facts = {}
    for key, value in (("author", source.author), ("publisher", source.publisher)):
        makers[key] = value if value in library.actors else None
        makers[f"{key}_name"] = value if value and value != "unknown" and value not in library.actors else None
    return {
        **makers,
        "noun": source.noun,
        "access": source.access.replace("-", " "),
        "published": tell_date(source.published),
        "year": source.published.earliest.year if source.published and source.published.earliest else None,
        "url": source.url,
        "archived": source.archived,
        "copy_of": source.copy_of,
        "translation_of": source.translation_of.of if source.translation_of else None,
        "described_in": source.described_in,
        "rests_on": list(source.rests_on),
        "corrections": [{"date": tell_date(one.date), "note": one.note} for one in source.source_corrections],
        "standings": point_to(standings),
        "passages": sum(one.position.passage is not None for one in standings),
    }


def turn_round(library: Library) -> defaultdict[str, Facts]:
    """What leads to each record and is not said by its own facts, each list in the order of the records."""
    links: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for target, name, value in (
        *list_events_links(library),
        *list_claims_links(library),
        *list_wholes(library),
        *list_prints(library),
    ):
        links[target][name].append(value)
    spoken = group((s.position.on_behalf_of, s) for s in library.standings if s.position.on_behalf_of)
    for actor_id in library.actors:
        links[actor_id]["spoken_for"] = point_to(spoken.get(actor_id, ()))
        links[actor_id]["sources"] = list_sources([*library.standings_of.get(actor_id, ()), *spoken.get(actor_id, ())])
    return defaultdict(dict, {record_id: dict(found) for record_id, found in links.items()})


def list_events_links(library: Library) -> Iterator[tuple[str, str, Any]]:
    """What events lead to: the record, the name of the link there, and what stands in its list."""
    for event_id in sort_by_date(library.events.values()):
        event = library.events[event_id]
        yield from ((source, "dates", event_id) for source in event.date_from if source in library.sources)
        yield from ((place, "events", event_id) for place in event.places)
        if event.part_of:
            yield event.part_of, "parts", event_id
        for part in event.participants:
            named = {"event": event_id, "role": part.role.replace("-", " "), "claims": list(part.according_to)}
            yield part.actor, "named_in", named


def list_claims_links(library: Library) -> Iterator[tuple[str, str, Any]]:
    """The same for claims."""
    for claim in library.claims.values():
        yield from ((one, "accused_in", claim.id) for one in claim.accuses)
        yield from ((link.claim, "linked_from", claim.id) for link in (*claim.not_both_with, *claim.bears_on))


def list_wholes(library: Library) -> Iterator[tuple[str, str, Any]]:
    """The same for actors and places."""
    for actor_id in sort_by_name(library.actors.values()):
        yield from ((whole.of, "members", actor_id) for whole in library.actors[actor_id].part_of)
    for place_id in sort_by_name(library.places.values()):
        if within := library.places[place_id].within:
            yield within.of, "inner", place_id


def list_prints(library: Library) -> Iterator[tuple[str, str, Any]]:
    """The same for sources."""
    for source in library.sources.values():
        if source.copy_of:
            yield source.copy_of, "copies", source.id
        if source.translation_of:
            yield source.translation_of.of, "translations", source.id
        makers = {maker for maker in (source.author, source.publisher) if maker in library.actors}
        yield from ((maker, "published", source.id) for maker in sorted(filter(None, makers)))
