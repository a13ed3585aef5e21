"""Every regular expression of the program, found mechanically, and texts that make a bad one slow."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import sayso

PACKAGE = Path(str(sayso.__file__)).parent
# How many signs of a pattern are tried with one another.
MOST_SIGNS = 9
CALLS = frozenset({"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"})


def list_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by where they stand: those that modules hold, and those that are written where they are used."""
    found = {}
    for info in pkgutil.walk_packages([str(PACKAGE)], "sayso."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for index, pattern in enumerate(find_patterns(value)):
                found[f"{info.name}.{name}.{index}"] = pattern
        for line, pattern in read_literals(Path(str(module.__file__))):
            found[f"{info.name}:{line}"] = pattern
    return found


def find_patterns(value: Any) -> Iterator[re.Pattern[str]]:  # noqa: ANN401 -- whatever a module holds
    """The patterns in a value, however it holds them."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Mapping):
        yield from find_patterns(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset) and len(value) < 200:
        for item in value:
            yield from find_patterns(item)


def read_literals(file: Path) -> Iterator[tuple[int, re.Pattern[str]]]:
    """The patterns that stand as text in a call of `re`, and texts of tables that hold patterns, with their lines."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            base, first = node.func.value, node.args[0] if node.args else None
            if isinstance(base, ast.Name) and base.id == "re" and isinstance(first, ast.Constant):
                yield node.lineno, re.compile(str(first.value))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and ("(?P<" in node.value or ".*" in node.value)
        ):
            try:
                yield node.lineno, re.compile(node.value)
            except re.error:
                continue


def list_attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of a length, made of the signs of a pattern: one, two or three of them again and again."""
    signs = sample_signs(pattern)
    for number in (1, 2, 3):
        for unit in product(signs[: MOST_SIGNS if number < 3 else 4], repeat=number):
            piece = "".join(unit)
            yield (piece * (length // len(piece) + 1))[:length]
    for first, rest in product(signs, repeat=2):
        yield first + rest * length


def sample_signs(pattern: re.Pattern[str]) -> list[str]:
    """A few characters that a pattern speaks of, and some that most do not."""
    parsed = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
    found = dict.fromkeys([*walk(parsed), "a", " ", "\n", "\x00"])
    return [sign for sign in found if re.compile(".", re.DOTALL).fullmatch(sign)]


def walk(parsed: Iterable[Any]) -> Iterator[str]:
    """The characters that stand in a parsed pattern; the first of each set."""
    for operation, argument in parsed:
        match str(operation):
            case "LITERAL" | "NOT_LITERAL":
                yield chr(argument)
            case "IN":
                kinds = [
                    chr(value if isinstance(value, int) else value[0])
                    for kind, value in argument
                    if str(kind) in ("LITERAL", "RANGE")
                ]
                yield from kinds[:2]
                yield from ("a", "1")[: len(argument) - len(kinds)]
            case "SUBPATTERN":
                yield from walk(argument[3])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                yield from walk(argument[2])
            case "BRANCH":
                for branch in argument[1]:
                    yield from walk(branch)
            case "ASSERT" | "ASSERT_NOT":
                yield from walk(argument[1])
            case "ATOMIC_GROUP":
                yield from walk(argument)
