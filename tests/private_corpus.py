"""A project with a canary in each text of one record of each kind, in each place that is for editors alone.

Beside the records of Ulmerask stand four sets of records that use every text field of every kind: one that is
published, and one each of drafts, of merged and of deleted records. In the first state of the project all are
published, and each private canary also stands in a public field of its own record; in the second each is what it is.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TypeAlias

from tests.building import INVENTED, SETTINGS, write_project
from tests.canaries import make_canary

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value]"

ADDRESS = "https://example.org/sub/"
STATES = ("published", "draft", "merged", "deleted")
# A word that takes the place of this sign stands in the text and is a canary; the question keeps its mark.
HERE = "@"
# What a reader may see of these is nothing. The other texts of a record that is published are for readers.
PRIVATE_FIELDS = frozenset({
    "notes", "translations", "positions.passage.prefix", "positions.passage.suffix", "positions.hidden",
})  # fmt: skip
COMMON: dict[str, Value] = {
    "summary": HERE,
    "notes": HERE,
    "identifiers": {"wikidata": HERE},
    "changes": [{"date": "2016-05-02", "kind": "update", "note": HERE}],
    "translations": {"fr": {"summary": HERE}},
}
NAMED: dict[str, Value] = {
    "name": {"text": HERE, "lang": "fr"},
    "other_names": [{"name": HERE, "lang": "en", "source": "{source}"}],
    "described_as": [{"words": {"text": HERE}, "source": "{source}"}],
}
POSITION: dict[str, Value] = {
    "actor": "{actor}",
    "source": "{source}",
    "passage": {"prefix": HERE, "exact": HERE, "suffix": HERE},
    "hedge": HERE,
    "verb": HERE,
    "translation": HERE,
    "lang": "fr",
    "said": "2016-03-14",
    "occasion": HERE,
    "on_behalf_of": "river-authority",
    "jointly_with": ["sluice-lantern"],
    "relies_on": ["gate-technicians"],
    "reading": HERE,
    "note": HERE,
}
SPOKEN: dict[str, Value] = {
    "actor": "{actor}",
    "source": "{source}",
    "passage": {"prefix": HERE, "exact": HERE, "suffix": HERE},
    "words": HERE,
    "said": "2016-03-14",
}
REPORTED: dict[str, Value] = {
    "actor": "{actor}",
    "source": "{source}",
    "paraphrase": HERE,
    "locator": HERE,
    "passage": HERE,
    "hedge": HERE,
    "verb": HERE,
    "words": HERE,
    "translation": HERE,
    "lang": "fr",
    "show": False,
}
SEVEN: dict[str, Value] = {"best": 7, "counts": "not stated"}
# Each mentions records of Ulmerask wherever it can: what leads back from them must not tell of it.
RECORDS: dict[str, tuple[str, dict[str, Value]]] = {
    "actor": ("actors", {**NAMED, "kind": "person", "part_of": "river-authority",
        "roles": [{"role": HERE, "of": "river-authority", "start": "2014", "source": "{source}"}]}),
    "place": ("places", {**NAMED, "kind": "site", "within": "hettamire"}),
    "event": ("events", {"name": HERE, "date": "2016-03-13", "date_from": ["By @."], "places": ["{place}", "dunnels"],
        "part_of": "flood-in-the-dunnels", "described_as": [{"words": HERE, "source": "{source}"}],
        "rests_on": ["{claim}", "homes-under-water"],
        "participants": [{"actor": "darro-vennoth", "role": "reacted", "according_to": "{claim}"}]}),
    "source": ("sources", {"title": HERE, "kind": "article", "access": "examined", "author": "The @",
        "publisher": "The @", "published": "2016-03-15", "url": "https://a.example/@", "archived": "https://b.example/@",
        "source_corrections": [{"date": "2016-03-16", "note": HERE}]}),
    "described": ("sources", {"title": HERE, "kind": "audio", "access": "described-only", "author": "{actor}",
        "publisher": "unknown", "published": "unknown", "described_in": "banks-gazette-report"}),
    "copy": ("sources", {"title": HERE, "kind": "article", "access": "examined", "author": "river-authority",
        "publisher": "banks-gazette", "published": "2016-03-17", "copy_of": "joint-statement"}),
    "question": ("questions", {"text": "@?", "included": HERE, "about": ["{event}", "{actor}", "dunnels"],
        "no_answer": HERE, "asked": [{"actor": "darro-vennoth", "date": "2016-05-01", "how": HERE, "outcome": HERE}],
        "positions": [{**POSITION, "stance": "withholds"}, {**SPOKEN, "stance": "declines"},
            {**REPORTED, "stance": "withholds"}]}),
    "claim": ("claims", {"text": HERE, "short": HERE, "kind": "number", "question": "{question}",
        "about": ["{place}", "darro-vennoth"], "accuses": ["darro-vennoth"],
        "not_both_with": [{"claim": "gate-opened-as-chain-broke", "why": HERE}],
        "bears_on": [{"claim": "recording-is-genuine", "why": HERE}],
        "positions": [{**POSITION, "stance": "suggests", "figure": {"best": 7, "counts": HERE}},
            {**SPOKEN, "stance": "asserts", "figure": SEVEN, "status": "changed", "replaced_by": "homes-under-water"},
            {**REPORTED, "stance": "asserts", "figure": SEVEN}]}),
    "made": ("claims", {"text": HERE, "short": HERE, "kind": "happening", "question": "did-the-siren-sound",
        "made_by": "The @"}),
    "story": ("stories", {"title": HERE, "standfirst": HERE, "questions": ["{question}", "how-gate-three-opened"],
        "as_of": "2016-05-15", "leaves_out": HERE, "contact": HERE}),
}  # fmt: skip
EXIF = b"\xff\xd8\xff\xe1\x00\x20Exif\0\0II*\0\x08\0\0\0"
MERGED_INTO = {"actors": "river-authority", "places": "hettamire", "events": "gate-three-opening",
    "sources": "joint-statement", "questions": "did-the-siren-sound", "claims": "homes-under-water",
    "stories": "what-came-after"}  # fmt: skip


@dataclass
class Corpus:
    """A project, and of each canary the place: of public ones, and of private ones in its second state."""

    project: Path
    public: dict[str, str] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    around: list[str] = field(default_factory=list)
    """Private canaries that belong to no record."""

    def new(self, place: str, *, is_private: bool = True) -> str:
        """A new canary at a place."""
        word = make_canary(next(self.numbers))
        (self.private if is_private else self.public)[word] = place
        return word

    def hide(self, place: str) -> str:
        """A new private canary that belongs to no record."""
        self.around.append(self.new(place))
        return self.around[-1]

    def write(self, path: str, text: str) -> None:
        """Writes a file of the project."""
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@dataclass
class Filling:
    """Puts canaries and ids into one record, and keeps those that nobody is to see."""

    corpus: Corpus
    state: str
    name: str
    ids: Mapping[str, str]
    private: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The passages with what stands around them."""

    def word(self, path: str) -> str:
        """A canary for a field."""
        is_private = self.state != "published" or path in PRIVATE_FIELDS
        word = self.corpus.new(f"{self.state} {self.name}.{path}", is_private=is_private)
        if is_private:
            self.private.append(word)
        return word

    def fill(self, value: Value, path: str = "") -> Value:
        """A value with canaries and ids in their places."""
        if isinstance(value, dict):
            if "passage" in value:
                return self.fill_position(value, path)
            return {key: self.fill(one, join_path(path, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [self.fill(one, path) for one in value]
        if not isinstance(value, str):
            return value
        return value.format(**self.ids).replace(HERE, self.word(path)) if HERE in value else value.format(**self.ids)

    def fill_position(self, value: dict[str, Value], path: str) -> Value:
        """A position whose passage holds its verb, hedge and words, and stands in the text of its source.

        Where the passage is not shown, its words are for nobody, nor what they mean.
        """
        hidden = ("words", "translation") if value.get("show") is False else ()
        made = {
            key: self.fill(one, f"{path}.hidden" if key in hidden else f"{path}.{key}")
            for key, one in value.items()
            if key != "passage"
        }
        inside = [str(made[key]) for key in ("verb", "hedge", "words") if key in made]
        if isinstance(value["passage"], dict):
            passage = {key: self.word(join_path(f"{path}.passage", key)) for key in ("prefix", "exact", "suffix")}
            passage["exact"] = " ".join([passage["exact"], *inside])
            self.texts.append(" ".join(passage.values()))
            return {**made, "passage": dict(passage)}
        self.texts.append(" ".join([self.word(f"{path}.hidden"), *inside]))
        return {**made, "passage": self.texts[-1]}


def join_path(path: str, key: str) -> str:
    """The path of a key below another one; what may stand for a group, and free keys, have the path of the group."""
    is_short = path != "" and key in ("text", "exact")
    return path if is_short or path in ("translations", "identifiers") else f"{path}.{key}".lstrip(".")


@dataclass
class RecordFile:
    """A record of one of the sets: its file, the state that it is in at last, and what nobody is to see of it then."""

    path: Path
    state: str
    record: dict[str, Value]
    private: list[str]
    companions: dict[str, str]
    """Texts of files beside it, by the ending of their names."""

    def write(self, *, is_open: bool) -> None:
        """Writes the record as everybody may see it, with its private words in its summary, or as it is at last."""
        files = {self.path, *(self.path.with_suffix(ending) for ending in self.companions)}
        for file in files:
            file.unlink(missing_ok=True)
        if self.state == "deleted" and not is_open:
            return
        record = dict(self.record)
        if is_open:
            record["summary"] = " ".join([str(record["summary"]), *self.private])
        elif self.state == "draft":
            record["draft"] = True
        elif self.state == "merged":
            record["merged_into"] = MERGED_INTO[self.path.parent.name]
        text = json.dumps(record, ensure_ascii=False, indent=1)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text if is_open else self.comment(text), encoding="utf-8")
        for ending, companion in self.companions.items():
            self.path.with_suffix(ending).write_text(companion, encoding="utf-8")

    def comment(self, text: str) -> str:
        """A record's text with its last private words as comments: above, behind an opening, in a list, and below."""
        above, behind, within, below = self.private[-4:]
        text = text.replace("{\n", f"{{ # {behind}\n", 1).replace("[\n", f"[\n# {within}\n", 1)
        return f"# {above}\n{text}\n# {below}"


def make_corpus(project: Path) -> tuple[Corpus, list[RecordFile]]:
    """The project, and the records of the four sets, which are not written yet."""
    corpus = Corpus(write_project(project, INVENTED, site_url=ADDRESS))
    return corpus, [file for state in STATES for file in make_set(corpus, state)]


def make_set(corpus: Corpus, state: str) -> Iterator[RecordFile]:
    """One record of each kind, and some more; what is a draft or deleted has canaries for ids too."""
    has_secret_ids = state in ("draft", "deleted")
    ids = {name: corpus.new(f"{state} {name} id") if has_secret_ids else f"{state}-{name}" for name in RECORDS}
    filled = {}
    for name, (folder, template) in RECORDS.items():
        filling = Filling(corpus, state, name, ids)
        record = filling.fill({**template, **COMMON})
        assert isinstance(record, dict)
        filled[name] = (folder, record, filling)
    passages = [text for _, _, filling in filled.values() for text in filling.texts]
    for name, (folder, record, filling) in filled.items():
        companions = {}
        if name == "source":
            companions[".txt"] = write_around(corpus, filling, passages)
        if name == "story":
            word, label = filling.word("prose"), filling.word("prose.label")
            companions[".md"] = f"{word} [[{ids['claim']}|{label}]]\n"
        private = [*filling.private, *([ids[name]] if has_secret_ids else [])]
        private += [corpus.new(f"{state} {name} comment") for _ in range(4)]
        yield RecordFile(corpus.project / "content" / folder / f"{ids[name]}.yml", state, record, private, companions)


def write_around(corpus: Corpus, filling: Filling, passages: list[str]) -> str:
    """The text of a source: private words before, between and after passages, and in the lines of these."""
    paragraphs = []
    for passage in passages:
        words = [corpus.new(f"{filling.state} text") for _ in range(4)]
        filling.private.extend(words)
        paragraphs += [f"{words[0]} {words[1]}.", f"{words[2]} “{passage}” {words[3]}."]
    last = corpus.new(f"{filling.state} text")
    filling.private.append(last)
    return "\n\n".join([*paragraphs, f"{last}.\n"])


def write_surroundings(corpus: Corpus) -> dict[str, str]:
    """Puts private words around the records, and gives the environment that holds some."""
    for path in ("README.md", "claims/README.md", ".hidden.yml", ".git/config", "claims/.gate.yml.swp", ".notes/a.md"):
        corpus.write(f"content/{path}", f"text: {corpus.hide(path)}\n")
    for path in ("left-out.md", "draft.md", ".hidden.md", "left-out/picture.svg"):
        corpus.write(f"site_src/pages/{path}", f"# About {corpus.hide(path)}\n")
    by_hand = (corpus.hide("keys of a page"), corpus.new("comment of a page", is_private=False))
    corpus.write("site_src/pages/by-hand.md", "---\nnotes: {}\n---\n# By hand\n\n<!-- {} -->\n".format(*by_hand))
    # Pages and pictures of those who run the site are published as they are, which SECURITY.md says.
    picture = corpus.new("data of a camera", is_private=False)
    (corpus.project / "site_src" / "pages" / "picture.jpg").write_bytes(EXIF + picture.encode())
    settings = (corpus.project / SETTINGS).read_text(encoding="utf-8")
    left_out = 'exclude_docs: "left-out*"\ndraft_docs: draft.md\n'
    corpus.write(SETTINGS, f"# {corpus.hide(SETTINGS)}\n{settings}{left_out}")
    commit_with_names(corpus)
    names = ("SECRET_TOKEN", "GITHUB_TOKEN", "USER", "LOGNAME", "HOSTNAME", "GIT_AUTHOR_NAME", "CI_COMMIT_MESSAGE")
    return {name: corpus.hide(name) for name in names}


def commit_with_names(corpus: Corpus) -> None:
    """Makes a commit of which author, address, message, branch, tag and remote are private words."""
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name, address = corpus.hide("author"), corpus.hide("address of the author")
    for command in (
        ["init", "--quiet", "--initial-branch", corpus.hide("branch")],
        ["config", "user.name", name],
        ["config", "user.email", f"{address}@{address}.example"],
        ["remote", "add", corpus.hide("remote"), f"https://{corpus.hide('address of the remote')}.example/"],
        ["add", "--all", "--force"],
        ["commit", "--quiet", "--message", f"{corpus.hide('message')}"],
        ["tag", corpus.hide("tag")],
    ):
        subprocess.run(["git", *command], cwd=corpus.project, env=quiet, capture_output=True, check=True)


def write_open_page(corpus: Corpus) -> None:
    """Writes a page by hand that holds all private words that belong to no record."""
    corpus.write("site_src/pages/open.md", f"# Open\n\n{' '.join(corpus.around)}\n")
