"""What the preview makes of records of which some cannot be read: pages always, and each says what is wrong."""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from tests.building import INVENTED, write_project
from tests.cases import CASES, Case, lay_out, load_cases
from tests.edits import edit_at_random
from tests.previews import change, words_of

import sayso.previewing.preview
import sayso.previewing.remembering
from sayso.build import Built, build_pages
from sayso.library import Library
from sayso.listing import RECENT, list_changed, list_stamps
from sayso.mentions import list_mentions
from sayso.page_settings import Settings
from sayso.previewing import Preview, Shown
from sayso.previewing.bodies import Bodies
from sayso.previewing.excerpts import read_excerpt
from sayso.previewing.troubles import Trouble
from sayso.problem_codes import CODES
from sayso.problems import Mark

IS_FULL = os.environ.get("SAYSO_TEST_SIZE") == "full"
SETTINGS = Settings("Ulmerask")
LANTERN = "actors/sluice-lantern/"
# The page of the one record of the invented site that has a warning.
WARNED = "questions/what-else-is-said/"
# Templates are read once for all tests; bodies of pages that stayed the same need not be made again.
BODIES = Bodies()
FAULTS = [*load_cases(CASES / "rules"), *load_cases(CASES / "loading")]


class Desk:
    """A project whose records are edited, with its preview."""

    def __init__(self, root: Path, content: Path = INVENTED) -> None:
        self.root = root
        self.content = root / "content"
        shutil.copytree(content, self.content)
        self.preview = Preview(BODIES)

    def look(self) -> Shown:
        """What the preview shows now; every page with all that stands on it can be made."""
        shown = self.preview.make(self.root, "content", SETTINGS)
        assert shown.mishap is None
        check_whole(shown)
        return shown

    def look_anew(self) -> Shown:
        """What it shows to somebody who starts it now."""
        self.preview = Preview(BODIES)
        return self.look()

    def find(self, record_id: str) -> Path:
        """The file of a record."""
        (found,) = self.content.rglob(f"{record_id}.y*ml")
        return found


def check_whole(shown: Shown) -> None:
    """Each page has a body and notices; what pages mention is there."""
    for address, page in shown.pages.items():
        assert page.address == address
        assert shown.built.body(page)
    for address in {"", LANTERN, *(trouble.link.address for trouble in shown.troubles)}:
        shown.notices(address)
    library = shown.built.site.library
    for mention in list_mentions(library.entries, library.proses):
        assert not mention.is_published or library.get(mention.target) is not None, mention


def body(shown: Shown, address: str) -> str:
    """The body of the page at an address."""
    return shown.built.body(shown.pages[address])


def says(shown: Shown, address: str) -> str:
    """What the page at an address says of problems, in words."""
    html = shown.notices(address)
    return words_of(LexborHTMLParser(f"<main>{html}</main>").css("main")[0])


