"""No text of a record ever becomes anything but text, in any field of any kind, nor does the site's name.

The records of Ulmerask are written anew, with a text of its own in every field that can hold one: once a hostile text,
once a harmless one of the same shape (`x` for each sign). Put the hostile texts in the place of the harmless ones in
the harmless site, and it must be the hostile site, in every text and attribute of every page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

import pytest
import yaml
from playwright.sync_api import Browser, Page
from tests.building import INVENTED, REPOSITORY, Built, Servers, build_site, run_mkdocs, write_project

from sayso.dates import Date
from sayso.records import FOLDERS, KINDS
from sayso.records.parts import UNKNOWN, IdOrText, Part, Reference, TextForm
from sayso.rules.claims import LONGEST_SHORT
from sayso.searching import FOLDER

# Each shows in another way that it was not taken as text; together they stand in every field that has room for them.
HOSTILE = (
    '"><script>alert(1)</script>',
    "{{7*191}}",
    "*_[x](javascript:alert(1))",
    "</title><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "' onfocus=alert(1) autofocus x='",
    "&lt;b&gt; &quot; &#60;i> &amp;amp;",
    "{% raw %}{{ page }}{# x #}",
    "<!--><script>alert(2)</script>-->",
    "</p></div><base href=//x.example>",
    "![x](javascript:alert(3))",
    "<javascript:alert(4)>",
    "[x]: javascript:alert(5)",
    "\\<u>\\*x\\* `<s>` ~~x~~ ^x^",
)
# What Markdown is to show as typed too: all but its escapes and its code.
IN_MARKDOWN = HOSTILE[:-1]
FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
COMPUTED = str(7 * 191)
LIMITS = {"claim.short": LONGEST_SHORT}
# A type allows it, a rule never does.
REFUSED = frozenset({"question.positions.figure.counts"})
# What no page shows yet, or ever: a text in any other field has to be seen on a page.
NOT_SHOWN = re.compile(r"\w+\.(notes|translations)|\w+\.positions\.passage\.(prefix|suffix)")
# Keys of free groups, by the form that they must have; `summary` is a text of every kind, so it can be translated.
KEYS = {"slug": "x", "language": "fr", "plain": "summary"}
# Anchors made of words: of a position without an id, and of headings in hand-written pages.
ANCHOR = re.compile(r"\bp-[0-9a-f]{10}\b|\b(about|of)-w\d{4}-[a-z0-9_-]+")
SITE = ("site.name", "site.description", "site.contact")

Yaml: TypeAlias = "str | list[Yaml] | dict[str, Yaml]"


def keep(text: str) -> str:
    """The hostile text itself."""
    return text


def mask(text: str) -> str:
    """A harmless text of the same shape."""
    return re.sub(r"\S", "x", text)


@dataclass
class Wording:
    """Gives each field a text of its own, which begins with a number; `lacking` are fields that no record uses."""

    form: Callable[[str], str]
    lacking: set[str] = field(default_factory=set)
    paths: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def lacks(self, path: str) -> bool:
        """Whether a text at or below this path is used by no record."""
        return any(f"{lacking}.".startswith(f"{path}.") for lacking in self.lacking)

    def plain(self, path: str, was: str = "") -> str:
        """A text on one line; one that ended in a question mark still does."""
        text = " ".join(HOSTILE)
        if path in LIMITS:
            fitting = [piece for piece in HOSTILE if len(piece) <= LIMITS[path] - len("W0000 ")]
            text = fitting[len(self.texts) % len(fitting)]
        return self._word(path, text) + ("?" if was.endswith("?") else "")

    def markdown(self, path: str) -> str:
        """A text of one paragraph for each of the hostile texts: what they are together, Markdown may well mark up."""
        return "\n\n".join(self._word(path, text) for text in IN_MARKDOWN)

    def label(self, path: str, text: str) -> str:
        """A text that can stand in a link by id."""
        return self._word(path, re.sub(r"[\[\]|]", "", text))

    def _word(self, path: str, text: str) -> str:
        token = f"W{len(self.texts):04}"
        self.paths[token], self.texts[token] = path, text
        return f"{token} {self.form(text)}"


def annotated(part: type[Part], name: str) -> Any:  # noqa: ANN401 -- type annotations have no common type
    """The type of a field with its marks."""
    info = part.model_fields[name]
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def reword(annotation: Any, value: Yaml, path: str, wording: Wording) -> Yaml:  # noqa: ANN401, PLR0911 -- one for each shape of type
    """A value with other words wherever its type is a text of any form."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return reword_part(annotation, value, path, wording)
    if origin is Annotated:
        for mark in arguments[1:]:
            if isinstance(mark, TextForm) and mark.form in ("plain", "markdown"):
                return wording.markdown(path) if mark.form == "markdown" else wording.plain(path, str(value))
            if isinstance(mark, IdOrText) and (path in wording.lacking or not is_id(str(value))):
                return wording.plain(path)
        return reword(arguments[0], value, path, wording)
    if origin in (Union, types.UnionType):
        return reword(next(one for one in arguments if one is not types.NoneType), value, path, wording)
    if origin is tuple:
        values = value if isinstance(value, list) else [value]
        return [reword(arguments[0], one, path, wording) for one in values]
    if origin is MappingType:
        entries = value if isinstance(value, dict) else {KEYS[get_args(arguments[0])[1].form]: value}
        return {key: reword(arguments[1], one, path, wording) for key, one in entries.items()}
    return value


