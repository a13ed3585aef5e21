"""The rules of the house: what no type can say. `RULES` is the only list of them.

Each rule reads the library and gives the problems that it finds. It speaks of published records only; drafts may be
unfinished. Codes and severities stand in `problem_codes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from sayso.library import Library
from sayso.problems import Problem, sort_problems
from sayso.rules.accusations import check_accusations_answered, check_accused_named
from sayso.rules.chains import check_chains
from sayso.rules.chronology import (
    check_date_sources,
    check_parts_of_events,
    check_published_after_said,
    check_said_after_event,
    check_stories_after_sources,
    check_until_after_said,
)
from sayso.rules.circles import check_circles
from sayso.rules.claims import check_claims_are_made, check_claims_have_positions, check_shorts
from sayso.rules.figures import check_figure_order, check_figures, check_one_number_claim
from sayso.rules.links import check_links
from sayso.rules.markup import check_links_closed, check_markdown, check_markdown_limits
from sayso.rules.names import check_hosts, check_names
from sayso.rules.passages import (
    check_locators,
    check_passage_lengths,
    check_passages,
    check_shown_share,
    check_wording_present,
)
from sayso.rules.places import check_coordinates
from sayso.rules.positions import check_joint_speakers, check_repeated_positions, check_replacements
from sayso.rules.prose import check_prose_has_claims
from sayso.rules.questions import (
    check_claims_are_few,
    check_question_marks,
    check_question_stances,
    check_questions_are_asked,
)
from sayso.rules.redirects import check_redirects
from sayso.rules.sources import check_described, check_digests, check_paragraphs, check_read
from sayso.rules.typed_quotes import check_typed_quotes
from sayso.rules.unused import check_actors_used, check_places_used, check_sources_used
from sayso.rules.wording import check_hedges, check_verbs, check_words
from sayso.spreading import MANY, spread

__all__ = ["RULES", "check_library"]

RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    check_wording_present,
    check_passages,
    check_locators,
    check_passage_lengths,
    check_shown_share,
    check_words,
    check_verbs,
    check_hedges,
    check_accusations_answered,
    check_accused_named,
    check_claims_are_made,
    check_claims_have_positions,
    check_shorts,
    check_question_stances,
    check_question_marks,
    check_claims_are_few,
    check_questions_are_asked,
    check_figures,
    check_figure_order,
    check_one_number_claim,
    check_parts_of_events,
    check_published_after_said,
    check_said_after_event,
    check_until_after_said,
    check_stories_after_sources,
    check_date_sources,
    check_sources_used,
    check_actors_used,
    check_places_used,
    check_prose_has_claims,
    check_links,
    check_links_closed,
    check_markdown,
    check_markdown_limits,
    check_typed_quotes,
    check_names,
    check_hosts,
    check_read,
    check_described,
    check_digests,
    check_paragraphs,
    check_coordinates,
    check_circles,
    check_chains,
    check_redirects,
    check_repeated_positions,
    check_joint_speakers,
    check_replacements,
)


def check_library(library: Library, *, is_alone: bool = False) -> list[Problem]:
    """All that is wrong with the records as a whole: faulty mentions and what the rules find, sorted by place.

    Two processes share many records, unless this one is to work alone.
    """

    def apply(number: int) -> list[Problem]:
        """What one rule finds."""
        return list(RULES[number](library))

    is_many = len(library.entries) >= MANY and not is_alone
    found = spread(len(RULES), apply, lambda: None).results if is_many else map(apply, range(len(RULES)))
    return sort_problems([*library.faulty_mentions, *chain.from_iterable(found)])
