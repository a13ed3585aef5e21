"""Small libraries for tests, from records made in a line each: real models, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, get_args, get_origin

from pydantic.fields import FieldInfo

from sayso.build import Pages
from sayso.dates import parse_date
from sayso.library import Library
from sayso.loading import Entry, Loaded, Pointer
from sayso.loading import Place as Keys
from sayso.page_values import Page
from sayso.pages import Site, plan_pages, reading_order
from sayso.records import Actor, Claim, Event, Place, Question, Record, Source, Story
from sayso.records.claim import ClaimLink
from sayso.records.parts import Part, PartOf, Reference, Text, Within
from sayso.records.position import Figure, Position


def make_library(*records: Record) -> Library:
    """A library of these records in this order, with every mention of another record by its `…Id` fields."""
    assert len({record.id for record in records}) == len(records), "ids are unique across kinds"
    return Library(Loaded(tuple(make_entry(record) for record in records), {}, {}, ()))


def make_pages(site: Site) -> list[Page]:
    """All pages of a site, as a build makes them."""
    return list(Pages(plan_pages(site), reading_order(site)).values())


def make_entry(record: Record) -> Entry:
    """The entry of a record as if its file held nothing but the first line."""
    path = f"content/{record.folder}/{record.id}.yml"
    pointers = (Pointer(target, kinds, place) for target, kinds, place in list_mentions(record))
    return Entry(type(record), record.id, path, record, {}, tuple(pointers), record.draft)


def list_mentions(part: Part, place: Keys = ()) -> Iterator[tuple[str, tuple[str, ...], Keys]]:
    """The ids that a value mentions, of which kinds, and where."""
    for name, field in type(part).model_fields.items():
        reference = find_reference((*field.metadata, field.annotation))
        for value, here in walk(getattr(part, name), (*place, name)):
            if isinstance(value, Part):
                yield from list_mentions(value, here)
            elif reference and isinstance(value, str) and value not in reference.reserved:
                yield value, reference.kinds, here


def walk(value: object, place: Keys) -> Iterator[tuple[object, Keys]]:
    """A value, or each value of a tuple, with its place."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield item, (*place, index)
    else:
        yield value, place


def find_reference(types: Iterable[object]) -> Reference | None:
    """The mark on a type that says its text is an id."""
    for found in types:
        if isinstance(found, Reference):
            return found
        inner = get_args(found) if get_origin(found) is not Annotated else getattr(found, "__metadata__", ())
        if inner and not isinstance(found, FieldInfo) and (reference := find_reference(inner)):
            return reference
    return None


def actor(record_id: str, *, kind: str = "government", part_of: str | None = None, **more: object) -> Actor:
    """An actor whose name is its id in capitals, unless `name` says otherwise."""
    values = {"name": Text(text=record_id.replace("-", " ").title()), "kind": kind, **more}
    whole = (PartOf(of=part_of),) if part_of else ()
    return Actor.model_validate({"id": record_id, "part_of": whole, **values})


def source(record_id: str, **more: object) -> Source:
    """An article whose title is its id in capitals."""
    title = Text(text=record_id.replace("-", " ").title())
    return Source.model_validate({"id": record_id, "title": title, "kind": "article", "access": "examined", **more})


def position(actor_id: str, stance: str = "asserts", said: str | None = None, **more: object) -> Position:
    """A position in the source `s`, unless `source` says otherwise."""
    when = parse_date(said) if said else None
    values = {"source": "s", "paraphrase": f"{actor_id} {stance}", "said": when, **more}
    return Position.model_validate({"actor": actor_id, "stance": stance, **values})


def figure(best: int, counts: str = "not stated") -> Figure:
    """A figure for a claim of kind `number`."""
    return Figure(best=best, counts=counts)


def claim(record_id: str, *positions: Position, question: str = "q", excludes: str = "", **more: object) -> Claim:
    """A claim that something happened; `excludes` names a claim that cannot hold together with it."""
    links = (ClaimLink(claim=excludes, why="Our reading."),) if excludes else ()
    values = {"text": f"{record_id} happened.", "short": record_id, "kind": "happening", **more}
    return Claim.model_validate(
        {"id": record_id, "question": question, "positions": positions, "not_both_with": links, **values}
    )


def question(record_id: str = "q", *positions: Position, **more: object) -> Question:
    """A question."""
    values = {"text": "What happened?", "included": "Whoever spoke.", **more}
    return Question.model_validate({"id": record_id, "positions": positions, **values})


def event(record_id: str, **more: object) -> Event:
    """An event of unknown date."""
    values = {"name": Text(text=record_id), "date": parse_date("unknown"), **more}
    return Event.model_validate({"id": record_id, **values})


def place(record_id: str, *, within: str | None = None, **more: object) -> Place:
    """A settlement whose name is its id in capitals, without coordinates."""
    values = {"name": Text(text=record_id.title()), "kind": "settlement", **more}
    return Place.model_validate({"id": record_id, "within": Within(of=within) if within else None, **values})


def story(record_id: str, *questions: str, as_of: str = "2031-01-01", **more: object) -> Story:
    """A story that asks these questions."""
    values = {"title": Text(text=record_id.title()), "standfirst": "Ann says it.", **more}
    return Story.model_validate({"id": record_id, "questions": questions, "as_of": parse_date(as_of), **values})
