"""Labels of claims and questions as pages print them: never without the names on each side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.counting import Tally, explain_tally, tally
from sayso.library import Standing
from sayso.pages.parts import Link, date_view, link_to, speaker_name
from sayso.pages.site import Site
from sayso.problems import join_words
from sayso.records import Claim, Question

SIDE_WORDS = {
    "asserts": "said by",
    "suggests": "said with a hedge by",
    "denies": "rejected by",
    "doubts": "questioned by",
}
LEFT_OPEN_WORDS = {"withholds": "too early to say", "declines": "declines to say", "no-reply": "no reply"}


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in short, with its label and the names: what any page shows that mentions it."""

    link: Link
    text: str
    label: str
    sides: tuple[str, ...]

    @property
    def who(self) -> str:
        """The label with the names, on one line: `said and rejected: said by A; rejected by B`."""
        return f"{self.label}: {self.names}" if self.sides else self.label

    @property
    def names(self) -> str:
        """The names alone: `said by A; rejected by B`; the label where there is none."""
        return "; ".join(self.sides) or self.label


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in short, with its label and its answers."""

    link: Link
    label: str
    key: str
    note: str | None
    answers: tuple[ClaimView, ...]
    source_only: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class TallyView:
    """Who was counted: in words, and the arithmetic behind it."""

    words: str
    arithmetic: tuple[str, ...]


def names(site: Site, actor_ids: Iterable[str]) -> str:
    """Speakers by name, as an English list."""
    return join_words([speaker_name(site, actor_id) for actor_id in actor_ids])


def view_claim(site: Site, claim: Claim) -> ClaimView:
    """A claim with its label and everybody on each side of it."""
    label = site.label(claim)
    hedged = only_hedged(site, claim, label.said)
    sides = [
        f"{word} {names(site, actor_ids)}"
        for word, actor_ids in (
            ("said by", [actor_id for actor_id in label.said if actor_id not in hedged]),
            ("said with a hedge by", hedged),
            ("rejected by", label.rejected),
            ("questioned by", label.questioned),
            ("said both ways by", label.said_both),
        )
        if actor_ids
    ]
    sides += own_voices(site, claim)
    for actor_id, date in label.said_before:
        when = date_view(date)
        sides.append(f"said before by {speaker_name(site, actor_id)}" + (f" ({when.words})" if when else ""))
    if claim.made_by and not label.said:
        maker = site.library.actors.get(claim.made_by)
        sides.append(f"made by {maker.name.text if maker else claim.made_by}, not recorded here")
    sides += [left_open_words(site, standing) for standing in label.left_open]
    return ClaimView(link_to(site, claim), claim.text, label.text, tuple(sides))


def only_hedged(site: Site, claim: Claim, said: Iterable[str]) -> list[str]:
    """Those among the claim's speakers who never say it without a hedge."""
    plain = {
        speaker
        for standing in site.library.standings_on.get(claim.id, ())
        if standing.position.stance == "asserts" and standing.position.status == "current"
        for speaker in standing.speakers
    }
    return [actor_id for actor_id in said if actor_id not in plain]


def own_voices(site: Site, claim: Claim) -> list[str]:
    """Who says it without being counted: sources in their own voice, and nobody in particular."""
    current = [s for s in site.library.standings_on.get(claim.id, ()) if s.position.status == "current"]
    found = {
        f"{SIDE_WORDS[s.position.stance]} {speaker_name(site, s.position.actor, s.position.source)}, not counted"
        for s in current
        if not s.has_record and s.position.stance in SIDE_WORDS
    }
    return sorted(found)


def left_open_words(site: Site, standing: Standing) -> str:
    """`on 30 September 2015 X: too early to say`; `date not given` where there is none."""
    position = standing.position
    when = date_view(position.said)
    date = "date not given" if when is None or when.words == "date not given" else f"on {when.words}"
    return f"{date} {names(site, standing.speakers)}: {LEFT_OPEN_WORDS[position.stance]}"


def view_question(site: Site, question: Question) -> QuestionView:
    """A question with its label, its answers and who gives them."""
    label = site.question_label(question)
    answers = [view_claim(site, site.library.claims[claim_id]) for claim_id, _ in label.answers]
    answered = {claim_id for claim_id, _ in label.answers}
    others = [claim for claim in site.library.claims_of.get(question.id, ()) if claim.id not in answered]
    source_only = [view_claim(site, claim) for claim in others if own_voices(site, claim)]
    return QuestionView(link_to(site, question), label.text, label.key, label.note, tuple(answers), tuple(source_only))


def view_tally(site: Site, standings: Iterable[Standing]) -> TallyView:
    """What the counted positions come to."""
    counted: Tally = tally(site.library, standings)
    return TallyView(counted.words, explain_tally(site.library, counted))
