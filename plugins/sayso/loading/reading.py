"""YAML bytes to nodes with marks, from the events of libyaml's parser: nothing is constructed, nothing is resolved.

The events need constant memory however deep a file nests, so a hostile file is left as soon as it goes too far.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import yaml

from sayso.loading.characters import Lines, check_characters, decode_text, find_refused, name_character
from sayso.loading.complaints import Complaint
from sayso.loading.explaining import NO_BREAK, NO_BREAK_INDENT, explain
from sayso.loading.leniencies import Watch
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.problems import Mark, Problem, count, quote

DEEPEST = 24
MOST_ITEMS = 5_000
LINE_WITH_TAB = re.compile(r"\t[^\r\n]*")
TAB_IN_INDENTATION = re.compile(r"^[ ]*\t", re.MULTILINE)
LOST_COMMENT = re.compile(r"[ ]+#(?=[^\s#])")
STANDARD_TAG = "tag:yaml.org,2002:"
# A value with a stand-in in it is broken, so the stand-in is never part of a record.
STAND_IN = "\ufffd"


@dataclass(slots=True)
class Open:
    """A list or group whose end has not come; in a group, the key that waits for its value."""

    node: List | Group
    key: Scalar | None = None
    is_key_refused: bool = False
    twice: tuple[int, Scalar] | None = None
    """The first key that was given twice, and the index of what was told of it."""


class Builder:
    """Takes the parser's events in one by one, and builds nodes from them; tells of what Sayso does not read."""

    def __init__(self, path: str, text: str, refused: list[int], problems: list[Problem]) -> None:
        self.path = path
        self.text = text
        self.refused = refused
        self.problems = problems
        self.stack: list[Open] = []
        self.root: Node | None = None
        self.items = 0
        self.anchors_told: set[str] = set()
        self.silent_above: int | None = None
        self.is_misindented = False
        self.watch = Watch(text)

    def mark(self, place: Any) -> Mark:  # noqa: ANN401 -- the stubs doubt that each event has places; libyaml gives them
        """Our mark of the parser's place."""
        return Mark(self.path, place.line + 1, place.column + 1)

    def tell(self, mark: Mark, code: str, message: str) -> None:
        """Notes a fault."""
        self.problems.append(Problem(mark, code, message))

    def take(self, event: yaml.Event) -> bool:
        """Takes one event in; false where the file must not be read on."""
        if isinstance(event, yaml.NodeEvent):
            self.look_at(event)
            return self.take_node(event)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop().node.end = self.mark(event.end_mark)
            end_mark: Any = event.end_mark
            self.watch.close(end_mark.index, self.column())
            if len(self.stack) == self.silent_above:
                self.silent_above = None
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            message = "A second document begins here. Write one record a file, and delete this '---'."
            self.tell(self.mark(event.start_mark), "several-documents", message)
            return False
        return True

    def column(self) -> int | None:
        """The column of the list or group that is open, counted from 1; none at the top of the file."""
        return self.stack[-1].node.mark.column if self.stack else None

    def look_at(self, event: yaml.NodeEvent) -> None:
        """Lets the watch see what the parser lets pass before and in a value."""
        start_mark: Any = event.start_mark
        end_mark: Any = event.end_mark
        start, end = start_mark.index, end_mark.index
        self.watch.look_before(start)
        if isinstance(event, yaml.ScalarEvent):
            self.watch.take_text(start, end, event.style, event.value, self.column())
        elif isinstance(event, yaml.CollectionStartEvent) and event.flow_style:
            self.watch.open(start, end)

    def take_node(self, event: yaml.NodeEvent) -> bool:
        """Puts a value where it belongs; false where there are too many values or levels of them."""
        mark = self.mark(event.start_mark)
        self.items += 1
        if self.items > MOST_ITEMS:
            message = f"The file holds more than {MOST_ITEMS:,} keys and values. Split it into several files."
            self.tell(mark, "too-many-items", message)
            return False
        node = self.make_node(event, mark, self.mark(event.end_mark))
        self.put(node)
        if isinstance(node, (List, Group)):
            self.stack.append(Open(node))
            if len(self.stack) > DEEPEST:
                message = f"Values nest more than {DEEPEST} levels deep here. Delete the levels that no key asks for."
                self.tell(mark, "too-deep", message)
                return False
        return True

    def make_node(self, event: yaml.NodeEvent, mark: Mark, end: Mark) -> Node:
        """The node that an event begins; broken where an alias, a lost text or a refused character stands."""
        if isinstance(event, yaml.AliasEvent):
            self.tell_alias(event, mark)
            return Broken(mark, end)
        if isinstance(event, yaml.ScalarEvent):
            is_named = event.anchor is not None or event.tag is not None
            if is_named:
                self.tell_extras(event.anchor, event.tag, mark)
            if self.is_lost(event, mark) or (is_named and not event.value):
                return Broken(mark, end)
            return Scalar(mark, end, event.value, is_plain=not event.style)
        if isinstance(event, yaml.CollectionStartEvent):
            self.tell_extras(event.anchor, event.tag, mark)
            if isinstance(event, yaml.MappingStartEvent):
                return Group(mark, end, is_flow=bool(event.flow_style))
        return List(mark, end)

    def is_lost(self, event: yaml.ScalarEvent, mark: Mark) -> bool:
        """Whether a text is not what was meant: cut off by a `#`, or with a character that nobody can see."""
        start_mark: Any = event.start_mark
        end_mark: Any = event.end_mark
        start, end = start_mark.index, end_mark.index
        if self.refused and bisect_left(self.refused, start) != bisect_left(self.refused, end):
            return True
        if not event.style and (comment := LOST_COMMENT.match(self.text, end)):
            word = self.text[comment.end() - 1 :].split(maxsplit=1)[0]
            message = (
                f"{quote(word)} after a space begins a comment, so it is lost. Put the whole value in quotes, or write "
                "a space after the # if it is a comment."
            )
            lost = self.mark(event.end_mark)
            self.tell(lost._replace(column=lost.column + comment.end() - comment.start() - 1), "bad-yaml", message)
            return True
        if event.style == '"' and (refused := find_refused(event.value)):
            message = (
                f"A backslash in this text writes the character {name_character(event.value[refused[0]])}, which does "
                "not print. Delete it, or write the backslash twice if you mean a backslash."
            )
            self.tell(mark, "bad-character", message)
            return True
        return False

    def tell_alias(self, event: yaml.AliasEvent, mark: Mark) -> None:
        """Tells of an alias, once a name; not where its anchor or the merge key before it has been told of."""
        name = event.anchor or ""
        if name not in self.anchors_told and not (self.stack and self.stack[-1].is_key_refused):
            message = f"{quote('*' + name)} repeats the value of that name. Write it out, or put the text in quotes."
            self.tell(mark, "anchor", message)
        self.anchors_told.add(name)

    def tell_extras(self, anchor: str | None, tag: str | None, mark: Mark) -> None:
        """Tells of the name and the type that a file gives to a value."""
        if anchor is not None:
            self.anchors_told.add(anchor)
            message = (
                f"{quote('&' + anchor)} names a value so that {quote('*' + anchor)} repeats it. Delete the name and "
                "write the value out wherever it belongs, or put the text in quotes."
            )
            self.tell(mark, "anchor", message)
        if tag is not None:
            written = quote(tag.replace(STANDARD_TAG, "!!"))
            message = f"{written} gives the value a type. Delete it, or put the text in quotes: each key has its type."
            self.tell(mark, "tag", message)

    def put(self, node: Node) -> None:
        """Sets a value where the file has it: under the waiting key, in the open list, or at the top."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node, List):
            top.node.items.append(node)
        elif top.is_key_refused:
            top.is_key_refused = False
        elif top.key is None:
            self.put_key(top, top.node, node)
        else:
            top.node.entries[top.key.text] = (top.key.mark, node)
            top.key = None

    def put_key(self, top: Open, group: Group, node: Node) -> None:
        """Keeps a key until its value comes; refuses what is no key, a key given twice, and merge keys.

        Within a list or group that stands as a key, nothing more is told.
        """
        if isinstance(node, Scalar) and node.is_plain and (space := NO_BREAK.match(node.text)):
            self.tell_indented(node.mark, space[1])
            top.is_key_refused = True
            return
        if isinstance(node, Scalar) and node.text not in group.entries and not is_merge(node):
            top.key = node
            return
        top.is_key_refused = True
        if self.silent_above is not None:
            return
        if isinstance(node, Scalar) and node.text in group.entries:
            self.tell_twice(top, group, node)
            return
        group.is_whole = False
        if isinstance(node, Scalar):
            self.tell(
                node.mark, "merge-key", "'<<' takes over values from elsewhere. Write the keys and values out here."
            )
        elif not isinstance(node, Broken):
            message = (
                "A list or a group of keys stands where a key should. Write 'key: value', or put the text in quotes."
            )
            self.tell(node.mark, "bad-yaml", message)
            self.silent_above = len(self.stack)

    def tell_indented(self, mark: Mark, space: str) -> None:
        """Tells of a key behind a space that does not break; once a file, since all its lines will be like that."""
        if not self.is_misindented:
            self.tell(mark, "bad-yaml", NO_BREAK_INDENT.replace("{character}", name_character(space)))
        self.is_misindented = True

    def tell_twice(self, top: Open, group: Group, key: Scalar) -> None:
        """Tells of a key given twice; where several are, in an entry of a list, of the dash that is missing."""
        is_entry = len(self.stack) > 1 and isinstance(self.stack[-2].node, List)
        if is_entry and top.twice is not None:
            index, first = top.twice
            message = f"A second {quote(first.text)} in one entry: begin it with '- ', as every entry of a list begins."
            self.problems[index] = Problem(first.mark, "duplicate-key", message)
            return
        top.twice = (len(self.problems), key)
        message = (
            f"The key {quote(key.text)} stands here and on line {group.entries[key.text][0].line}. Delete one of the "
            "two, or begin a new list entry with '- ' before its first key."
        )
        self.tell(key.mark, "duplicate-key", message)


def is_merge(key: Scalar) -> bool:
    """Whether a key takes over the keys of another group."""
    return key.text == "<<" and key.is_plain


def check_tabs(lines: Lines) -> list[Problem]:
    """The first tab, and how many more lines have one."""
    first = lines.text.find("\t")
    if first < 0:
        return []
    others = sum(1 for _ in LINE_WITH_TAB.finditer(lines.text)) - 1
    more = f", and on {count(others, 'more line')}" if others else ""
    message = f"A tab stands here{more}. Write spaces instead: YAML does not know how wide a tab is."
    return [Problem(lines.mark(first), "tab", message)]


def replace_refused(text: str, refused: list[int]) -> str:
    """The text with a stand-in for each refused character and a space for each tab, at the same places."""
    if refused:
        characters = list(text)
        for index in refused:
            characters[index] = STAND_IN
        text = "".join(characters)
    return text.replace("\t", " ")


def parse(lines: Lines, builder: Builder) -> Node | None:
    """The value of a text without refused characters, as far as it is YAML; none where its end was not reached."""
    parser = yaml.CBaseLoader(builder.text)
    try:
        while (event := parser.get_event()) is not None:
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        tell_complaint(error, lines, builder)
        return None
    finally:
        parser.dispose()
    if builder.stack or builder.root is None:
        return None
    builder.watch.look_before(len(builder.text))
    for at, message in builder.watch.slips:
        builder.tell(lines.mark(at), "bad-yaml", message)
    return builder.root


def tell_complaint(error: yaml.MarkedYAMLError, lines: Lines, builder: Builder) -> None:
    """Tells of what the parser says, unless what was told of the same line has brought it about."""
    end = error.problem_mark.index if error.problem_mark else 0
    start = error.context_mark.index if error.context_mark else end
    words = f"{error.context or ''} {error.problem or ''}".strip()
    index, message = explain(Complaint(lines.text, words, end, start))
    mark = lines.mark(index)
    if mark.line not in {told.mark.line for told in builder.problems}:
        builder.tell(mark, "bad-yaml", message)


def read_yaml(data: bytes, path: str) -> tuple[Node | None, list[Problem]]:
    """The file's one value with marks, or none where it cannot be read; and what is wrong with it.

    Refused are text that is not UTF-8, tabs, characters that do not print, anchors, aliases, tags, merge keys,
    duplicate keys, a second document, more than 24 levels or 5,000 values. A value with such a character is a broken
    node, and all around it is read; a file that is indented with tabs or with spaces that do not break is not read on,
    since nobody can say what belongs to what.
    """
    text, problems = decode_text(data, path)
    if text is None:
        return None, problems
    refused, problems = check_characters(text, path)
    lines = Lines(text, path)
    problems += check_tabs(lines)
    if TAB_IN_INDENTATION.search(text):
        return None, problems
    builder = Builder(path, replace_refused(text, refused), refused, problems)
    node = parse(lines, builder)
    if builder.is_misindented:
        return None, problems
    if not problems and (node is None or is_nothing(node)):
        message = "The file holds nothing but space and comments. Write the record, or delete the file."
        return None, [Problem(Mark(path), "empty-file", message)]
    return node, problems


def is_nothing(node: Node) -> bool:
    """Whether a value is what YAML puts where nothing was written."""
    return isinstance(node, Scalar) and node.is_plain and not node.text
