"""What stands on the page of a record, as blocks."""

from __future__ import annotations

from tests.bench.peers.documents import Block
from tests.bench.peers.statement_blocks import claim_blocks, question_blocks, source_blocks
from tests.bench.peers.story_blocks import story_blocks
from tests.bench.peers.subject_blocks import actor_blocks, event_blocks, place_blocks

from sayso.page_values import View
from sayso.pages.actors import ActorPageView
from sayso.pages.claims import ClaimPageView
from sayso.pages.events import EventPageView
from sayso.pages.places import PlacePageView
from sayso.pages.questions import QuestionPageView
from sayso.pages.sources import SourcePageView
from sayso.pages.story import StoryView


def record_blocks(view: View) -> tuple[Block, ...]:  # noqa: PLR0911 -- one case for each kind
    """The blocks of a record's page below its title."""
    match view:
        case ClaimPageView():
            return tuple(claim_blocks(view))
        case SourcePageView():
            return tuple(source_blocks(view))
        case ActorPageView():
            return tuple(actor_blocks(view))
        case EventPageView():
            return tuple(event_blocks(view))
        case QuestionPageView():
            return tuple(question_blocks(view))
        case PlacePageView():
            return tuple(place_blocks(view))
        case StoryView():
            return tuple(story_blocks(view))
        case _:
            message = f"no blocks for {type(view).__name__}"
            raise TypeError(message)
