"""What must hold of counting whatever the records say: on small random libraries, and on the sites kept for tests.

Each property is a function that takes records and the functions to check, so that wrong ones can be shown to fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from tests.libraries import actor, claim, figure, make_library, position, question, source

from sayso.counting import (
    ClaimLabel,
    QuestionLabel,
    Tally,
    explain_tally,
    label_claim,
    label_question,
    named_in,
    tally,
    why_not_counted,
)
from sayso.library import Library, Standing
from sayso.loading import load_content
from sayso.records import Actor, Claim, Question, Record, Source
from sayso.records.parts import RESERVED_SPEAKERS, Part, Text
from sayso.records.position import Position, Stance

# The site of Tarn holds no position, so there is nothing to count.
SITES = [Path(__file__).parent / "sites" / "ulmerask" / "content"]
COMMON = settings(
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
SEARCH = settings(COMMON, max_examples=3000, phases=[Phase.generate])

Records = tuple[Record, ...]


@dataclass(frozen=True)
class Arithmetic:
    """The functions that are checked: ours, unless a test puts a wrong one in."""

    tally: Callable[[Library, Sequence[Standing]], Tally] = tally
    label_claim: Callable[[Library, Claim], ClaimLabel] = label_claim
    label_question: Callable[[Library, Question], QuestionLabel] = label_question


OURS = Arithmetic()
Check = Callable[[Records, Arithmetic], None]


# Random libraries: few actors, sources and claims, so that they meet often.

ACTORS = ("a1", "a2", "a3", "a4", "a5")
SOURCES = ("s1", "s2", "s3")
STANCES: tuple[Stance, ...] = ("asserts", "suggests", "doubts", "denies", "withholds", "declines", "no-reply")


def maybe(*special: object, otherwise: object = None) -> st.SearchStrategy[object]:
    """Mostly the usual, so that not everything is special."""
    return st.sampled_from([*special, *[otherwise] * 3 * len(special)])


# Strategies are made once: making them anew for every position takes most of the time.
SPEAKERS = st.sampled_from((*ACTORS, *ACTORS, *RESERVED_SPEAKERS))
ANY_STANCE = st.sampled_from(STANCES)
OPEN_STANCE = st.sampled_from(("withholds", "declines", "no-reply"))
ANY_SOURCE = st.sampled_from(SOURCES)
ANY_ACTOR = st.sampled_from(ACTORS)
DATES = st.sampled_from((None, "unknown", "2015", "2015-09-30"))
OCCASIONS = maybe("briefing")
SPOKEN_FOR = maybe(*ACTORS)
JOINTLY = {speaker: maybe(*((other,) for other in ACTORS if other != speaker), otherwise=()) for speaker in ACTORS}
FOUNDATIONS = maybe(("genuine",), otherwise=())
READINGS = maybe("We read it so.")
STATUSES = maybe("changed", "withdrawn", "report-withdrawn", otherwise="current")
FIGURES = st.sampled_from((figure(1), figure(2)))


@st.composite
def positions(draw: st.DrawFn, kind: str, stances: st.SearchStrategy[str]) -> Position:
    """Any position that a rule would let stand on a claim of the kind."""
    speaker = draw(SPEAKERS)
    is_actor = speaker not in RESERVED_SPEAKERS
    return position(
        speaker,
        draw(stances),
        draw(DATES),
        source=draw(ANY_SOURCE),
        occasion=draw(OCCASIONS),
        on_behalf_of=draw(SPOKEN_FOR) if is_actor else None,
        jointly_with=draw(JOINTLY[speaker]) if is_actor else (),
        rests_on=draw(FOUNDATIONS),
        reading=draw(READINGS),
        status=draw(STATUSES),
        figure=draw(FIGURES) if kind == "number" else None,
    )


KINDS = st.sampled_from(("happening", "opinion", "number"))
ACTOR_KINDS = st.sampled_from(("government", "person", "unnamed-group"))
WHOLES = {name: st.sampled_from((None, *ACTORS[:place])) for place, name in enumerate(ACTORS)}
COPIED = {name: maybe(*SOURCES[:place]) if place else st.none() for place, name in enumerate(SOURCES)}
EXCLUDED = st.sampled_from(("", "k1"))
ON_CLAIM = {kind: st.lists(positions(kind, ANY_STANCE), max_size=5) for kind in ("happening", "opinion", "number")}
ON_TAPE = st.lists(positions("happening", ANY_STANCE), max_size=1)
ON_QUESTION = st.lists(positions("happening", OPEN_STANCE), max_size=2)


@st.composite
def libraries(draw: st.DrawFn) -> Records:
    """The records of a small library: claims `k1` to `k3` on one question; some of it rests on the claim `genuine`."""
    records: list[Record] = [actor(name, kind=draw(ACTOR_KINDS), part_of=draw(WHOLES[name])) for name in ACTORS]
    records += [source(name, copy_of=draw(COPIED[name]), rests_on=draw(FOUNDATIONS)) for name in SOURCES]
    for name in ("k1", "k2", "k3"):
        kind = draw(KINDS)
        excludes = draw(EXCLUDED) if name != "k1" else ""
        records.append(claim(name, *draw(ON_CLAIM[kind]), kind=kind, excludes=excludes, accuses=(draw(ANY_ACTOR),)))
    records.append(claim("genuine", *draw(ON_TAPE), question="q2"))
    return (*records, question("q", *draw(ON_QUESTION)), question("q2"))


def load_site(folder: Path) -> Records:
    """The records of a site that is kept for tests."""
    library = Library(load_content(folder.parent, folder.name))
    assert library.standings
    return tuple(library.records)


# What is looked at, and what is done to records.


def list_tallies(library: Library, ours: Arithmetic) -> dict[str, Tally]:
    """The tally of each claim, of each question with its claims, and of everything."""
    by_question = {q: [s for s in library.standings if s.question_id == q] for q in library.questions}
    return {
        "everything": ours.tally(library, library.standings),
        **{record_id: ours.tally(library, standings) for record_id, standings in by_question.items()},
        **{record_id: ours.tally(library, library.standings_on.get(record_id, ())) for record_id in library.claims},
    }


def describe_claims(library: Library, ours: Arithmetic) -> dict[str, object]:
    """The labels of claims, with what is left open as actors and stances."""
    labels = {record_id: ours.label_claim(library, record) for record_id, record in library.claims.items()}
    return {
        record_id: (label._replace(left_open=()), sorted({(*s.speakers, s.position.stance) for s in label.left_open}))
        for record_id, label in labels.items()
    }


def describe(library: Library, ours: Arithmetic) -> object:
    """Everything that is counted, labelled and explained."""
    tallies = list_tallies(library, ours)
    return (
        tallies,
        {name: (counted.words, explain_tally(library, counted)) for name, counted in tallies.items()},
        describe_claims(library, ours),
        {
            record_id: [s.anchor for s in ours.label_claim(library, c).left_open]
            for record_id, c in library.claims.items()
        },
        {record_id: ours.label_question(library, record) for record_id, record in library.questions.items()},
        {(q, a): named_in(library, q, a) for q in library.questions for a in library.actors},
    )


def change_positions(
    records: Iterable[Record], change: Callable[[Record, tuple[Position, ...]], Iterable[Position]]
) -> Records:
    """The records with other positions on claims and questions."""
    return tuple(
        record.model_copy(update={"positions": tuple(change(record, record.positions))})
        if isinstance(record, Claim | Question)
        else record
        for record in records
    )


def list_foundations(records: Iterable[Record]) -> set[str]:
    """The claims that some source or position rests on."""
    found: set[str] = set()
    for record in records:
        if isinstance(record, Source):
            found.update(record.rests_on)
        elif isinstance(record, Claim | Question):
            found.update(claim_id for p in record.positions for claim_id in p.rests_on)
    return found


def swap(value: object, ids: Mapping[str, str]) -> object:
    """The value with other ids in place of these."""
    if isinstance(value, Part):
        fields = type(value).model_fields
        return value.model_copy(update={name: swap(getattr(value, name), ids) for name in fields})
    if isinstance(value, tuple):
        return tuple(swap(item, ids) for item in value)
    return ids.get(value, value) if isinstance(value, str) else value


def rename_actors(records: Records) -> tuple[Records, dict[str, str]]:
    """The records with a new id and name for every actor, in the opposite order; and the new ids by the old."""
    old = sorted((r.id for r in records if isinstance(r, Actor)), reverse=True)
    ids = {actor_id: f"renamed-{place:04}" for place, actor_id in enumerate(old)}
    renamed = []
    for record in records:
        new = swap(record, ids)
        assert isinstance(new, Record)
        renamed.append(new.model_copy(update={"name": Text(text=new.id)}) if isinstance(new, Actor) else new)
    return tuple(renamed), ids


def may_count(library: Library, standing: Standing) -> bool:
    """Our own reading of the model's sentence on what counts, apart from the code."""
    said = standing.position
    foundations = set(said.rests_on)
    printed: str | None = said.source
    while printed:
        article = library.sources[printed]
        foundations.update(article.rests_on)
        printed = article.copy_of or (article.translation_of.of if article.translation_of else None)
    is_contested = any(
        p.stance in ("denies", "doubts") and p.status == "current" and p.reading is None
        for claim_id in foundations
        for p in library.claims[claim_id].positions
    )
    return said.status == "current" and said.actor not in RESERVED_SPEAKERS and not said.reading and not is_contested


