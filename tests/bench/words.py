"""Invented names in three writings, and the sentences that the records of a made-up project are written in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

# Each syllable is a consonant and a vowel in Latin, Cyrillic and Arabic letters. No two names that are made of them
# look alike: there is no `rn` beside `m`, no `cl` beside `d`, and no small l beside a capital i.
CONSONANTS = (
    ("b", "б", "ب"),
    ("d", "д", "د"),
    ("f", "ф", "ف"),
    ("g", "г", "ج"),
    ("k", "к", "ك"),
    ("l", "л", "ل"),
    ("m", "м", "م"),
    ("n", "н", "ن"),
    ("r", "р", "ر"),
    ("s", "с", "س"),
    ("sh", "ш", "ش"),
    ("t", "т", "ت"),
    ("v", "в", "ث"),
    ("z", "з", "ز"),
)
VOWELS = (("a", "а", "ا"), ("i", "и", "ي"), ("u", "у", "و"))
SYLLABLES = tuple(
    tuple(consonant + vowel for consonant, vowel in zip(first, second, strict=True))
    for first in CONSONANTS
    for second in VOWELS
)
WRITINGS = ("en", "ru", "ar")
SAFE = re.compile(r"[A-Za-z\u0400-\u06ff][^:#\n\"]*(?<! )")


class Word(NamedTuple):
    """A name of somebody or something in each writing."""

    en: str
    ru: str
    ar: str


class Tongue(NamedTuple):
    """What reports in one language are made of; every sentence holds its reporting verb, and a hedge where it has one.

    `{who}` speaks and `{what}` is the statement, in the words of the language.
    """

    verbs: tuple[str, ...]
    says: str
    hedges: tuple[str, ...]
    hedged: str
    statements: tuple[str, ...]
    headlines: tuple[str, ...]


TONGUES = {
    "en": Tongue(
        ("said", "stated", "told reporters", "wrote", "insisted"),
        "“{what},” {who} {verb}.",
        ("possibly", "apparently", "reportedly", "it seems"),
        "{who} {verb} that {hedge} {what}.",
        (
            "the {thing} at {place} was {done} on the night of the {day}",
            "nobody had warned the people of {place} about the {thing} before the {day}",
            "what was seen near the {thing} at {place} on the {day} was something else",
            "{count} people of {place} had left their homes by the {day}",
            "the papers on the {thing} at {place} were signed on the {day}",
        ),
        (
            "What is known about the {thing} at {place}",
            "{place} speaks of the {thing} again",
            "Minutes of the hearing on the {thing} at {place}",
            "Nine days in {place}, and the {thing}",
            "Statement on the {thing} at {place}",
        ),
    ),
    "ru": Tongue(
        ("сказал", "заявил", "сообщил"),
        "{who} {verb}: «{what}».",
        ("возможно", "по-видимому"),
        "{who} {verb}, что {hedge} {what}.",
        (
            "в {place} ночью {day} числа был слышен шум",
            "жители {place} узнали об этом {day} числа",
            "к {day} числу дома в {place} покинули {count} человек",
        ),
        ("Что известно о событиях в {place}", "{place} снова говорит о той ночи", "Заявление о событиях в {place}"),
    ),
    "ar": Tongue(
        ("قال", "أعلن", "ذكر"),
        "{verb} {who}: «{what}».",
        ("ربما", "على ما يبدو"),
        "{verb} {who} أنه {hedge} {what}.",
        (
            "سُمع صوت في {place} ليلة {day}",
            "علم سكان {place} بذلك يوم {day}",
            "غادر {count} شخصا بيوتهم في {place} حتى يوم {day}",
        ),
        ("ما نعرفه عن أحداث {place}", "{place} تتحدث من جديد عن تلك الليلة", "بيان عن أحداث {place}"),
    ),
}

THINGS = (
    "dam",
    "depot",
    "bridge",
    "market hall",
    "harbour wall",
    "pump house",
    "silo",
    "rail yard",
    "clinic",
    "tunnel",
)
DONE = ("burned", "flooded", "closed", "searched", "shelled", "evacuated", "sealed", "taken down")
BODIES = {
    "government-body": ("{} Water Office", "Управление вод {}", "إدارة مياه {}"),
    "armed-force": ("{} Guard", "Стража {}", "حرس {}"),
    "armed-group": ("{} Column", "Колонна {}", "رتل {}"),
    "ngo": ("{} Relief Circle", "Круг помощи {}", "دائرة إغاثة {}"),
    "company": ("{} Haulage", "Перевозки {}", "شركة نقل {}"),
    "media-outlet": ("The {} Courier", "Вестник {}", "بريد {}"),
    "community": ("people of {}", "жители {}", "سكان {}"),
    "institution": ("{} Hearing Board", "Слушания {}", "مجلس {}"),
    "political-party": ("{} List", "Список {}", "قائمة {}"),
    "unnamed-group": ("two drivers from {}", "два водителя из {}", "سائقان من {}"),
}
TITLES = ("spokesperson", "director", "mayor", "duty officer", "secretary", "engineer")
FILLER = (
    "The room was full, and the windows of the hall stayed open for most of that {day} day.",
    "Rain had fallen over {place} since the {day}, and the road to the {thing} was closed to carts.",
    "Copies of the list were handed round; page {day} was missing from most of them.",
    "Asked about the {thing}, several people shook their heads and went on with their work.",
    "The clerk read the entries for {place} aloud, beginning with the {day}.",
    "A second paper lay under the first one, and nobody present could say who had put it there on the {day}.",
)


def make_word(rng: Random, length: int) -> Word:
    """A name of so many syllables, in each writing with a capital where it has them."""
    chosen = [rng.choice(SYLLABLES) for _ in range(length)]
    latin, cyrillic, arabic = ("".join(one[index] for one in chosen) for index in range(3))
    return Word(latin.capitalize(), cyrillic.capitalize(), arabic)


def make_person(rng: Random) -> Word:
    """A given name and a family name; the ending keeps Cyrillic ones apart from Latin ones that look like them."""
    given, family = make_word(rng, 2), make_word(rng, 3)
    return Word(f"{given.en} {family.en}", f"{given.ru} {family.ru}жид", f"{given.ar} {family.ar}")


def make_body(kind: str, place: Word) -> Word:
    """The name of a body at a place."""
    return Word(*(form.format(name) for form, name in zip(BODIES[kind], place, strict=True)))


def slug(text: str, *more: object) -> str:
    """An id made of a Latin text and what comes after it."""
    return "-".join(map(str, (re.sub(r"[^a-z]+", "-", text.lower()).strip("-"), *more)))


def yaml(text: str) -> str:
    """A text as YAML has it on one line: plain where nothing in it could mean something else."""
    return text if SAFE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def flow(ids: Sequence[str]) -> str:
    """Ids as a list on one line."""
    return f"[{', '.join(ids)}]"
