"""The door to MkDocs: hands pages over, reports problems, and publishes the site whole or not at all."""

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from sayso.cache import FOLDER, is_wanted
from sayso.mkdocs_plugin.clock import Clock
from sayso.mkdocs_plugin.collisions import tell_collisions
from sayso.mkdocs_plugin.folders import check_folders
from sayso.mkdocs_plugin.hand_written import HandWritten
from sayso.mkdocs_plugin.options import SaysoConfig, read_settings
from sayso.mkdocs_plugin.publishing import COMMANDS, PublishingDoor
from sayso.mkdocs_plugin.record_pages import RecordPages, list_pages, surround
from sayso.mkdocs_plugin.redirects import add_redirects
from sayso.mkdocs_plugin.search import SearchDoor
from sayso.mkdocs_plugin.shells import Shells, Theme
from sayso.mkdocs_plugin.site_files import write_provenance, write_site_files
from sayso.mkdocs_plugin.styles import drop_panel, join_styles
from sayso.mkdocs_plugin.telling import ProgressDoor, tell_hooks, tell_problems, tell_warning
from sayso.mkdocs_plugin.theme import Policy, error_base_url, fill_page, for_theme
from sayso.page_addresses import file_path
from sayso.page_settings import PAGE_HOOKS, Settings
from sayso.page_values import Page
from sayso.provenance import stamp_program
from sayso.publishing_memory import SiteMemory
from sayso.rebuilding import Rebuild, SiteBuild
from sayso.rendering.record_links import RecordLinks
from sayso.site_memory import Fill, Sheet

if TYPE_CHECKING:
    from sayso.mkdocs_plugin.preview import PreviewDoor

log = logging.getLogger("mkdocs.plugins.sayso")
# Seconds within which all pages of the preview may come at once.
BLINK = 0.3
DAMAGED = (
    "What the last build left in {folder} cannot be used: it is damaged, or was made elsewhere. This build begins "
    "anew; where each of them says so, delete that folder."
)


