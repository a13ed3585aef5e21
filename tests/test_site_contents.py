"""What whole sites say: everything that the library holds for a page, and nothing that is not to be published.

What is expected is worked out from the records, never from what the pages are made of.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser
from tests.building import EDIT_URI, INVENTED, REPOSITORY, Built, Servers, build_site, read_unpacked

from sayso.dates import word_date
from sayso.library import Library, Standing
from sayso.records import KINDS, Event, Question, Source, Story
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED, UNKNOWN

STANCES = {
    "asserts": {"says so", "passed on"},
    "suggests": {"says so, hedged", "passed on, hedged"},
    "doubts": {"doubts it"},
    "denies": {"says not", "denies it"},
    "withholds": {"too early to say"},
    "declines": {"declines to say"},
    "no-reply": {"no reply"},
}
STORY = "stories/night-at-gate-three/index.html"


@pytest.fixture(params=["own_site", "invented_site"])
def built(request: pytest.FixtureRequest) -> Built:
    """The two standard sites."""
    site: Built = request.getfixturevalue(request.param)
    return site


def plain(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


# --- A story holds all that the library has for it


def standings_of(library: Library, story: Story) -> list[Standing]:
    """Every position on a question of the story or on a claim that answers one."""
    owners = [library.questions[question] for question in story.questions]
    claims = [claim for question in story.questions for claim in library.claims_of.get(question, ())]
    return [standing for owner in (*owners, *claims) for standing in library.standings_on.get(owner.id, ())]


def events_of(library: Library, story: Story) -> list[Event]:
    """Every event that a question of the story is about."""
    subjects = {subject for question in story.questions for subject in library.questions[question].about}
    return [event for event in library.events.values() if event.id in subjects]


def names_of(library: Library, standing: Standing) -> list[str]:
    """The names of all whose words a position is, as a page prints them."""
    position = standing.position
    if position.actor == SOURCE_VOICE:
        return ["in its own voice"]
    if position.actor == UNATTRIBUTED:
        return ["Unattributed"]
    return [library.actors[speaker].english_name.text for speaker in standing.speakers]


def is_shown(row: str, library: Library, standing: Standing) -> bool:
    """Whether a row names the speakers, the stance, the source, and prints the passage or the paraphrase."""
    position = standing.position
    words = position.passage.exact if position.passage and position.show else position.paraphrase
    parts = [*names_of(library, standing), name_in_short(library, library.sources[position.source]), words or ""]
    has_stance = any(stance in row for stance in STANCES[position.stance])
    return has_stance and all(plain(part) in row for part in parts)


def name_in_short(library: Library, source: Source) -> str:
    """What a source is called where there is little room: its publisher or author, else what sort of thing it is."""
    for signed in (source.publisher, source.author):
        if signed and signed != UNKNOWN:
            actor = library.actors.get(signed)
            return actor.english_name.text if actor else signed
    return source.kind.replace("-", " ").capitalize()


def is_on_card(card: str, event: Event) -> bool:
    """Whether an entry of the timeline names the event and its date; undated ones stand under words that say so."""
    return plain(event.name.text) in card and (event.date.is_unknown or word_date(event.date) in card)


def read_story(chromium: Browser, address: str) -> tuple[list[str], list[str], str]:
    """The rows of positions, the entries of the timeline and the whole text, as a browser without scripts has them."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    # What a reader can open is there; nothing of it is fetched when it is opened.
    page.locator("details").evaluate_all("nodes => nodes.forEach((node) => { node.open = true; })")
    rows = page.locator(".sayso-table tbody tr, li.sayso-position").all_inner_texts()
    cards = page.locator(".sayso-event").all_inner_texts()
    body = page.locator("body").inner_text()
    context.close()
    return [plain(row) for row in rows], [plain(card) for card in cards], plain(body)


def check_story(library: Library, story: Story, read: tuple[list[str], list[str], str]) -> list[str]:
    """The positions and events of a story that its page does not show."""
    rows, cards, body = read
    faults = [
        f"{standing.on.id}#{standing.anchor} is not shown."
        for standing in standings_of(library, story)
        if not any(is_shown(row, library, standing) and row in body for row in rows)
    ]
    faults += [
        f"{event.id} is not shown."
        for event in events_of(library, story)
        if not any(is_on_card(card, event) and card in body for card in cards)
    ]
    return faults


