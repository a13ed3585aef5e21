"""Lists in Markdown, in which each entry shows the sign that was typed: a point, or just that number.

Python-Markdown counts every list from 1 and lets points and numbers continue one another, so that a paragraph that
begins with a year would lose it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import OListProcessor, UListProcessor

# Numbers that pages show as they were typed: no 007, and none that is wider than a year, for which there is no room.
NUMBER = r"(?:0|[1-9][0-9]{0,3})\."
POINT = r"[*+-]"


class PointList(UListProcessor):
    """Lists whose entries begin with -, + or *."""

    SIGN = POINT
    SIBLING_TAGS = ["ul"]  # noqa: RUF012 -- as Python-Markdown has it

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE, self.CHILD_RE, self.INDENT_RE = compile_signs(self.SIGN)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Makes the list, in the last entry of its parent where that is a list of the other sort."""
        super().run(find_parent(parent, self.TAG), blocks)


class NumberList(OListProcessor):
    """Lists whose entries begin with a number and a full stop."""

    SIGN = NUMBER
    SIBLING_TAGS = ["ol"]  # noqa: RUF012 -- as Python-Markdown has it

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE, self.CHILD_RE, self.INDENT_RE = compile_signs(self.SIGN)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Makes the list, or continues the one before it, and gives entries their numbers where counting would not."""
        inside = find_parent(parent, self.TAG)
        numbers = [int(match[2][:-1]) for line in blocks[0].split("\n") if (match := self.CHILD_RE.match(line))]
        last = self.lastChild(inside)
        known = last if last is not None and last.tag == self.TAG else inside if inside.tag == self.TAG else None
        count = 0 if known is None else len(known)
        super().run(inside, blocks)
        entries = list(inside[-1] if known is None else known)
        counted = count_entries(entries[:count])
        for entry, number in zip(entries[count:], numbers, strict=False):
            counted += 1
            if number != counted:
                entry.set("value", str(number))
            counted = number


def compile_signs(sign: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How entries begin: the first, the others of the same list, and those of lists within it, which may be any."""
    return (
        re.compile(rf"^[ ]{{0,3}}{sign}[ ]+(.*)"),
        re.compile(rf"^[ ]{{0,3}}(({sign}))[ ]+(.*)"),
        re.compile(rf"^[ ]{{4,7}}(({NUMBER})|{POINT})[ ]+.*"),
    )


def find_parent(parent: Element, tag: str) -> Element:
    """Where a list of that tag is to stand: a list of the other sort takes it into its last entry."""
    if parent.tag not in {"ol", "ul"} or parent.tag == tag:
        return parent
    return parent[-1] if len(parent) else SubElement(parent, "li")


def count_entries(entries: list[Element]) -> int:
    """The number that the last entry shows."""
    counted = 0
    for entry in entries:
        counted = int(entry.get("value", counted + 1))
    return counted


def use_typed_numbers(converter: Markdown) -> None:
    """Puts these lists in the place of Python-Markdown's."""
    converter.parser.blockprocessors.register(NumberList(converter.parser), "olist", 40)
    converter.parser.blockprocessors.register(PointList(converter.parser), "ulist", 30)