# The properties.


def check_order(records: Records, ours: Arithmetic) -> None:
    """The order of files and positions changes nothing, nor does the order in which positions are handed over."""
    before = describe(make_library(*records), ours)
    turned = change_positions(reversed(records), lambda _, said: reversed(said))
    assert describe(make_library(*turned), ours) == before
    library = make_library(*records)
    assert ours.tally(library, library.standings[::-1]) == ours.tally(library, library.standings)


def check_copies(records: Records, ours: Arithmetic) -> None:
    """A source that republishes another, with the same positions, changes nothing but the copies."""
    for original in [record for record in records if isinstance(record, Source)]:
        copied = source("the-copy", copy_of=original.id)
        more = change_positions(
            records,
            lambda _, said: [
                *said,
                *(p.model_copy(update={"source": "the-copy"}) for p in said if p.source == original.id),  # noqa: B023
            ],
        )
        first, second = make_library(*records), make_library(*more, copied)
        tallies = list_tallies(second, ours)
        for name, counted in list_tallies(first, ours).items():
            assert tallies[name]._replace(copies=()) == counted._replace(copies=())
            assert set(tallies[name].copies) - {"the-copy"} == set(counted.copies)
        assert describe_claims(second, ours) == describe_claims(first, ours)
        for record_id in first.questions:
            labels = [ours.label_question(each, each.questions[record_id]) for each in (first, second)]
            assert labels[0] == labels[1]


