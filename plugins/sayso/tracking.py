"""Which values were made from what, so that after a change only those are made again whose sources changed.

Whatever is made of the records reads them through `Tracked` mappings, which note each key that is asked for. A *node*
is one value that is made so, such as a page; what it read, and which nodes it used, are its sources. Nothing has to be
declared, and what nobody read cannot matter: a template can look nothing up.

Millions of reads are noted, so each key and each node has a number, and sources are rows of numbers.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile
from typing import Any, TypeVar

V = TypeVar("V")
T = TypeVar("T")
# A mapping's name and a key of it.
Token = tuple[str, str]
# The name of what made a node, and of what.
Node = tuple[str, str]
# Whether they are of nodes, of which name, and what has which numbers.
NumbersPart = tuple[bool, str, list[str], "array[int]"]
# How many numbers of sources are taken apart at once.
PART = 1 << 18
# The key under which it is noted that somebody went through a whole mapping.
ALL = ""


class Numbers(dict[str, int]):
    """The numbers of the keys of one mapping, or of the nodes of one name; one not seen before gets the next free."""

    __slots__ = ("_tokens",)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, key: str) -> int:
        number = self[key] = self._tokens.count
        self._tokens.count += 1
        return number

    def since(self, start: int) -> tuple[list[str], array[int]]:
        """Those from a number on, which are the last that came, and what has them."""
        numbers = array("I", takewhile(start.__le__, reversed(self.values())))
        numbers.reverse()
        return list(islice(self, len(self) - len(numbers), None)), numbers


class Tokens:
    """The numbers of all keys of mappings, and of all nodes."""

    def __init__(self) -> None:
        self.start = 0
        """The numbers before it are those of whoever takes these in: what has them is not told."""
        self.count = 0
        self.keys: defaultdict[str, Numbers] = defaultdict(partial(Numbers, self))
        """Those of keys, by the name of the mapping."""
        self.nodes: defaultdict[str, Numbers] = defaultdict(partial(Numbers, self))
        """Those of nodes, by the name of what made them."""

    def match(self, other: Tokens) -> array[int]:
        """The numbers here of all that have a number there, by that number."""
        matched = array("I", range(other.start))
        matched.frombytes(bytes(matched.itemsize * (other.count - other.start)))
        for ours, theirs in ((self.keys, other.keys), (self.nodes, other.nodes)):
            for name, numbers in theirs.items():
                here = ours[name]
                for key, number in numbers.items():
                    matched[number] = here[key]
        return matched

    def take_apart(self, start: int) -> Iterator[NumbersPart]:
        """What it takes to make those anew that have this number or a later one, mapping by mapping."""
        for is_of_nodes, names in enumerate((self.keys, self.nodes)):
            for name, numbers in names.items():
                yield bool(is_of_nodes), name, *numbers.since(start)

    def put(self, part: NumbersPart) -> None:
        """Takes in what was taken apart."""
        is_of_nodes, name, keys, numbers = part
        (self.nodes if is_of_nodes else self.keys)[name].update(zip(keys, numbers, strict=True))


def find_numbers(names: Mapping[str, Numbers], wanted: Iterable[Token | Node]) -> set[int]:
    """The numbers of those that have one."""
    found = (names[name].get(key) for name, key in wanted if name in names)
    return {number for number in found if number is not None}


class Log:
    """What has been read lately, as the numbers of tokens, in order; shared by all mappings of a library."""

    __slots__ = ("note", "read", "tokens")

    def __init__(self) -> None:
        self.tokens = Tokens()
        self.read: list[int] = []
        self.note = self.read.append


class Tracked(dict[str, V]):
    """A mapping that notes in a log which keys are read, and when somebody goes through all of it."""

    __slots__ = ("_note", "_numbers")

    def __init__(self, name: str, log: Log, values: Mapping[str, V]) -> None:
        super().__init__(values)
        self._note = log.note
        self._numbers = log.tokens.keys[name]

    def __getitem__(self, key: str) -> V:
        self._note(self._numbers[key])
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self._note(self._numbers[key])  # type: ignore[index]
        return dict.__contains__(self, key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401, D102 -- as `dict.get`
        self._note(self._numbers[key])
        return dict.get(self, key, default)

    def __iter__(self) -> Iterator[str]:
        self._note(self._numbers[ALL])
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._note(self._numbers[ALL])
        return dict.__len__(self)

    def keys(self) -> Any:  # noqa: ANN401, D102 -- as `dict.keys`
        self._note(self._numbers[ALL])
        return dict.keys(self)

    def values(self) -> Any:  # noqa: ANN401, D102 -- as `dict.values`
        self._note(self._numbers[ALL])
        return dict.values(self)

    def items(self) -> Any:  # noqa: ANN401, D102 -- as `dict.items`
        self._note(self._numbers[ALL])
        return dict.items(self)

    def __eq__(self, other: object) -> bool:
        self._note(self._numbers[ALL])
        return dict.__eq__(self, other)

    __hash__ = None


class Graph:
    """The sources of many nodes, in little room; each node stands after those it used."""

    def __init__(self, tokens: Tokens | None = None) -> None:
        self.tokens = Tokens() if tokens is None else tokens
        self._nodes: dict[int, None] = {}
        self._ends = array("I")
        """Where each node's sources end in the next."""
        self._sources = array("I")

    def add(self, node: int, sources: Collection[int]) -> None:
        """Takes a node in, unless it is known already; all by their numbers."""
        if node not in self._nodes:
            self._nodes[node] = None
            self._sources.extend(sources)
            self._ends.append(len(self._sources))

    def merge(self, other: Graph) -> None:
        """Takes the nodes of another graph in, but for those that are known already."""
        nodes: Iterable[int] = other._nodes
        sources = other._sources
        if other.tokens is not self.tokens:
            number = self.tokens.match(other.tokens).__getitem__
            nodes, sources = map(number, nodes), array("I", map(number, sources))
        start = 0
        for node, end in zip(nodes, other._ends, strict=True):
            self.add(node, sources[start:end])
            start = end

    def find_stale(self, changed: Iterable[Token]) -> set[Node]:
        """The nodes that were made from something that changed, or used such a node."""
        affected = find_numbers(self.tokens.keys, changed)
        stale = set()
        start = 0
        for node, end in zip(self._nodes, self._ends, strict=True):
            if not affected.isdisjoint(self._sources[start:end]):
                stale.add(node)
                affected.add(node)
            start = end
        names = self.tokens.nodes.items() if stale else ()
        return {(name, key) for name, numbers in names for key, number in numbers.items() if number in stale}

    def drop(self, stale: Collection[Node]) -> None:
        """Forgets nodes."""
        dropped = find_numbers(self.tokens.nodes, stale)
        if not dropped:
            return
        nodes, ends, sources = self._nodes, self._ends, self._sources
        self._nodes, self._ends, self._sources = {}, array("I"), array("I")
        start = 0
        for node, end in zip(nodes, ends, strict=True):
            if node not in dropped:
                self.add(node, sources[start:end])
            start = end

    def take_apart(self, start: int = 0) -> Iterator[object]:
        """What it takes to make it anew, part by part; of its tokens, only those from the number `start` on."""
        yield start, self.tokens.count
        yield from self.tokens.take_apart(start)
        yield array("I", self._nodes)
        yield self._ends
        for begin in range(0, len(self._sources), PART):
            yield self._sources[begin : begin + PART]

    @classmethod
    def put_together(cls, parts: Iterable[Any]) -> Graph:
        """The graph that was taken apart."""
        graph, arrays = cls(), []
        (graph.tokens.start, graph.tokens.count), *others = parts
        for part in others:
            if isinstance(part, array):
                arrays.append(part)
            else:
                graph.tokens.put(part)
        nodes, graph._ends, *sources = arrays
        graph._nodes = dict.fromkeys(nodes)
        for part in sources:
            graph._sources.extend(part)
        return graph

    def __reduce__(self) -> tuple[Any, ...]:
        return Graph.put_together, (list(self.take_apart()),)

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, node: Node) -> bool:
        name, key = node
        return name in self.tokens.nodes and self.tokens.nodes[name].get(key) in self._nodes


