"""Forms of text: what is an id, an address, a language, a digest, and what is said of what is none."""

from __future__ import annotations

import pytest
from babel import Locale

from sayso.loading.forms import RESERVED_IDS, TextFault, read_id, read_language, read_sha256, read_url, suggest_id
from sayso.loading.languages import NAMES, TWO_LETTERS
from sayso.records import FOLDERS


@pytest.mark.parametrize("text", ["a", "0", "russia", "press-tv", "2015-09-30", "a" * 80])
def test_an_id_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    assert read_id(text) == text


@pytest.mark.parametrize(
    "text", ["", " ", "Russia", "press_tv", "-a", "a-", "a--b", "a b", "é", "٣", "a\n", "a.yml", "a/b", "..", "a" * 81]
)
def test_anything_else_is_no_id(text: str) -> None:
    with pytest.raises(TextFault) as caught:
        read_id(text)
    assert caught.value.code == "bad-id"


def test_the_words_that_sayso_and_file_systems_keep_are_no_ids() -> None:
    assert {"index", "404", "search", "assets", "source", "unattributed", "con", "nul", *FOLDERS} <= RESERVED_IDS
    for word in RESERVED_IDS:
        with pytest.raises(TextFault) as caught:
            read_id(word)
        assert caught.value.code == "reserved-id"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Russia", "russia"),
        ("Île de Ré", "ile-de-re"),
        ("Łódź & Đà Nẵng", "lodz-da-nang"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("İzmir", "izmir"),
        ("press__tv--", "press-tv"),
        ("حماة", ""),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_an_id_is_suggested_from_a_name(text: str, suggestion: str) -> None:
    assert suggest_id(text) == suggestion


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "https://example.org:8080/a/b.html?c=d&e=%20#f",
        "https://example.org/a_(b)/~c;d=e,f!*@g",
        "https://web.archive.org/web/2015/http://example.org/",
        "https://пример.рф/новости",
        "https://ar.wikipedia.org/wiki/حماة",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://a-b.example.co.uk/",
        "https://4chan.example/",
    ],
)
def test_a_full_address_of_a_public_host_is_kept_as_it_is(url: str) -> None:
    assert read_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "HTTPS://example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:example.org",
        "https://",
        "https:///a",
        "https://a b.org",
        "https://example.org/a b",
        "https://example.org/\u00a0",
        'https://example.org/"onclick="x',
        "https://example.org/'x",
        "https://example.org/<b>",
        "https://example.org/\\a",
        "https://example.org\\@evil.org",
        "https://example.org/\n",
        "https://example.org/%0d%0aSet-Cookie:x",
        "https://user@example.org",
        "https://user:password@example.org",
        "https://localhost",
        "https://localhost:8000/",
        "https://printer.local/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://a.0x7f/",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://[broken/",
        "https://１２７.0.0.１/",
        "https://example。org/",
        "https://ex%61mple.org/",
        "https://-a.org/",
        "https://a-.org/",
        "https://a..org/",
        "https://example.org:99999/",
        "https://example.org:a/",
        "https://" + "a" * 64 + ".org/",
        "https://" + "a." * 130 + "org/",
    ],
)
def test_anything_else_is_no_address(url: str) -> None:
    with pytest.raises(TextFault) as caught:
        read_url(url)
    assert caught.value.code == "bad-url"


@pytest.mark.parametrize(
    "tag",
    ["en", "ar", "zh-Hant", "pt-BR", "es-419", "sr-Latn-RS", "de-1901", "sl-rozaj", "arz", "zh-yue", "en-x-plain"],
)
def test_a_language_tag_in_its_common_case_is_kept(tag: str) -> None:
    assert read_language(tag) == tag


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("EN", "Did you mean 'en'?"),
        ("zh-hant", "Did you mean 'zh-Hant'?"),
        ("pt_br", "Did you mean 'pt-BR'?"),
        ("Russian", "Did you mean 'ru'?"),
        ("jp", "Did you mean 'ja'?"),
        ("xx", "Write one such as en, ar, ru, zh-Hant or pt-BR."),
        ("e", "Write one such as en, ar, ru, zh-Hant or pt-BR."),
        ("en-", "Write one such as en, ar, ru, zh-Hant or pt-BR."),
        ("en us", "Write one such as en, ar, ru, zh-Hant or pt-BR."),
    ],
)
def test_anything_else_is_no_tag_and_the_likely_one_is_named(text: str, hint: str) -> None:
    with pytest.raises(TextFault) as caught:
        read_language(text)
    assert (caught.value.code, caught.value.message) == ("bad-language", f"{text!r} is not a language tag. {hint}")


def test_the_codes_of_two_letters_are_those_that_babel_knows() -> None:
    assert {code for code in map(str, Locale("en").languages) if len(code) == 2} == TWO_LETTERS


def test_no_name_of_a_language_hides_a_code_and_each_leads_to_one() -> None:
    assert not NAMES.keys() & TWO_LETTERS
    assert set(NAMES.values()) <= TWO_LETTERS


def test_a_digest_may_be_written_in_capitals() -> None:
    assert read_sha256("AB" * 32) == "ab" * 32
    for text in ("", "ab" * 31, "ab" * 33, "zz" * 32, "٣٣" * 32):
        with pytest.raises(TextFault):
            read_sha256(text)
