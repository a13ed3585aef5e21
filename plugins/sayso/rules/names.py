"""Names that look alike though they differ in characters: one could be taken for the other, and searches miss one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.library import Library
from sayso.loading.characters import name_character
from sayso.problems import Mark, Problem, quote
from sayso.rules.look_alikes import find_mixed, make_skeleton


class Name(NamedTuple):
    """A name, a title or another name of a record, and where it stands; mixed ones come after the others."""

    is_mixed: bool
    mark: Mark
    record: str
    text: str


def check_names(library: Library) -> Iterator[Problem]:
    """Names of two records that look alike, and names with a word in two writings; one message a name."""
    first: dict[str, Name] = {}
    for name in sorted(list_names(library)):
        other = first.setdefault(make_skeleton(name.text), name)
        if other.text != name.text and other.record != name.record:
            yield Problem(name.mark, "confusable-name", explain_pair(name, other))
        elif name.is_mixed and (message := explain_mixed(name.text)):
            yield Problem(name.mark, "confusable-name", f"{message} Write the whole word in one, or divide it.")


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
        yield make_name(library, record.id, record.name.text, "name", "text")
        for index, other in enumerate(record.other_names):
            yield make_name(library, record.id, other.name, "other_names", index, "name")
    for event in library.events.values():
        yield make_name(library, event.id, event.name.text, "name", "text")
    for source in library.sources.values():
        yield make_name(library, source.id, source.title.text, "title", "text")


def make_name(library: Library, record_id: str, text: str, *place: str | int) -> Name:
    """The name that stands at a place of a record."""
    return Name(find_mixed(text) is not None, library.mark(record_id, *place), record_id, text)


def explain_pair(name: Name, other: Name) -> str:
    """That a name looks like another, and the first character in which they differ."""
    pairs = zip_longest(name.text, other.text)
    ours, theirs = next((tell(one), tell(another)) for one, another in pairs if one != another)
    where = f"{other.mark.path}, line {other.mark.line}"
    return (
        f"{quote(name.text)} looks like {quote(other.text)} ({where}), and has {ours} where that has {theirs}. Write "
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