def check_unnamed(records: Records, ours: Arithmetic) -> None:
    """One more unnamed speaker, who repeats everything that anybody says, changes no count."""
    foundations = list_foundations(records)

    def repeat(record: Record, said: tuple[Position, ...]) -> Iterable[Position]:
        changes = {"actor": "nobody", "jointly_with": (), "reading": None, "rests_on": (), "status": "current"}
        repeated = [p.model_copy(update=changes) for p in said]
        return said if record.id in foundations else [*said, *repeated]

    wholes = [None, *(record.id for record in records if isinstance(record, Actor))]
    for whole in wholes[:3]:
        unnamed = actor("nobody", kind="unnamed-person", part_of=whole)
        more = make_library(*change_positions(records, repeat), unnamed)
        tallies = list_tallies(more, ours)
        for name, counted in list_tallies(make_library(*records), ours).items():
            others = [
                tuple(speaker for speaker in names if speaker != "nobody")
                for names in (tallies[name].unnamed, tallies[name].no_reply)
            ]
            assert tallies[name]._replace(unnamed=others[0], no_reply=others[1]) == counted


def check_uncounted(records: Records, ours: Arithmetic) -> None:
    """`source`, `unattributed`, our readings, what rests on something contested and what is not current never count.

    Without them there are the same tallies, and the same names on each side.
    """
    library = make_library(*records)
    foundations = list_foundations(records)
    assert all((why_not_counted(library, s) is None) == may_count(library, s) for s in library.standings)
    kept = {(s.on.id, s.index) for s in library.standings if may_count(library, s)}
    less = make_library(
        *change_positions(
            records,
            lambda record, said: [
                p for index, p in enumerate(said) if record.id in foundations or (record.id, index) in kept
            ],
        )
    )
    tallies = list_tallies(less, ours)
    assert list_tallies(library, ours) == tallies
    for record_id in library.claims.keys() - foundations:
        one, other = (ours.label_claim(each, each.claims[record_id]) for each in (library, less))
        assert (one.said, one.rejected, one.questioned) == (other.said, other.rejected, other.questioned)
        assert one.said_both == other.said_both
    for record_id in library.questions:
        labels = [ours.label_question(each, each.questions[record_id]) for each in (library, less)]
        assert labels[0].answers == labels[1].answers


