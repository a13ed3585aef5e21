"""The Jinja environment of record pages, apart from the theme's own, whose escaping is off."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sayso.pages import Page, ProseView, Words, capital, path_to_root
from sayso.rendering.prose import render_prose


class Renderer:
    """Renders the bodies of pages."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("sayso"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(href=href, prose=prose, bdi=bdi, capital=capital)

    def render(self, page: Page) -> str:
        """The HTML of a page's body: what stands inside the theme's article."""
        template = self._environment.get_template(page.template)
        return template.render(page=page, view=page.view, root=path_to_root(page.address))

    def render_view(self, name: str, view: object, address: str) -> str:
        """The HTML of a view that is no page, as it has to be on the page at an address."""
        return self._environment.get_template(name).render(view=view, root=path_to_root(address))


@pass_context
def href(context: Context, address: str) -> str:
    """An address on the site, made relative to the page that is being rendered."""
    return f"{context['root']}{address}" or "./"


@pass_context
def prose(context: Context, view: ProseView) -> Markup:
    """Markdown made safe, with its links by id."""
    return Markup(render_prose(view, context["root"]))  # noqa: S704 -- cleaned with an allow list


def bdi(words: Words) -> Markup:
    """Words kept apart from the direction of what stands around them, with their language where it is another one."""
    if words.lang is None:
        return Markup("<bdi>{}</bdi>").format(words.text)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(words.lang, words.dir, words.text)
