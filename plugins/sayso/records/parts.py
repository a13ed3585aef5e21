"""The building blocks of records: frozen values, and marks on types that say how text is read into them.

The sentence under each field is the contributors' help text: `sayso new` prints it, and so do error messages. It is
read from the source when it is asked for, and a model's own checks are made then too: most builds need neither.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, SkipValidation
from pydantic.fields import FieldInfo

from sayso.dates import Date

SOURCE_VOICE = "source"
UNATTRIBUTED = "unattributed"
RESERVED_SPEAKERS = (SOURCE_VOICE, UNATTRIBUTED)
UNKNOWN = "unknown"
ENGLISH = "en"


@dataclass(frozen=True)
class Reference:
    """The text is the id of a record of one of these kinds, or one of the reserved words."""

    kinds: tuple[str, ...]
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True)
class IdOrText:
    """The text is the id of a record of this kind when it is written like an id, else plain words."""

    kind: str


@dataclass(frozen=True)
class TextForm:
    """How a text is to be read: `plain`, `markdown`, `url`, `language`, `slug`, `sha256` or `address`."""

    form: Literal["plain", "markdown", "url", "language", "slug", "sha256", "address"]
    is_name: bool = False
    """Whether it stands wherever its record is mentioned, so that it must be short."""


Plain = Annotated[str, TextForm("plain")]
Name = Annotated[str, TextForm("plain", is_name=True)]
Markdown = Annotated[str, TextForm("markdown")]
Url = Annotated[str, TextForm("url")]
Language = Annotated[str, TextForm("language")]
Slug = Annotated[str, TextForm("slug")]
Sha256 = Annotated[str, TextForm("sha256")]
Address = Annotated[str, TextForm("address")]
When = Annotated[Date, SkipValidation]
Number = int | float

ActorId = Annotated[str, Reference(("actor",))]
SpeakerId = Annotated[str, Reference(("actor",), RESERVED_SPEAKERS)]
PlaceId = Annotated[str, Reference(("place",))]
SourceId = Annotated[str, Reference(("source",))]
EventId = Annotated[str, Reference(("event",))]
ClaimId = Annotated[str, Reference(("claim",))]
QuestionId = Annotated[str, Reference(("question",))]
SubjectId = Annotated[str, Reference(("event", "actor", "place"))]
ActorOrSourceId = Annotated[str, Reference(("actor", "source"))]
AnyId = Annotated[str, Reference(("story", "question", "claim", "event", "actor", "place", "source"))]
ActorOrText = Annotated[str, IdOrText("actor")]
SourceOrText = Annotated[str, IdOrText("source")]


P = TypeVar("P", bound="Part")


class Part(BaseModel):
    """A frozen value with named fields; `shorthand` names the field that a bare value fills.

    It holds only the fields that were given. Its type has the defaults of all others, of which most parts have many.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
    shorthand: ClassVar[str | None] = None

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Gives the type the defaults of its fields."""
        for name, info in cls.model_fields.items():
            if info.default_factory is not None:
                raise TypeError(f"{cls.__name__}.{name} has no default that all parts can share")
            if not info.is_required():
                setattr(cls, name, info.default)

    def model_post_init(self, context: object, /) -> None:  # noqa: ARG002 -- the model's hook
        """Leaves the defaults to the type, once the checks of the model let the part pass."""
        held, given = self.__dict__, self.__pydantic_fields_set__
        set_held(self, {name: value for name, value in held.items() if name in given})

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same type and has the same values, given or by default."""
        if type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__ or self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def _values(self) -> tuple[Any, ...]:
        """The values of all fields, in the order of the model."""
        return tuple([getattr(self, name) for name in type(self).model_fields])

    @classmethod
    def hold(cls, values: Mapping[str, Any]) -> Self:
        """The part that holds values by field, which readers made by the types of its fields; nothing is checked again.

        It is the same as one that the checks of the model let pass, and takes less time.
        """
        return restore(cls, tuple(values), *values.values())

    def __reduce__(self) -> tuple[Any, ...]:
        """What a part is pickled as: its type, the names of the fields that were given, and their values."""
        held = self.__dict__
        return restore, (type(self), share_names(tuple(held))[0], *held.values())


