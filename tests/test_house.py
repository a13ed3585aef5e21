"""The house rules of the repository: imports point one way, each module stands alone, no file knows a machine.

Every rule is a function that takes a folder and gives sentences about what is wrong, so that it can be shown to find
a fault that was put there on purpose.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "plugins" / "sayso"

# From the ground up; a line may import what stands above it here, never what stands below. What stands side by side
# on one line does not import each other. A part is a module or a package directly under sayso; where several files
# make one part, their names stand in one string.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__init__",),
    ("problems problem_*", "new_files"),
    ("dates date_*", "cache", "directions", "following", "listing", "spreading", "timing", "tracking"),
    ("outcomes", "provenance", "page_*", "record_links"),
    ("records",),
    ("loading", "skeletons"),
    ("mentions", "redirects", "sheets", "entry_memory"),
    ("library library_*",),
    ("answering", "counting", "passages", "maps"),
    ("rules", "gaps"),
    ("pages", "checking"),
    ("rendering", "showing"),
    ("publishing publishing_*", "searching searching_*", "hosting"),
    ("comparing",),
    ("build",),
    ("site_memory",),
    ("source_memory", "summarizing"),
    ("writing",),
    ("making",),
    ("rebuilding", "previewing"),
    ("mkdocs_plugin", "cli"),
    ("__main__",),
)

# Libraries that only some modules may import: what holds a name here stays one replaceable piece.
RESERVED: Mapping[str, frozenset[str]] = {
    "jinja2": frozenset({"rendering", "mkdocs_plugin"}),  # the theme has an environment of its own
    "markdown": frozenset({"rendering"}),
    "markupsafe": frozenset({"rendering", "mkdocs_plugin"}),
    "material": frozenset({"mkdocs_plugin"}),
    "mkdocs": frozenset({"mkdocs_plugin"}),
    "nh3": frozenset({"rendering"}),
    "yaml": frozenset({"loading.reading"}),
}


@dataclass(frozen=True)
class Import:
    """One import of `target`, a dotted name, in the module `module` of `package`."""

    module: str
    target: str
    line: int


def name_modules(package: Path) -> dict[str, Path]:
    """The modules of a package by their names below it: `loading.reading`, `loading.__init__`, `__init__`."""
    return {".".join(path.relative_to(package).with_suffix("").parts): path for path in sorted(package.rglob("*.py"))}


def list_imports(package: Path) -> list[Import]:
    """Every import of every module: in functions, under TYPE_CHECKING, and `import_module("…")` with a plain name."""
    modules = name_modules(package)
    return [
        Import(module, target, line)
        for module, path in modules.items()
        for target, line in read_imports(path, f"{package.name}.{module}", modules, package.name)
    ]


def read_imports(path: Path, module: str, modules: Mapping[str, Path], package: str) -> Iterator[tuple[str, int]]:
    """Targets and lines; `from sayso.pages import urls` gives the module `sayso.pages.urls` if there is one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from ((alias.name, node.lineno) for alias in names)
            case ast.ImportFrom(module=origin, names=names, level=level):
                start = module.split(".")[:-level] if level else []
                base = ".".join([*start, *([origin] if origin else [])])
                for alias in names:
                    target = f"{base}.{alias.name}"
                    yield (target if find_module(target, modules, package) else base), node.lineno
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str() as name), *_],
            ):
                yield name, node.lineno


def find_module(target: str, modules: Mapping[str, Path], package: str) -> str | None:
    """The name in `modules` of a dotted target, or None if it is no module of the package."""
    if target == package:
        return "__init__"
    below = target.removeprefix(f"{package}.")
    if below == target:
        return None
    return next((name for name in (below, f"{below}.__init__") if name in modules), None)


def find_part(module: str) -> tuple[int, str] | None:
    """The height of a module's layer and the part of it that the module belongs to."""
    top = module.split(".", maxsplit=1)[0]
    for height, parts in enumerate(LAYERS):
        for part in parts:
            if any(fnmatchcase(top, pattern) for pattern in part.split()):
                return height, part
    return None


def check_layers(package: Path) -> list[str]:
    """What belongs to no layer, and what imports from above or from beside itself."""
    modules = name_modules(package)
    faults = [
        f"{path.relative_to(package)}: `{module}` belongs to no layer; put it into a package that has one, "
        "or write its name into LAYERS in tests/test_house.py, above all that imports it."
        for module, path in modules.items()
        if find_part(module) is None
    ]
    for found in list_imports(package):
        target = find_module(found.target, modules, package.name)
        importer, imported = find_part(found.module), find_part(target) if target else None
        if importer is None or imported is None or importer[1] == imported[1] or imported[0] < importer[0]:
            continue
        way = "up to" if imported[0] > importer[0] else "sideways to"
        faults.append(
            f"{modules[found.module].relative_to(package)}:{found.line}: `{found.module}` imports {way} `{target}`; "
            "move what both need to a lower layer, or hand it over as an argument."
        )
    return faults