def reword_part(part: type[Part], value: Yaml, path: str, wording: Wording) -> Yaml:
    """A group of keys, or the bare value that stands for it, with other words; and with fields that no record uses."""
    if not isinstance(value, dict):
        assert part.shorthand is not None, path
        value = {part.shorthand: value}
        if not wording.lacks(path):
            return reword(annotated(part, part.shorthand), value[part.shorthand], f"{path}.{part.shorthand}", wording)
    words = {key: reword(annotated(part, key), one, f"{path}.{key}", wording) for key, one in value.items()}
    for name in part.model_fields:
        here = f"{path}.{name}"
        # With a paraphrase a position shows no words, and they are to be seen.
        if name not in words and wording.lacks(here) and not (name == "paraphrase" and "words" in words):
            example = make_example(annotated(part, name))
            if example is not None:
                words[name] = reword(annotated(part, name), example, here, wording)
                wording.lacking -= set(wording.paths.values())
    return words


def make_example(annotation: Any) -> Yaml | None:  # noqa: ANN401
    """What can stand in a field of this type that no record uses, if that can be made up."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        needed = {
            name: annotated(annotation, name) for name, info in annotation.model_fields.items() if info.is_required()
        }
        made = {name: make_example(inner) for name, inner in needed.items()}
        return None if None in made.values() else {name: one for name, one in made.items() if one is not None}
    if annotation is Date:
        return "2016-05-06"
    if origin is Literal:
        return str(arguments[0])
    if origin is Annotated and not any(isinstance(mark, Reference) for mark in arguments[1:]):
        return "" if arguments[0] is str else make_example(arguments[0])
    if origin in (Union, types.UnionType, tuple):
        return make_example(next(one for one in arguments if one is not types.NoneType))
    return "" if origin is MappingType else None


def is_id(text: str) -> bool:
    """Whether a text that may be an id or words is an id, or says that nobody knows."""
    return text == UNKNOWN or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def list_paths(annotation: Any, path: str) -> Iterator[str]:  # noqa: ANN401
    """The paths of all fields below a type that are texts."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        for name in annotation.model_fields:
            yield from list_paths(annotated(annotation, name), f"{path}.{name}")
    elif get_origin(annotation) is Annotated:
        marks = get_args(annotation)[1:]
        if any(isinstance(mark, IdOrText) or getattr(mark, "form", "") in ("plain", "markdown") for mark in marks):
            yield path
        yield from list_paths(get_args(annotation)[0], path)
    elif get_origin(annotation) is MappingType:
        yield from list_paths(get_args(annotation)[1], path)
    else:
        for argument in get_args(annotation):
            yield from list_paths(argument, path)


