"""The records of one dossier as YAML, written as text: a hundred thousand of them in well under a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from tests.bench.dossiers import SIZE, Cast, Counts, Figure, Source, count_records, list_speakers, make_cast
from tests.bench.words import DONE, FILLER, THINGS, TITLES, TONGUES, flow, slug, yaml

SAYING = ("asserts", "suggests")
OPPOSING = ("denies", "doubts")
OPEN = ("withholds", "declines", "no-reply")
# Reports come out in the four months after the two in which everything happens.
LAST_EVENT, FIRST_REPORT, LAST_REPORT, AS_OF = 58, 62, 180, 200
SOURCE_KINDS = ("article", "wire-report", "official-statement", "interview", "social-post", "video", "report")
BASES = ("saw", "took-part", "document", "imagery", "analysis", "inference", "hearsay", "not-stated")
ROLES = ("affected", "witnessed", "reacted", "investigated", "took-part", "target")
CLAIM_KINDS = ("happening", "responsibility", "intent", "forecast", "opinion")
OCCASIONS = ("press briefing", "hearing of the board", "interview at the gate", "call with reporters")


def write_dossier(seed: int, number: int, size: int = SIZE) -> Iterator[tuple[str, str]]:
    """The files of a dossier: path below `content/`, and text."""
    yield from Dossier(seed, number, size).write()


class Dossier:
    """One dossier while it is being written; all that it draws comes from one row of random numbers."""

    def __init__(self, seed: int, number: int, size: int) -> None:
        self.seed, self.number = seed, number
        self.rng = Random(f"{seed}/records/{number}")  # noqa: S311 -- not for secrets
        self.counts: Counts = count_records(size)
        self.cast: Cast = make_cast(seed, number, size)
        self.speakers, self.weights = list_speakers(seed, number, self.cast)
        self.things = [
            (self.rng.choice(THINGS), self.rng.choice(DONE), self.cast.places[index % len(self.cast.places)])
            for index in range(self.counts.events)
        ]
        self.event_ids = [
            slug(f"{thing} {done} {place.name.en}", number, index)
            for index, (thing, done, place) in enumerate(self.things)
        ]
        self.question_ids = [
            slug(f"what of the {self.things[index][0]} {self.things[index][2].name.en}", number, index)
            for index in range(self.counts.questions)
        ]
        self.claim_ids = [
            slug(f"{self.thing_of(index)[0]} {self.thing_of(index)[1]}", "claim", number, index)
            for index in range(self.counts.claims)
        ]
        self.sources = [self.make_source(index) for index in range(self.counts.sources)]
        self.accused: dict[int, dict[str, Figure]] = {}
        self.answered: dict[int, set[str]] = {}
        self.accusing: dict[int, list[tuple[str, str]]] = {}

    def question_of(self, claim: int) -> int:
        """The number of the question that a claim answers."""
        return claim % self.counts.questions

    def thing_of(self, claim: int) -> tuple[str, str]:
        """What a claim is about, and what is said to have been done to it."""
        thing, done, _ = self.things[self.question_of(claim)]
        return thing, done

    def day(self, offset: int) -> date:
        """The day so many days after the first of the dossier."""
        return self.cast.start + timedelta(days=offset)

    def make_source(self, index: int) -> Source:
        """What positions need to know of a source. Of the first one the text is stored, and of every eighteenth."""
        place = self.cast.places[index % len(self.cast.places)]
        lang = self.rng.choices(("en", "ar", "ru"), (80, 12, 8))[0] if index else "en"
        return Source(
            slug(f"{place.name.en} report", self.number, index),
            lang,
            self.day(self.rng.randint(FIRST_REPORT, LAST_REPORT)),
            is_stored=index % 18 == 0,
            access="examined" if index < 3 else self.rng.choices(("examined", "excerpt"), (6, 4))[0],
            author=self.rng.choice(self.cast.actors) if self.rng.random() < 0.3 else None,
        )

    def write(self) -> Iterator[tuple[str, str]]:
        """The files: path below `content/`, and text. Claims come first, since the others follow from them."""
        claims = [self.write_claim(index) for index in range(self.counts.claims)]
        for record_id, text in zip(self.claim_ids, claims, strict=True):
            yield f"claims/{record_id}.yml", text
        for index, actor in enumerate(self.cast.actors):
            yield f"actors/{actor.id}.yml", self.write_actor(index, actor)
        for index, record_id in enumerate(self.event_ids):
            yield f"events/{record_id}.yml", self.write_event(index)
        for index, record_id in enumerate(self.question_ids):
            yield f"questions/{record_id}.yml", self.write_question(index)
        for index, place in enumerate(self.cast.places):
            yield f"places/{place.id}.yml", self.write_place(index)
        for index, source in enumerate(self.sources):
            yield f"sources/{source.id}.yml", self.write_source(index, source)
            if source.is_stored:
                yield f"sources/{source.id}.txt", self.write_text(index, source)
        story = slug(f"what happened at {self.cast.places[0].name.en}", "story", self.number)
        yield f"stories/{story}.yml", self.write_story()
        yield f"stories/{story}.md", self.write_prose()

    def pick_speakers(self, claim: int, count: int) -> list[Figure]:
        """Different speakers of a claim; each of the dossier's own actors is the first of one claim at least."""
        first = self.cast.actors[claim] if claim < len(self.cast.actors) else None
        chosen = {first.id: first} if first else {}
        while len(chosen) < min(count, len(self.speakers)):
            one = self.rng.choices(self.speakers, self.weights)[0]
            chosen.setdefault(one.id, one)
        return list(chosen.values())

    def write_claim(self, index: int) -> str:
        """A claim: of each question one is a number, and a third say who did something or why."""
        rng, question = self.rng, self.question_of(index)
        thing, done, place = self.things[question]
        is_number = index // self.counts.questions == 1
        kind = "number" if is_number else rng.choices(CLAIM_KINDS, (60, 18, 8, 7, 7))[0]
        if index < self.counts.questions:
            kind = "happening"
        speakers = self.pick_speakers(index, rng.choices((1, 2, 3, 4), (30, 35, 22, 13))[0])
        accused = self.pick_accused(question, speakers) if kind in ("responsibility", "intent") else None
        text, short = self.word_claim(kind, index, accused)
        lines = [f"text: {yaml(text)}", f"short: {yaml(short)}", f"kind: {kind}"]
        lines.append(f"question: {self.question_ids[question]}")
        if rng.random() < 0.3:
            lines.append(f"about: {flow([self.event_ids[question], place.id])}")
        if accused:
            lines.append(f"accuses: {accused.id}")
            self.accusing.setdefault(question, []).append((self.claim_ids[index], accused.id))
        earlier = [one for one in range(question, index, self.counts.questions) if one >= self.counts.questions]
        for key, share, why in (
            ("not_both_with", 0.06, "Both speak of the same night, and they cannot both hold."),
            ("bears_on", 0.12, f"It speaks of the same {thing}, which was {done}."),
        ):
            if earlier and rng.random() < share:
                lines += [f"{key}:", f"- claim: {self.claim_ids[rng.choice(earlier)]}", f"  why: {yaml(why)}"]
        if rng.random() < 0.1:
            lines.append(f"summary: {yaml(f'What is said of the {thing} at *{place.name.en}*.')}")
        lines.append("positions:")
        for turn, speaker in enumerate(speakers):
            stance = rng.choices(SAYING, (9, 1))[0] if not turn else self.pick_stance(speaker, accused)
            lines += self.write_position(index, speaker, stance, is_number=is_number, is_first=not turn)
        return "\n".join(lines) + "\n"

    def pick_accused(self, question: int, speakers: list[Figure]) -> Figure:
        """Whom a claim accuses: somebody who does not make it, most often one of its other speakers."""
        others = [one for one in self.cast.actors if one.id != speakers[0].id] or list(self.cast.actors)
        accused = speakers[1] if len(speakers) > 1 and self.rng.random() < 0.6 else self.rng.choice(others)
        self.accused.setdefault(question, {})[accused.id] = accused
        return accused

    def pick_stance(self, speaker: Figure, accused: Figure | None) -> str:
        """What a speaker does with a claim that somebody else makes."""
        if speaker is accused:
            return self.rng.choices((*OPPOSING, *OPEN), (70, 10, 5, 8, 7))[0]
        return self.rng.choices((*SAYING, *OPPOSING, *OPEN), (40, 8, 22, 14, 6, 5, 5))[0]

    def word_claim(self, kind: str, index: int, accused: Figure | None) -> tuple[str, str]:
        """The sentence of a claim and its column head, which holds at most 40 characters."""
        question = self.question_of(index)
        thing, done, place = self.things[question]
        name, row = place.name.en, index // self.counts.questions + 1
        hour = f"{(index * 7) % 24:02}.{(index * 13) % 60:02}"
        who = accused.name.en if accused else "somebody"
        return {
            "happening": (f"The {thing} at {name} was {done} before {hour} on night {row}.", f"{done} before {hour}"),
            "responsibility": (f"{who} had the {thing} at {name} {done} at {hour}.", f"{done} at {hour} on orders"),
            "intent": (f"{who} meant the people of {name} to leave by {hour}.", f"To make people leave by {hour}"),
            "number": (f"N people left {name} because the {thing} was {done}.", "People who left"),
            "forecast": (f"The {thing} at {name} will be open again after {row} months.", f"Open in {row} months"),
            "opinion": (f"The {thing} at {name} is worth {row} more inquiries.", f"Worth {row} inquiries"),
        }[kind]

    def write_position(self, claim: int, speaker: Figure, stance: str, *, is_number: bool, is_first: bool) -> list[str]:
        """One position, as lines; those of the first claims use each source once."""
        rng = self.rng
        number = claim if is_first and claim < len(self.sources) else self.pick_source(claim)
        source = self.sources[number]
        voice = speaker.id
        if not is_first and not is_number and rng.random() < 0.04:
            voice = rng.choice(("source", "unattributed"))
        lines = [f"- actor: {voice}", f"  stance: {stance}", f"  source: {source.id}"]
        lines += self.write_words(claim, speaker, stance, source)
        said = source.published - timedelta(days=rng.randrange(3))
        if rng.random() < 0.6:
            lines.append(f"  said: {said if rng.random() < 0.85 else said.isoformat()[:7]}")
        if rng.random() < 0.3:
            lines.append(f"  occasion: {rng.choice(OCCASIONS)}")
        if is_number and stance not in OPEN:
            lines += self.write_figure()
        if voice == speaker.id:
            self.answered.setdefault(self.question_of(claim), set()).add(voice)
            lines += self.write_company(claim, speaker, source)
        if rng.random() < 0.4:
            lines.append(f"  basis: {rng.choice(BASES)}")
        if rng.random() < 0.03:
            lines.append("  note: The report gives the hour of the call, and not that of the words.")
        if rng.random() < 0.02:
            lines.append("  reading: That the words speak of this night is our reading of the report.")
        elif rng.random() < 0.04:
            lines += [f"  status: {rng.choice(('changed', 'withdrawn'))}", f"  until: {self.day(AS_OF)}"]
        return lines

    def pick_source(self, claim: int) -> int:
        """The source of a position, early ones more often; the claim that vouches for the last has one of the first."""
        if claim < 2:
            return self.rng.randrange(min(3, len(self.sources)))
        return int(len(self.sources) * self.rng.random() ** 1.5)

    def write_words(self, claim: int, speaker: Figure, stance: str, source: Source) -> list[str]:
        """The passage where the source is quoted, else a paraphrase with its place."""
        rng = self.rng
        thing, done, place = self.things[self.question_of(claim)]
        tongue = TONGUES[source.lang]
        is_open = stance in OPEN
        if (not source.is_stored and rng.random() < 0.55) or (source.is_stored and len(source.sentences) >= 9):
            paragraph = rng.randint(1, 40)
            verb = {"denies": "rejects", "doubts": "doubts", "suggests": "hints", "asserts": "says"}.get(
                stance, "hears"
            )
            own = f"The report {verb} that the {thing} was {done}, in the words of {speaker.name.en}, in entry {claim}."
            return [f"  paraphrase: {yaml(own)}", f"  locator: paragraph {paragraph}"]
        verb, hedge = rng.choice(tongue.verbs), rng.choice(tongue.hedges)
        where = getattr(place.name, source.lang)
        what = rng.choice(tongue.statements).format(
            thing=thing, place=where, done=done, day=name_day(claim, source.lang), count=rng.randint(20, 4000)
        )
        is_hedged = stance == "suggests" or (is_open and rng.random() < 0.2)
        form = tongue.hedged if is_hedged else tongue.says
        passage = form.format(who=getattr(speaker.name, source.lang), verb=verb, hedge=hedge, what=what)
        if source.is_stored and passage in source.sentences:
            return [f"  paraphrase: {yaml(f'In entry {claim} it speaks of the {thing}.')}", "  locator: last page"]
        lines = [f"  passage: {yaml(passage)}", f"  verb: {yaml(verb)}"]
        if source.is_stored:
            source.sentences.append(passage)
        if is_hedged:
            lines.append(f"  hedge: {yaml(hedge)}")
        elif rng.random() < 0.3:
            lines.append(f"  words: {yaml(what)}")
        if source.lang != "en":
            lines.append(f"  translation: {yaml(f'{speaker.name.en} speaks of the {thing} at {place.name.en}.')}")
        return lines

    def write_figure(self) -> list[str]:
        """The number that is given."""
        best = self.rng.randint(20, 4000)
        lines = ["  figure:", f"    best: {best}"]
        if self.rng.random() < 0.3:
            lines += [f"    low: {best - best // 10}", f"    high: {best + best // 8}"]
        return [*lines, "    counts: people who left home in the first week"]

    def write_company(self, claim: int, speaker: Figure, source: Source) -> list[str]:
        """For and with whom somebody speaks, and on whom or what they rely."""
        rng, lines = self.rng, []
        bodies = [one for one in self.cast.actors if not one.is_person and one is not speaker]
        if speaker.is_person and bodies and rng.random() < 0.25:
            lines.append(f"  on_behalf_of: {rng.choice(bodies).id}")
        elif bodies and rng.random() < 0.04:
            lines.append(f"  jointly_with: {rng.choice(bodies).id}")
        if rng.random() < 0.1:
            others = [one.id for one in self.cast.actors if one is not speaker] + [
                one.id for one in self.sources if one is not source
            ]
            lines.append(f"  relies_on: {rng.choice(others)}")
        if claim >= 2 * self.counts.questions and rng.random() < 0.02:
            lines.append(f"  rests_on: {self.claim_ids[rng.randrange(self.counts.questions)]}")
        return lines

    def write_actor(self, index: int, actor: Figure) -> str:
        """An actor; a third belong to one that comes before them."""
        rng = self.rng
        lines = [f"name: {yaml(actor.name.en)}"]
        if actor.lang != "en":
            name = yaml(getattr(actor.name, actor.lang))
            lines = ["name:", f"  text: {name}", f"  lang: {actor.lang}"]
        others = [lang for lang in ("en", "ru", "ar") if lang != actor.lang and (lang == "en" or rng.random() < 0.4)]
        others = [lang for lang in others if lang != "en" or actor.lang != "en"]
        lines.append(f"kind: {actor.kind}")
        if others:
            lines.append("other_names:")
            for lang in others:
                lines += [f"- name: {yaml(getattr(actor.name, lang))}", f"  lang: {lang}"]
        if index and rng.random() < 0.35 and actor.kind != "media-outlet":
            whole = self.cast.actors[0] if index < 4 else rng.choice(self.cast.actors[: min(index, 4)])
            lines.append(f"part_of: {whole.id}")
        if actor.is_person:
            title = rng.choice(TITLES)
            lines += ["roles:", f"- role: {title}", f"  of: {self.cast.actors[0].id}", f"  start: {self.day(-400)}"]
        if rng.random() < 0.2:
            lines += ["described_as:", "- words: those at the gate", f"  source: {rng.choice(self.sources).id}"]
        if rng.random() < 0.4:
            lines.append(f"summary: {yaml(f'Named in reports from *{self.cast.places[0].name.en}*.')}")
        return "\n".join(lines) + "\n"

    def write_event(self, index: int) -> str:
        """An event: the first spans all the others, some of which are parts of it."""
        rng = self.rng
        thing, done, place = self.things[index]
        question = index % self.counts.questions
        day = self.day(rng.randrange(LAST_EVENT))
        when = {
            0: f"{day}",
            1: f"{day}T{rng.randrange(24):02}:30Z",
            2: f"{day.isoformat()[:7]}",
            3: f"{day.isoformat()[:7]}~",
            4: f"{day}/{min(day + timedelta(days=2), self.day(LAST_EVENT))}",
            5: "unknown",
        }[rng.choices(range(6), (60, 10, 8, 6, 12, 4))[0]]
        if not index:
            when = f"{self.day(0)}/{self.day(LAST_EVENT)}"
        lines = [f"name: {yaml(f'{thing.capitalize()} at {place.name.en} {done} ({index + 1})')}", f"date: {when}"]
        source = self.sources[index % len(self.sources)].id
        lines.append(f"date_from: {source if rng.random() < 0.8 else 'The day is that of the first report.'}")
        lines.append(f"places: {place.id}")
        if index and rng.random() < 0.5:
            lines.append(f"part_of: {self.event_ids[0]}")
        lines.append(f"rests_on: {self.claim_ids[question]}")
        accusing = self.accusing.get(question, ())[:2]
        parts = {actor: ("carried-out", claim) for claim, actor in accusing}
        for actor in rng.sample(self.cast.actors, min(2, len(self.cast.actors))):
            parts.setdefault(actor.id, (rng.choice(ROLES), self.claim_ids[question]))
        lines.append("participants:")
        for actor_id, (role, claim) in parts.items():
            lines += [f"- actor: {actor_id}", f"  role: {role}", f"  according_to: {claim}"]
        if rng.random() < 0.3:
            lines.append(f"summary: {yaml(f'The {thing} at {place.name.en}, said to have been {done}.')}")
        return "\n".join(lines) + "\n"

    def write_question(self, index: int) -> str:
        """A question; whoever is accused in its claims and has not spoken was asked."""
        rng = self.rng
        thing, done, place = self.things[index]
        events = [one for number, one in enumerate(self.event_ids) if number % self.counts.questions == index]
        lines = [
            f"text: {yaml(f'How did the {thing} at {place.name.en} come to be {done} ({index + 1})?')}",
            "included: Whoever speaks of that night in the reports that we read.",
            f"about: {flow([*events, place.id])}",
        ]
        silent = self.accused.get(index, {}).keys() - self.answered.get(index, set())
        if silent:
            lines.append("asked:")
            for actor_id in sorted(silent):
                lines += [f"- actor: {actor_id}", f"  date: {self.day(AS_OF - 5)}", "  how: by letter"]
                lines.append(f"  outcome: {rng.choice(('no reply', 'declined', 'a reply is announced'))}")
        if rng.random() < 0.25:
            lines.append(f"no_answer: {yaml(f'No report says who kept the keys of the {thing}.')}")
        if rng.random() < 0.3:
            source = rng.choice(self.sources)
            lines += ["positions:", f"- actor: {rng.choice(self.cast.actors).id}", f"  stance: {rng.choice(OPEN)}"]
            lines += [
                f"  source: {source.id}",
                "  paraphrase: It is too early to speak of it.",
                "  locator: first page",
            ]
        return "\n".join(lines) + "\n"

    def write_place(self, index: int) -> str:
        """A place: the first of the first dossier is the country, the first of each other a region of it."""
        rng, place = self.rng, self.cast.places[index]
        country = make_cast(self.seed, 0).places[0].id if self.number else self.cast.places[0].id
        whole = None if place.id == country else self.cast.places[0].id if index else country
        lines = [f"name: {yaml(place.name.en)}"]
        others = [lang for lang in ("ru", "ar") if rng.random() < 0.5]
        if others:
            lines.append("other_names:")
            for lang in others:
                lines += [f"- name: {yaml(getattr(place.name, lang))}", f"  lang: {lang}"]
        kind = "country" if whole is None else "region" if not index else rng.choice(("settlement", "site"))
        lines.append(f"kind: {kind}")
        if whole:
            lines.append(f"within: {whole}")
        if index and rng.random() < 0.8:
            # In open sea, where no real place is.
            south, west = -20 - (self.number % 40) / 2, -20 - (self.number // 40 % 20) / 2
            lines += [f"lat: {south - rng.random():.4f}", f"lon: {west - rng.random():.4f}"]
        return "\n".join(lines) + "\n"

    def write_source(self, index: int, source: Source) -> str:
        """A source: most have an address only; some repeat or translate an earlier one, the last is a recording."""
        rng, place = self.rng, self.cast.places[index % len(self.cast.places)]
        tongue = TONGUES[source.lang]
        thing, _, _ = self.things[index % len(self.things)]
        title = rng.choice(tongue.headlines).format(thing=thing, place=getattr(place.name, source.lang))
        is_recording = index == len(self.sources) - 1 > 3
        kind = "audio" if is_recording else rng.choice(SOURCE_KINDS)
        lines = [f"title: {yaml(f'{title} ({index + 1})')}", f"kind: {kind}", f"lang: {source.lang}"]
        lines.append(f"access: {'described-only' if is_recording else source.access}")
        if is_recording:
            lines += [f"described_in: {self.sources[0].id}", f"rests_on: {self.claim_ids[0]}"]
        if source.author:
            lines.append(f"author: {source.author.id}")
        outlets = [one.id for one in self.cast.actors if one.kind == "media-outlet"]
        lines.append(f"publisher: {rng.choice(outlets) if outlets else 'unknown'}")
        month = source.published.isoformat()[:7]
        published = rng.choices((f"{source.published}", month, f"{month}~", "unknown"), (80, 8, 6, 6))[0]
        lines.append(f"published: {published}")
        if not is_recording and rng.random() < 0.9:
            lines.append(f"url: https://courier.example.org/{source.published:%Y/%m/%d}/{source.id}")
            if rng.random() < 0.4:
                lines.append(f"archived: https://archive.example.com/{source.published:%Y%m%d}/{source.id}")
        earlier = self.sources[:index]
        if earlier and not is_recording and not source.is_stored:
            same = [one for one in earlier if one.lang == source.lang]
            other = [one for one in earlier if one.lang != source.lang]
            if same and rng.random() < 0.06:
                lines.append(f"copy_of: {rng.choice(same).id}")
            elif other and rng.random() < 0.06:
                lines.append(f"translation_of: {rng.choice(other).id}")
        if rng.random() < 0.05:
            lines += ["source_corrections:", f"- date: {self.day(LAST_REPORT + 3)}", "  note: One hour was corrected."]
        return "\n".join(lines) + "\n"

    def write_text(self, index: int, source: Source) -> str:
        """A stored text: what positions quote from it, with several paragraphs after each sentence."""
        place, (thing, _, _) = self.cast.places[index % len(self.cast.places)], self.things[index % len(self.things)]
        paragraphs = []
        for number, sentence in enumerate([*source.sentences, ""]):
            first = number * 5
            fillers = [FILLER[(first + turn) % len(FILLER)] for turn in range(5)]
            told = [one.format(place=place.name.en, thing=thing, day=name_day(first, "en")) for one in fillers]
            paragraphs += [sentence] * bool(sentence) + [" ".join(told[:3]), " ".join(told[3:])]
        return "\n\n".join(paragraphs) + "\n"

    def write_story(self) -> str:
        """A story over all questions of the dossier."""
        name = self.cast.places[0].name.en
        lines = [
            f"title: {yaml(f'What happened at {name}')}",
            f"standfirst: {yaml(f'Reports from {name} tell of one night in different ways.')}",
            "questions:",
            *(f"- {one}" for one in self.question_ids),
            f"as_of: {self.day(AS_OF)}",
            "leaves_out: Whatever was said after the last of these reports.",
        ]
        return "\n".join(lines) + "\n"

    def write_prose(self) -> str:
        """The prose: a paragraph a question; each sentence that names somebody links the claim that says it."""
        paragraphs = []
        for index, question in enumerate(self.question_ids):
            thing, done, place = self.things[index]
            actor = self.cast.actors[index % len(self.cast.actors)]
            claims: Sequence[str] = self.claim_ids[index :: self.counts.questions]
            paragraphs.append(
                f"At [[{place.id}]] the {thing} was *{done}*, says [[{actor.id}]] in one of the reports:\n"
                f"[[{claims[0]}|so it is told first]]. Others differ on [[{question}|how it came about]].\n"
                f"Further words on it are [[{claims[-1]}|these]]; they were printed by [[{self.pick_outlet()}]]."
            )
        return "\n\n".join(paragraphs) + "\n"

    def pick_outlet(self) -> str:
        """A source by its id."""
        return self.rng.choice(self.sources).id


def name_day(number: int, lang: str) -> str:
    """A day of the month, from the 4th to the 20th, all of which English ends alike."""
    return f"{number % 17 + 4}{'th' * (lang == 'en')}"
