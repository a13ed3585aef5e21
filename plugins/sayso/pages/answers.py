"""What those answer whom a claim accuses; where nothing is recorded, whether we have asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.answering import list_answers, word_silence
from sayso.library import Standing
from sayso.pages.labels import view_claim
from sayso.pages.parts import Link, link_to, speaker_name
from sayso.pages.site import Site
from sayso.pages.stances import stance_words
from sayso.records import Claim


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One answer: through whom where it is somebody else, the stance, what it is on, and who says that."""

    through: str | None
    stance: str
    subject: Link
    names: str | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Somebody whom a claim accuses, with their answers; in words where there is none."""

    actor: Link
    parts: tuple[AnswerPart, ...]
    none: str


def view_answers(site: Site, claims: Iterable[Claim]) -> Iterator[AnswerView]:
    """The answers of those whom claims accuse."""
    for claim in claims:
        for actor_id in claim.accuses:
            if actor_id in site.library.actors:
                yield view_answer(site, claim, actor_id)


def view_answer(site: Site, claim: Claim, actor_id: str) -> AnswerView:
    """What somebody accused answers to the claim's question."""
    actor = link_to(site, site.library.actors[actor_id])
    parts = (view_part(site, standing, actor_id) for standing in list_answers(site.library, claim, actor_id))
    return AnswerView(actor, tuple(dict.fromkeys(parts)), word_silence(site.library, claim, actor_id))


def view_part(site: Site, standing: Standing, actor_id: str) -> AnswerPart:
    """One position that answers."""
    speakers = standing.speakers
    through = None if actor_id in speakers else speaker_name(site, speakers[0])
    who = view_claim(site, standing.claim).names if standing.claim else None
    return AnswerPart(through, stance_words(standing.position), link_to(site, standing.on), who)