ALL_PATHS = frozenset(path for kind in KINDS for path in list_paths(kind, kind.kind_name))


def write_reworded(source: Path, target: Path, wording: Wording) -> None:
    """Writes all records of a content folder with other words; stored texts and prose hold them too."""
    shutil.copytree(source, target)
    for file in sorted(path for path in target.rglob("*") if path.suffix in (".yml", ".yaml")):
        kind = FOLDERS[file.relative_to(target).parts[0]]
        record = reword(kind, read_yaml(file), kind.kind_name, wording)
        assert isinstance(record, dict)
        positions = record.get("positions", [])
        for position in positions if isinstance(positions, list) else ():
            assert isinstance(position, dict)
            join_passage(position, target)
        stored = file.with_suffix(".txt")
        if stored.exists():
            record.pop("sha256", None)
        file.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    for prose in sorted(target.rglob("*.md")):
        paragraphs = [prose.read_text(encoding="utf-8"), wording.markdown("prose.text")]
        paragraphs += [f"[[darro-vennoth|{wording.label('prose.label', text)}]]" for text in IN_MARKDOWN]
        prose.write_text("\n\n".join(paragraphs), encoding="utf-8")


def read_yaml(file: Path) -> Yaml:
    """A YAML file of which every value is a text, as Sayso reads it."""
    loader = yaml.BaseLoader(file.read_text(encoding="utf-8"))
    value: Yaml = loader.get_single_data()
    return value


def join_passage(position: dict[str, Yaml], content: Path) -> None:
    """Lets the passage hold the verb, hedge and words that must stand in it, and the stored text hold the passage."""
    if "passage" not in position:
        return
    passage = position["passage"] if isinstance(position["passage"], dict) else {"exact": position["passage"]}
    parts = [passage["exact"], *(position[key] for key in ("verb", "hedge", "words") if key in position)]
    exact = " ".join(map(str, parts))
    position["passage"] = {**passage, "exact": exact}
    if "paraphrase" in position:
        position["show"] = "false"
    stored = next(content.rglob(f"{position['source']}.y*ml"))
    text = stored.with_suffix(".txt")
    if text.exists():
        around = " ".join(str(passage[key]) for key in ("prefix", "exact", "suffix") if key in passage)
        whole = around.replace(str(passage["exact"]), exact)
        with text.open("a", encoding="utf-8") as file:
            file.write(f"\n\nThe speaker said: “{whole}”\n")


@dataclass(frozen=True)
class Worded:
    """A project of reworded records that can be built, and which text stands in which field."""

    content: Path
    settings: Mapping[str, Any]
    paths: Mapping[str, str]
    texts: Mapping[str, str]

    def build(self, tmp: Path) -> Built:
        """The site of these records."""
        return build_site(self.content, tmp, **self.settings)


def link_records(content: Path) -> dict[str, str]:
    """Hand-written pages that name each record by its id: in a text, as a heading, and as a title."""
    names = [
        path.stem for path in sorted(content.rglob("*.y*ml")) if path.stem not in ("gate-log", "river-gates-office")
    ]
    texts = "\n\n".join(f"Read of [[{name}]].\n\n## About [[{name}]]" for name in names)
    return {"linked.md": f"# Links\n\n{texts}\n", "titled.md": "# Of [[sluice-lantern]]\n\nNothing more.\n"}


def make_worded(tmp: Path, form: Callable[[str], str]) -> Worded:
    """Ulmerask with a text of its own in every text field, in its name, its description and its contact."""
    dry = Wording(keep)
    write_reworded(INVENTED, tmp / "dry", dry)
    wording = Wording(form, lacking=set(ALL_PATHS - REFUSED) - set(dry.paths.values()))
    write_reworded(INVENTED, tmp / "content", wording)
    name, description, contact = (wording.plain(path) for path in SITE)
    settings: dict[str, Any] = {"pages": link_records(INVENTED), "site_name": name, "site_description": description}
    settings["plugins"] = [{"sayso": {"contact": contact}}]
    return Worded(tmp / "content", settings, wording.paths, wording.texts)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Worded:
    return make_worded(tmp_path_factory.mktemp("hostile"), keep)


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Worded:
    return make_worded(tmp_path_factory.mktemp("harmless"), mask)


