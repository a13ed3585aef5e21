"""Labels of claims and questions as pages print them: never without the names on each side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.counting import Tally, explain_tally, tally
from sayso.directions import isolate
from sayso.library import Standing
from sayso.page_values import Link, capital
from sayso.pages.parts import date_view, known_date, link_to, mentioning, names, party, speaker_name
from sayso.pages.site import Site, once_for_all_pages
from sayso.pages.stances import STANCE_WORDS, stance_words, word_figure
from sayso.pages.standings import sort_positions
from sayso.records import KINDS, Claim, Question, Record
from sayso.records.parts import UNATTRIBUTED

# Labels of claims that nobody says now.
UNSAID = ("nobody-says-this-now", "nobody-says-this")
SIDE_WORDS = {
    "asserts": "said by",
    "suggests": "said with a hedge by",
    "denies": "rejected by",
    "doubts": "questioned by",
}


class ClaimView(NamedTuple):
    """A claim in short, with its label and the names: what any page shows that mentions it."""

    link: Link
    text: str
    key: str
    label: str
    sides: tuple[str, ...]

    @property
    def who(self) -> str:
        """The label with the names, on one line: `said and rejected: said by A; rejected by B`."""
        return f"{self.label}: {'; '.join(self.sides)}" if self.sides else self.label

    @property
    def names(self) -> str:
        """The names alone: `said by A; rejected by B`; where nobody says it, the label first."""
        if self.key in UNSAID or not self.sides:
            return "; ".join((self.label, *self.sides))
        return "; ".join(self.sides)


class QuestionView(NamedTuple):
    """A question in short: its label, its answers with who gives them, its other claims, and who leaves it open."""

    link: Link
    label: str
    key: str
    note: str | None
    answers: tuple[ClaimView, ...]
    others: tuple[ClaimView, ...]
    left_open: tuple[str, ...]

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """All its claims: those that are answers first."""
        return (*self.answers, *self.others)

    @property
    def summary(self) -> str:
        """Label, answers and who leaves it open, on one line, for a page's description."""
        answers = [f"{view.link.words.text}: {view.names}" for view in self.answers]
        return ". ".join((capital(self.label), *answers, *(capital(words) for words in self.left_open)))


class TallyView(NamedTuple):
    """Who was counted: in words, none where nobody was, and the arithmetic behind it."""

    words: str | None
    arithmetic: tuple[str, ...]


@once_for_all_pages
def view_claim(site: Site, claim: Claim) -> ClaimView:
    """A claim with its label and everybody on each side of it."""
    label = site.label(claim)
    sides = figure_sides(site, claim) if claim.kind == "number" else list(named_sides(site, claim))
    sides += own_voices(site, claim)
    if claim.made_by and not label.said:
        maker = party(site, claim.made_by)
        sides.append(f"said to be made by {isolate(maker.text if maker else claim.made_by)}")
    sides += [left_open_words(site, standing) for standing in label.left_open]
    return ClaimView(link_to(site, claim), claim.text, label.key, label.text, tuple(sides))


def view_claims(site: Site, claim_ids: Iterable[str]) -> tuple[ClaimView, ...]:
    """The published claims of these ids, with who says them."""
    return tuple(view_claim(site, site.library.claims[i]) for i in claim_ids if i in site.library.claims)


def view_mentions(
    site: Site, record_id: str, key: str, kinds: tuple[type[Record], ...] = KINDS
) -> tuple[ClaimView | Link, ...]:
    """The published records of these kinds that mention this one under a key; claims with who says them."""
    claims = site.library.claims
    links = mentioning(site, record_id, (key,), kinds)
    return tuple(view_claim(site, claims[link.anchor]) if link.anchor in claims else link for link in links)


def named_sides(site: Site, claim: Claim) -> Iterator[str]:
    """Who says it, rejects it, questions it, has said both, or said it before."""
    label = site.label(claim)
    hedged = only_hedged(site, claim, label.said)
    plain = [actor_id for actor_id in label.said if actor_id not in hedged]
    for words, actor_ids in (
        ("said by", plain),
        ("said with a hedge by", hedged),
        ("rejected by", label.rejected),
        ("questioned by", label.questioned),
        ("said both ways by", label.said_both),
    ):
        if actor_ids:
            yield f"{words} {names(site, actor_ids)}"
    for actor_id, date in label.said_before:
        when = date_view(date)
        yield f"said before by {speaker_name(site, actor_id)}" + (f" ({when.words})" if when else "")


def figure_sides(site: Site, claim: Claim) -> list[str]:
    """Who gives which number and who rejects which, by the date said; numbers are never set side by side as one."""
    sides: dict[str, list[str]] = {}
    for standing in sort_positions(site.library.standings_on.get(claim.id, ()), site):
        position = standing.position
        if standing.has_record and position.figure and position.stance in SIDE_WORDS:
            words = SIDE_WORDS[position.stance]
            words = words if position.status == "current" else f"{words.removesuffix(' by')} before by"
            side = f"{word_figure(position.figure)} {words}"
            sides.setdefault(side, []).extend(standing.speakers)
    return [f"{words} {names(site, dict.fromkeys(actor_ids))}" for words, actor_ids in sides.items()]


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
    found = set()
    for standing in site.library.standings_on.get(claim.id, ()):
        position = standing.position
        if standing.has_record or position.status != "current" or position.stance not in SIDE_WORDS:
            continue
        if position.actor == UNATTRIBUTED:
            found.add(f"{stance_words(position)}, no speaker named; not counted")
        else:
            who = speaker_name(site, position.actor, position.source)
            found.add(f"{SIDE_WORDS[position.stance]} {who}, not counted")
    return sorted(found)


def left_open_words(site: Site, standing: Standing) -> str:
    """`on 30 September 2015 X for Y: too early to say`; `X, date not given: …` where there is none."""
    position = standing.position
    who = names(site, standing.speakers)
    if position.on_behalf_of:
        who += f" for {speaker_name(site, position.on_behalf_of)}"
    when = known_date(position.said)
    who = f"on {when.words} {who}" if when else f"{who}, date not given"
    return f"{who}: {STANCE_WORDS[position.stance]}"


@once_for_all_pages
def view_question(site: Site, question: Question) -> QuestionView:
    """A question with its label, its answers and who gives them."""
    label = site.question_label(question)
    answered = [claim_id for claim_id, _ in label.answers]
    others = [claim for claim in site.library.claims_of.get(question.id, ()) if claim.id not in answered]
    standings = sort_positions(site.library.standings_on.get(question.id, ()), site)
    open_words = [left_open_words(site, standing) for standing in standings if standing.position.status == "current"]
    return QuestionView(
        link=link_to(site, question),
        label=label.text,
        key=label.key,
        note=label.note,
        answers=tuple(view_claim(site, site.library.claims[claim_id]) for claim_id in answered),
        others=tuple(view_claim(site, claim) for claim in others),
        left_open=tuple(dict.fromkeys(open_words)),
    )


def view_tally(site: Site, standings: Iterable[Standing]) -> TallyView:
    """What the counted positions come to."""
    return word_tally(site, tally(site.library, standings))


def word_tally(site: Site, counted: Tally) -> TallyView:
    """A tally as pages print it."""
    is_anybody = counted.speakers or counted.unnamed or counted.no_reply
    return TallyView(counted.words if is_anybody else None, explain_tally(site.library, counted))
