"""Names that look alike though they differ in characters: one could be taken for the other, and searches miss one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.library import Library
from sayso.loading import Place
from sayso.loading.characters import name_character
from sayso.problems import Mark, Problem, quote
from sayso.rules.look_alikes import find_mixed, make_skeleton


class Name(NamedTuple):
    """A name, a title or another name of a record, and the place where it stands in it."""

    record: str
    text: str
    place: Place


def check_names(library: Library) -> Iterator[Problem]:
    """Names of two records that look alike, and names with a word in two writings; one message a name."""
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    for name in list_names(library):
        groups[make_skeleton(name.text)].append(name)
    for names in groups.values():
        # A file is read again for the place of a name, so only where something may have to be told.
        if len({name.text for name in names}) > 1 or find_mixed(names[0].text) is not None:
            yield from check_alike(library, names)


def check_alike(library: Library, names: Iterable[Name]) -> Iterator[Problem]:
    """What is wrong with names that look the same; mixed ones come after the others, in the order of files."""
    placed = sorted((find_mixed(name.text) is not None, library.mark(name.record, *name.place), name) for name in names)
    _, first_mark, first = placed[0]
    for is_mixed, mark, name in placed:
        if first.text != name.text and first.record != name.record:
            yield Problem(mark, "confusable-name", explain_pair(name.text, first.text, first_mark))
        elif is_mixed and (message := explain_mixed(name.text)):
            yield Problem(mark, "confusable-name", f"{message} Write the whole word in one, or divide it.")


def check_hosts(library: Library) -> Iterator[Problem]:
    """Addresses of sources whose hosts have a word in two writings."""
    for source in library.sources.values():
        for key in ("url", "archived"):
            host = urlsplit(getattr(source, key) or "").hostname or ""
            if message := explain_mixed(host):
                mend = "Check that it is the one that you mean, and type it anew."
                yield Problem(library.mark(source.id, key), "confusable-name", f"{message} {mend}")


def list_names(library: Library) -> Iterator[Name]:
    """The names of actors, places, sources and events."""
    for record in (*library.actors.values(), *library.places.values()):
        yield Name(
            record.id,
            record.name.text,
            (
                "name",
                "text",
            ),
        )
        for index, other in enumerate(record.other_names):
            yield Name(
                record.id,
                other.name,
                (
                    "other_names",
                    index,
                    "name",
                ),
            )
    for event in library.events.values():
        yield Name(
            event.id,
            event.name.text,
            (
                "name",
                "text",
            ),
        )
    for source in library.sources.values():
        yield Name(
            source.id,
            source.title.text,
            (
                "title",
                "text",
            ),
        )


def explain_pair(text: str, other: str, mark: Mark) -> str:
    """That a name looks like another, which stands at the mark, and the first character in which they differ."""
    pairs = zip_longest(text, other)
    ours, theirs = next((tell(one), tell(another)) for one, another in pairs if one != another)
    where = f"{mark.path}, line {mark.line}"
    return (
        f"{quote(text)} looks like {quote(other)} ({where}), and has {ours} where that has {theirs}. Write "
        "both with the same characters, or add a word that tells them apart."
    )


def tell(character: str | None) -> str:
    """A character's number and name, or that there is none."""
    return "nothing" if character is None else name_character(character)


def explain_mixed(text: str) -> str:
    """That a word is written in two writings, by the letter that looks like one of the other; nothing where none is."""
    mixed = find_mixed(text)
    if mixed is None:
        return ""
    word, letter, look = mixed
    return f"The word {quote(word)} mixes writings: it has {name_character(letter)}, which looks like {quote(look)}."