class Events(HTMLParser):
    """What a page is made of: its tags with their attributes, and the texts between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag with the names and values of its attributes."""
        self.found.append((f"<{tag}>", *(part or "" for pair in attrs for part in pair)))

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        self.found.append((f"</{tag}>",))

    def handle_data(self, data: str) -> None:
        """A text; the parser may give it in pieces."""
        if self.found and self.found[-1][0] == "text":
            data = self.found.pop()[1] + data
        self.found.append(("text", data))

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.found.append(("comment", data))

    def handle_pi(self, data: str) -> None:
        """An instruction."""
        self.found.append(("instruction", data))

    def handle_decl(self, decl: str) -> None:
        """A declaration."""
        self.found.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        """A declaration that HTML does not know."""
        self.found.append(("declaration", data))


@cache
def read_events(file: Path) -> tuple[tuple[str, ...], ...]:
    """What a file of HTML is made of."""
    events = Events()
    events.feed(file.read_text(encoding="utf-8"))
    events.close()
    return tuple(events.found)


def make_hostile(text: str, texts: Mapping[str, str]) -> str:
    """A text of the harmless site with the hostile texts in the place of the harmless ones, cut where those are cut."""

    def replace(match: re.Match[str]) -> str:
        whole = texts[match[1]]
        shown = match[2][: len(whole)]
        return f"{match[1]} {whole[: len(shown)]}{match[2][len(shown) :]}"

    return ANCHOR.sub("anchor", re.sub(r"(W\d{4}) (x+(?: x+)*)", replace, text))


def find_difference(harmless: Path, hostile: Path, texts: Mapping[str, str]) -> str | None:
    """The first thing in a hostile page that is not the harmless page's with other words, if there is one."""
    expected = [tuple(make_hostile(part, texts) for part in event) for event in read_events(harmless)]
    found = [tuple(ANCHOR.sub("anchor", part) for part in event) for event in read_events(hostile)]
    for number, event in enumerate(expected):
        if number >= len(found) or found[number] != event:
            return f"{hostile.name}: {found[number] if number < len(found) else None} where {event} is due"
    return f"{hostile.name}: {found[len(expected)]} is too much" if len(found) > len(expected) else None


def list_differences(harmless: Built, hostile: Built, texts: Mapping[str, str]) -> dict[str, str]:
    """By page, the first difference of two sites."""
    assert harmless.pages == hostile.pages
    found = {page: find_difference(harmless.site / page, hostile.site / page, texts) for page in harmless.pages}
    return {page: difference for page, difference in found.items() if difference}


def list_seen(site: Built) -> Counter[str]:
    """How often the numbers of texts stand in the texts of pages, apart from attributes."""
    texts = (event[1] for page in site.pages for event in read_events(site.site / page) if event[0] == "text")
    return Counter(number for text in texts for number in re.findall(r"W\d{4}", text))


def test_every_text_field_of_every_kind_takes_part(hostile: Worded) -> None:
    assert len(ALL_PATHS) > 50
    assert ALL_PATHS - set(hostile.paths.values()) == REFUSED, "use this field in tests/sites/ulmerask"


