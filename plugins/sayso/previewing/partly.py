"""What can be read of a record that cannot be read whole, so that what leads to it need not be left out with it.

Whatever is at fault is taken out of the file's values, with as little around it as can be; what a record cannot do
without is its id, or a word that says least.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.loading import Entry, Loaded, make_entry
from sayso.loading.nodes import Broken, Group, List, Node, Scalar
from sayso.loading.reading import read_yaml
from sayso.loading.scanning import LARGEST_RECORD, FolderItem, Scan, read_file
from sayso.previewing.versions import Version, has_address
from sayso.problems import Mark, Problem

OWN_ID = ("name", "title", "text", "short", "included", "standfirst", "leaves_out")
LEAST = {
    "actor": {"kind": "institution"},
    "place": {"kind": "informal-area"},
    "source": {"kind": "document", "access": "excerpt"},
    "event": {"date": "unknown"},
    "claim": {"kind": "happening"},
    "story": {"as_of": "unknown"},
}
MOST_CUTS = 100


@dataclass(frozen=True)
class PartialReader:
    """Reads records in part, as they were loaded from the project at `root`."""

    root: Path
    loaded: Loaded

    def read(self, entry: Entry, without: Collection[str]) -> Version | None:
        """A record without what is at fault and without all that mentions these others; none where nothing is left."""
        found = self.prune(entry, self.read_node(entry), without) if has_address(entry) else None
        if found is None:
            return None
        prose = self.loaded.proses.get(entry.id)
        if prose is not None:
            prose = replace(prose, links=tuple(link for link in prose.links if link.target not in without))
        return Version(found, self.loaded.texts.get(entry.id), prose)

    def read_node(self, entry: Entry) -> Group:
        """The values of the file; of one that is no YAML, those above the fault."""
        item = FolderItem(entry.path, entry.path, is_ordinary=True)
        data = read_file(self.root, item, LARGEST_RECORD, Scan()) or b""
        node, problems = read_yaml(data, entry.path)
        lines = data.splitlines(keepends=True)
        end = min((problem.mark.line for problem in problems), default=1)
        for line in range(min(end, len(lines)), max(end - MOST_CUTS, 0), -1):
            if isinstance(node, Group):
                break
            node, _ = read_yaml(b"".join(lines[: line - 1]), entry.path)
        mark = Mark(entry.path)
        return node if isinstance(node, Group) else Group(mark, mark)

    def prune(self, entry: Entry, node: Group, without: Collection[str]) -> Entry | None:
        """The entry of a file's values once all that is at fault is taken out; none where too little is left."""
        is_changed = True
        while is_changed:
            problems: list[Problem] = []
            found = make_entry(entry.kind, entry.id, node, entry.path, problems)
            gaps = {found.mark(*pointer.place) for pointer in found.pointers if pointer.target in without}
            if found.record is not None and not gaps:
                return found
            lacking = [problem for problem in problems if problem.code == "missing-key" and problem.mark == node.mark]
            faults = {problem.mark for problem in problems if problem not in lacking}
            is_changed = take_out(node, faults | gaps) or fill_in(entry, node)
        return None


def take_out(node: Node, marks: Collection[Mark]) -> bool:
    """Whether something was taken out of a value: what stands at one of the marks, and what is broken."""
    is_changed = False
    if isinstance(node, Group):
        is_changed, node.is_whole = not node.is_whole, True
        for key, (mark, value) in list(node.entries.items()):
            if mark in marks or is_at(value, marks):
                del node.entries[key]
                is_changed = True
            else:
                is_changed = take_out(value, marks) or is_changed
    elif isinstance(node, List):
        kept = [item for item in node.items if not is_at(item, marks)]
        is_changed, node.items = len(kept) < len(node.items), kept
        for item in kept:
            is_changed = take_out(item, marks) or is_changed
    return is_changed


def is_at(node: Node, marks: Collection[Mark]) -> bool:
    """Whether a value stands at one of the marks or is broken."""
    return node.mark in marks or isinstance(node, Broken)


def fill_in(entry: Entry, node: Group) -> bool:
    """Whether something was put in that a record of this kind cannot do without; an id of another record cannot be."""
    kind = entry.kind
    words = {**dict.fromkeys(OWN_ID, entry.id), **LEAST.get(kind.kind_name, {})}
    lacking = [
        name
        for name, info in kind.model_fields.items()
        if info.is_required() and name in words and name not in node.entries
    ]
    for name in lacking:
        node.entries[name] = (node.mark, Scalar(node.mark, node.mark, words[name]))
    return bool(lacking)
