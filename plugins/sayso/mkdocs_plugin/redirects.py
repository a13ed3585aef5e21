"""Files at old addresses. They are whole as they are: MkDocs copies them, lists them nowhere and renders no theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sayso.mkdocs_plugin.theme import for_theme
from sayso.page_addresses import Urls, file_path
from sayso.page_values import RedirectView
from sayso.problems import Mark, Problem, quote

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


def add_redirects(
    redirects: Iterable[tuple[RedirectView, Mark]], files: Files, records: Mapping[str, str], config: MkDocsConfig
) -> list[Problem]:
    """Adds a page for each old address; gives a problem for each at which another page stands.

    `redirects` come with the places where they are asked for.
    `records` are pages of records that are not among the files: the path in the site, and what stands there.
    """
    taken = {**records, **{file.dest_uri: file.src_uri for file in files}}
    problems = []
    urls = Urls(as_folders=config.use_directory_urls)
    for redirect, mark in redirects:
        path = file_path(redirect.address)
        folders = map(str, PurePosixPath(path).parents)
        other = next((taken[one] for one in (path, *folders) if one in taken), None)
        if other is not None:
            message = f"The page {quote(other)} stands at this old address. Delete the one or the other."
            problems.append(Problem(mark, "address-taken", message))
            continue
        view = RedirectFile(
            redirect,
            for_theme(config.site_name),
            urls.index(""),
            canonical=f"{config.site_url.rstrip('/')}/{redirect.target}" if config.site_url else "",
            icon=config.theme.get("favicon") or "",
            styles=tuple(config.extra_css),
            policy=POLICY,
        )
        files.append(File.generated(config, path, content=render(view, redirect.address)))
    return problems


def render(view: RedirectFile, address: str) -> str:
    """The file at an old address."""
    # What makes pages takes a while to be read, and few sites have such addresses.
    from sayso.rendering.environment import Renderer  # noqa: PLC0415

    return Renderer().render_view("redirect.html", view, address)