# The fields that were given, by their names: parts of one shape share them, as do pickles.
NAMES: dict[tuple[str, ...], tuple[tuple[str, ...], set[str]]] = {}
# What a frozen model is made of.
set_held, set_names, set_extra, set_private = (
    BaseModel.__dict__[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def share_names(names: tuple[str, ...]) -> tuple[tuple[str, ...], set[str]]:
    """The names of fields, in order and as a set, which all parts share that were given the same."""
    found = NAMES.get(names)
    if found is None:
        found = NAMES[names] = (names, set(names))
    return found


def restore(part: type[P], names: tuple[str, ...], *values: object) -> P:
    """The part that was pickled: of these fields the values."""
    made = object.__new__(part)
    set_held(made, dict(zip(names, values, strict=True)))
    set_names(made, share_names(names)[1])
    set_extra(made, None)
    set_private(made, None)
    return made


def annotation_of(info: FieldInfo) -> Any:  # noqa: ANN401 -- type annotations have no common type
    """A field's type with the marks that belong to it."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def summarize(part: type[Part]) -> str:
    """The first line of a type's docstring; read from its source, since `python -OO` drops docstrings."""
    return (ast.get_docstring(define(part)) or "").partition("\n")[0]


@cache
def define(part: type[Part]) -> ast.ClassDef:
    """The source of a type."""
    return next(found for found in ast.parse(inspect.getsource(part)).body if isinstance(found, ast.ClassDef))


@cache
def describe_fields(part: type[Part]) -> dict[str, str]:
    """The help text of each field of a type, by its name."""
    described = {}
    for base in reversed(part.__mro__):
        statements = define(base).body if issubclass(base, Part) else []
        for field, help_text in pairwise(statements):
            match field, help_text:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    described[name] = inspect.cleandoc(text)
    return described


class Text(Part):
    """Words in a language: written as plain text, or as `{text, lang}` where the language needs saying."""

    shorthand = "text"
    text: Name
    """The words."""
    lang: Language | None = None
    """The language of the words, as a BCP 47 tag such as `ar` or `ru`."""


class OtherName(Part):
    """Another name, as some source or language has it."""

    name: Name
    """The name as it is written there."""
    lang: Language | None = None
    """The language of the name, such as `ar`."""
    source: SourceId | None = None
    """The source that uses this name."""


class Description(Part):
    """Words that a source uses for somebody or something; loaded words stand here, attributed, and nowhere else."""

    words: Text
    """The words exactly as the source has them."""
    source: SourceId
    """The source that uses them."""


class Change(Part):
    """One published change of a record."""

    date: When
    """The day of the change."""
    kind: Literal["addition", "update", "correction", "clarification", "retraction"]
    """What sort of change it is."""
    note: Plain
    """What changed, in one sentence for readers."""


class According(Part):
    """A record that this one belongs to, with the claims that say so where it is contested."""

    shorthand = "of"


class Within(According):
    """The place that this one lies in."""

    of: PlaceId
    """The larger place."""
    according_to: tuple[ClaimId, ...] = ()
    """The claims that say so, where it is contested."""


class PartOf(According):
    """The actor that this one belongs to."""

    of: ActorId
    """The larger actor."""
    start: When | None = None
    """Since when."""
    end: When | None = None
    """Until when."""
    according_to: tuple[ClaimId, ...] = ()
    """The claims that say so, where it is contested."""

    @property
    def is_undisputed_now(self) -> bool:
        """Whether nothing says that this is contested or has ended."""
        return not self.according_to and self.end is None


class Record(Part):
    """What every record may hold, whatever its kind."""

    kind_name: ClassVar[str]
    folder: ClassVar[str]
    id: Slug
    """The file's name without its ending."""
    lang: Language | None = None
    """The language of this record's name and words, such as `ar`; English when left out."""
    summary: Markdown | None = None
    """One or two sentences for readers; may hold `*emphasis*` and `[links](https://example.org/)`."""
    notes: Plain | None = None
    """Notes for editors; never published."""
    draft: bool = False
    """`true` keeps the record out of everything that is published."""
    merged_into: AnyId | None = None
    """The record that took this one's place; the old address leads there."""
    redirect_from: tuple[Address, ...] = ()
    """Old addresses of this record's page, such as `claims/old-id` after a renaming; each leads here."""
    identifiers: Mapping[Slug, Plain] = {}
    """The same thing elsewhere: `{wikidata: Q42, geonames: 170063}`."""
    changes: tuple[Change, ...] = ()
    """What changed in this record since it was published, oldest first."""
    translations: Mapping[Language, Mapping[Plain, Plain]] = {}
    """This record's text fields in other languages: `{fr: {name: …}}`."""


class NamedRecord(Record):
    """What actors and places have: a name, other names, and what sources call them."""

    name: Text
    """The name as it is written in its own language; pages show an English one of `other_names` where there is one."""
    other_names: tuple[OtherName, ...] = ()
    """Other spellings, languages and names in use."""
    described_as: tuple[Description, ...] = ()
    """Labels that sources use for it, each with its source; loaded words stand here and nowhere else."""

    @property
    def is_named_in_english(self) -> bool:
        """Whether the name itself is in English."""
        return (self.name.lang or self.lang or ENGLISH) == ENGLISH

    @property
    def english_name(self) -> Text:
        """The name for English text: its own where that is English, else the first other name in English, if any."""
        if not self.is_named_in_english:
            for other in self.other_names:
                if other.lang == ENGLISH:
                    return Text.hold({"text": other.name, "lang": ENGLISH})
        return self.name
