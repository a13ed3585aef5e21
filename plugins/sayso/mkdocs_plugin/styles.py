"""One stylesheet for the whole site: the theme's own and the components', joined, so that a browser asks only once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/styles/"
JOINED = f"{FOLDER}site.css"
THEME_STYLES = ("assets/stylesheets/main.", "assets/stylesheets/palette.")
# What Material brings for a page of its own making, and no page of ours loads.
UNUSED = ("assets/javascripts/", "assets/stylesheets/")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=\S+ \*/|\n//# sourceMappingURL=\S+")


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Puts the theme's stylesheets and those of `extra_css` in `assets/styles/` into one file, in that order.

    Addresses inside them stay what they are, since the joined file stands in the same folder; the theme's own name
    none but inside themselves. Stylesheets from elsewhere stay apart, after it.
    """
    parts = [*theme_styles(files), *own_styles(files, config)]
    text = "\n".join(SOURCE_MAP.sub("", file.content_string).strip() for file in parts)
    own = {file.src_uri for file in parts}
    for file in list(files):
        if file.src_uri in own or (file.src_uri.startswith(UNUSED) and file.generated_by is None and is_of_theme(file)):
            files.remove(file)
    files.append(File.generated(config, JOINED, content=f"{text}\n"))
    config.extra_css = [JOINED, *(path for path in config.extra_css if path not in own)]


def theme_styles(files: Files) -> Iterator[File]:
    """Material's stylesheets, whose names hold a digest."""
    for prefix in THEME_STYLES:
        yield from (file for file in files if file.src_uri.startswith(prefix) and file.src_uri.endswith(".css"))


def own_styles(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """The components' stylesheets, in the order of the settings."""
    for path in config.extra_css:
        file = files.get_file_from_path(path) if path.startswith(FOLDER) else None
        if file is not None:
            yield file


def is_of_theme(file: File) -> bool:
    """Whether a file comes from the theme's own package."""
    return "material" in (file.src_dir or "")
