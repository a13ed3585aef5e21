"""A record's lines, cut out of a sheet as they stand: comments, order and wording stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.loading.nodes import Group
from sayso.problems import Mark

END_OF_FLOW = re.compile(r"\s*,?\s*(#.*)?")


def find_heads(root: Group, lines: Sequence[str]) -> Iterator[int]:
    """The index of the line where each kind and each record begins, with the comment directly above it."""
    for mark, group in root.entries.values():
        yield find_head(lines, mark)
        if isinstance(group, Group):
            for key, _node in group.entries.values():
                yield find_head(lines, key)


def find_head(lines: Sequence[str], key: Mark) -> int:
    """The index of a key's line, or of the first line of the comment that stands right above it.

    What is indented further than the key belongs to what comes before.
    """
    head = key.line - 1
    while head > 0 and re.match(rf" {{0,{key.column - 1}}}#", lines[head - 1]):
        head -= 1
    return head


def cut_record(lines: Sequence[str], key: Mark, node: Group, end: int) -> str:
    """The text of a file for one record: the comment above its id, then its own lines as far to the left as they go."""
    column = key.column - 1
    stands_alone = not lines[key.line - 1][:column].strip()
    above = [line.strip() for line in lines[find_head(lines, key) : key.line - 1]] if stands_alone else []
    start = node.mark.line - 1
    between = [lines[key.line - 1][column:], *lines[key.line : start]] if start >= key.line else []
    above += [found[0] for line in between if (found := re.search(r"(?<!\S)#.*", line))]
    cut = cut_flow(lines, node, end) if node.is_flow else cut_block(lines, node, end)
    while cut and not cut[-1].strip():
        cut.pop()
    return "".join(f"{line}\n" for line in [*above, *cut])


def cut_block(lines: Sequence[str], node: Group, end: int) -> list[str]:
    """The lines of a group of indented keys."""
    start, column = node.mark.line - 1, node.mark.column - 1
    return [lines[start][column:], *dedent(lines[start + 1 : end], column)]


def cut_flow(lines: Sequence[str], node: Group, end: int) -> list[str]:
    """The lines of a group in braces, and the comments after it."""
    start, column = node.mark.line - 1, node.mark.column - 1
    last, stop = node.end.line - 1, node.end.column - 1
    rest = END_OF_FLOW.fullmatch(lines[last][stop:])
    comment = f"  {rest[1]}" if rest and rest[1] else ""
    after = [line.strip() for line in lines[last + 1 : end] if line.lstrip().startswith("#")] if rest else []
    if last == start:
        return [lines[start][column:stop] + comment, *after]
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    inner = dedent([*lines[start + 1 : last], lines[last][:stop] + comment], indent)
    return [lines[start][column:], *inner, *after]


def dedent(lines: Sequence[str], columns: int) -> list[str]:
    """The lines moved to the left by so many columns, or as far as they go."""
    return [re.sub(rf"^ {{0,{columns}}}", "", line) for line in lines]
