"""What tests of whole sites share: the two standard sites, a browser, a web server."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from tests import published
from tests.building import ADDRESS, BARE, EDIT_URI, INVENTED, OWN, Built, Servers, build_site
from tests.hostile import InTurn, Worded, count_places, keep, make_worded, mask

# Where tests run in CI, the program would keep nothing for a next run.
os.environ.pop("CI", None)

# How long an example takes says nothing on a machine that others use too.
settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")

# A shell that runs this in the background has it ignore Ctrl-C, and all that it starts, which tests send it to.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No service of the browser's maker is called while a test looks at a page, and no other host is found.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def shared_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which all processes of a test run build the sites that they share."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "builds"


@pytest.fixture(scope="session")
def own_site(shared_builds: Path) -> Built:
    """The site of the repository's own content, with its own settings."""
    return build_site(OWN, shared_builds)


@pytest.fixture(scope="session")
def invented_site(shared_builds: Path) -> Built:
    """The site of Ulmerask, which uses every field of every kind."""
    return build_site(INVENTED, shared_builds)


@pytest.fixture(scope="session")
def placed_site(shared_builds: Path) -> Built:
    """The site of Ulmerask where it and its repository have an address, both below a path."""
    return build_site(INVENTED, shared_builds, site_url=ADDRESS, edit_uri=EDIT_URI)


@pytest.fixture(scope="session")
def paged_site(shared_builds: Path) -> Built:
    """The site of Ulmerask with three entries of a list on a page, so that lists have several."""
    return build_site(INVENTED, shared_builds, plugins=[{"sayso": {"entries_a_page": 3, "search": False}}])


@pytest.fixture(scope="session")
def bare_site(shared_builds: Path) -> Built:
    """The site of Tarn, which has one record of each kind and no position."""
    return build_site(BARE, shared_builds)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Worded:
    """Records of Ulmerask over whose fields all hostile texts are spread."""
    return make_spread(tmp_path_factory.mktemp("hostile"), keep)


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Worded:
    """The same records with harmless texts of the same shape."""
    return make_spread(tmp_path_factory.mktemp("harmless"), mask)


def make_spread(tmp: Path, form: Callable[[str], str]) -> Worded:
    """Records in which each place has a few texts, so that all are somewhere."""
    _, lacking = count_places(tmp / "dry")
    return make_worded(tmp, form, InTurn(6), lacking)


@pytest.fixture(scope="session")
def first_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a published site; each test takes a copy of it."""
    project = published.make_project(tmp_path_factory.mktemp("published") / "project")
    status, output = published.run(project, *published.BUILD)
    assert status == 0, output
    return project


@pytest.fixture
def project(first_published: Path, tmp_path: Path) -> Path:
    """A small project with a site that was published before."""
    return published.copy_project(first_published, tmp_path / "project")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that the system has."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("There is no Chromium on PATH: install it (Debian, Ubuntu: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Servers]:
    """Serves folders on this machine: `serve(folder)` or `serve(folder, "/a/b/")` gives the address."""
    servers = Servers()
    yield servers
    servers.close()