def test_hostile_texts_stand_on_pages_as_they_are_and_change_nothing_else(
    hostile: Worded, harmless: Worded, shared_builds: Path
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    assert len(one.pages) > 50
    assert list_differences(one, other, hostile.texts) == {}


def test_every_field_is_seen_on_a_page_but_those_that_are_never_shown(hostile: Worded, shared_builds: Path) -> None:
    seen = {hostile.paths[number] for number in list_seen(hostile.build(shared_builds))}
    assert sorted(set(hostile.paths.values()) - seen - {path for path in ALL_PATHS if NOT_SHOWN.fullmatch(path)}) == []
    assert sorted(path for path in seen if NOT_SHOWN.fullmatch(path)) == []


def test_titles_and_descriptions_hold_the_text_unaltered(hostile: Worded, shared_builds: Path) -> None:
    site = hostile.build(shared_builds)
    events = read_events(site.site / "actors" / "sluice-lantern" / "index.html")
    number = next(match[0] for match in re.finditer(r"W\d{4}", events[events.index(("<title>",)) + 1][1]))
    name = f"{number} {hostile.texts[number]}"
    assert hostile.paths[number] == "actor.name.text"
    assert events[events.index(("<title>",)) + 1][1] == f"Who is who: {name} - {hostile.settings['site_name']}"
    metas = {event[2]: event[4] for event in events if event[0] == "<meta>" and event[1] in ("name", "property")}
    assert metas["og:title"] == f"Who is who: {name}"
    assert metas["og:site_name"] == hostile.settings["site_name"]
    assert metas["description"] == metas["og:description"]
    home = read_events(site.site / "index.html")
    (description,) = [event[4] for event in home if event[:3] == ("<meta>", "name", "description")]
    assert description.removesuffix(" …") in str(hostile.settings["site_description"])


def test_no_file_computes_what_a_text_says_or_names_it_elsewhere(
    hostile: Worded, harmless: Worded, shared_builds: Path
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    names, others = (list_names(site.site) for site in (other, one))
    assert names == others
    for name in names:
        if name.suffix not in (".html", ".gz"):
            assert (other.site / name).read_bytes() == (one.site / name).read_bytes(), name
        elif name.suffix == ".html":
            assert COMPUTED not in (other.site / name).read_text(encoding="utf-8"), name


def list_names(site: Path) -> list[Path]:
    """The paths of a site's files, but for those of the search index, whose names are digests of what they hold."""
    paths = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return sorted(path for path in paths if not path.is_relative_to(FOLDER) or path.suffix == ".js")


LOOK = """() => {
  const tags = {}, strange = [];
  for (const element of document.querySelectorAll("*")) {
    tags[element.localName] = (tags[element.localName] ?? 0) + 1;
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on") || name === "autofocus" || name === "style" && element.closest("article"))
        strange.push(`${element.localName} ${name}=${value}`);
      if (/^\\s*(javascript|data|vbscript):/i.test(value) && name !== "content")
        strange.push(`${element.localName} ${name}=${value}`);
    }
  }
  return {tags, strange, base: document.baseURI === location.href};
}"""


def look(page: Page, address: str) -> dict[str, Any]:
    """The elements of a page in the browser after its scripts ran, and what it holds that no text justifies."""
    dialogs: list[str] = []

    def note(dialog: Any) -> None:  # noqa: ANN401 -- Playwright's dialog
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.goto(address)
    seen: dict[str, Any] = page.evaluate(LOOK)
    page.remove_listener("dialog", note)
    return {**seen, "dialogs": dialogs}


def one_of_each(site: Built) -> list[str]:
    """A page of each kind; the largest, since it holds most."""
    pages = sorted(site.pages, key=lambda path: ((site.site / path).stat().st_size, path))
    return sorted({path.split("/")[0]: path for path in pages}.values())


def page_address(path: str) -> str:
    """The address of a page's file."""
    return path.removesuffix("index.html")


def test_in_the_browser_no_element_handler_address_or_dialog_comes_of_a_text(
    hostile: Worded, harmless: Worded, shared_builds: Path, chromium: Browser, serve: Servers
) -> None:
    one, other = harmless.build(shared_builds), hostile.build(shared_builds)
    page = chromium.new_page()
    for path in one.pages if FULL else one_of_each(one):
        clean = look(page, serve(one.site) + page_address(path))
        assert (clean["strange"], clean["base"], clean["dialogs"]) == ([], True, [])
        assert look(page, serve(other.site) + page_address(path)) == clean, path
    page.close()


FAULTS = {
    "templates do not escape": ("rendering/environment.py", "autoescape=True", "autoescape=False"),
    "names of records in another language are not escaped": (
        "rendering/environment.py",
        'dir="{}">{}</bdi>\').format(words.lang, words.dir, words.text)',
        'dir="{}">{}</bdi>\').format(words.lang, words.dir, Markup(words.text))',
    ),
    "names of records are not escaped": (
        "rendering/environment.py",
        'Markup("<bdi>{}</bdi>").format(words.text)',
        'Markup("<bdi>{}</bdi>").format(Markup(words.text))',
    ),
    "titles and descriptions are not escaped": ("mkdocs_plugin/theme.py", "return escape(text)", "return Markup(text)"),
    "Markdown passes HTML through": (
        "rendering/prose.py",
        'return clean(text.replace(AMPERSAND, "&amp;"))',
        "return Markdown().convert(view.text)",
    ),
}


def patch_package(folder: Path, faults: Mapping[str, tuple[str, str, str]]) -> str:
    """A copy of the package with faults in it, as a value for PYTHONPATH."""
    shutil.copytree(REPOSITORY / "plugins" / "sayso", folder / "sayso", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (path, right, wrong) in faults.items():
        file = folder / "sayso" / path
        text = file.read_text(encoding="utf-8")
        assert text.count(right) == 1, f"{name}: {path} has changed, seed the fault anew"
        file.write_text(text.replace(right, wrong), encoding="utf-8")
    return str(folder)


def build_with(faults: Mapping[str, tuple[str, str, str]], worded: Worded, tmp: Path) -> Built:
    """The site of these records as a package with faults builds it."""
    project = write_project(tmp / "project", worded.content, **worded.settings)
    run = run_mkdocs(project, "--no-strict", PYTHONPATH=patch_package(tmp / "patched", faults))
    assert run.returncode == 0, run.stderr
    return Built(project, project / "site", run.stderr)


@pytest.mark.parametrize("name", FAULTS)
def test_each_place_that_escapes_is_missed_when_it_does_not(
    name: str, hostile: Worded, harmless: Worded, shared_builds: Path, tmp_path: Path
) -> None:
    faulty = build_with({name: FAULTS[name]}, hostile, tmp_path)
    differences = list_differences(harmless.build(shared_builds), faulty, hostile.texts)
    assert differences != {}


def test_with_all_escaping_off_the_policy_alone_stops_every_script(
    hostile: Worded, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    faulty = build_with(FAULTS, hostile, tmp_path)
    bare = tmp_path / "bare"
    page, naked = chromium.new_page(), chromium.new_page()
    naked.route(re.compile(r"^(?!http://127\.0\.0\.1:)"), lambda route: route.abort())
    naked.add_init_script("window.alert = () => { window.ran = true; }")
    paths = [path for path in one_of_each(faulty) if FULL or path.split("/")[0] in LOOKED_AT]
    is_open = set()
    for path in paths:
        html = faulty.read(path)
        assert "<script>alert(1)</script>" in html
        policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', html)
        assert policy is not None
        assert html.index(policy[0]) < html.index("alert(")
        without = bare / path
        without.parent.mkdir(parents=True, exist_ok=True)
        without.write_text(html.replace(policy[0], ""), encoding="utf-8")
        assert look(page, serve(faulty.site) + page_address(path))["dialogs"] == []
        click_all(page)
        naked.goto(serve(bare) + page_address(path))
        if naked.evaluate("window.ran"):
            is_open.add(path)
    page.close()
    naked.unroute_all(behavior="ignoreErrors")  # a request that is still being refused would fail with the page gone
    naked.close()
    assert is_open == set(paths), "without the policy, each of these pages runs a script"


def click_all(page: Page) -> None:
    """Follows every `javascript:` address of a page and focuses what it can; a dialog would be an error here."""

    def fail(dialog: Any) -> None:  # noqa: ANN401 -- Playwright's dialog
        dialog.dismiss()
        pytest.fail("a script ran")

    page.on("dialog", fail)
    script = (
        """for (const e of document.querySelectorAll('[href^="javascript:"], [autofocus]')) { e.focus(); e.click(); }"""
    )
    page.evaluate(script)
    page.wait_for_timeout(50)
    page.remove_listener("dialog", fail)


LOOKED_AT = ("index.html", "stories", "claims", "actors")
MARKED_UP = (
    '[x](https://a.example/"onmouseover=alert(1))',
    "[x](https://a.example/'onclick='alert(1) \"title\")",
    "[x](<https://a.example/ onclick=alert(1)>)",
    "[x](&#106;avascript:alert(1)) [x](java&Tab;script:alert(1)) [x]( javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1)) [x](data:text/html,<script>alert(1)</script>) [x](//x.example) [x](record:x)",
    "<https://a.example/<script>alert(1)</script>>",
    "<a@b.example> <record:x> <data:text/html,x>",
    "[![x](https://a.example/x.png)](https://a.example/)",
    "**<img src=x onerror=alert(1)>** `<script>alert(1)</script>` *[x](javascript:alert(1))*",
    "[x]{: onclick=alert(1)}",
    "> <iframe src=https://x.example></iframe>\n\n- <object data=x>\n- <style>*{display:none}</style>",
    "# Heading\n\n---\n\n    <script>alert(1)</script>\n\n***",
)
ALLOWED_IN_PROSE = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br", "div"}


@pytest.mark.parametrize("path", ["stories/night-at-gate-three.md", "actors/river-authority.yml"])
def test_markup_that_is_allowed_carries_nothing_that_is_not(
    path: str, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    content = shutil.copytree(INVENTED, tmp_path / "content")
    text = "\n\n".join(MARKED_UP)
    if path.endswith(".md"):
        (content / path).write_text(text, encoding="utf-8")
    else:
        record = read_yaml(content / path)
        assert isinstance(record, dict)
        (content / path).write_text(json.dumps({**record, "summary": text}), encoding="utf-8")
    site = build_site(content, tmp_path / "builds").site
    page = chromium.new_page()
    assert look(page, serve(site) + path.rpartition(".")[0] + "/")["dialogs"] == []
    box = page.locator(".sayso-prose" if path.endswith(".md") else ".sayso-summary")
    found = box.evaluate(
        "box => [box, ...box.querySelectorAll('*')].map(e => [e.localName, ...[...e.attributes].map(a => a.name)])"
    )
    addresses = box.evaluate("box => [...box.querySelectorAll('a')].map(e => e.href)")
    page.close()
    assert {name for name, *_ in found} <= ALLOWED_IN_PROSE
    assert {attribute for _, *attributes in found for attribute in attributes} <= {"class", "href"}
    assert len(addresses) >= 1
    assert [address for address in addresses if not address.startswith("https://a.example/")] == []


def test_a_hostile_key_is_quoted_in_the_message_and_nothing_is_built(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    key = " ".join(HOSTILE)
    file = project / "content" / "places" / "dunnels.yml"
    record = read_yaml(file)
    assert isinstance(record, dict)
    file.write_text(json.dumps({key: "x", **record}), encoding="utf-8")
    runs = {form: run_check(project, form) for form in ("text", "json", "github")}
    assert {run.returncode for run in runs.values()} == {1}
    place = "content/places/dunnels.yml:1:2: error [unknown-key] "
    (line,) = [line for line in runs["text"].stdout.splitlines() if "unknown-key" in line]
    assert line.startswith(f"{place}'{' '.join(HOSTILE[:3])}")
    (row,) = [row for row in json.loads(runs["json"].stdout) if row["code"] == "unknown-key"]
    assert row["message"] == line.removeprefix(place)
    assert [line for line in runs["github"].stdout.splitlines() if not line.startswith("::")] == []
    build = run_mkdocs(project)
    assert build.returncode == 1
    assert line in build.stdout + build.stderr
    assert not (project / "site").exists()


def run_check(project: Path, form: str) -> subprocess.CompletedProcess[str]:
    """Runs `sayso check` in a project."""
    command = [sys.executable, "-P", "-m", "sayso", "check", "--format", form]
    return subprocess.run(command, cwd=project, capture_output=True, check=False, encoding="utf-8")
