"""What no page may ever say: the model's "never" list, on every page of three sites, in what is seen, heard and found.

What stands in records is theirs: passages, titles, names, editors' sentences. What is left is the site's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from playwright.sync_api import Browser, Page
from tests import never
from tests.browsing import WIDE, opened
from tests.building import REPOSITORY, Built, Servers
from tests.own_voice import Reading

CHECKS: dict[str, never.Check] = {
    "words that weigh": never.check_words,
    "claims without speakers": never.check_claims,
    "labels without names": never.check_labels,
    "passages in a speaker's mouth": never.check_passages,
    "kinds of actors": never.check_kinds,
    "marks that judge": never.check_marks,
    "heads counted by side": never.check_heads,
}
STORY = "stories/night-at-gate-three/"
CLAIM = "claims/vennoth-had-gate-opened/"
CHAIN = "Gate three opened because its chain broke."


@lru_cache(maxsize=4)
def read_site(built: Built) -> tuple[Reading, ...]:
    """All pages of a site."""
    return tuple(Reading(path.removesuffix("index.html"), built.read(path)) for path in built.pages)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
@pytest.mark.parametrize("name", ["own_site", "invented_site", "bare_site"])
def test_no_page_says_what_the_site_never_says(request: pytest.FixtureRequest, name: str, check: never.Check) -> None:
    built: Built = request.getfixturevalue(name)
    faults = [f"{reading.path}: {fault}" for reading in read_site(built) for fault in check(reading, built.library)]
    assert faults == []


# --- Colours


def list_coloured(page: Page) -> list[str]:
    """Stances and marks that are not in the ink of the page, or have a ground of their own."""
    found: list[str] = page.evaluate(
        """() => {
          const ink = getComputedStyle(document.body).color;
          const isPlain = (style) => style.color === ink && style.backgroundColor === "rgba(0, 0, 0, 0)";
          return [...document.querySelectorAll(".sayso-stance, .sayso-stance *, .sayso-mark")]
            .filter((node) => !isPlain(getComputedStyle(node)))
            .map((node) => node.className);
        }"""
    )
    return found


def count_stances(page: Page) -> int:
    """How many different stances a page shows."""
    return len(set(page.locator(".sayso-stance").evaluate_all("nodes => nodes.map((node) => node.className)")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stance_is_in_the_same_ink(
    invented_site: Built, own_site: Built, chromium: Browser, serve: Servers, scheme: str
) -> None:
    stances = 0
    with opened(chromium, WIDE, scheme=scheme) as context:
        page = context.new_page()
        for built in (invented_site, own_site):
            library = built.library
            records = [
                *library.stories.values(),
                *list(library.claims.values())[:3],
                *list(library.actors.values())[:3],
            ]
            for path in ["method/", *(f"{record.folder}/{record.id}/" for record in records)]:
                page.goto(f"{serve(built.site)}{path}")
                assert (path, list_coloured(page)) == (path, [])
                stances = max(stances, count_stances(page))
    assert stances >= 6


def test_a_stance_in_a_colour_of_its_own_is_found(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with opened(chromium, WIDE, is_lax=True) as context:
        page = context.new_page()
        for style in ("[class$=-denies] { color: #a00 }", "[class$=-denies] .sayso-mark { background: #fdd }"):
            page.goto(f"{serve(invented_site.site)}{STORY}")
            page.add_style_tag(content=style)
            assert list_coloured(page)


# --- Scripts and styles

WORDS_OF_SCRIPTS = re.compile(r'"([^"\n]* [^"\n]*)"|`([^`\n]* [^`\n]*)`')
WORDS_OF_STYLES = re.compile(r'content: "([^"]+)"')


def list_words() -> Iterator[tuple[str, str]]:
    """What scripts and styles may write into a page, each with its file."""
    folder = REPOSITORY / "site_src" / "pages" / "assets"
    for path in sorted((*folder.glob("scripts/*.js"), *folder.glob("styles/*.css"))):
        pattern = WORDS_OF_SCRIPTS if path.suffix == ".js" else WORDS_OF_STYLES
        for match in pattern.finditer(path.read_text(encoding="utf-8")):
            yield path.name, next(words for words in match.groups() if words)


def test_scripts_and_styles_add_no_such_word_or_mark() -> None:
    words = list(list_words())
    assert len(words) > 10
    for pattern in (never.BANNED, never.TICKS, never.HEADS):
        assert [found for found in words if pattern.search(found[1])] == []


# --- That each of these is found

QUESTION = '<p class="sayso-question"><a href="../../questions/how-gate-three-opened/">How?</a>'
RECORDED = '<p class="sayso-claim"><a href="../../claims/vennoth-had-gate-opened/">x</a>'
QUOTED = "<p>{}:</p><blockquote class='sayso-passage'>I did not tell Mr Uldomir to open gate three.</blockquote>"
# What is put under the heading of a story, and what the check says of it.
ADDED = {
    "words": {
        "<p>This is verified.</p>": "'verified' stands",
        '<img src="x.png" alt="an undisputed fact">': "'undisputed' stands",
        '<p aria-label="No reply yet">No reply</p>': "'yet' stands",
        "<p>It gives no score to anybody, counts no heads by side.</p>": "'score' stands",
        "<p>Darro Venn'oth, who denied it, is <i>credible</i>.</p>": "'credible' stands",
        "<p>ClaimReview</p>": "'ClaimReview' stands",
    },
    "claims": {
        f"<p>{CHAIN}</p>": f"{CHAIN!r} stands without",
        f'<p>Darro Venn\'oth</p><p class="sayso-claim">{CHAIN}</p>': f"{CHAIN!r} stands without",
        f'<p class="sayso-claim">{CHAIN} Rejected by Dunnels Committee.</p>': "Committee.' stands without",
        '<a href="../../claims/recording-is-genuine/">what is heard</a>': "A link to recording-is-genuine",
        '<a href="../../claims/gate-opened-to-spare-fields/">x</a>': "A link to gate-opened-to-spare-fields",
        "<p>The chain broke</p>": "'The chain broke' stands without",
    },
    "labels": {
        '<p><strong class="sayso-label">Said and rejected.</strong></p>': "stands without what it is a label of",
        f"{QUESTION} Several answers: Darro Venn'oth.</p>": "'Several answers' stands without Dunnels Committee on",
        f"{RECORDED} Said and rejected: said by Dunnels Committee.</p>": "without Darro Venn'oth on vennoth-had-gate",
    },
    "passages": {
        "<p>Darro Venn'oth: “I did not tell Mr Uldomir to open gate three.”</p>": "The passage 'I did not tell",
        "<blockquote class='sayso-passage'>I told him to.</blockquote>": "'I told him to.' is no passage",
        QUOTED.format("As confirmed by River Bench"): "stands after 'As confirmed by River Bench:'",
        QUOTED.format("As reported by The Banks Gazette"): "stands after 'As reported by The Banks Gazette:'",
        "<p class='sayso-position-head'>Darro Venn'oth “never”</p>": "“never” stands beside a name",
    },
    "kinds": {
        "<p>Kind: armed group</p>": "The kind 'armed group'",
        "<p>Who’s who: media-outlets</p>": "The kind 'media-outlets'",
        "<dt>Kind</dt><dd>Company</dd>": "The kind 'Company'",
    },
    "marks": {"<p>✓ says so</p>": "'✓' stands", '<p title="✅">says so</p>': "'✅' stands"},
    "heads": {
        "<p>3 speakers say so</p>": "'3 speakers say' counts heads",
        "<p>Two of five speakers reject it.</p>": "'Two of five speakers reject' counts heads",
        "<p>Rejected by 2</p>": "'Rejected by 2' counts heads",
        "<p>said by several speakers</p>": "'said by several speakers' counts heads",
        "<h3>Says so (3)</h3>": "'Says so (3' counts heads",
        '<p aria-label="most deny it">x</p>': "'most deny' counts heads",
    },
}


@pytest.mark.parametrize(
    ("name", "seed", "fault"), [(name, *seed) for name, seeds in ADDED.items() for seed in seeds.items()]
)
def test_what_a_story_must_not_say_is_found(invented_site: Built, name: str, seed: str, fault: str) -> None:
    text = invented_site.read(f"{STORY}index.html").replace("</h1>", f"</h1>{seed}", 1)
    check: never.Check = getattr(never, f"check_{name}")
    found = list(check(Reading(STORY, text), invented_site.library))
    assert any(fault in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("name", "path", "old", "new", "fault"),
    [
        ("words", CLAIM, "<title>", "<title>Confirmed: ", "'Confirmed' stands"),
        ("words", CLAIM, '"description" content="', '"description" content="Corroborated. ', "'Corroborated' stands"),
        ("words", CLAIM, 'og:title" content="', 'og:title" content="Not proven: ', "'proven' stands"),
        ("claims", CLAIM, r"(<title>Claim: [^:]*):[^<]*", r"\1", "stands without who says it"),
        ("claims", CLAIM, r'("description" content="[^.]*\.)[^"]*', r"\1", "stands without who says it"),
        ("claims", CLAIM, r'(og:title" content="Claim: [^:]*):[^"]*', r"\1", "stands without who says it"),
        ("claims", CLAIM, r'(<p class="sayso-standfirst sayso-who">)[^<]*', r"\1", "stands without who says it"),
        ("claims", CLAIM, r'(rel="next">.*?Claim: [^:]*):[^<]*', r"\1", "A link to gate-opened-as-chain-broke"),
        ("claims", "claims/", r'<span class="sayso-who">.*?</span>', "", "stands without who says it"),
        ("claims", "gaps/", r'<span class="sayso-who">.*?</span>', "", "stands without who says it"),
        ("claims", "events/", r'<span class="sayso-who">.*?</span>', "", "stands without who says it"),
        ("claims", STORY, r"<tbody>.*?</tbody>", "", "stands without who says it"),
        ("labels", "questions/", r'(?s)<ul class="sayso-answers">.*?</ul>', "", "stands without"),
        ("labels", STORY, r'(?s)<ul class="sayso-answers">.*?</ul>', "", "stands without"),
        ("labels", CLAIM, "; rejected by Darro Venn&#39;oth", "", "stands without Darro Venn'oth on"),
        ("passages", STORY, "As reported by River Bench:", "River Bench:", "stands after 'River Bench:'"),
        ("passages", STORY, "I did not tell Mr Uldomir", "I did tell Mr Uldomir", "is no passage of our records"),
    ],
)
def test_what_other_places_of_a_page_must_not_say_is_found(  # noqa: PLR0913, PLR0917 -- a table of faults
    invented_site: Built, name: str, path: str, old: str, new: str, fault: str
) -> None:
    text, count = re.subn(old, new, invented_site.read(f"{path}index.html"), flags=re.DOTALL)
    assert count
    check: never.Check = getattr(never, f"check_{name}")
    found = list(check(Reading(path, text), invented_site.library))
    assert any(fault in sentence for sentence in found), found


def test_a_verb_of_a_source_is_found_where_it_is_the_pages_own(own_site: Built) -> None:
    """The records of this site hold the verb “confirmed”, which pages print in quotation marks beside a name."""
    text = own_site.read("about/index.html").replace(
        "</h1>", "</h1><p>It is <bdi>confirmed</bdi>.</p><p>He · “<bdi>confirmed</bdi>”</p>"
    )
    found = list(never.check_words(Reading("about/", text), own_site.library))
    assert found == ["'confirmed' stands in 'confirmed'."]
