"""Lighthouse against the built site, as a phone would load it: `make lighthouse` (needs Node and npm).

It stands outside the test suite, since its score for speed depends on the machine. Serves `site/` compressed, as hosts
of static sites do, runs Lighthouse's mobile profile on each page that is named, and compares what it finds with GOALS.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LIGHTHOUSE = "lighthouse@12.8.2"
GOALS = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
LARGEST_VIEW = 150_000
LARGEST_SHIFT = 0.02
TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


class CompressedHandler(SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed with gzip."""

    def do_GET(self) -> None:
        """Sends one file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        is_text = path.suffix in TEXTS
        data = gzip.compress(data, 9) if is_text else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


def tell(words: str) -> None:
    """Prints a line."""
    sys.stdout.write(f"{words}\n")


def run_lighthouse(address: str, folder: Path) -> dict[str, Any]:
    """The report of one page."""
    report = folder / "report.json"
    chrome = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    # The scratch folder is the working folder, so that nothing of npm's is written into the project.
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}"]
    environment = {**os.environ, **({"CHROME_PATH": chrome} if chrome else {})}
    subprocess.run(
        [*command, f"--chrome-flags={FLAGS}"], check=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL
    )
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def judge(page: str, report: dict[str, Any]) -> list[str]:
    """Prints what was measured, and gives the goals that were missed."""
    scores = {name: report["categories"][name]["score"] for name in GOALS}
    audits = report["audits"]
    weight = audits["total-byte-weight"]["numericValue"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    times = [audits[name]["displayValue"] for name in ("first-contentful-paint", "largest-contentful-paint")]
    words = ", ".join(f"{name} {score}" for name, score in scores.items())
    tell(f"{page or '(home)'}: {words}; {weight / 1000:.0f} kB, layout shift {shift:.3f}, {' and '.join(times)}")
    missed = [f"{page}: {name} is {score}" for name, score in scores.items() if (score or 0) < GOALS[name]]
    missed += [f"{page}: {weight:.0f} bytes"] if weight > LARGEST_VIEW else []
    missed += [f"{page}: layout shift {shift:.3f}"] if shift > LARGEST_SHIFT else []
    for reference in (ref for name in GOALS for ref in report["categories"][name]["auditRefs"]):
        audit = audits[reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            tell(f"   {audit['score']:.2f} {audit['id']}: {audit['title']} {audit.get('displayValue', '')}")
    return missed


def main(site: Path, pages: list[str]) -> int:
    """Measures pages of a site; 1 where a goal is missed."""
    handler = functools.partial(CompressedHandler, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    with tempfile.TemporaryDirectory() as folder:
        missed = [fault for page in pages for fault in judge(page, run_lighthouse(root + page, Path(folder)))]
    server.shutdown()
    for fault in missed:
        tell(f"missed: {fault}")
    return 1 if missed else 0


if __name__ == "__main__":
    stories = sorted(path.parent for path in Path("site/stories").glob("*/index.html"))
    named = sys.argv[1:] or ["", *(f"stories/{story.name}/" for story in stories)]
    sys.exit(main(Path("site"), named))
