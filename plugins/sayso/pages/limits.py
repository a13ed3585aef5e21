"""The page of limits: how much of everything Sayso takes, what happens past it, and what it does not promise.

Numbers are those of the program itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.cache import LARGEST_CACHE, MOST_SITES
from sayso.date_points import LONGEST as LONGEST_DATE
from sayso.loading.characters import MOST_TOLD as MOST_CHARACTERS_TOLD
from sayso.loading.forms import LONGEST_ADDRESS, LONGEST_ID, LONGEST_NAME, LONGEST_PLAIN, LONGEST_URL
from sayso.loading.languages import LONGEST_TAG
from sayso.loading.markdown_limits import DEEPEST_MARKUP, LONGEST_PARAGRAPH
from sayso.loading.reading import DEEPEST, MOST_ITEMS
from sayso.loading.scanning import LARGEST_RECORD, LARGEST_TEXT
from sayso.page_settings import MOST_ENTRIES
from sayso.page_values import Page, Section
from sayso.pages.home import SHOWN_OTHERS
from sayso.pages.record_frame import home_link
from sayso.pages.site import Site
from sayso.problem_codes import CODES
from sayso.problem_words import LONGEST_QUOTE, MOST_HINTS
from sayso.rules.chains import DEEPEST_CHAIN
from sayso.rules.claims import LONGEST_SHORT
from sayso.rules.markup import MOST_TOLD
from sayso.rules.passages import LARGEST_SHARE, MOST_EXPLAINED, MOST_WORDS
from sayso.rules.questions import MOST_CLAIMS

TITLE = "Limits"
INTRODUCTION = "How much of everything Sayso takes, what happens past it, and what is not promised."


class Limit(NamedTuple):
    """A limit: of what, how much, what happens past it, and the code of the message that says so, if one does."""

    of: str
    most: str
    past: str
    code: str | None = None

    @property
    def severity(self) -> str | None:
        """What the message is: `error` or `warning`."""
        return None if self.code is None else "error" if CODES[self.code].is_error else "warning"


class LimitGroup(NamedTuple):
    """Limits that belong together, under a heading."""

    anchor: str
    heading: str
    limits: tuple[Limit, ...]


class LimitsView(NamedTuple):
    """The page of limits; `messages` is the address of the page that explains codes."""

    title: str
    introduction: str
    messages: str
    groups: tuple[LimitGroup, ...]


FILES = (
    Limit(
        "A record, and the prose of a story",
        f"{LARGEST_RECORD // 1024} KiB",
        "Divide it among several records, or stories.",
        "too-large",
    ),
    Limit(
        "The stored text of a source",
        f"{LARGEST_TEXT // 1024 // 1024} MiB",
        "Divide it among several sources.",
        "too-large",
    ),
    Limit(
        "Keys and values in one file",
        f"{MOST_ITEMS:,}",
        "The rest of the file is not read, nor is the record.",
        "too-many-items",
    ),
    Limit(
        "Levels of lists and keys in one another",
        f"{DEEPEST}",
        "The rest of the file is not read, nor is the record.",
        "too-deep",
    ),
    Limit(
        "A name, a title, the text of a claim or question",
        f"{LONGEST_NAME} characters",
        "It stands wherever its record is mentioned. Shorten it.",
        "too-long",
    ),
    Limit("Any other text in one value", f"{LONGEST_PLAIN:,} characters", "Shorten it.", "too-long"),
    Limit(
        "A paragraph of a summary or of prose",
        f"{LONGEST_PARAGRAPH:,} characters",
        "Put blank lines where it may be divided.",
        "markdown-too-much",
    ),
    Limit(
        "Messages of one sort on the prose of a story",
        f"{MOST_TOLD}",
        "Further links and signs at fault are told once these are mended.",
    ),
    Limit(
        "Lists and quotes in one another in a text",
        f"{DEEPEST_MARKUP} levels",
        "Delete what the text does not need.",
        "markdown-too-much",
    ),
    Limit(
        "Characters",
        "all of Unicode that can be seen",
        "Refused are control characters, those that no standard has assigned, and those that hide or turn what stands "
        "around them. Joiners and marks of direction that Arabic, Hebrew and Indic writing needs are taken. What is "
        "taken is shown as it is typed, in its own Unicode form.",
        "bad-character",
    ),
    Limit("Encoding", "UTF-8", "A byte order mark and Windows line ends do not matter.", "bad-encoding"),
    Limit(
        "Links in the file system", "none", "No symbolic link under the content folder is followed.", "symbolic-link"
    ),
)
NAMES = (
    Limit("An id", f"{LONGEST_ID} characters", "Small letters a-z, digits and single hyphens.", "bad-id"),
    Limit("An old address", f"{LONGEST_ADDRESS} characters", "Ids with slashes between them.", "bad-address"),
    Limit("A date", f"{LONGEST_DATE} characters", "The longest that is one has 41.", "bad-date"),
    Limit(
        "A language tag", f"{LONGEST_TAG} characters", "Of letters, digits and hyphens, as in zh-Hant.", "bad-language"
    ),
    Limit(
        "A web address",
        f"{LONGEST_URL:,} characters, http and https, a public host",
        "Numbers, user names and this machine are none.",
        "bad-url",
    ),
)
RECORDS = (
    Limit("A column head", f"{LONGEST_SHORT} characters", "Shorten it.", "short-too-long"),
    Limit("Claims side by side", f"{MOST_CLAIMS} a question", "They are set out one by one.", "too-many-claims"),
    Limit(
        "Records in a row, each in, a part of, or a copy or translation of the next",
        f"{DEEPEST_CHAIN}",
        "Name one further up.",
        "chain-too-long",
    ),
    Limit("A passage that is shown", f"{MOST_WORDS} words", "It is shown all the same.", "passage-too-long"),
    Limit(
        "All passages shown of one source",
        f"{LARGEST_SHARE:.0%} of its stored text",
        "They are shown all the same.",
        "too-much-shown",
    ),
)
MESSAGES = (
    Limit("What a message quotes", f"{LONGEST_QUOTE} characters", "The rest is cut off with an ellipsis."),
    Limit("Hints at what was meant", f"{MOST_HINTS} different words a run", "Further faults are told without a hint."),
    Limit(
        "Passages of which the first wrong word is named",
        f"{MOST_EXPLAINED} a run",
        "Of further ones it is said that they do not stand in the text.",
    ),
    Limit(
        "Characters that cannot be seen",
        f"{MOST_CHARACTERS_TOLD} a file",
        "The last message says how many more there are.",
    ),
)
BUILDS = (
    Limit(
        "Entries of a list on one page",
        f"{MOST_ENTRIES}, or what the option entries_a_page says",
        "The list has several pages, each named by the entry that it begins with. An added record hardly ever moves "
        "another to another page; where one has moved, a link to its place in the list leads to the page alone. "
        "Lists of places then go by name, no longer by what holds them.",
    ),
    Limit("Explainers on the home page", f"{SHOWN_OTHERS + 1}", "The newest stand there, all in their list."),
    Limit(
        "The size of a site",
        "no limit of its own",
        "A page of a story shows all positions of its questions, a page of a claim names all other claims on its "
        "question, and pages of actors, sources, places and events show all that mentions them. So pages grow with "
        "positions times stories, and with the square of the claims on one question.",
    ),
    Limit(
        "Memory",
        "no limit of its own",
        "A check holds every stored text, and those in which passages are looked for a second time, with up to four "
        "bytes a character.",
    ),
    Limit(
        "What builds leave for the next ones",
        f"{LARGEST_CACHE // 1024**3} GiB, {MOST_SITES} sites of a project",
        "What was used longest ago is dropped first. Beside it is kept the site before the last, of which only what "
        "changed since takes room.",
    ),
    Limit("Builds of one site at a time", "one", "The second says that another is running, and ends."),
    Limit(
        "The folder of the site",
        "no mount point",
        "A mount point cannot change places with another folder: the build says so before it begins.",
    ),
    Limit(
        "One step from the old site to the new one",
        "on Linux",
        "Elsewhere in two: a build that is killed between them leaves the old site under another name, and the next "
        "build puts it back.",
    ),
)
GROUPS = (
    LimitGroup("files", "Files and texts", FILES),
    LimitGroup("names", "Ids, dates and addresses", NAMES),
    LimitGroup("records", "Records", RECORDS),
    LimitGroup("messages", "Messages", MESSAGES),
    LimitGroup("builds", "Builds", BUILDS),
)


def limit_pages(site: Site) -> Iterator[Page]:
    """The page of limits."""
    yield Page(
        address=site.urls.index("limits"),
        template="limits.html",
        view=LimitsView(TITLE, INTRODUCTION, site.urls.index("messages"), GROUPS),
        title=TITLE,
        description=INTRODUCTION,
        breadcrumbs=(home_link(site),),
        sections=(*(Section(group.anchor, group.heading) for group in GROUPS), Section("not-promised", "Not promised")),
    )
