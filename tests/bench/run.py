"""`make bench`: Sayso and its peers on the same records, in turn, and a table of medians and ratios at the end.

A round runs everything once, so that what the machine does beside strikes all alike. Each cold build begins with no
output and nothing left of an earlier one. The folder is in memory where the system has one there (`/dev/shm`), or on
disk with `--disk`. Slow peers run in the first round only, and not above 10,000 records.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.figures import weigh_claims, weigh_first_view, weigh_lists, weigh_output
from tests.bench.measuring import Failed, measure
from tests.bench.ours import Ours, clean, pick_claim
from tests.bench.serving import Served, find_port, time_edits
from tests.bench.table import KEEPING_NOTHING, OURS, Size, list_versions, write_tables

REPOSITORY = Path(__file__).parents[2]
RESULTS = REPOSITORY / ".cache" / "bench" / "results.json"
MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it
PEERS = ("hugo", "hugo_debian", "eleventy", "material", "sphinx_needs")
SLOW = ("eleventy", "material", "material_search", "sphinx_needs")
LARGEST_FOR_SLOW = 10_000
EDITS = 5
LISTS = ("actors", "claims", "events", "places", "questions", "sources", "stories")
# What peers leave beside their output for the next build.
PEER_LEFTOVERS = ("public", "resources", ".hugo_build.lock", ".doctrees", ".cache")


def main() -> int:
    """Measures what the command line asks for, and prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="rounds (default: 3)")
    parser.add_argument("--peers", nargs="*", default=list(PEERS), metavar="NAME", help=f"of {', '.join(PEERS)}")
    parser.add_argument("--disk", action="store_true", help="work on disk, not in memory")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.peers if not (Path(__file__).parent / "peers" / f"{name}.py").exists()]
    if unknown:
        parser.error(f"There is no peer {', '.join(unknown)}. Name some of {', '.join(PEERS)}.")
    sizes = []
    for records in arguments.records:
        with make_folder(is_on_disk=arguments.disk) as folder:
            sizes.append(measure_size(folder, records, arguments.runs, arguments.peers))
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps([asdict(size) for size in sizes], indent=1), encoding="utf-8")
    versions = list_versions(sizes, {name: version(name) for name in ("sayso", "mkdocs", "mkdocs-material")})
    place = "on disk" if arguments.disk else "in memory"
    versions.append(f"Python {platform.python_version()}, {platform.system()}, output {place}")
    sys.stdout.write(write_tables(sizes, versions, arguments.runs))
    return 0


def tell(words: str) -> None:
    """Says how far it is."""
    sys.stderr.write(f"{words}\n")


@contextmanager
def make_folder(*, is_on_disk: bool) -> Iterator[Path]:
    """A folder to work in, which is deleted afterwards."""
    above = RESULTS.parent if is_on_disk or not MEMORY.is_dir() else MEMORY
    above.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sayso-bench-", dir=above) as folder:
        yield Path(folder)


def measure_size(folder: Path, records: int, rounds: int, names: Sequence[str]) -> Size:
    """Everything at one size."""
    size = Size(records)
    project = folder / "project"
    tell(f"{records:,} records: writing them")
    run_own("tests.bench.corpus", str(project), "--records", str(records))
    ours = Ours(project, folder)
    peers = write_peers(size, project, folder, [name for name in names if is_feasible(name, records)])
    for turn in range(rounds):
        for name, run in ours.run(turn):
            tell(f"{records:,} records, round {turn + 1}: {name} {run.wall:.2f} s, {run.cpu:.2f} s CPU")
            size.runs.setdefault(name, []).append(run)
        for name, peer in peers.items():
            if not turn or name not in SLOW:
                run_peer(size, folder / name, peer, turn)
    weigh_ours(size, ours)
    if records <= LARGEST_FOR_SLOW:
        serve_both(size, ours, folder, peers)
    return size


def is_feasible(name: str, records: int) -> bool:
    """Whether a peer comes to an end with so many records."""
    return name not in SLOW or records <= LARGEST_FOR_SLOW


def run_own(module: str, *arguments: str) -> str:
    """Runs a module of this package in a process of its own, so that this one stays small, and gives what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def write_peers(size: Size, project: Path, folder: Path, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Has the projects of peers written, and gives what is known of those that can be run here."""
    peers = {}
    if names:
        lines = run_own("tests.bench.peers.writing", str(project), str(folder), *names).splitlines()
        for name, line in zip(names, map(json.loads, lines), strict=True):
            if "missing" in line:
                size.missing[line["name"]] = line["missing"]
            else:
                peers[name] = line
    return peers


def name_peer(peer: dict[str, Any]) -> str:
    """A peer's name and version, as tables print them."""
    version_words = peer["version"]
    return f"{peer['name']} {version_words if version_words[0].isdigit() else f'({version_words})'}"


def run_peer(size: Size, folder: Path, peer: dict[str, Any], turn: int) -> None:
    """One cold build of a peer."""
    name = name_peer(peer)
    for leftover in PEER_LEFTOVERS:
        path = folder / leftover
        path.unlink(missing_ok=True) if path.is_file() else shutil.rmtree(path, ignore_errors=True)
    try:
        run = measure(peer["command"], folder)
    except Failed as failure:
        tell(str(failure))
        size.missing[name] = "failed"
        return
    tell(f"{size.records:,} records, round {turn + 1}: {name} {run.wall:.2f} s, {run.cpu:.2f} s CPU")
    size.peers.setdefault(name, []).append(run)
    output = weigh_output(folder / "public")
    size.outputs[name] = output.files, output.size


def weigh_ours(size: Size, ours: Ours) -> None:
    """What Sayso's site weighs."""
    site = ours.plain / "site"
    output = weigh_output(site)
    size.outputs[OURS] = size.outputs[KEEPING_NOTHING] = output.files, output.size
    claims, lists = weigh_claims(site), weigh_lists(site, LISTS)
    page = f"claims/{pick_claim(ours.plain).stem}/index.html"
    size.weights = {
        "page of a claim, median": claims.median,
        "page of a claim, largest": claims.largest,
        f"largest page of a list: {lists.path}": lists.largest,
        "first view of a claim: page, style, fonts, scripts": sum(weigh_first_view(site, page).values()),
    }


def serve_both(size: Size, ours: Ours, folder: Path, peers: dict[str, dict[str, Any]]) -> None:
    """From save to page, in Sayso and in those peers that have a server of their own."""
    clean(ours.plain)
    claim = pick_claim(ours.plain)
    path = f"/a/b/claims/{claim.stem}/"
    port = find_port()
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    size.edits["**Sayso** (`mkdocs serve`)"] = time_edits(Served(command, ours.plain, port, claim, path), EDITS)
    for name, peer in peers.items():
        if "serve" in peer:
            port = find_port()
            command = [str(port) if word == "0" else word for word in peer["serve"]]
            file = folder / name / "content" / "claims" / f"{claim.stem}.md"
            found = time_edits(Served(command, folder / name, port, file, path), EDITS)
            size.edits[f"{name_peer(peer)} (`hugo server`)"] = found


if __name__ == "__main__":
    sys.exit(main())
