"""What the preview shows, in the form of a build."""

from __future__ import annotations

from functools import cached_property

from sayso.build import Built
from sayso.checking import Checked
from sayso.page_values import Link
from sayso.site_memory import Sheet, Summary
from sayso.summarizing import make_sheet, summarize


class PreviewBuild:
    """The pages that the preview shows, as a door takes them."""

    def __init__(self, built: Built, checked: Checked) -> None:
        self._built = built
        self._checked = checked

    @property
    def built(self) -> Built:
        """All pages, each made when it is asked for."""
        return self._built

    @cached_property
    def summary(self) -> Summary:
        """What is known of the site before any page is made."""
        return summarize(self.built, self._checked, "", {})

    def sheet(self, address: str) -> Sheet:
        """A page that MkDocs is to know."""
        return make_sheet(self.built, address)

    def link(self, record_id: str) -> Link | None:
        """The link to a record, for hand-written pages."""
        return self.built.link(record_id)