def check_both_ways(records: Records, ours: Arithmetic) -> None:
    """Whoever now says something and now rejects or doubts it counts on neither side; everybody else on theirs."""
    library = make_library(*records)
    for record in library.claims.values():
        label = ours.label_claim(library, record)
        counted = [s for s in library.standings_on.get(record.id, ()) if may_count(library, s)]
        for speaker in {speaker for s in counted for speaker in s.speakers}:
            own = [s.position for s in counted if speaker in s.speakers]
            says = {sign(record, p) for p in own if p.stance in ("asserts", "suggests")}
            denies = {sign(record, p) for p in own if p.stance == "denies"}
            doubts = {sign(record, p) for p in own if p.stance == "doubts"}
            has_said_both = bool(says & (denies | doubts))
            sides = [speaker in side for side in (label.said, label.rejected, label.questioned, label.said_both)]
            if has_said_both:
                assert sides == [False, False, False, True]
            else:
                assert sides == [bool(says), bool(denies), bool(doubts), False]


def sign(record: Claim, said: Position) -> object:
    """What a position is about: the claim, or one figure for it."""
    return said.figure.best if record.kind == "number" and said.figure else record.id


def check_names(records: Records, ours: Arithmetic) -> None:
    """Other names and ids for all actors change no label and no count."""
    renamed, ids = rename_actors(records)
    first, second = make_library(*records), make_library(*renamed)
    tallies = list_tallies(second, ours)
    for name, counted in list_tallies(first, ours).items():
        assert counted.words == tallies[name].words
        assert {ids[speaker] for speaker in counted.speakers} == set(tallies[name].speakers)
        bodies = [{frozenset(ids[s] for s in body.speakers) for body in counted.bodies}]
        assert bodies == [{frozenset(body.speakers) for body in tallies[name].bodies}]
    for record_id, record in first.claims.items():
        one, other = ours.label_claim(first, record), ours.label_claim(second, second.claims[record_id])
        assert (one.key, {ids[s] for s in one.said}) == (other.key, set(other.said))
    for record_id, asked in first.questions.items():
        before, after = ours.label_question(first, asked), ours.label_question(second, second.questions[record_id])
        assert (before.key, len(before.answers), before.note) == (after.key, len(after.answers), after.note)


def check_bodies(records: Records, ours: Arithmetic) -> None:
    """Every speaker is of a body, every body has an actor of its own to be named after, and none lacks a statement."""
    library = make_library(*records)
    for counted in list_tallies(library, ours).values():
        names = [body.id for body in counted.bodies]
        assert len(set(names)) == len(names)
        assert {speaker for body in counted.bodies for speaker in body.speakers} == set(counted.speakers)
        assert {name for s in counted.statements for name in (s.body_id, *s.jointly_with)} == set(names)


CHECKS: tuple[Check, ...] = (
    check_order,
    check_copies,
    check_unnamed,
    check_uncounted,
    check_both_ways,
    check_names,
    check_bodies,
)


@pytest.mark.parametrize("check", CHECKS)
def test_it_holds_of_any_library(check: Check) -> None:
    """The docstring of each check is the property."""

    @COMMON
    @given(libraries())
    def hold(records: Records) -> None:
        check(records, OURS)

    hold()


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("check", CHECKS)
def test_it_holds_of_the_sites_kept_for_tests(check: Check, folder: Path) -> None:
    check(load_site(folder), OURS)


