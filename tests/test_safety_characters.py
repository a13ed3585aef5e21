"""Good text is never refused or altered, and what nobody can see is refused wherever it stands.

Every character that Unicode gives a meaning, but for those that are refused, goes through a record and through prose
onto pages, and the browser's parser gives it back.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browsing import WIDE, Watched, opened
from tests.building import INVENTED, Servers, build_site, run_mkdocs, write_project
from tests.hostile import InShares, count_places, keep, make_worded, write_yaml
from tests.payloads import SEEN, UNSEEN, list_refused
from tests.test_safety_text import is_one_line

from sayso.checking import check_content

FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
# What Markdown reads as signs of its own; in plain text they are tried too.
MARKS = set("\\`*_[]<>&")
# Characters in one value, which is a name, and values in one record, so that no file is too large.
RUN, VALUES = 490, 100
# The parser of the browser alone, or at full size the page that it shows.
READ = """async ([address, selector]) => {
  const text = await (await fetch(address)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  return [...page.querySelectorAll(selector)].map((node) => node.textContent);
}"""
SHOWN = "(selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent)"


def is_unseen(character: str) -> bool:
    """Whether nobody can see a character, and no language needs it."""
    return unicodedata.category(character) in UNSEEN and character not in SEEN


def is_good(character: str) -> bool:
    """Whether a character is one that every record may hold, and no line break."""
    return not is_unseen(character) and character not in "\t\n\r"


GOOD = "".join(filter(is_good, map(chr, range(0x110000))))


def cut(text: str) -> list[str]:
    """A text in runs, each between letters, since space at the ends of a value belongs to none."""
    return [f"x{text[start : start + RUN]}x" for start in range(0, len(text), RUN)]


def group(runs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Runs by record."""
    yield from (runs[start : start + VALUES] for start in range(0, len(runs), VALUES))


def test_every_character_that_has_a_meaning_is_shown_as_it_is_in_plain_text_and_in_prose(
    tmp_path: Path, chromium: Browser, serve: Servers
) -> None:
    assert len(GOOD) > 140_000
    assert {"A", "é", "e", "\u0301", "漢", "가", "ﬁ", "Å", "\u200d", "\u061c", "𝒳", "🙂", "\u3000", "\xa0"} <= set(GOOD)
    content = shutil.copytree(INVENTED, tmp_path / "content")
    plain = list(group(cut(GOOD)))
    prose = list(group(cut("".join(character for character in GOOD if character not in MARKS))))
    for number, runs in enumerate(plain):
        record = {"name": f"Plain {number}", "kind": "group", "other_names": [{"name": run} for run in runs]}
        write_yaml(content / "actors" / f"plain-{number}.yml", record)  # type: ignore[arg-type]
    for number, runs in enumerate(prose):
        story = {
            "title": f"Prose {number}?",
            "standfirst": "All characters.",
            "questions": ["what-else-is-said"],
            "as_of": "2016-06-01",
            "leaves_out": "Nothing.",
        }
        write_yaml(content / "stories" / f"prose-{number}.yml", story)  # type: ignore[arg-type]
        (content / "stories" / f"prose-{number}.md").write_text("\n\n".join(runs), encoding="utf-8", newline="")
    site = build_site(content, tmp_path / "builds")
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        address = serve(site.site)
        assert watched.open(f"{address}about/") == []
        for folder, records, selector in (
            ("actors/plain", plain, "article bdi"),
            ("stories/prose", prose, ".sayso-prose p"),
        ):
            for number, runs in enumerate(records):
                page = f"{address}{folder}-{number}/"
                if FULL:
                    assert watched.open(page) == []
                    shown = watched.page.evaluate(SHOWN, selector)
                else:
                    shown = watched.page.evaluate(READ, [page, selector])
                missing = [run for run in runs if run not in shown]
                assert [find_altered(run, shown) for run in missing] == []


def find_altered(run: str, shown: Sequence[str]) -> str:
    """The run that is not shown, by the first character of it that no text shows."""
    lost = next((character for character in run if not any(character in text for text in shown)), run[1])
    return f"U+{ord(lost):04X} in the run from U+{ord(run[1]):04X}"


# --- What nobody can see


def find_unseen(text: str) -> list[tuple[int, int]]:
    """The lines and columns of the characters that nobody can see."""
    lines = text.split("\n")
    return [(row, at) for row, line in enumerate(lines, 1) for at, one in enumerate(line, 1) if is_unseen(one)]


def escape_unseen(text: str) -> str:
    """A text of YAML in double quotes with its unseen characters as backslashes write them."""
    return "".join(f"\\U{ord(one):08X}" if one != "\n" and is_unseen(one) else one for one in text)


# In whatever field they are, the first five in a file are told at their places, and how many more there are.
MOST_TOLD = 5
ESCAPED = re.compile(r"(?<!\\)\\(?:u00[0-9a-f]{2}|U[0-9A-F]{8}|[bf])")


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("written", ["as they are", "with backslashes"])
def test_each_text_with_a_character_that_nobody_can_see_is_refused_in_each_field(
    part: int, written: str, tmp_path: Path
) -> None:
    is_escaped = written == "with backslashes"
    places, lacking = count_places(tmp_path / "dry")
    root = tmp_path / "project"
    worded = make_worded(root, keep, Refused(InShares(places, part, 2)), lacking)
    files = [
        path for path in worded.content.rglob("*") if path.suffix == ".yml" or (path.suffix == ".md" and not is_escaped)
    ]
    for path in files if is_escaped else ():
        path.write_text(escape_unseen(path.read_text(encoding="utf-8")), encoding="utf-8")
    checked = check_content(root)
    problems = [problem for problem in checked.problems if problem.code == "bad-character"]
    assert [str(problem) for problem in checked.problems if not is_one_line(str(problem))] == []
    found = 0
    for path in files:
        name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        told = [(problem.mark.line, problem.mark.column) for problem in problems if problem.mark.path == name]
        assert [place for place in find_unseen(text)[:MOST_TOLD] if place not in told] == [], name
        if is_escaped:
            lines = [number for number, line in enumerate(text.split("\n"), 1) if ESCAPED.search(line)]
            assert sorted(line for line, _ in told) == lines, name
            found += len(lines)
        found += len(find_unseen(text))
    assert found > 60


class Refused:
    """Deals a text of those that are refused for each that would be dealt, one to each place."""

    def __init__(self, dealer: InShares) -> None:
        self._dealer = dealer

    def deal(self, path: str, texts: Sequence[str]) -> Sequence[str]:  # noqa: ARG002 -- other texts are dealt
        """The next of the refused texts at this path, among harmless ones."""
        return self._dealer.deal(path, list_refused())[:1]


def test_a_build_with_a_character_that_nobody_can_see_ends_with_its_place_and_publishes_nothing(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED)
    for number, text in enumerate(list_refused()):
        write_yaml(project / "content" / "places" / f"unseen-{number}.yml", {"name": f"x{text}x", "kind": "region"})
    run = run_mkdocs(project)
    assert run.returncode == 1
    lines = [line for line in run.stderr.split("\n") if "[bad-character]" in line]
    for number in range(len(list_refused())):
        place = f"content/places/unseen-{number}.yml:2:"
        assert any(place in line for line in lines), list_refused()[number]
    assert [line for line in lines if not is_one_line(line)] == []
    assert not (project / "site").exists()
