"""Which folders must lie apart: a record is published by its page alone, and a build never replaces the records."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError


def check_folders(config: MkDocsConfig, content: Path) -> None:
    """Stops where the content folder and another lie one in the other.

    MkDocs publishes every file under `docs_dir`, so records there would be published with their notes and source texts;
    and the whole of `site_dir` is replaced. MkDocs itself keeps these two apart.
    """
    for name, folder in (("docs_dir", config.docs_dir), ("site_dir", config.site_dir)):
        if lie_together(content.resolve(), Path(folder).resolve()):
            message = (
                f"The folders of the settings content ('{content.name}') and {name} ('{Path(folder).name}') are one, "
                "or lie one in the other. Choose two that lie apart."
            )
            raise PluginError(message)


def lie_together(one: Path, other: Path) -> bool:
    """Whether two folders are the same, or one is in the other."""
    return one.is_relative_to(other) or other.is_relative_to(one)
