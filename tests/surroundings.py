"""Surroundings of a build, all of which must not matter to it, and ways to run Python in them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.building import PATIENCE, write_project

MEMORY = Path("/dev/shm")  # noqa: S108 -- a disk of another kind, not a place to hide
DAYS = 40
ADDRESS = "https://example.org/sub/"
# What Python itself imports when it starts, if it is found on its path: these parts of it, one after the other.
SHIFT = f"""
import datetime, os, time
seconds = {DAYS} * 86400
real_time, real_time_ns, real_gmtime, real_localtime, real_strftime = (
    time.time, time.time_ns, time.gmtime, time.localtime, time.strftime
)
time.time = lambda: real_time() + seconds
time.time_ns = lambda: real_time_ns() + seconds * 10**9
time.gmtime = lambda when=None: real_gmtime(time.time() if when is None else when)
time.localtime = lambda when=None: real_localtime(time.time() if when is None else when)
time.strftime = lambda form, when=None: real_strftime(form, time.localtime() if when is None else when)
class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
datetime.date, datetime.datetime = Date, DateTime
"""
BACKWARD = """
import os
real_scandir, real_listdir = os.scandir, os.listdir
class Backward:
    def __init__(self, path="."):
        with real_scandir(path) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.close()
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def close(self):
        self.entries = iter(())
os.scandir = Backward
os.listdir = lambda path=".": sorted(real_listdir(path), reverse=True)
"""
# Python by itself takes a locale for characters only; a program around it may take it for all else.
IN_FORCE = """
import contextlib, locale
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
"""
MARKED = """
import os
open(os.environ["MARKED"], "a").close()
"""
CLOCKS = """
import datetime, time
print(int(time.time()), time.time_ns() // 10**9, *(int(time.mktime(t)) for t in (time.localtime(), time.gmtime())),
    int(time.mktime(time.strptime(time.strftime("%c")))), int(datetime.datetime.now().timestamp()),
    int(datetime.datetime.now(datetime.UTC).timestamp()), int(datetime.datetime.utcnow().timestamp()),
    int(datetime.datetime.today().timestamp()), datetime.date.today().toordinal() * 86400)
"""
# What a build could see of its surroundings, by the field that sets it.
SEEN = {
    "folder": "os.getcwd()",
    "umask": "os.umask(0)",
    "is_backward": "os.listdir('content')",
    "touched": "os.stat('mkdocs.yml').st_mtime",
    "is_later": "datetime.date.today().toordinal()",
    "locale": "[time.strftime('%A', time.gmtime(0)), locale.localeconv()['decimal_point']]",
    "options": "[__debug__, sys.flags.dev_mode]",
    "is_on_one_core": "len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 0",
    "is_linked": "os.path.islink(os.environ['PWD'])",
    "is_homeless": "'HOME' in os.environ",
    "is_on_other_disk": "os.stat(tempfile.gettempdir()).st_dev",
    **{
        f"environment {name}": expression
        for name, expression in {
            "PYTHONHASHSEED": "hash('a')",
            "TZ": "time.timezone",
            "USER": "getpass.getuser()",
            "TERM": "os.environ.get('TERM')",
            "COLUMNS": "shutil.get_terminal_size().columns",
            "NO_COLOR": "'NO_COLOR' in os.environ",
        }.items()
    },
}
LOOK = f"""
import datetime, getpass, json, locale, os, shutil, sys, tempfile, time
print(json.dumps({{{", ".join(f"{name!r}: {expression}" for name, expression in SEEN.items())}}}))
"""


@dataclass(frozen=True)
class Surroundings:
    """All that must not matter to a build."""

    folder: str = "here"
    umask: int = 0o022
    is_reversed: bool = False
    """Whether files were written against the order of their names."""
    is_backward: bool = False
    """Whether the system lists a folder against the order of names."""
    touched: int = 1_500_000_000
    is_later: bool = False
    locale: str = "C.UTF-8"
    options: tuple[str, ...] = ()
    """Options of Python."""
    is_on_one_core: bool = False
    is_linked: bool = False
    """Whether the project is reached through a symbolic link."""
    is_homeless: bool = False
    is_on_other_disk: bool = False
    """Whether temporary files stand on another file system, which lists its folders in another order."""
    command: tuple[str, ...] = ("mkdocs", "build", "--strict")
    site: str = "site"
    environment: dict[str, str] = field(default_factory=dict)


HERE = Surroundings(
    environment={
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Auckland",
        "HOSTNAME": "here-alpha-7",
        "USER": "here-user-7",
        "LOGNAME": "here-user-7",
        "TERM": "xterm-256color",
        "COLUMNS": "200",
    },
)
THERE = Surroundings(
    folder="s p é/ü",
    umask=0o077,
    is_reversed=True,
    is_backward=True,
    touched=1_111_111_111,
    is_later=True,
    locale="ar_SA.UTF-8",
    options=("-X", "dev"),
    is_on_one_core=True,
    is_linked=True,
    is_homeless=True,
    is_on_other_disk=True,
    site="public/there",
    command=("mkdocs", "build", "--strict", "--site-dir", "public/there"),
    environment={
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Honolulu",
        "HOSTNAME": "there-beta-7",
        "USER": "there-user-7",
        "LOGNAME": "there-user-7",
        "TERM": "dumb",
        "COLUMNS": "40",
        "NO_COLOR": "1",
    },
)
# By default two ways that differ in everything; the full size has each difference alone, which names the cause.
OTHERS = {
    "in another place, by another person, on another day": THERE,
    "by our own command, in Turkish": replace(
        HERE, folder="own", locale="tr_TR.UTF-8", options=("-OO",), command=("sayso", "build")
    ),
}
ALONE = {
    **{
        one.name: replace(HERE, **{one.name: getattr(THERE, one.name)})
        for one in fields(Surroundings)
        if one.name not in ("environment", "command", "site")
    },
    **{
        f"environment {name}": replace(HERE, environment={**HERE.environment, name: value})
        for name, value in THERE.environment.items()
    },
    **{
        f"locale {name}": replace(HERE, locale=name)
        for name in ("C", "tr_TR.UTF-8", "tr_TR.ISO-8859-9", "ar_SA.ISO-8859-6")
    },
    "without assertions": replace(HERE, options=("-O",)),
    "without docstrings": replace(HERE, options=("-OO",)),
    "another name of the site's folder": replace(HERE, site=THERE.site, command=THERE.command),
    "our own command": replace(HERE, command=("sayso", "build")),
}


def make_locales(folder: Path, names: Iterable[str]) -> None:
    """Writes locales into a folder, made of the system's descriptions; none where it has none."""
    for name in set(names):
        language, _, characters = name.partition(".")
        if language != "C":
            command = ["localedef", "-i", language, "-f", characters, str(folder / name)]
            with suppress(OSError):
                subprocess.run(command, capture_output=True, check=False)