def test_without_scripts_a_story_shows_every_position_and_every_event(
    built: Built, chromium: Browser, serve: Servers
) -> None:
    for story in built.library.stories.values():
        read = read_story(chromium, f"{serve(built.site)}stories/{story.id}/")
        assert check_story(built.library, story, read) == []
        has_undated = any(event.date.is_unknown for event in events_of(built.library, story))
        assert not has_undated or "Date not given" in read[2]


def check_notes(page: str, library: Library, story: Story) -> list[str]:
    """Sources of a story's positions that its list lacks, and numbers beside positions that lead to another source."""
    tree = LexborHTMLParser(page)
    notes = [plain(node.text()) for node in tree.css("#sources ~ .sayso-notes > li")]
    titles = {library.sources[standing.position.source].title.text for standing in standings_of(library, story)}
    faults = [f"“{title}” is not listed." for title in titles if not any(plain(title) in note for note in notes)]
    for node in tree.css(".sayso-reported"):
        link, number = node.css_first("a"), node.css_first(".sayso-note-number")
        assert link is not None
        assert number is not None
        source = library.sources[re.sub(r".*/sources/|/$", "", link.attributes["href"] or "")]
        named = notes[int(number.text().strip("[]")) - 1 :][:1]
        if not named or plain(source.title.text) not in named[0]:
            faults.append(f"{number.text()} is not “{source.title.text}”.")
    return faults


def test_every_source_of_a_story_is_listed_under_the_number_beside_its_positions(built: Built) -> None:
    for story in built.library.stories.values():
        page = built.read(f"stories/{story.id}/index.html")
        assert check_notes(page, built.library, story) == []


def test_a_note_that_is_missing_or_misnumbered_is_found(invented_site: Built) -> None:
    library, page = invented_site.library, invented_site.read(STORY)
    story = library.stories["night-at-gate-three"]
    assert "[1] is not" in check_notes(page.replace("[2]", "[1]"), library, story)[0]
    cut = re.sub(r'(<ol class="sayso-notes">\s*)<li>.*?</li>', r"\1", page, flags=re.DOTALL)
    assert any("is not listed." in fault for fault in check_notes(cut, library, story))


def test_there_is_something_to_show(built: Built) -> None:
    stories = built.library.stories.values()
    assert any(len(standings_of(built.library, story)) >= 20 and events_of(built.library, story) for story in stories)


def break_page(text: str, place: str, holding: str, old: str, new: str) -> str:
    """A page with a change in the first element of a kind that holds some words; `old` empty cuts it out."""
    tree = LexborHTMLParser(text)
    node = next(node for node in tree.css(place) if holding in node.text())
    if old:
        assert old in (node.inner_html or "")
        node.inner_html = (node.inner_html or "").replace(old, new)
    else:
        node.decompose()
    return tree.html or ""


ROW, ITEM, CARD = "tr", "li.sayso-position", "li.sayso-event"


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ((f"{ROW} .sayso-words", "I did not tell Mr Uldomir to open gate three.", "", ""), "#p-vennoth-at-hearing"),
        ((ROW, "six years now", "says so", "says not"), "#p-six-years"),
        ((ITEM, "We count 1,200 people", "", ""), "#p-joint-count"),
        ((ITEM, "We count 1,200 people", 'class="sayso-passage"', "hidden"), "#p-joint-count"),
        ((ITEM, "We count 1,200 people", "Friends", "Company"), "#p-joint-count"),
        ((ITEM, "Perhaps 500 people", "says so, hedged", "doubts it"), "#p-technicians-guess"),
        ((ITEM, "Perhaps 500 people", "The Banks Gazette", "A report"), "#p-technicians-guess"),
        ((CARD, "Opening of gate three", "", ""), "gate-three-opening"),
        ((CARD, "Opening of gate three", "2016", "2017"), "gate-three-opening"),
    ],
)
def test_a_position_or_event_that_is_cut_or_changed_is_missed(
    invented_site: Built, tmp_path: Path, chromium: Browser, change: tuple[str, str, str, str], missing: str
) -> None:
    page = tmp_path / "index.html"
    page.write_text(break_page(invented_site.read(STORY), *change), encoding="utf-8")
    library = invented_site.library
    faults = check_story(library, library.stories["night-at-gate-three"], read_story(chromium, page.as_uri()))
    assert any(missing in fault for fault in faults), faults


