"""The records of Ulmerask with other words: hostile texts, or harmless ones of the same shape, in every field.

Each text begins with a number of its own, such as `W0042`, by which it is found again wherever it stands.
"""

from __future__ import annotations

import json
import re
import shutil
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, TypeAlias, Union, get_args, get_origin

import yaml
from tests.building import INVENTED, Built, build_site
from tests.payloads import list_accepted, list_verbatim

from sayso.dates import Date
from sayso.loading.forms import LONGEST_NAME
from sayso.records import FOLDERS, KINDS
from sayso.records.parts import UNKNOWN, IdOrText, Part, Reference, TextForm
from sayso.rules.claims import LONGEST_SHORT

LIMITS = {"claim.short": LONGEST_SHORT}
# What stands before and after the texts in a value.
MARGIN = 10
# A type allows it, a rule never does.
REFUSED = frozenset({"question.positions.figure.counts"})
# Keys of free groups, by the form that they must have; `summary` is a text of every kind, so it can be translated.
KEYS = {"slug": "x", "language": "fr", "plain": "summary"}
SITE = ("site.name", "site.description", "site.contact")
# What ends a title or the value of an attribute, or is read as something else in either.
IN_TITLES = ("</title><svg onload=alert(1)>", "&lt;b&gt; &quot; &amp;amp;", '"><script>alert(1)</script>', "{{7*191}}")
PROSE, LABEL = "prose.text", "prose.label"

Yaml: TypeAlias = "str | list[Yaml] | dict[str, Yaml]"


def keep(text: str) -> str:
    """The hostile text itself."""
    return text


def mask(text: str) -> str:
    """A harmless text of the same shape; the sign at its end stays, after which a page sets no full stop."""
    return re.sub(r"\S(?!\Z)|[^\s.?!…]\Z", "x", text)


class Dealer(Protocol):
    """Says which texts stand in the next place of a field."""

    def deal(self, path: str, texts: Sequence[str]) -> Sequence[str]:
        """Some of the texts that can stand at a path."""


@dataclass
class InTurn:
    """Each place gets the next few texts, whichever field it is in; after the last the first comes again."""

    most: int
    _dealt: Counter[int] = field(default_factory=Counter)

    def deal(self, path: str, texts: Sequence[str]) -> Sequence[str]:  # noqa: ARG002 -- each path is served alike
        """The next texts of this list."""
        start = self._dealt[len(texts)]
        self._dealt[len(texts)] += self.most
        return [texts[(start + step) % len(texts)] for step in range(self.most)]

    def take_back(self, texts: Sequence[str], number: int) -> None:
        """The last texts found no room, and come again."""
        self._dealt[len(texts)] -= number


@dataclass
class InShares:
    """Each field gets its share of all texts, divided among its places: the part `part` of `parts`."""

    places: Mapping[str, int]
    part: int
    parts: int
    _dealt: Counter[str] = field(default_factory=Counter)

    def deal(self, path: str, texts: Sequence[str]) -> Sequence[str]:
        """The share of the next place at this path; over all parts and places, each text once."""
        places = self.places.get(path, 1)
        place = self._dealt[path] % places
        self._dealt[path] += 1
        return texts[self.part * places + place :: self.parts * places] or texts[:1]


