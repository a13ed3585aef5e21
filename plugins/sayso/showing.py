"""One record as a person reads it in a terminal: what it says, who stands where on it, what it leads to and from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.counting import WHY_NOT_COUNTED, explain_tally, label_claim, label_question, tally, why_not_counted
from sayso.counting.names import name_of, sort_by_date, title_of
from sayso.dates import Date, word_date
from sayso.library import Library, Standing
from sayso.loading import Entry
from sayso.problems import join_words, printable
from sayso.records import Claim, Question, Record
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED, Part, Text
from sayso.records.position import Position

SPEAKERS = {SOURCE_VOICE: "the source in its own voice", UNATTRIBUTED: "somebody unattributed"}
TITLES = ("name", "title", "text")


def show_record(library: Library, entry: Entry) -> str:
    """The record of an entry as lines of text that are safe to print in a terminal."""
    lines = [f"{entry.kind.kind_name} {entry.id}{say_state(entry)}", str(entry.mark()).rpartition(":")[0]]
    if entry.record is None:
        lines.append(f"The record has faults. To see them: sayso check {entry.path}")
    else:
        lines += [headline_of(entry.record), *show_details(entry, entry.record)]
        if library.get(entry.id) is not None:
            lines += [*show_label(library, entry.record), *show_standings(library, entry)]
    lines += [*show_links_out(library, entry), *show_links_in(library, entry)]
    return "".join(f"{printable(line)}\n" for line in lines)


def say_state(entry: Entry) -> str:
    """What keeps the record from being published, in brackets."""
    record = entry.record
    if record is None:
        return ""
    if record.merged_into is not None:
        return f" (merged into {record.merged_into})"
    return " (draft)" if record.draft else ""


def headline_of(record: Record) -> str:
    """The record's name, title or text."""
    value = next(getattr(record, name) for name in TITLES if name in type(record).model_fields)
    return value.text if isinstance(value, Text) else str(value)


def name_entry(library: Library, record_id: str) -> str:
    """Kind, id and title of a record, as far as they are known."""
    entry = library.entries.get(record_id)
    if entry is None:
        return f"{record_id}, which does not exist"
    title = f": {headline_of(entry.record)}" if entry.record else ""
    return f"{entry.kind.kind_name} {record_id}{title}"


def name_speaker(library: Library, speaker: str) -> str:
    """The name of whoever speaks."""
    return SPEAKERS.get(speaker) or name_of(library, speaker)


def show_details(entry: Entry, record: Record) -> Iterator[str]:
    """A line for each key that is filled, but for title and positions and for those that only hold ids."""
    links = {pointer.place[0] for pointer in entry.pointers if len(pointer.place) <= len(("key", 0))}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if name not in ("id", "positions", *TITLES, *links) and value != info.default:
            for one in value if isinstance(value, tuple) else (value,):
                yield f"  {name}: {say_value(one)}"


def say_value(value: object) -> str:
    """A value in words; the parts of a group as `key: value`."""
    match value:
        case Date():
            words = word_date(value)
        case bool():
            words = str(value).lower()
        case Text(text=text, lang=None):
            words = text
        case Part():
            filled = {name: getattr(value, name) for name in type(value).model_fields}
            words = say_value({name: one for name, one in filled.items() if one not in (None, ())})
        case Mapping():
            words = ", ".join(f"{key}: {say_value(one)}" for key, one in value.items())
        case tuple():
            words = join_words([say_value(one) for one in value])
        case _:
            words = str(value)
    return words


def show_label(library: Library, record: Record) -> Iterator[str]:
    """The label of a claim or question, with the names on each side, and how they were counted."""
    if isinstance(record, Claim):
        yield from ("", *say_claim_label(library, record))
        standings: Sequence[Standing] = library.standings_on.get(record.id, ())
    elif isinstance(record, Question):
        label = label_question(library, record)
        answers = library.claims_of.get(record.id, ())
        yield from ("", f"Label: {label.text}{f' ({label.note})' if label.note else ''}")
        for claim in answers:
            yield f"  {claim.id}: {claim.text}"
            yield from (f"    {line}" for line in say_claim_label(library, claim))
        on = [record.id, *(claim.id for claim in answers)]
        standings = [standing for one in on for standing in library.standings_on.get(one, ())]
    else:
        return
    if standings:
        counted = tally(library, standings)
        yield from (f"Counted: {counted.words}", *(f"  {line}" for line in explain_tally(library, counted)))


