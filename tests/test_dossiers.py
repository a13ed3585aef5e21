"""In which order a build makes pages: those near each other that show the same records."""

from __future__ import annotations

import random

import pytest
from tests.libraries import actor, claim, event, make_library, place, position, question, source, story

from sayso.page_settings import Settings
from sayso.pages import group_by_dossier, make_site
from sayso.pages.site import Site

ALL = [
    *("lists/from/a/", "stories/bridge/", "claims/bridge-fell/", "claims/bridge-held/", "questions/bridge-what/"),
    *("actors/mayor/", "sources/s/", "events/bridge-fall/"),
    *("stories/tunnel/", "claims/tunnel-shut/", "questions/tunnel-why/", "actors/guard/", "places/town/"),
    *("claims/nobody-asks/", "questions/alone/", "places/harbour/", "sources/unused/"),
]


@pytest.fixture
def site() -> Site:
    """Two stories that share a source, a question in no story, a source that nobody cites."""
    return make_site(
        make_library(
            *(
                actor("mayor"),
                actor("guard"),
                source("s"),
                source("unused"),
                event("bridge-fall"),
                place("town"),
                place("harbour"),
            ),
            claim("bridge-fell", position("mayor"), question="bridge-what"),
            claim("bridge-held", position("mayor", "denies"), question="bridge-what"),
            question("bridge-what", about=("bridge-fall",)),
            claim("tunnel-shut", position("guard"), question="tunnel-why"),
            question("tunnel-why", about=("town",)),
            claim("nobody-asks", position("guard"), question="alone", about=("harbour",)),
            question("alone"),
            story("bridge", "bridge-what"),
            story("tunnel", "tunnel-why"),
        ),
        Settings("Name"),
    )


def shuffle(addresses: list[str]) -> list[str]:
    """The addresses in another order."""
    return random.Random(7).sample(addresses, len(addresses))  # noqa: S311 -- for a test


def test_each_story_is_followed_by_what_it_shows_and_all_that_no_story_shows_comes_last(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.pages.dossiers.TOGETHER", 1)
    assert group_by_dossier(site, shuffle(ALL)) == [[address] for address in ALL]


def test_neighbours_go_by_kind_and_some_pages_alone_stay_in_order(site: Site) -> None:
    lists, records = group_by_dossier(site, shuffle(ALL))
    kinds = [address.partition("/")[0] for address in records]
    assert (lists, kinds) == (ALL[:1], sorted(kinds))
    some = ["questions/tunnel-why/", "claims/tunnel-shut/", "claims/bridge-fell/"]
    assert group_by_dossier(site, some) == [["claims/bridge-fell/", "claims/tunnel-shut/", "questions/tunnel-why/"]]