@dataclass
class Wording:
    """Gives each field a text of its own, which begins with a number; `lacking` are fields that no record uses."""

    form: Callable[[str], str]
    dealer: Dealer
    lacking: set[str] = field(default_factory=set)
    paths: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    dealt: Counter[str] = field(default_factory=Counter)

    def lacks(self, path: str) -> bool:
        """Whether a text at or below this path is used by no record."""
        return any(f"{lacking}.".startswith(f"{path}.") for lacking in self.lacking)

    def plain(self, path: str, was: str = "") -> str:
        """A text; one that ended in a question mark still does."""
        if path in LIMITS:
            fitting = [text for text in list_accepted() if len(text) <= LIMITS[path] - len("W0000 ")]
            return self._word(path, self._deal(path, fitting)[0])
        return self._word(path, " ".join(self._deal_fitting(path))) + ("?" if was.endswith("?") else "")

    def _deal_fitting(self, path: str) -> Sequence[str]:
        """Texts that have room together in a name, where each place gets the next few."""
        if not isinstance(self.dealer, InTurn):
            return self._deal(path, list_accepted())
        dealt = self._deal(path, list_accepted())
        ends = list(accumulate(len(text) + 1 for text in dealt))
        fitting = max(1, sum(end <= LONGEST_NAME - MARGIN for end in ends))
        self.dealer.take_back(list_accepted(), len(dealt) - fitting)
        return dealt[:fitting]

    def markdown(self, path: str) -> str:
        """A paragraph for each text: what they are together, Markdown may well mark up."""
        return "\n\n".join(self._word(path, text) for text in self._deal(path, list_verbatim()))

    def site(self, path: str) -> str:
        """A text for the site itself, which stands in the title of every page."""
        return self._word(path, " ".join([*IN_TITLES, *self._deal_fitting(path)]))

    def label(self, path: str, text: str) -> str:
        """A text that can stand in a link by id."""
        return self._word(path, re.sub(r"[\[\]|]", "", text))

    def deal_labels(self) -> Sequence[str]:
        """The texts for links by id, each on one line."""
        return self._deal(LABEL, [text for text in list_verbatim() if re.sub(r"[\[\]|\s]", "", text)])

    def _deal(self, path: str, texts: Sequence[str]) -> Sequence[str]:
        self.dealt[path] += 1
        return self.dealer.deal(path, texts)

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
    transcripts = set()
    for file in sorted(path for path in target.rglob("*") if path.suffix in (".yml", ".yaml")):
        kind = FOLDERS[file.relative_to(target).parts[0]]
        record = reword(kind, read_yaml(file), kind.kind_name, wording)
        assert isinstance(record, dict)
        transcripts |= settle_positions(record, file.stem, target)
        if file.with_suffix(".txt").exists():
            record.pop("sha256", None)
        if file.stem in transcripts:
            record["kind"] = "transcript"
        write_yaml(file, record)
    for prose in sorted(target.rglob("*.md")):
        paragraphs = [prose.read_text(encoding="utf-8"), wording.markdown(PROSE)]
        paragraphs += [f"[[darro-vennoth|{wording.label(LABEL, text)}]]" for text in wording.deal_labels()]
        prose.write_text("\n\n".join(paragraphs), encoding="utf-8")


def settle_positions(record: dict[str, Yaml], record_id: str, content: Path) -> set[str]:
    """Makes positions whole again; gives the sources in which quotation marks no longer say whose words are whose.

    Each position has an id, since two of one speaker and day stand in the order of what their words hash to.
    """
    positions, quoted = record.get("positions", []), set()
    for number, position in enumerate(positions if isinstance(positions, list) else ()):
        assert isinstance(position, dict)
        position.setdefault("id", f"{record_id}-{number}")
        join_passage(position, content)
        if "words" in position:
            quoted.add(str(position["source"]))
    return quoted


def read_yaml(file: Path) -> Yaml:
    """A YAML file of which every value is a text, as Sayso reads it."""
    loader = yaml.BaseLoader(file.read_text(encoding="utf-8"))
    value: Yaml = loader.get_single_data()
    return value


def write_yaml(file: Path, value: Yaml) -> None:
    """Writes a value as JSON, which is YAML, with each key on a line of its own."""
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


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

    def without_search(self) -> Worded:
        """The same records for a site without search."""
        (plugin,) = self.settings["plugins"]
        plugins = [{"sayso": {**plugin["sayso"], "search": False}}]
        return replace(self, settings={**self.settings, "plugins": plugins})


def link_records(content: Path) -> dict[str, str]:
    """Hand-written pages that name each record by its id: in a text, as a heading, and as a title."""
    names = [
        path.stem for path in sorted(content.rglob("*.y*ml")) if path.stem not in ("gate-log", "river-gates-office")
    ]
    texts = "\n\n".join(f"Read of [[{name}]].\n\n## About [[{name}]]" for name in names)
    return {"linked.md": f"# Links\n\n{texts}\n", "titled.md": "# Of [[sluice-lantern]]\n\nNothing more.\n"}


def count_places(tmp: Path) -> tuple[Counter[str], set[str]]:
    """How many places each field has in the records of Ulmerask, and the fields that none of them uses."""
    dry = Wording(keep, InTurn(1))
    write_reworded(INVENTED, tmp, dry)
    lacking = set(ALL_PATHS - REFUSED) - set(dry.paths.values())
    return dry.dealt, lacking


def make_worded(tmp: Path, form: Callable[[str], str], dealer: Dealer, lacking: set[str]) -> Worded:
    """Ulmerask with a text of its own in every text field, in its name, its description and its contact."""
    wording = Wording(form, dealer, lacking=set(lacking))
    write_reworded(INVENTED, tmp / "content", wording)
    name, description, contact = (wording.site(path) for path in SITE)
    settings: dict[str, Any] = {"pages": link_records(INVENTED), "site_name": name, "site_description": description}
    settings["plugins"] = [{"sayso": {"contact": contact}}]
    return Worded(tmp / "content", settings, wording.paths, wording.texts)
