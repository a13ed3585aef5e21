"""A small project of real files for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

CONTENT = {
    "actors/anna-kole.yml": "name: Anna Kole\nkind: person\n",
    "actors/ben-orr.yml": "name: Ben Orr\nkind: person\n",
    "sources/daily-lamp.yml": (
        "title: Fire at the mill\nkind: article\naccess: examined\nauthor: unknown\npublisher: The Daily Lamp\n"
        "published: 2031-05-05\nurl: https://lamp.example/mill\n"
    ),
    "events/mill-fire.yml": (
        "name: Fire at the mill in Tarn\ndate: 2031-05-03\ndate_from: daily-lamp\nrests_on: mill-burned\n"
    ),
    "questions/did-the-mill-burn.yml": (
        "text: Did the mill burn?\nincluded: Those who live beside the mill.\nabout: mill-fire\n"
    ),
    "claims/mill-burned.yml": """\
text: The mill in Tarn burned.
short: The mill burned
kind: happening
question: did-the-mill-burn
positions:
- actor: anna-kole
  stance: asserts
  source: daily-lamp
  paraphrase: She saw the roof in flames.
  locator: paragraph 2
  said: 2031-05-04
- actor: ben-orr
  stance: denies
  source: daily-lamp
  paraphrase: He saw smoke from a bonfire beside it.
  locator: paragraph 5
""",
    "stories/mill.yml": (
        "title: The fire in Tarn\nstandfirst: Two neighbours told The Daily Lamp what they saw.\n"
        "questions: did-the-mill-burn\nas_of: 2031-06-01\nleaves_out: What became of the mill.\n"
    ),
    "stories/mill.md": "Two neighbours differ on [[mill-burned|the fire]].\n",
}


def write_project(root: Path, **changes: str) -> Path:
    """A small project; `changes` replace files or add some: `actors__x="…"` is content/actors/x.yml."""
    changed = {f"{name.replace('__', '/').replace('_', '-')}.yml": text for name, text in changes.items()}
    for path, text in {**CONTENT, **changed}.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Tarn\n", encoding="utf-8")
    return root


def list_files(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