def errors_in(shown: Shown) -> list[Trouble]:
    """All that keeps the site from being published, or a record from being shown as it is."""
    return [trouble for trouble in shown.troubles if trouble.errors or trouble.note]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The invented site, looked at once."""
    found = Desk(tmp_path)
    assert errors_in(found.look()) == []
    return found


@pytest.fixture
def cold_desk(tmp_path: Path) -> Desk:
    """The invented site before anybody looked at it."""
    return Desk(tmp_path)


def test_a_record_that_cannot_be_read_is_shown_as_it_was_and_tells_why(desk: Desk) -> None:
    before = body(desk.look(), LANTERN)
    change(desk.find("sluice-lantern"), "kind: ngo", "kind: ngoo\n<b>home</b>: <script>alert(1)</script>")
    shown = desk.look()
    assert body(shown, LANTERN) == before
    panel = says(shown, LANTERN)
    assert panel.startswith("2 errors in this record Below: the last version that could be shown. ")
    assert "content/actors/sluice-lantern.yml:2:7 bad-choice 'ngoo' is none of the words for 'kind'." in panel
    assert "'<b>home</b>' is not a key of an actor." in panel
    assert "<b>home</b>: <script>alert(1)</script>" in panel
    html = shown.notices(LANTERN)
    assert "<script" not in html
    assert "<b>" not in html
    assert '<a href="../../messages/#bad-choice">bad-choice</a>' in html
    assert "kind: <mark>ngoo</mark></code>" in html
    strip = "2 errors in 1 record keep this site from being published: sluice-lantern."
    assert {says(shown, address) for address in shown.pages if address not in (LANTERN, WARNED)} == {strip}
    assert says(shown, WARNED).endswith(strip)
    assert '<a href="../../actors/sluice-lantern/"><bdi>sluice-lantern</bdi></a>' in shown.notices("places/dunnels/")


def test_mending_takes_the_panel_away_and_shows_the_new_version(desk: Desk) -> None:
    file = desk.find("sluice-lantern")
    change(file, "kind: ngo", "kind: ngoo")
    desk.look()
    change(file, "kind: ngoo", "kind: ngo\nsummary: They print a bulletin.")
    shown = desk.look()
    assert errors_in(shown) == []
    assert {shown.notices(address) for address in shown.pages if address != WARNED} == {""}
    assert "They print a bulletin." in body(shown, LANTERN)


def test_other_records_change_while_one_stays_broken(desk: Desk) -> None:
    change(desk.find("sluice-lantern"), "kind: ngo", "kind: ngoo")
    desk.look()
    change(desk.find("river-authority"), "name: River & Gates Authority", "name: River and Gates Office")
    shown = desk.look()
    assert "River and Gates Office" in body(shown, "actors/river-authority/")
    assert says(shown, LANTERN).startswith("1 error in this record Below: ")


def test_at_the_start_what_can_be_read_of_a_record_is_shown(desk: Desk) -> None:
    file = desk.find("river-authority")
    change(file, "kind: government-body", "kind: goverment-body\nhome: x")
    shown = desk.look_anew()
    panel = says(shown, "actors/river-authority/")
    assert panel.startswith("2 errors in this record Below: what could be read of it. ")
    page = body(shown, "actors/river-authority/")
    assert "River &amp; Gates Authority" in page
    assert "the people with the keys" in page
    change(file, "goverment-body\nhome: x", "government-body")
    assert errors_in(desk.look()) == []


def test_at_the_start_a_value_that_cannot_be_read_is_left_out_alone(desk: Desk) -> None:
    change(desk.find("river-authority"), "The body that keeps", "The \u202ebody that keeps")
    page = body(desk.look_anew(), "actors/river-authority/")
    assert "body that keeps" not in page
    assert "the people with the keys" in page
    assert "Q999999999999" in page


def test_of_a_file_that_is_no_yaml_what_stands_above_the_fault_is_shown(desk: Desk) -> None:
    change(desk.find("river-authority"), "identifiers:\n", "identifiers: [\n")
    page = body(desk.look_anew(), "actors/river-authority/")
    assert "the people with the keys" in page
    assert "Q999999999999" not in page


def test_of_an_empty_file_the_id_is_shown_and_all_that_leads_to_it_stays(desk: Desk) -> None:
    addresses = desk.look().pages.keys()
    desk.find("banks-gazette-report").write_text("", encoding="utf-8")
    shown = desk.look_anew()
    assert shown.pages.keys() == addresses
    assert "banks-gazette-report" in body(shown, "sources/banks-gazette-report/")


def test_at_the_start_a_position_that_leads_nowhere_is_left_out_of_its_claim(desk: Desk) -> None:
    file = desk.find("homes-under-water")
    speakers = [position.actor for position in desk.look().built.site.library.claims["homes-under-water"].positions]
    change(file, f"actor: {speakers[0]}", "actor: nobody-at-all")
    shown = desk.look_anew()
    positions = shown.built.site.library.claims["homes-under-water"].positions
    assert [position.actor for position in positions] == speakers[1:]
    assert "There is no actor 'nobody-at-all'." in says(shown, "claims/homes-under-water/")


def test_a_claim_without_its_question_has_a_page_with_the_panel_alone(desk: Desk) -> None:
    change(desk.find("money-was-offered"), "question: what-else-is-said", "question: what-els")
    shown = desk.look_anew()
    panel = says(shown, "claims/money-was-offered/")
    assert panel.startswith(
        "1 error in this record Nothing of it could be shown. content/claims/money-was-offered.yml:4:11 "
    )
    page = body(shown, "claims/money-was-offered/")
    assert '<a href="../../claims/"><bdi>All claims</bdi></a>' in page
    assert "has offered money" not in page
    assert shown.link("money-was-offered") is not None
    assert shown.link("no-such-record") is None
    question = desk.find("what-else-is-said")
    question.write_text(f"draft: true\n{question.read_text(encoding='utf-8')}", encoding="utf-8")
    shown = desk.look_anew()
    assert shown.link("what-else-is-said") is None
    assert "questions/what-else-is-said/" not in shown.pages


def test_what_a_record_loses_through_others_names_the_one_through_which_it_begins(desk: Desk) -> None:
    """A question is gone, so its claims are left out, and then what the prose of the story says of them."""
    desk.find("how-gate-three-opened").unlink()
    shown = desk.look_anew()
    assert says(shown, "stories/night-at-gate-three/").startswith("1 error in this record Below: ")
    claim = "claims/gate-opened-as-chain-broke/"
    assert "Nothing of it could be shown." in says(shown, claim)
    assert "There is no question 'how-gate-three-opened'." in says(shown, claim)
    event = says(shown, "events/gate-three-opening/")
    words = "Not as it stands in the file Below: this record without what leads to a record that cannot be shown: gate-"
    assert event.startswith(words)


def test_a_record_that_leads_nowhere_is_shown_as_it_was(desk: Desk) -> None:
    file = desk.find("money-was-offered")
    address = "claims/money-was-offered/"
    before = body(desk.look(), address)
    change(file, "- dunnels", "- dunels")
    shown = desk.look()
    assert body(shown, address) == before
    assert says(shown, address).startswith("1 error in this record Below: the last version that could be shown.")
    assert "There is no event, actor or place 'dunels'." in says(shown, address)


def test_a_deleted_record_stays_while_another_leads_to_it(desk: Desk) -> None:
    file = desk.find("dunnels-committee")
    text = file.read_text(encoding="utf-8")
    before = body(desk.look(), "actors/dunnels-committee/")
    file.unlink()
    shown = desk.look()
    assert body(shown, "actors/dunnels-committee/") == before
    assert "The file of this record is gone. Below: its last version" in says(shown, "actors/dunnels-committee/")
    assert "There is no " in says(shown, "stories/night-at-gate-three/")
    file.write_text(text, encoding="utf-8")
    assert errors_in(desk.look()) == []


def test_a_deleted_record_to_which_none_leads_is_gone(desk: Desk) -> None:
    story = desk.find("what-came-after")
    assert "stories/what-came-after/" in desk.look().pages
    story.unlink()
    shown = desk.look()
    assert "stories/what-came-after/" not in shown.pages


def test_a_renamed_record_is_there_twice_until_all_that_lead_to_it_are_changed(desk: Desk) -> None:
    file = desk.find("sluice-lantern")
    file.rename(file.with_name("lantern.yml"))
    shown = desk.look()
    assert {LANTERN, "actors/lantern/"} <= shown.pages.keys()
    for path in desk.content.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?<![\w/])sluice-lantern(?!\.)", "lantern", text), encoding="utf-8")
    shown = desk.look()
    assert LANTERN not in shown.pages
    assert errors_in(shown) == []


def test_a_record_that_becomes_a_draft_stays_while_another_leads_to_it(desk: Desk) -> None:
    file = desk.find("sluice-lantern")
    file.write_text("draft: true\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    shown = desk.look()
    assert "Below: an earlier version, to which another record still leads:" in says(shown, LANTERN)
    assert "'sluice-lantern' is a draft" in says(shown, "events/flood-in-the-dunnels/")


def test_of_a_draft_is_shown_what_is_wrong_with_it_and_no_page(desk: Desk) -> None:
    file = desk.find("gate-log")
    assert not any("gate-log" in address for address in desk.look().pages)
    change(file, "kind: document", "kind: documents")
    shown = desk.look_anew()
    assert "CANARY" not in body(shown, "sources/gate-log/")
    assert "kind: documents" in says(shown, "sources/gate-log/")
    change(file, "kind: documents", "kind: document")
    assert not any("gate-log" in address for address in desk.look_anew().pages)


def test_a_record_that_moves_to_another_kind_stays_what_others_need_it_to_be(desk: Desk) -> None:
    file = desk.find("osk-mirell-dam")
    file.unlink()
    (desk.content / "actors" / "osk-mirell-dam.yml").write_text("name: The dam\nkind: company\n", encoding="utf-8")
    shown = desk.look()
    assert "places/osk-mirell-dam/" in shown.pages
    assert "'osk-mirell-dam' is of the kind 'actor'" in says(shown, "events/gate-three-opening/")


def test_a_text_or_prose_that_cannot_be_read_belongs_to_its_record(desk: Desk) -> None:
    prose = desk.content / "stories" / "night-at-gate-three.md"
    before = body(desk.look(), "stories/night-at-gate-three/")
    prose.write_bytes(b"Caf\xe9 [[dunnels]]\n")
    text = next(desk.content.rglob("banks-gazette-report.txt"))
    text.write_bytes(b"\xff\xfe\0")
    shown = desk.look()
    assert body(shown, "stories/night-at-gate-three/") == before
    assert "content/stories/night-at-gate-three.md:1:4 bad-encoding" in says(shown, "stories/night-at-gate-three/")
    assert "content/sources/banks-gazette-report.txt:1:1 bad-encoding" in says(shown, "sources/banks-gazette-report/")


def test_a_record_that_breaks_a_rule_is_shown_as_it_is_now(desk: Desk) -> None:
    change(desk.find("money-was-offered"), "passage: In the same notice", "passage: In no notice")
    shown = desk.look()
    assert "In no notice" in body(shown, "claims/money-was-offered/")
    panel = says(shown, "claims/money-was-offered/")
    assert panel.startswith("1 error in this record content/claims/money-was-offered.yml:15:12 passage-not-found")
    assert "Below" not in panel


def test_warnings_are_folded_and_stand_on_their_page_alone(desk: Desk) -> None:
    (desk.content / "actors" / "nobody-knows.yml").write_text("name: Nobody\nkind: person\n", encoding="utf-8")
    shown = desk.look()
    html = shown.notices("actors/nobody-knows/")
    assert "<details>" in html
    assert "<h2" not in html
    assert "1 warning in this record" in says(shown, "actors/nobody-knows/")
    assert {shown.notices(address) for address in shown.pages if "nobody" not in address} == {"", shown.notices(WARNED)}


def test_what_belongs_to_no_record_stands_on_the_home_page(desk: Desk) -> None:
    (desk.content / "notes.txt").write_text("x", encoding="utf-8")
    (desk.content / "sources" / "gone.txt").write_text("x", encoding="utf-8")
    shown = desk.look()
    assert says(shown, "").startswith("2 errors in files that belong to no record content/notes.txt:1:1 stray-file ")
    strip = "2 errors in files that belong to no record keep this site from being published: "
    assert says(shown, LANTERN) == f"{strip}home page."


def test_a_reserved_or_second_id_takes_no_page_from_another(desk: Desk) -> None:
    shown = desk.look()
    lists = body(shown, "actors/")
    (desk.content / "actors" / "index.yml").write_text("name: Index\nkind: person\n", encoding="utf-8")
    (desk.content / "places" / "sluice-lantern.yml").write_text("name: Lantern\nkind: site\n", encoding="utf-8")
    shown = desk.look()
    assert body(shown, "actors/") == lists
    assert "content/actors/index.yml:1:1 reserved-id" in says(shown, "")
    assert "content/places/sluice-lantern.yml:1:1 duplicate-id" in says(shown, LANTERN)
    assert "Below" not in says(shown, LANTERN)


def test_the_line_names_five_pages_and_the_home_page_names_all(desk: Desk) -> None:
    files = sorted((desk.content / "claims").rglob("*.yml"))[:7]
    for file in files:
        file.write_text(f"{file.read_text(encoding='utf-8')}\nwrong: x\n", encoding="utf-8")
    shown = desk.look()
    assert says(shown, LANTERN).endswith(" and 2 more pages.")
    assert says(shown, LANTERN).startswith("7 errors in 7 records keep this site from being published: ")
    assert all(file.stem in says(shown, "") for file in files)
    own = says(shown, f"claims/{files[0].stem}/")
    assert "6 errors in 6 records also keep this site from being published: " in own


def test_a_missing_folder_shows_a_site_without_records(desk: Desk) -> None:
    shutil.rmtree(desk.content)
    shown = desk.look()
    assert "missing-folder" in says(shown, "")


def test_a_line_is_cut_to_what_is_near_and_shows_what_cannot_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbfone\r\n\ttwo \xe2\x80\xae three\r" + b"x" * 400 + b" word\n\xff\n\n")

    def read(line: int, column: int) -> tuple[str, ...] | None:
        found = read_excerpt(tmp_path, Mark("a.yml", line, column))
        return None if found is None else (found.before, found.at, found.after)

    assert read(1, 1) == ("", "one", "")
    assert read(1, 4) == ("one", "", "")
    assert read(2, 2) == ("\\t", "two", " \\u202e three")
    assert read(3, 402) == ("…" + "x" * 59 + " ", "word", "")
    assert read(3, 1) == ("", "x" * 100, " word")
    assert read(4, 1) == ("", "�", "")
    assert read(5, 1) is read(99, 1) is None


def test_no_link_is_followed_to_a_line_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password", encoding="utf-8")
    (tmp_path / "link.yml").symlink_to(tmp_path / "secret")
    assert read_excerpt(tmp_path, Mark("secret")) is not None
    assert read_excerpt(tmp_path, Mark("link.yml")) is None
    assert read_excerpt(tmp_path, Mark("gone.yml")) is None


@contextmanager
def seeded(monkeypatch: pytest.MonkeyPatch, is_bad: Callable[[Library], bool]) -> Iterator[None]:
    """A fault of ours in making pages, while the records are such."""

    def build(library: Library, site: Settings, **others: Any) -> Built:  # noqa: ANN401 -- as they are
        if is_bad(library):
            raise ZeroDivisionError("seeded")
        return build_pages(library, site, **others)

    with monkeypatch.context() as patch:
        patch.setattr(sayso.previewing.remembering, "build_pages", build)
        yield


def name_of_lantern(library: Library) -> str:
    """What the lantern is called in the library of which pages are made."""
    lantern = library.actors.get("sluice-lantern")
    return lantern.name.text if lantern else ""


def test_a_fault_of_ours_leaves_the_records_with_errors_as_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(desk.find("sluice-lantern"), "Friends", "Fiends\nlat: 3\n".removesuffix("\nlat: 3\n"))
    change(desk.find("money-was-offered"), "passage: In the same notice", "passage: In no notice")
    with seeded(monkeypatch, lambda library: "In no notice" in str(library.claims["money-was-offered"])):
        shown = desk.preview.make(desk.root, "content", SETTINGS)
    assert isinstance(shown.mishap, ZeroDivisionError)
    check_whole(shown)
    assert "In no notice" not in body(shown, "claims/money-was-offered/")
    assert "Fiends" in body(shown, LANTERN)
    assert says(shown, "").startswith(
        "Sayso failed to make the newest pages and shows earlier ones (ZeroDivisionError: seeded)."
    )
    assert says(desk.look(), "").startswith("1 error in 1 record keeps ")


def test_a_fault_of_ours_in_all_pages_leaves_the_last_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = body(desk.look(), LANTERN)
    change(desk.find("sluice-lantern"), "Friends", "Fiends")
    with seeded(monkeypatch, lambda _: True):
        shown = desk.preview.make(desk.root, "content", SETTINGS)
        assert isinstance(shown.mishap, ZeroDivisionError)
        check_whole(shown)
        assert body(shown, LANTERN) == before
        with pytest.raises(ZeroDivisionError):
            Preview(BODIES).make(desk.root, "content", SETTINGS)
    assert "Fiends" in body(desk.look(), LANTERN)


def test_a_fault_of_ours_at_the_start_shows_a_site_without_records(
    cold_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with seeded(monkeypatch, lambda library: bool(name_of_lantern(library))):
        shown = cold_desk.preview.make(cold_desk.root, "content", SETTINGS)
    check_whole(shown)
    assert "ZeroDivisionError: seeded" in says(shown, "")


def test_templates_that_changed_are_read_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.look()
    assert desk.look().built.renderer is first.built.renderer
    with monkeypatch.context() as patch:
        patch.setattr(sayso.previewing.preview, "stamp_templates", frozenset)
        second = desk.look()
    assert second.built.renderer is not first.built.renderer
    assert body(second, LANTERN) == body(first, LANTERN)


@pytest.mark.parametrize("case", [case for case in FAULTS if any(CODES[code].is_error for code in case.codes)], ids=str)
def test_every_fault_that_the_check_knows_can_be_looked_at(case: Case, tmp_path: Path) -> None:
    lay_out(case, tmp_path)
    shown = Preview(BODIES).make(tmp_path, "content", SETTINGS)
    assert shown.mishap is None
    check_whole(shown)
    told = {problem for trouble in shown.troubles for problem in trouble.problems}
    assert told == set(shown.checked.problems)


EDITS: dict[str, Callable[[str], str]] = {
    "emptied": lambda _: "",
    "cut off": lambda text: text[: len(text) // 2],
    "without its first line": lambda text: text.partition("\n")[2],
    "with a key too many": lambda text: f"{text}\nwrong: x\n",
    "draft": lambda text: f"draft: true\n{text}",
    "merged": lambda text: f"merged_into: sluice-lantern\n{text}",
    "leading nowhere": lambda text: text.replace("sluice-lantern", "sluice-lanter"),
    "leading elsewhere": lambda text: text.replace("river-authority", "dunnels"),
    "not UTF-8": lambda text: f"{text}\udce9",
}
FILES = sorted(path.relative_to(INVENTED).as_posix() for path in INVENTED.rglob("*.*"))
STEPS = st.tuples(st.sampled_from(FILES), st.sampled_from(["deleted", "renamed", "as it was", *EDITS]))


def take_step(content: Path, path: str, edit: str) -> None:
    """Does one thing to a file, unless it is gone."""
    file = content / path
    if edit == "as it was":
        shutil.copy(INVENTED / path, file)
    elif file.exists() and edit == "deleted":
        file.unlink()
    elif file.exists() and edit == "renamed":
        file.rename(file.with_stem(f"{file.stem}-2"))
    elif file.exists():
        text = EDITS[edit](file.read_text(encoding="utf-8", errors="surrogateescape"))
        file.write_text(text, encoding="utf-8", errors="surrogateescape")


@settings(max_examples=100 if IS_FULL else 12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans())
def test_whatever_is_done_to_the_records_all_pages_are_made(
    looks: list[list[tuple[str, str]]],
    is_cold: bool,  # noqa: FBT001 -- hypothesis passes it by position
) -> None:
    """Edits and looks in turn; what is undone at last leaves the pages that were there at first."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        clean = pages_of(desk.look())
        if is_cold:
            desk.preview = Preview(BODIES)
        for steps in looks:
            for path, edit in steps:
                take_step(desk.content, path, edit)
            desk.look()
        shutil.rmtree(desk.content)
        shutil.copytree(INVENTED, desk.content)
        shown = desk.look()
        assert errors_in(shown) == []
        assert pages_of(shown) == clean


def pages_of(shown: Shown) -> dict[str, str]:
    """All bodies by address."""
    return {address: shown.built.body(page) for address, page in shown.pages.items()}


def test_after_random_edits_the_pages_are_those_that_a_new_preview_shows(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", INVENTED, site_url=None)
    chance = random.Random(20160515)  # noqa: S311 -- the same edits in each run
    old = Preview()
    old.make(project, "content", SETTINGS)
    for _ in range(25 if IS_FULL else 6):
        before = list_stamps(project, "content")
        edit = edit_at_random(project, chance)
        time.sleep(RECENT / 1e9)
        changed = list_changed(before, list_stamps(project, "content"))
        first = old.begin(project, "content", SETTINGS, changed)
        old.show(project, "content", SETTINGS)
        shown, new = old.check(), Preview().make(project, "content", SETTINGS)
        assert list(shown.pages) == list(new.pages), edit
        for address, page in new.pages.items():
            assert shown.pages[address] == page, (edit, address)
            assert shown.built.body(shown.pages[address]) == new.built.body(page), (edit, address)
            assert shown.notices(address) == new.notices(address), (edit, address)
        for page, body_of_page in first:
            assert body_of_page == new.built.body(new.pages[page.address]), (edit, page.address)
