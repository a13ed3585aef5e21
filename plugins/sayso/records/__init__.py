"""What a record is. `KINDS` is the only list of kinds; the order is the one in which pages list them."""

from __future__ import annotations

from sayso.records.actor import Actor
from sayso.records.claim import Claim
from sayso.records.event import Event
from sayso.records.parts import Record
from sayso.records.place import Place
from sayso.records.question import Question
from sayso.records.source import Source
from sayso.records.story import Story

KINDS: tuple[type[Record], ...] = (Story, Question, Claim, Event, Actor, Place, Source)
FOLDERS: dict[str, type[Record]] = {kind.folder: kind for kind in KINDS}

__all__ = ["FOLDERS", "KINDS", "Actor", "Claim", "Event", "Place", "Question", "Record", "Source", "Story"]
