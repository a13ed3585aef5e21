"""The forms that text may have to take: ids, addresses, languages, digests."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from sayso.loading.languages import suggest_language
from sayso.problems import quote

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
# Names that Windows keeps for devices, in any folder.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
RESERVED_IDS = DEVICES | frozenset(
    "index 404 search assets stylesheets javascripts sitemap robots build from source unattributed unknown "  # noqa: SIM905 -- easier to read
    "actors events claims questions sources places stories".split(),
)
# What no old address begins with: files of the site, and pages that the program or the theme makes.
RESERVED_ADDRESSES = DEVICES | frozenset(
    "assets stylesheets javascripts search sitemap robots build 404 index "  # noqa: SIM905 -- easier to read
    "gaps changes method keys messages limits".split(),
)
LONGEST_ADDRESS = 120
# Names, titles and what else stands wherever a record is mentioned; any other text in one value.
LONGEST_NAME, LONGEST_PLAIN = 500, 10_000
# What browsers and servers agree to take.
LONGEST_URL = 2_000
# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
SHA256 = re.compile(r"[0-9a-f]{64}")
NO_URL_CHARACTER = re.compile(r"""[\s"'<>\\^`{|}\x00-\x20\x7f]""")
HOST = re.compile(r"(?=.{1,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])?")
# A last label that is a number makes browsers read the whole host as an address in numbers.
NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
NOT_PUBLIC = frozenset({"localhost", "local", "internal", "localdomain", "lan", "home", "test", "invalid"})
# A host of ASCII letters and an address without any sign that could be at fault: what most addresses are.
COMMON_URL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}(?P<last>[a-z]{2,20})(?:/[A-Za-z0-9/._~=&?+,;:!$*#-]{0,1000})?"
)
ENCODED_BREAK = re.compile(r"%0[ad]", re.IGNORECASE)


class TextFault(ValueError):  # noqa: N818 -- it is a finding about content, not a failure of the program
    """What is wrong with a text, and the code of the problem."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def read_plain(text: str) -> str:
    """The text as typed; not even its Unicode form is changed, since passages are compared letter by letter."""
    return text


def suggest_id(text: str) -> str:
    """An id made of a text's letters and digits, or nothing where it has none that ids can hold."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-")


def read_name(text: str) -> str:
    """A name in the form of an id: small letters, digits and single hyphens, at most 80 characters."""
    if not ID.fullmatch(text):
        suggestion = suggest_id(text)
        hint = f" Did you mean {quote(suggestion)}?" if suggestion else ""
        message = f"{quote(text)} is not an id. Use small letters a-z, digits and single hyphens.{hint}"
        raise TextFault("bad-id", message)
    if len(text) > LONGEST_ID:
        message = f"{quote(text)} has {len(text)} characters. Shorten it to {LONGEST_ID} or fewer."
        raise TextFault("bad-id", message)
    return text


def read_id(text: str) -> str:
    """The id of a record: a name that is none of the reserved words."""
    if text in RESERVED_IDS:
        raise TextFault(
            "reserved-id", f"{quote(text)} is a word that Sayso or a file system keeps for itself. Choose another."
        )
    return read_name(text)


def read_url(text: str) -> str:
    """A full http or https address of a public host, with nothing in it that could break out of a link."""
    if text.startswith("<") and text.endswith(">"):
        raise TextFault("bad-url", f"{quote(text)} stands between angle brackets. Delete < and >.")
    if not text.startswith(("https://", "http://")):
        raise TextFault(
            "bad-url", f"{quote(text)} is not a whole web address. Begin it with https:// in small letters."
        )
    if bad := NO_URL_CHARACTER.search(text):
        message = f"{quote(bad[0])} cannot stand in a web address. Write {percent_encode(bad[0])} in its place."
        raise TextFault("bad-url", message)
    if bad := ENCODED_BREAK.search(text):
        raise TextFault("bad-url", f"{quote(bad[0])} stands for a line break, which no web address needs. Delete it.")
    if len(text) > LONGEST_URL:
        message = f"{quote(text)} has {len(text):,} characters. Shorten it to {LONGEST_URL:,} or fewer."
        raise TextFault("bad-url", message)
    check_host(text)
    return text


def is_common_url(text: str) -> bool:
    """Whether `read_url` certainly takes an address; it may take others too."""
    match = COMMON_URL.fullmatch(text)
    return match is not None and match["last"] not in NOT_PUBLIC


def check_host(url: str) -> None:
    """Raises TextFault unless the address names a host that every reader can reach."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        message = f"{quote(url)} is not a web address. Check the part between // and the next slash."
        raise TextFault("bad-url", message) from None
    if "@" in parts.netloc:
        raise TextFault("bad-url", f"{quote(url)} holds a user name or password. Delete what stands between // and @.")
    if not is_public(host):
        message = f"{quote(url)} does not name a public host. Write the address that readers can open."
        raise TextFault("bad-url", message)


def is_public(host: str) -> bool:
    """Whether the host is a name with a dot that does not mean this machine or network, and no number."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        return (
            HOST.fullmatch(host) is not None
            and unicodedata.normalize("NFKC", host) == host
            and last not in NOT_PUBLIC
            and not NUMERIC_LABEL.fullmatch(last)
        )
    return False


