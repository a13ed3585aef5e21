"""The search index of a site: which words stand where in which records, in files of which a search loads a few.

`catalogue.json` names all others by their content, so that a reader who has an old one gets no new file for it. Files
of words hold neighbours in the alphabet: for each word, the records that hold it. Files of records hold what a result
shows of a few records: the address, the title, and who says so. `search-index.js` reads them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.page_values import SearchRecord
from sayso.pages import HEADINGS
from sayso.records import Actor, Event, Place
from sayso.searching_words import split_words

CATALOGUE = "catalogue.json"
# Kinds whose records are called by a name: who types it, or a part of it, looks for that record first.
NAMED = tuple(HEADINGS[kind.folder] for kind in (Event, Actor, Place))
# How many records a file of records holds, and from how many characters on a file of words is full.
RECORDS_A_FILE, WORDS_A_FILE = 16, 16_000
# Where a word stands, times three, and one more in a title, two more as its last word.
IN_TITLE, LAST_IN_TITLE = 1, 2
# Words of which a search offers others that are spelt nearly like them.
SHORTEST_NAME = 4
PARTS_OF_NAMES = re.compile(r"[\s()]+")


Postings = dict[str, list[int]]


def index_records(records: Iterable[SearchRecord]) -> dict[str, bytes]:
    """The files of the index by their paths in its folder; of the same records the same, in whatever order they come.

    Of no records there are no files. The number of a record is its place: kinds go by their order on the site, records
    of one kind by their address.
    """
    ordered = sorted(records, key=lambda record: (place_kind(record.kind), record.address))
    files: dict[str, bytes] = {}
    if not ordered:
        return files
    words = list(pack_words(find_words(ordered)))
    catalogue = {
        "kinds": list(count_kinds(ordered)),
        "size": RECORDS_A_FILE,
        "records": [add_file(files, "records", shown) for shown in pack_records(ordered)],
        "first": [first for first, _ in words],
        "words": [add_file(files, "words", text) for _, text in words],
        "names": add_file(files, "names", to_json(sorted(find_names(ordered)))),
    }
    files[CATALOGUE] = to_json(catalogue).encode()
    return files


def place_kind(kind: str) -> tuple[int, str]:
    """Where a kind stands among the others; what is no kind of record comes last."""
    order = list(HEADINGS.values())
    return order.index(kind) if kind in order else len(order), kind


def count_kinds(records: Sequence[SearchRecord]) -> Iterator[tuple[str, int, bool]]:
    """The kinds in their order, how many records each has, and whether these are called by a name."""
    counts: dict[str, int] = {}
    for record in records:
        counts[record.kind] = counts.get(record.kind, 0) + 1
    for kind, count in counts.items():
        yield kind, count, kind in NAMED


def find_words(records: Iterable[SearchRecord]) -> Postings:
    """Where each word stands: for each record that holds it three or more numbers.

    How much the record's own number is larger than that of the one before, how often the word stands in it, and each
    place there.
    """
    postings: Postings = {}
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        for word, places in place_words(record).items():
            found = postings.setdefault(word, [])
            found += (number - last.get(word, 0), len(places), *places)
            last[word] = number
    return postings


def place_words(record: SearchRecord) -> Postings:
    """Where in a record each of its words stands; no word follows another across two of its texts."""
    places: Postings = {}
    title = split_words(record.title)
    for place, word in enumerate(title):
        places.setdefault(word, []).append(3 * place + IN_TITLE)
    if title:
        places[title[-1]][-1] += LAST_IN_TITLE - IN_TITLE
    start = len(title) + 1
    for text in (record.who, *record.content.split("\n")):
        words = split_words(text)
        for place, word in enumerate(words, start):
            places.setdefault(word, []).append(3 * place)
        start += len(words) + 1
    return places


def pack_words(postings: Postings) -> Iterator[tuple[str, str]]:
    """The texts of the files of words in the order of the alphabet, each with its first word."""
    parts: list[str] = []
    first, size = "", 0
    # By their UTF-16, as scripts compare texts.
    for word in sorted(postings, key=lambda word: word.encode("utf-16-be")):
        first = first if parts else word
        parts.append(f"{to_json(word)}:{to_json(postings[word])}")
        size += len(parts[-1])
        if size > WORDS_A_FILE:
            yield first, f"{{{','.join(parts)}}}"
            parts, size = [], 0
    if parts:
        yield first, f"{{{','.join(parts)}}}"


def pack_records(records: Sequence[SearchRecord]) -> Iterator[str]:
    """The texts of the files of records."""
    for start in range(0, len(records), RECORDS_A_FILE):
        shown = records[start : start + RECORDS_A_FILE]
        yield to_json([(record.address, record.title, record.who) for record in shown])


def find_names(records: Iterable[SearchRecord]) -> set[str]:
    """The parts of all names, as they are written."""
    named = (record.title for record in records if record.kind in NAMED)
    parts = {part for name in named for part in PARTS_OF_NAMES.split(name)}
    return {part for part in parts if len(" ".join(split_words(part))) >= SHORTEST_NAME}


def add_file(files: dict[str, bytes], folder: str, text: str) -> str:
    """Adds a file that is named by its content; gives the name."""
    data = text.encode()
    name = hashlib.blake2b(data, digest_size=6).hexdigest()
    files[f"{folder}/{name}.json"] = data
    return name


def to_json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
