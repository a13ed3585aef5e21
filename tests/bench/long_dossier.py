"""A made-up dossier with one question of many positions and one explainer of many events, set in Ulmerask.

It is what the longest pages are tried with: `write_long_dossier(folder)` writes a project that builds.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.building import REPOSITORY, SETTINGS, make_settings

POSITIONS, EVENTS, CLAIMS = 1000, 2000, 4
# How many places the events are shared out over, and how many of them one question is about.
PLACES, EVENTS_A_QUESTION = 40, 500
STANCES = ("asserts", "denies", "doubts")
FIRST_DAY, LAST_DAY = date(2031, 1, 1), date(2036, 12, 31)
STORY, QUESTION, RINGING = "long-night-of-osk", "did-the-bells-ring", "what-of-the-ringing"
SENTENCE = "The bells were heard as far as the mill, and again before the ferry left the other bank"


def write_long_dossier(folder: Path, positions: int = POSITIONS, events: int = EVENTS) -> None:
    """Writes the project into a folder that does not exist yet."""
    folder.mkdir(parents=True)
    shutil.copytree(REPOSITORY / "site_src", folder / "site_src")
    (folder / SETTINGS).write_text(make_settings({}), encoding="utf-8")
    for path, lines in list_files(positions, events):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def list_files(positions: int, events: int) -> Iterator[tuple[str, list[str]]]:
    """The files below `content/`, each with its lines."""
    yield (
        "sources/osk-evening-post.yml",
        ["title: The long night of Osk", "kind: article", "access: examined", f"published: {LAST_DAY}"],
    )
    for number in range(PLACES):
        yield f"places/bank-{number}.yml", [f"name: Bank {number} of the Osk", "kind: settlement"]
    for number in range(positions):
        yield f"actors/witness-{number}.yml", [f"name: Witness {number} of Osk", "kind: person"]
    yield from list_claims(positions)
    yield from list_events(positions, events)
    yield from list_questions(events)


def list_claims(positions: int) -> Iterator[tuple[str, list[str]]]:
    """The claims of the long question, to each of which every so manieth speaker takes a position."""
    for claim in range(CLAIMS):
        lines = [
            f"text: The bells of bank {claim} rang in the night.",
            f"short: Bells of bank {claim}",
            "kind: happening",
            f"question: {QUESTION}",
            "positions:",
        ]
        for number in range(claim, positions, CLAIMS):
            lines += write_position(number, STANCES[number % len(STANCES)])
        yield f"claims/bells-{claim}.yml", lines


def write_position(speaker: int, stance: str) -> list[str]:
    """The lines of one position."""
    return [
        f"- actor: witness-{speaker}",
        f"  stance: {stance}",
        "  source: osk-evening-post",
        f"  said: {LAST_DAY - timedelta(days=speaker % 90)}",
        f"  paraphrase: {SENTENCE}, says number {speaker} of those who were asked.",
        f"  locator: paragraph {speaker + 1}",
    ]


def list_events(positions: int, events: int) -> Iterator[tuple[str, list[str]]]:
    """The events, one a day, each resting on one of a few claims with one position, and with one participant."""
    for claim in range(CLAIMS):
        yield (
            f"claims/ringing-heard-{claim}.yml",
            [
                f"text: There was ringing on bank {claim}.",
                f"short: Ringing on bank {claim}",
                "kind: happening",
                f"question: {RINGING}-0",
                "positions:",
                *write_position(claim, "asserts"),
            ],
        )
    for number in range(events):
        heard = f"ringing-heard-{number % CLAIMS}"
        yield (
            f"events/ringing-{number}.yml",
            [
                f"name: Ringing {number} on bank {number % PLACES}",
                f"date: {FIRST_DAY + timedelta(days=number)}",
                "date_from: osk-evening-post",
                f"places: bank-{number % PLACES}",
                f"rests_on: {heard}",
                "participants:",
                f"- actor: witness-{number % min(positions, 200)}",
                "  role: witnessed",
                f"  according_to: {heard}",
            ],
        )


def list_questions(events: int) -> Iterator[tuple[str, list[str]]]:
    """The long question, those that are about all events, and the explainer that asks them."""
    asked = []
    for start in range(0, events, EVENTS_A_QUESTION):
        asked.append(f"{RINGING}-{start}")
        about = (f"- ringing-{number}" for number in range(start, min(start + EVENTS_A_QUESTION, events)))
        yield (
            f"questions/{asked[-1]}.yml",
            [f"text: What of the ringing from {start} on?", "included: Whoever was on the bank.", "about:", *about],
        )
    yield (
        f"questions/{QUESTION}.yml",
        ["text: Did the bells ring?", "included: Whoever was on the bank.", "about: ringing-0"],
    )
    yield (
        f"stories/{STORY}.yml",
        [
            "title: The long night of Osk",
            "standfirst: A thousand witnesses tell it differently.",
            "as_of: 2037-01-01",
            "leaves_out: What others say.",
            "questions:",
            f"- {QUESTION}",
            *(f"- {question}" for question in asked),
        ],
    )
