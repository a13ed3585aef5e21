"""What is private stays private, and what is gone is gone: no word of it is in any byte of any file of a site.

A first build publishes each private word in a public field of its own record, so that each is known to be findable. A
second one in the same folder, after editors made drafts of records, merged and deleted some and wrote the words where
they are for editors alone, publishes none of them.
"""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from tests.building import INVENTED, run_mkdocs
from tests.canaries import find_canaries, list_canaries, make_canary
from tests.private_corpus import (
    PRIVATE_FIELDS,
    RECORDS,
    Corpus,
    make_corpus,
    write_open_page,
    write_surroundings,
)

from sayso.library import Library
from sayso.loading import load_content
from sayso.records import KINDS
from sayso.records.parts import IdOrText, Part, annotation_of

# By the type of a record or of its parts: keys that are for readers, and keys that are for editors and rules.
DECIDED: Mapping[str, tuple[str, str]] = {
    "Record": (
        "id lang summary merged_into redirect_from identifiers changes",
        "notes draft translations",
    ),
    "NamedRecord": ("name other_names described_as", ""),
    "Actor": ("roles part_of", "kind"),
    "Place": ("within lat lon", "kind"),
    "Claim": ("text short question about accuses made_by not_both_with bears_on positions", "kind"),
    "Event": ("name date date_from places part_of described_as rests_on participants", ""),
    "Question": ("text included about positions no_answer asked", ""),
    "Source": (
        """title kind access author publisher published made url archived copy_of translation_of described_in rests_on
        source_corrections status""",
        "sha256",
    ),
    "Story": ("title standfirst questions as_of leaves_out contact", ""),
    "Text": ("text lang", ""),
    "OtherName": ("name lang source", ""),
    "Description": ("words source", ""),
    "Change": ("date kind note", ""),
    "Within": ("of according_to", ""),
    "PartOf": ("of start end according_to", ""),
    "Role": ("role of start end source", ""),
    "Passage": ("exact", "prefix suffix"),
    "Figure": ("best low high counts", ""),
    "Position": (
        """id actor stance source passage paraphrase locator hedge words lang translation verb said occasion
        on_behalf_of jointly_with relies_on basis rests_on figure reading note status until replaced_by""",
        "show",
    ),
    "ClaimLink": ("claim why", ""),
    "Participant": ("actor role according_to", ""),
    "Asked": ("actor date how outcome", ""),
    "TranslationOf": ("of equal", ""),
    "SourceCorrection": ("date note", ""),
}
NOTHING: Mapping[str, str] = {}
# A rule wants no figure where nothing is said of a number.
REFUSED = "question.positions.figure.counts"


@dataclass(frozen=True)
class Published:
    """The two states of a project as they were published: by canary, the files that hold it; and all that was said."""

    corpus: Corpus
    opened: Mapping[str, set[str]]
    closed: Mapping[str, set[str]]
    said: Mapping[str, str]


def run_sayso(project: Path, *arguments: str, code: int = 0, environment: Mapping[str, str] = NOTHING) -> str:
    """What our command prints, on both ways out; it is to end with this code."""
    command = [sys.executable, "-P", "-m", "sayso", *arguments]
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def publish(folder: Path) -> Published:
    """Publishes both states, one after the other in one folder."""
    corpus, files = make_corpus(folder / "project")
    environment = write_surroundings(corpus)
    for file in files:
        file.write(is_open=True)
    write_open_page(corpus)
    said = {"open": run_sayso(corpus.project, "build", environment=environment)}
    opened = find_canaries(corpus.project / "site")
    for file in files:
        file.write(is_open=False)
    (corpus.project / "site_src" / "pages" / "open.md").unlink()
    said = {
        "mkdocs": run_mkdocs(corpus.project, "--verbose", **environment).stderr,
        **{form: run_sayso(corpus.project, "check", "--format", form, environment=environment) for form in FORMS},
        "build": run_sayso(corpus.project, "build", "--verbose", environment=environment),
    }
    return Published(corpus, opened, find_canaries(corpus.project / "site"), said)


FORMS = ("text", "json", "github")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(tmp_path_factory.mktemp("private"))


# --- What is for readers


def list_parts(annotation: Any) -> Iterator[type[Part]]:  # noqa: ANN401 -- type annotations have no common type
    """All types of parts that a type holds."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
        for info in annotation.model_fields.values():
            yield from list_parts(annotation_of(info))
    for argument in get_args(annotation):
        yield from list_parts(argument)


def list_texts(annotation: Any, path: str) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    """The paths of all fields below a type that are texts, and whether one on the way is for editors."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        private = {name for one in annotation.__mro__ for name in DECIDED.get(one.__name__, ("", ""))[1].split()}
        for name, info in annotation.model_fields.items():
            below = path if name == annotation.shorthand else f"{path}.{name}"
            for found, is_private in list_texts(annotation_of(info), below):
                yield found, is_private or name in private
    elif get_origin(annotation) is Annotated:
        if any(
            isinstance(mark, IdOrText) or getattr(mark, "form", "") in FORMS_OF_TEXT for mark in get_args(annotation)
        ):
            yield path, False
        yield from list_texts(get_args(annotation)[0], path)
    else:
        arguments = get_args(annotation)
        for argument in arguments[1:] if get_origin(annotation) is MappingType else arguments:
            yield from list_texts(argument, path)


