"""The model's "never" list, as checks of a page: each gives sentences about what stands there and must not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import get_args

from selectolax.lexbor import LexborNode
from tests.own_voice import Piece, Reading, list_written, name_of, names_speakers, own_words, plain

from sayso.counting import CLAIM_LABELS, QUESTION_LABELS, label_claim, label_question
from sayso.library import Library, Standing
from sayso.records import Actor, Claim, Question, Source
from sayso.records.parts import SOURCE_VOICE, UNATTRIBUTED, UNKNOWN

Check = Callable[[Reading, Library], Iterator[str]]

# --- Words that weigh

BANNED = re.compile(
    r"\b(?:un|dis|in)?(?:true|truths?|truthful\w*|false\w*|falsity|verif\w+|confirm\w*|credib\w+|corroborat\w+"
    r"|undisputed\w*|agree\w*|yet|proven?|proofs?|prove[sd]?|debunk\w*|refut\w+|alleg\w+|reliab\w+|trustworth\w+"
    r"|misinformation|disinformation|propaganda|biased?|impartial\w*|neutral\w*|independent\w*|part(?:y|ies)"
    r"|scor(?:e|es|ed|ing)|ratings?|claimreview)\b",
    re.IGNORECASE,
)
# Sentences of pages' own that hold such words all the same, by where pages begin on which they may stand.
ALLOWED = {
    # The model prescribes them.
    "": ("One answer recorded is not agreement.", "This says nothing about whether they are true."),
    # What the site never says, where it says that.
    "about/": (
        "That says nothing about whether they are true.",
        "It never says in its own voice that something is true or false, verified or confirmed.",
        "It gives no score to anybody, counts no heads by side, and prints nobody as a party,",
        "as independent or as neutral.",
    ),
    # What a key takes, for who writes records.
    "keys/": ("A neutral name.", "political-party"),
}
# Pages on which code is what stands in files.
ABOUT_FILES = ("contribute/", "keys/", "messages/")


def check_words(reading: Reading, library: Library) -> Iterator[str]:
    """Words that weigh, in the page's own voice."""
    allowed = [
        sentence for page, sentences in ALLOWED.items() if reading.path.startswith(page) for sentence in sentences
    ]
    for piece in reading.pieces:
        if reading.path in ABOUT_FILES and reading.closest(piece.node, "code"):
            continue
        text = piece.marked
        for sentence in allowed:
            text = text.replace(sentence, "…")
        if BANNED.search(text) and (found := BANNED.search(own_words(library, text, BANNED))):
            yield f"{found[0]!r} stands in {piece.text[:150]!r}."


# --- Claims and who says them

HOLDERS = ".sayso-claim, table, li.sayso-position, .sayso-row, .md-footer__link, meta, title"


def check_claims(reading: Reading, library: Library) -> Iterator[str]:
    """Claims that stand without who says them: in full, by their short heads, in titles, and links to their pages."""
    for claim in library.claims.values():
        full, short = plain(claim.text), plain(claim.short)
        is_own = reading.path == f"claims/{claim.id}/"
        for piece in reading.pieces:
            is_title = piece.node.tag == "title" or piece.attribute == "content"
            is_named = full in piece.text or short == piece.text or (is_own and is_title)
            if is_named and not is_spoken_for(reading, library, claim, piece):
                yield f"{piece.text[:150]!r} stands without who says it."
    for link in reading.tree.css("a[href]"):
        linked = find_record(library, reading.follow(link))
        if isinstance(linked, Claim) and not is_spoken_for(reading, library, linked, Piece("", link)):
            yield f"A link to {linked.id} stands without who says it."


def find_record(library: Library, path: str) -> Claim | Question | None:
    """The claim or question whose page has this path."""
    folder, _, rest = path.partition("/")
    record = library.get(rest.removesuffix("/"))
    return record if isinstance(record, Claim | Question) and record.folder == folder else None


def is_spoken_for(reading: Reading, library: Library, claim: Claim, piece: Piece) -> bool:
    """Whether the words of a claim, or a link to it, stand with its speakers; in prose, its editors see to that."""
    if piece.attribute:
        return names_speakers(library, claim, attributes_of(piece.node))
    holder = reading.closest(piece.node, HOLDERS)
    if holder is None and reading.path == f"claims/{claim.id}/":
        holder = reading.closest(piece.node, "header.sayso-top")
    if holder is None:
        return reading.closest(piece.node, ".sayso-prose") is not None
    return names_speakers(library, claim, plain(holder.text())) or is_said_in(library, claim, holder)


def attributes_of(node: LexborNode) -> str:
    """The values of an element's attributes."""
    return plain(" ".join(value or "" for value in node.attributes.values()))


