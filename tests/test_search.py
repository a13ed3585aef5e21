"""The search as readers meet it: what words find, by keyboard alone, under the policy, and where there is none."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browsing import NARROWEST, WIDE, Watched, opened, scrolls_sideways
from tests.building import INVENTED, OWN, Built, Servers, build_site, run_mkdocs, write_project
from tests.surroundings import THERE, write_in_order
from tests.test_safety_bytes import compare

from sayso.page_addresses import SEARCH_INDEX
from sayso.pages import HEADINGS

INDEX = f"**/{SEARCH_INDEX}/**"
ANSWERED = re.compile("result|No record|could not")
PATIENCE = 20_000
# What the search answers: the sentence, and of each kind how many and the first pages with title, who and address.
ASK = """async ([typed, most]) => {
  const script = document.querySelector("script[src$='/search.js'], script[src='assets/scripts/search.js']").src;
  const { search, readPages } = await import(new URL("search-index.js", script));
  const root = new URL("../../", script).href;
  const { status, groups } = await search(typed);
  const read = async ({ kind, pages }) => {
    const shown = await readPages(pages.slice(0, most));
    const placed = shown.map((page) => ({ ...page, href: page.href.replace(root, "") }));
    return { kind, count: pages.length, pages: placed };
  };
  return { status, groups: await Promise.all(groups.map(read)) };
}"""
# Site, words, kind and address of the first hit; the sentence where it says more than a number.
QUERIES: list[tuple[str, str, str, str | None]] = [
    ("own", "Russia", "actors/russia/", None),
    ("own", "konashenko", "actors/igor-konashenkov/", None),
    ("own", "Konashenkow", "actors/igor-konashenkov/", "No record holds “Konashenkow”; # results for “Konashenkov”."),
    ("own", "Jamil al-Saleh", "actors/jamil-al-saleh/", None),
    ("own", "al-lataminah", "places/al-lataminah/", None),
    ("own", "اللطامنة", "places/al-lataminah/", None),
    ("own", "وزارة الدفاع الروسية", "sources/muslimpress-defence-ministry/", None),
    ("own", "Państwa Islamskiego", "sources/interia-eight-targets/", None),
    ("own", "panstwa islamskiego", "sources/interia-eight-targets/", None),
    ("own", "Isis zzyzzx", "actors/isis/", "No record holds “zzyzzx”; # results without it."),
    ("own", "zzyzzx", "", "No record holds these words."),
    ("own", "syria", "places/syria/", None),
    ("invented", "Venn'oth", "actors/darro-vennoth/", None),
    ("invented", "darro vennoth", "actors/darro-vennoth/", None),
    ("invented", "VENN’OTH", "actors/darro-vennoth/", None),
    ("invented", "Hetamire", "places/hettamire/", "No record holds “Hetamire”; # results for “Hettamire”."),
    ("invented", "حتامير", "places/hettamire/", None),
    ("invented", "ועד דונלס", "actors/dunnels-committee/", None),
    ("invented", "Хеттамир", "places/hettamire/", None),
    ("invented", "Береговая газета", "actors/banks-gazette/", None),
    ("invented", "osk-mirell", "places/osk-mirell-dam/", None),
    ("invented", "sluice lantern", "actors/sluice-lantern/", None),
    ("invented", "sealed for good", "claims/gate-three-will-be-sealed/", None),
    ("invented", "“chain broke”", "claims/gate-opened-as-chain-broke/", None),
    ("invented", "“broke chain”", "", "No record holds these words."),
    ("invented", "chains", "claims/gate-opened-as-chain-broke/", None),
    ("invented", "technicians", "actors/gate-technicians/", None),
    ("invented", "<script>alert</script>", "", "No record holds these words."),
    ("invented", "canary", "", "No record holds these words."),
]
CONTENTS = {"own": OWN, "invented": INVENTED}
FOLDERS = {heading: folder for folder, heading in HEADINGS.items()}


def ask(page: Page, typed: str, most: int = 3) -> dict[str, Any]:
    """What the search answers on the page that is open."""
    answer: dict[str, Any] = page.evaluate(ASK, [typed, most])
    return answer


@contextmanager
def asking(chromium: Browser, address: str, width: int = WIDE, scheme: str = "light") -> Iterator[Watched]:
    """A page of a site, watched for whatever goes wrong."""
    with opened(chromium, width, scheme=scheme) as context:
        watched = Watched(context)
        assert watched.open(address) == []
        yield watched


def open_search(page: Page, typed: str = "") -> None:
    """Opens the search by its key, writes all at once, so that only one search answers, and waits for that."""
    page.keyboard.press("/")
    page.wait_for_selector("dialog.sayso-search[open]")
    if typed:
        page.keyboard.insert_text(typed)
        expect(page.get_by_role("status")).to_have_text(ANSWERED, timeout=PATIENCE)


def focused(page: Page) -> str:
    """The words of what has the focus, or what the field holds."""
    words: str = page.locator(":focus").evaluate("node => node.matches('input') ? node.value : node.textContent")
    return words.strip()


def copy_site(built: Built, target: Path) -> Path:
    """A copy of a site that a test may change."""
    shutil.copytree(built.site, target)
    return target


def replace_in(file: Path, old: str, new: str) -> None:
    """Puts a fault into a file of a copied site."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file.name, old, text.count(old))
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- What words find


