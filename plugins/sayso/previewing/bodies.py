"""Bodies of pages, each rendered anew only when its page has changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.page_values import Page
from sayso.rendering.environment import Renderer

Stamp = frozenset[tuple[str, int, int]]
TEMPLATES = Path(__file__).parent.parent / "templates"


class Bodies(Renderer):
    """Renders pages, and remembers what the last pages became; a template looks nothing up but its page."""

    def __init__(self) -> None:
        super().__init__()
        self.stamp = stamp_templates()
        self._known: dict[str, tuple[Page, str]] = {}

    def render(self, page: Page) -> str:
        """The HTML of a page's body."""
        known = self._known.get(page.address)
        return known[1] if known and (known[0] is page or known[0] == page) else super().render(page)

    def render_all(self, pages: Iterable[Page]) -> None:
        """Renders all pages of a site, and remembers them only when none of them failed."""
        self._known = {page.address: (page, self.render(page)) for page in pages}


def stamp_templates() -> Stamp:
    """What tells whether a template has changed: the names, sizes and times of all."""
    stats = ((path.name, path.stat()) for path in TEMPLATES.iterdir())
    return frozenset((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
