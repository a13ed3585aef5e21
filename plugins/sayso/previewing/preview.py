"""Makes the pages again and again while records are written, and always gives some that can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.build import Built, build_pages
from sayso.checking import Checked, check_loaded
from sayso.library import Library
from sayso.loading import Loaded, load_content
from sayso.pages import Settings
from sayso.previewing.bodies import Bodies, stamp_templates
from sayso.previewing.partly import PartialReader
from sayso.previewing.repairing import Repaired, repair
from sayso.previewing.shown import Shown
from sayso.previewing.troubles import Finder
from sayso.previewing.versions import Owners

NOTHING = Loaded((), {}, {}, ())


@dataclass(frozen=True)
class Reading:
    """The content as it is now: what was read, what is wrong with it, and the settings for its pages."""

    root: Path
    loaded: Loaded
    checked: Checked
    owners: Owners
    settings: Settings


@dataclass
class Preview:
    """The preview of a project; it keeps what was shown last, for what cannot be shown now."""

    _bodies: Bodies = field(default_factory=Bodies)
    _last: Shown | None = None

    def make(self, root: Path, content: str, settings: Settings) -> Shown:
        """What can be shown of the content of the project at `root`.

        Should making the pages fail, which is a fault of ours, records with errors stand back; should that not help,
        the last pages stay.
        """
        if self._bodies.stamp != stamp_templates():
            self._bodies = Bodies()
        loaded = load_content(root, content)
        reading = Reading(root, loaded, check_loaded(loaded), Owners(loaded, content), settings)
        mishap = None
        for show in (self._show_newest, self._show_without_errors, self._show_last, self._show_nothing):
            try:
                shown = show(reading)
            except Exception as error:  # noqa: BLE001 -- whatever it is, the writer needs pages that tell of it
                mishap = mishap or error
            else:
                self._last = replace(shown, mishap=mishap)
                return self._last
        raise mishap or AssertionError

    def _show_newest(self, reading: Reading) -> Shown:
        """Every record that can be shown, in its newest version that can be."""
        if reading.checked.library.is_whole:
            return self._show(reading, Repaired(reading.checked.library, {}))
        return self._show(reading, self._repair(reading))

    def _show_without_errors(self, reading: Reading) -> Shown:
        """Records that have an error in an earlier version, or not at all."""
        errors = (problem for problem in reading.checked.problems if problem.is_error)
        owners = (reading.owners.find(problem.mark.path) for problem in errors)
        return self._show(reading, self._repair(reading, sorted({owner for owner in owners if owner})))

    def _show_last(self, reading: Reading) -> Shown:
        """The pages that were shown last."""
        if self._last is None:
            raise LookupError
        return self._finish(reading, Repaired(self._last.built.site.library, {}), self._last.built)

    def _show_nothing(self, reading: Reading) -> Shown:
        """The pages that a site without records has."""
        return self._show(reading, Repaired(Library(NOTHING), {}))

    def _repair(self, reading: Reading, doubtful: Iterable[str] = ()) -> Repaired:
        last = self._last.built.site.library if self._last else None
        reader = PartialReader(reading.root, reading.loaded)
        return repair(reading.loaded, reading.owners, reader, last, doubtful)

    def _show(self, reading: Reading, repaired: Repaired) -> Shown:
        built = build_pages(replace(reading.checked, library=repaired.library), reading.settings)
        shown = self._finish(reading, repaired, replace(built, renderer=self._bodies))
        self._bodies.render_all(shown.pages.values())
        return shown

    def _finish(self, reading: Reading, repaired: Repaired, built: Built) -> Shown:
        finder = Finder(built.site, reading.owners, repaired, reading.checked.problems)
        return Shown(reading.root, reading.checked, built, finder, list(finder.troubles()))