FORMS_OF_TEXT: tuple[str, ...] = ("plain", "markdown", "url")


def test_of_each_key_of_each_kind_it_is_decided_whether_it_is_for_readers() -> None:
    """A new key is first written down here, and if it is a text, in a record of `tests/private_corpus.py`."""
    parts = {one for kind in KINDS for part in list_parts(kind) for one in part.__mro__ if issubclass(one, Part)}
    keys = {part.__name__: {name for name in part.__annotations__ if name in part.model_fields} for part in parts}
    decided = {name: set(f"{public} {private}".split()) for name, (public, private) in DECIDED.items()}
    assert {name: found for name, found in keys.items() if found} == decided
    assert [name for name, (public, private) in DECIDED.items() if set(public.split()) & set(private.split())] == []


def test_each_text_of_each_kind_has_a_canary(published: Published) -> None:
    kinds = {name: next(kind for kind in KINDS if kind.folder == folder) for name, (folder, _) in RECORDS.items()}
    words = {**published.corpus.public, **published.corpus.private}
    found = set()
    for place in words.values():
        name, _, path = place.removeprefix("published ").partition(".")
        if place.startswith("published ") and path:
            found.add(f"{kinds[name].kind_name}.{path}")
    texts = {path: is_private for kind in KINDS for path, is_private in list_texts(kind, kind.kind_name)}
    assert len(texts) > 50
    assert set(texts) - found == {REFUSED}
    prose_and_hidden = {"story.prose", "story.prose.label", "claim.positions.hidden", "question.positions.hidden"}
    assert found - set(texts) == prose_and_hidden
    private = {path.partition(".")[2] for path, is_private in texts.items() if is_private}
    assert private == PRIVATE_FIELDS - {"positions.hidden"}


# --- What is found


def list_leaks(published: Published) -> dict[str, list[str]]:
    """By place of a private word, the files of the closed site that hold it."""
    private = published.corpus.private
    return {private[word]: sorted(paths) for word, paths in published.closed.items() if word in private}


def test_each_private_word_is_found_where_it_is_published(published: Published) -> None:
    """In the pages, and but for addresses and names of files in what the search holds of them."""
    corpus = published.corpus
    missing = {place for word, place in corpus.private.items() if word not in published.opened}
    assert missing == set()
    for part in (".html", "/search/words/"):
        found = {word for word, paths in published.opened.items() if any(part in path for path in paths)}
        assert {place for word, place in corpus.private.items() if word not in found} == set(), part
    names = {word for word, paths in published.opened.items() if any(word in path for path in paths)}
    ids = {word for word, place in corpus.private.items() if place.endswith(" id")}
    assert ids == names
    assert {"sitemap.xml", "sitemap.xml.gz"} <= set.union(*(published.opened[word] for word in ids))


def test_no_private_word_is_in_any_byte_of_a_site(published: Published) -> None:
    assert len(published.corpus.private) > 500
    assert list_leaks(published) == {}


def test_all_that_is_for_readers_is_still_there(published: Published) -> None:
    assert {place for word, place in published.corpus.public.items() if word not in published.closed} == set()


def test_no_private_word_is_in_what_is_said_of_records_without_faults(published: Published) -> None:
    """What a build or check prints may be public too."""
    private = published.corpus.private
    assert {
        (name, private[word])
        for name, text in published.said.items()
        for word in list_canaries(text.encode())
        if word in private
    } == set()


def test_the_command_for_editors_shows_what_is_for_editors(published: Published) -> None:
    """`sayso show` prints notes, and drafts; it is not for what others can read."""
    corpus = published.corpus
    text = run_sayso(corpus.project, "show", "published-actor")
    (note,) = [word for word, place in corpus.private.items() if place == "published actor.notes"]
    assert f"  notes: {note}\n" in text
    (draft,) = [word for word, place in corpus.private.items() if place == "draft actor id"]
    assert f"actor {draft} (draft)\n" in run_sayso(corpus.project, "show", draft)


