"""What a record is: every field says what it is for, and is of a type that the decoder knows and the sites use."""

from __future__ import annotations

import pickle
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from sayso.dates import Date
from sayso.loading import load_content
from sayso.loading.decoding import field_readers, required_keys, text_fields, yaml_fields
from sayso.records import FOLDERS, KINDS, Place, Record
from sayso.records.parts import Part, Text, Within, describe_fields

SITES = sorted((Path(__file__).parent / "sites").glob("*"))
FULL_SITE = Path(__file__).parent / "sites" / "ulmerask"


def find_parts(annotation: Any) -> Iterator[type[Part]]:  # noqa: ANN401 -- type annotations have no common type
    """The parts that a type is made of, with those that they are made of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
        for info in annotation.model_fields.values():
            yield from find_parts(info.annotation)
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, Mapping):
        for argument in get_args(annotation):
            yield from find_parts(argument)


PARTS = sorted({part for kind in KINDS for part in find_parts(kind)}, key=lambda part: part.__name__)
FIELDS = [(part, name) for part in PARTS for name in part.model_fields]


@pytest.mark.parametrize(("part", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_every_field_has_a_sentence_of_help(part: type[Part], name: str) -> None:
    """`sayso new` prints it, and so does the message about a missing key."""
    description = describe_fields(part).get(name)
    assert description
    assert description[0].isupper() or description[0] == "`"
    assert description.endswith(".")
    assert "\n" not in description


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_of_a_type_that_the_decoder_knows(part: type[Part]) -> None:
    assert field_readers(part).keys() == yaml_fields(part).keys()
    assert set(required_keys(part)) == {
        name for name, info in part.model_fields.items() if info.is_required() and (part, name) not in ids()
    }


def ids() -> set[tuple[type[Part], str]]:
    """The fields that no file holds, since a record's id is the name of its file."""
    return {(kind, "id") for kind in KINDS}


def test_there_are_seven_kinds_each_with_a_name_and_a_folder() -> None:
    assert len(KINDS) == len(FOLDERS) == 7
    assert len({kind.kind_name for kind in KINDS}) == 7
    assert all(kind.folder in (f"{kind.kind_name}s", "stories") for kind in KINDS)


def test_records_hold_what_they_were_made_with() -> None:
    place = Place(id="x", name={"text": "X"}, kind="site")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="frozen"):
        place.kind = "region"  # type: ignore[misc]
    with pytest.raises(ValueError, match="population"):
        Place(id="x", name={"text": "X"}, kind="site", population=5)  # type: ignore[call-arg, arg-type]


def test_a_type_that_the_decoder_does_not_know_is_a_mistake_of_ours() -> None:
    class Odd(Part):
        odd: complex

    with pytest.raises(TypeError, match="complex"):
        field_readers(Odd)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind_name)
def test_names_and_words_for_readers_can_be_translated(kind: type[Record]) -> None:
    assert "summary" in text_fields(kind)
    assert {"text", "name", "title"} & set(text_fields(kind))
    assert not {"kind", "lang", "url", "date", "draft", "merged_into", "sha256"} & set(text_fields(kind))


def walk(value: object) -> Iterator[object]:
    """A value with all that it holds."""
    yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_record_of_the_sites_is_made_without_a_problem(site: Path) -> None:
    loaded = load_content(site)
    assert [str(problem) for problem in loaded.problems] == []
    assert {type(entry.record) for entry in loaded.entries} == set(KINDS)


def test_the_site_of_ulmerask_uses_every_part_and_type() -> None:
    values = [value for entry in load_content(FULL_SITE).entries for value in walk(entry.record)]
    assert {type(value) for value in values if isinstance(value, Part)} == set(PARTS)
    assert {str, int, float, bool, tuple, Date} <= {type(value) for value in values}


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_value_of_the_sites_has_a_mark_in_its_file(site: Path) -> None:
    for entry in load_content(site).entries:
        lines = (site / entry.path).read_text("utf-8").splitlines()
        assert all(mark.column <= len(lines[mark.line - 1]) for mark in entry.marks.values())
        assert all(pointer.place in entry.marks for pointer in entry.pointers)


def list_parts(part: type[Part] = Part) -> Iterator[type[Part]]:
    """All types of parts."""
    for one in part.__subclasses__():
        yield one
        yield from list_parts(one)


def test_each_type_has_the_defaults_of_its_fields() -> None:
    for part in list_parts():
        for name, info in part.model_fields.items():
            assert hasattr(part, name) != info.is_required(), (part, name)
            assert info.is_required() or getattr(part, name) == info.default, (part, name)


def test_a_part_holds_what_was_given_and_is_equal_to_one_that_spells_a_default_out() -> None:
    brief, spelled = Text(text="Tarn"), Text(text="Tarn", lang=None)
    assert (brief.__dict__, spelled.__dict__) == ({"text": "Tarn"}, {"text": "Tarn", "lang": None})
    assert brief.lang is spelled.lang is None
    assert brief == spelled == Text.hold({"text": "Tarn"}) == pickle.loads(pickle.dumps(brief))  # noqa: S301 -- ours
    assert hash(brief) == hash(spelled)
    assert brief != Text(text="Tarn", lang="fr")
    assert brief != Within(of="tarn")
