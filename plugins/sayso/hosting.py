"""What the host of a site has to send with its files: headers that no page can give itself, and moved addresses.

`_headers` and `_redirects` are read by Netlify and by hosts that follow it, `_nginx.conf` is for an `include` in nginx.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

HEADERS, REDIRECTS, NGINX = "_headers", "_redirects", "_nginx.conf"
# No other site shows ours in a frame: a page around a record could make it say something else.
FRAMES = "frame-ancestors 'none'"
OTHERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
IN_NGINX = """\
# What nginx has to send with this site. In its server block: include "/path/to/site/_nginx.conf";
# A location with an add_header of its own sends none of these.
absolute_redirect off;
error_page 404 {base}404.html;
"""


def write_hosting(site: Path, policy: str, base: str, moved: Mapping[str, str]) -> None:
    """Writes the files for hosts into the site, which is served at the path `base`, such as `/` or `/sub/`.

    `policy` is the content security policy that fits all files; `moved` gives new addresses by old ones.
    """
    headers = {"Content-Security-Policy": f"{policy}; {FRAMES}", **OTHERS}
    paths = {f"{base}{old}": f"{base}{new}" for old, new in moved.items()}
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in headers.items())]
    write_unless_there(site / HEADERS, lines)
    if paths:
        write_unless_there(site / REDIRECTS, [f"{old} {new} 301!" for old, new in paths.items()])
    lines = IN_NGINX.format(base=base).splitlines()
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in paths.items()]
    write_unless_there(site / NGINX, lines)


def write_unless_there(path: Path, lines: list[str]) -> None:
    """Writes lines into a file, unless the site has such a file of its own."""
    if not path.exists():
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
