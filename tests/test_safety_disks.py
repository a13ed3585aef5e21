"""Disks that are full, read-only or elsewhere, and limits of the system: one sentence, and the old site is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.mounts import fill, mounted
from tests.published import (
    BUILD,
    BUILDS,
    FULL,
    MAKE,
    MKDOCS,
    Snapshot,
    assert_whole,
    copy_project,
    leftovers,
    rename_place,
    run,
    snap,
)

from sayso.publishing import hash_tree

WAYS = pytest.mark.parametrize("words", [*BUILDS, MAKE] if FULL else [MKDOCS], ids=" ".join)
# Bytes that are free: with none nothing can be begun, with more it ends at files, pages, the index, the last file.
SPARE: list[tuple[tuple[str, ...], int]] = [(BUILD, 700_000), (MKDOCS, 0), (MAKE, 300_000)]
if FULL:
    SPARE = [
        (words, spare) for words in (*BUILDS, MAKE) for spare in (0, 20_000, 300_000, 700_000, 1_000_000, 1_300_000)
    ]


BEGINNINGS = ("The build stopped", "The folder .sayso-site, in which the site is built, cannot be used")


def told_once(output: str, cause: str, mend: str) -> bool:
    """Whether one line of an output says a cause and what to do."""
    told = [line for line in output.splitlines() if any(beginning in line for beginning in BEGINNINGS)]
    return len(told) == 1 and cause in told[0] and told[0].endswith(mend)


@pytest.mark.parametrize(("words", "spare"), SPARE)
def test_where_the_disk_is_full_a_sentence_says_so(
    first_published: Path, tmp_path: Path, words: tuple[str, ...], spare: int
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(f"mount -t tmpfs -o size=12m tmpfs '{disk}'") as mounts:
        project = copy_project(first_published, mounts.seen(disk) / "project")
        inside = disk / "project"
        (project / ".venv" / "folder").write_text(f"{inside}\n", encoding="utf-8")
        old = snap(project / "site")
        full = fill(mounts.seen(disk), spare)
        status, output = run(tmp_path, *words, before=mounts.before(inside))
        assert status != 0
        assert told_once(output, "No space left on device", "Free some room on that disk, and build again."), output
        assert_whole(project, old, words, output)
        full.unlink()
        if not FULL and words != MKDOCS:
            return
        status, output = run(tmp_path, *MKDOCS, before=mounts.before(inside))
        assert status == 0, output
        assert leftovers(project) == []


@pytest.mark.parametrize("words", [*BUILDS, MAKE] if FULL else [BUILD], ids=" ".join)
def test_a_full_folder_for_temporary_files_does_not_matter(
    project: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    tree = hash_tree(project / "site")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with mounted(f"mount -t tmpfs -o size=64k tmpfs '{temporary}'") as mounts:
        fill(mounts.seen(temporary), 0)
        status, output = run(project, *words, before=mounts.before(project), TMPDIR=str(temporary))
        assert status == 0, output
        assert [path.name for path in mounts.seen(temporary).iterdir()] == ["full"]
    assert hash_tree(project / "site") == tree


@WAYS
@pytest.mark.parametrize("blocks", (1, 30, 100) if FULL else (30,))
def test_where_files_may_not_become_as_large_a_sentence_says_so(
    project: Path, words: tuple[str, ...], blocks: int
) -> None:
    old = snap(project / "site")
    limit = ("sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh")
    status, output = run(project, *words, before=limit)
    assert status != 0
    assert told_once(output, "File too large", "Raise the limit for the size of files (ulimit -f), and build again.")
    assert_whole(project, old, words, output)
    assert leftovers(project) == []


def test_where_memory_runs_out_the_site_is_whole(project: Path) -> None:
    tree = hash_tree(project / "site")
    for mebibytes in range(60, 200, 5) if FULL else (100,):
        old = snap(project / "site")
        limit = ("sh", "-c", f'ulimit -v {mebibytes * 1024} && exec "$@"', "sh")
        status, _ = run(project, *MKDOCS, before=limit)
        if status == 0:
            assert hash_tree(project / "site") == tree
        else:
            assert snap(project / "site") == old


# --- Where nobody may write

# Root may write everywhere, unless what lets it is taken away.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")


def as_anybody() -> tuple[str, ...]:
    """What runs a command with no more rights than those of the files' owner."""
    if os.geteuid() != 0:
        return ()
    if (
        not shutil.which("setpriv")
        or subprocess.run([*AS_ANYBODY, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system does not let root give its rights away (setpriv)")
    return AS_ANYBODY


@WAYS
def test_a_site_that_nobody_may_write_to_is_told_before_anything_is_built(
    project: Path, words: tuple[str, ...]
) -> None:
    old = snap(project / "site")
    (project / "site").chmod(0o555)
    status, output = run(project, *words, before=as_anybody())
    (project / "site").chmod(0o755)
    assert status != 0
    mend = "Give yourself the right to write there, or choose another site_dir."
    assert f"'site' cannot be replaced (Permission denied). {mend}" in output
    assert_whole(project, old, words, output)
    assert leftovers(project) == []


@WAYS
def test_a_folder_of_the_site_that_nobody_may_write_to_is_told(project: Path, words: tuple[str, ...]) -> None:
    old = snap(project / "site")
    project.chmod(0o555)
    status, output = run(project, *words, before=as_anybody())
    project.chmod(0o755)
    assert status != 0
    assert told_once(output, "Permission denied", "Give yourself the right to write there, and build again.")
    assert_whole(project, old, words, output)
    assert leftovers(project) == []


def test_folders_in_the_old_site_that_nobody_may_write_to_are_removed_all_the_same(project: Path) -> None:
    tree = hash_tree(project / "site")
    (project / "site" / "actors").chmod(0o555)
    status, output = run(project, *MKDOCS, before=as_anybody())
    assert status == 0, output
    assert hash_tree(project / "site") == tree
    assert leftovers(project) == []


def test_a_read_only_file_system_is_told(project: Path) -> None:
    old = snap(project / "site")
    with mounted(f"mount --bind '{project}' '{project}'", f"mount -o remount,ro,bind '{project}'") as mounts:
        for words in (BUILD, MKDOCS):
            status, output = run(project, *words, before=mounts.before(project))
            assert status != 0
            assert "'site' cannot be replaced (Read-only file system). Give yourself the right to write there" in output
            assert_whole(project, old, words, output)
    shutil.rmtree(project / "site")
    with mounted(f"mount --bind '{project}' '{project}'", f"mount -o remount,ro,bind '{project}'") as mounts:
        status, output = run(project, *MKDOCS, before=mounts.before(project))
        assert status != 0
        assert told_once(output, "Read-only file system", "Give yourself the right to write there, and build again.")
    assert not (project / "site").exists()


def test_a_home_that_is_not_there_does_not_matter(project: Path) -> None:
    tree = hash_tree(project / "site")
    status, output = run(project, *BUILD, HOME="/nowhere/at/all", XDG_CACHE_HOME="/nowhere/at/all")
    assert status == 0, output
    assert hash_tree(project / "site") == tree


# --- Elsewhere


@pytest.mark.parametrize("kind", ["a disk", "a folder"])
def test_a_site_on_which_something_is_mounted_is_told_before_anything_is_built(project: Path, kind: str) -> None:
    old, tree = snap(project / "site"), hash_tree(project / "site")
    site = project / "site"
    command = f"mount --bind '{site}' '{site}'" if kind == "a folder" else f"mount -t tmpfs -o size=32m tmpfs '{site}'"
    with mounted(command) as mounts:
        for words in (BUILD, MKDOCS):
            status, output = run(project, *words, before=mounts.before(project))
            assert status != 0
            assert (
                "'site' is a place where something is mounted, and cannot change places with a new site. "
                "Choose a folder inside it as site_dir, such as 'site/html'."
            ) in output
            assert "records checked" not in output
            assert_whole(project, old, words, output)
            assert leftovers(project) == []
        if kind == "a folder":
            return
        status, output = run(project, *MKDOCS, "--site-dir", "site/html", before=mounts.before(project))
        assert status == 0, output
        assert hash_tree(mounts.seen(site / "html")) == tree


def test_a_site_on_another_disk_is_replaced_whole(first_published: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    project = copy_project(first_published, tmp_path / "project")
    tree = hash_tree(project / "site")
    shutil.rmtree(project / "site")
    (project / "site").symlink_to(disk / "public")
    with mounted(f"mount -t tmpfs -o size=12m tmpfs '{disk}'") as mounts:
        target = mounts.seen(disk) / "public"
        target.mkdir()
        for words in (MKDOCS, BUILD) if FULL else (BUILD,):
            status, output = run(project, *words, before=mounts.before(project))
            assert status == 0, output
            assert hash_tree(target) == tree
            assert [path.name for path in target.parent.iterdir()] == ["public"]
        old: Snapshot = snap(target)
        full = fill(target.parent, 500_000)
        rename_place(project, "The East Quay")
        status, output = run(project, *MKDOCS, before=mounts.before(project))
        assert status != 0
        assert told_once(output, "No space left on device", "Free some room on that disk, and build again.")
        assert snap(target) == old
        full.unlink()


def test_a_site_that_is_part_of_an_image_is_told_where_it_cannot_change_places(project: Path, tmp_path: Path) -> None:
    """As in a container whose image holds the old site: a folder of a lower layer cannot be renamed."""
    old, tree = snap(project / "site"), hash_tree(project / "site")
    layers = tmp_path / "layers"
    layers.mkdir()
    with mounted(
        f"mount -t tmpfs -o size=32m tmpfs '{layers}'",
        f"mkdir '{layers}/upper' '{layers}/work'",
        f"mount -t overlay -o 'lowerdir={project},upperdir={layers}/upper,workdir={layers}/work' overlay '{project}'",
    ) as mounts:
        seen = mounts.seen(project)
        status, output = run(project, *MKDOCS, before=mounts.before(project))
        if status == 0:
            assert hash_tree(seen / "site") == tree
            pytest.skip("this system renames folders of lower layers (redirect_dir)")
        assert (
            "The new site could not be put in its place (Invalid cross-device link); the old one is as it was. "
            "Delete the folder of the site, or choose another site_dir, and build again."
        ) in output
        assert "Traceback" not in output
        assert snap(seen / "site") == old
        assert leftovers(seen) == []
        shutil.rmtree(seen / "site")
        status, output = run(project, *MKDOCS, before=mounts.before(project))
        assert status == 0, output
        assert hash_tree(seen / "site") == tree
