"""Eleventy 3: JavaScript templates, which are the quickest that it has, over the same facts as Hugo's project.

Templates stand in `eleventy_site/`; they read the facts themselves, so that Eleventy need not merge them into the data
of every page, and make once what several pages print. Style is joined by the exporter.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.bench.peers.facts import make_facts
from tests.bench.peers.hugo import ASSETS, write_data, write_prose
from tests.bench.peers.installing import CACHE, NotInstalled

from sayso.library import Library

NAME = "Eleventy"
SITE = Path(__file__).with_name("eleventy_site")
MODULES = CACHE / "eleventy" / "node_modules"
LOCKED = ("package.json", "package-lock.json")


def write(library: Library, folder: Path) -> None:
    """Writes the project; the modules of Node are a link to where they are installed."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    (folder / "node_modules").symlink_to(install_modules(), target_is_directory=True)
    shutil.copytree(ASSETS, folder / "assets", ignore=shutil.ignore_patterns("styles"))
    styles = [path.read_text(encoding="utf-8") for path in sorted((ASSETS / "styles").glob("*.css"))]
    (folder / "assets" / "styles").mkdir()
    (folder / "assets" / "styles" / "site.css").write_text("\n".join(styles), encoding="utf-8")
    write_data(make_facts(library), folder / "data")
    proses = {story: write_prose(library, story) for story in library.stories}
    (folder / "data" / "proses.json").write_text(json.dumps(proses, ensure_ascii=False), encoding="utf-8")


def command(folder: Path) -> list[str]:  # noqa: ARG001 -- the command of all peers is asked for with it
    """Builds the site into `public/`."""
    return ["node", str(install_modules() / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet"]


def version() -> str:
    """`3.1.8`."""
    package = json.loads((install_modules() / "@11ty" / "eleventy" / "package.json").read_text(encoding="utf-8"))
    return str(package["version"])


def install_modules() -> Path:
    """Where the modules stand that the lock lists, with the hashes that it has."""
    lock = (SITE / "package-lock.json").read_bytes()
    if (done := MODULES.parent / "installed").exists() and done.read_bytes() == lock:
        return MODULES
    if not shutil.which("npm"):
        raise NotInstalled("There is no npm here.")
    shutil.rmtree(MODULES.parent, ignore_errors=True)
    MODULES.parent.mkdir(parents=True)
    for name in LOCKED:
        shutil.copy(SITE / name, MODULES.parent)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(install, cwd=MODULES.parent, check=False, stdin=subprocess.DEVNULL).returncode:
        raise NotInstalled("npm cannot install it: is there a network?")
    done.write_bytes(lock)
    return MODULES