@pytest.mark.parametrize("name", CONTENTS)
def test_words_find_the_same_after_a_build_elsewhere(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    site: Path = request.getfixturevalue(f"{name}_site").site
    project = tmp_path / THERE.folder / "project"
    write_in_order(write_project(tmp_path / "first", CONTENTS[name]), project, THERE)
    assert run_mkdocs(project, **THERE.environment).returncode == 0
    assert compare(site / SEARCH_INDEX, project / "site" / SEARCH_INDEX) is None
    answers = []
    for folder in (site, project / "site"):
        with asking(chromium, serve(folder)) as watched:
            answers.append([ask(watched.page, typed) for origin, typed, _, _ in QUERIES if origin == name])
    assert answers[0] == answers[1]


def check_query(page: Page, typed: str, first: str, sentence: str | None) -> list[str]:
    """What is wrong with the answer to a query."""
    answer = ask(page, typed)
    status = re.sub(r"\d+", "#", answer["status"])
    found = answer["groups"][0]["pages"][0]["href"] if answer["groups"] else ""
    faults = [] if found == first else [f"{typed!r} finds {found!r} first"]
    expected = {sentence} if sentence else {"# result", "# results"}
    return faults if status in expected else [*faults, f"{typed!r} is answered {answer['status']!r}"]


@pytest.mark.parametrize("name", CONTENTS)
def test_each_query_finds_what_it_means_first(
    name: str, request: pytest.FixtureRequest, chromium: Browser, serve: Servers
) -> None:
    with asking(chromium, serve(request.getfixturevalue(f"{name}_site").site)) as watched:
        own = [query[1:] for query in QUERIES if query[0] == name]
        assert [fault for query in own for fault in check_query(watched.page, *query)] == []
        wrong = ("zzyzzx", "actors/nobody/", None)
        assert check_query(watched.page, *wrong) == [
            "'zzyzzx' finds '' first",
            "'zzyzzx' is answered 'No record holds these words.'",
        ]


def test_without_looking_at_names_a_ubiquitous_name_is_lost(
    own_site: Built, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    site = copy_site(own_site, tmp_path / "site")
    replace_in(site / "assets" / "scripts" / "search-postings.js", "return ranks;", "return new Map();")
    with asking(chromium, serve(site)) as watched:
        faults = [check_query(watched.page, *query[1:]) for query in QUERIES[:3]]
    assert [bool(found) for found in faults] == [True, False, False]


def check_speakers(built: Built, answer: dict[str, Any]) -> list[str]:
    """Hits of a search that say no kind, no speaker, or another one than their page says."""
    faults = []
    for group in answer["groups"]:
        assert group["kind"]
        for hit in group["pages"]:
            folder = FOLDERS.get(group["kind"], "")
            if not hit["who"]:
                faults.append(f"{hit['href']}: nobody")
            elif group["kind"] == "Claims" and not re.search(r"by |n[ao] speaker|[Nn]obody", hit["who"]):
                faults.append(f"{hit['href']}: no speaker in {hit['who']!r}")
            elif not (built.site / hit["href"] / "index.html").exists() or not hit["href"].startswith(folder):
                faults.append(f"{hit['href']}: not of {group['kind']}")
    return faults


def test_every_hit_names_its_kind_and_who_speaks(
    invented_site: Built, own_site: Built, chromium: Browser, serve: Servers
) -> None:
    for built in (invented_site, own_site):
        with asking(chromium, serve(built.site)) as watched:
            answer = ask(watched.page, "by", 200)
            assert sum(group["count"] for group in answer["groups"]) > 20
            assert check_speakers(built, answer) == []
    answer["groups"][0]["pages"][0]["who"] = ""
    assert len(check_speakers(own_site, answer)) == 1


# --- The dialog


def test_by_keyboard_alone_a_reader_finds_and_opens_a_record(
    invented_site: Built, chromium: Browser, serve: Servers
) -> None:
    root = serve(invented_site.site)
    with asking(chromium, f"{root}about/") as watched:
        page = watched.page
        open_search(page, "gate")
        assert focused(page) == "gate"
        titles = page.locator(".sayso-search-results a").all_inner_texts()
        page.keyboard.press("ArrowUp")  # nothing stands above the field
        assert focused(page) == "gate"
        for title in titles[:3]:
            page.keyboard.press("ArrowDown")
            assert focused(page) == title
        page.keyboard.press("ArrowUp")
        assert focused(page) == titles[1]
        more = page.locator(".sayso-search-results button").first
        more.focus()
        shown, hidden = page.locator(".sayso-search-results a").count(), int(focused(page).removesuffix(" more"))
        page.keyboard.press("Enter")
        expect(page.locator(".sayso-search-results a")).to_have_count(shown + hidden, timeout=PATIENCE)
        assert focused(page) not in titles
        page.keyboard.press("Escape")
        assert not page.locator("dialog.sayso-search").is_visible()
        open_search(page)
        page.keyboard.type("osk mirell dam")  # in the place of what was typed before
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_text("Osk Mirell Dam", timeout=PATIENCE)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{root}places/osk-mirell-dam/")
        assert watched.faults(root) == []


def test_the_focus_goes_back_where_it_was(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with asking(chromium, serve(invented_site.site)) as watched:
        page = watched.page
        button = page.locator(".sayso-search-open")
        assert button.inner_text().split() == ["Search", "/"]
        button.focus()
        for way_out in ("Escape", "Close", "beside"):
            page.keyboard.press("Enter")
            page.wait_for_selector("dialog.sayso-search[open]")
            if way_out == "Escape":
                page.keyboard.type("gate")  # a field of this type is emptied by the key, and stays open elsewhere
                page.keyboard.press("Escape")
            elif way_out == "Close":
                page.get_by_role("button", name="Close").click()
            else:
                page.mouse.click(5, 5)
            assert not page.locator("dialog.sayso-search").is_visible(), way_out
            assert button.evaluate("button => button === document.activeElement"), way_out


def test_keys_open_the_search_but_not_while_somebody_types(
    invented_site: Built, chromium: Browser, serve: Servers
) -> None:
    with asking(chromium, serve(invented_site.site)) as watched:
        page = watched.page
        dialog = page.locator("dialog.sayso-search")
        page.evaluate("document.querySelector('article').prepend(document.createElement('input'))")
        page.locator("article input").focus()
        page.keyboard.type("a/b")
        page.keyboard.press("Control+k")
        assert focused(page) == "a/b"
        assert dialog.count() == 0
        page.evaluate("document.activeElement.blur()")
        for key in ("Control+k", "Meta+k", "/"):
            page.keyboard.press(key)
            page.wait_for_selector("dialog.sayso-search[open]")
            page.keyboard.press("Escape")
        for key in ("k", "Alt+/", "Control+Shift+k"):
            page.keyboard.press(key)
        page.wait_for_timeout(100)
        assert not dialog.is_visible()


def test_who_does_not_want_the_single_key_switches_it_off(
    invented_site: Built, chromium: Browser, serve: Servers
) -> None:
    root = serve(invented_site.site)
    with asking(chromium, root) as watched:
        page = watched.page
        open_search(page)
        page.get_by_label("The key / opens this search").uncheck()
        page.keyboard.press("Escape")
        for address in (root, f"{root}about/"):
            watched.open(address)
            assert not page.locator(".sayso-search-open kbd").is_visible()
            page.keyboard.press("/")
            page.wait_for_timeout(100)
            assert page.locator("dialog.sayso-search").count() == 0
        page.keyboard.press("Control+k")
        page.get_by_label("The key / opens this search").check()
        page.keyboard.press("Escape")
        watched.open(root)
        open_search(page)


def test_the_answer_is_told_to_those_who_do_not_see_it(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with asking(chromium, serve(invented_site.site)) as watched:
        page = watched.page
        open_search(page, "sealed for good")
        status = page.get_by_role("status")
        assert re.fullmatch(r"\d+ results?", status.inner_text())
        groups = page.locator(".sayso-search-results section")
        for number in range(groups.count()):
            group = groups.nth(number)
            heading, count = group.locator("h2").inner_text().split()
            results = page.locator(".sayso-search-results")
            assert results.get_by_role("region", name=f"{heading} {count}", exact=True).count() == 1
            assert group.locator("li").count() == min(int(count), 5)
        page.get_by_role("searchbox").fill("zzyzzx")
        expect(status).to_have_text("No record holds these words.", timeout=PATIENCE)
        assert groups.count() == 0


def test_titles_keep_the_direction_of_their_script_and_nothing_scrolls_sideways(
    invented_site: Built, chromium: Browser, serve: Servers
) -> None:
    with asking(chromium, serve(invented_site.site), NARROWEST) as watched:
        page = watched.page
        open_search(page, "dunnels")
        directions = page.locator(".sayso-search-results a").evaluate_all(
            "links => links.map(link => [link.textContent, getComputedStyle(link).direction])"
        )
        assert {direction for title, direction in directions if re.search("[א-ת؀-ۿ]", title)} == {"rtl"}
        assert {direction for title, direction in directions if re.match("[A-Za-z]", title)} == {"ltr"}
        assert scrolls_sideways(page) == []
        dialog = page.locator("dialog.sayso-search")
        assert dialog.evaluate("node => [node.scrollWidth - node.clientWidth, node.clientWidth]") == [0, NARROWEST]
        assert page.locator(".sayso-search-results").evaluate("node => node.scrollWidth - node.clientWidth") == 0


def test_on_paper_there_is_no_search(invented_site: Built, chromium: Browser, serve: Servers) -> None:
    with asking(chromium, serve(invented_site.site)) as watched:
        page = watched.page
        open_search(page, "gate")
        page.emulate_media(media="print")
        assert not page.locator("dialog.sayso-search").is_visible()
        assert not page.locator(".sayso-search-open").is_visible()
        assert page.locator("h1").is_visible()


def look_for_barriers(page: Page) -> list[str]:
    """What axe finds wrong with the search as it stands open."""
    found = Axe().run(page, context=".sayso-search").response["violations"]
    return [violation["id"] for violation in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_open_search(
    invented_site: Built, chromium: Browser, serve: Servers, scheme: str
) -> None:
    with asking(chromium, serve(invented_site.site), scheme=scheme) as watched:
        page = watched.page
        open_search(page, "gate")
        assert look_for_barriers(page) == []
        page.set_viewport_size({"width": NARROWEST, "height": 640})
        assert look_for_barriers(page) == []
        page.evaluate("document.querySelector('#sayso-search-label').remove()")
        assert {"label", "aria-dialog-name"} & set(look_for_barriers(page))


# --- Texts of records


def test_markup_in_titles_and_names_stays_text(
    tmp_path: Path, shared_builds: Path, chromium: Browser, serve: Servers
) -> None:
    """Also where pages are files and not folders, which no other site of these tests has."""
    title = """<img src=x onerror="window.ran=1"> "quoted" & 'single' </article><b>"""
    content = shutil.copytree(INVENTED, tmp_path / "content")
    source = content / "sources" / "banks-gazette-report.yml"
    quoted = "'" + title.replace("'", "''") + "'"
    source.write_text(
        re.sub(r"^title: .*$", f"title: {quoted}", source.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    built = build_site(content, shared_builds, use_directory_urls=False)
    site = copy_site(built, tmp_path / "site")
    for is_faulty in (False, True):
        if is_faulty:
            dialog = site / "assets" / "scripts" / "search-dialog.js"
            replace_in(
                dialog,
                "element.append(...children);",
                "for (const c of children) c.nodeType ? element.append(c)"
                " : element.insertAdjacentHTML('beforeend', c);",
            )
            site = site.rename(tmp_path / "faulty")  # at another address, so that nothing is taken from the cache
        with opened(chromium, WIDE) as context:
            page = context.new_page()
            page.goto(f"{serve(site)}about.html")
            open_search(page, "img quoted single")
            texts = page.locator(".sayso-search-results a").all_inner_texts()
            assert (title in texts) is not is_faulty
            assert page.locator("dialog img").count() == is_faulty
            if not is_faulty:
                page.locator(".sayso-search-results a", has_text="quoted").first.click()
                page.wait_for_url("**/sources/banks-gazette-report.html")
                assert page.evaluate("window.ran") is None


# --- Under the policy, and where there is no index


@pytest.mark.parametrize("path", ["", "no/such/page/"])
def test_the_search_keeps_the_policy_wherever_the_site_stands(
    placed_site: Built, chromium: Browser, serve: Servers, path: str
) -> None:
    root = serve(placed_site.site, "/a/b/")
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        assert watched.open(f"{root}{path}") == []
        open_search(watched.page, "sealed for good")
        link = watched.page.locator(".sayso-search-results a").first
        assert link.evaluate("link => link.href") == f"{root}claims/gate-three-will-be-sealed/"
        assert watched.faults(root) == []
        assert [url for url in watched.requests if not url.startswith(root)] == []
        assert any(f"{SEARCH_INDEX}/words/" in url for url in watched.requests)


def test_with_less_in_the_policy_the_search_breaks_it(
    placed_site: Built, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    site = copy_site(placed_site, tmp_path / "site")
    replace_in(site / "about" / "index.html", "connect-src 'self'; manifest-src", "connect-src 'none'; manifest-src")
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        watched.open(f"{serve(site)}about/")
        open_search(watched.page)
        expect(watched.page.get_by_role("status")).to_have_text(re.compile("could not"), timeout=PATIENCE)
        assert any(fault.startswith("violates") for fault in watched.faults(serve(site)))


@pytest.mark.parametrize("file", ["catalogue.json", "words/*.json"])
def test_where_a_file_of_the_index_comes_at_the_second_try_the_search_answers(
    invented_site: Built, chromium: Browser, serve: Servers, file: str
) -> None:
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        page.goto(serve(invented_site.site))
        context.route(f"{INDEX}{file}", lambda route: route.abort(), times=1)
        open_search(page, "sealed for good")
        if "could not" in page.get_by_role("status").inner_text():
            page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("status")).to_have_text(re.compile("result"), timeout=PATIENCE)


def test_a_site_that_is_published_anew_is_searched_anew(
    invented_site: Built, own_site: Built, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    site = copy_site(invented_site, tmp_path / "site")
    with asking(chromium, serve(site)) as watched:
        found = ask(watched.page, "sealed for good")
        assert found["groups"][0]["kind"] == "Claims"
        shutil.rmtree(site / SEARCH_INDEX)
        shutil.copytree(own_site.site / SEARCH_INDEX, site / SEARCH_INDEX)
        page = watched.page
        open_search(page, "Konashenkov")
        if "could not" in page.get_by_role("status").inner_text():
            page.get_by_role("searchbox").press("Enter")
        expect(page.locator("dialog.sayso-search li a").first).to_have_text("Igor Konashenkov", timeout=PATIENCE)


def test_where_the_index_cannot_be_loaded_the_lists_are_named(
    invented_site: Built, chromium: Browser, serve: Servers
) -> None:
    root = serve(invented_site.site)
    with opened(chromium, WIDE) as context:
        page = context.new_page()
        page.goto(f"{root}about/")
        context.route(INDEX, lambda route: route.abort())
        open_search(page)
        expect(page.get_by_role("status")).to_have_text(re.compile("could not"), timeout=PATIENCE)
        assert page.get_by_role("status").inner_text().startswith("The search index could not be loaded.")
        links = page.locator(".sayso-search-results a").evaluate_all("links => links.map(link => link.href)")
        assert {f"{root}claims/", f"{root}actors/", f"{root}stories/"} <= set(links)
        page.keyboard.press("Escape")


def shows_button(context: BrowserContext, address: str) -> bool:
    """Whether a page offers the search."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(100)
    assert page.locator(".sayso-search-open").count() == 1
    return page.locator(".sayso-search-open").is_visible()


def test_without_scripts_and_opened_as_a_file_a_page_offers_no_search(
    invented_site: Built, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    root, file = serve(invented_site.site), (invented_site.site / "about" / "index.html").as_uri()
    with opened(chromium, WIDE) as context, opened(chromium, WIDE, has_scripts=False) as bare:
        assert shows_button(context, f"{root}about/")
        assert not shows_button(context, file)
        assert not shows_button(bare, f"{root}about/")
    site = copy_site(invented_site, tmp_path / "site")
    replace_in(site / "about" / "index.html", 'Meta+K" hidden>', 'Meta+K">')
    with opened(chromium, WIDE, has_scripts=False) as bare:
        assert shows_button(bare, f"{serve(site)}about/")


def test_nothing_of_the_search_is_loaded_before_somebody_asks(
    invented_site: Built, chromium: Browser, serve: Servers
) -> None:
    with asking(chromium, serve(invented_site.site)) as watched:
        before = [url for url in watched.requests if "search" in url]
        assert [url.rpartition("/")[2] for url in before] == ["search.js"]
        open_search(watched.page, "gate")
        after = {url.rpartition("/")[2] for url in watched.requests if "search" in url}
        assert {"search-dialog.js", "search-postings.js", "catalogue.json"} <= after
