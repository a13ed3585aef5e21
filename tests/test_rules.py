"""Rules: each fault is told once, in the words that its case holds; what is fine is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases import BASE, CASES, Case, lay_out, load_cases

from sayso.library import Library
from sayso.loading import load_content
from sayso.problem_codes import CODES
from sayso.problems import Problem, sort_problems
from sayso.rules import RULES, check_library


def check_site(root: Path) -> list[Problem]:
    """All problems of the site in a folder."""
    loaded = load_content(root)
    return sort_problems([*loaded.problems, *check_library(Library(loaded))])


# Prints how many processes read and apply the rules, and the cases in which these find something else than these tell.
SHARED = """
from pathlib import Path
from tempfile import TemporaryDirectory
from sayso import rules, spreading
from sayso.loading import record_files
from tests.cases import CASES, lay_out, load_cases
from tests.test_loading import check
from tests.test_rules import check_site
spreading.FEWEST = 2
rules.MANY, record_files.PIECE = 0, 1
print(spreading.count_processes(2))
for name, find in (("loading", check), ("rules", lambda root: list(map(str, check_site(root))))):
    for case in load_cases(CASES / name):
        with TemporaryDirectory() as folder:
            if find(lay_out(case, Path(folder))) != list(case.problems):
                print(case.name)
"""


@pytest.mark.parametrize("case", load_cases(CASES / "rules"), ids=str)
def test_a_case_prints_exactly_its_lines(case: Case, tmp_path: Path) -> None:
    assert [str(problem) for problem in check_site(lay_out(case, tmp_path))] == list(case.problems), case.about


def test_the_base_of_all_cases_has_no_problems() -> None:
    assert check_site(BASE) == []


def test_every_code_has_a_case() -> None:
    """What is no file that a case could hold, such as a pipe, is made in a test module, which then names the code."""
    modules = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    told = {code for folder in CASES.iterdir() if folder != BASE for case in load_cases(folder) for code in case.codes}
    assert [c for c in sorted(CODES.keys() - told) if not any(f'"{c}"' in module for module in modules)] == []


def test_cases_of_rules_are_named_after_a_code_that_they_tell() -> None:
    names = {path.stem for path in (CASES / "rules").glob("*.yml")}
    told = {(case.name.rpartition("-")[0], code) for case in load_cases(CASES / "rules") for code in case.codes}
    assert [name for name in sorted(names) if (name, name) not in told] == []


def test_every_message_is_whole_sentences() -> None:
    """They begin with a capital or a quotation, and end in a full stop or a question mark."""
    lines = [line for case in load_cases(CASES / "rules") for line in case.problems]
    messages = [line.split("] ", 1)[1] for line in lines]
    assert [m for m in messages if not (m[0].isupper() or m[0] == "'") or m[-1] not in ".?"] == []


def test_two_processes_find_the_same_in_all_cases() -> None:
    """They run in a process of their own, since tests have threads, with which there is no second one."""
    command = [sys.executable, "-c", SHARED]
    run = subprocess.run(command, cwd=CASES.parents[1], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    processes, *others = run.stdout.splitlines()
    assert others == []
    if processes == "1":
        pytest.skip("this machine has one core or no fork")


def test_no_rule_is_listed_twice() -> None:
    assert len(set(RULES)) == len(RULES)


def test_rules_find_the_same_whatever_the_order_of_files(tmp_path: Path) -> None:
    """Sub-folders are free and change the order in which files are read."""
    (case,) = [case for case in load_cases(CASES / "rules") if case.name == "circular-reference-1"]
    root = lay_out(case, tmp_path)
    before = [(problem.code, problem.message) for problem in check_site(root)]
    for number, file in enumerate(sorted(root.glob("content/*/*.yml"), reverse=True)):
        folder = file.parent / f"{number:03}"
        folder.mkdir()
        for path in file.parent.glob(f"{file.stem}.*"):
            path.rename(folder / path.name)
    assert sorted((problem.code, problem.message) for problem in check_site(root)) == sorted(before)