def check_cycles(package: Path) -> list[str]:
    """A circle of imports, if there is one; a package that imports its own modules is one of them."""
    modules = name_modules(package)
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for found in list_imports(package):
        target = find_module(found.target, modules, package.name)
        if target and target != found.module:
            graph[found.module].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"These modules import each other in a circle: {' <- '.join(error.args[1])}."]
    return []


def check_reserved(package: Path) -> list[str]:
    """Libraries imported by modules that are not to know them."""
    faults = []
    for found in list_imports(package):
        library = found.target.split(".", maxsplit=1)[0]
        holders = RESERVED.get(library)
        if holders is None or any(f"{found.module}.".startswith(f"{holder}.") for holder in holders):
            continue
        path = name_modules(package)[found.module].relative_to(package)
        faults.append(f"{path}:{found.line}: only {' and '.join(sorted(holders))} may import {library}.")
    return faults


IMPORT_EACH = """
import contextlib, importlib, io, sys, traceback
package, *modules = sys.argv[1:]
for module in modules:
    for name in [name for name in sys.modules if name == package or name.startswith(package + ".")]:
        del sys.modules[name]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            importlib.import_module(module)
    except BaseException as error:
        print(f"{module} cannot be imported alone: {traceback.format_exception_only(error)[-1].strip()}")
    else:
        if printed.getvalue():
            print(f"{module} prints when it is imported: {printed.getvalue().strip()}")
"""


