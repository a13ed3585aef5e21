"""From the type of a field to what reads its values: the one place that takes the annotations of records apart."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from sayso.records.parts import IdOrText, Part, Reference, TextForm

R = TypeVar("R")


@dataclass(frozen=True)
class Makers(Generic[R]):
    """How a reader of each sort is made; `fixed` are those of types that are read as they are."""

    fixed: Mapping[Any, R]
    part: Callable[[type[Part]], R]
    choice: Callable[[tuple[str, ...]], R]
    several: Callable[[R], R]
    mapping: Callable[[R, R], R]
    text: Callable[[TextForm], R]
    reference: Callable[[Reference], R]
    id_or_text: Callable[[IdOrText], R]


def choose_reader(annotation: Any, makers: Makers[R]) -> R:  # noqa: ANN401 -- type annotations have no common type
    """The reader that a field's type asks for."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return makers.part(annotation)
    if annotation in makers.fixed:
        return makers.fixed[annotation]
    return choose_generic(annotation, get_origin(annotation), get_args(annotation), makers)


def choose_generic(annotation: Any, origin: Any, arguments: tuple[Any, ...], makers: Makers[R]) -> R:  # noqa: ANN401
    """The reader for a type that is made of others."""
    if origin is Annotated:
        return choose_marked(arguments[0], arguments[1:], makers)
    if origin is Literal:
        return makers.choice(arguments)
    if origin in (Union, types.UnionType) and types.NoneType in arguments:
        inner = tuple(argument for argument in arguments if argument is not types.NoneType)
        return choose_reader(Union[inner], makers)  # noqa: UP007 -- X | Y cannot be written for a tuple of types
    if origin is tuple:
        return makers.several(choose_reader(arguments[0], makers))
    if origin is Mapping:
        return makers.mapping(choose_reader(arguments[0], makers), choose_reader(arguments[1], makers))
    message = f"no reader for {annotation!r}"
    raise TypeError(message)


def choose_marked(annotation: Any, marks: tuple[Any, ...], makers: Makers[R]) -> R:  # noqa: ANN401
    """The reader for a type that carries one of the marks of `records.parts`."""
    for mark in marks:
        if isinstance(mark, TextForm):
            return makers.text(mark)
        if isinstance(mark, Reference):
            return makers.reference(mark)
        if isinstance(mark, IdOrText):
            return makers.id_or_text(mark)
    return choose_reader(annotation, makers)