def write_start(folder: Path, *parts: str) -> dict[str, str]:
    """Writes what Python runs when it starts, and gives the environment in which it does."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text("".join((*parts, MARKED)), encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {"PYTHONPATH": path, "MARKED": str(folder / "marked")}


def write_in_order(source: Path, target: Path, around: Surroundings) -> None:
    """Copies a folder file by file, in the order of the names or against it, and gives every file a time of change."""
    for path in sorted(source.rglob("*"), reverse=around.is_reversed):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (around.touched, around.touched))


@contextmanager
def one_core() -> Iterator[None]:
    """Lets this thread, and with it the processes that it starts, run on one processor only."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def write_surrounded(tmp: Path, content: Path, around: Surroundings) -> Path:
    """A project of a content folder that stands in these surroundings; its path as a shell there would have it."""
    project = tmp / around.folder / "project"
    write_in_order(write_project(tmp / "first" / around.folder, content, site_url=ADDRESS), project, around)
    if not around.is_linked:
        return project
    link = tmp / around.folder / "link"
    link.symlink_to(project, target_is_directory=True)
    return link


def run_in(project: Path, tmp: Path, locales: Path, around: Surroundings, *command: str) -> str:
    """What Python prints in these surroundings, in which it is to succeed."""
    starting = [IN_FORCE, *([SHIFT] if around.is_later else []), *([BACKWARD] if around.is_backward else [])]
    start = tmp / "start" / around.folder
    environment = {**os.environ, **around.environment, **write_start(start, *starting)}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "LC_ALL": around.locale, "LOCPATH": str(locales), "PWD": str(project)}
    for name in ("SOURCE_DATE_EPOCH", *(["HOME"] if around.is_homeless else [])):
        environment.pop(name, None)
    with ExitStack() as stack:
        if around.is_on_one_core:
            stack.enter_context(one_core())
        if around.is_on_other_disk and os.access(MEMORY, os.W_OK):
            environment["TMPDIR"] = stack.enter_context(TemporaryDirectory(dir=MEMORY))
        done = subprocess.run(
            [sys.executable, "-P", *around.options, *command],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            umask=around.umask,
        )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert (start / "marked").exists()
    return done.stdout.decode(errors="replace")


def build_in(tmp: Path, content: Path, locales: Path, around: Surroundings) -> Path:
    """The site of a content folder, built in these surroundings."""
    project = write_surrounded(tmp, content, around)
    by_link = ["--config-file", str(project / "mkdocs.yml")] if around.is_linked else []
    run_in(project, tmp, locales, around, "-m", *around.command, *by_link)
    return project.resolve() / around.site