def check_columns(page: str, library: Library, question: Question) -> list[str]:
    """Stances that do not stand in the column of their claim, in the row of their speaker."""
    faults = []
    for table in LexborHTMLParser(page).css(".sayso-table"):
        heads = [node.css_first("a") for node in table.css("thead th")]
        columns = [re.sub(r".*/claims/|/$", "", head.attributes["href"] or "") if head else "" for head in heads]
        rows = [(row.css_first("th").text(), row.css("td")) for row in table.css("tbody tr")]  # type: ignore[union-attr]
        for claim in library.claims_of.get(question.id, ()):
            for standing in library.standings_on.get(claim.id, ()):
                cells = [
                    cells[columns.index(claim.id) - 1].text()
                    for head, cells in rows
                    if all(name in head for name in names_of(library, standing)) and len(cells) == len(columns) - 1
                ]
                if not any(stance in cell for cell in cells for stance in STANCES[standing.position.stance]):
                    faults.append(f"{claim.id}#{standing.anchor} is not in its column.")
    return faults


def test_every_stance_stands_in_the_column_of_its_claim(built: Built) -> None:
    questions = built.library.questions.values()
    pages = {question.id: built.read(f"questions/{question.id}/index.html") for question in questions}
    assert any("sayso-table" in page for page in pages.values())
    assert [fault for q in questions for fault in check_columns(pages[q.id], built.library, q)] == []


def test_a_stance_in_the_wrong_column_is_found(invented_site: Built) -> None:
    question = invented_site.library.questions["for-whom-technicians-work"]
    page = invented_site.read(f"questions/{question.id}/index.html")
    cell = re.compile(r'<td class="sayso-cell"><div>.*?</td>', re.DOTALL)
    faults = check_columns(cell.sub("<td>·</td>", page, count=1), invented_site.library, question)
    assert faults == ["technicians-work-for-authority#p-six-years is not in its column."]


# --- Every record has its page, and every way leads there


def links_on(built: Built, path: str) -> set[str]:
    """The files to which the text of a page links."""
    page = built.site / path
    hrefs = (node.attributes["href"] or "" for node in LexborHTMLParser(built.read(path)).css("article a[href]"))
    targets = ((page.parent / href.partition("#")[0]).resolve() for href in hrefs if "://" not in href)
    root = built.site.resolve()
    files = (target / "index.html" if target.is_dir() else target for target in targets)
    return {file.relative_to(root).as_posix() for file in files if file.is_relative_to(root)}


def test_every_record_has_a_page_that_its_list_links_and_home_links_the_list(built: Built) -> None:
    home = links_on(built, "index.html")
    listed = {kind.folder: links_on(built, f"{kind.folder}/index.html") for kind in KINDS}
    assert home >= {f"{folder}/index.html" for folder in listed}
    for record in built.library.records:
        page = f"{record.folder}/{record.id}/index.html"
        assert page in built.pages
        assert page in listed[record.folder]


def test_there_is_no_page_but_for_a_record_a_list_or_what_is_written_by_hand(built: Built) -> None:
    records = {f"{record.folder}/{record.id}/index.html" for record in built.library.records}
    lists = {f"{kind.folder}/index.html" for kind in KINDS}
    hand_written = {f"{path.stem}/index.html" for path in (REPOSITORY / "site_src" / "pages").glob("*.md")}
    others = {f"{name}/index.html" for name in ("gaps", "method", "changes", "keys", "messages", "limits")}
    assert set(built.pages) == records | lists | hand_written | others | {"index.html", "404.html"}


def test_links_by_id_in_prose_lead_to_the_records_page(built: Built) -> None:
    count = 0
    for story_id, prose in built.library.proses.items():
        tree = LexborHTMLParser(built.read(f"stories/{story_id}/index.html"))
        found = [(node.text(), node.attributes["href"]) for node in tree.css(".sayso-prose a")]
        expected = []
        for link in prose.links:
            record = built.library.get(link.target)
            assert record is not None
            expected.append((link.words, f"../../{record.folder}/{record.id}/"))
        assert [href for _, href in found] == [href for _, href in expected]
        pairs = zip(found, expected, strict=True)
        assert [(words, other) for (words, _), (other, _) in pairs if other is not None and words != other] == []
        count += len(found)
    assert count > 10


