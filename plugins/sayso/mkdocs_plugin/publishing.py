"""The publishing side of the door: a site is built beside the old one, and takes its place when nothing failed."""

from __future__ import annotations

import atexit
import logging
import os
import sys
from collections.abc import Callable, Container, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.utils import CountHandler

from sayso.mkdocs_plugin.failures import explain
from sayso.publishing import REPORT, BuildReport, PublishingError, Staging, send
from sayso.publishing_faults import say_cause, say_mend
from sayso.publishing_memory import SiteMemory
from sayso.publishing_tree import NextSite, hash_files
from sayso.timing import Stages

log = logging.getLogger("mkdocs.plugins.sayso")
DEPLOY = "gh-deploy"
COMMANDS = ("build", DEPLOY)
NOT_WRITTEN = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


class PublishingDoor:
    """Takes a build to its end: `start`, `open`, `expect`, `check`, `finish`, and `fail` where something failed.

    Does nothing where MkDocs does not make a site for others: in the preview, and where its build function is called
    without a command, which writes straight into `site_dir`.
    """

    def __init__(self) -> None:
        self._command: str | None = None
        self._config: MkDocsConfig | None = None
        self._staging: Staging | None = None
        self._is_finished = False
        self._expected: list[Path] = []
        self._problems = ""
        self._outer: BaseException | None = None
        self._levels: list[tuple[logging.Logger | logging.Handler, int]] = []
        self.stages = Stages()
        self.next: NextSite
        """The site that is to be published, or of the preview the pages that MkDocs does not write itself."""
        self._memory: SiteMemory | None = None

    def start(self, command: str) -> None:
        """Remembers the command, and what its caller may be busy with already."""
        self._command = command
        self._outer = sys.exception()

    def open(self, config: MkDocsConfig, memory: SiteMemory | None) -> None:
        """Points MkDocs at a folder beside the site."""
        self._is_finished = False
        self.stages = Stages()
        if self._command not in COMMANDS:
            self.next = NextSite(Path(config.site_dir), Path(config.site_dir), {})
            return
        self._config = config
        self._count_quiet_warnings(config)
        if self._staging is not None:  # of a build in this process that another plugin kept from its end
            self._staging.close()
            self._staging = None
        try:
            staging = Staging(Path(config.site_dir))
            config.site_dir = str(staging.open())
        except PublishingError as error:
            raise PluginError(str(error)) from error
        self._memory = memory
        staging.begin(memory.spare if memory else None)
        self.next = NextSite(staging.next, staging.site, memory.facts if memory else {})
        self._staging = staging

    @property
    def is_apart(self) -> bool:
        """Whether what MkDocs does not write lies beside what it writes, until the site is put together."""
        return self._staging is not None

    def expect(self, files: Files, pages: Container[str]) -> None:
        """Remembers which files MkDocs is going to write; `pages` are the sources of those that are never empty."""
        self._expected = [
            Path(file.abs_dest_path)
            for file in files
            if file.inclusion not in NOT_WRITTEN and (file.src_uri in pages or not file.is_documentation_page())
        ]

    def check(self, problems: str) -> None:
        """Takes the site as finished, if all files are there; `problems` is what the check of the records found."""
        self._is_finished = True
        self._problems = problems
        if self._staging is None:
            return
        missing = next((path for path in self._expected if not path.exists()), None)
        if missing is not None:
            self._is_finished = False
            name = missing.relative_to(self._staging.new).as_posix()
            raise PluginError(
                f"'{name}' was deleted from the folder {self._staging.folder.name} while the site was built there. "
                "Nothing is published. Build again."
            )

    def fail(self, error: Exception) -> None:
        """Ends a build that makes a site for others with a sentence instead of a traceback."""
        self._is_finished = False
        if self._config is None or self._command not in COMMANDS:
            return
        message = explain(error, Path(self._config.config_file_path).parent)
        if message is not None:
            log.debug("The build stopped here:", exc_info=error)
            raise Abort(message) from error

    def finish(self, remember: Callable[[], str | None] | None) -> None:
        """Publishes what was built if nothing failed, else leaves the old site as it was.

        Of what is published, `remember` keeps what the next build needs, and gives a name for it.
        """
        self._count_as_before()
        if self._staging is None or self._config is None:
            return
        staging, self._staging = self._staging, None
        failure = sys.exception()
        try:
            if self._is_finished and failure is self._outer:
                self._publish(staging)
                if self._memory is not None and remember is not None:
                    self._memory.build = remember()
        except PublishingError as error:
            raise Abort(str(error)) from error
        finally:
            self._config.site_dir = str(staging.site)
            if self._command == DEPLOY:
                atexit.register(self._close, staging)  # the site is still to be read and sent: no other takes its place
            else:
                self._close(staging)
        if isinstance(failure, KeyboardInterrupt):
            log.error("Stopped: nothing is published, and the site is as it was.")

    def _publish(self, staging: Staging) -> None:
        """Puts the whole site together and in its place, unless it is what is published already."""
        staging.check()
        try:
            with self.stages.measure("the site put together"):
                self.next.take(staging.new)
                is_same = self.next.is_published
                facts = None if is_same else self.next.finish()
        except OSError as error:
            raise PublishingError(f"The new site cannot be read ({say_cause(error)}). {say_mend(error)}") from error
        report(self.next.digests, self._problems, self.stages)
        if facts is not None:
            staging.publish(self.next.hidden)
            if self._memory is not None:
                # No build's name stands for this site until what that build knows is kept.
                self._memory.facts, self._memory.build = facts, None

    def _close(self, staging: Staging) -> None:
        """Ends the build, and remembers what the next one can begin with."""
        self.next.close()
        if self._memory is None:
            staging.close()
        else:
            staging.close(self._memory.spare)
            self._memory.store()

    def _count_quiet_warnings(self, config: MkDocsConfig) -> None:
        """Lets warnings be counted with --strict although --quiet hides them; MkDocs alone would count none."""
        logger = logging.getLogger("mkdocs")
        if not config.strict or logger.level <= logging.WARNING:
            return
        shown = [handler for handler in logger.handlers if not isinstance(handler, CountHandler)]
        self._levels = [(logger, logger.level), *((handler, handler.level) for handler in shown)]
        for handler in shown:
            handler.setLevel(logger.level)
        logger.setLevel(logging.WARNING)

    def _count_as_before(self) -> None:
        """Puts the levels back."""
        for one, level in self._levels:
            one.setLevel(level)
        self._levels = []


def report(digests: Mapping[str, bytes], problems: str, stages: Stages) -> None:
    """Tells the command that started this build what came of it, if it asks; says so where that command is gone."""
    mark = os.environ.get(REPORT)
    if mark is None:
        return
    pages = sum(1 for path in digests if path.endswith(".html"))
    try:
        send(BuildReport(pages, problems, hash_files(digests), stages.seconds), mark)
    except OSError as error:
        raise PublishingError("The command that started this build has ended, so nothing is published.") from error
