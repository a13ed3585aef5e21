"""The options of the plugin in `mkdocs.yml`, and what pages take from there."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from sayso.page_addresses import Urls
from sayso.page_settings import Settings


class SaysoConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in `mkdocs.yml`."""

    content = config_options.Type(str, default="content")
    contact = config_options.Type(str, default="")
    search = config_options.Type(bool, default=True)
    entries_a_page = config_options.Type(int, default=Settings.most_entries)
    page_hooks = config_options.Type(bool, default=False)
    cache = config_options.Optional(config_options.Type(bool))


def read_settings(config: MkDocsConfig, options: SaysoConfig, *, has_search: bool) -> Settings:
    """The site's settings from `mkdocs.yml`."""
    base = config.edit_uri or ""
    if base and not base.startswith(("https://", "http://")):
        message = (
            f"The setting edit_uri is '{base}', and has to be a whole address, such as "
            "https://github.com/OWNER/REPOSITORY/edit/main/ . Write it so, or leave edit_uri and repo_url out."
        )
        raise PluginError(message)
    if options.entries_a_page < 1:
        message = f"The option entries_a_page of sayso is {options.entries_a_page}, and has to be 1 or more."
        raise PluginError(message)
    return Settings(
        name=config.site_name,
        description=config.site_description or "",
        contact=options.contact,
        edit_base=base and f"{base.rstrip('/')}/",
        urls=Urls(as_folders=config.use_directory_urls),
        most_entries=options.entries_a_page,
        has_search=has_search,
    )
