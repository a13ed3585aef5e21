"""The package with faults in it, and sites that it builds."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.building import REPOSITORY, Built, run_mkdocs, write_project
from tests.hostile import Worded

FAULTS = {
    "templates do not escape": ("rendering/environment.py", "autoescape=True", "autoescape=False"),
    "names of records in another language are not escaped": (
        "rendering/printing.py",
        'dir="{escape(words.dir or "")}">{escape(words.text)}</bdi>',
        'dir="{escape(words.dir or "")}">{words.text}</bdi>',
    ),
    "names of records are not escaped": (
        "rendering/printing.py",
        'f"<bdi>{escape(words.text)}</bdi>"',
        'f"<bdi>{words.text}</bdi>"',
    ),
    "titles and descriptions are not escaped": ("mkdocs_plugin/theme.py", "return escape(text)", "return Markup(text)"),
    "Markdown passes HTML through": (
        "rendering/prose.py",
        "return clean(CONVERTER.convert(view, root))",
        "return Markdown().convert(view.text)",
    ),
}


def patch_package(folder: Path, faults: Mapping[str, tuple[str, str, str]]) -> str:
    """A copy of the package with faults in it, as a value for PYTHONPATH."""
    shutil.copytree(REPOSITORY / "plugins" / "sayso", folder / "sayso", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (path, right, wrong) in faults.items():
        file = folder / "sayso" / path
        text = file.read_text(encoding="utf-8")
        assert text.count(right) == 1, f"{name}: {path} has changed, seed the fault anew"
        file.write_text(text.replace(right, wrong), encoding="utf-8")
    return str(folder)


def build_with(faults: Mapping[str, tuple[str, str, str]], worded: Worded, tmp: Path) -> Built:
    """The site of these records as a package with faults builds it."""
    project = write_project(tmp / "project", worded.content, **worded.settings)
    run = run_mkdocs(project, "--no-strict", PYTHONPATH=patch_package(tmp / "patched", faults))
    assert run.returncode == 0, run.stderr
    return Built(project, project / "site", run.stderr)
