"""What is at fault in a file that is no YAML, in the contributors' words.

The parser says where it gave up. What has to be mended often stands before that place: a quotation mark that was never
closed, a colon without a space. So the known slips are looked for first, and what the parser said is translated if
none of them fits.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.loading.characters import name_character
from sayso.loading.complaints import NEITHER, Complaint, Explanation, translate
from sayso.problems import quote
from sayso.records import KINDS
from sayso.records.parts import Part
from sayso.records.position import Position

NO_BREAK_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
KEY = r"[^\W\d][\w-]*"
STRAY_MARK = re.compile(r"^(?:%|\.\.\.)", re.MULTILINE)
CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
COLON_WITHOUT_SPACE = re.compile(rf"[ ]*(?:-[ ]+)*({KEY}):(?=[^\s:/])")
DASH_WITHOUT_SPACE = re.compile(r"[ ]*(-)(?=[^\s\d-])")
KEY_ALONE = re.compile(rf"[ ]*(?:-[ ]+)*{KEY}[ ]*")
CURLY_QUOTES = re.compile(rf"[ ]*(?:-[ ]+)*(?:{KEY}:[ ]+)?([“”„‟‘’‚‛«»])")
FENCE = re.compile(r"^(`{3,}|~{3,})", re.MULTILINE)
NO_BREAK = re.compile(rf"[ ]*([{NO_BREAK_SPACES}])")
# A run of spaces and commas is tried from its first alone, and whole: it may be as long as the file.
VALUE_BEFORE_KEY = re.compile(rf"[ ]*(?:-[ ]+)*{KEY}:[ ]+(?P<value>\S.*?)(?<![ ,;])[ ,;]++(?P<key>{KEY})[ ]*")
HIDDEN_KEY = re.compile(rf"[ ]*#+[ ]*({KEY}):[ ]*")
# A quoted value at the start of a line; several lines are one match, so that what follows it is not mistaken for one.
QUOTED_VALUE = re.compile(
    rf"""^[ ]*(?:-[ ]+)*(?:{KEY}:[ ]+)?("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.MULTILINE | re.DOTALL
)

MISSING_COLON_SPACE = "A space is missing after the colon. Write {written}."
NO_BREAK_INDENT = (
    "This line is indented with the character {character}, which only looks like a space. Write spaces in its place."
)
MISSING_DASH_SPACE = "A space is missing after the dash. Write '- ' before each entry of a list."


def explain(complaint: Complaint) -> Explanation:
    """What the contributor did, as far as one can tell."""
    for look in (
        find_conflict,
        find_fence,
        find_no_break,
        find_hidden_key,
        find_stray_mark,
        find_open_bracket,
        find_open_quote,
        find_text_after_value,
        find_lost_space,
        find_curly_quotes,
        find_second_key,
        find_indented,
    ):
        if (explanation := look(complaint)) is not None:
            return explanation
    return translate(complaint)


def find_conflict(complaint: Complaint) -> Explanation | None:
    """The first line that git left where two people had changed the same lines."""
    match = CONFLICT.search(complaint.text)
    if match is None:
        return None
    message = "Git left this line because two people changed the same place. Keep one version, and delete the marks."
    return Explanation(match.start(), message)


def find_fence(complaint: Complaint) -> Explanation | None:
    """A line with which Markdown begins or ends what is to be shown as it is typed."""
    match = FENCE.search(complaint.text)
    if match is None or match.start() > complaint.end:
        return None
    message = f"This line is Markdown and no part of a record. Delete the lines with {match[1]}."
    return Explanation(match.start(1), message)


def find_no_break(complaint: Complaint) -> Explanation | None:
    """Spaces that do not break, as web pages and word processors put them, where a line is indented."""
    starts = (complaint.line_start(complaint.end), complaint.line_start(complaint.start))
    for start in starts:
        if match := NO_BREAK.match(complaint.text, start):
            return Explanation(match.start(1), NO_BREAK_INDENT.replace("{character}", name_character(match[1])))
    return None


def find_hidden_key(complaint: Complaint) -> Explanation | None:
    """A list entry whose key, in the line above it, is a comment still, as `sayso new` wrote it."""
    start = complaint.line_start(complaint.end)
    line = complaint.text[start:].partition("\n")[0]
    if not line.lstrip(" ").startswith("- "):
        return None
    hidden = None
    for above in reversed(complaint.text[:start].splitlines()):
        match = HIDDEN_KEY.fullmatch(above)
        if match and match[1] in known_keys():
            hidden = hidden or quote(match[0].strip("# "))
        elif above.strip() and not above.lstrip().startswith("#"):
            hidden = None if above.rstrip().endswith(":") else hidden
            break
    dash = start + len(line) - len(line.lstrip(" "))
    message = f"No key stands above this entry. Is the # before {hidden} still there?"
    return Explanation(dash, message) if hidden else None


