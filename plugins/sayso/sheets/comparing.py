"""What the nodes of a sheet hold: whether two hold the same, and which could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sayso.loading.nodes import Broken, Group, Node, Scalar
from sayso.problems import Mark, Problem, quote

ALIAS = re.compile(r"\*([^\s,\[\]{}]+)")


def is_same(one: Node, other: Node) -> bool:
    """Whether two nodes hold the same keys and values in the same order, wherever they stand."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text
    if isinstance(one, Group) and isinstance(other, Group) and list(one.entries) != list(other.entries):
        return False
    pairs = zip_longest(children(one), children(other), fillvalue=None)
    return all(a is not None and b is not None and is_same(a, b) for a, b in pairs)


def children(node: Node) -> list[Node]:
    """The values directly in a list or group."""
    if isinstance(node, Group):
        return [value for _mark, value in node.entries.values()]
    return [] if isinstance(node, Scalar | Broken) else list(node.items)


def tell_aliases(root: Node, lines: Sequence[str], told: Sequence[Problem]) -> Iterator[Problem]:
    """A fault at each alias that names the place of the value that it repeats."""
    marks_told = {problem.mark for problem in told}
    for mark in find_broken(root):
        alias = ALIAS.match(lines[mark.line - 1], mark.column - 1)
        if alias is None or mark in marks_told:
            continue
        anchors = [p.mark for p in told if p.code == "anchor" and is_anchor(lines, p.mark, alias[1])]
        where = f" on line {anchors[0].line}" if anchors else ""
        anchor = quote(f"&{alias[1]}")
        message = f"{quote(alias[0])} repeats the value that {anchor} names{where}. Write that value out here."
        yield Problem(mark, "anchor", message)


def is_anchor(lines: Sequence[str], mark: Mark, name: str) -> bool:
    """Whether the anchor of that name stands at the mark."""
    return re.match(rf"&{re.escape(name)}(?![^\s,\[\]{{}}])", lines[mark.line - 1][mark.column - 1 :]) is not None


def find_broken(node: Node) -> Iterator[Mark]:
    """The places of values that could not be read."""
    if isinstance(node, Broken):
        yield node.mark
    for child in children(node):
        yield from find_broken(child)