@dataclass(frozen=True)
class Addition:
    """What a second process adds to a graph of the first, which has all numbers before `start`: they are not sent."""

    graph: Graph
    start: int

    def __reduce__(self) -> tuple[Any, ...]:
        return receive, (self.start, list(self.graph.take_apart(self.start)))


def receive(start: int, parts: Iterable[Any]) -> Addition:
    """The addition that was sent; its graph can only be merged."""
    return Addition(Graph.put_together(parts), start)


class Recorder:
    """Makes nodes, and notes in a graph what each was made from."""

    def __init__(self, log: Log) -> None:
        self._read = log.read
        self._note = log.note
        self._numbers = log.tokens.nodes
        self._graph = Graph(log.tokens)

    def make(self, name: str, key: str, make: Callable[[], T]) -> T:
        """The value of a node, by the name of what makes it and of what; whoever makes a node around it has used it."""
        read = self._read
        start = len(read)
        number = self._numbers[name][key]
        try:
            value = make()
            self._graph.add(number, set(read[start:]))
        finally:
            del read[start:]
        self._note(number)
        return value

    def use(self, name: str, key: str) -> None:
        """Notes that a node made before is used."""
        self._note(self._numbers[name][key])

    def take(self) -> Graph:
        """The sources of the nodes that were made since this was asked last."""
        graph, self._graph = self._graph, Graph(self._graph.tokens)
        self._read.clear()
        return graph
