"""Which folders must lie apart: a record is published by its page alone, and a build never replaces the records."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError


def check_folders(config: MkDocsConfig, content: Path) -> None:
    """Stops where two folders that must lie apart lie one in the other.

    MkDocs publishes every file under `docs_dir` and under the theme's `custom_dir`, so records there would be published
    with their notes and source texts, and a site there would be published again by each build after it; and the whole
    of `site_dir` is replaced. MkDocs itself keeps `docs_dir` and `site_dir` apart.
    """
    site, docs, custom = Path(config.site_dir), Path(config.docs_dir), config.theme.custom_dir
    pairs = [("content", content, "docs_dir", docs), ("content", content, "site_dir", site)]
    if custom:
        pairs += [("content", content, "custom_dir", Path(custom)), ("custom_dir", Path(custom), "site_dir", site)]
    for one, folder, other, second in pairs:
        if lie_together(folder.resolve(), second.resolve()):
            message = (
                f"The folders of the settings {one} ('{folder.name}') and {other} ('{second.name}') are one, "
                "or lie one in the other. Choose two that lie apart."
            )
            raise PluginError(message)


def lie_together(one: Path, other: Path) -> bool:
    """Whether two folders are the same, or one is in the other."""
    return one.is_relative_to(other) or other.is_relative_to(one)
