"""Random edits of a project, as contributors make them: each leaves records that can be published."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.checking import check_content

RECORDS = ("*.yml", "*.yaml")
KEYS = "name|title|short|paraphrase|note|reading|standfirst|summary|leaves_out"
TEXT = re.compile(rf"(?m)^(?P<key>[ -]*(?:{KEYS}): )(?P<text>[A-Za-z].*)$")
DAY = re.compile(r"\b(\d{4}-\d{2})-(\d{2})\b")
WORDS = ("again", "late", "upstream", "'as told'", "& more", "حتّى", "снова", "100 %")


def list_records(project: Path) -> list[Path]:
    """The files of all records, in the order of their paths."""
    return sorted(path for pattern in RECORDS for path in (project / "content").rglob(pattern))


@contextmanager
def undone(project: Path) -> Iterator[Callable[[], None]]:
    """Gives what puts the project's files back as they were."""
    aside = project.with_name(f"{project.name}-before")
    shutil.copytree(project / "content", aside / "content")
    shutil.copytree(project / "site_src" / "pages", aside / "pages")

    def undo() -> None:
        """Takes back what was done since."""
        for one, other in ((project / "content", "content"), (project / "site_src" / "pages", "pages")):
            shutil.rmtree(one)
            shutil.copytree(aside / other, one)

    try:
        yield undo
    finally:
        shutil.rmtree(aside)


def change_text(project: Path, chance: random.Random) -> str | None:
    """Adds a word to a text of a record."""
    path = chance.choice(list_records(project))
    text = path.read_text(encoding="utf-8")
    found = [match for match in TEXT.finditer(text) if "'" not in match["text"] and '"' not in match["text"]]
    if not found:
        return None
    match = chance.choice(found)
    word = chance.choice(WORDS)
    words = f"{match['text']} {word}".replace("'", "’")
    path.write_text(f"{text[: match.start()]}{match['key']}{words}{text[match.end() :]}", encoding="utf-8")
    return f"a word more in {path.name}"


