"""How smoothly the longest pages scroll and filter on a slow machine: `python -m tests.bench.frames [FOLDER]`.

Builds the long dossier (or takes the folder of a site that was built from it), opens its explainer and its question in
the system's Chromium with the processor slowed to a quarter, and prints the longest frames in milliseconds as a table:
while the page scrolls from its top to its end, and at each choice in a filter. A frame is the time between two calls of
`requestAnimationFrame`. Other programs make that longer; so the processor time of the page's longest task stands beside
it, as the browser's own trace has it. Of several runs the median counts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from tests.bench.long_dossier import QUESTION, STORY, write_long_dossier
from tests.building import Servers, run_mkdocs

THROTTLE, RUNS, MOST = 4, 3, 50
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
WINDOWS: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 360, "height": 740}}
# Collects the times between frames until it is stopped.
WATCH = """() => {
  window.frames_ = [];
  let last = performance.now();
  window.watching_ = true;
  const step = (now) => {
    window.frames_.push(now - last);
    last = now;
    if (window.watching_) requestAnimationFrame(step);
  };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(step); });
}"""
STOP = "() => { window.watching_ = false; return window.frames_; }"
# Scrolls to the end of the page: first by lines as a wheel does, then by whole windows.
SCROLL = """async () => {
  const next = () => new Promise(requestAnimationFrame);
  scrollTo(0, 0);
  for (let step = 0; step < 60; step += 1) { scrollBy(0, 120); await next(); }
  const height = document.documentElement.scrollHeight;
  for (let step = 1; step <= 120; step += 1) { scrollTo(0, height * step / 120); await next(); }
  scrollTo(0, 0);
  for (let step = 0; step < 5; step += 1) await next();
}"""
SETTLE = """async () => {
  const next = () => new Promise(requestAnimationFrame);
  let calm = 0;
  for (let step = 0; step < 400 && calm < 10; step += 1) {
    const start = performance.now();
    await next();
    calm = performance.now() - start < 25 ? calm + 1 : 0;
  }
}"""
# What is chosen in each filter, and the way back to everything.
CHOICES = {
    "one speaker": "() => document.querySelectorAll('[data-filter=speakers] button[value]')[5].click()",
    "all speakers": "() => document.querySelector('[data-filter=speakers] button[aria-pressed]').click()",
    "one place": "() => choose('places', 3)",
    "one actor and place": "() => choose('actors', 4)",
    "all events": "() => { choose('actors', 0); choose('places', 0); }",
}
CHOOSE = """() => { window.choose = (name, index) => {
  const select = document.querySelector(`[data-filter=timeline] [name=${name}]`);
  select.selectedIndex = index;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}; }"""


TASK, CATEGORIES = "RunTask", ("devtools.timeline", "disabled-by-default-devtools.timeline")


@dataclass(frozen=True, slots=True)
class Longest:
    """What took longest while something was done, in milliseconds."""

    frame: float
    task: float
    """Processor time of one task of the page's main thread."""


def measure(site: Path, windows: dict[str, ViewportSize]) -> Iterator[tuple[str, Longest]]:
    """What was done, and the longest frame and task of the median run."""
    servers = Servers()
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, size in windows.items():
            for address in (f"stories/{STORY}/", f"questions/{QUESTION}/"):
                page = browser.new_page(viewport=size, bypass_csp=True)
                page.goto(f"{servers(site)}{address}")
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
                page.evaluate(CHOOSE)
                actions = {"scrolling": SCROLL, **CHOICES}
                if address.startswith("questions"):
                    actions = {action: actions[action] for action in ("scrolling", "one speaker", "all speakers")}
                runs = [
                    {action: find_longest(browser, page, actions[action]) for action in actions} for _ in range(RUNS)
                ]
                for action in actions:
                    found = [run[action] for run in runs]
                    longest = Longest(median(one.frame for one in found), median(one.task for one in found))
                    yield f"{address.partition('/')[0]}, {name}, {action}", longest
                page.close()
        browser.close()
    servers.close()


def find_longest(browser: Browser, page: Page, script: str) -> Longest:
    """What took longest while a script was at work."""
    page.evaluate(SETTLE)
    browser.start_tracing(page=page, categories=list(CATEGORIES))
    page.evaluate(WATCH)
    page.evaluate(script)
    page.evaluate(SETTLE)
    frames = page.evaluate(STOP)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    busiest = max((event for event in events if event["name"] == "FireAnimationFrame"), key=lambda event: event["ts"])
    thread = (busiest["pid"], busiest["tid"])
    tasks = [
        event.get("tdur", 0) for event in events if event["name"] == TASK and (event["pid"], event["tid"]) == thread
    ]
    return Longest(max(frames), max(tasks) / 1000)


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Measures, and prints a table; 1 where a frame is longer than is aimed at."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.frames", description="Longest frames of long pages.")
    parser.add_argument("site", type=Path, nargs="?", metavar="FOLDER", help="a site of the long dossier, built before")
    site: Path | None = parser.parse_args().site
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            project = Path(folder) / "project"
            write_long_dossier(project)
            run = run_mkdocs(project)
            if run.returncode:
                sys.stderr.write(f"{run.stdout}{run.stderr}")
                return run.returncode
            site = project / "site"
        what = f"1,000 positions, 2,000 events, the processor {THROTTLE} times slower"
        say(f"| {what} | longest frame ms, aimed at: {MOST} | task ms |")
        say("|---|---|---|")
        worst = Longest(0, 0)
        for what, found in measure(site, WINDOWS):
            say(f"| {what} | {found.frame:.0f} | {found.task:.0f} |")
            worst = Longest(max(worst.frame, found.frame), max(worst.task, found.task))
        say(f"| **longest** | {worst.frame:.0f} | {worst.task:.0f} |")
    return int(worst.frame > MOST)


if __name__ == "__main__":
    sys.exit(main())
