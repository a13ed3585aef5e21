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
from sayso.loading import Loaded, load_content, reload_records
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
    loaded = load_content(root, "content", kept)
    kept.store(secrets.token_hex())
    written = {name for name, inode in list_inodes(root).items() if inodes.get(name) != inode}
    return names_of(loaded), {entry.id for entry in loaded.entries if before.get(entry.id) is not entry}, written


def names_of(loaded: Loaded) -> dict[str, str]:
    """The names of places by their ids."""
    return {entry.id: entry.record.name.text for entry in loaded.entries if isinstance(entry.record, Place)}


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


def test_records_that_changed_are_read_alone(root: Path) -> None:
    kept = KeptEntries()
    loaded = load_content(root, "content", kept)
    kept.turn()
    (root / "content" / "places" / "osk.yml").write_text("name: Unseen\nkind: site\n", encoding="utf-8")
    write_places(root, tarn="Old Tarn", ravana="'Ravana")
    paths = {f"content/places/{name}.yml" for name in ("tarn", "ravana")}
    again = reload_records(root, "content", loaded, paths, kept)
    kept.add()
    assert again is not None
    assert names_of(again) == {"osk": "Osk", "tarn": "Old Tarn"}
    assert [(problem.code, problem.mark.path) for problem in again.problems] == [
        ("bad-yaml", "content/places/ravana.yml")
    ]
    assert load_content(root, "content", kept) == load_content(root)
    write_places(root, ravana="Ravana")
    mended = reload_records(root, "content", again, {"content/places/ravana.yml"}, kept)
    assert mended is not None
    assert mended.problems == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/places/osk.yml", None),
        ("content/places/new.yml", "name: New\nkind: site\n"),
        ("content/places/osk.txt", "A text.\n"),
        ("content/places/osk.yml", "text: Who?\nincluded: All.\nabout: [tarn]\n"),
        ("content/sources/osk.yml", "name: Osk\nkind: site\n"),
    ],
)
def test_all_is_read_again_where_more_may_have_changed_than_a_record(root: Path, path: str, text: str | None) -> None:
    kept = KeptEntries()
    loaded = load_content(root, "content", kept)
    file = root / path
    if text is None:
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert reload_records(root, "content", loaded, {path}, kept) is None
