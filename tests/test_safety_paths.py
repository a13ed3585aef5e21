"""Names travel: every path of a site can stand on every common file system, in every archive and in every address."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import BARE, INVENTED, OWN, Built, build_site

from sayso.loading.forms import LONGEST_ADDRESS, LONGEST_ID, TextFault, read_address, read_id
from sayso.page_addresses import Urls
from sayso.records import FOLDERS

LONGEST = 200
PART = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?")
# Windows gives these to devices, with whatever ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
SITES = {
    f"{name}, {form}": (content, has_folders)
    for name, content in (("own", OWN), ("ulmerask", INVENTED), ("tarn", BARE))
    for form, has_folders in (("folders", True), ("files", False))
}


def find_fault(path: str) -> str | None:
    """What keeps a path from standing everywhere, if anything does."""
    if len(path) > LONGEST:
        return f"has {len(path)} characters"
    for part in path.split("/"):
        if not PART.fullmatch(part):
            return f"has a part with other characters, or with a point at an end: {part!r}"
        if part.partition(".")[0] in DEVICES:
            return f"has the name of a device: {part!r}"
    return None


def list_faults(site: Path) -> dict[str, str]:
    """By path, what is wrong with the files and folders of a site."""
    faults = {}
    for file in sorted(site.rglob("*")):
        path, mode = file.relative_to(site).as_posix(), file.lstat().st_mode
        if fault := find_fault(path):
            faults[path] = fault
        elif not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            faults[path] = "is neither a file nor a folder"
        elif stat.S_ISREG(mode) and mode & (stat.S_ISUID | stat.S_ISGID | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH):
            faults[path] = "can be run"
    return faults


@pytest.mark.parametrize("name", SITES)
def test_every_path_of_a_site_can_stand_everywhere(name: str, shared_builds: Path) -> None:
    content, has_folders = SITES[name]
    changes = {} if has_folders else {"use_directory_urls": False}  # as other tests name it, which share the builds
    site = build_site(content, shared_builds, pages=None, **changes).site
    assert sum(1 for _ in site.rglob("*")) > 50
    assert list_faults(site) == {}


@pytest.fixture(scope="session")
def longest(shared_builds: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of Tarn, where all ids and old addresses are as long as they may be."""
    content = shutil.copytree(BARE, tmp_path_factory.mktemp("longest") / "content")
    files = sorted(path for path in content.rglob("*.yml"))
    new = {path.stem: f"{path.stem}-{'x' * LONGEST_ID}"[:LONGEST_ID] for path in files}
    for number, path in enumerate(files):
        text = path.read_text(encoding="utf-8")
        for old, longer in new.items():
            text = re.sub(rf"(?<![a-z-]){old}(?![a-z-])", longer, text)
        address = f"old/{number}/{'y' * LONGEST_ADDRESS}"[:LONGEST_ADDRESS]
        path.write_text(f"{text}redirect_from: {address}\n", encoding="utf-8")
        path.rename(path.with_name(f"{new[path.stem]}.yml"))
    return build_site(content, shared_builds)


def test_with_the_longest_ids_and_old_addresses_paths_are_short_enough(longest: Built) -> None:
    assert list_faults(longest.site) == {}
    records = {path.parent.name for path in longest.site.glob("*/*/index.html")}
    assert {len(name) for name in records if name.endswith("x")} == {LONGEST_ID}
    assert len(list(longest.site.glob(f"old/*/{'[y]' * 10}*/index.html"))) == len(FOLDERS) + 1


words = st.text(st.characters(codec="utf-8"), max_size=100) | st.from_regex(r"[a-zA-Z0-9 ._/-]{1,130}", fullmatch=True)
names = st.sampled_from(sorted(DEVICES)) | st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,20}", fullmatch=True) | words


def list_paths(read: Callable[[str], str], text: str, folder: str) -> list[str]:
    """The files that a text leads to where it is taken as an id or an old address; none where it is refused."""
    try:
        path = f"{folder}{read(text)}"
    except TextFault:
        return []
    return [f"{path}/index.html", Urls(as_folders=False).page(path)]


@given(names)
def test_whatever_is_taken_as_an_id_can_stand_everywhere(name: str) -> None:
    assert [find_fault(path) for path in list_paths(read_id, name, "questions/") if find_fault(path)] == []


@given(st.lists(names, min_size=1, max_size=3).map("/".join))
def test_whatever_is_taken_as_an_old_address_can_stand_everywhere(address: str) -> None:
    assert [find_fault(path) for path in list_paths(read_address, address, "") if find_fault(path)] == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("claims/Bridge/index.html", "has a part with other characters, or with a point at an end: 'Bridge'"),
        ("claims/brücke/index.html", "has a part with other characters, or with a point at an end: 'brücke'"),
        ("claims/a b/index.html", "has a part with other characters, or with a point at an end: 'a b'"),
        ("claims/a:b/index.html", "has a part with other characters, or with a point at an end: 'a:b'"),
        ("claims/bridge./index.html", "has a part with other characters, or with a point at an end: 'bridge.'"),
        ("claims//index.html", "has a part with other characters, or with a point at an end: ''"),
        ("claims/../index.html", "has a part with other characters, or with a point at an end: '..'"),
        ("claims/nul/index.html", "has the name of a device: 'nul'"),
        ("claims/com7.html", "has the name of a device: 'com7.html'"),
        (f"claims/{'x' * 190}.html", "has 202 characters"),
        ("claims/console/com10.html", None),
        ("_headers", None),
    ],
)
def test_a_path_that_cannot_stand_everywhere_is_found(path: str, fault: str | None) -> None:
    assert find_fault(path) == fault


def test_a_link_a_pipe_and_a_program_are_found(tmp_path: Path) -> None:
    for name, mode in (("fine", 0o644), ("private", 0o600), ("program", 0o755)):
        (tmp_path / name).touch(mode)
    (tmp_path / "below").mkdir()
    (tmp_path / "link").symlink_to("fine")
    os.mkfifo(tmp_path / "pipe")
    assert list_faults(tmp_path) == {
        "link": "is neither a file nor a folder",
        "pipe": "is neither a file nor a folder",
        "program": "can be run",
    }
