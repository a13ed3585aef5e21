"""All pages of a peer's project: records in reading order, and their lists in parts of as many as Sayso has on one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tests.bench.peers.documents import About, Document, Line, ListPart
from tests.bench.peers.lines import date_line, either_line, join
from tests.bench.peers.record_blocks import record_blocks

from sayso.library import Library
from sayso.page_settings import MOST_ENTRIES, Settings
from sayso.page_values import Link, Words, capital
from sayso.pages import HEADINGS, Site, link_to, make_site, plan_pages, reading_order
from sayso.pages.labels import view_claim, view_claims, view_question
from sayso.pages.lists.head import INTRODUCTIONS
from sayso.pages.parts import date_view, link_ids, name_of, word_role
from sayso.pages.sources import view_source_row
from sayso.problems import count
from sayso.records import FOLDERS, Actor, Claim, Event, Place, Question, Record, Source, Story

NAME = "Ulmerask in other hands"


class WholeSite:
    """The pages that a peer is to make of a library; each is made when it is asked for."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._site = make_site(library, Settings(NAME))
        self._by_address = {self._site.urls.record(record): record for record in library.records}
        orders = [order for order in reading_order(self._site) if order and order[0] in self._by_address]
        self._orders = {folder: list[str]() for folder in HEADINGS}
        self._orders |= {self._by_address[order[0]].folder: order for order in orders}

    def documents(self) -> Iterator[Document]:
        """The page of each record."""
        plan = plan_pages(self._site)
        for order in self._orders.values():
            for number, address in enumerate(order):
                page, record = plan[address](), self._by_address[address]
                yield Document(
                    address=address,
                    title=Words(f"Claim: {record.text}") if isinstance(record, Claim) else name_of(record),
                    blocks=record_blocks(page.view),
                    description=page.description,
                    breadcrumbs=page.breadcrumbs,
                    previous=self._link(order[number - 1]) if number else None,
                    next=self._link(order[number + 1]) if number + 1 < len(order) else None,
                    about=About(
                        kind=record.kind_name,
                        id=record.id,
                        name=name_of(record),
                        row=list_row(self._site, record),
                        links=mentions(self.library, record),
                    ),
                )

    def lists(self) -> Iterator[ListPart]:
        """The lists of all kinds, in parts."""
        for folder, order in self._orders.items():
            starts = range(0, len(order), MOST_ENTRIES) or range(1)
            for number, start in enumerate(starts, 1):
                records = [self._by_address[address] for address in order[start : start + MOST_ENTRIES]]
                steps = [(n, n - number) for n in (number - 1, number + 1) if 1 <= n <= len(starts)]
                yield ListPart(
                    kind=FOLDERS[folder].kind_name,
                    heading=HEADINGS[folder],
                    introduction=f"{INTRODUCTIONS[folder]} {count(len(order), FOLDERS[folder].kind_name)}.",
                    address=part_address(folder, number),
                    number=number,
                    of=len(starts),
                    rows=tuple((link_to(self._site, record), list_row(self._site, record)) for record in records),
                    steps=tuple(
                        Link(Words("Next page" if way > 0 else "Previous page"), part_address(folder, n))
                        for n, way in steps
                    ),
                )

    def _link(self, address: str) -> Link:
        """The link to the record at an address."""
        return link_to(self._site, self._by_address[address])


def part_address(folder: str, number: int) -> str:
    """The address of a part of a list."""
    return f"{folder}/" if number == 1 else f"{folder}/page/{number}/"


def list_row(site: Site, record: Record) -> Mapping[str, Line]:  # noqa: PLR0911 -- one for each kind
    """What the list of its kind shows of a record, beside its name."""
    library = site.library
    positions = count(len(library.standings_of.get(record.id, ())), "position")
    match record:
        case Claim():
            question = link_ids(site, [record.question])
            return {"who": (f"{capital(view_claim(site, record).who)}.",), "question": tuple(question)}
        case Question():
            view = view_question(site, record)
            answers = [(claim.link, f": {claim.names}") for claim in view.claims]
            stories = [(link_to(site, story),) for story in library.stories_asking.get(record.id, ())]
            return {
                "label": (capital(view.label),),
                "answers": join([*answers, *((words,) for words in view.left_open)], ". "),
                "asked_in": join(stories, ", "),
            }
        case Event():
            claims = [(claim.link, f": {claim.names}") for claim in view_claims(site, record.rests_on)]
            return {
                "date": (date_view(record.date).words,),
                "who": join(claims, ". "),
                "where": join(((link,) for link in link_ids(site, record.places)), ", "),
            }
        case Actor():
            about = count(len(library.claims_about.get(record.id, ())), "claim")
            return {
                "roles": ("; ".join(word_role(site, role) for role in record.roles),),
                "positions": (positions,),
                "claims": (about,),
            }
        case Place():
            events = sum(entry.kind is Event for entry, _ in library.mentions.get(record.id, ()))
            within = link_ids(site, [record.within.of] if record.within else [])
            return {"within": tuple(within), "events": (count(events, "event"),)}
        case Source():
            row = view_source_row(site, record)
            resting = len(library.standings_in.get(record.id, ()))
            return {
                "author": either_line(row.author) or ("author not known",),
                "publisher": either_line(row.publisher) or ("publisher not known",),
                "published": date_line(row.published),
                "access": (" ".join(words for words in (row.access, row.status) if words),),
                "positions": (count(resting, "position"),),
            }
        case Story():
            return {"standfirst": (record.standfirst,), "as_of": (date_view(record.as_of).words,)}
        case _:
            message = f"no list of {record!r}"
            raise TypeError(message)


def mentions(library: Library, record: Record) -> Mapping[str, tuple[str, ...]]:
    """The published records that this one mentions, each once, by the key of the record or position that does so."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for pointer in library.entries[record.id].pointers:
        if library.get(pointer.target) is not None:
            keys = [step for step in pointer.place if isinstance(step, str)]
            found[keys[1] if keys[0] == "positions" else keys[0]][pointer.target] = None
    if isinstance(record, Claim):
        found["about"].update(dict.fromkeys(i for i in library.about(record) if library.get(i) is not None))
    return {key: tuple(ids) for key, ids in found.items() if ids}
