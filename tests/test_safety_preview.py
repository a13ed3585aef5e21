"""The preview shows hostile texts and names as text too, where it has no policy that would stop a script.

A record with errors is shown with the line of each, so that whatever stands in its file comes onto its page.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser
from tests.browsing import WIDE, Watched, opened
from tests.hostile import mask
from tests.payloads import list_accepted, list_names, list_refused
from tests.previews import previewing
from tests.test_previewing import Desk
from tests.test_safety_names import is_told

LANTERN = "actors/sluice-lantern/"
# What a page holds in its panels: elements with the names of their attributes; and where links lead to elsewhere.
SHAPE = """() => [...document.querySelectorAll(".sayso-panel, .sayso-panel *, .sayso-panel-strip *")]
  .map((node) => [node.localName, ...node.getAttributeNames()].join(" "))"""
LINKS = """() => [...document.querySelectorAll(".sayso-panel a, .sayso-panel-strip a")]
  .map((node) => node.href).filter((address) => !address.startsWith(location.origin + "/"))"""


def write_strange(file: Path, texts: list[str]) -> None:
    """An actor with a key and a value for each text that no actor has, each on a line of its own."""
    lines = {f"W{number:04} {text}": text for number, text in enumerate(texts)}
    file.write_text(json.dumps({"name": "Quill", "kind": "person", **lines}, ensure_ascii=False, indent=1), "utf-8")


def list_shape(html: str) -> list[str]:
    """The elements of what the preview says, with their attributes; addresses with them, words without."""
    nodes = LexborHTMLParser(f"<main>{html}</main>").css("main *")
    return [f"{node.tag} {' '.join(node.attributes)} {node.attributes.get('href') or ''}".strip() for node in nodes]


def test_each_hostile_line_and_key_stands_in_a_panel_as_text(tmp_path: Path) -> None:
    texts = [*list_accepted(), *(text for text in list_refused() if "\n" not in text)]
    shapes = []
    for name, form in (("hostile", str), ("harmless", mask)):
        desk = Desk(tmp_path / name)
        desk.look()
        write_strange(desk.find("sluice-lantern"), [form(text) for text in list_accepted()])
        html = desk.look().notices(LANTERN)
        shapes.append(list_shape(html))
        if form is str:
            words = LexborHTMLParser(html).text()
            shown = [text for text in texts if text[:20].strip() in words]
            assert len(shown) > len(texts) * 0.7
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) > len(list_accepted()) * 5


def test_hostile_names_of_files_stand_in_panels_as_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.look()
    for name in filter(is_told, list_names()):
        (desk.content / f"{name}.md").write_text("x", encoding="utf-8")
    shown = desk.look()
    html = shown.notices("")
    found = {line.split(" ")[0] for line in list_shape(html)}
    assert found <= {"section", "h2", "ol", "li", "p", "code", "a", "pre", "mark", "bdi", "details", "summary"}
    assert {line for line in list_shape(html) if "href" in line and not re.search(r"#[a-z-]+$|/$", line)} == set()
    assert html.count("<code>content/") > 100


def test_in_the_browser_nothing_runs_in_the_preview_of_a_record_with_hostile_lines(
    tmp_path: Path, chromium: Browser
) -> None:
    texts = [text for text in list_accepted() if "alert" in text][::4]

    def spoil(project: Path) -> None:
        write_strange(project / "content" / "actors" / "sluice-lantern.yml", texts)
        for name in ['"><img src=x onerror=alert(1)>', "<svg onload=alert(1)>", "{{7*191}}", "::error::x"]:
            (project / "content" / f"{name}.md").write_text("x", encoding="utf-8")

    with previewing(tmp_path, spoil) as preview, opened(chromium, WIDE) as context:
        watched = Watched(context)
        for path in (LANTERN, "", "about/"):
            assert set(watched.open(preview.address + path)) <= {"log: Enabled live reload"}, path
            shape = set(watched.page.evaluate(SHAPE))
            assert shape <= {
                *(
                    "section class aria-labelledby",
                    "section class aria-label",
                    "h2 id",
                    "ol class",
                    "li",
                    "p",
                    "p class",
                ),
                *("code", "a href", "pre class dir", "mark", "bdi", "details", "summary"),
            }
            assert watched.page.evaluate(LINKS) == []
        watched.open(preview.address + LANTERN)
        words = " ".join(watched.page.locator(".sayso-panel").all_inner_texts())
        assert sum(text[:30] in words for text in texts) > len(texts) * 0.7
        assert [line for line in preview.printed().split("\n") if not line.isprintable() or "::" in line] == []
