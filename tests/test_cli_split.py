"""`sayso split`: a sheet's lines become files, with comments, order and wording, all of them or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli_project import list_files, write_project

from sayso.cli import commands
from sayso.new_files import write_files

SHEET = """\
# Gathered on a Tuesday.

# --- people ---
actors:
  # Lives by the river,
  # as everybody knows.
  cleo-ash:  # a neighbour
    # Her own spelling.
    name: Cleo  Ash # so written
    kind: person

    notes: |
      # no comment
        indented

      last
    # The end of her.

  the-mill: {name: The mill,
             kind: company}  # in braces
# Where it is.
places:
    tarn:

        kind: settlement
        name: "Tarn
          on the river"
"""
FILES = {
    "actors/cleo-ash.yml": """\
# Lives by the river,
# as everybody knows.
# a neighbour
# Her own spelling.
name: Cleo  Ash # so written
kind: person

notes: |
  # no comment
    indented

  last
# The end of her.
""",
    "actors/the-mill.yml": """\
{name: The mill,
           kind: company}  # in braces
""",
    "places/tarn.yml": """\
kind: settlement
name: "Tarn
  on the river"
""",
}


def run_split(monkeypatch: pytest.MonkeyPatch, root: Path, sheet: str | bytes, *options: str) -> Result:
    (root / "sheet.yml").write_bytes(sheet.encode() if isinstance(sheet, str) else sheet)
    monkeypatch.chdir(root)
    return CliRunner().invoke(commands, ["split", "sheet.yml", *options])


def read_content(root: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in list_files(root / "content").items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without a record."""
    (tmp_path / "content").mkdir()
    return tmp_path


