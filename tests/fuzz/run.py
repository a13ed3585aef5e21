"""Fuzzes every target, or those that are named, for so many seconds each, led by what of our code each input reaches.

`python tests/fuzz/run.py --seconds 60 [TARGET]…`: what is found stands in `.cache/fuzz/`, and is told by its path. Each
input may take ten seconds and a gigabyte.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / ".cache" / "fuzz"
CONTENT = REPOSITORY / "tests" / "sites" / "ulmerask" / "content"
WORDS = Path(__file__).with_name("words.dict")
DATES = (
    "2015-09-30",
    "2015-09~",
    "2015-09-28/2015-09-30",
    "../2015-09",
    "201X",
    "Sept 30th, 2015",
    "ca 2015",
    "unknown",
)
FORMS = ("https://osk.example.org/a?b=%20#c", "zh-Hant-TW", "a-b-c", "claims/old-id", "a" * 64)


def seed(name: str) -> Path:
    """The folder of inputs of a target, begun with real records."""
    folder = CORPUS / name
    if not folder.exists():
        folder.mkdir(parents=True)
        files = sorted(CONTENT.rglob("*.md" if name in ("markdown", "prose") else "*.yml"))[::7]
        begun = [path.read_bytes()[:2000] for path in files]
        if name == "records":
            begun = [bytes([number % 7]) + data for number, data in enumerate(begun)]
        if name == "sheets":
            begun = [
                b"places:\n  osk: {name: Osk, kind: site}\nactors:\n  # one\n  a-b:\n    name: A\n    kind: person\n"
            ]
        if name == "passages":
            begun = [
                b"The ferry ran aground near Osk.\0ferry ran aground\0The\0near",
                "“It fell”, he said.\0fell".encode(),
            ]
        if name in ("dates", "forms"):
            begun = [text.encode() for text in (DATES if name == "dates" else FORMS)]
        for number, data in enumerate(begun):
            (folder / f"seed-{number}").write_bytes(data)
    return folder


def fuzz(name: str, arguments: list[str]) -> None:
    """Fuzzes one target in this process, which libFuzzer ends."""
    atheris = import_module("atheris")
    sys.path.insert(0, str(REPOSITORY))
    with atheris.instrument_imports(include=["sayso", "markdown"]):
        targets = import_module("tests.fuzz.targets").TARGETS
    atheris.Setup([sys.argv[0], *arguments], targets[name])
    atheris.Fuzz()


def run(name: str, seconds: int) -> bool:
    """Fuzzes one target in a process of its own, and says what came of it; false where something was found."""
    found = CORPUS / f"found-{name}-"
    options = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=1024",
        "-max_len=4096",
        "-print_final_stats=1",
    ]
    arguments = [*options, f"-artifact_prefix={found}", f"-dict={WORDS}", str(seed(name))]
    command = [sys.executable, "-P", __file__, "--only", name, *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False, encoding="utf-8", errors="replace")
    counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    sys.stdout.write(f"{name}: {counted[1] if counted else 'unknown number of'} inputs in {seconds} seconds, ")
    sys.stdout.write("nothing found\n" if done.returncode == 0 else f"FOUND:\n{done.stderr[-3000:]}\n")
    sys.stdout.flush()
    return done.returncode == 0


def main() -> int:
    """Fuzzes what the command line names."""
    if sys.argv[1:2] == ["--only"]:
        fuzz(sys.argv[2], sys.argv[3:])
        return 0
    sys.path.insert(0, str(REPOSITORY))
    names = list(import_module("tests.fuzz.targets").TARGETS)
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(names))
    chosen = parser.parse_args()
    found = [name for name in chosen.targets or names if not run(name, chosen.seconds)]
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
