"""What is said of a build that fails: one or two sentences, with the place in the project; `-v` shows the traceback."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from mkdocs.exceptions import BuildError, MkDocsException

from sayso.publishing_faults import say_cause, say_mend

UNCHANGED = "Nothing is published."


def explain(error: Exception, root: Path) -> str | None:
    """Why a build stopped, and what to do; none where MkDocs itself says it in a sentence.

    `root` is the folder of the project: paths are told from there.
    """
    match error:
        case BuildError() | MkDocsException():
            return None
        case OSError():
            files = [name_file(path, root) for path in (error.filename, error.filename2) if path is not None]
            where = f" at {' or '.join(files)}" if files else ""
            return f"The build stopped{where}: {say_cause(error)}. {UNCHANGED} {say_mend(error)}"
        case MemoryError():
            return f"There is not enough memory to build the site. {UNCHANGED} End other programs, and build again."
        case UnicodeDecodeError():
            place = f"byte {error.start + 1}"
            return f"A page is not written in UTF-8 ({error.reason} at {place}). {UNCHANGED} Save it as UTF-8."
    kind, words = type(error).__name__, " ".join(str(error).split())
    return (
        f"The build stopped at {find_place(error, root)}: {kind}{f' ({words})' if words else ''}. {UNCHANGED} "
        "'mkdocs build -v' shows the way there."
    )


def find_place(error: Exception, root: Path) -> str:
    """The line of the project at which an exception was raised; where there is none, the last line of all."""
    frames = traceback.extract_tb(error.__traceback__)
    libraries = ("site-packages", ".venv")
    ours = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(root) and not set(libraries) & set(Path(frame.filename).parts)
    ]
    if not frames:
        return "an unknown place"
    frame = (ours or frames)[-1]
    return f"{name_file(frame.filename, root)}:{frame.lineno}"


def name_file(path: str | bytes | int, root: Path) -> str:
    """A file from the project's folder; of one that lies elsewhere, its name."""
    file = Path(os.fsdecode(path) if isinstance(path, str | bytes) else str(path))
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
