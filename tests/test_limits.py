"""The page of limits: every number of the program that a contributor can meet stands on it, and its codes exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from tests.building import REPOSITORY, Built

from sayso.pages import limits
from sayso.problem_codes import CODES

PACKAGE = REPOSITORY / "plugins" / "sayso"
# Where numbers limit what records hold, or what is told of them.
LIMITING = ("loading", "rules", "passages", "date_points.py", "problem_words.py")
NAME = re.compile(r"(LARGEST|LONGEST|MOST|DEEPEST)(_|\b)")
# Numbers that limit how long the program tries, or the form of one sentence, and lose nothing.
INNER = frozenset(
    ("MOST_ALIGNED", "MOST_STARTS", "MOST_COMPARED", "MOST_REMEMBERED", "MOST_COUNTED", "MOST_TRIED", "MOST_NAMED")
)


def list_limits() -> set[str]:
    """The names of constants that limit something, in the modules where records are read and checked."""
    files = [
        path for name in LIMITING for path in ([PACKAGE / name] if "." in name else (PACKAGE / name).rglob("*.py"))
    ]
    return {
        name.id
        for file in files
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and NAME.match(name.id)
    }


def test_every_limit_of_reading_and_checking_stands_on_the_page() -> None:
    used = set(re.findall(r"\b[A-Z][A-Z_]+\b", Path(str(limits.__file__)).read_text("utf-8")))
    assert len(list_limits()) > 15
    assert sorted(list_limits() - used - INNER) == []


def test_every_code_is_one_and_is_linked_to_what_it_means(own_site: Built) -> None:
    codes = [limit.code for group in limits.GROUPS for limit in group.limits if limit.code]
    assert [code for code in codes if code not in CODES] == []
    page = LexborHTMLParser(own_site.read("limits/index.html"))
    links = [node.attributes["href"] or "" for node in page.css("article dd a")]
    assert links == [f"../messages/#{code}" for code in codes]


def test_the_page_says_each_limit_in_numbers_or_words_and_what_is_not_promised(own_site: Built) -> None:
    page = LexborHTMLParser(own_site.read("limits/index.html"))
    terms = [" ".join(node.text().split()) for node in page.css("article dt")]
    assert terms == [f"{limit.of}: {limit.most}" for group in limits.GROUPS for limit in group.limits]
    assert "A record, and the prose of a story: 256 KiB" in terms
    assert "Keys and values in one file: 5,000" in terms
    told = [" ".join(node.text().split()) for node in page.css("#not-promised + ul li")]
    assert told[0].startswith("A draft in a public repository is public.")