def say_claim_label(library: Library, claim: Claim) -> Iterator[str]:
    """The label of a claim, and who stands on each side of it."""
    label = label_claim(library, claim)
    yield f"Label: {label.text}"
    sides = {
        "said by": label.said,
        "rejected by": label.rejected,
        "questioned by": label.questioned,
        "said both ways by": label.said_both,
    }
    for words, speakers in sides.items():
        if speakers:
            yield f"  {words} {join_words([name_speaker(library, speaker) for speaker in speakers])}"
    for speaker, date in label.said_before:
        yield f"  said before by {name_speaker(library, speaker)}, {word_date(date) if date else 'date not given'}"
    yield from (f"  left open by {say_stance(library, standing.position)}" for standing in label.left_open)


def show_standings(library: Library, entry: Entry) -> Iterator[str]:
    """The positions on the record, by the record or found in it."""
    for index, name in (
        (library.standings_on, "Positions"),
        (library.standings_of, "Says"),
        (library.standings_in, "Holds"),
    ):
        standings = sort_by_date(library, index.get(entry.id, ()))
        if standings:
            yield from ("", name)
        for standing in standings:
            yield from show_standing(library, standing, entry)


def show_standing(library: Library, standing: Standing, entry: Entry) -> Iterator[str]:
    """A position: who, stance and when; the words with their source; the place in the file."""
    position = standing.position
    yield f"  {say_stance(library, position)}"
    if standing.on.id != entry.id:
        yield f"    on {name_entry(library, standing.on.id)}"
    locator = f", {position.locator}" if position.locator else ""
    words = position.paraphrase or (position.passage.exact if position.passage else "")
    where = f"{title_of(library, position.source)} ({position.source}{locator})"
    yield f"    as reported by {where}{f': {words}' if words else ''}"
    if reason := why_not_counted(library, standing):
        yield f"    shown, not counted: {WHY_NOT_COUNTED[reason]}"
    if position.reading:
        yield f"    Our reading: {position.reading}"
    mark = library.mark(standing.on.id, "positions", standing.index)
    yield f"    {mark.path}:{mark.line}"


def say_stance(library: Library, position: Position) -> str:
    """Who takes which stance, for and with whom, and when."""
    speakers = [name_speaker(library, speaker) for speaker in (position.actor, *position.jointly_with)]
    on_behalf = f" for {name_speaker(library, position.on_behalf_of)}" if position.on_behalf_of else ""
    when = word_date(position.said) if position.said else "date not given"
    status = f" ({position.status})" if position.status != "current" else ""
    return f"{join_words(speakers)}{on_behalf}: {position.stance}, {when}{status}"


def show_links_out(library: Library, entry: Entry) -> Iterator[str]:
    """The records that this one mentions, each once, with the keys that do."""
    keys: dict[str, list[str]] = {}
    for pointer in entry.pointers:
        keys.setdefault(pointer.target, []).append(list_keys(pointer.place))
    if keys:
        yield from ("", "Mentions")
    for target, found in keys.items():
        yield f"  {name_entry(library, target)} ({join_words(list(dict.fromkeys(found)))})"


def show_links_in(library: Library, entry: Entry) -> Iterator[str]:
    """The records and prose that mention this one, with file and line."""
    lines = []
    for other, pointer in library.mentions.get(entry.id, ()):
        mark = other.mark(*pointer.place)
        lines.append(f"  {name_entry(library, other.id)} ({list_keys(pointer.place)}) {mark.path}:{mark.line}")
    for prose in library.proses.values():
        lines += [f"  prose {link.mark.path}:{link.mark.line}" for link in prose.links if link.target == entry.id]
    yield from ("", "Mentioned in") if lines else ("", "Mentioned nowhere")
    yield from lines


def list_keys(place: Sequence[str | int]) -> str:
    """The keys on the way to a value, such as `positions source`."""
    return " ".join(step for step in place if isinstance(step, str))