def is_said_in(library: Library, claim: Claim, holder: LexborNode) -> bool:
    """Whether an element is a position on the claim, or one that its speaker gave up for it, and names the speaker."""
    addresses = {(link.attributes["href"] or "").partition("#")[2] for link in holder.css("a[href*='#p-']")}
    return any(
        names_speaker(library, standing, plain(holder.text()))
        for standing in library.standings
        if claim.id in (standing.on.id, standing.position.replaced_by) and standing.anchor in addresses
    )


def names_speaker(library: Library, standing: Standing, text: str) -> bool:
    """Whether a text names whose position it is."""
    if standing.position.actor == SOURCE_VOICE:
        return "in its own voice" in text
    if standing.position.actor == UNATTRIBUTED:
        return "Unattributed" in text
    return all(name_of(library, speaker) in text for speaker in standing.speakers)


# --- Labels and names

# Labels that say themselves that no speaker does need no names; the others do.
SAYING_NOBODY = ("nobody-says-this-now", "nobody-says-this", "source-only", "unattributed-only", "no-answer")
LABELS = re.compile(
    "|".join(
        re.escape(words)
        for key, words in (*CLAIM_LABELS.items(), *QUESTION_LABELS.items())
        if key not in (*SAYING_NOBODY, "source-or-unattributed-only")
    ),
    re.IGNORECASE,
)
# Where a label stands with what it is a label of; a heading stands with all that is under it.
BLOCKS = ".sayso-claim, .sayso-question, .sayso-entry, .sayso-block, .sayso-list-part, .sayso-box, .md-footer__link"
# Where labels are explained, or lead to their part of the page.
EXPLAINED = ".sayso-rules, nav.sayso-jumps"
EMPTY_BOX = "No question here has"


def check_labels(reading: Reading, library: Library) -> Iterator[str]:
    """Labels without the names on each side of what they are labels of."""
    for piece in reading.pieces:
        if reading.closest(piece.node, EXPLAINED) or not LABELS.search(piece.text):
            continue
        if label := LABELS.search(own_words(library, piece.text, LABELS)):
            yield from (f"{label[0]!r} stands without {lacking}." for lacking in list_lacking(reading, library, piece))


def list_lacking(reading: Reading, library: Library, piece: Piece) -> Iterator[str]:
    """What is missing beside a label: the names on each side, or anything that it could be a label of."""
    block = None if piece.attribute else reading.closest(piece.node, BLOCKS)
    text = piece.text if block is None else plain(block.text())
    if piece.attribute and piece.attribute.startswith("data-"):
        text = attributes_of(piece.node)
    records = list_labelled(reading, library, text, block)
    if not records and EMPTY_BOX not in text:
        yield "what it is a label of"
    for record in records:
        yield from (f"{name} on {record.id}" for name in list_sides(library, record) if name not in text)


def list_labelled(reading: Reading, library: Library, text: str, block: LexborNode | None) -> list[Claim | Question]:
    """What a label is a label of: what is linked in its block; else the page's own record; else what its text names."""
    paths = [reading.follow(link) for link in block.css("a[href]")] if block is not None else []
    linked = [record for path in paths or [reading.path] if (record := find_record(library, path)) is not None]
    return linked or [claim for claim in library.claims.values() if plain(claim.text) in text]


def list_sides(library: Library, record: Claim | Question) -> Iterator[str]:
    """The names on each side of a claim, or of each claim that answers a question."""
    if isinstance(record, Claim):
        label = label_claim(library, record)
        yield from (
            name_of(library, i)
            for side in (label.said, label.rejected, label.questioned, label.said_both)
            for i in side
        )
        return
    for claim_id, _ in label_question(library, record).answers:
        yield from list_sides(library, library.claims[claim_id])


# --- Passages

# A passage of fewer words may stand in other words by chance.
FEWEST_WORDS = 4
QUOTED = re.compile('[“"]([^”"]*)[”"]')


def check_passages(reading: Reading, library: Library) -> Iterator[str]:
    """Passages that are no quotation of their source, and quotation marks beside a speaker's name."""
    shown = list_shown(library)
    for block in reading.tree.css("blockquote.sayso-passage"):
        text = plain(block.text())
        voices = {voice_of(library, library.sources[s.position.source]) for s in shown.get(text, ())}
        lead = plain(before.text()) if (before := find_before(block)) else ""
        if text not in shown:
            yield f"{text[:80]!r} is no passage of our records."
        elif lead not in {f"As reported by {voice}:" for voice in voices}:
            yield f"{text[:80]!r} stands after {lead!r}."
    for piece in reading.pieces:
        if not reading.closest(piece.node, "blockquote.sayso-passage"):
            for text in list_loose(library, piece):
                # What a speaker is quoted as saying stands under words that say so.
                if not (text in list_words(library) and reading.closest(piece.node, ".sayso-details dd")):
                    yield f"The passage {text[:80]!r} stands in {piece.text[:150]!r}."
    yield from check_quotation_marks(reading, library)


