"""Files that a stranger may leave under `content/`, each with one kind of fault, and what is to be told of it.

All stand in one project: none hides another. A fault is what the file holds, and every line that is told of it, as
`LINE:COLUMN code words`, where the words are a part of the message that only this fault has.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
PLACE = "name: Osk\nkind: site\n"
SOURCE = "title: Osk Herald\nkind: article\naccess: examined\n"
# Words that no message may repeat: what stands in a record beside its fault is nobody's business.
UNSEEN = "Wilhelmina-of-the-hidden-body"


@dataclass(frozen=True)
class Fault:
    """A file by its path under `content/`, its bytes, and what is told of it; beside `…` there may be more."""

    path: str
    data: bytes
    told: tuple[str, ...]


def place(name: str, text: str | bytes, *told: str) -> tuple[str, Fault]:
    """A record of a place, named after its fault."""
    data = text.encode() if isinstance(text, str) else text
    return name, Fault(f"places/{re.sub('[^a-z0-9]+', '-', name.lower())}.yml", data, told)


def source(name: str, text: str, *told: str) -> tuple[str, Fault]:
    """A record of a source, named after its fault."""
    return name, Fault(f"sources/{name.replace(' ', '-')}.yml", text.encode(), told)


def file(name: str, path: str, text: str | bytes, *told: str) -> tuple[str, Fault]:
    """A file anywhere."""
    return name, Fault(path, text.encode() if isinstance(text, str) else text, told)


def url(name: str, written: str, *told: str) -> tuple[str, Fault]:
    """A source with an address, written in single quotes."""
    return source(f"url {name}", f"{SOURCE}url: '{written}'\n", *told)


def character(name: str, written: str, *told: str) -> tuple[str, Fault]:
    """A place with a character in its name, on its first line."""
    return place(f"character {name}", f"name: O{written}sk\nkind: site\n", *told)


def bomb() -> str:
    """Ten lists of ten names of the list before: ten thousand million values, if they were written out."""
    lines = ["lol0: &lol0 [lol]"]
    lines += [f"lol{n}: &lol{n} [{', '.join([f'*lol{n - 1}'] * 10)}]" for n in range(1, 11)]
    return "\n".join(lines) + "\n"


def merge_bomb() -> str:
    """Groups that take over those before them, twice each."""
    lines = ["k0: &k0 {a: b}"]
    lines += [f"k{n}: &k{n} {{<<: [*k{n - 1}, *k{n - 1}]}}" for n in range(1, 31)]
    return "\n".join(lines) + "\n"


SIZES = [
    place("too large by one byte", "#" * (256 * KIB + 1), "1:1 too-large 256 KiB"),
    place("as large as may be", (PLACE + "#" * 256 * KIB)[: 256 * KIB]),
    file("text for sizes", "sources/long-text.yml", SOURCE),
    file("text too large by one byte", "sources/long-text.txt", "a" * (4 * MIB + 1), "1:1 too-large 4096 KiB"),
    file(
        "story for sizes",
        "stories/long-prose.yml",
        "title: Osk\nstandfirst: Osk.\nquestions: []\nas_of: 2031\n",
        "3:12 empty-value 'questions' is empty",
    ),
    file("prose too large by one byte", "stories/long-prose.md", "a" * (256 * KIB + 1), "1:1 too-large 256 KiB"),
    place("empty", "", "1:1 empty-file nothing but space"),
    place("blank", " \n\n  \n", "1:1 empty-file nothing but space"),
    place("comments alone", "# a\n# b\n", "1:1 empty-file nothing but space"),
    place(
        "one huge line",
        f"name: {'very ' * 40_000}long\nkind: sight\n",
        "1:7 too-long 200,004 characters",
        "2:7 bad-choice 'sight' is none",
    ),
    place("thousands of lines", "\n" * 200_000 + "name: Osk\n", "200001:1 missing-key has no 'kind'"),
]
DEPTHS = [
    place("200 kB of brackets", "[" * 200_000, "1:25 too-deep more than 24 levels"),
    place(
        "200 kB of braces", "{" * 200_000, "1:2 bad-yaml stands where a key should", "1:25 too-deep more than 24 levels"
    ),
    place("200 kB of brackets below a key", "name: " + "[" * 200_000, "1:30 too-deep more than 24 levels"),
    place("200 kB of dashes", "- " * 100_000, "1:49 too-deep more than 24 levels"),
    place(
        "200 kB of question marks",
        "? " * 100_000,
        "1:3 bad-yaml stands where a key should",
        "1:49 too-deep more than 24 levels",
    ),
    place("keys in keys", "".join(" " * n + f"k{n}:\n" for n in range(200)), "25:25 too-deep more than 24 levels"),
    place(
        "200 kB of brackets and braces",
        "[{" * 100_000,
        "1:3 bad-yaml stands where a key should",
        "1:25 too-deep more than 24 levels",
    ),
    place("entries without end", "- a\n" * 50_000, "5000:3 too-many-items more than 5,000"),
    place("keys without end", "".join(f"k{n}:\n" for n in range(30_000)), "2500:7 too-many-items more than 5,000"),
    place("200 kB of closing brackets", "]" * 200_000, "1:1 bad-yaml A value is missing before ']'"),
    place("200 kB of colons", ": " * 100_000, "1:1 bad-yaml does not fit those above it"),
]
REPEATS = [
    place(
        "laughs",
        bomb(),
        *(f"{n}:{6 + len(str(n - 1))} anchor names a value" for n in range(1, 12)),
        *(f"{n}:1 unknown-key 'lol{n - 1}' is not a key" for n in range(1, 12)),
        "1:1 missing-key has no 'name'",
        "1:1 missing-key has no 'kind'",
    ),
    place("merges", merge_bomb(), "1:5 anchor names a value", "2:10 merge-key '<<' takes over", "…"),
    place("alias", "name: *osk\nkind: site\n", "1:7 anchor '*osk' repeats"),
    place("anchor", "name: &osk Osk\nkind: site\n", "1:7 anchor '&osk' names"),
    place("merge key", f"{PLACE}<<: {{lat: 1}}\n", "3:1 merge-key '<<' takes over"),
    place("anchor on itself", "name: &a [*a]\nkind: site\n", "1:7 anchor '&a' names", "1:7 wrong-type 'name' needs"),
    place(
        "200 kB of aliases", f"name: [{'*a,' * 66_000}]\n", "1:8 anchor '*a' repeats", "1:14999 too-many-items 5,000"
    ),
    place("second document", f"{PLACE}---\n{PLACE}", "3:1 several-documents second document"),
    place("end of a document", f"{PLACE}...\nlat: 1\n", "3:1 bad-yaml begins with '...'"),
    place("key twice", f"{PLACE}name: Osk\n", "3:1 duplicate-key 'name' stands here and on line 1"),
    place(
        "key twice in a group", "name: {text: Osk, text: Tarn}\nkind: site\n", "1:19 duplicate-key 'text' stands here"
    ),
]
TAGS = [
    place(
        "python object",
        "name: !!python/object/apply:os.system ['true']\nkind: site\n",
        "1:7 tag '!!python/object/apply:os.system' gives",
        "1:7 wrong-type 'name' needs",
    ),
    place("python name", "name: !!python/name:os.system\nkind: site\n", "1:7 tag '!!python/name:os.system' gives"),
    place("python module", "name: !!python/module:os x\nkind: site\n", "1:7 tag '!!python/module:os' gives"),
    place("binary", "name: !!binary aGk=\nkind: site\n", "1:7 tag '!!binary' gives"),
    place("own tag", "name: !osk Osk\nkind: site\n", "1:7 tag '!osk' gives"),
    place("environment", "name: !ENV HOME\nkind: site\n", "1:7 tag '!ENV' gives"),
    place("relative path", "name: !relative $config_dir\nkind: site\n", "1:7 tag '!relative' gives"),
    place(
        "set",
        "name: !!set {a, b}\nkind: site\n",
        "1:7 tag '!!set' gives",
        "1:7 missing-key has no 'text'",
        "1:14 unknown-key 'a'",
        "1:17 unknown-key 'b'",
    ),
    place(
        "tag directive",
        "%TAG ! tag:example.org,2031:\n---\nname: !osk Osk\nkind: site\n",
        "3:7 tag gives the value a type",
    ),
    place("yaml directive", f"%YAML 9.9\n---\n{PLACE}", "1:1 bad-yaml begins with % sets"),
]
SIGNS = [
    place("250 kB of double quotes", '"' * 250_000, "1:3 bad-yaml after a closing double quote"),
    place("250 kB of single quotes", "'" * 250_001, "1:1 bad-yaml never closed"),
    place("an open quote", f'name: "Osk\nkind: site\nnotes: {UNSEEN}\n', "1:7 bad-yaml quotation mark"),
    place("250 kB of percent signs", "%" * 250_000, "1:1 bad-yaml cannot begin with '%'"),
    place("250 kB of lines of percent signs", "%\n" * 125_000, "1:1 bad-yaml cannot begin with '%'"),
    place("200 kB of backslashes", 'name: "' + "\\" * 200_001, "1:200008 bad-yaml backslash"),
    place("200 kB of escapes", 'name: "' + "\\x41" * 50_000 + "\nkind: site\n", "1:7 bad-yaml quotation mark"),
    place("an unknown escape", 'name: "a\\qb"\nkind: site\n', "1:9 bad-yaml backslash"),
    place("an escape that is cut", 'name: "a\\u12"\nkind: site\n', "1:11 bad-yaml backslash"),
    place("an escaped surrogate", 'name: "a\\ud800"\nkind: site\n', "1:11 bad-yaml backslash"),
    place("an escaped character past the last", 'name: "a\\UFFFFFFFF"\nkind: site\n', "1:11 bad-yaml backslash"),
    place("an escaped zero", 'name: "a\\0b"\nkind: site\n', "1:7 bad-character U+0000"),
    place("an escaped turn", 'name: "a\\u202eb"\nkind: site\n', "1:7 bad-character U+202E"),
    place("100,000 tabs", "\t" * 100_000, "1:1 tab A tab stands here."),
    place("100,000 lines with tabs", f"{PLACE}# \t\n" + "#\t\n" * 60_000, "3:3 tab and on 60000 more lines"),
    place("a tab in the indentation", "name:\n\ttext: Osk\nkind: site\n", "2:1 tab A tab stands here."),
    place(
        "250 kB of marks above", "name: a" + "\u0301" * 120_000 + "\nkind: sight\n", "1:7 too-long", "2:7 bad-choice"
    ),
    place("a colon in a value", "name: Osk: the town\nkind: site\n", "1:10 bad-yaml A colon followed by a space"),
    place("an open bracket", "name: [Osk\nkind: site\n", "1:7 bad-yaml begins with this ["),
    place("an open brace", "name: {text: Osk\nkind: site\n", "1:7 bad-yaml begins with this {"),
    place("a reserved sign", "name: @osk\nkind: site\n", "1:7 bad-yaml cannot begin with '@'"),
    place("a backquote", "name: `osk`\nkind: site\n", "1:7 bad-yaml cannot begin with '`'"),
    place("no colon", "name Osk\nkind: site\n", "1:1 bad-yaml"),
    place("marks of git", "<<<<<<< ours\nname: Osk\n=======\nname: Tarn\n>>>>>>> theirs\n", "1:1 bad-yaml Git left"),
    place("a fence", f"```yaml\n{PLACE}```\n", "1:1 bad-yaml Markdown"),
    place("spaces that do not break", "name: Osk\n\u00a0kind: site\n", "2:1 bad-yaml U+00A0"),
    place("a line too far left", "  name: Osk\nkind: site\n", "2:1 bad-yaml further to the left"),
    place("a list as a key", "? [a, b]\n: c\n", "1:3 bad-yaml stands where a key should"),
    place("a comment without a space", "name: Osk #town\nkind: site\n", "1:11 bad-yaml begins a comment"),
    place("text behind a bar", "name: | Osk\nkind: site\n", "1:9 bad-yaml"),
]
ENCODINGS = [
    place("utf-16", PLACE.encode("utf-16"), "1:1 bad-encoding UTF-16"),
    place("utf-16 big endian", b"\xfe\xff" + PLACE.encode("utf-16-be"), "1:1 bad-encoding UTF-16"),
    place("utf-16 without a mark", PLACE.encode("utf-16-le"), "1:2 bad-encoding zero byte"),
    place("utf-32", PLACE.encode("utf-32"), "1:1 bad-encoding UTF-32"),
    place("utf-32 without a mark", PLACE.encode("utf-32-be"), "1:1 bad-encoding zero byte"),
    place("latin-1", "name: Ösk\nkind: site\n".encode("latin-1"), "1:7 bad-encoding 0xD6"),
    place("windows quotes", "kind: site\nname: “Osk”\n".encode("cp1252"), "2:7 bad-encoding 0x93"),
    place("utf-7", b"kind: sight\nname: +ADw-script+AD4-\n", "1:7 bad-choice"),
    place("a mark of order in the middle", "name: Osk\nkind: \ufeffsite\n", "2:7 bad-character U+FEFF"),
    place("two marks of order", b"\xef\xbb\xbf\xef\xbb\xbf" + PLACE.encode(), "1:1 bad-character U+FEFF"),
    place("one mark of order", b"\xef\xbb\xbf" + b"name: Osk\nkind: sight\n", "2:7 bad-choice"),
    place("an overlong slash", b"name: Osk\nkind: \xc0\xafsite\n", "2:7 bad-encoding 0xC0"),
    place("an overlong zero", b"name: \xc0\x80\n", "1:7 bad-encoding 0xC0"),
    place("a surrogate in utf-8", b"name: \xed\xa0\x80\n", "1:7 bad-encoding 0xED"),
    place("a character past the last", b"name: \xf4\x90\x80\x80\n", "1:7 bad-encoding 0xF4"),
    place("a character that is cut", "name: é".encode()[:-1], "1:7 bad-encoding 0xC3"),
    place("a zero byte", b"name: Osk\nkind: si\0te\n", "2:9 bad-encoding zero byte"),
    place("nothing but zero bytes", b"\0" * 200_000, "1:1 bad-encoding zero byte"),
    place("an image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "3:1 bad-encoding zero byte"),
    place("lines that end like a Mac's", "name: Osk\rkind: sight\r", "2:7 bad-choice"),
    place("lines that end in two ways", "name: Osk\r\nkind: sight\n", "2:7 bad-choice"),
    file("text for encodings", "sources/text-in-latin.yml", SOURCE),
    file("text in latin-1", "sources/text-in-latin.txt", "Ösk\n".encode("latin-1"), "1:1 bad-encoding 0xD6"),
]
CHARACTERS = [
    character("bell", "\x07", "1:8 bad-character U+0007"),
    character("escape", "\x1b[31m", "1:8 bad-character U+001B"),
    character("delete", "\x7f", "1:8 bad-character U+007F"),
    character("next line", "\x85", "1:8 bad-character U+0085"),
    character("line separator", "\u2028", "1:8 bad-character U+2028"),
    character("paragraph separator", "\u2029", "1:8 bad-character U+2029"),
    character("override", "\u202e", "1:8 bad-character U+202E"),
    character("embedding", "\u202a", "1:8 bad-character U+202A"),
    character("isolate", "\u2066", "1:8 bad-character U+2066"),
    character("space without width", "\u200b", "1:8 bad-character U+200B"),
    character("word joiner", "\u2060", "1:8 bad-character U+2060"),
    character("soft hyphen", "\u00ad", "1:8 bad-character U+00AD"),
    character("invisible plus", "\u2064", "1:8 bad-character U+2064"),
    character("tag letter", "\U000e0041", "1:8 bad-character U+E0041"),
    character("private", "\ue000", "1:8 bad-character U+E000"),
    character("private of a plane", "\U0010fffd", "1:8 bad-character U+10FFFD"),
    character("no character", "\uffff", "1:8 bad-character U+FFFF"),
    character("unassigned", "\u0378", "1:8 bad-character U+0378"),
    character("annotation", "\ufff9", "1:8 bad-character U+FFF9"),
    place(
        "a thousand of them",
        "name: Osk\n" + "# \x07\n" * 1000 + "kind: site\n",
        *(f"{n}:3 bad-character U+0007" for n in range(2, 6)),
        "6:3 bad-character and 995 more",
    ),
]
URLS = [
    url("javascript", "javascript:alert(1)", "4:6 bad-url not a whole web address"),
    url("data", "data:text/html,hi", "4:6 bad-url not a whole web address"),
    url("file", "file:/osk/herald.txt", "4:6 bad-url not a whole web address"),
    url("capitals", "HTTPS://osk.example.org/", "4:6 bad-url small letters"),
    url("no scheme", "//osk.example.org/", "4:6 bad-url not a whole web address"),
    url("user", "https://osk.example.org@evil.example/", "4:6 bad-url user name"),
    url("password", "https://a:b@osk.example.org/", "4:6 bad-url user name"),
    url("number", "https://192.0.2.7/", "4:6 bad-url public host"),
    url("number in six", "https://[2001:db8::1]/", "4:6 bad-url public host"),
    url("whole number", "https://3221225991/", "4:6 bad-url public host"),
    url("hexadecimal", "https://0xc0000207/", "4:6 bad-url public host"),
    url("octal", "https://0300.0.2.07/", "4:6 bad-url public host"),
    url("short number", "https://127.1/", "4:6 bad-url public host"),
    url("localhost", "http://localhost/", "4:6 bad-url public host"),
    url("below localhost", "http://osk.localhost/", "4:6 bad-url public host"),
    url("internal", "http://printer.local/", "4:6 bad-url public host"),
    url("one word", "https://intranet/", "4:6 bad-url public host"),
    url("no host", "https:///osk", "4:6 bad-url public host"),
    url("port", "https://osk.example.org:99999/", "4:6 bad-url Check the part between"),
    url("encoded line", "https://osk.example.org/%0d%0aSet-Cookie:x", "4:6 bad-url line break"),
    url("encoded capitals", "https://osk.example.org/%0A", "4:6 bad-url line break"),
    url("space", "https://osk.example.org/a b", "4:6 bad-url cannot stand in a web address"),
    url("quote", 'https://osk.example.org/"onclick="', "4:6 bad-url cannot stand in a web address"),
    url("angle", "https://osk.example.org/<b>", "4:6 bad-url cannot stand in a web address"),
    url("backslash", "https://osk.example.org\\@evil.example", "4:6 bad-url cannot stand in a web address"),
    url("wide letters", "https://ｏsk.example.org/", "4:6 bad-url public host"),
    url("mixed letters", "https://оsk.example.org/", "4:6 confusable-name U+043E"),
    url("hyphen at the end", "https://osk-.example.org/", "4:6 bad-url public host"),
    url("dots", "https://osk..example.org/", "4:6 bad-url public host"),
    url("long label", f"https://{'o' * 64}.example.org/", "4:6 bad-url public host"),
    url("long", f"https://osk.example.org/{'o' * 3000}", "4:6 bad-url has 3,024 characters"),
]
VALUES = [
    place("unknown key", f"{PLACE}colour: red\n", "3:1 unknown-key 'colour' is not a key"),
    place("missing key", "kind: site\n", "1:1 missing-key has no 'name'"),
    place("empty value", "name:\nkind: site\n", "1:6 empty-value 'name' is empty"),
    place("list for a text", "name: [Osk, Tarn]\nkind: site\n", "1:7 wrong-type 'name' needs"),
    place("group for a text", "name: Osk\nkind: {a: b}\n", "2:7 wrong-type 'kind' needs"),
    place("text for a record", "Osk\n", "1:1 wrong-type The file holds a text"),
    place("list for a record", "- name: Osk\n", "1:1 wrong-type The file holds a list"),
    place("no number", f"{PLACE}lat: 1e999\nlon: nan\n", "3:6 bad-number '1e999'", "4:6 bad-number 'nan'"),
    place("a huge number", f"{PLACE}lat: {'9' * 5000}\n", "3:6 bad-number is not a number"),
    place("a number in sixties", f"{PLACE}lat: 1:30\n", "3:6 bad-number '1:30'"),
    place("no bool", f"{PLACE}draft: yes\n", "3:8 bad-choice Write true or false"),
    place("no date", f"{PLACE}changes: [{{date: 2031-02-30, kind: update, note: x}}]\n", "3:18 bad-date 28 days"),
    place(
        "a long date", f"{PLACE}changes: [{{date: '{'9' * 5000}', kind: update, note: x}}]\n", "3:18 bad-date too long"
    ),
    place("no language", f"{PLACE}lang: klingon\n", "3:7 bad-language 'klingon'"),
    place("a long language", f"{PLACE}lang: en{'-abcde' * 5000}\n", "3:7 bad-language is not a language tag"),
    place("no short name", f"{PLACE}identifiers: {{Wiki Data: Q1}}\n", "3:15 bad-id 'Wiki Data'"),
    place("dangling", f"{PLACE}within: nowhere\n", "3:9 dangling-reference There is no place 'nowhere'"),
    place("a path for an id", f"{PLACE}within: ../../etc/passwd\n", "3:9 bad-id '../../etc/passwd' is not an id"),
    place("itself", f"{PLACE}within: itself\n", "3:9 circular-reference leads to itself"),
    place("wrong kind", f"{PLACE}within: dangling-source\n", "3:9 wrong-kind is of the kind 'source'"),
    file("source for kinds", "sources/dangling-source.yml", SOURCE),
    source("no digest", f"{SOURCE}sha256: xyz\n", "4:9 bad-sha256 'xyz'"),
    file("wrong folder", "actors/wrong-folder.yml", SOURCE, "1:1 wrong-folder looks like a source"),
    place(
        "a thousand faults",
        PLACE + "".join(f"x{n}: y\n" for n in range(1000)),
        *(f"{n}:1 unknown-key 'x{n - 3}'" for n in range(3, 1003)),
    ),
    place("a line for machines", "name: Osk\nkind: '::error::osk'\n", "2:7 bad-choice ': :error: :osk'"),
    place("ends of a terminal", 'name: Osk\nkind: "a\\e[2J"\n', "2:7 bad-character U+001B"),
    place("format", f"{PLACE}within: '{{0.__class__}} %s %(name)s'\n", "3:9 bad-id is not an id"),
]
NAMES = [
    file("capitals in a name", "places/Osk-Town.yml", PLACE, "1:1 bad-id 'Osk-Town' is not an id"),
    file("the same in small letters", "places/osk-town.yml", PLACE, "1:1 duplicate-id taken by content/actors/"),
    file("composed", f"places/{unicodedata.normalize('NFC', 'öst')}.yml", PLACE, "1:1 bad-id is not an id"),
    file("taken apart", f"places/{unicodedata.normalize('NFD', 'öst')}.yml", PLACE, "1:1 bad-id is not an id"),
    file("letters of another script", "places/оsk.yml", PLACE, "1:1 bad-id is not an id"),
    file("space in a name", "places/a b.yml", PLACE, "1:1 bad-id 'a b' is not an id"),
    file("two hyphens", "places/a--b.yml", PLACE, "1:1 bad-id 'a--b' is not an id"),
    file("a hyphen first", "places/-rf.yml", PLACE, "1:1 bad-id '-rf' is not an id"),
    file("underscore", "places/a_b.yml", PLACE, "1:1 bad-id 'a_b' is not an id"),
    file("a long name", f"places/{'o' * 81}.yml", PLACE, "1:1 bad-id has 81 characters"),
    file("index", "places/index.yml", PLACE, "1:1 reserved-id 'index'"),
    file("con", "places/con.yml", PLACE, "1:1 reserved-id 'con'"),
    file("nul", "sources/nul.yml", SOURCE, "1:1 reserved-id 'nul'"),
    file("lpt1", "places/lpt1.yml", PLACE, "1:1 reserved-id 'lpt1'"),
    file("unattributed", "actors/unattributed.yml", "name: Osk\nkind: group\n", "1:1 reserved-id 'unattributed'"),
    file("a folder's name", "places/claims.yml", PLACE, "1:1 reserved-id 'claims'"),
    file("another ending", "places/osk.json", "{}", "1:1 stray-file ending has no use"),
    file("a program", "places/osk.py", "raise SystemExit(99)\n", "1:1 stray-file ending has no use"),
    file("a page", "places/osk.html", "<script>", "1:1 stray-file ending has no use"),
    file("no ending", "places/osk", PLACE, "1:1 stray-file ending has no use"),
    file("a file at the top", "mkdocs.yml", "plugins: []\n", "1:1 stray-file cannot stand here by itself"),
    file("an unknown folder", "people/osk.yml", PLACE, "content/people:1:1 stray-file not a folder"),
    file("a text of nobody", "sources/nobody.txt", "Osk\n", "1:1 stray-file no source 'nobody'"),
    file("prose of nobody", "stories/nobody.md", "Osk\n", "1:1 stray-file no story 'nobody'"),
    file("the same id twice", "actors/osk-town.yml", "name: Osk\nkind: group\n"),
    file("the same id thrice", "sources/osk-town.yml", SOURCE, "1:1 duplicate-id is taken by"),
    file("two endings", "places/osk-town.yaml", PLACE, "1:1 duplicate-id is taken by"),
    file("not UTF-8", "places/osk-\udce9.yml", PLACE, "1:1 bad-id is not an id"),
    file("a turned name", "places/osk\u202elmy.yml", PLACE, "1:1 bad-id is not an id"),
    file("a name with a line", "places/osk\n::error::.yml", PLACE, "1:1 bad-id is not an id"),
    file("in a deep folder", "places/" + "d/" * 100 + "deep.yml", "name: Osk\nkind: sight\n", "2:7 bad-choice"),
    file(
        "in a folder with a bell",
        "places/a\x07b/bell.yml",
        PLACE,
        "content/places/a\\x07b:1:1 bad-character does not print",
    ),
]
FAULTS = dict([*SIZES, *DEPTHS, *REPEATS, *TAGS, *SIGNS, *ENCODINGS, *CHARACTERS, *URLS, *VALUES, *NAMES])