# Wrong arithmetic, which each check must find out.


def tally_in_the_order_given(library: Library, standings: Sequence[Standing]) -> Tally:
    counted = tally(library, standings)
    given_order = dict.fromkeys(speaker for s in standings for speaker in s.speakers)
    return counted._replace(speakers=tuple(speaker for speaker in given_order if speaker in counted.speakers))


def tally_with_copies(library: Library, standings: Sequence[Standing]) -> Tally:
    counted = tally(library, standings)
    return counted._replace(reports=(*counted.reports, *counted.copies))


def tally_with_unnamed(library: Library, standings: Sequence[Standing]) -> Tally:
    counted = tally(library, standings)
    return counted._replace(speakers=(*counted.speakers, *counted.unnamed))


def tally_with_readings(library: Library, standings: Sequence[Standing]) -> Tally:
    return tally(library, [replace(s, position=s.position.model_copy(update={"reading": None})) for s in standings])


def tally_with_what_is_contested(library: Library, standings: Sequence[Standing]) -> Tally:
    free = change_positions(
        (r for r in library.records if not isinstance(r, Source)),
        lambda _, said: [p.model_copy(update={"rests_on": ()}) for p in said],
    )
    sources = (s.model_copy(update={"rests_on": ()}) for s in library.sources.values())
    naive = make_library(*free, *sources)
    freed = {(s.on.id, s.index): s for s in naive.standings}
    return tally(naive, [freed[s.on.id, s.index] for s in standings])


def tally_with_the_source(library: Library, standings: Sequence[Standing]) -> Tally:
    counted = tally(library, standings)
    more = {s.position.actor for s in standings} & set(RESERVED_SPEAKERS)
    return counted._replace(speakers=(*counted.speakers, *sorted(more)))


def tally_by_name(library: Library, standings: Sequence[Standing]) -> Tally:
    counted = tally(library, standings)
    return counted._replace(bodies=counted.bodies[:1] if "a1" in counted.speakers else counted.bodies)


def tally_without_statements(library: Library, standings: Sequence[Standing]) -> Tally:
    counted = tally(library, standings)
    return counted._replace(statements=tuple(s for s in counted.statements if s.said))


def label_with_both(library: Library, record: Claim) -> ClaimLabel:
    label = label_claim(library, record)
    return label._replace(said=tuple(sorted({*label.said, *label.said_both})))


def label_by_name(library: Library, record: Claim) -> ClaimLabel:
    label = label_claim(library, record)
    return label._replace(key=f"{label.key}-{label.said[:1]}")


def label_in_the_order_given(library: Library, asked: Question) -> QuestionLabel:
    label = label_question(library, asked)
    first = next((s.position.actor for s in library.standings_on.get(asked.id, ())), None)
    return label._replace(note=first)


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (check_order, Arithmetic(tally=tally_in_the_order_given)),
        (check_order, Arithmetic(label_question=label_in_the_order_given)),
        (check_copies, Arithmetic(tally=tally_with_copies)),
        (check_unnamed, Arithmetic(tally=tally_with_unnamed)),
        (check_uncounted, Arithmetic(tally=tally_with_the_source)),
        (check_uncounted, Arithmetic(tally=tally_with_readings)),
        (check_uncounted, Arithmetic(tally=tally_with_what_is_contested)),
        (check_both_ways, Arithmetic(label_claim=label_with_both)),
        (check_names, Arithmetic(label_claim=label_by_name)),
        (check_names, Arithmetic(tally=tally_by_name)),
        (check_bodies, Arithmetic(tally=tally_without_statements)),
    ],
)
def test_each_check_finds_wrong_arithmetic_out(check: Check, wrong: Arithmetic) -> None:
    """`find` raises an error of its own where it finds no library on which the check fails."""
    find(libraries(), lambda records: does_fail(check, records, wrong), settings=SEARCH)


def does_fail(check: Check, records: Records, wrong: Arithmetic) -> bool:
    try:
        check(records, wrong)
    except AssertionError:
        return True
    return False
