"""With all escaping switched off in a test build, the content security policy of pages alone lets nothing run.

Each page is looked at twice, with its policy and without: without it scripts run, so that what is shown is the policy's
doing. A script has run where it called `alert`, `confirm` or `prompt`, as hostile texts do.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Error, Page, expect
from selectolax.lexbor import LexborHTMLParser
from tests.browsing import WIDE, opened
from tests.building import Servers
from tests.faulty import FAULTS, build_with
from tests.hostile import Worded
from tests.payloads import list_accepted

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
NOTE_RUNS = "for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => console.debug('a script ran');"
# What a reader may do: every handler is called, and everything that leads to a script is followed.
PATIENCE, MOST_TRIES = 5_000, 2
TOUCH = r"""() => {
  for (const node of document.querySelectorAll("*")) {
    for (const { name } of node.attributes) if (/^on\w/i.test(name)) node.dispatchEvent(new Event(name.slice(2)));
    const leads = [node.href?.baseVal ?? node.href, node.action, node.formAction, node.getAttribute("xlink:href")];
    if (leads.some((address) => /^javascript:/i.test(String(address)))) {
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
}"""


class Runs:
    """A window whose pages tell when a script runs that is none of ours."""

    def __init__(self, context: BrowserContext) -> None:
        self.count = 0
        context.on("console", self._note)
        context.on("dialog", self._dismiss)
        context.add_init_script(NOTE_RUNS)
        context.set_default_timeout(PATIENCE)
        self._context = context
        self.page = context.new_page()

    def _note(self, message: ConsoleMessage) -> None:
        self.count += message.text == "a script ran"

    def _dismiss(self, dialog: Dialog) -> None:
        self.count += 1
        with suppress(Error):
            dialog.dismiss()

    def open(self, address: str) -> Page:
        """A page in a tab of its own; the count begins anew."""
        self.page = self._context.new_page()
        self.count = 0
        self.page.goto(address, wait_until="domcontentloaded")
        return self.page

    def visit(self, address: str) -> int:
        """How many scripts run on a page, and when it is used.

        A page that leads elsewhere in the midst of this can leave its tab stuck: the next try is in another one.
        """
        is_reached = False
        for _ in range(MOST_TRIES):
            with suppress(Error):
                self.page.goto("about:blank")
                self.count = 0
                self.page.goto(address, wait_until="domcontentloaded")
                is_reached = True
                use(self.page)
                return self.count
            self.page = self._context.new_page()
        assert is_reached, f"{address} cannot be opened"
        return self.count


def use(page: Page) -> None:
    """Does with a page all that a reader may do."""
    page.evaluate(TOUCH)
    page.wait_for_timeout(20)


@contextmanager
def watching(chromium: Browser) -> Iterator[Runs]:
    """Such a window, until it is not needed any more."""
    with opened(chromium, WIDE) as context:
        yield Runs(context)


def copy_without_policy(site: Path, target: Path) -> Path:
    """A site whose pages have no policy."""
    shutil.copytree(site, target)
    for path in target.rglob("*.html"):
        path.write_text(POLICY.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    return target


def test_with_all_escaping_off_the_policy_alone_stops_every_script(
    hostile: Worded, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    faulty = build_with(FAULTS, hostile.without_search(), tmp_path)
    bare = copy_without_policy(faulty.site, tmp_path / "bare")
    paths = [path for path in faulty.pages if FULL or path in ("index.html", "404.html") or path.count("/") == 1]
    with watching(chromium) as runs:
        for path in paths:
            html = faulty.read(path)
            policy = POLICY.search(html)
            assert policy is not None
            assert html.index(policy[0]) < html.index("alert(")
        addresses = {path: page_address(path) for path in paths}
        stopped = {path: runs.visit(serve(faulty.site) + address) for path, address in addresses.items()}
        ran = {path: runs.visit(serve(bare) + address) for path, address in addresses.items()}
    assert {path: count for path, count in stopped.items() if count} == {}
    # A page of which a raw text leads elsewhere at once, or hides the rest, says nothing.
    assert sum(map(bool, ran.values())) > len(paths) * 0.8, f"without the policy, these run a script: {ran}"
    assert ran["404.html"] > 0


def page_address(path: str) -> str:
    """The address of a page's file; of the error page, one at which there is nothing."""
    return "no/such/page/" if path == "404.html" else path.removesuffix("index.html")


# What a template without escaping makes of a text, in all the places where templates put texts.
PART = (
    '<section><h2>{0}</h2><p title="{0}" data-x=\'{0}\'>{0}</p><a href="{0}" lang={0}>x</a>'
    '<script type="application/json">"{0}"</script><i id="after-{1}"></i></section>'
)
AT_ONCE = 100


def write_raw(texts: Sequence[str], policy: str) -> str:
    """A page with texts that nothing has escaped, under a policy."""
    parts = "".join(PART.replace("{1}", str(number)).replace("{0}", text) for number, text in enumerate(texts))
    head = f'<head><meta charset="utf-8">{policy}<title>{texts[0]}</title></head>'
    return f'<!doctype html><html lang="en">{head}<body><main>{parts}</main></body></html>'


def is_contained(text: str) -> bool:
    """Whether what stands after a raw text is still understood as it would be without it."""
    after = LexborHTMLParser(write_raw([text], "")).css_first("#after-0")
    return after is not None and after.parent is not None and after.parent.tag == "section"


def list_pages() -> list[list[str]]:
    """The texts by page: many side by side, and alone what swallows or moves what stands after it."""
    contained = [text for text in list_accepted() if is_contained(text)]
    alone = [text for text in list_accepted() if not is_contained(text)]
    pages = [contained[start : start + AT_ONCE] for start in range(0, len(contained), AT_ONCE)]
    return [*pages, *([text] for text in (alone if FULL else alone[::3]))]


def test_each_text_runs_nothing_where_only_the_policy_of_our_pages_is_left(
    harmless: Worded, shared_builds: Path, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    policy = POLICY.search(harmless.build(shared_builds).read("about/index.html"))
    assert policy is not None
    pages = list_pages()
    assert len(pages[0]) == AT_ONCE
    for number, texts in enumerate(pages):
        for name, meta in (("with", policy[0]), ("without", "")):
            (tmp_path / f"{name}-{number}.html").write_text(write_raw(texts, meta), encoding="utf-8")
    address = serve(tmp_path)
    with watching(chromium) as runs:
        ran = {
            name: [runs.visit(f"{address}{name}-{n}.html") for n in range(len(pages))] for name in ("with", "without")
        }
    assert [pages[number] for number, count in enumerate(ran["with"]) if count] == []
    several = [count for count, texts in zip(ran["without"], pages, strict=True) if len(texts) > 1]
    assert min(several[:5]) > 0
    assert sum(ran["without"]) > len(pages)


# The search as it would be if it took titles for HTML.
RAW_SEARCH = (
    "  element.append(...children);",
    '  for (const one of children) one.nodeType ? element.append(one) : element.insertAdjacentHTML("beforeend", one);',
)


def test_in_a_search_that_takes_titles_for_html_the_policy_alone_stops_every_script(
    hostile: Worded, shared_builds: Path, tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    faulty = shutil.copytree(hostile.build(shared_builds).site, tmp_path / "faulty")
    script = faulty / "assets" / "scripts" / "search-dialog.js"
    text = script.read_text(encoding="utf-8")
    assert text.count(RAW_SEARCH[0]) == 1, "the script has changed, seed the fault anew"
    script.write_text(text.replace(*RAW_SEARCH), encoding="utf-8")
    bare = copy_without_policy(faulty, tmp_path / "bare")
    with watching(chromium) as runs:
        assert search_all(runs, serve(faulty)) == 0
        assert search_all(runs, serve(bare)) > 0


def search_all(runs: Runs, address: str) -> int:
    """How many scripts run when a search shows many records, and what it shows is used."""
    page = runs.open(f"{address}about/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("alert")
    page.wait_for_selector("dialog.sayso-search li")
    page.evaluate("for (const more of document.querySelectorAll('dialog section > button')) more.click()")
    expect(page.locator("dialog.sayso-search li").nth(20)).to_be_attached()
    assert page.locator("dialog.sayso-search li img").count() > 0
    use(page)
    return runs.count