def change_day(project: Path, chance: random.Random) -> str | None:
    """Moves a day."""
    path = chance.choice(list_records(project))
    text = path.read_text(encoding="utf-8")
    found = list(DAY.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    day = f"{match[1]}-{chance.randrange(1, 29):02d}"
    path.write_text(f"{text[: match.start()]}{day}{text[match.end() :]}", encoding="utf-8")
    return f"{match[0]} is {day} in {path.name}"


def change_stance(project: Path, chance: random.Random) -> str | None:
    """Lets somebody say something else of a claim."""
    path = chance.choice(list_records(project))
    text = path.read_text(encoding="utf-8")
    found = list(re.finditer(r"stance: (asserts|denies|doubts|suggests)\b", text))
    if not found:
        return None
    match = chance.choice(found)
    stance = chance.choice(["asserts", "denies", "doubts", "suggests"])
    path.write_text(f"{text[: match.start(1)]}{stance}{text[match.end(1) :]}", encoding="utf-8")
    return f"{match[1]} is {stance} in {path.name}"


def change_speaker(project: Path, chance: random.Random) -> str | None:
    """Lets somebody else have said it."""
    path = chance.choice(list_records(project))
    text = path.read_text(encoding="utf-8")
    found = list(re.finditer(r"(?m)^[ -]*actor: ([a-z][a-z0-9-]+)$", text))
    actors = [file.stem for file in list_records(project) if "actors" in file.parts]
    if not found:
        return None
    match = chance.choice(found)
    actor = chance.choice(actors)
    path.write_text(f"{text[: match.start(1)]}{actor}{text[match.end(1) :]}", encoding="utf-8")
    return f"{actor} in place of {match[1]} in {path.name}"


def add_record(project: Path, chance: random.Random) -> str | None:
    """Writes a record like another one, with a name of its own."""
    path = chance.choice(list_records(project))
    new = path.with_name(f"{path.stem}-{chance.randrange(1000)}{path.suffix}")
    if new.exists():
        return None
    text = re.sub(r"(?ms)^redirect_from:.*?(?=^\w|\Z)", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^( *(?:- )?)id: (.*)$", rf"\1id: \2-{chance.randrange(1000)}", text)
    new.write_text(text, encoding="utf-8")
    for beside in path.parent.glob(f"{path.stem}.*"):
        if beside.suffix in {".md", ".txt"}:
            shutil.copy(beside, new.with_suffix(beside.suffix))
    return f"{new.name} like {path.name}"


def rename_record(project: Path, chance: random.Random) -> str | None:
    """Gives a record another id, wherever it is mentioned."""
    path = chance.choice(list_records(project))
    old, new = path.stem, f"{path.stem.rpartition('-')[0] or path.stem}-{chance.randrange(1000)}"
    if any(file.stem == new for file in list_records(project)):
        return None
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for file in [*list_records(project), *(project / "content").rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        if word.search(text):
            file.write_text(word.sub(new, text), encoding="utf-8")
    for file in path.parent.glob(f"{old}.*"):
        file.rename(file.with_name(f"{new}{file.suffix}"))
    return f"{old} is {new}"


def delete_record(project: Path, chance: random.Random) -> str | None:
    """Deletes a record, and what stands beside it."""
    path = chance.choice(list_records(project))
    for file in path.parent.glob(f"{path.stem}.*"):
        file.unlink()
    return f"{path.name} is gone"


def turn_draft(project: Path, chance: random.Random) -> str | None:
    """Makes a record a draft, or a draft a record."""
    path = chance.choice(list_records(project))
    text = path.read_text(encoding="utf-8")
    is_draft = "draft: true\n" in text
    path.write_text(text.replace("draft: true\n", "") if is_draft else f"draft: true\n{text}", encoding="utf-8")
    return f"{path.name} is {'a record' if is_draft else 'a draft'}"


def delete_position(project: Path, chance: random.Random) -> str | None:
    """Deletes what somebody said."""
    path = chance.choice(list_records(project))
    text = path.read_text(encoding="utf-8")
    found = list(re.finditer(r"(?ms)^- actor:.*?(?=^- actor:|^\w|\Z)", text))
    if len(found) < 2:
        return None
    match = chance.choice(found)
    path.write_text(text[: match.start()] + text[match.end() :], encoding="utf-8")
    return f"a position less in {path.name}"


def change_prose(project: Path, chance: random.Random) -> str | None:
    """Writes on in the prose of a story."""
    path = chance.choice(sorted((project / "content" / "stories").rglob("*.md")) or [project])
    if path == project:
        return None
    path.write_text(f"{path.read_text(encoding='utf-8')}\nMore of *this*: {chance.random()}.\n", encoding="utf-8")
    return f"more in {path.name}"


def change_stored_text(project: Path, chance: random.Random) -> str | None:
    """Puts a paragraph before a source's text."""
    path = chance.choice(sorted((project / "content" / "sources").rglob("*.txt")))
    path.write_text(f"Note {chance.random()}.\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return f"a paragraph more in {path.name}"


def change_page(project: Path, chance: random.Random) -> str | None:
    """Writes on in a page written by hand, with a link to a record."""
    path = chance.choice(sorted((project / "site_src" / "pages").glob("*.md")))
    record = chance.choice(list_records(project)).stem
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\nSee [[{record}]].\n", encoding="utf-8")
    return f"a link to {record} in {path.name}"


def take_place(project: Path, chance: random.Random) -> str | None:
    """Puts a page written by hand in the place of a record's, or takes it away."""
    path = chance.choice(list_records(project))
    folder = path.relative_to(project / "content").parts[0]
    page = project / "site_src" / "pages" / folder / f"{path.stem}.md"
    if page.exists():
        page.unlink()
        return f"no page in the place of {path.stem}"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"# By hand {chance.random()}\n\nOf {path.stem}.\n", encoding="utf-8")
    return f"a page in the place of {path.stem}"


EDITS = (
    *(change_text, change_text, change_day, change_stance, change_stance, change_speaker, add_record, add_record),
    *(rename_record, delete_record, turn_draft, turn_draft, delete_position, change_prose, change_stored_text),
    *(change_page, take_place),
)


def edit_at_random(project: Path, chance: random.Random) -> str:
    """Edits the project so that its records can still be published, and says what was done."""
    with undone(project) as undo:
        while True:
            words = chance.choice(EDITS)(project, chance)
            if words is not None and check_content(project).is_publishable and not has_lost_links(project):
                return words
            undo()


def has_lost_links(project: Path) -> bool:
    """Whether a page written by hand links to a record that is not published."""
    library = check_content(project).library
    links = re.compile(r"See \[\[([a-z0-9-]+)\]\]")
    pages = (path.read_text(encoding="utf-8") for path in (project / "site_src" / "pages").rglob("*.md"))
    return any(library.get(match[1]) is None for text in pages for match in links.finditer(text))
