"""Records in the folder of another kind, which their keys tell."""

from __future__ import annotations

from sayso.loading.nodes import Group, Node
from sayso.problems import Mark, Problem, with_article
from sayso.records import KINDS, Record

# Of so many keys one may be misspelt and the kind is still told.
ENOUGH_KEYS = 4
KEYS_NAMED = 3


def find_other_kind(kind: type[Record], node: Node | None) -> type[Record] | None:
    """The one other kind that the keys of a record fit, where they do not fit the kind of its folder."""
    keys = list_own_keys(node)
    strange = count_unknown(keys, kind)
    if not strange:
        return None
    unknown = {other: count_unknown(keys, other) for other in KINDS if other is not kind}
    tolerated = 1 if len(keys) >= ENOUGH_KEYS and 0 not in unknown.values() else 0
    fitting = [other for other, number in unknown.items() if number <= tolerated]
    if len(fitting) != 1:
        return None
    is_whole = has_required(keys, fitting[0]) and not has_required(keys, kind)
    return fitting[0] if 2 * strange > len(keys) or is_whole else None


def list_own_keys(node: Node | None) -> list[str]:
    """The keys of a record that not every record may have."""
    return [key for key in node.entries if key not in Record.model_fields] if isinstance(node, Group) else []


def count_unknown(keys: list[str], kind: type[Record]) -> int:
    """How many of the keys a kind does not know."""
    return sum(key not in kind.model_fields for key in keys)


def has_required(keys: list[str], kind: type[Record]) -> bool:
    """Whether all keys are there that a kind needs."""
    return all(name in keys or not info.is_required() or name == "id" for name, info in kind.model_fields.items())


def tell_folder(kind: type[Record], other: type[Record], node: Group, path: str) -> Problem:
    """That a record looks like one of another kind, by which keys, and where to move it."""
    known = [key for key in list_own_keys(node) if key in other.model_fields]
    telling = [key for key in known if key not in kind.model_fields]
    keys = [*telling, *(key for key in known if key not in telling)][:KEYS_NAMED]
    looks = f"This looks like {with_article(other.kind_name)} ({', '.join(sorted(keys, key=known.index))})"
    content, is_in_folder, _ = path.partition(f"/{kind.folder}/")
    if not is_in_folder:  # in a sheet
        message = f"{looks}, and stands under '{kind.folder}:'. Move it below '{other.folder}:'."
        return Problem(node.mark, "wrong-folder", message)
    message = f"{looks}, and this folder holds {kind.folder}. Move the file to {content}/{other.folder}/."
    return Problem(Mark(path), "wrong-folder", message)