def check_alone(package: Path) -> list[str]:
    """Modules that cannot be the first of the package to be imported, or that print when they are.

    One interpreter forgets the package between two imports, which is as good as a new one for each and quick.
    """
    names = [name for name in name_modules(package) if name.split(".")[-1] != "__main__"]
    dotted = [f"{package.name}.{name}".removesuffix(".__init__") for name in names]
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_EACH, package.name, *dotted],
        env={**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return [*run.stdout.splitlines(), *run.stderr.splitlines()]


# A path counts where a word begins, so that the same letters within a web address do not.
MACHINE = re.compile(
    r"""(?<![\w.:/~%-])(?:/(?:root|work|home/\w+|Users/\w+|opt/\w+|var/folders)/|[A-Za-z]:\\+Users\\)
    | \bfile:///\w
    | \b(?:pypi\.\w+/simple|files\.python\w+\.org|registry\.(?:npm\w+|yarnpkg)\.\w+)
    | --?(?:extra-|default-)?index-url[\s=]+\w+:// | --find-links[\s=]+\S""",
    re.VERBOSE,
)


def check_machines(root: Path, names: Iterable[str]) -> list[str]:
    """Lines that name a folder of somebody's machine or the host of a package registry; in locks, any address."""
    faults = []
    for name in names:
        path = root / name
        if path.is_symlink() or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            found = MACHINE.search(line) or (re.search(r"\w+://", line) if name.endswith(".lock") else None)
            if found:
                faults.append(f"{name}:{number}: `{found[0]}` names a machine or a registry; write it without.")
    return faults


def list_tracked(root: Path) -> list[str]:
    """The files that are, or are about to be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        run = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this folder is no git repository, so nothing says which files belong to it")
    return [name for name in os.fsdecode(run.stdout).split("\0") if name]


def write_package(folder: Path, **modules: str) -> Path:
    """A package `sayso` in `folder`; `loading__reading="import yaml"` makes its module loading/reading.py."""
    package = folder / "sayso"
    for name, text in {"__init__": "", **modules}.items():
        path = package.joinpath(*re.split(r"(?<=[a-z])__(?=[a-z_])", name)).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def test_imports_point_one_way() -> None:
    assert check_layers(PACKAGE) == []


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    assert check_cycles(PACKAGE) == []


def test_libraries_stay_where_they_belong() -> None:
    assert check_reserved(PACKAGE) == []


def test_each_module_can_be_imported_alone_and_prints_nothing() -> None:
    assert check_alone(PACKAGE) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Hostile texts name what they would read or reach.
    names = [name for name in list_tracked(REPOSITORY) if not name.startswith("tests/payloads/")]
    assert check_machines(REPOSITORY, names) == []


@pytest.mark.parametrize(
    "text",
    [
        "import sayso.build",
        "import sayso.build as maker",
        "from sayso import build",
        "from sayso.build import publish",
        "from .. import build",
        "from ..build import publish",
        "def late() -> None:\n    from sayso import build",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sayso.build",
        "import importlib\nimportlib.import_module('sayso.build')",
    ],
)
def test_an_import_from_above_is_found_in_every_form(tmp_path: Path, text: str) -> None:
    package = write_package(tmp_path, build="", pages__urls=text)
    line = text.count("\n") + 1
    (fault,) = check_layers(package)
    assert fault == (
        f"pages/urls.py:{line}: `pages.urls` imports up to `build`; "
        "move what both need to a lower layer, or hand it over as an argument."
    )


def test_neighbours_on_a_layer_do_not_import_each_other_but_files_of_one_part_do(tmp_path: Path) -> None:
    package = write_package(tmp_path, dates="import sayso.date_words", date_words="", cache="import sayso.dates")
    (fault,) = check_layers(package)
    assert fault == (
        "cache.py:1: `cache` imports sideways to `dates`; "
        "move what both need to a lower layer, or hand it over as an argument."
    )


def test_what_points_down_is_fine(tmp_path: Path) -> None:
    package = write_package(
        tmp_path,
        problems="from sayso import __version__",
        rules__passages="from sayso import counting\nfrom sayso.problems import Problem",
        counting="import json",
    )
    assert check_layers(package) == []


def test_a_module_without_a_layer_is_told_what_to_do(tmp_path: Path) -> None:
    package = write_package(tmp_path, utils="import sayso.build", build="")
    (fault,) = check_layers(package)
    assert fault == (
        "utils.py: `utils` belongs to no layer; put it into a package that has one, "
        "or write its name into LAYERS in tests/test_house.py, above all that imports it."
    )


def test_a_circle_is_found_even_through_the_package_itself(tmp_path: Path) -> None:
    package = write_package(
        tmp_path, pages____init__="from sayso.pages import urls", pages__urls="from sayso.pages import PAGES"
    )
    (fault,) = check_cycles(package)
    assert fault.startswith("These modules import each other in a circle: pages.")


def test_a_package_may_gather_its_own_modules(tmp_path: Path) -> None:
    package = write_package(
        tmp_path, pages____init__="from .urls import x", pages__urls="x = 1", pages__home="from sayso.pages import urls"
    )
    assert check_cycles(package) == []


@pytest.mark.parametrize(
    ("module", "text", "fault"),
    [
        ("cli", "import mkdocs.config", "cli.py:1: only mkdocs_plugin may import mkdocs."),
        ("build", "from material import plugins", "build.py:1: only mkdocs_plugin may import material."),
        ("loading__scan", "import yaml", "loading/scan.py:1: only loading.reading may import yaml."),
        ("pages__home", "from markupsafe import x", "pages/home.py:1: only mkdocs_plugin and rendering may import "),
        ("build", "import jinja2", "build.py:1: only mkdocs_plugin and rendering may import jinja2."),
        ("rules__a", "def f() -> None:\n    import nh3", "rules/a.py:2: only rendering may import nh3."),
        ("rendering_too", "import markdown", "rendering_too.py:1: only rendering may import markdown."),
    ],
)
def test_a_library_in_the_wrong_place_is_found(tmp_path: Path, module: str, text: str, fault: str) -> None:
    (found,) = check_reserved(write_package(tmp_path, **{module: text}))
    assert found.startswith(fault)


@pytest.mark.parametrize("module", ["mkdocs_plugin", "mkdocs_plugin__hooks"])
def test_the_door_may_import_mkdocs_as_a_module_and_as_a_package(tmp_path: Path, module: str) -> None:
    assert check_reserved(write_package(tmp_path, **{module: "import mkdocs, markupsafe"})) == []


def test_a_module_that_needs_another_first_or_prints_is_found(tmp_path: Path) -> None:
    package = write_package(
        tmp_path,
        first="import sayso.second\nvalue = 1",
        second="from sayso.first import value",
        third="print('hello')",
        fourth="",
    )
    first, third = check_alone(package)
    assert first.startswith("sayso.first cannot be imported alone: ImportError: ")
    assert third == "sayso.third prints when it is imported: hello"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.md", "see " + "/" + "root/notes"),
        ("notes.md", "(" + "/" + "home/jane/project)"),
        ("notes.md", "C:" + "\\Users\\jane"),
        ("setup.cfg", "--extra-" + "index-url https://packages.example/"),
        ("package-lock.json", '"https://registry.' + 'npmjs.org/x"'),
        ("requirements.lock", "# from https://example.org/"),
    ],
)
def test_a_machine_or_a_registry_in_a_file_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(f"one line\n{text}\n", encoding="utf-8")
    (fault,) = check_machines(tmp_path, [name])
    assert fault.startswith(f"{name}:2: `")


def test_web_addresses_and_pictures_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("url: https://example.org/home/jane/work/x\n", encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\0" + b"/" + b"root/x")
    assert check_machines(tmp_path, ["a.yml", "b.png", "gone.txt"]) == []