def test_links_by_id_in_hand_written_pages_lead_to_the_records_page(shared_builds: Path) -> None:
    pages = {
        "deep/er/page.md": "# Deep\n\n[[darro-vennoth]], [[how-gate-three-opened|how it opened]]; `[[no-link]]`\n",
        "top.md": "---\ndescription: Links from the top.\n---\n# Top\n\nSee [[river-authority|the *Authority*]].\n",
    }
    built = build_site(INVENTED, shared_builds, pages=pages)
    assert {"actors/darro-vennoth/index.html", "questions/how-gate-three-opened/index.html"} <= links_on(
        built, "deep/er/page/index.html"
    )
    assert "actors/river-authority/index.html" in links_on(built, "top/index.html")
    text = LexborHTMLParser(built.read("deep/er/page/index.html")).css_first("article")
    assert text is not None
    assert "Darro Venn'oth, how it opened; [[no-link]]" in plain(text.text())


@pytest.mark.parametrize(("name", "edit_uri"), [("invented_site", None), ("placed_site", EDIT_URI)])
def test_a_records_page_shows_the_path_of_its_file_and_leads_there(
    request: pytest.FixtureRequest, name: str, edit_uri: str | None
) -> None:
    built: Built = request.getfixturevalue(name)
    for record in built.library.records:
        (path,) = (file for file in (built.project / "content").rglob(f"{record.id}.y*ml"))
        tree = LexborHTMLParser(built.read(f"{record.folder}/{record.id}/index.html"))
        written = path.relative_to(built.project).as_posix()
        assert [node.text() for node in tree.css(".sayso-edit code")] == [written]
        links = [(node.text(), node.attributes["href"]) for node in tree.css(".sayso-edit a")]
        assert links == ([("Edit this record", f"{EDIT_URI}{written}")] if edit_uri else [])
        addresses = [node.attributes["href"] or "" for node in tree.css("a[href*='edit/']")]
        assert set(addresses) == ({f"{EDIT_URI}{written}"} if edit_uri else set())


def test_with_a_repository_known_a_hand_written_page_leads_to_its_own_file(placed_site: Built) -> None:
    assert f'href="{EDIT_URI}site_src/pages/about.md"' in placed_site.read("about/index.html")


# --- What is never published


def words_of(text: str) -> str:
    """The words of a text, without signs, in small letters: so that no quotation mark or line end hides them."""
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "


def windows(text: str, length: int) -> Iterator[str]:
    """Every run of so many words."""
    words = words_of(text).split()
    for start in range(len(words) - length + 1):
        yield f" {' '.join(words[start : start + length])} "


def published_words(built: Built) -> str:
    """The words of everything in the site that is text, marked up or not."""
    files = (path for path in built.site.rglob("*") if path.suffix in {".html", ".xml", ".txt", ".json", ".js.map"})
    # Tags stay in as words: what stands in two elements is no run of words.
    return " ".join(words_of(html.unescape(path.read_text(encoding="utf-8"))) for path in sorted(files))


def may_be_shown(built: Built) -> str:
    """The words that pages may show: shown passages, and the texts of published records but for their notes."""
    hidden = {"notes", "passage"}
    texts = [s.position.passage.exact for s in built.library.standings if s.position.passage and s.position.show]
    for record in built.library.records:
        texts += strings_in(record.model_dump(), hidden)
    texts += [prose.text for prose in built.library.proses.values()]
    # A source's description ends with who published it and when; so may its text begin.
    for source in built.library.sources.values():
        publisher = built.library.actors.get(source.publisher or "")
        if publisher and source.published:
            texts.append(f"{publisher.name.text} {word_date(source.published)}")
    return " ".join(words_of(text) for text in texts)


