"""What the owner of a site decides on all its pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.page_addresses import Urls

# How many entries of a list stand on one page, unless a site wants others.
MOST_ENTRIES = 200
# Set in the environment, it lets MkDocs render each page of a record, as the option `page_hooks` does.
PAGE_HOOKS = "SAYSO_PAGE_HOOKS"


@dataclass(frozen=True)
class Settings:
    """What the site's owner decides: its name, description, where to complain, where records can be edited.

    And how many entries of a list stand on one page, and whether pages can be searched.
    """

    name: str
    description: str = ""
    contact: str = ""
    edit_base: str = ""
    urls: Urls = field(default_factory=Urls)
    most_entries: int = MOST_ENTRIES
    has_search: bool = True
