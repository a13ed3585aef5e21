"""Words as a search compares them: small, without accents, as the script `search-words.js` splits them too.

Nothing here knows a language: endings are the script's concern, which looks for words by their beginnings.
"""

from __future__ import annotations

import re
import unicodedata

# Of scripts that are written without spaces each letter is a word: Thai to Myanmar, Khmer, and from kana to Han.
LETTERS_APART = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
WORD = re.compile(rf"[^\W_{LETTERS_APART}]+|(?=\w)[{LETTERS_APART}]")
# What stands inside words and belongs to none of their letters: apostrophes, soft hyphens, joiners, a stroke that only
# makes Arabic words wider.
INSIDE = "'\u2019\u02bc\u00ad\u200c\u200d\u0640"


class WithoutMarks(dict[int, int | None]):
    """For `translate`: takes out accents and what stands inside words; of each character it is looked up once."""

    def __missing__(self, code: int) -> int | None:
        is_mark = chr(code) in INSIDE or unicodedata.category(chr(code)).startswith("M")
        self[code] = None if is_mark else code
        return self[code]


WITHOUT_MARKS = WithoutMarks()


def split_words(text: str) -> list[str]:
    """The words of a text in their order."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return WORD.findall(plain.translate(WITHOUT_MARKS).lower())