def find_second_key(complaint: Complaint) -> Explanation | None:
    """A colon in a value after a word that is a key of some record: a second key on the line, or a word like one."""
    match = VALUE_BEFORE_KEY.fullmatch(complaint.before)
    if match is None or match["key"] not in known_keys() or "mapping values" not in complaint.words:
        return None
    key = quote(f"{match['key']}:")
    if " " not in match["value"]:
        start = complaint.line_start(complaint.end) + match.start("key")
        return Explanation(start, f"Two keys stand on this line. Begin {key} on a line of its own.")
    message = (
        "A colon followed by a space stands inside a value here. Put the whole value in quotes; or, if "
        f"{key} is a key, begin it on a line of its own."
    )
    return Explanation(complaint.end, message)


@cache
def known_keys() -> frozenset[str]:
    """The keys of all records and of the parts of positions, in which most are written."""
    parts: tuple[type[Part], ...] = (*KINDS, Position)
    return frozenset(key for part in parts for key in part.model_fields)


def find_stray_mark(complaint: Complaint) -> Explanation | None:
    """A line before the place that sets how YAML is read, or that ends the record."""
    match = STRAY_MARK.search(complaint.text)
    if match is None or match.start() > complaint.end or "<document start>" not in complaint.words:
        return None
    return Explanation(match.start(), f"A line that begins with {quote(match[0])} is no part of a record. Delete it.")


def find_open_bracket(complaint: Complaint) -> Explanation | None:
    """The innermost open bracket in a file that ends before its value does."""
    if "node content" not in complaint.words or complaint.text[complaint.end :].strip():
        return None
    opened: list[int] = []
    for bracket in re.finditer(r"[\[\]{}]", complaint.text):
        if bracket[0] in "[{":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
    if not opened:
        return None
    opening = complaint.text[opened[-1]]
    closing = "]" if opening == "[" else "}"
    message = f"This {opening} is never closed. Close it with {closing}, or put the whole value in quotes."
    return Explanation(opened[-1], message)


def find_open_quote(complaint: Complaint) -> Explanation | None:
    """A quotation mark that only the next quoted value closed, on whose line the parser then gave up."""
    values = list(QUOTED_VALUE.finditer(complaint.text, 0, complaint.end))
    if not values:
        return None
    last = values[-1]
    if "\n" not in last[1] or "\n" in complaint.text[last.end() : complaint.end]:
        return None
    line = complaint.text.count("\n", 0, last.end()) + 1
    message = f"The quotation mark that stands here is closed only on line {line}. Close it where the value ends."
    return Explanation(last.start(1), message)


def find_text_after_value(complaint: Complaint) -> Explanation | None:
    """Words after a closing quotation mark or bracket."""
    if "did not find expected" not in complaint.words:
        return None
    last = complaint.before.rstrip()[-1:]
    if last == "'":
        return Explanation(
            complaint.end,
            "Text stands after a closing single quote. Write an apostrophe within single quotes twice, or put the "
            "whole value in double quotes.",
        )
    if last == '"':
        return Explanation(
            complaint.end,
            "Text stands after a closing double quote. Put the whole value in single quotes, or write a backslash "
            "before each double quote within it.",
        )
    if last in ("]", "}") and "','" not in complaint.words:
        return Explanation(
            complaint.end,
            f"Text stands after a closing {last}. Put the whole value in quotes, or delete what is too much.",
        )
    return None


def find_lost_space(complaint: Complaint) -> Explanation | None:
    """A colon or dash without the space after it, on the line that the parser stumbled over or the one above."""
    if not re.search("mapping values|expected ':'", complaint.words):
        return None
    starts = [complaint.line_start(complaint.start)]
    if KEY_ALONE.fullmatch(complaint.before):
        starts.append(complaint.find_line_above()[0])
    for start in starts:
        if match := DASH_WITHOUT_SPACE.match(complaint.text, start):
            return Explanation(match.start(1), MISSING_DASH_SPACE)
        if match := COLON_WITHOUT_SPACE.match(complaint.text, start):
            written = quote(f"{match[1]}: …")
            return Explanation(match.end() - 1, MISSING_COLON_SPACE.replace("{written}", written))
    return None


def find_curly_quotes(complaint: Complaint) -> Explanation | None:
    """A value in curly quotation marks, which hold nothing together in YAML."""
    match = CURLY_QUOTES.match(complaint.text, complaint.line_start(complaint.end), complaint.end)
    if match is None or "mapping values" not in complaint.words:
        return None
    message = f'{quote(match[1])} does not hold a value together. Put straight quotes around the whole value: "…".'
    return Explanation(match.start(1), message)


def find_indented(complaint: Complaint) -> Explanation | None:
    """A key that is indented below a line which has its value already, or that follows a line without a colon."""
    if "mapping values" not in complaint.words or not KEY_ALONE.fullmatch(complaint.before):
        return None
    above_start, above = complaint.find_line_above()
    if not above:
        return None
    key_start = complaint.end - len(complaint.before.lstrip())
    if len(complaint.before) - len(complaint.before.lstrip()) > len(above) - len(above.lstrip()):
        message = (
            "This line is indented further than the one above it, which has its value already. Begin both at the same "
            "column; if this line is part of that value, put the whole value in quotes."
        )
        return Explanation(key_start, message)
    return Explanation(above_start + len(above) - len(above.lstrip()), NEITHER)
