"""Every code that a problem can carry. Codes are permanent: none is renamed or given another meaning."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """Whether the fault keeps everything from being published, and what it means, for the list of codes."""

    is_error: bool
    meaning: str


def error(meaning: str) -> Code:
    """A fault that must be mended before anything is published."""
    return Code(is_error=True, meaning=meaning)


def warning(meaning: str) -> Code:
    """A finding that an editor should look at."""
    return Code(is_error=False, meaning=meaning)


CODES: dict[str, Code] = {
    # Files
    "missing-folder": error("The content folder does not exist."),
    "unreadable-file": error("A file or folder cannot be read."),
    "symbolic-link": error("A symbolic link stands under the content folder."),
    "not-a-file": error("Something that is no ordinary file stands under the content folder."),
    "too-large": error("A file is larger than any record or text needs to be."),
    "stray-file": error("A file has no use where it stands, or belongs to no record."),
    "bad-id": error("An id or file name is not made of small letters, digits and single hyphens."),
    "reserved-id": error("An id is a word that Sayso or a file system keeps for itself."),
    "duplicate-id": error("Two records have the same id."),
    "wrong-folder": error("A record has the keys of another kind than its folder holds."),
    # Text and YAML
    "bad-encoding": error("A file is not UTF-8."),
    "bad-character": error("A text holds a character that nobody can see."),
    "tab": error("A tab stands in a YAML file."),
    "bad-yaml": error("A file is not YAML."),
    "empty-file": error("A file holds nothing."),
    "duplicate-key": error("A key stands twice in one place."),
    "anchor": error("An anchor or alias repeats a value."),
    "tag": error("A tag gives a value a type."),
    "merge-key": error("A merge key takes values from elsewhere."),
    "several-documents": error("A file holds more than one YAML document."),
    "too-deep": error("Values nest deeper than any record needs."),
    "too-many-items": error("A file holds more values than any record needs."),
    # Keys and values
    "unknown-key": error("A key is none that its record has."),
    "missing-key": error("A key that the record needs is not there."),
    "empty-value": error("A key has no value."),
    "too-long": error("A text is longer than one value may be."),
    "wrong-type": error("A value is a list, a text or a group of keys where another is needed."),
    "bad-choice": error("A word is none of those that the key takes."),
    "bad-date": error("A date is not written as Sayso reads dates, or does not exist."),
    "bad-number": error("A number is not written in digits."),
    "bad-url": error("An address is not a full http or https address of a public host."),
    "bad-language": error("A language is not a BCP 47 tag."),
    "bad-address": error("An old address is not the path of a page."),
    "bad-sha256": error("A digest is not SHA-256 in hexadecimal digits."),
    # References
    "dangling-reference": error("A record that is mentioned does not exist."),
    "wrong-kind": error("A record that is mentioned is of another kind than is needed."),
    "reference-to-draft": error("A record that is published mentions a draft."),
    "reference-to-merged": error("A record is mentioned by an id that was merged into another."),
    "circular-reference": error("Records lie in one another in a circle."),
    "chain-too-long": error("Records lie in one another, or repeat one another, in too long a row."),
    # Rules
    # Addresses
    "address-taken": error("An old address is that of a page, or leads to two records."),
    # Passages and wording
    "passage-not-found": error("A passage does not stand in the stored text of its source."),
    "passage-twice": error("A passage stands in the stored text several times."),
    "passage-or-paraphrase": error("A position has neither passage nor paraphrase, or does not say which is shown."),
    "text-without-paragraphs": warning("A long stored text has no blank line, so that no paragraph can be counted."),
    "locator-missing": warning("A paraphrase of a source that was read whole does not say where it stands."),
    "passage-too-long": warning("A shown passage has more than 50 words."),
    "too-much-shown": warning("The shown passages of one source are more than 30% of its stored text."),
    "words-not-allowed": error("Words stand as the speaker's own that the source does not give as such."),
    "verb-not-in-passage": error("A reporting verb does not stand in the passage."),
    "hedge-not-in-passage": error("Hedging words do not stand in the passage."),
    "hedge-missing": error("A suggestion with a passage names no hedge."),
    # Claims
    "accusation-unanswered": error("A person is accused, with no answer recorded and no word that they were asked."),
    "accusation-unanswered-body": warning("A body is accused, with no answer recorded and no word that it was asked."),
    "accuses-nobody": warning("A claim of responsibility or intent does not say whom it accuses."),
    "claim-made-by-nobody": error("A claim is rejected or doubted, and nobody is recorded making it."),
    "claim-without-position": warning("Nobody has a position on a claim."),
    "short-too-long": error("A column head has more than 40 characters."),
    # Positions
    "duplicate-position": error("Two positions of one claim or question have the same address."),
    "joint-with-itself": error("A speaker of a joint statement is named twice."),
    "replaced-by-without-change": warning("A position was replaced, and its status says nothing of it."),
    # Questions
    "question-stance": error("A position on a question as a whole takes a stance that only a claim can have."),
    "question-mark-missing": error("A question does not end in a question mark."),
    "too-many-claims": warning("A question has more than four claims to compare."),
    "question-unasked": warning("No story asks a question."),
    # Numbers
    "figure-missing": error("A position on a number claim names no number."),
    "figure-misplaced": error("A figure stands on something that is no number claim."),
    "figure-order": error("The numbers of a figure do not grow from low over best to high."),
    "two-number-claims": error("A question has two number claims."),
    # Chronology
    "part-outside-event": error("An event cannot lie within the larger event of which it is a part."),
    "published-before-said": error("A source was published before the words in it were said."),
    "said-before-event": error("Something was said of an event before it, and is no forecast."),
    "until-before-said": error("A position ended before it was taken."),
    "as-of-too-early": warning("A story was last checked before a source that it uses was published."),
    "date-without-source": warning("A dated event does not say where its date comes from."),
    # Sources and places
    "not-read-published": error("A source that nobody has read would be published."),
    "described-only-unsaid": error("A source is known only from another that is not named."),
    "sha256-mismatch": error("A stored text is not the one whose digest its source holds."),
    "half-coordinates": error("A place has one coordinate of two."),
    "coordinates-range": error("A coordinate is none that a place on Earth has."),
    # The records as a whole
    "source-unused": warning("Nothing rests on a source."),
    "actor-unused": warning("Nothing mentions an actor."),
    "place-unused": warning("Nothing mentions a place."),
    "prose-without-claim": error("A sentence of a story links two actors or events that no claim joins."),
    "link-unclosed": error("A link by id in the prose of a story is not written whole."),
    "markdown-unused": warning("The prose of a story holds Markdown or HTML that pages do not show."),
    "markdown-too-much": error("A summary or prose is longer in one piece, or deeper, than pages are made of."),
    "quotes-typed": warning("A title, name or text stands in quotation marks that pages would show."),
    "confusable-name": warning("A name looks like another, or mixes letters of two writings that look alike."),
    "link-not-http": warning("A link in a text leads neither to the web nor to a record, so it is shown as typed."),
}
