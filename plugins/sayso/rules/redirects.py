"""Old addresses: each leads to one record, and none is the address of a record or of a list."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.library import Library
from sayso.problems import Problem, quote
from sayso.records import FOLDERS
from sayso.redirects import Redirect, own_address


def check_redirects(library: Library) -> Iterator[Problem]:
    """Old addresses at which a page stands, and those that are declared twice."""
    owners = {own_address(entry): entry for entry in library.entries.values()}
    first: dict[str, Redirect] = {}
    for redirect in library.redirects:
        if not redirect.is_declared:
            continue
        written, owner = quote(redirect.address), owners.get(redirect.address)
        other = first.setdefault(redirect.address, redirect)
        if redirect.address in FOLDERS:
            message = f"{written} is the address of a list of records. Delete it here."
        elif owner is not None and owner.path == redirect.mark.path:
            message = f"{written} is the address that this record has. Write an old one, or delete it."
        elif owner is not None:
            message = f"{written} is the address of {owner.path}. Delete it here, or rename that record."
        elif other is not redirect:
            message = f"{written} leads to {quote(other.target)} already ({other.mark}). Delete one of the two."
        else:
            continue
        yield Problem(redirect.mark, "address-taken", message)