# A fault: in which record's file, what is replaced by what, and the places of which a message then quotes something.
FAULTS = {
    "a word that is none of the choices": (
        "draft actor", '"kind": "person"', '"kind": "{draft actor.notes}"', {"draft actor.notes"},
    ),
    "a word that is none of the choices, far inside": (
        "draft actor", '"kind": "person"', f'"kind": "{"y" * 80} {{draft actor.notes}}"', set[str](),
    ),
    "a key that there is not": ("draft actor", '"notes"', '"notes {draft actor.summary}"', {"draft actor.summary"}),
    "a sign that turns the text of notes": (
        "draft actor", '"{draft actor.notes}', '"\u202e{draft actor.notes}', set[str](),
    ),
    "notes that are a list": ("draft actor", '"{draft actor.notes}"', '["{draft actor.notes}"]', set[str]()),
    "notes without an end": ("draft actor", '"{draft actor.notes}"', '"{draft actor.notes}', set[str]()),
    "a sign that turns the text of a comment": ("draft actor", "# ", "# \u202e", set[str]()),
    "a mention of a draft": ("published actor", '"river-authority"', '"{draft actor id}"', set[str]()),
    "a passage with another word": (
        "published claim", '"exact": "', '"exact": "other ',
        {f"published claim.positions.passage{part}" for part in ("", ".prefix")}
        | {"published claim.positions.hedge", "published claim.positions.verb", "published text"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_message_quotes_what_is_wrong_and_nothing_beside_it(name: str, published: Published, tmp_path: Path) -> None:
    """But for ids, which stand in paths, and for a passage, whose surroundings in the stored text are quoted."""
    record, old, new, quoted = FAULTS[name]
    corpus = published.corpus
    words = {**corpus.public, **corpus.private}
    by_place = {place: word for word, place in words.items()}
    project = tmp_path / "project"
    shutil.copytree(corpus.project / "content", project / "content")
    state, _, kind = record.partition(" ")
    (file,) = (project / "content" / f"{kind}s").glob(f"{by_place.get(f'{record} id', f'{state}-{kind}')}.yml")
    text = file.read_text(encoding="utf-8")
    old, new = (re.sub(r"\{([^{}]+)\}", lambda match: by_place[match[1]], part) for part in (old, new))
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = run_sayso(project, "check", "--format", "github", code=1)
    places = {words[word] for word in list_canaries(said.encode())}
    assert {place for place in places if not place.endswith(" id")} == quoted, said


@pytest.mark.parametrize(
    "form",
    [
        lambda word: word.encode(),
        lambda word: word.upper().encode("utf-16"),
        lambda word: "".join(f"%{byte:02X}" for byte in word.encode()).encode(),
        lambda word: "".join(f"&#{byte};" for byte in word.encode()).encode(),
        lambda word: "".join(f"&#x{byte:x};" for byte in word.encode()).encode(),
        lambda word: "".join(f"\\u{byte:04x}" for byte in word.encode()).encode(),
        lambda word: f'"x{word.encode().hex()}"'.encode(),
        lambda word: base64.b64encode(f"{word} and more".encode()),
        lambda word: base64.b64encode(f"1{word} and more".encode()),
        lambda word: base64.urlsafe_b64encode(f"12{word}?>?>".encode()),
        lambda word: gzip.compress(f"<b>{word}</b>".encode()),
        lambda word: word[::-1].encode(),
    ],
    ids=[
        "plain", "utf-16 in capitals", "percents", "entities", "hexadecimal entities", "json", "hexadecimal",
        "base64", "base64 after one", "base64 after two", "packed", "backward",
    ],
)  # fmt: skip
def test_a_canary_is_found_in_whatever_form_it_stands(form: Callable[[str], bytes], tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"Some words before it: " + form(make_canary(12_345)) + b" and after it.")
    if form(make_canary(0)).startswith(b"\x1f\x8b"):
        (tmp_path / "x").write_bytes(form(make_canary(12_345)))
    assert find_canaries(tmp_path) == {make_canary(12_345): {"x"}}


def test_a_canary_is_found_in_the_name_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / make_canary(7)).mkdir()
    assert find_canaries(tmp_path) == {make_canary(7): {make_canary(7)}}


def test_the_address_of_a_position_tells_nothing_of_a_passage_that_is_not_shown(tmp_path: Path) -> None:
    """Whoever guesses the words could try whether they give this address."""
    anchors: list[str] = []
    for passage in ("gate three opened because its chain broke", "the gate opened by itself"):
        content = shutil.copytree(INVENTED, tmp_path / str(len(anchors)) / "content")
        file = content / "claims" / "gate" / "gate-opened-as-chain-broke.yml"
        text = file.read_text(encoding="utf-8").replace("- id: technician-to-neighbour\n  actor", "- actor")
        file.write_text(
            text.replace("gate three opened because its chain broke\n  para", f"{passage}\n  para"), "utf-8"
        )
        assert f"{passage}\n  para" in file.read_text(encoding="utf-8")
        standing = Library(load_content(content.parent)).standings_on["gate-opened-as-chain-broke"][0]
        assert not standing.position.show
        anchors.append(standing.anchor)
    assert anchors[0] == anchors[1]
