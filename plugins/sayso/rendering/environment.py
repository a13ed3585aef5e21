"""The Jinja environments of record pages, apart from the theme's own, whose escaping is off."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from sayso.page_addresses import path_to_root
from sayso.page_values import Page
from sayso.rendering.compiling import PlainCode
from sayso.rendering.printing import make_filters
from sayso.rendering.programs import KeptPrograms


class Loader(PackageLoader):
    """Finds templates for environments."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- Jinja's
    ) -> Template:
        """The template, for an environment."""
        # Jinja gives two mappings in one, and asks each for every name at each page.
        return super().load(environment, name, dict(globals or {}))


class Renderer:
    """Renders the bodies of pages; templates are set up for each depth of pages, of which there are few."""

    def __init__(self) -> None:
        self._loader = Loader("sayso")
        self._programs = KeptPrograms()
        self._environments: dict[str, Environment] = {}
        self._templates: dict[tuple[str, str], Template] = {}
        """The templates that were set up, by the way from pages to the root, and the name."""

    def render(self, page: Page) -> str:
        """The HTML of a page's body: what stands inside the theme's article."""
        return self._find(page.template, page.address).render(page=page, view=page.view)

    def render_view(self, name: str, view: object, address: str) -> str:
        """The HTML of a view that is no page, as it has to be on the page at an address."""
        return self._find(name, address).render(view=view)

    def prepare(self, names: Iterable[str], address: str) -> None:
        """Sets templates up before they are needed, for pages as deep as the one at an address."""
        for name in names:
            self._find(name, address)

    def _find(self, name: str, address: str) -> Template:
        """A template for pages as deep as the one at an address, which have the same way to the site's root."""
        root = path_to_root(address)
        template = self._templates.get((root, name))
        if template is None:
            if root not in self._environments:
                self._environments[root] = make_environment(self._loader, self._programs, root)
            template = self._templates[root, name] = self._environments[root].get_template(name)
        return template


def make_environment(loader: Loader, programs: KeptPrograms, root: str) -> Environment:
    """The environment of pages from which this way leads to the site's root."""
    environment = Environment(
        loader=loader,
        bytecode_cache=programs,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.code_generator_class = PlainCode
    environment.filters.update(make_filters(root))
    return environment
