"""Bodies: speakers who speak for one actor, or belong to one and take the same stance, are one body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from sayso.counting.counted import Voice, bounds, figure_of, side_of
from sayso.counting.names import sort_by_name
from sayso.library import Library, group
from sayso.records import Claim

Topic = tuple[str, object]
"""A claim or question; on a number each figure is a topic of its own."""
Views = Mapping[Topic, frozenset[str]]

SILENT = frozenset({"declines", "no-reply"})
T = TypeVar("T")


class Body(NamedTuple):
    """Speakers who count as one, by name; `id` is the actor after whom the body is named."""

    id: str
    speakers: tuple[str, ...]
    is_merged: bool = False
    """Whether they are one because they belong together and take the same stance, not by speaking for one actor."""


def form_bodies(library: Library, voices: Iterable[Voice]) -> dict[str, Body]:
    """The body to which each actor that is spoken for belongs.

    Actors of one undisputed whole are one body where they take the same stance on something and differ in nothing.
    Where that would still join two who differ, through a third who agrees with both, all of them stay apart.
    """
    spoken_for = group((voice.spoken_for, voice) for voice in voices)
    by_whole = group((library.whole_of(actor), actor) for actor in sorted(spoken_for))
    bodies = {}
    for whole, actors in by_whole.items():
        groups = (actors,) if len(actors) == 1 else group_agreeing(library, actors, spoken_for)
        for members in groups:
            is_named_after_whole = whole in members or (
                len(members) > 1 and len(groups) == 1 and whole not in spoken_for
            )
            body = Body(
                id=whole if is_named_after_whole else members[0],
                speakers=sort_by_name(library, (v.speaker for member in members for v in spoken_for[member])),
                is_merged=len(members) > 1,
            )
            bodies.update(dict.fromkeys(members, body))
    return bodies


def group_agreeing(
    library: Library, actors: Sequence[str], spoken_for: Mapping[str, Sequence[Voice]]
) -> tuple[tuple[str, ...], ...]:
    """The actors of one whole in groups that agree in what is said for them."""
    return join_agreeing(library, actors, {actor: read_views(library, spoken_for[actor]) for actor in actors})


def read_views(library: Library, voices: Sequence[Voice]) -> Views:
    """The stances that are taken in the voices, by topic: both ways of saying are one stance.

    A stance on a question as a whole stands for each of its claims on which nothing else is said.
    """
    views: defaultdict[Topic, set[str]] = defaultdict(set)
    for voice in voices:
        figure = figure_of(voice.standing)
        topic = (voice.standing.on.id, bounds(figure) if figure else None)
        views[topic].add(side_of(voice.standing) or voice.standing.position.stance)
    spoken_of = {record_id for record_id, _ in views}
    for voice in voices:
        if voice.standing.claim is None:
            for claim in library.claims_of.get(voice.standing.on.id, ()):
                if claim.id not in spoken_of:
                    views[claim.id, None].add(voice.standing.position.stance)
    return {topic: frozenset(stances) for topic, stances in views.items()}


def join_agreeing(library: Library, actors: Sequence[str], views: Mapping[str, Views]) -> tuple[tuple[str, ...], ...]:
    """The actors of one whole in groups that agree; everybody is in one group.

    Two differ also where they say claims that exclude each other.
    """
    said = {actor: list_said(library, views[actor]) for actor in actors}
    excluded = {actor: {other for one in said[actor] for other in library.excluded_by(one)} for actor in actors}
    differing = {
        (one, other)
        for one, other in combinations(actors, 2)
        if do_differ(views[one], views[other]) or any(claim.id in excluded[one] for claim in said[other])
    }
    agreeing = [
        pair for pair in combinations(actors, 2) if pair not in differing and do_agree(views[pair[0]], views[pair[1]])
    ]
    groups: list[tuple[str, ...]] = []
    for members in connect(actors, agreeing):
        holds_differing = any(pair in differing for pair in combinations(members, 2))
        groups += [(member,) for member in members] if holds_differing else [members]
    return tuple(groups)


def do_agree(ours: Views, theirs: Views) -> bool:
    """Whether two take the same stance on something."""
    return any(ours[topic] & theirs[topic] for topic in ours.keys() & theirs.keys())


def do_differ(ours: Views, theirs: Views) -> bool:
    """Whether two take different stances on a topic.

    "Too early to say" is a stance that differs from saying so; declining and not replying are none.
    """
    for topic in ours.keys() & theirs.keys():
        mine, others = ours[topic] - SILENT, theirs[topic] - SILENT
        if mine and others and not mine & others:
            return True
    return False


def list_said(library: Library, views: Views) -> list[Claim]:
    """The claims that are said in the views; a question as a whole is none, though a faulty record may say it."""
    said = [record_id for (record_id, _), stances in views.items() if "says" in stances]
    return [library.claims[record_id] for record_id in said if record_id in library.claims]


def connect(items: Iterable[T], links: Iterable[tuple[T, T]]) -> list[tuple[T, ...]]:
    """The items in groups, where all that are linked, directly or through others, stand in one; in the items' order."""
    links = tuple(links)
    if not links:
        return [(item,) for item in dict.fromkeys(items)]
    groups = {item: [item] for item in items}
    order = {item: place for place, item in enumerate(groups)}
    for one, other in links:
        ours, theirs = groups[one], groups[other]
        if ours is not theirs:
            ours += theirs
            groups.update(dict.fromkeys(theirs, ours))
    distinct = {id(members): members for members in groups.values()}
    return [tuple(sorted(members, key=order.__getitem__)) for members in distinct.values()]
