"""Files of a site that are no pages: what search engines and hosts read."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from sayso.hosting import write_hosting, write_unless_there
from sayso.mkdocs_plugin.theme import Policy, error_base_url
from sayso.provenance import Provenance, list_versions
from sayso.rebuilding import Rebuild
from sayso.site_memory import Summary


def write_site_files(summary: Summary, policy: Policy, config: MkDocsConfig) -> None:
    """Writes `robots.txt` and the files for hosts; takes back a site map without the site's address."""
    site = Path(config.site_dir)
    write_robots(site, config)
    base = f"{error_base_url(config).rstrip('/')}/"
    moved = {redirect.address: redirect.target for redirect, _ in summary.redirects}
    write_hosting(site, policy.for_all_files(), base, moved)


def write_provenance(build: Rebuild, content: Path, config: MkDocsConfig, beside: int) -> None:
    """Writes `build.json`; last, since it counts the pages that are there, with those `beside` them that are not."""
    site, settings = Path(config.site_dir), Path(config.config_file_path)
    made_of = [content, settings, Path(config.docs_dir), Path(__file__).parents[1]]
    if config.theme.custom_dir:
        made_of.append(Path(config.theme.custom_dir))
    counts = dict(build.summary.counts)
    counts["pages"] = beside + sum(1 for _page in site.rglob("*.html"))
    Provenance(build.find_revision(settings.parent, made_of), list_versions(), counts).write(site)


def write_robots(site: Path, config: MkDocsConfig) -> None:
    """Writes `robots.txt`, unless there is one."""
    robots = ["User-agent: *", "Allow: /"]
    if config.site_url:
        robots.append(f"Sitemap: {config.site_url.rstrip('/')}/sitemap.xml")
    else:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
    write_unless_there(site / "robots.txt", robots)