class SaysoPlugin(BasePlugin[SaysoConfig]):  # type: ignore[no-untyped-call]
    """Renders the records under `content/` as pages of the site.

    Defining `on_startup` and `on_shutdown` makes MkDocs keep one plugin object for a whole process, so each build
    begins with a fresh state in `on_config`. Who calls MkDocs' build function itself, without these, gets a plain build
    straight into `site_dir`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._command: str | None = None
        self._clock = Clock()
        self._was_collecting = False
        """Whether Python's collector of garbage was on, and is to be again."""
        self._settings: Settings
        self._build: SiteBuild
        self._rebuild: Rebuild | None = None
        """The build, where it may leave something that the next can begin with."""
        self._memory: SiteMemory | None = None
        self._is_warned = False
        self._hand_written: HandWritten
        self._policy: Policy
        self._pages: RecordPages
        self._theme: Theme
        self._shells: Shells
        self._chrome: object = None
        self._is_slow = True
        """Whether the preview takes so long that pages of which somebody waits for one go before all others."""
        self._preview: PreviewDoor
        """What shows pages while they are written, where that is asked for."""
        self._search: SearchDoor
        self._publishing = PublishingDoor()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remembers what MkDocs was asked to do."""
        if dirty:
            raise PluginError(
                "Sayso builds whole sites: leave out --dirty, which makes pages that do not fit together."
            )
        self._command = command
        self._publishing.start(command)
        if self._is_preview:
            # Like what makes pages, it takes a while to be read, and most builds do not need it.
            from sayso.mkdocs_plugin.preview import PreviewDoor  # noqa: PLC0415

            self._preview = PreviewDoor()
        # All that a build makes stays until its end: looking for garbage in it again and again takes seconds. The
        # preview looks for some when nobody waits for a page.
        self._was_collecting = gc.isenabled()
        gc.disable()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Points MkDocs at a folder beside the site, reads and checks the records."""
        root = Path(config.config_file_path).parent
        check_folders(config, root / self.config.content)
        if self._is_preview:
            self._preview.open(config)
        self._end_keeping()  # of a build in this process that another plugin kept from its end
        self._memory, self._rebuild = self._remember(root, config), None
        self._is_warned = False
        self._publishing.open(config, self._memory)
        self._search = SearchDoor(is_on=self.config.search and not self._is_preview)
        self._settings = read_settings(config, self.config, has_search=self._search.is_on)
        self._build = self._begin(root, self._settings)
        self._clock.set(self._build.summary.newest)
        if not self._has_own_hooks:
            tell_hooks(config, self)
        link = self._preview.link if self._is_preview else self._build.link
        self._hand_written = HandWritten(root, config, link)
        self._pages = RecordPages(self._build.summary.addresses, self._hand_written, config)
        config.markdown_extensions.append(RecordLinks(self._hand_written.find, self._hand_written.root))  # type: ignore[arg-type]
        config.site_name = for_theme(config.site_name)
        if config.site_description:
            config.site_description = for_theme(config.site_description)
        return config

    def _remember(self, root: Path, config: MkDocsConfig) -> SiteMemory | None:
        """What the last build left for this one."""
        if not is_wanted(self.config.cache) or self._command not in COMMANDS:
            return None
        memory = SiteMemory(root, Path(config.site_dir), stamp_program())
        return memory if memory.cache.is_usable else None

    def _begin(self, root: Path, settings: Settings) -> SiteBuild:
        """The build: of records without errors, or in the preview of whatever can be shown."""
        if self._is_preview:
            return self._preview.build(root, self.config.content, settings)
        memory = self._memory
        cache, published = (memory.cache, memory.build) if memory else (None, None)
        build = Rebuild(
            root,
            self.config.content,
            settings,
            cache=cache,
            published=published,
            stages=self._publishing.stages,
        )
        if memory is not None and (memory.is_damaged or build.is_damaged):
            self._warn_of_cache()
        tell_problems(build.outcome.problems)
        if not build.is_publishable:
            raise PluginError(build.outcome.words)
        self._rebuild = build
        log.info("%s", build.outcome.words)
        return build

    def _warn_of_cache(self) -> None:
        """Says once that what the last build left cannot be used."""
        if not self._is_warned:
            self._is_warned = True
            tell_warning(DAMAGED.format(folder=FOLDER))

    @property
    def _has_own_hooks(self) -> bool:
        """Whether MkDocs renders each page of a record by itself, with the hooks of all plugins."""
        return self.config.page_hooks or bool(os.environ.get(PAGE_HOOKS))

    @property
    def _is_preview(self) -> bool:
        """Whether pages are made again and again for those who write them."""
        return self._command == "serve"

    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Puts the environment back where a build fails, and says why in a sentence."""
        self._clock.put_back()
        if self._is_preview:
            self._preview.release()
        self._publishing.fail(error)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Takes each page in, unless a hand-written one has the address already."""
        self._pages.add_to(files, are_known=self._has_own_hooks)
        tell_collisions(files, self._pages.all.values(), has_search=self._search.is_on, is_fatal=not self._is_preview)
        self._search.expect(len(self._pages.beside))
        if not self._is_preview:
            drop_panel(files, config)
        self._search.drop_files(files, config)
        join_styles(files, config)
        self._add_redirects(files, config)
        return self._pages.find_through(files)

    def _add_redirects(self, files: Files, config: MkDocsConfig) -> None:
        places = {file_path(address): path for path, address in self._pages.beside.items()}
        problems = add_redirects(self._build.summary.redirects, files, places, config)
        tell_problems(problems)
        if problems and not self._is_preview:
            raise PluginError(
                "Other pages stand at old addresses of records. Nothing is published until this is mended."
            )

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 -- the hook's signature
        """Names the pages, and links each with those before and after it."""
        self._pages.name(nav, self._build.sheet)
        return nav

    def on_page_markdown(self, markdown: str, *, page: ThemePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 -- the hook's signature
        """Remembers which page's links by id are looked up next."""
        self._hand_written.current = page.file.src_uri
        return markdown

    def on_page_content(self, html: str, *, page: ThemePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Sets the body, title and description of a record's page."""
        if page.file.src_uri not in self._pages.all:
            self._search.fill_hand_written(page, config)
            return html
        sheet = self._build.sheet(self._pages.all[page.file.src_uri])
        if self._is_preview:
            self._preview.note(sheet.page.address, sheet)
        fill_page(page, sheet.page)
        self._search.fill(page, sheet.page.search)
        return sheet.body

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tells of links in hand-written pages that lead nowhere; takes the scripts that are the theme's own."""
        problems = self._hand_written.problems()
        tell_problems(problems)
        if self._is_preview:
            self._preview.tell(self._hand_written.by_page(problems), files)
        elif problems:
            raise PluginError("Links in hand-written pages lead nowhere. Nothing is published until they are mended.")
        self._search.fill_theme(env)
        self._policy = Policy(env, self._pages.nav, config)
        self._publishing.expect(files, self._pages.all)
        finish = (lambda html, _: html) if self._is_preview else self._policy.insert
        theme = self._theme = Theme(env, self._pages.nav, files.documentation_pages(), config)
        self._shells = Shells(theme, finish)
        self._chrome = None
        return env

    def on_post_page(self, output: str, *, page: ThemePage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Sets the policy; in the preview, whose reload script changes with each build, tells of problems instead."""
        if self._is_preview:
            return self._preview.mark(output, page.url)
        return self._policy.insert(output, get_relative_url(".", page.url))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Lists the pages of records in the site map."""
        if template_name == "sitemap.xml":
            context["pages"] = list_pages(context["pages"], self._pages.all, config)
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Sets the policy of the error page."""
        if template_name != "404.html" or self._is_preview:
            return output_content
        return self._policy.insert(output_content, error_base_url(config))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes what stands beside MkDocs' pages: those of records, files for search engines and hosts, the index."""
        build = self._build
        chrome, addresses, fill = self._frame()
        if not isinstance(build, Rebuild):
            self._preview.write_records(chrome, addresses, fill)
        else:
            build.write(self._publishing.next, addresses, fill, chrome, ProgressDoor(len(addresses)).tell)
            if build.is_damaged:
                self._warn_of_cache()
        write_site_files(build.summary, self._policy, config)
        if isinstance(build, Rebuild):
            if self._search.is_on:
                build.index(self._publishing.next, self._search.records)
            content = Path(config.config_file_path).parent / self.config.content
            write_provenance(build, content, config, len(self._pages.beside) if self._publishing.is_apart else 0)
        self._clock.put_back()
        self._publishing.check(build.summary.counted)
        if self._is_preview:
            self._preview.close_build()

    def _frame(self) -> tuple[object, list[str], Fill]:
        """What decides on all around the pages of records, their addresses, and what makes a page of a body."""
        instead = self._pages.find_instead()
        addresses = list(self._pages.beside.values())
        if self._chrome is None:
            around = {path: (page.url, str(page.title)) for path, page in instead.items()}
            self._chrome = (self._shells.stamp(addresses), around, self._hand_written.taken)
        return self._chrome, addresses, partial(self._fill, instead)

    def _fill(self, instead: Mapping[str, ThemePage], page: Page, body: str) -> bytes:
        """The whole page of a record."""
        return self._shells.make(surround(page, self._build.built.title, instead), body)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 -- the hook's signature
        """Shows changes at once, and those of the records' templates too."""
        self._preview.serve(server, config, partial(self._refresh, config))
        return server

    def _refresh(self, config: MkDocsConfig, paths: frozenset[str]) -> bool:
        """Writes the pages of records that changed; false where MkDocs has to build anew."""
        root = Path(config.config_file_path).parent
        if self._has_own_hooks or not all(Path(path).is_relative_to(root / self.config.content) for path in paths):
            return False
        changed = [Path(path).relative_to(root).as_posix() for path in paths]
        before, started = self._build.summary, time.monotonic()
        if self._is_slow:
            fill = partial(self._fill, self._pages.find_instead())
            self._preview.begin(root, self.config.content, self._settings, changed, fill)
        build = self._preview.rebuild(root, self.config.content, self._settings)
        if build is None or not build.summary.is_framed_like(before):
            return False
        self._build = build
        self._clock.set(self._build.summary.newest)
        try:
            is_other = self._preview.write_records(*self._frame())
            is_other = (
                self._preview.write_sheets(self._theme, self._pages.list_known(), build, self._relink) or is_other
            )
        finally:
            self._clock.put_back()
        is_told = is_other and not self._is_slow and self._preview.reload()
        if (self._preview.check() or (is_other and not is_told)) and not self._preview.reload():
            return False
        self._is_slow = time.monotonic() - started > BLINK
        return True

    def _relink(self, theme_page: ThemePage, sheet: Sheet) -> None:
        """Gives a page of MkDocs all that it has from its record anew."""
        self._pages.link(theme_page, sheet)
        fill_page(theme_page, sheet.page)

    def _end_keeping(self) -> None:
        """Ends what is still done for a next build."""
        if self._rebuild is not None:
            self._rebuild.drop()

    @event_priority(-100)
    def on_shutdown(self) -> None:
        """Publishes what was built if nothing failed; else the old site stays as it was."""
        self._clock.put_back()
        if self._is_preview:
            self._preview.close()
        try:
            self._publishing.finish(self._rebuild.store if self._rebuild is not None else None)
        finally:
            self._end_keeping()
            if self._was_collecting:
                gc.freeze()  # what is left is given back by the end of the process
                gc.enable()
                self._was_collecting = False