def strings_in(value: object, hidden: set[str]) -> Iterator[str]:
    """The texts inside a value, but for those under some keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in hidden:
                yield from strings_in(inner, hidden)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner, hidden)


def private_texts(built: Built) -> dict[str, list[str]]:
    """What is not to be published, and in which file it stands: each text as it was written."""
    private = {}
    for path in sorted((built.project / "content").rglob("*.y*ml")):
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
        comments = re.findall(r"(?:^|\s)#\s+(.*)$", text, flags=re.MULTILINE)
        drafts = [data.get("title", ""), data.get("name", "")] if data.get("draft") else []
        hidden = [
            passage["exact"] if isinstance(passage, dict) else passage
            for position in data.get("positions") or []
            if position.get("show") is False and (passage := position.get("passage"))
        ]
        private[path.name] = [*comments, str(data.get("notes", "")), *map(str, drafts), *hidden]
    for path in sorted((built.project / "content").rglob("*.txt")):
        private[path.name] = [path.read_text(encoding="utf-8")]
    return private


RUN = 7


def check_private(private: dict[str, list[str]], shown: str, published: str) -> list[str]:
    """Runs of seven words of private texts that are in the output, though nothing that is to be published has them."""
    return [
        f"{name}: {run.strip()!r} is published."
        for name, texts in private.items()
        for text in texts
        for run in windows(text, min(RUN, len(words_of(text).split()) or RUN))
        if run in published and not is_shown_anyway(run, shown)
    ]


def is_shown_anyway(run: str, shown: str) -> bool:
    """Whether a run of words is to be published; one more word before or after it may stand there by accident."""
    return any(part in shown for part in (windows(run, RUN - 1) if len(run.split()) == RUN else (run,)))


def test_no_note_comment_draft_hidden_passage_or_stored_text_is_published(built: Built) -> None:
    assert check_private(private_texts(built), may_be_shown(built), published_words(built)) == []


@pytest.mark.parametrize("canary", ["CANARY-NOTES-7f3a", "CANARY-COMMENT-51bd", "CANARY-DRAFT-9c20", "gate-log"])
def test_no_canary_is_in_any_byte_of_the_output(invented_site: Built, canary: str) -> None:
    content = invented_site.project / "content"
    assert any(canary in path.read_text(encoding="utf-8") or canary == path.stem for path in content.rglob("*.yml"))
    leaks = [
        path for path in invented_site.site.rglob("*") if path.is_file() and canary.encode() in read_unpacked(path)
    ]
    assert leaks == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hettamire.yml", "ask: the coordinates lie in “open sea” on purpose"),
        ("gate-log.yml", "canary-draft-9c20 log of gate three"),
        ("gate-opened-as-chain-broke.yml", "one of the two had told a neighbour that gate three opened"),
        ("joint-statement.txt", ""),
    ],
)
def test_a_private_text_that_is_published_is_found(invented_site: Built, name: str, words: str) -> None:
    private, shown = private_texts(invented_site), may_be_shown(invented_site)
    words = words or next(run for run in windows(private[name][0], RUN) if not is_shown_anyway(run, shown))
    faults = check_private(private, shown, words_of(f"<p>{words}</p>"))
    assert any(fault.startswith(f"{name}: ") for fault in faults), faults


# --- What the site never says

# What would be a verdict, whoever said it. Of the sentences that say what we do not judge, each is excepted literally.
NEVER_SAID = re.compile(
    r"\b(true|truth|false|fake|lies?|lied|verified|verif\w+|confirm\w*|credib\w+|corroborat\w+|undisputed|agreed|agrees?"
    r"|yet|alleg\w+|independent\w*|neutral\w*|proven|proves?|debunk\w*|admit\w*|claimed|refut\w+|ClaimReview)\b",
    re.IGNORECASE,
)
SAID_OF_OURSELVES = re.compile(r"This says nothing about whether (they are|it is|\{\}) true\.")


def find_verdicts(text: str) -> list[str]:
    """Words of judgement in a text of ours."""
    return [match[0] for match in NEVER_SAID.finditer(SAID_OF_OURSELVES.sub("", text))]


def texts_of_ours() -> Iterator[tuple[str, str]]:
    """What pages print that no record holds: the words of templates, and of the code that words views."""
    package = REPOSITORY / "plugins" / "sayso"
    for path in (*(package / "templates").rglob("*.html"), *(REPOSITORY / "site_src" / "theme").rglob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        yield path.name, text
    modules = [path for part in ("pages", "counting", "gaps") for path in sorted((package / part).rglob("*.py"))]
    for path in (*modules, package / "answering.py", package / "date_words.py"):
        if path.name != "reference.py":  # it prints the help on keys, which names what may be written
            for text in constants_of(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.name, text


def constants_of(tree: ast.AST) -> Iterator[str]:
    """The texts in a module that are not docstrings; what is put into one stands as `{}`."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Constant(value=str() as text):
                yield text
            case ast.JoinedStr(values=parts):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
                for part in parts:
                    yield from constants_of(part)
                continue
        yield from constants_of(node)


