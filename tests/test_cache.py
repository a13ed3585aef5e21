"""What one run leaves for the next: only what this user wrote is read, and old things go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso import cache as module
from sayso.cache import KEY_SIZE, Cache, Damaged, drop_unused


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own, outside the project."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """The cache of a project."""
    return Cache(tmp_path / "project" / "cache" / "one", tmp_path / "project")


def test_what_is_stored_is_there_again(kept: Cache, tmp_path: Path) -> None:
    assert kept.load("pages") is None
    kept.store("pages", {"a": [1, 2]})
    assert Cache(kept.folder, tmp_path / "project").load("pages") == {"a": [1, 2]}
    assert (kept.folder.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_another_user_stored_is_not_read(kept: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.store("pages", 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    with pytest.raises(Damaged):
        Cache(kept.folder, tmp_path / "project").load("pages")


def test_the_key_is_for_its_user_alone(kept: Cache, home: Path) -> None:
    assert kept.is_usable
    assert (home / "sayso" / "key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 33])
def test_a_key_that_is_none_is_made_anew(tmp_path: Path, home: Path, key: bytes) -> None:
    (home / "sayso").mkdir(parents=True)
    (home / "sayso" / "key").write_bytes(key)
    kept = Cache(tmp_path / "folder", tmp_path / "project")
    kept.store("pages", 1)
    assert len((home / "sayso" / "key").read_bytes()) == KEY_SIZE
    assert Cache(tmp_path / "folder", tmp_path / "project").load("pages") == 1


def test_what_was_stored_under_another_name_is_not_read(kept: Cache) -> None:
    kept.store("pages", 1)
    (kept.folder / "pages").rename(kept.folder / "entries")
    with pytest.raises(Damaged):
        kept.load("entries")


def test_a_folder_that_may_not_be_entered_holds_who_knows_what(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bool:
        """Fails as the system does, whoever runs the tests."""
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", refuse)
    assert kept.holds("pages")


def test_a_folder_that_takes_no_files_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = Cache(tmp_path / "file" / "below", tmp_path / "project")
    kept.store("pages", 1)
    with pytest.raises(Damaged):
        kept.load("pages")


def test_what_was_used_longest_ago_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    for number in range(7):
        site = folder / str(number)
        (site / "spare").mkdir(parents=True)
        (site / "summary").write_bytes(b"x" * 100)
        os.utime(site, (number, number))
    drop_unused(folder, folder / "0")
    assert sorted(path.name for path in folder.iterdir()) == ["0", "4", "5", "6"]
    monkeypatch.setattr(module, "LARGEST_CACHE", 250)
    drop_unused(folder, folder / "0")
    assert sorted(path.name for path in folder.iterdir()) == ["0", "6"]


def test_what_is_too_large_is_not_kept(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.store("pages", b"small")
    monkeypatch.setattr(module, "LARGEST_CACHE", 100)
    kept.store("pages", b"x" * 1000)
    assert kept.load("pages") is None


def test_what_a_process_left_half_written_is_removed(kept: Cache) -> None:
    kept.store("pages", 1)
    (kept.folder / "pages.x7k2abcd").write_bytes(b"half")
    (kept.folder / "others.x7k2abcd").write_bytes(b"half")
    kept.store("pages", 2)
    assert sorted(path.name for path in kept.folder.iterdir()) == ["others.x7k2abcd", "pages"]
    assert kept.load("pages") == 2
    assert kept.holds("others", "pages")
    assert not kept.holds("others")
