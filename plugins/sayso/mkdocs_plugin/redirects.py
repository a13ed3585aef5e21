"""Files at old addresses. They are whole as they are: MkDocs copies them, lists them nowhere and renders no theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sayso.build import Built
from sayso.mkdocs_plugin.theme import for_theme
from sayso.pages import RedirectView
from sayso.problems import Problem, quote

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class RedirectFile:
    """All that the template of such a page prints: the redirect, and what the settings say of every page."""

    redirect: RedirectView
    site_name: Markup
    home: str
    canonical: str
    icon: str
    styles: tuple[str, ...]
    policy: str


def add_redirects(built: Built, files: Files, records: Mapping[str, str], config: MkDocsConfig) -> list[Problem]:
    """Adds a page for each old address; gives a problem for each at which another page stands.

    `records` are pages of records that are not among the files: the path in the site, and what stands there.
    """
    taken = {**records, **{file.dest_uri: file.src_uri for file in files}}
    marks = {built.site.urls.page(redirect.address): redirect.mark for redirect in built.site.library.redirects}
    problems = []
    for redirect in built.redirects:
        path = file_path(redirect.address)
        folders = map(str, PurePosixPath(path).parents)
        other = next((taken[one] for one in (path, *folders) if one in taken), None)
        if other is not None:
            message = f"The page {quote(other)} stands at this old address. Delete the one or the other."
            problems.append(Problem(marks[redirect.address], "address-taken", message))
            continue
        view = RedirectFile(
            redirect,
            for_theme(config.site_name),
            built.site.urls.index(""),
            canonical=f"{config.site_url.rstrip('/')}/{redirect.target}" if config.site_url else "",
            icon=config.theme.get("favicon") or "",
            styles=tuple(config.extra_css),
            policy=POLICY,
        )
        html = built.renderer.render_view("redirect.html", view, redirect.address)
        files.append(File.generated(config, path, content=html))
    return problems


def file_path(address: str) -> str:
    """The path of the file that stands at an address."""
    return address if address.endswith(".html") else f"{address}index.html"
