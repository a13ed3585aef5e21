"""What is kept of records' files between runs: all once, then what changed, until that is much."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

import pytest

from sayso import entry_memory
from sayso.cache import Cache
from sayso.entry_memory import CHANGES, NAME, KeptEntries
from sayso.listing import RECENT
from sayso.loading import load_content
from sayso.records import Place


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three places, and a key for its cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (tmp_path / "project" / "content" / "places").mkdir(parents=True)
    write_places(tmp_path / "project", osk="Osk", ravana="Ravana", tarn="Tarn")
    return tmp_path / "project"


def write_places(root: Path, **names: str) -> None:
    """Writes places, and waits until nothing takes them for files that may still change."""
    for name, words in names.items():
        (root / "content" / "places" / f"{name}.yml").write_text(f"name: {words}\nkind: site\n", encoding="utf-8")
    time.sleep(2 * RECENT / 1e9)


def run(root: Path) -> tuple[dict[str, str], set[str], set[str]]:
    """One run: the names of places by their ids, the ids of those that it read anew, and the files that it wrote."""
    kept = KeptEntries(Cache(root / "cache", root))
    assert not kept.is_damaged
    before = {known[1].id: known[1] for known in kept.before.values()}
    inodes = list_inodes(root)
    entries = load_content(root, "content", kept).entries
    kept.store(secrets.token_hex())
    written = {name for name, inode in list_inodes(root).items() if inodes.get(name) != inode}
    names = {entry.id: entry.record.name.text for entry in entries if isinstance(entry.record, Place)}
    return names, {entry.id for entry in entries if before.get(entry.id) is not entry}, written


def list_inodes(root: Path) -> dict[str, int]:
    """The inodes of the files of the cache, each of which is put in its place anew."""
    files = (root / "cache" / name for name in (NAME, CHANGES))
    return {path.name: path.stat().st_ino for path in files if path.exists()}


def test_only_what_changed_is_read_and_written_again(root: Path) -> None:
    names = {"osk": "Osk", "ravana": "Ravana", "tarn": "Tarn"}
    assert run(root) == (names, set(names), {NAME, CHANGES})
    write_places(root, tarn="Old Tarn")
    assert run(root) == (names | {"tarn": "Old Tarn"}, {"tarn"}, {CHANGES})
    write_places(root, ravana="Old Ravana", esk="Esk")
    (root / "content" / "places" / "osk.yml").unlink()
    expected = {"esk": "Esk", "ravana": "Old Ravana", "tarn": "Old Tarn"}
    assert run(root) == (expected, {"ravana", "esk"}, {CHANGES})
    write_places(root, osk="Osk")
    assert run(root) == (expected | {"osk": "Osk"}, {"osk"}, {CHANGES})
    assert run(root)[:2] == (expected | {"osk": "Osk"}, set())


def test_where_much_changed_all_is_written_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_memory, "MOST_CHANGES", 1)
    run(root)
    write_places(root, tarn="Old Tarn")
    assert run(root)[1:] == ({"tarn"}, {CHANGES})
    write_places(root, osk="Old Osk")
    assert run(root)[1:] == ({"osk"}, {NAME, CHANGES})
    assert run(root)[:2] == ({"osk": "Old Osk", "ravana": "Ravana", "tarn": "Old Tarn"}, set())


def test_changes_of_something_else_are_not_used(root: Path) -> None:
    """Two builds at once may have written one file each."""
    run(root)
    write_places(root, tarn="Old Tarn")
    run(root)
    changes = (root / "cache" / CHANGES).read_bytes()
    (root / "cache" / NAME).unlink()
    run(root)
    (root / "cache" / CHANGES).write_bytes(changes)
    write_places(root, osk="Old Osk")
    expected = {"osk": "Old Osk", "ravana": "Ravana", "tarn": "Old Tarn"}
    assert run(root)[:2] == (expected, set(expected))
    assert run(root)[:2] == (expected, set())
