"""What hosts send with a site: a real nginx with the file for it, and the same headers in the file for Netlify."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browsing import KINDS_OF_PAGES, WIDE, Watched, opened
from tests.building import INVENTED, REPOSITORY, Built, Servers, build_site
from tests.test_search import open_search

# Where the tests' installation unpacks nginx; an installed one would begin to serve something.
UNPACKED = REPOSITORY / ".cache" / "nginx" / "usr" / "sbin"
PATH = "/a/b/"
OLD = f"{PATH}claims/chain-broke/"
NEW = f"{PATH}claims/gate-opened-as-chain-broke/"
PATIENCE = 20
CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
  types {{ text/html html; text/css css; text/javascript js; application/json json; font/woff2 woff2; }}
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port};
    include "{site}/_nginx.conf";
    location {path} {{ alias "{site}/"; }}
  }}
}}
"""


def find_nginx() -> str:
    """The program."""
    path = os.pathsep.join([os.environ["PATH"], "/usr/sbin", str(UNPACKED)])
    program = shutil.which("nginx", path=path)
    if program is None:
        pytest.skip("there is no nginx on PATH (Debian, Ubuntu: tests/install-programs.sh unpacks one)")
    return program


def take_port() -> int:
    """A port of this machine that nothing uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    """Whether something answers at a port."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def port(placed_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which nginx serves the invented site below a path."""
    folder, number = tmp_path_factory.mktemp("nginx"), take_port()
    settings = folder / "nginx.conf"
    settings.write_text(CONFIGURATION.format(folder=folder, port=number, site=placed_site.site, path=PATH), "utf-8")
    command = [find_nginx(), "-c", str(settings), "-p", str(folder), "-e", str(folder / "errors")]
    if os.geteuid() == 0:  # else its workers are of a user who cannot read what tests build
        command += ["-g", "user root;"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as server:
        deadline = time.monotonic() + PATIENCE
        while not is_open(number):
            assert server.poll() is None, server.stderr and server.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield number
        server.terminate()


def ask(port: int, path: str) -> HTTPResponse:
    """What nginx answers to a request."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def read_headers(site: Path) -> dict[str, dict[str, str]]:
    """The headers by path that the file for Netlify names."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            name, value = line.strip().split(": ", 1)
            rules[path][name] = value
        else:
            path = line
            rules[path] = {}
    return rules


def test_all_files_are_sent_with_the_headers_that_the_file_for_netlify_names(placed_site: Built, port: int) -> None:
    ((path, headers),) = read_headers(placed_site.site).items()
    assert path == f"{PATH}*"
    assert "Content-Security-Policy" in headers
    for sent in ("", "claims/", "assets/styles/site.css", "assets/search/catalogue.json", "no/such/page", "x.css"):
        answer = ask(port, PATH + sent)
        assert {name: answer.headers.get_all(name) for name in headers} == {n: [v] for n, v in headers.items()}, sent


def test_the_policy_begins_with_nothing_allows_nothing_unsafe_and_no_frame(placed_site: Built) -> None:
    (headers,) = read_headers(placed_site.site).values()
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert [source for sources in policy.values() for source in sources.split() if "unsafe" in source] == []
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_each_kind_of_page_is_whole_under_both_policies(chromium: Browser, port: int) -> None:
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        for path in KINDS_OF_PAGES.values():
            address = f"http://127.0.0.1:{port}{PATH}{path}"
            assert (path, watched.open(address)) == (path, [])


def test_the_search_answers_under_both_policies(chromium: Browser, port: int) -> None:
    with opened(chromium, WIDE) as context:
        watched = Watched(context)
        assert watched.open(f"http://127.0.0.1:{port}{PATH}") == []
        open_search(watched.page, "laboratory abroad")
        assert watched.page.locator("dialog.sayso-search li a").count() > 0
        assert watched.faults(watched.page.url) == []


def test_no_other_site_can_show_a_page_in_a_frame(chromium: Browser, port: int, serve: Servers, tmp_path: Path) -> None:
    page_of = {"bare": serve(INVENTED.parent / "content"), "sent": f"http://127.0.0.1:{port}{PATH}"}
    (tmp_path / "index.html").write_text(
        "".join(f'<iframe name="{name}" src="{address}"></iframe>' for name, address in page_of.items()), "utf-8"
    )
    page = chromium.new_page()
    page.goto(serve(tmp_path), wait_until="networkidle")
    shown = {frame.name: frame.url for frame in page.frames if frame.name}
    page.close()
    assert shown["bare"] == page_of["bare"]
    assert shown["sent"] == "chrome-error://chromewebdata/"


def test_an_old_address_is_answered_with_the_new_one(placed_site: Built, chromium: Browser, port: int) -> None:
    answer = ask(port, OLD)
    assert (answer.status, answer.headers["Location"]) == (301, NEW)
    moved = dict(line.split(" ")[:2] for line in placed_site.read("_redirects").splitlines())
    assert moved[OLD] == NEW
    assert len(moved) == len(placed_site.redirects)
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{port}{OLD}#p-technician-to-neighbour")
    assert page.url.endswith(f"{NEW}#p-technician-to-neighbour")
    page.close()


def test_what_is_missing_is_answered_with_the_page_for_it(port: int) -> None:
    assert ask(port, f"{PATH}no/such/page/").status == 404


def test_files_for_hosts_that_are_written_by_hand_stay(tmp_path: Path) -> None:
    own = "/*\n  X-Own: 1\n"
    site = build_site(INVENTED, tmp_path, pages={"_headers": own})
    assert site.read("_headers") == own
    assert (site.site / "_nginx.conf").exists()
