"""What a YAML file says, with the place of every key and value, before any meaning is read into it.

`mark` is where a value begins. `end` is the place right after it; a list or group without brackets ends where the next
thing in the file begins, so that comments and empty lines after it lie before its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.problems import Mark


@dataclass(slots=True)
class Scalar:
    """A piece of text, as typed; plain where no quotes and no `|` or `>` hold it together."""

    mark: Mark
    end: Mark
    text: str
    is_plain: bool = True


@dataclass(slots=True)
class List:
    """A list."""

    mark: Mark
    end: Mark
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A group of keys with their values, in the file's order, each key once with its place.

    It is whole unless a key was refused, so that nobody can say which keys it lacks. Flow means written with { }.
    """

    mark: Mark
    end: Mark
    entries: dict[str, tuple[Mark, Node]] = field(default_factory=dict)
    is_flow: bool = False
    is_whole: bool = True


@dataclass(slots=True)
class Broken:
    """A value that cannot be read; its fault has been told already."""

    mark: Mark
    end: Mark


Node = Scalar | List | Group | Broken