@lru_cache(maxsize=8)
def list_shown(library: Library) -> dict[str, list[Standing]]:
    """The passages that pages show, each with the positions that have it."""
    shown = defaultdict(list)
    for standing in library.standings:
        if standing.position.passage and standing.position.show:
            shown[plain(standing.position.passage.exact)].append(standing)
    return shown


def voice_of(library: Library, source: Source) -> str:
    """Whose words a passage of a source is: its publisher's, its author's, or an unsigned text's."""
    for party in (source.publisher, source.author):
        if party and party != UNKNOWN:
            return name_of(library, party) if party in library.actors else plain(party)
    return f"the unsigned {source.noun}"


def find_before(node: LexborNode) -> LexborNode | None:
    """The element before an element."""
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before


def list_loose(library: Library, piece: Piece) -> Iterator[str]:
    """The passages that a text holds and that nothing else in the records accounts for."""
    for passage in list_shown(library):
        if passage in piece.text and len(passage.split()) >= FEWEST_WORDS:
            others = (written for written in list_written(library) if passage in written and written != passage)
            if not any(written in piece.text for written in others):
                yield passage


@lru_cache(maxsize=8)
def list_words(library: Library) -> frozenset[str]:
    """The speakers' own words, which stand under words that say so."""
    return frozenset(plain(s.position.words) for s in library.standings if s.position.words)


def check_quotation_marks(reading: Reading, library: Library) -> Iterator[str]:
    """What stands in quotation marks beside a speaker's name and is no reporting verb."""
    verbs = {plain(standing.position.verb) for standing in library.standings if standing.position.verb}
    for node in reading.tree.css(".sayso-position-head, .sayso-row th, .sayso-who"):
        yield from (
            f"“{words}” stands beside a name." for words in QUOTED.findall(plain(node.text())) if words not in verbs
        )


# --- Kinds, ticks, heads

KINDS = get_args(Actor.model_fields["kind"].annotation)
LONG_KINDS = re.compile("|".join(rf"\b{kind.replace('-', '[- ]')}s?\b" for kind in KINDS if "-" in kind), re.IGNORECASE)
SHORT_KINDS = frozenset(kind for kind in KINDS if "-" not in kind)


def check_kinds(reading: Reading, library: Library) -> Iterator[str]:
    """Kinds of actors, which are for editors alone."""
    if reading.path in ABOUT_FILES:
        return
    for piece in reading.pieces:
        if LONG_KINDS.search(piece.text) and (found := LONG_KINDS.search(own_words(library, piece.text, LONG_KINDS))):
            yield f"The kind {found[0]!r} stands in {piece.text[:150]!r}."
        elif piece.text.casefold().strip(" .,:;()·") in SHORT_KINDS and piece.text not in list_written(library):
            yield f"The kind {piece.text!r} stands there."


TICKS = re.compile("[✓✔☑✅🗸√👍👎⚠❌❎🚫]")
NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|most|few|both|half)"
PEOPLE = (
    r"(?:speakers?|actors?|bod(?:y|ies)|sources?|reports?|outlets?|people|officials|voices|sides?|states|governments)"
)
TAKE = r"(?:say|says|den(?:y|ies)|rejects?|doubts?|questions? it|supports?|opposes?|asserts?|are (?:for|against))"
TAKEN = r"(?:said|denied|rejected|doubted|questioned|supported|opposed|asserted)"
# "3 say so", "4 of 5 speakers reject it", "rejected by 2 speakers", "says so: 3"; "340 said by A" is a figure.
HEADS = re.compile(
    rf"\b{NUMBER}(?: (?:of|named|unnamed|other|{NUMBER}|{PEOPLE}))* {TAKE}\b"
    rf"|\b{NUMBER}(?: \w+)? {PEOPLE} (?:have |has )?{TAKEN}\b"
    rf"|\b{TAKEN}(?: \w+)? by (?:\d+\b|{NUMBER} (?:\w+ )?{PEOPLE}\b)"
    r"|\bsays (?:so|not)(?:, hedged)?:? \(?\d",
    re.IGNORECASE,
)


def check_marks(reading: Reading, _library: Library) -> Iterator[str]:
    """Ticks and the like, which pass judgement without a word."""
    yield from (
        f"{found[0]!r} stands in {piece.text[:80]!r}."
        for piece in reading.pieces
        if (found := TICKS.search(piece.text))
    )


def check_heads(reading: Reading, library: Library) -> Iterator[str]:
    """How many take a side, in place of their names."""
    for piece in reading.pieces:
        if HEADS.search(piece.text) and (found := HEADS.search(own_words(library, piece.text, HEADS))):
            yield f"{found[0]!r} counts heads in {piece.text[:150]!r}."
