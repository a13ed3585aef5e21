"""Files to records: each fault is told once, in the words that its case holds, and nothing but problems comes out."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import BASE, CASES, Case, lay_out, load_cases, nest_folders

from sayso.library import Library
from sayso.loading import Entry, load_content, make_entry
from sayso.loading.reading import read_yaml
from sayso.problem_codes import CODES
from sayso.problems import FORMATS, Problem, sort_problems
from sayso.records import FOLDERS, KINDS, Place, Record, Source

LOADING = load_cases(CASES / "loading")
SITES = CASES.parent / "sites"
# The codes that loading and references tell; the rest are those of rules.
ALL_CODES = list(CODES)
LOADED_CODES = ALL_CODES[: ALL_CODES.index("circular-reference")]
HAMA = "name: Hama\nkind: region\n"


def check(root: Path) -> list[str]:
    """What is printed of the records of a site, rules left out."""
    loaded = load_content(root)
    return [str(problem) for problem in sort_problems([*loaded.problems, *Library(loaded).faulty_mentions])]


def write(root: Path, files: dict[str, str]) -> Path:
    """Writes files below a folder, and gives that folder."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


def load_text(text: str, kind: type[Record] = Place) -> tuple[Entry, list[Problem]]:
    """The entry of one record's text, and what is wrong with it."""
    node, problems = read_yaml(text.encode(), "x.yml")
    return make_entry(kind, "x", node, "x.yml", problems), problems


@pytest.mark.parametrize("case", LOADING, ids=str)
def test_a_case_prints_exactly_its_lines(case: Case, tmp_path: Path) -> None:
    assert check(lay_out(case, tmp_path)) == list(case.problems), case.about


def test_the_base_of_all_cases_has_no_problems() -> None:
    assert check(BASE) == []


@pytest.mark.parametrize("code", sorted(set(LOADED_CODES) - {"unreadable-file", "not-a-file"}))
def test_every_code_has_a_case_in_which_it_is_the_only_message(code: str) -> None:
    """What no case can hold, pipes and closed files, is tested below."""
    lines = [case.problems for case in LOADING if case.codes == {code}]
    assert [line for line in lines if len(line) == 1]


def test_every_message_is_whole_sentences() -> None:
    messages = [line.split("] ", 1)[1] for case in LOADING for line in case.problems]
    assert [m for m in messages if not (m[0].isupper() or m[0] == "'") or m[-1] not in ".?" or "  " in m] == []


def test_a_case_that_tells_nothing_is_called_fine_and_no_other() -> None:
    assert [case.name for case in LOADING if bool(case.problems) == case.name.startswith("fine")] == []


def test_all_faults_of_all_files_come_out_of_one_run_in_the_order_of_places(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/places/b.yml": "kind: town\nlat: x\nwithin: nowhere\nnmae: B\n",
            "content/places/a.yml": "name: [\n",
            "content/sources/c.yml": "title: C\nurl: c\npublished: 2015-13\nkind: report\n",
        },
    )
    assert [line.split(": error ")[0] + line.split("error ")[1].split("]")[0] + "]" for line in check(tmp_path)] == [
        "content/places/a.yml:1:7[bad-yaml]",
        "content/places/b.yml:1:7[bad-choice]",
        "content/places/b.yml:2:6[bad-number]",
        "content/places/b.yml:3:9[dangling-reference]",
        "content/places/b.yml:4:1[unknown-key]",
        "content/sources/c.yml:1:1[missing-key]",
        "content/sources/c.yml:2:6[bad-url]",
        "content/sources/c.yml:3:12[bad-date]",
    ]


def test_a_record_with_a_fault_is_none_yet_its_id_marks_mentions_and_draft_count() -> None:
    entry, problems = load_text("name: Hama\nkind: town\nwithin: syria\ndraft: true\n")
    assert [problem.code for problem in problems] == ["bad-choice"]
    assert (entry.id, entry.record, entry.is_draft) == ("x", None, True)
    assert [(pointer.target, pointer.kinds, pointer.place) for pointer in entry.pointers] == [
        ("syria", ("place",), ("within", "of"))
    ]
    assert str(entry.mark("within", "of")) == "x.yml:3:9"
    assert str(entry.mark("other_names", 3, "name")) == "x.yml:1:1"


def test_a_record_whose_yaml_has_a_fault_is_none_too(tmp_path: Path) -> None:
    (entry,) = load_content(write(tmp_path, {"content/places/hama.yml": f"{HAMA}kind: site\nwithin: x\n"})).entries
    assert (entry.record, [pointer.target for pointer in entry.pointers]) == (None, ["x"])