def test_comments_order_and_wording_stay(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    run = run_split(monkeypatch, root, SHEET)
    assert run.stdout == "content/actors/cleo-ash.yml\ncontent/actors/the-mill.yml\ncontent/places/tarn.yml\n"
    assert run.stderr == "3 files written. 3 lines of comment that belong to no record stay in the sheet only.\n"
    assert run.exit_code == 0
    assert read_content(root) == FILES
    assert (root / "sheet.yml").read_text("utf-8") == SHEET


def test_files_have_line_feeds_and_no_byte_order_mark(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    run_split(monkeypatch, root, b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode())
    assert read_content(root) == FILES


def test_a_dry_run_writes_nothing(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    run = run_split(monkeypatch, root, SHEET, "--dry-run")
    assert run.stdout.splitlines() == [f"content/{path}" for path in FILES]
    assert run.stderr.startswith("3 files would be written. ")
    assert read_content(root) == {}


WAYS = {
    "all in braces": (
        "actors: {a: {name: A, kind: person}, b: {name: B, kind: group}}\n",
        "{name: A, kind: person}\n",
        "{name: B, kind: group}\n",
    ),
    "braces over lines": (
        "actors: {\n  # first\n  a: {name: A, kind: person}, # one\n  b: {name: B, kind: group} # two\n}\n",
        "# first\n{name: A, kind: person}  # one\n",
        "{name: B, kind: group}  # two\n",
    ),
    "odd keys": (
        "actors:\n  ? a\n  : name: A\n    kind: person\n  'b':\n   kind: group\n   name: B",
        "name: A\nkind: person\n",
        "kind: group\nname: B\n",
    ),
    "comments between": (
        "actors:\n a:\n  name: >-\n    A\n  kind: person\n  # of a\n # of b\n b:\n  name: B\n  kind: group\n",
        "name: >-\n  A\nkind: person\n# of a\n",
        "# of b\nname: B\nkind: group\n",
    ),
}


@pytest.mark.parametrize(("sheet", "first", "second"), WAYS.values(), ids=WAYS)
def test_every_way_of_writing_a_sheet_is_cut_well(
    monkeypatch: pytest.MonkeyPatch, root: Path, sheet: str, first: str, second: str
) -> None:
    run = run_split(monkeypatch, root, sheet)
    assert run.stderr.startswith("2 files written."), run.output
    assert read_content(root) == {"actors/a.yml": first, "actors/b.yml": second}


def test_all_faults_of_form_are_told_in_the_sheet_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = write_project(tmp_path)
    before = list_files(root / "content")
    sheet = """\
actor:
  x: {}
actors:
  Bad Id: {name: A, kind: person}
  ben-orr: {name: B, kind: person}
  index: {name: C, kind: person}
  cleo-ash:
    nam: Cleo
    kind: person
  list: [a]
  empty:
places:
  cleo-ash: {name: C, kind: site}
events: none
"""
    run = run_split(monkeypatch, root, sheet)
    assert run.exit_code == 1
    lines = run.stdout.splitlines()
    own_id = "This key is the record's id, and "
    assert lines[1].startswith(f"sheet.yml:4:3: error [bad-id] {own_id}'Bad Id' is not an id. ")
    assert lines[3].startswith(f"sheet.yml:6:3: error [reserved-id] {own_id}'index' is a ")
    assert [lines[0], lines[2], *lines[4:]] == [
        "sheet.yml:1:1: error [unknown-key] 'actor' is not a folder of a kind of record. Did you mean 'actors'?",
        (
            "sheet.yml:5:3: error [duplicate-id] The id 'ben-orr' is taken by content/actors/ben-orr.yml. "
            "Choose another id, or delete one of the two."
        ),
        "sheet.yml:8:5: error [unknown-key] 'nam' is not a key of an actor. Did you mean 'name'?",
        "sheet.yml:10:3: error [wrong-type] 'list' holds no record. Write its keys below it, indented: 'key: value'.",
        "sheet.yml:11:3: error [wrong-type] 'empty' holds no record. Write its keys below it, indented: 'key: value'.",
        (
            "sheet.yml:13:3: error [duplicate-id] The id 'cleo-ash' is taken by line 7 of this sheet. "
            "Choose another id, or delete one of the two."
        ),
        (
            "sheet.yml:14:9: error [wrong-type] 'events' holds no records. "
            "Write each under its id: 'some-id:', and its keys below that."
        ),
    ]
    assert run.stderr == "9 errors in the sheet. Nothing was written.\n"
    assert list_files(root / "content") == before


def test_a_repeated_value_is_told_at_both_places(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    sheet = (
        "actors:\n  a:\n    name: A\n    kind: person\n    other_names: &same\n    - name: B\n"
        "  b:\n    name: B\n    kind: person\n    other_names: *same\n"
    )
    run = run_split(monkeypatch, root, sheet)
    anchor, alias = run.stdout.splitlines()
    assert anchor.startswith("sheet.yml:5:18: error [anchor] '&same' names a value ")
    assert alias == (
        "sheet.yml:10:18: error [anchor] '*same' repeats the value that '&same' names on line 5. "
        "Write that value out here."
    )
    assert run.stderr == "2 errors in the sheet. Nothing was written.\n"
    assert read_content(root) == {}


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("- actors\n", "sheet.yml:1:1: error [wrong-type] A sheet holds records under the names of their folders. "),
        ("", "sheet.yml:1:1: error [empty-file] "),
        ("actors: [\n", "sheet.yml:1:9: error [bad-yaml] "),
        (b"\xff", "sheet.yml:1:1: error [bad-encoding] "),
        ("places: {}\n", ""),
    ],
)
def test_what_is_no_sheet_is_told(
    monkeypatch: pytest.MonkeyPatch, root: Path, sheet: str | bytes, message: str
) -> None:
    run = run_split(monkeypatch, root, sheet)
    assert run.exit_code == 1
    assert run.stdout.startswith(message)
    assert run.stderr.endswith("Nothing was written.\n")


def test_a_file_that_exists_is_never_overwritten(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Not even one that is no record, such as a folder of that name; and nothing else is left behind."""
    (root / "content" / "places" / "tarn.yml").mkdir(parents=True)
    run = run_split(monkeypatch, root, SHEET)
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr == "content/places/tarn.yml exists already, and is not overwritten. Nothing was written.\n"
    assert sorted(path.name for path in root.rglob("*")) == ["content", "places", "sheet.yml", "tarn.yml"]


def test_what_was_written_goes_again_when_writing_fails(tmp_path: Path) -> None:
    texts = {"content/actors/a.yml": "name: A\n", "content/actors/b/c.yml": "\ud800"}
    (tmp_path / "content").mkdir()
    with pytest.raises(UnicodeEncodeError):
        write_files(tmp_path, texts)
    assert os.listdir(tmp_path / "content") == []  # noqa: PTH208 -- names are all that is asked


def test_a_sheet_is_found_from_a_sub_folder(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    (root / "content" / "actors").mkdir()
    (root / "sheet.yml").write_text("actors: {a: {nam: A, kind: person}}\n", encoding="utf-8")
    monkeypatch.chdir(root / "content" / "actors")
    run = CliRunner().invoke(commands, ["split", "../../sheet.yml"])
    assert run.stdout == "sheet.yml:1:14: error [unknown-key] 'nam' is not a key of an actor. Did you mean 'name'?\n"


def test_a_dry_run_tells_the_mentions_that_lead_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sheet = "actors: {cleo-ash: {name: Cleo Ash, kind: person, part_of: the-guild}}\n"
    run = run_split(monkeypatch, write_project(tmp_path), sheet, "--dry-run")
    assert (run.exit_code, run.stdout) == (0, "content/actors/cleo-ash.yml\n")
    assert run.stderr.splitlines() == [
        (
            "sheet.yml:1:60: error [dangling-reference] There is no actor 'the-guild'. "
            "Write its record first: sayso new actor the-guild."
        ),
        "1 error in mentions. To see all that is wrong: sayso check sheet.yml",
        "1 file would be written.",
    ]
