"""Corrections and changes: all of them once, the newest first, mends told apart by their words."""

from __future__ import annotations

import pytest
from tests.libraries import actor, claim, make_library, make_pages, position, question, source

from sayso.dates import parse_date
from sayso.library import Library
from sayso.page_settings import Settings
from sayso.pages import Site, make_site
from sayso.pages.changes import ChangeRow, ChangesView, latest_changes, view_changes, word_month
from sayso.records.parts import Change
from sayso.records.source import SourceCorrection
from sayso.rendering.environment import Renderer


def change(date: str, kind: str = "update", note: str = "A note.") -> Change:
    """A change."""
    return Change.model_validate({"date": parse_date(date), "kind": kind, "note": note})


def correction(date: str, note: str = "A number was wrong.") -> SourceCorrection:
    """A correction that a source published."""
    return SourceCorrection(date=parse_date(date), note=note)


def site_of(*changes: Change, corrections: tuple[SourceCorrection, ...] = ()) -> Site:
    """A site in which a claim has these changes, and its source these corrections."""
    library = make_library(
        actor("ann"),
        source("s", source_corrections=corrections),
        question("q"),
        claim("c", position("ann"), changes=changes),
    )
    return make_site(library, Settings("Name"))


def rows_of(site: Site) -> tuple[ChangeRow, ...]:
    """The changes of all records."""
    return view_changes(site, site.library.records)


def render(site: Site) -> tuple[ChangesView, str]:
    """The page of corrections and changes: view and HTML."""
    (page,) = (page for page in make_pages(site) if page.address == "changes/")
    assert isinstance(page.view, ChangesView)
    return page.view, Renderer().render(page)


def test_the_newest_stands_first_and_what_has_no_date_last() -> None:
    dates = ("2031-01", "unknown", "2031-01-05", "2030-12-31", "2031-02-01")
    site = site_of(*(change(date) for date in dates), corrections=(correction("2031-01-06"),))
    words = [row.date.words for row in rows_of(site)]
    assert words == [
        "1 February 2031",
        "6 January 2031",
        "5 January 2031",
        "January 2031",
        "31 December 2030",
        "date not given",
    ]
    assert latest_changes(site, 2) == rows_of(site)[:2]


def test_of_one_day_the_last_that_a_record_lists_stands_first() -> None:
    rows = rows_of(site_of(change("2031-01-01", note="One."), change("2031-01-01", note="Two.")))
    assert [row.note for row in rows] == ["Two.", "One."]


def test_corrections_and_retractions_and_those_of_sources_are_told_apart_by_words() -> None:
    site = site_of(
        *(change("2031-01-01", kind) for kind in ("addition", "update", "correction", "clarification", "retraction")),
        corrections=(correction("2031-01-02"), correction("2031-01-03")),
    )
    kinds = {row.kind: row.is_mend for row in rows_of(site)}
    assert kinds == {
        "Addition": False,
        "Update": False,
        "Correction": True,
        "Clarification": False,
        "Retraction": True,
        "Correction by the source": True,
    }
    view, body = render(site)
    assert view.counts == ("1 correction", "1 retraction", "2 corrections by sources", "3 other changes")
    assert all(f"{kind}</strong>" in body for kind in kinds)


def test_a_claim_stands_with_who_says_it() -> None:
    (row,) = rows_of(site_of(change("2031-01-01")))
    assert (row.record_kind, row.who) == ("claim", "said by Ann")
    assert "(said by Ann)" in render(site_of(change("2031-01-01")))[1]


def test_an_address_stays_when_its_note_is_edited_or_another_change_follows() -> None:
    first = change("2031-01-01", "correction", "Frist note.")
    (before,) = rows_of(site_of(first))
    after = rows_of(
        site_of(
            change("2031-01-01", "correction", "First note."),
            change("2031-01-01", "correction"),
            corrections=(correction("2031-01-01"),),
        )
    )
    assert before.anchor in [row.anchor for row in after if row.note == "First note."]
    assert len({row.anchor for row in after}) == 3
    assert f'id="{before.anchor}"' in render(site_of(first))[1]


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2031-02-03", "February 2031"),
        ("2031-02-03T10:00Z", "February 2031"),
        ("2031-02~", "February 2031"),
        ("2031", "2031"),
        ("2031-22", "2031"),
        ("2030-12-31/2031-01-01", "31 December 2030 to 1 January 2031"),
        ("../2031-01-01", "By 1 January 2031"),
        ("unknown", "Date not given"),
    ],
)
def test_a_change_stands_under_its_month_as_far_as_it_is_known(date: str, month: str) -> None:
    assert word_month(parse_date(date)) == month


def test_months_stand_once_and_each_change_in_one() -> None:
    view, body = render(
        site_of(*(change(date) for date in ("2031", "2031-01-05", "2031-02-01", "2031-01-07", "2031-22")))
    )
    assert [(month.jump.title, month.jump.total) for month in view.months] == [
        ("February 2031", 1),
        ("January 2031", 2),
        ("2031", 2),
    ]
    assert all(f'<h2 id="{month.jump.anchor}">' in body for month in view.months)


def test_without_a_change_the_page_says_that_none_is_recorded() -> None:
    view, body = render(site_of())
    assert (view.counts, view.months) == ((), ())
    assert "No change is recorded." in body


def test_drafts_do_not_tell_of_their_changes() -> None:
    library: Library = make_library(actor("ann", draft=True, changes=(change("2031-01-01"),)))
    assert rows_of(make_site(library, Settings("Name"))) == ()