def test_values_are_read_by_the_type_of_their_field_with_quotes_or_without() -> None:
    plain, _ = load_text("name: 2015\nkind: site\nlat: 017\nlon: -36.50\ndraft: TRUE\nwithin: '2015'\nlang: \"no\"\n")
    quoted, _ = load_text(
        "name: '2015'\nkind: 'site'\nlat: '017'\nlon: \"-36.50\"\ndraft: 'true'\nwithin: 2015\nlang: no\n"
    )
    assert plain.record == quoted.record
    assert isinstance(plain.record, Place)
    record = plain.record
    assert (record.name.text, record.lat, record.lon, record.draft, record.lang) == ("2015", 17, -36.5, True, "no")
    assert record.within is not None
    assert record.within.of == "2015"


def test_space_around_a_text_is_left_out_and_the_text_is_kept_as_it_is() -> None:
    entry, _ = load_text(
        'title: "  e\u0301 \u00e9 *x* <b> "\nkind: report\naccess: examined\nurl: >\n  https://a.org\n', Source
    )
    assert isinstance(entry.record, Source)
    assert (entry.record.title.text, entry.record.url) == ("e\u0301 \u00e9 *x* <b>", "https://a.org")


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"content/places/street.yml": f"{HAMA}within: hama\n"})
    os.mkfifo(tmp_path / "content/places/hama.yml")
    (line,) = check(tmp_path)
    place, message = line.split("] ")
    assert place == "content/places/hama.yml:1:1: error [not-a-file"
    assert message == "This is a pipe, socket or device, and no ordinary file. Delete it."


def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "content/places"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("s.yml")
        assert [line.split("] ")[0] for line in check(tmp_path)] == ["content/places/s.yml:1:1: error [not-a-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
@pytest.mark.parametrize(("closed", "what"), [("content/places/hama.yml", "file"), ("content/places", "folder")])
def test_a_closed_file_or_folder_is_told(tmp_path: Path, closed: str, what: str) -> None:
    write(tmp_path, {"content/places/hama.yml": HAMA})
    (tmp_path / closed).chmod(0)
    try:
        (line,) = check(tmp_path)
        place, message = line.split("] ")
        assert place == f"{closed}:1:1: error [unreadable-file"
        assert message == f"The {what} cannot be read (Permission denied). Give yourself the right to read it."
    finally:
        (tmp_path / closed).chmod(0o755)


def test_a_path_that_is_too_long_to_open_is_told(tmp_path: Path) -> None:
    """Folders can nest deeper than a path can say; names of 200 letters get there soon."""
    (tmp_path / "content/places").mkdir(parents=True)
    nest_folders(tmp_path / "content/places", 30)
    (line,) = check(tmp_path)
    assert line.endswith(
        "error [unreadable-file] The folder cannot be read (File name too long). Give yourself the right to read it."
    )


def test_folders_may_nest_as_deep_as_they_like(tmp_path: Path) -> None:
    folder = str(write(tmp_path, {"content/places/homs.yml": HAMA}) / "content/places")
    for _ in range(1100):  # more than Python nests calls
        folder += "/d"
        os.mkdir(folder)  # noqa: PTH102 -- Path is slow with so many
    file = Path(folder, "hama.yml")
    file.write_text(HAMA, encoding="utf-8")
    loaded = load_content(tmp_path)
    assert [entry.id for entry in loaded.entries] == ["hama", "homs"]
    assert loaded.problems == ()
    file.unlink()
    os.removedirs(folder)  # pytest would nest calls to do it


@pytest.mark.parametrize("name", [b"caf\xe9", b"a\xe2\x80\xaeb", b"a\nb", b"a\x1b[31mb"])
def test_a_folder_whose_name_does_not_print_is_told_in_every_format(tmp_path: Path, name: bytes) -> None:
    folder = os.fsencode(tmp_path / "content/places") + b"/" + name
    Path(os.fsdecode(folder)).mkdir(parents=True)
    Path(os.fsdecode(folder + b"/hama.yml")).write_text("name: Hama\n", encoding="utf-8")
    problems = load_content(tmp_path).problems
    assert [problem.code for problem in problems] == ["bad-character", "missing-key"]
    for write_problems in FORMATS.values():
        write_problems(problems).encode()
    assert all(str(problem).isprintable() for problem in problems)


def test_a_file_whose_name_is_not_utf_8_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "content/places"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.yml")).write_text(HAMA, encoding="utf-8")
    (line,) = check(tmp_path)
    assert line == (
        "content/places/caf\\udce9.yml:1:1: error [bad-id] 'caf\\udce9' is not an id. Use small letters a-z, digits "
        "and single hyphens. Did you mean 'caf'? Rename the file: its name is the record's id."
    )


def test_nothing_outside_the_content_folder_is_read(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"places/hama.yml": HAMA})
    root = tmp_path / "site"
    (root / "content/places").mkdir(parents=True)
    (root / "content/actors").symlink_to(outside / "places")
    (root / "content/places/hama.yml").symlink_to(outside / "places/hama.yml")
    loaded = load_content(root)
    assert [entry.record for entry in loaded.entries] == [None]
    assert [problem.code for problem in loaded.problems] == ["symbolic-link", "symbolic-link"]


