"""Makes the pages again and again while records are written, and always gives some that can be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.build import Built
from sayso.checking import Checked, check_linked
from sayso.entry_memory import KeptEntries
from sayso.library import Library
from sayso.loading import Loaded, load_content, reload_records
from sayso.page_settings import Settings
from sayso.page_values import Page
from sayso.previewing.bodies import Bodies, stamp_templates
from sayso.previewing.partly import PartialReader
from sayso.previewing.remembering import Pages
from sayso.previewing.repairing import Repaired, repair
from sayso.previewing.shown import Shown
from sayso.previewing.troubles import Finder
from sayso.previewing.versions import Owners
from sayso.problems import Problem, sort_problems

NOTHING = Loaded((), {}, {}, ())


@dataclass(frozen=True)
class Reading:
    """The content as it is now: what was read, what is known to be wrong with it, and the settings for its pages."""

    root: Path
    loaded: Loaded
    checked: Checked
    owners: Owners
    settings: Settings


@dataclass
class Preview:
    """The preview of a project; it keeps what was shown last, for what cannot be shown now and for what did not change.

    `begin` gives the pages first for which somebody waits, `show` all, and `check` then what the rules say of them;
    `make` does both.
    """

    _bodies: Bodies = field(default_factory=Bodies)
    _last: Shown | None = None
    _files: KeptEntries = field(default_factory=KeptEntries)
    _pages: Pages = field(default_factory=Pages)
    _next: Reading | None = None
    _reading: Reading | None = None
    _repaired: Repaired | None = None
    _told: frozenset[Problem] = frozenset()
    """What the rules said last."""

    def make(self, root: Path, content: str, settings: Settings) -> Shown:
        """What can be shown of the content of the project at `root`, with all that is wrong with it.

        Should making the pages fail, which is a fault of ours, records with errors stand back; should that not help,
        the last pages stay.
        """
        self.show(root, content, settings)
        return self.check()

    def begin(self, root: Path, content: str, settings: Settings, changed: Collection[str]) -> list[tuple[Page, str]]:
        """The first pages of those that `show` gives next, with their bodies; none where some cannot be shown.

        Only the files that `changed` are read, by their paths from the root, where that is enough.
        """
        self._next = self._read(root, content, settings, changed)
        library = self._next.checked.library
        if not library.is_whole or self._last is None or self._last.mishap is not None:
            return []
        try:
            return [(page, self._bodies.render(page)) for page in self._pages.begin(copy(library), settings)]
        except Exception:  # noqa: BLE001 -- it will come again where all pages are made, and be told
            self._pages.forget()
            return []

    def show(self, root: Path, content: str, settings: Settings) -> Shown:
        """The same as `make`, with what the rules said the last time."""
        reading, self._next = self._next or self._read(root, content, settings), None
        return self._make(reading)

    def check(self) -> Shown:
        """What is shown, with what the rules say of it now."""
        reading, repaired, last = self._reading, self._repaired, self._last
        if reading is None or repaired is None or last is None:
            raise LookupError
        checked = check_linked(reading.loaded, reading.checked.library)
        found = {*reading.loaded.problems, *reading.checked.library.faulty_mentions}
        self._told = frozenset(problem for problem in checked.problems if problem not in found)
        checked_reading = replace(reading, checked=checked)
        self._last = replace(self._finish(checked_reading, repaired, last.built), mishap=last.mishap)
        return self._last

    def _read(self, root: Path, content: str, settings: Settings, changed: Collection[str] = ()) -> Reading:
        """Reads the files that changed."""
        if self._bodies.stamp != stamp_templates():
            self._bodies = Bodies()
        loaded = None
        if changed and self._reading is not None:
            loaded = reload_records(root, content, self._reading.loaded, changed, self._files)
            self._files.add()
        if loaded is None:
            loaded = load_content(root, content, self._files)
            self._files.turn()
        library = Library(loaded)
        problems = sort_problems({*loaded.problems, *library.faulty_mentions, *self._told})
        return Reading(root, loaded, Checked(library, tuple(problems), frozenset()), Owners(loaded, content), settings)

    def _make(self, reading: Reading) -> Shown:
        """The newest pages that can be made."""
        mishap = None
        for show in (self._show_newest, self._show_without_errors, self._show_last, self._show_nothing):
            try:
                shown = show(reading)
            except Exception as error:  # noqa: BLE001 -- whatever it is, the writer needs pages that tell of it
                mishap = mishap or error
            else:
                self._reading, self._last = reading, replace(shown, mishap=mishap)
                return self._last
        raise mishap or AssertionError

    def _show_newest(self, reading: Reading) -> Shown:
        """Every record that can be shown, in its newest version that can be."""
        library = reading.checked.library
        if library.is_whole:
            return self._show(reading, Repaired(copy(library), {}))  # that of the pages notes what is read of it
        return self._show(reading, self._repair(reading))

    def _show_without_errors(self, reading: Reading) -> Shown:
        """Records that have an error in an earlier version, or not at all."""
        checked = check_linked(reading.loaded, reading.checked.library)
        errors = (problem for problem in checked.problems if problem.is_error)
        owners = (reading.owners.find(problem.mark.path) for problem in errors)
        return self._show(reading, self._repair(reading, sorted({owner for owner in owners if owner})))

    def _show_last(self, reading: Reading) -> Shown:
        """The pages that were shown last."""
        if self._last is None:
            raise LookupError
        self._repaired = Repaired(self._last.built.site.library, {})
        return self._finish(reading, self._repaired, self._last.built)

    def _show_nothing(self, reading: Reading) -> Shown:
        """The pages that a site without records has."""
        return self._show(reading, Repaired(Library(NOTHING), {}))

    def _repair(self, reading: Reading, doubtful: Iterable[str] = ()) -> Repaired:
        last = self._last.built.site.library if self._last else None
        reader = PartialReader(reading.root, reading.loaded)
        return repair(reading.loaded, reading.owners, reader, last, doubtful)

    def _show(self, reading: Reading, repaired: Repaired) -> Shown:
        built = self._pages.build(repaired.library, reading.settings)
        shown = self._finish(reading, repaired, replace(built, renderer=self._bodies))
        try:
            self._bodies.render_all(shown.pages.values())
        except Exception:
            self._pages.forget()
            raise
        self._repaired = repaired
        return shown

    def _finish(self, reading: Reading, repaired: Repaired, built: Built) -> Shown:
        finder = Finder(built.site, reading.owners, repaired, reading.checked.problems)
        return Shown(reading.root, reading.checked, built, finder, list(finder.troubles()))
