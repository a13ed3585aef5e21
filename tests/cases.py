"""Cases as files: a mistake laid over a small site without faults, and the exact lines that the check prints of it.

A case is one YAML document; a file may hold several. Its keys:

- `about`: a sentence that says what is wrong, or what is fine;
- `files`: texts by path from the project's root; null deletes a file of the base, `!!binary` gives bytes,
  `{link: target}` makes a symbolic link, `{text: …, times: n}` repeats a text;
- `edits`: by path, what stands in a file of the base and what to write instead;
- `base: false`: begin with an empty folder;
- `problems`: every line that is printed, in order.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

CASES = Path(__file__).with_suffix("")
BASE = CASES / "base"
KEYS = frozenset({"about", "files", "edits", "base", "problems"})


@dataclass(frozen=True)
class Case:
    """One case: its name (of its file, and which of it), and what its keys say."""

    name: str
    about: str
    files: Mapping[str, Any]
    edits: Mapping[str, Mapping[str, str]]
    has_base: bool
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its problems."""
        return frozenset(line.split(" [", 1)[1].split("]", 1)[0] for line in self.problems)


def load_cases(folder: Path) -> list[Case]:
    """The cases of all files in a folder, by name."""
    return [case for path in sorted(folder.glob("*.yml")) for case in load_file(path)]


def load_file(path: Path) -> list[Case]:
    """The cases of one file."""
    documents = list(yaml.safe_load_all(path.read_bytes()))
    return [make_case(f"{path.stem}-{number}", document) for number, document in enumerate(documents, 1)]


def make_case(name: str, document: dict[str, Any]) -> Case:
    """The case of one document."""
    unknown = document.keys() - KEYS
    assert not unknown, f"the case {name} has unknown keys: {sorted(unknown)}"
    return Case(
        name=name,
        about=document["about"],
        files=document.get("files", {}),
        edits=document.get("edits", {}),
        has_base=document.get("base", True),
        problems=tuple(document["problems"] or ()),
    )


def lay_out(case: Case, folder: Path) -> Path:
    """Writes the site of a case into a folder and gives that folder, the project's root."""
    if case.has_base:
        copytree(BASE, folder, dirs_exist_ok=True)
    for path, edits in case.edits.items():
        edit_file(folder / path, edits)
    for path, content in case.files.items():
        write_file(folder / path, content)
    return folder


def edit_file(file: Path, edits: Mapping[str, str]) -> None:
    """Replaces texts in a file, each of which must stand in it exactly once."""
    text = file.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)
    file.write_text(text, "utf-8", newline="")


def write_file(file: Path, content: str | bytes | dict[str, Any] | None) -> None:
    """Writes, links or deletes a file."""
    if content is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict) and "link" in content:
        file.symlink_to(content["link"])
        return
    text = content["text"] * content["times"] if isinstance(content, dict) else content
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def nest_folders(folder: Path, levels: int) -> None:
    """Makes folders in one another, each from within the one above: their path is longer than a path can be."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d" * 200, dir_fd=descriptor)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(descriptor)
