"""The method: every label, count, reason and stance is explained, and the example is what counting gives."""

from __future__ import annotations

import pytest
from tests.libraries import actor, claim, make_library, make_pages, position, question, source, story

from sayso.counting import (
    CLAIM_LABEL_RULES,
    CLAIM_LABELS,
    NOT_COUNTED_RULES,
    QUESTION_LABEL_RULES,
    QUESTION_LABELS,
    TALLY_RULES,
    WHY_NOT_COUNTED,
    explain_tally,
    label_question,
    tally,
    why_not_counted,
)
from sayso.library import Library
from sayso.page_settings import Settings
from sayso.page_values import capital
from sayso.pages import make_site
from sayso.pages.method import STANCE_RULES
from sayso.pages.stances import STANCE_MARKS, STANCE_WORDS
from sayso.pages.worked_example import Example, work_example
from sayso.records.position import Position
from sayso.rendering.environment import Renderer


def body_of(library: Library) -> str:
    """The HTML of the page of the method."""
    (page,) = (page for page in make_pages(make_site(library, Settings("Name"))) if page.address == "method/")
    return Renderer().render(page)


def example_of(library: Library) -> Example:
    """The worked example, of which there is one."""
    example = work_example(make_site(library, Settings("Name")))
    assert example is not None
    return example


def library_of(*positions: Position) -> Library:
    """A story with one question, and a claim with these positions."""
    people = (actor("ann"), actor("bob"), actor("cem"), actor("men", kind="unnamed-group"))
    return make_library(*people, source("s"), source("t"), question("q"), claim("c", *positions), story("news", "q"))


@pytest.mark.parametrize(
    ("names", "rules"),
    [
        (CLAIM_LABELS, CLAIM_LABEL_RULES),
        (QUESTION_LABELS, QUESTION_LABEL_RULES),
        (WHY_NOT_COUNTED, NOT_COUNTED_RULES),
        (STANCE_WORDS, STANCE_RULES),
        (STANCE_MARKS, STANCE_RULES),
    ],
    ids=["labels of claims", "labels of questions", "reasons", "stances", "marks"],
)
def test_whatever_has_a_name_has_a_rule_in_the_same_order(names: dict[str, str], rules: dict[str, str]) -> None:
    assert list(names) == list(rules)
    assert all(rule.endswith(".") for rule in rules.values())


def test_the_page_prints_every_name_with_its_rule() -> None:
    body = body_of(make_library())
    pairs = [
        *((CLAIM_LABELS[key], rule) for key, rule in CLAIM_LABEL_RULES.items()),
        *((QUESTION_LABELS[key], rule) for key, rule in QUESTION_LABEL_RULES.items()),
        *((WHY_NOT_COUNTED[key], rule) for key, rule in NOT_COUNTED_RULES.items()),
        *TALLY_RULES.items(),
    ]
    assert [name for name, rule in pairs if f"<dt>{capital(name)}</dt> <dd>{rule}" not in body] == []
    marks = [
        f"{STANCE_MARKS[key]}</span> {capital(STANCE_WORDS[key])}</dt> <dd>{STANCE_RULES[key]}" for key in STANCE_RULES
    ]
    assert [mark for mark in marks if mark not in body] == []


def test_without_a_position_there_is_nothing_to_work_out() -> None:
    assert work_example(make_site(library_of(), Settings("Name"))) is None
    assert "nothing to work out" in body_of(library_of())


MANY = (
    position("ann", said="2031-01-01"),
    position("bob", "denies", said="2031-01-02", source="t"),
    position("men", "suggests", hedge="perhaps"),
    position("cem", "no-reply", said="2031-01-03"),
    position("source", "doubts"),
    position("ann", reading="We read it so.", source="t"),
)


def test_the_example_is_what_counting_gives() -> None:
    library = library_of(*MANY)
    example = example_of(library)
    standings = library.standings_on["c"]
    counted = tally(library, standings)
    assert example.words == counted.words
    assert [f"{step.name}: {step.words}" for step in example.counts] == list(explain_tally(library, counted))
    numbers = {step.name: step.number for step in example.counts if step.number is not None}
    assert numbers == {
        "Speakers": len(counted.speakers),
        "Bodies": len(counted.bodies),
        "Statements": len(counted.statements),
        "Reports": len(counted.reports),
    }
    label = label_question(library, library.questions["q"])
    assert (example.question.key, example.rule) == (label.key, QUESTION_LABEL_RULES[label.key])
    assert [(step.claim.label, step.rule) for step in example.claims] == [
        (CLAIM_LABELS["said-and-rejected"], CLAIM_LABEL_RULES["said-and-rejected"])
    ]


def test_each_position_says_whether_it_counts_and_why_not() -> None:
    library = library_of(*MANY)
    steps = example_of(library).positions
    assert {(str(getattr(step.position.speaker, "words", step.position.speaker)), step.counting) for step in steps} == {
        ("Ann", "counted"),
        ("Bob", "counted"),
        ("Men", "counted; not added, since unnamed"),
        ("Cem", "not counted: not to reply is not to speak"),
        ("The unsigned article, in its own voice", f"not counted: {WHY_NOT_COUNTED['source-voice']}"),
        ("Ann", f"not counted: {WHY_NOT_COUNTED['our-reading']}"),
    }
    reasons = [why_not_counted(library, standing) for standing in library.standings_on["c"]]
    assert sum(step.is_counted for step in steps) == reasons.count(None) - 1  # Cem's silence
    assert example_of(library).counted == "3 of 6 positions are counted."


def test_the_example_changes_with_the_record() -> None:
    before, after = example_of(library_of(MANY[0])), example_of(library_of(*MANY[:2]))
    assert (before.words, before.question.key) == ("1 speaker of 1 body, 1 statement in 1 report", "one-answer")
    assert (after.words, after.question.key) == ("2 speakers of 2 bodies, 2 statements in 2 reports", "several-answers")
    assert (before.counted, after.counted) == ("1 of 1 position is counted.", "2 of 2 positions are counted.")


def test_the_example_is_the_question_of_the_newest_story_with_most_speakers() -> None:
    records = (
        actor("ann"),
        actor("bob"),
        source("s"),
        *(question(one) for one in "qrtu"),
        claim("c", position("ann"), question="q"),
        claim("d", position("ann"), position("bob"), question="r"),
        claim("e", position("ann"), position("bob", "denies"), question="t"),
    )
    old, new = story("old", "t", as_of="2030-01-01"), story("new", "q", "r", as_of="2031-01-01")
    silent = story("silent", "u", as_of="2032-01-01")
    example = example_of(make_library(*records, old, new, silent))
    assert (example.question.link.anchor, str(example.story and example.story.words)) == ("r", "New")
    # Where no story asks anything that has a position, any question is taken.
    example = example_of(make_library(*records, silent))
    assert (example.question.link.anchor, example.story) == ("r", None)


def test_labels_that_stand_in_the_records_are_told_with_how_many_and_where() -> None:
    body = body_of(library_of(*MANY[:2]))
    assert "1 claim now" in " ".join(body.split())
    assert 'href="../questions/#several-answers"' in body
