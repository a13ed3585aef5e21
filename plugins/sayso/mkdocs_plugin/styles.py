"""One stylesheet for the whole site: the theme's own and the components', joined, so that a browser asks only once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/styles/"
JOINED = f"{FOLDER}site.css"
# Styles of the preview alone.
PANEL = f"{FOLDER}panel.css"
THEME_STYLES = ("assets/stylesheets/main.", "assets/stylesheets/palette.")
# What Material brings for a page of its own making, and no page of ours loads.
UNUSED = ("assets/javascripts/", "assets/stylesheets/")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=\S+ \*/|\n//# sourceMappingURL=\S+")

# Parts of a page that Material styles and our skeleton does not have, by their classes and custom properties.
ABSENT = (
    *("annotation", "author", "banner", "clipboard", "consent", "container", "copyright", "dialog", "draft"),
    *("feedback", "footer-meta", "header", "input", "logo", "main", "meta", "nav", "option", "overlay", "pagination"),
    *("path", "pin", "post", "profile", "progress", "search", "select", "sidebar", "skip", "social", "source"),
    *("status", "tabs", "tag", "toggle", "tooltip", "tooltip2", "top", "version"),
)
ABSENT_CLASS = re.compile(rf"\.(?:no-)?(?:md-(?:{'|'.join(ABSENT)})(?![a-z0-9])|js\b)")
ABSENT_PROPERTY = re.compile(
    rf"--md-(?:{'|'.join((*ABSENT, 'mermaid', 'tooltip'))})-[\w-]+:(?:url\((?:\"[^\"]*\"|[^)]*)\)|[^;}}])*;?"
)
RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
COMMA = re.compile(r",(?![^()]*\))")
EMPTY = re.compile(r"@(?:media|supports)[^{}]+\{\s*\}")


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Puts the theme's stylesheets and those of `extra_css` in `assets/styles/` into one file, in that order.

    Addresses inside them stay what they are, since the joined file stands in the same folder; the theme's own name
    none but inside themselves. Stylesheets from elsewhere stay apart, after it.
    """
    themes, owns = list(theme_styles(files)), list(own_styles(files, config))
    texts = [drop_absent(SOURCE_MAP.sub("", file.content_string)) for file in themes]
    texts += [file.content_string for file in owns]
    joined = {file.src_uri for file in (*themes, *owns)}
    for file in list(files):
        if file.src_uri in joined or (file.src_uri.startswith(UNUSED) and is_of_theme(file)):
            files.remove(file)
    files.append(File.generated(config, JOINED, content="".join(f"{text.strip()}\n" for text in texts)))
    config.extra_css = [JOINED, *(path for path in config.extra_css if path not in joined)]


def drop_panel(files: Files, config: MkDocsConfig) -> None:
    """Takes the preview's own styles out of a site that is published."""
    file = files.get_file_from_path(PANEL)
    if file is not None:
        files.remove(file)
    config.extra_css = [path for path in config.extra_css if path != PANEL]


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
    return file.generated_by is None and "material" in (file.src_dir or "")


def drop_absent(styles: str) -> str:
    """Minified styles of the theme without the rules and icons of parts that no page of ours has: a third of it."""

    def keep(rule: re.Match[str]) -> str:
        """The rule with the selectors that can meet something; nothing where none is left."""
        selectors = [one for one in COMMA.split(rule["selectors"]) if not ABSENT_CLASS.search(one)]
        body = ABSENT_PROPERTY.sub("", rule["body"])
        return f"{','.join(selectors)}{{{body}}}" if selectors and body else ""

    styles = RULE.sub(keep, styles)
    # A media query may stand in another one.
    while (shorter := EMPTY.sub("", styles)) != styles:
        styles = shorter
    return styles
