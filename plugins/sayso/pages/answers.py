"""What those answer whom a claim accuses; where nothing is recorded, whether we have asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sayso.answering import is_spoken, list_answers, word_silence
from sayso.library import Standing, group
from sayso.page_values import Link
from sayso.pages.labels import ClaimView, view_claim
from sayso.pages.parts import link_to, speaker_name
from sayso.pages.site import Site, once_for_all_pages
from sayso.pages.stances import stance_words
from sayso.records import Claim


class AnswerPart(NamedTuple):
    """Answers on one claim or question: the stances, each with whoever speaks for them, and who says the claim."""

    voices: tuple[str, ...]
    subject: Link
    names: str | None


class AnswerView(NamedTuple):
    """Somebody whom a claim accuses, with their answers; in words where there is none."""

    actor: Link
    parts: tuple[AnswerPart, ...]
    none: str
    is_in_words: bool
    """Whether something was said: neither to decline nor not to reply is an answer in words."""


class AccusedView(NamedTuple):
    """Somebody accused, the claims of one question that do so, and what they answer."""

    claims: tuple[ClaimView, ...]
    answer: AnswerView


def view_accused(site: Site, claims: Iterable[Claim]) -> tuple[AccusedView, ...]:
    """Whom these claims of one question accuse, and the answers."""
    accusing: dict[AnswerView, list[ClaimView]] = {}
    for claim in claims:
        for answer in view_answers(site, claim):
            accusing.setdefault(answer, []).append(view_claim(site, claim))
    return tuple(AccusedView(tuple(views), answer) for answer, views in accusing.items())


def view_answers(site: Site, claim: Claim) -> tuple[AnswerView, ...]:
    """The answers of those whom a claim accuses."""
    answers = answers_by_actor(site, claim)
    return tuple(answers[actor_id] for actor_id in claim.accuses if actor_id in answers)


@once_for_all_pages
def answers_by_actor(site: Site, claim: Claim) -> Mapping[str, AnswerView]:
    """The answers of those whom a claim accuses, by the id of the actor: the pages of all of them show these."""
    actors = site.library.actors
    return {actor_id: view_answer(site, claim, actor_id) for actor_id in claim.accuses if actor_id in actors}


def view_answer(site: Site, claim: Claim, actor_id: str) -> AnswerView:
    """What somebody accused answers to the claim's question."""
    standings = list_answers(site.library, claim, actor_id)
    by_subject = group((standing.on.id, standing) for standing in standings)
    return AnswerView(
        actor=link_to(site, site.library.actors[actor_id]),
        parts=tuple(view_part(site, found, actor_id) for found in by_subject.values()),
        none=word_silence(site.library, claim, actor_id),
        is_in_words=is_spoken(standings),
    )


def view_part(site: Site, standings: tuple[Standing, ...], actor_id: str) -> AnswerPart:
    """The positions on one claim or question that answer."""
    first = standings[0]
    who = view_claim(site, first.claim).names if first.claim else None
    voices = dict.fromkeys(word_voice(site, standing, actor_id) for standing in standings)
    return AnswerPart(tuple(voices), link_to(site, first.on), who)


def word_voice(site: Site, standing: Standing, actor_id: str) -> str:
    """The stance in words, after the speaker where that is somebody else: `through Igor Konashenkov, says so`."""
    words = stance_words(standing.position)
    return words if actor_id in standing.speakers else f"through {speaker_name(site, standing.speakers[0])}, {words}"
