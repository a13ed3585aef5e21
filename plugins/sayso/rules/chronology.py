"""Chronology: what cannot have happened in the order that the dates give.

A date is taken at its widest: only what no reading of it allows is a fault. With `~`, `?` or `%` it allows everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sayso.dates import Date, parse_date
from sayso.library import Library, Standing
from sayso.problems import Problem, quote
from sayso.records import Event, Source, Story
from sayso.rules.marks import mark_position

# A day is the day that the source means, wherever it is: it may begin so much before the day in UTC, or end after it.
FARTHEST_ZONE = timedelta(hours=14)


def is_before(first: Date, second: Date) -> bool:
    """Whether the first date certainly ends before the second begins."""
    if first.latest is None or second.earliest is None or first.latest >= second.earliest:
        return False
    is_far = ("T" in first.text) == ("T" in second.text) or second.earliest - first.latest > FARTHEST_ZONE
    return is_far and is_certain(first) and is_certain(second)


def is_certain(date: Date) -> bool:
    """Whether the date is known and its writer did not qualify it."""
    return not date.is_unknown and not any(qualifier in date.text for qualifier in "~?%")


def list_points(date: Date) -> list[Date]:
    """The known ends of an interval, else the date itself."""
    return [parse_date(end) for end in date.text.split("/") if end not in ("", "..")]


def check_parts_of_events(library: Library) -> Iterator[Problem]:
    """Events that cannot lie within the larger event of which they are a part."""
    for event in library.events.values():
        whole = library.events.get(event.part_of or "")
        if whole is None or whole is event or not is_outside(event, whole):
            continue
        message = (
            f"This event is dated {quote(event.date.text)} and cannot lie within {quote(whole.id)}, which is dated "
            f"{quote(whole.date.text)}. Correct one of the dates, or delete 'part_of'."
        )
        yield Problem(library.mark(event.id, "date"), "part-outside-event", message)


def is_outside(part: Event, whole: Event) -> bool:
    """Whether the part, or one end of it, certainly lies before or after the whole."""
    return any(is_before(point, whole.date) or is_before(whole.date, point) for point in list_points(part.date))


def check_published_after_said(library: Library) -> Iterator[Problem]:
    """Words that a source printed before they were said."""
    for standing in library.standings:
        said, source = standing.position.said, library.sources.get(standing.position.source)
        if said is None or source is None or source.published is None or not is_before(source.published, said):
            continue
        message = (
            f"This was said {quote(said.text)}, and its source {quote(source.id)} was published before, "
            f"{quote(source.published.text)}. Correct 'said' here, or 'published' there."
        )
        yield Problem(mark_position(library, standing, "said"), "published-before-said", message)


def check_said_after_event(library: Library) -> Iterator[Problem]:
    """Words on an event that were said before it, unless the claim is a forecast; the first such event is told."""
    for standing in library.standings:
        event = find_later_event(library, standing)
        said = standing.position.said
        if event is None or said is None:
            continue
        message = (
            f"This was said {quote(said.text)}, before the event {quote(event.id)} ({event.date.text}) that the claim "
            "is about. Correct one of the dates, or 'about', or make it a claim of the kind 'forecast'."
        )
        yield Problem(mark_position(library, standing, "said"), "said-before-event", message)


def find_later_event(library: Library, standing: Standing) -> Event | None:
    """The first event of the claim that certainly came after the words."""
    said, claim = standing.position.said, standing.claim
    if said is None or claim is None or claim.kind == "forecast":
        return None
    events = (library.events[one] for one in library.about(claim) if one in library.events)
    return next((event for event in events if is_before(said, event.date)), None)


def check_until_after_said(library: Library) -> Iterator[Problem]:
    """Positions that ended before they were taken."""
    for standing in library.standings_with("until"):
        said, until = standing.position.said, standing.position.until
        if said is not None and until is not None and is_before(until, said):
            ended, taken = quote(until.text), quote(said.text)
            message = f"The position ended {ended}, before it was taken {taken}. Correct one of the dates."
            yield Problem(mark_position(library, standing, "until"), "until-before-said", message)


def check_date_sources(library: Library) -> Iterator[Problem]:
    """Dated events that do not say where the date comes from."""
    for event in library.events.values():
        if not event.date.is_unknown and not event.date_from:
            message = (
                f"Nothing says where the date {quote(event.date.text)} comes from. "
                "Name its sources in 'date_from', or say there in one sentence where it comes from."
            )
            yield Problem(library.mark(event.id, "date"), "date-without-source", message)


def check_stories_after_sources(library: Library) -> Iterator[Problem]:
    """Stories last checked before a source was published that they use; the source that came last is told."""
    for story in library.stories.values():
        dated = [(source.published, source.id) for source in list_used(library, story) if source.published]
        later = [(date.text, source_id) for date, source_id in dated if is_before(story.as_of, date)]
        if not later:
            continue
        published, last = max(later)
        message = (
            f"The records were last checked {quote(story.as_of.text)}, and the source {quote(last)} was published "
            f"after that, {quote(published)}. Correct 'as_of' here, or 'published' there."
        )
        yield Problem(library.mark(story.id, "as_of"), "as-of-too-early", message)


def list_used(library: Library, story: Story) -> list[Source]:
    """The sources of all positions on a story's questions and their claims."""
    owners = [*story.questions, *(claim.id for one in story.questions for claim in library.claims_of.get(one, ()))]
    used = {standing.position.source for owner in owners for standing in library.standings_on.get(owner, ())}
    return [library.sources[one] for one in sorted(used) if one in library.sources]
