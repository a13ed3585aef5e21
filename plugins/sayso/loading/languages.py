"""Language tags (BCP 47, https://www.rfc-editor.org/info/bcp47), in the case in which they are commonly written."""

from __future__ import annotations

import re

# All codes of two letters in ISO 639-1; a tag with another one names no language, and is often a country's code.
TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "  # noqa: SIM905 -- easier to read
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
    "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
    "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
    "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
    "vi vo wa wo xh yi yo za zh zu".split()
)
# What RFC 5646, 4.4.1, asks programs to take at least.
LONGEST_TAG = 35
TAG = re.compile(
    r"""(?P<language>[a-z]{2,3})
    (?P<extended>(?:-[a-z]{3}){0,3})
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<rest>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)""",
    re.VERBOSE,
)
# What people write who do not know the codes: names, and codes of countries and of other lists.
NAMES = {
    "arabic": "ar",
    "armenian": "hy",
    "azerbaijani": "az",
    "burmese": "my",
    "chinese": "zh",
    "cn": "zh",
    "cz": "cs",
    "czech": "cs",
    "dk": "da",
    "dutch": "nl",
    "eng": "en",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "georgian": "ka",
    "german": "de",
    "gr": "el",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "il": "he",
    "iw": "he",
    "italian": "it",
    "japanese": "ja",
    "jp": "ja",
    "korean": "ko",
    "kurdish": "ku",
    "pashto": "ps",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "rus": "ru",
    "russian": "ru",
    "serbian": "sr",
    "spanish": "es",
    "turkish": "tr",
    "ua": "uk",
    "ukrainian": "uk",
    "urdu": "ur",
    "us": "en",
}


def suggest_language(text: str) -> str | None:
    """The tag that a text writes, in its common case, or is likely to mean; the text itself if it is such a tag."""
    if len(text) > LONGEST_TAG:
        return None
    small = text.lower().replace("_", "-")
    if small in NAMES:
        return NAMES[small]
    match = TAG.fullmatch(small)
    if match is None or (len(match["language"]) == 2 and match["language"] not in TWO_LETTERS):  # noqa: PLR2004 -- letters
        return None
    script = f"-{match['script'].title()}" if match["script"] else ""
    region = f"-{match['region'].upper()}" if match["region"] else ""
    return f"{match['language']}{match['extended']}{script}{region}{match['variants']}{match['rest']}"
