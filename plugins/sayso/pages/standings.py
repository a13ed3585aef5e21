"""Which questions, claims, positions and speakers belong together, and in which order pages have them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sayso.directions import ISOLATE
from sayso.library import Standing
from sayso.page_values import Link
from sayso.pages.parts import link_to, sort_by_name, speaker_name
from sayso.pages.site import Site, once_for_all_pages
from sayso.records import Claim, Question

Order = tuple[object, ...]


def sort_positions(standings: Iterable[Standing], site: Site) -> list[Standing]:
    """Positions by the date said, then the speaker's name; the source's voice and nobody in particular stand last."""
    return sorted(standings, key=partial(order_position, site))


def order_position(site: Site, standing: Standing) -> Order:
    """What puts positions in order: no record last, no date last, then date, name and address."""
    position = standing.position
    # What keeps a name apart from the text around it has no place in the alphabet.
    name = speaker_name(site, position.actor, position.source).casefold().lstrip(ISOLATE)
    said = position.said
    undated = said is None or said.is_unknown
    return not standing.has_record, undated, said.sort_key if said else (), name, standing.anchor


def list_standings(site: Site, questions: Iterable[Question]) -> list[Standing]:
    """The positions on these questions and on the claims that answer them."""
    library = site.library
    owners = [owner for question in questions for owner in (*library.claims_of.get(question.id, ()), question)]
    return [standing for owner in owners for standing in library.standings_on.get(owner.id, ())]


def list_speakers(site: Site, standings: Iterable[Standing]) -> tuple[Link, ...]:
    """Everybody with a record who speaks in these positions, by name."""
    actors = site.library.actors
    ids = {speaker for standing in standings for speaker in standing.speakers if speaker in actors}
    return tuple(link_to(site, actor) for actor in sort_by_name(actors[actor_id] for actor_id in ids))


def order_questions(site: Site) -> list[Question]:
    """All questions: as the stories ask them, then those that no story asks, by id."""
    library = site.library
    asked = [i for story in library.stories.values() for i in story.questions if i in library.questions]
    return [library.questions[i] for i in dict.fromkeys((*asked, *library.questions))]


def order_claims(site: Site, question: Question) -> list[Claim]:
    """A question's claims by the earliest date somebody took a position on them, then by id."""
    return [site.library.claims[claim_id] for claim_id in order_claim_ids(site, question)]


@once_for_all_pages
def order_claim_ids(site: Site, question: Question) -> tuple[str, ...]:
    """The ids of a question's claims in that order."""

    def key(claim: Claim) -> tuple[object, ...]:
        """The date of the claim's first position, no date last, then the id."""
        first = min(site.library.standings_on.get(claim.id, ()), key=partial(order_position, site), default=None)
        said = first.position.said if first else None
        return said is None, said.sort_key if said else (), claim.id

    return tuple(claim.id for claim in sorted(site.library.claims_of.get(question.id, ()), key=key))
