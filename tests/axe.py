"""axe-core on a page: what it finds against WCAG 2.0, 2.1 and 2.2, A and AA, and against good practice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = Path(str(axe_playwright_python.__file__)).with_name("axe.min.js")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = "(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })"


def run_axe(page: Page) -> list[str]:
    """What axe finds on a page as it stands, element by element; the window has to let tests put scripts into it."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=SCRIPT)
    violations: list[dict[str, Any]] = page.evaluate(RUN, TAGS)["violations"]
    return [f"{found['id']}: {node['html'][:200]}" for found in violations for node in found["nodes"]]
