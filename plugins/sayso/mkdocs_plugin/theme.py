"""All that Sayso knows of MkDocs' and Material's templates: what they print raw, and which scripts are theirs.

Their Jinja environment does not escape. Titles, descriptions and the site's name go through `for_theme`, and nothing
else of the records reaches them but bodies that were rendered with escaping on.
"""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from sayso.page_values import Page

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


def for_theme(text: str) -> Markup:
    """Text for a template that does not escape; filters of the theme that escape leave it as it is."""
    return escape(text)


def fill_page(theme_page: ThemePage, page: Page) -> None:
    """Gives the theme's page its title, description and table of contents."""
    theme_page.meta = {
        **theme_page.meta,
        "title": for_theme(page.title),
        "description": for_theme(page.description),
        # Templates of records print where a page's parts are, each in its own place.
        "template_has_contents": True,
    }
    top = AnchorLink(title=for_theme(page.title), id="top", level=1)
    # The theme lists what stands below the first heading, and its link "Skip to content" leads to the heading itself.
    top.children = [AnchorLink(title=for_theme(section.title), id=section.anchor, level=2) for section in page.sections]
    theme_page.toc = TableOfContents([top])


class Policy:
    """The Content Security Policy of pages: scripts of the theme by their hashes, and nothing else inline.

    The hashes are taken from a stand-in page that holds no text of any record, so that no text can get itself allowed.
    """

    def __init__(self, env: jinja2.Environment, nav: Navigation, config: MkDocsConfig) -> None:
        self._env = env
        self._nav = nav
        self._config = config
        self._scripts: dict[str, list[str]] = {}

    def for_all_files(self) -> str:
        """One policy that fits every page that has one by now."""
        return word_policy(sorted({script for scripts in self._scripts.values() for script in scripts}))

    def insert(self, html: str, base_url: str) -> str:
        """The page with its policy and referrer policy, before anything that could load or run."""
        head = f'{CHARSET}\n      {self._meta(base_url)}\n      <meta name="referrer" content="no-referrer">'
        if CHARSET not in html:
            message = f"The theme's page has no {CHARSET}, so the Content Security Policy has no place."
            raise PluginError(message)
        return html.replace(CHARSET, head, 1)

    def _meta(self, base_url: str) -> str:
        if base_url not in self._scripts:
            self._scripts[base_url] = hash_scripts(self._render_stand_in(base_url))
        policy = word_policy(self._scripts[base_url])
        return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'

    def _render_stand_in(self, base_url: str) -> str:
        """The theme's page around nothing, for pages from which `base_url` leads to the site's root."""
        config = self._config
        context = get_context(self._nav, Files([]), config, base_url=base_url)
        context["page"] = page = ThemePage("Page", File.generated(config, "stand-in.md", content=""), config)
        page.content = ""
        name, description = config.site_name, config.site_description
        config.site_name, config.site_description = "Site", None
        try:
            return self._env.get_template("main.html").render(context)
        finally:
            config.site_name, config.site_description = name, description


def word_policy(scripts: list[str]) -> str:
    """The policy that allows scripts of the site, and of what a policy names in these words."""
    return POLICY.format(scripts=" ".join(["'self'", *scripts]))


def error_base_url(config: MkDocsConfig) -> str:
    """What leads to the site's root from the error page, which is served at any address."""
    return urlsplit(config.site_url or "/").path


def hash_scripts(html: str) -> list[str]:
    """The hashes of the scripts inside a page, as a policy names them."""
    hashes = []
    for match in INLINE_SCRIPT.finditer(html):
        if " src=" not in match["attributes"] and "application/json" not in match["attributes"]:
            digest = base64.b64encode(hashlib.sha256(match["code"].encode()).digest()).decode()
            hashes.append(f"'sha256-{digest}'")
    return list(dict.fromkeys(hashes))
