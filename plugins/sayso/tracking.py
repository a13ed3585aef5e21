"""Which values were made from what, so that after a change only those are made again whose sources changed.

Whatever is made of the records reads them through `Tracked` mappings, which note each key that is asked for. A *node*
is one value that is made so, such as a page; what it read, and which nodes it used, are its sources. Nothing has to be
declared, and what nobody read cannot matter: a template can look nothing up.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, TypeVar

V = TypeVar("V")
T = TypeVar("T")
# A mapping's name and a key of it; the name of nodes and a node.
Token = tuple[str, str]
# The key under which it is noted that somebody went through a whole mapping.
ALL = ""
NODE = "node"


class Log:
    """What has been read lately, in order; shared by all mappings of a library."""

    __slots__ = ("note", "tokens")

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.note = self.tokens.append


class Tracked(dict[str, V]):
    """A mapping that notes in a log which keys are read, and when somebody goes through all of it."""

    __slots__ = ("_name", "_note")

    def __init__(self, name: str, log: Log, values: Mapping[str, V]) -> None:
        super().__init__(values)
        self._name = name
        self._note = log.note

    def __getitem__(self, key: str) -> V:
        self._note((self._name, key))
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self._note((self._name, key))  # type: ignore[arg-type]
        return dict.__contains__(self, key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401, D102 -- as `dict.get`
        self._note((self._name, key))
        return dict.get(self, key, default)

    def __iter__(self) -> Iterator[str]:
        self._note((self._name, ALL))
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._note((self._name, ALL))
        return dict.__len__(self)

    def keys(self) -> Any:  # noqa: ANN401, D102 -- as `dict.keys`
        self._note((self._name, ALL))
        return dict.keys(self)

    def values(self) -> Any:  # noqa: ANN401, D102 -- as `dict.values`
        self._note((self._name, ALL))
        return dict.values(self)

    def items(self) -> Any:  # noqa: ANN401, D102 -- as `dict.items`
        self._note((self._name, ALL))
        return dict.items(self)

    def __eq__(self, other: object) -> bool:
        self._note((self._name, ALL))
        return dict.__eq__(self, other)

    __hash__ = None


class Recorder:
    """Makes nodes, and keeps what each was made from."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.sources: dict[str, frozenset[Token]] = {}
        """The sources of each node, in the order in which nodes were finished: a node stands after those it used."""

    def make(self, node: str, make: Callable[[], T]) -> T:
        """The value of a node; whoever makes a node around it has used it."""
        tokens = self._log.tokens
        start = len(tokens)
        try:
            value = make()
            self.sources[node] = frozenset(tokens[start:])
        finally:
            del tokens[start:]
        tokens.append((NODE, node))
        return value

    def use(self, node: str) -> None:
        """Notes that a node made before is used."""
        self._log.note((NODE, node))

    def take(self) -> dict[str, frozenset[Token]]:
        """The sources of the nodes that were made since this was asked last."""
        sources, self.sources = self.sources, {}
        self._log.tokens.clear()
        return sources


class Graph:
    """The sources of many nodes, in little room."""

    def __init__(self) -> None:
        self._tokens: dict[Token, int] = {}
        self._nodes: list[str] = []
        self._ends = array("I")
        """Where each node's sources end in the next."""
        self._sources = array("I")
        self._known: set[str] = set()

    def add(self, sources: Mapping[str, Iterable[Token]]) -> None:
        """Takes nodes in, each after those it used; those that are known already stay."""
        tokens = self._tokens
        for node, read in sources.items():
            if node not in self._known:
                self._known.add(node)
                self._nodes.append(node)
                self._sources.extend([tokens.setdefault(token, len(tokens)) for token in read])
                self._ends.append(len(self._sources))

    def merge(self, other: Graph) -> None:
        """Takes the nodes of another graph in; those that are known already stay."""
        tokens = self._tokens
        numbers = [tokens.setdefault(token, len(tokens)) for token in other._tokens]
        start = 0
        for node, end in zip(other._nodes, other._ends, strict=True):
            if node not in self._known:
                self._known.add(node)
                self._nodes.append(node)
                self._sources.extend([numbers[number] for number in other._sources[start:end]])
                self._ends.append(len(self._sources))
            start = end

    def find_stale(self, changed: Iterable[Token]) -> set[str]:
        """The nodes that were made from something that changed, or used such a node."""
        tokens = self._tokens
        affected = {tokens[token] for token in changed if token in tokens}
        stale = set()
        start = 0
        for node, end in zip(self._nodes, self._ends, strict=True):
            if not affected.isdisjoint(self._sources[start:end]):
                stale.add(node)
                number = tokens.get((NODE, node))
                if number is not None:
                    affected.add(number)
            start = end
        return stale

    def drop(self, stale: Container[str]) -> None:
        """Forgets nodes."""
        nodes, ends, sources = self._nodes, self._ends, self._sources
        self._nodes, self._ends, self._sources = [], array("I"), array("I")
        start = 0
        for node, end in zip(nodes, ends, strict=True):
            if node not in stale:
                self._nodes.append(node)
                self._sources.extend(sources[start:end])
                self._ends.append(len(self._sources))
            start = end
        self._known = set(self._nodes)

    def __contains__(self, node: str) -> bool:
        return node in self._known

    def __getstate__(self) -> tuple[object, ...]:
        return self._tokens, self._nodes, self._ends, self._sources

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._tokens, self._nodes, self._ends, self._sources = state
        self._known = set(self._nodes)