def test_no_words_of_ours_are_a_verdict() -> None:
    texts = list(texts_of_ours())
    assert any("As reported by" in text for _, text in texts)
    assert any("said and rejected" in text for _, text in texts)
    assert [(name, found) for name, text in texts for found in find_verdicts(text)] == []


def test_no_page_of_a_site_whose_records_judge_nothing_says_a_verdict(invented_site: Built) -> None:
    """Numbers and names change nothing: what pages put together holds no verdict either."""
    said = may_be_shown(invented_site)
    pages = [
        path
        for path in invented_site.pages
        if not path.startswith(("about", "contribute", "keys", "messages", "limits"))
    ]
    found = [
        (path, word)
        for path in pages
        for word in find_verdicts(LexborHTMLParser(invented_site.read(path)).css_first("article").text())  # type: ignore[union-attr]
        if words_of(word) not in said
    ]
    assert found == []


@pytest.mark.parametrize("text", ["a verified claim", "Not yet answered", "This is true.", "They agreed", "ALLEGEDLY"])
def test_a_verdict_is_found(text: str) -> None:
    assert len(find_verdicts(text)) == 1


QUOTE = '["“”„«»‘‹›]|&quot;|&ldquo;|&laquo;'
TAGS = r"\s*(?:<[^>]+>\s*)*"


def check_quoting(page: str, passages: Iterable[str]) -> list[str]:
    """Passages that stand in quotation marks of ours, or not right after the words that say who reports them."""
    faults = []
    if re.search(r"<(q\b|blockquote(?! class=\"sayso-passage\"))", page):
        faults.append("there is a quotation by markup that is no passage.")
    for node in LexborHTMLParser(page).css(".sayso-passage"):
        before = node.prev
        while before is not None and before.tag == "-text":
            before = before.prev
        words = plain(before.text()) if before else ""
        if not re.fullmatch(r"As reported by .*:", words):
            faults.append(f"{words[:40]!r} does not say who reports it.")
    if re.search(rf"(?:{QUOTE}){TAGS}<blockquote class=\"sayso-passage\"", page):
        faults.append("a quotation mark opens a passage.")
    if re.search(rf"<dt>The (?:speaker’s own )?words</dt>\s*<dd>{TAGS}(?:{QUOTE})", page):
        faults.append("a quotation mark opens a speaker's words.")
    text = plain(LexborHTMLParser(page).text())
    faults += [
        f"“{words}” is quoted." for words in passages if re.search(f"(?:{QUOTE}){re.escape(plain(words))}", text)
    ]
    return faults


def passages_of(library: Library) -> list[str]:
    """Passages and speakers' words that do not begin inside a quotation of their source."""
    positions = [standing.position for standing in library.standings]
    found = {p.passage.exact for p in positions if p.passage} | {p.words for p in positions if p.words}
    whole = " ".join(plain(p.passage.exact) for p in positions if p.passage)
    return sorted(words for words in found if not re.search(f"(?:{QUOTE}){re.escape(plain(words))}", whole))


def test_no_words_stand_in_quotation_marks_beside_a_speaker(built: Built) -> None:
    passages = passages_of(built.library)
    assert len(passages) > 20
    assert [(path, fault) for path in built.pages for fault in check_quoting(built.read(path), passages)] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<blockquote class="', '“<blockquote class="', "a quotation mark opens a passage."),
        ('<blockquote class="', '&quot;<p><blockquote class="', "a quotation mark opens a passage."),
        ('<blockquote class="sayso-passage"', "<blockquote", "there is a quotation by markup that is no passage."),
        ("As reported by", "Said in", "'Said in The Banks Gazette:' does not say who reports it."),
        ("<dl", "<q>x</q><dl", "there is a quotation by markup that is no passage."),
        ("own words</dt> <dd>", "own words</dt> <dd>“", "a quotation mark opens a speaker's words."),
    ],
)
def test_quotation_marks_of_ours_are_found(invented_site: Built, old: str, new: str, fault: str) -> None:
    page = invented_site.read("claims/vennoth-had-gate-opened/index.html")
    assert old in page
    assert fault in check_quoting(page.replace(old, new), passages_of(invented_site.library))
