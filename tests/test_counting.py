"""Counting, by example: who counts, how much, and what stands over it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.libraries import actor, claim, event, figure, make_library, position, question, source

from sayso.counting import (
    CLAIM_LABELS,
    QUESTION_LABELS,
    Body,
    ClaimLabel,
    Naming,
    QuestionLabel,
    Statement,
    Tally,
    contested_by,
    explain_tally,
    label_claim,
    label_question,
    named_in,
    tally,
    why_not_counted,
)
from sayso.dates import parse_date
from sayso.library import Library
from sayso.records import Record
from sayso.records.event import Participant
from sayso.records.parts import Text
from sayso.records.position import Position
from sayso.records.source import TranslationOf

GENUINE = claim("genuine", position("b", "denies"))


def add_missing(records: Iterable[Record]) -> Library:
    """A library of the records, and of the actors `a` to `e`, source `s`, question `q` where missing."""
    given = {record.id: record for record in records}
    usual = [*(actor(name) for name in "abcde"), actor("u", kind="unnamed-group"), source("s"), question()]
    return make_library(*given.values(), *(record for record in usual if record.id not in given))


def count_on_claim(*positions: Position, others: Iterable[Record] = ()) -> Tally:
    library = add_missing([claim("k", *positions), *others])
    return tally(library, library.standings)


def label_of_claim(*positions: Position, others: Iterable[Record] = (), kind: str = "happening") -> ClaimLabel:
    library = add_missing([claim("k", *positions, kind=kind), *others])
    return label_claim(library, library.claims["k"])


def label_of_question(*records: Record) -> QuestionLabel:
    library = add_missing(records)
    return label_question(library, library.questions["q"])


def make_seed() -> Library:
    """The seed in small: one unsigned article about strikes, as taken apart in the design."""
    voice = "source"
    return make_library(
        actor("russia", name={"text": "Russia"}),
        actor("united-states"),
        actor("white-house", part_of="united-states"),
        actor("josh-earnest", kind="person"),
        actor("us-officials", kind="unnamed-group", part_of="united-states"),
        actor("officials", kind="unnamed-group"),
        actor("jamil-al-saleh", kind="person"),
        actor("tajammu-al-aaza", kind="armed-group"),
        actor("security-forces", kind="armed-force", part_of="syrian-government"),
        actor("syrian-government"),
        actor("isis", kind="armed-group"),
        source("s", title={"text": "The article"}),
        event(
            "airstrike",
            participants=(
                Participant(actor="russia", role="carried-out", according_to=("struck-base",)),
                Participant(actor="tajammu-al-aaza", role="target", according_to=("struck-base",)),
                Participant(actor="isis", role="target", according_to=("aimed-at-isis",)),
            ),
        ),
        question(
            "aimed-at-whom",
            position("josh-earnest", "withholds", "2015-09-30", on_behalf_of="white-house"),
        ),
        question("what-was-hit"),
        question("did-it-happen"),
        question("what-effect"),
        question("who-released-the-video"),
        claim(
            "aimed-at-isis",
            position("russia", paraphrase="claimed"),
            position("russia", paraphrase="stated"),
            position(voice, "doubts"),
            position("officials", "doubts"),
            question="aimed-at-whom",
            kind="intent",
        ),
        claim("us-ally", position("unattributed", "suggests"), question="aimed-at-whom"),
        claim("not-linked-to-isis", position("us-officials"), question="what-was-hit"),
        claim(
            "struck-base",
            position("jamil-al-saleh", on_behalf_of="tajammu-al-aaza"),
            question="what-was-hit",
            accuses=("russia",),
        ),
        claim(
            "took-place",
            position("security-forces", on_behalf_of="syrian-government"),
            position(voice),
            question="did-it-happen",
        ),
        claim("first-attack", position(voice), question="did-it-happen", accuses=("russia",)),
        claim("more-violence", position(voice, "suggests"), question="what-effect", kind="forecast"),
    )


class TestTheSeed:
    @pytest.mark.parametrize(
        ("claim_id", "text", "said"),
        [
            ("aimed-at-isis", "said and questioned", ("russia",)),
            ("us-ally", "unattributed", ()),
            ("not-linked-to-isis", "said; no other position in our records", ("us-officials",)),
            ("struck-base", "said; no other position in our records", ("jamil-al-saleh",)),
            ("took-place", "said; no other position in our records", ("security-forces",)),
            ("first-attack", "the source’s own words", ()),
            ("more-violence", "the source’s own words", ()),
        ],
    )
    def test_each_claim_has_its_label(self, claim_id: str, text: str, said: tuple[str, ...]) -> None:
        library = make_seed()
        label = label_claim(library, library.claims[claim_id])
        assert (label.text, label.said) == (text, said)

    @pytest.mark.parametrize(
        ("question_id", "text"),
        [
            ("aimed-at-whom", "one answer in our records"),
            ("what-was-hit", "several statements"),
            ("did-it-happen", "one answer in our records"),
            ("what-effect", "only the source’s own words or unattributed"),
            ("who-released-the-video", "no answer in our records"),
        ],
    )
    def test_each_question_has_its_label(self, question_id: str, text: str) -> None:
        library = make_seed()
        assert label_question(library, library.questions[question_id]).text == text

    def test_officials_who_are_not_named_doubt_and_are_not_added(self) -> None:
        library = make_seed()
        counted = tally(library, library.standings_on["aimed-at-isis"])
        assert counted.words == "1 speaker of 1 body, 1 statement in 1 report, and 1 unnamed, who may overlap"
        assert label_claim(library, library.claims["aimed-at-isis"]).questioned == ("officials",)

    def test_the_arithmetic_of_a_question_can_be_followed(self) -> None:
        library = make_seed()
        standings = [standing for standing in library.standings if standing.question_id == "aimed-at-whom"]
        counted = tally(library, standings)
        assert counted.words == "2 speakers of 2 bodies, 2 statements in 1 report, and 1 unnamed, who may overlap"
        assert explain_tally(library, counted) == (
            "Speakers: Josh Earnest and Russia.",
            "Bodies: Josh Earnest speaks for White House (1); recorded as speaking for nobody else: Russia (1).",
            "Statements: White House (30 September 2015); Russia (date not given).",
            "Reports: “The article”.",
            "Unnamed, not added: Officials.",
        )

    def test_a_row_says_who_names_its_speaker_and_never_that_speakers_name_themselves(self) -> None:
        library = make_seed()
        assert named_in(library, "what-was-hit", "russia") == (Naming("struck-base", ("jamil-al-saleh",)),)
        assert named_in(library, "what-was-hit", "jamil-al-saleh") == ()
        assert named_in(library, "aimed-at-whom", "isis") == (Naming("aimed-at-isis", ("russia",)),)
        assert named_in(library, "did-it-happen", "russia") == (Naming("first-attack", ("source",)),)


class TestWhoCounts:
    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            (position("a"), None),
            (position("u"), None),
            (position("a", "no-reply"), None),
            (position("a", status="changed"), "not-current"),
            (position("a", status="withdrawn"), "not-current"),
            (position("a", status="report-withdrawn"), "not-current"),
            (position("source"), "source-voice"),
            (position("unattributed"), "unattributed"),
            (position("a", reading="We read it so."), "our-reading"),
            (position("a", rests_on=("genuine",)), "rests-on-contested"),
            (position("a", source="tape"), "rests-on-contested"),
            (position("a", source="tape-again"), "rests-on-contested"),
            (position("a", rests_on=("undisputed",)), None),
        ],
    )
    def test_a_position_counts_unless_there_is_a_reason(self, words: Position, reason: str | None) -> None:
        tapes = [source("tape", rests_on=("genuine",)), source("tape-again", copy_of="tape")]
        library = add_missing([claim("k", words), GENUINE, claim("undisputed", position("b")), *tapes])
        (standing,) = library.standings_on["k"]
        assert why_not_counted(library, standing) == reason

    @pytest.mark.parametrize(
        ("opposing", "is_contested"),
        [
            (position("b", "denies"), True),
            (position("b", "doubts"), True),
            (position("source", "doubts"), True),
            (position("b", "denies", status="withdrawn"), False),
            (position("b", "denies", reading="We read it so."), False),
            (position("b", "withholds"), False),
            (position("b", "asserts"), False),
        ],
    )
    def test_only_somebody_who_now_rejects_or_doubts_it_contests_a_recording(
        self, opposing: Position, *, is_contested: bool
    ) -> None:
        library = add_missing([claim("k", position("a", rests_on=("genuine",))), claim("genuine", opposing)])
        reason = why_not_counted(library, library.standings_on["k"][0])
        assert reason == ("rests-on-contested" if is_contested else None)

    def test_those_who_say_that_a_recording_is_not_genuine_are_named(self) -> None:
        joint = position("c", "doubts", jointly_with=("b",))
        library = add_missing([claim("genuine", position("a"), position("source", "denies"), joint)])
        assert contested_by(library, ["genuine", "other", "genuine"]) == (("genuine", ("b", "c", "source")),)

    def test_two_recordings_that_deny_each_other_are_both_contested(self) -> None:
        library = add_missing(
            [claim("x", position("a", "denies", rests_on=("y",))), claim("y", position("b", "denies", rests_on=("x",)))]
        )
        reasons = [why_not_counted(library, standing) for standing in library.standings]
        assert reasons == ["rests-on-contested", "rests-on-contested"]


class TestWords:
    @pytest.mark.parametrize(
        ("positions", "words"),
        [
            ([], "Nobody in our records"),
            ([position("source")], "Nobody in our records"),
            ([position("a", "no-reply")], "Nobody in our records"),
            ([position("u")], "No named speaker; 1 unnamed"),
            ([position("u"), position("v")], "No named speaker; 2 unnamed, who may overlap"),
            ([position("a")], "1 speaker of 1 body, 1 statement in 1 report"),
            (
                [position("a", said="2015"), position("a", said="2016", source="t")],
                "1 speaker of 1 body, 2 statements in 2 reports",
            ),
            (
                [position("a"), position("b"), position("u"), position("v"), position("a", source="s2")],
                "2 speakers of 2 bodies, 2 statements in 1 report, and 2 unnamed, who may overlap (1 copy not counted)",
            ),
            (
                [position("a", source=name) for name in ("s", "s2", "s3")],
                "1 speaker of 1 body, 1 statement in 1 report (2 copies not counted)",
            ),
        ],
    )
    def test_a_tally_reads_like_a_sentence(self, positions: list[Position], words: str) -> None:
        copies = [source("s2", copy_of="s"), source("s3", translation_of=TranslationOf(of="s2"))]
        more = [*copies, source("t"), actor("v", kind="unnamed-person")]
        assert count_on_claim(*positions, others=more).words == words


class TestBodies:
    def test_a_spokesperson_counts_with_the_body_that_they_speak_for(self) -> None:
        counted = count_on_claim(position("a", on_behalf_of="b"), position("b"))
        assert counted.bodies == (Body("b", ("a", "b")),)

    def test_parts_of_one_whole_that_say_the_same_are_one_body_however_they_hedge(self) -> None:
        parts = [actor("a", part_of="e"), actor("b", part_of="e")]
        counted = count_on_claim(position("a"), position("b", "suggests"), others=parts)
        assert counted.bodies == (Body("e", ("a", "b"), is_merged=True),)

    def test_parts_of_one_whole_that_differ_stay_apart(self) -> None:
        parts = [actor("a", part_of="e"), actor("b", part_of="e")]
        counted = count_on_claim(position("a"), position("b", "denies"), others=parts)
        assert counted.bodies == (Body("a", ("a",)), Body("b", ("b",)))

    def test_a_part_whose_place_is_contested_is_a_body_of_its_own(self) -> None:
        contested = actor("a").model_copy(update={"part_of": (*actor("x", part_of="e").part_of,)})
        contested = contested.model_copy(
            update={"part_of": (contested.part_of[0].model_copy(update={"according_to": ("k",)}),)}
        )
        counted = count_on_claim(position("a"), position("e"), others=[contested])
        assert [body.id for body in counted.bodies] == ["a", "e"]

    def test_what_some_of_a_whole_say_is_not_named_after_the_whole_while_others_of_it_differ(self) -> None:
        parts = [actor(name, part_of="e") for name in "abcd"]
        counted = count_on_claim(
            position("a"), position("b"), position("c", "denies"), position("d", "denies"), others=parts
        )
        assert counted.bodies == (Body("a", ("a", "b"), is_merged=True), Body("c", ("c", "d"), is_merged=True))

    def test_two_who_differ_are_not_joined_by_a_third_who_agrees_with_both(self) -> None:
        library = add_missing(
            [
                *(actor(name, part_of="e") for name in "abc"),
                claim("c1", position("a"), position("c", "denies")),
                claim("c2", position("a"), position("b")),
                claim("c3", position("b"), position("c")),
            ]
        )
        assert [body.id for body in tally(library, library.standings).bodies] == ["a", "b", "c"]

    def test_too_early_to_say_differs_from_an_answer_to_the_same_question(self) -> None:
        library = add_missing(
            [
                *(actor(name, part_of="e") for name in "ab"),
                question("q", position("a", "withholds")),
                claim("c1", position("b")),
                claim("elsewhere", position("a"), position("b"), question="other"),
                question("other"),
            ]
        )
        assert [body.id for body in tally(library, library.standings_on["elsewhere"]).bodies] == ["e"]
        assert [body.id for body in tally(library, library.standings).bodies] == ["a", "b"]

    def test_those_who_say_what_excludes_each_other_stay_apart(self) -> None:
        library = add_missing(
            [
                *(actor(name, part_of="e") for name in "ab"),
                claim("c1", position("a"), excludes="c2"),
                claim("c2", position("b")),
                claim("c3", position("a"), position("b")),
            ]
        )
        assert [body.id for body in tally(library, library.standings).bodies] == ["a", "b"]

    def test_two_parts_that_give_different_numbers_do_not_take_the_same_stance(self) -> None:
        library = add_missing(
            [
                *(actor(name, part_of="e") for name in "abc"),
                claim(
                    "n",
                    position("a", figure=figure(340)),
                    position("b", figure=figure(412)),
                    position("c", figure=figure(412)),
                    kind="number",
                ),
            ]
        )
        assert [body.speakers for body in tally(library, library.standings).bodies] == [("a",), ("b", "c")]

    def test_bodies_are_explained_by_what_makes_them_one(self) -> None:
        library = add_missing(
            [
                *(actor(name, part_of="w") for name in "ab"),
                actor("w"),
                actor("x"),
                actor("y"),
                actor("z"),
                claim("k", *(position(name) for name in "abcxz"), position("d", on_behalf_of="y")),
                claim("l", position("e", on_behalf_of="z")),
            ]
        )
        assert explain_tally(library, tally(library, library.standings))[1] == (
            "Bodies: A and B count as one, W (1); D speaks for Y (1); Z and, for it, E (1); "
            "recorded as speaking for nobody else: C and X (2)."
        )


class TestStatements:
    def test_one_statement_in_two_reports_is_one_statement(self) -> None:
        words = [position("a", said="2015-09-30", occasion="briefing", source=name) for name in "st"]
        counted = count_on_claim(*words, others=[source("t")])
        assert counted.statements == (Statement("a", parse_date("2015-09-30"), "briefing"),)
        assert counted.reports == ("s", "t")

    def test_another_date_or_occasion_is_another_statement(self) -> None:
        counted = count_on_claim(
            position("a", said="2015-09-30", occasion="briefing"),
            position("a", said="2015-09-30", occasion="interview"),
            position("a", said="2015-10"),
        )
        assert [(s.said and s.said.text, s.occasion) for s in counted.statements] == [
            ("2015-09-30", "briefing"),
            ("2015-09-30", "interview"),
            ("2015-10", None),
        ]

    def test_words_without_a_date_are_one_statement_and_not_one_more(self) -> None:
        assert len(count_on_claim(position("a"), position("a", said="unknown", occasion="x")).statements) == 1
        assert len(count_on_claim(position("a"), position("a", said="2015")).statements) == 1

    def test_joint_authors_are_speakers_each_and_make_one_statement(self) -> None:
        counted = count_on_claim(position("b", said="2016", jointly_with=("a", "c")))
        assert counted.words == "3 speakers of 3 bodies, 1 statement in 1 report"
        assert counted.statements == (Statement("a", parse_date("2016"), None, ("b", "c")),)

    def test_not_to_reply_is_no_statement_and_to_decline_is_one(self) -> None:
        silent = [position("a", "no-reply", "2015"), position("b", "no-reply", "2015"), position("u", "no-reply")]
        counted = count_on_claim(*silent, position("b", "declines", "2016"), position("c"))
        assert counted.words == "2 speakers of 2 bodies, 2 statements in 1 report"
        assert counted.no_reply == ("a", "u")
        assert explain_tally(add_missing([]), counted)[-1] == "No reply recorded from: A and U."

    def test_a_joint_statement_reads_as_one(self) -> None:
        counted = count_on_claim(position("b", said="2016", jointly_with=("a",)), position("c"))
        assert explain_tally(add_missing([]), counted)[2] == "Statements: A and B jointly (2016); C (date not given)."

    def test_only_the_first_author_of_a_joint_statement_speaks_for_its_body(self) -> None:
        counted = count_on_claim(position("a", on_behalf_of="b", jointly_with=("c",)))
        assert counted.bodies == (Body("b", ("a",)), Body("c", ("c",)))


class TestReports:
    def test_a_translation_of_a_copy_counts_as_the_first_print(self) -> None:
        others = [source("s2", copy_of="s"), source("s3", translation_of=TranslationOf(of="s2"))]
        counted = count_on_claim(position("a", source="s3"), others=others)
        assert (counted.reports, counted.copies) == (("s",), ("s3",))
        library = add_missing([claim("k", position("a", source="s3")), *others])
        assert explain_tally(library, counted)[-1] == "Reports: “S”; copies not counted: “S3”."

    def test_a_report_that_quotes_only_unnamed_people_adds_nothing(self) -> None:
        assert count_on_claim(position("a"), position("u", source="t"), others=[source("t")]).reports == ("s",)


class TestLabelsOfClaims:
    @pytest.mark.parametrize(
        ("positions", "key"),
        [
            ([], "nobody-says-this"),
            ([position("a", "denies")], "nobody-says-this"),
            ([position("a", "withholds")], "nobody-says-this"),
            ([position("a", status="changed")], "nobody-says-this-now"),
            ([position("a", status="report-withdrawn"), position("b", "denies")], "nobody-says-this-now"),
            ([position("a", status="changed", reading="We read it so.")], "nobody-says-this"),
            ([position("a"), position("b", "denies"), position("c", "doubts")], "said-and-rejected"),
            ([position("u"), position("b", "denies")], "said-and-rejected"),
            ([position("a"), position("u", "doubts")], "said-and-questioned"),
            ([position("a", "suggests")], "said-only"),
            ([position("a"), position("source"), position("b", "withholds")], "said-only"),
            ([position("a"), position("source", "doubts")], "said-others-not-counted"),
            ([position("a"), position("b"), position("b", "denies")], "said-others-not-counted"),
            ([position("source"), position("unattributed"), position("b", "denies")], "source-only"),
            ([position("unattributed", "suggests")], "unattributed-only"),
            ([position("a"), position("a", "doubts")], "said-both"),
            ([position("a", reading="We read it so.")], "not-counted"),
            ([position("a", rests_on=("genuine",))], "not-counted"),
        ],
    )
    def test_the_first_that_fits_stands(self, positions: list[Position], key: str) -> None:
        label = label_of_claim(*positions, others=[GENUINE])
        assert (label.key, label.text) == (key, CLAIM_LABELS[key])

    @pytest.mark.parametrize("kind", ["opinion", "forecast"])
    def test_of_opinions_and_forecasts_it_says_that_views_differ(self, kind: str) -> None:
        assert label_of_claim(position("a"), position("b", "denies"), kind=kind).text == "views differ"
        assert label_of_claim(position("a"), position("b", "doubts"), kind=kind).text == "said and questioned"

    def test_whoever_has_said_both_is_on_neither_side(self) -> None:
        label = label_of_claim(position("a"), position("b", jointly_with=("a",)), position("a", "denies"))
        assert (label.said, label.rejected, label.said_both) == (("b",), (), ("a",))

    def test_counting_one_number_and_rejecting_another_is_no_contradiction(self) -> None:
        ours = position("a", figure=figure(1200))
        label = label_of_claim(ours, position("a", "denies", figure=figure(340)), kind="number")
        assert (label.said, label.rejected, label.said_both) == (("a",), ("a",), ())
        label = label_of_claim(ours, position("a", "denies", figure=figure(1200)), kind="number")
        assert label.said_both == ("a",)

    def test_who_said_it_before_stands_with_the_last_date(self) -> None:
        label = label_of_claim(
            position("b", said="2015", status="changed", until=parse_date("2016-04")),
            position("b", said="2014", status="changed"),
            position("a", said="2013", status="withdrawn", until=parse_date("unknown")),
            position("c", status="withdrawn"),
        )
        assert label.said_before == (("a", parse_date("2013")), ("b", parse_date("2016-04")), ("c", None))

    def test_who_still_says_it_elsewhere_is_not_among_those_who_said_it_before(self) -> None:
        assert label_of_claim(position("a"), position("a", status="report-withdrawn")).said_before == ()

    def test_what_leaves_it_open_changes_no_label_and_stands_by_date(self) -> None:
        label = label_of_claim(
            position("c", "declines"),
            position("b", "withholds", "2015-09-30"),
            position("a", "no-reply", "2015-09-29"),
            position("d", "withholds", "2015-09-28", status="changed"),
            position("e"),
        )
        assert [standing.position.actor for standing in label.left_open] == ["a", "b", "c"]
        assert label.key == "said-only"


class TestLabelsOfQuestions:
    @pytest.mark.parametrize(
        ("records", "key", "note"),
        [
            ([], "no-answer", None),
            ([claim("k", position("a", "denies"))], "no-answer", None),
            ([claim("k", position("a", reading="Ours."))], "no-answer", "What is said here is shown, not counted."),
            ([claim("k", position("unattributed"))], "source-or-unattributed-only", None),
            ([claim("k", position("a"))], "one-answer", "One answer recorded is not agreement."),
            ([claim("k", position("u"), position("b"))], "one-answer", "One answer recorded is not agreement."),
            (
                [claim("k", position("a"), position("b", "doubts"))],
                "one-answer",
                "One answer recorded is not agreement.",
            ),
            (
                [claim("k", position("a")), claim("d1", position("source"))],
                "one-answer",
                "One answer recorded is not agreement.",
            ),
            ([claim("k", position("a")), claim("d1", position("a"))], "several-statements", None),
            ([claim("k", position("a"), excludes="d1"), claim("d1", position("a"))], "several-statements", None),
            ([claim("k", position("a"), excludes="d1"), claim("d1", position("b"))], "several-answers", None),
            ([claim("k", position("a")), claim("d1", position("u"), excludes="k")], "several-answers", None),
            ([claim("k", position("a"), position("b", "denies"))], "several-answers", None),
            ([claim("k", position("a"), position("u", "denies"))], "several-answers", None),
        ],
    )
    def test_the_first_that_fits_stands(self, records: list[Record], key: str, note: str | None) -> None:
        label = label_of_question(*records)
        assert (label.key, label.text, label.note) == (key, QUESTION_LABELS[key], note)

    def test_people_of_one_government_who_differ_give_several_answers(self) -> None:
        parts = [actor("a", part_of="e"), actor("b", part_of="e")]
        assert label_of_question(*parts, claim("k", position("a"), position("b", "denies"))).key == "several-answers"

    def test_two_who_speak_for_one_body_and_differ_never_make_one_answer(self) -> None:
        for_e = [position("a", on_behalf_of="e"), position("b", "denies", on_behalf_of="e")]
        assert label_of_question(claim("k", *for_e)).key == "several-statements"

    def test_two_figures_are_several_statements_and_a_rejected_one_that_is_said_makes_several_answers(self) -> None:
        small, large = position("a", figure=figure(340)), position("b", figure=figure(1200))
        rejection = position("b", "denies", figure=figure(340))
        assert label_of_question(claim("n", small, kind="number")).key == "one-answer"
        assert label_of_question(claim("n", small, large, kind="number")).key == "several-statements"
        assert label_of_question(claim("n", large, rejection, kind="number")).key == "one-answer"
        assert label_of_question(claim("n", small, large, rejection, kind="number")).key == "several-answers"

    def test_each_answer_stands_with_the_names_of_those_who_give_it(self) -> None:
        label = label_of_question(
            claim("k", position("b"), position("a"), position("source")),
            claim("l", position("source")),
            claim("m", position("u")),
        )
        assert label.answers == (("k", ("a", "b")), ("m", ("u",)))


def test_an_actor_is_named_by_those_who_now_say_it_and_by_the_sources_own_voice_last() -> None:
    library = add_missing(
        [
            claim(
                "k",
                position("source"),
                position("u"),
                position("b", "denies"),
                position("a", status="withdrawn"),
                position("d", reading="Ours."),
                position("e"),
                accuses=("e",),
            )
        ]
    )
    assert named_in(library, "q", "e") == (Naming("k", ("u", "source")),)
    assert named_in(library, "q", "b") == ()
    assert named_in(library, "nothing", "e") == ()


def test_what_is_sorted_is_sorted_by_name_and_not_by_id() -> None:
    names = [actor("a", name={"text": "Zed"}), actor("b", name={"text": "amy"}), actor("c", name={"text": "bob"})]
    assert count_on_claim(*(position(name) for name in "abc"), others=names).speakers == ("b", "c", "a")


def test_names_that_run_from_right_to_left_are_kept_apart_in_the_arithmetic() -> None:
    name, title = Text(text="آن"), Text(text="بيان")
    library = make_library(
        actor("ann", name=name), source("s", title=title), question("q"), claim("c", position("ann"))
    )
    sentences = explain_tally(library, tally(library, library.standings))
    assert sentences[0] == "Speakers: \u2068آن\u2069."
    assert sentences[-1] == "Reports: “\u2068بيان\u2069”."