def test_no_message_holds_the_path_of_the_project(tmp_path: Path) -> None:
    for case in LOADING:
        root = lay_out(case, tmp_path / case.name) if case.files else tmp_path
        assert not [line for line in check(root) if str(tmp_path) in line]


@pytest.mark.parametrize("ending", ["yml", "yaml", "YML"])
def test_both_endings_are_read(tmp_path: Path, ending: str) -> None:
    (entry,) = load_content(write(tmp_path, {f"content/places/hama.{ending}": HAMA})).entries
    assert entry.record is not None


def test_stored_texts_and_prose_come_with_their_records() -> None:
    loaded = load_content(BASE)
    assert loaded.texts.keys() == {"post-report"}
    text = loaded.texts["post-report"]
    assert text.text.encode() == (BASE / text.path).read_bytes()
    assert len(text.sha256) == 64


def test_links_in_prose_have_their_places(tmp_path: Path) -> None:
    story = "title: T\nstandfirst: S\nquestions: q\nas_of: 2016\n"
    prose = "See [[hama]],\r\n\tor [[ homs | the city ]] and [[]] or [[a\nb]] [[c|]].\n"
    loaded = load_content(write(tmp_path, {"content/stories/t.yml": story, "content/stories/t.md": prose}))
    links = [(link.target, link.words, link.mark.line, link.mark.column) for link in loaded.proses["t"].links]
    assert links == [("hama", None, 1, 5), ("homs", "the city", 2, 5), ("", None, 2, 31), ("c", None, 3, 5)]
    assert loaded.problems == ()


SITE_FILES = sorted(path for root in (BASE, *SITES.glob("*")) for path in root.glob("content/*/**/*.yml"))
SIGNS = [
    ":",
    "-",
    "\n",
    " ",
    "  ",
    "'",
    '"',
    "#",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    ">",
    "&a",
    "*a",
    "!",
    "\t",
    "\u202e",
    "x",
]
SNIPPETS = [
    *SIGNS,
    ": ",
    "\n- ",
    "\nname: ",
    "\n<<: *a",
    "\n---\n",
    "null",
    "2015-99",
    "[[[[",
    "🙂",
    "\ufeff",
    "“",
    "~",
]
Edit = Callable[[str], str]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """A slip: a piece of the text deleted, doubled, or replaced by something else."""
    start, length = draw(st.floats(0, 1)), draw(st.integers(0, 12))
    snippet = draw(st.sampled_from(SNIPPETS))
    is_doubled = draw(st.booleans())

    def edit(text: str) -> str:
        first = int(start * len(text))
        piece = text[first : first + length]
        return text[:first] + (piece * 2 if is_doubled else snippet) + text[first + length :]

    return edit


@given(st.sampled_from(SITE_FILES), st.lists(edits(), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_slips_in_good_records_give_nothing_but_problems(path: Path, slips: list[Edit]) -> None:
    text = path.read_text("utf-8")
    for slip in slips:
        text = slip(text)
    kind = FOLDERS[next(part for part in path.parts[::-1] if part in FOLDERS)]
    entry, problems = load_text(text, kind)
    assert entry.record is not None or problems
    lines = len(text.splitlines()) + 1
    assert all(1 <= problem.mark.line <= lines and problem.is_error for problem in problems)


VALUES = st.recursive(
    st.sampled_from(["", "x", "2015", "no", "-1", "russia", "https://a.org", "true", "a b", "é", "'", "~", "[", "*"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "lang", "of", "name", "x", "date", "exact", "best"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def to_flow(value: object) -> str:
    """The value in brackets and double quotes."""
    if isinstance(value, list):
        return f"[{', '.join(map(to_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{to_flow(key)}: {to_flow(item)}" for key, item in value.items()) + "}"
    return f'"{value}"'


@given(st.sampled_from(KINDS), st.data())
@settings(max_examples=300, deadline=None)
def test_no_value_of_any_shape_under_any_key_makes_it_fail(kind: type[Record], data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(sorted(kind.model_fields)), unique=True, max_size=6))
    entry, problems = load_text("".join(f"{key}: {to_flow(data.draw(VALUES))}\n" for key in keys) + "x: y\n", kind)
    assert entry.record is None
    assert problems