def read_language(text: str) -> str:
    """A language tag (BCP 47): `en`, `ar`, `zh-Hant`, `pt-BR`."""
    suggestion = suggest_language(text)
    if suggestion == text:
        return text
    hint = f"Did you mean {quote(suggestion)}?" if suggestion else "Write one such as en, ar, ru, zh-Hant or pt-BR."
    raise TextFault("bad-language", f"{quote(text)} is not a language tag. {hint}")


def read_address(text: str) -> str:
    """The path of a page below the site's address, without slashes at its ends: `claims/old-id`."""
    path = text.strip("/")
    first, *others = path.split("/")
    if len(path) > LONGEST_ADDRESS or not all(map(ID.fullmatch, (first, *others))):
        message = (
            f"{quote(text)} is not an old address. Write the path of the page below the site's address, in small "
            f"letters a-z, digits, single hyphens and slashes, at most {LONGEST_ADDRESS} characters."
        )
        raise TextFault("bad-address", f"{message} {suggest_address(text)}".strip())
    kept = [name for name in others if name in RESERVED_IDS] + [first] * (first in RESERVED_ADDRESSES)
    if kept:
        message = f"{quote(text)} cannot lead anywhere else: Sayso or a file system keeps {quote(kept[0])} for itself."
        raise TextFault("bad-address", f"{message} Delete it.")
    return path


def suggest_address(text: str) -> str:
    """A closing question that names the path that was likely meant by a whole web address or a file, or nothing."""
    try:
        path = urlsplit(text).path
    except ValueError:
        return ""
    names = re.sub(r"(/index)?\.(html|md|yml|yaml)\Z", "", path).split("/")
    meant = "/".join(filter(None, map(suggest_id, names)))
    return f"Did you mean {quote(meant)}?" if 0 < len(meant) <= LONGEST_ADDRESS else ""


def read_sha256(text: str) -> str:
    """A SHA-256 digest in 64 hexadecimal digits; in small letters, however it is written."""
    if not SHA256.fullmatch(text.lower()):
        message = f"{quote(text)} is not a SHA-256 digest. Write 64 digits 0-9 a-f, as 'sha256sum FILE' prints them."
        raise TextFault("bad-sha256", message)
    return text.lower()


# What a contributor is told to write, and how each form of text is read.
READ_TEXT: dict[str, tuple[str, Callable[[str], str]]] = {
    "plain": ("a text", read_plain),
    "markdown": ("a text", read_plain),
    "url": ("a web address", read_url),
    "language": ("a language tag such as en", read_language),
    "slug": ("a short name", read_name),
    "sha256": ("a SHA-256 digest", read_sha256),
    "address": ("an old address such as claims/old-id", read_address),
}
