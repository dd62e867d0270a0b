"""The never-arrows of docs/architecture.md, read from the code's own imports."""

from __future__ import annotations

import ast
import fnmatch
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import PROJECT

ENGINE = PROJECT / "qingyuan"
# Ground floors besides the model, and which floors stand on them.
GROUND = {"read": {"images"}, "check": {"numerals"}, "render": {"numerals", "images", "search"}}
FLOORS = ("numerals", "images", "search", "read", "markup", "check", "render", "reuse", "publish")
# Each outside library has one door.  Python-Markdown's has a room behind it: what replaces its
# stages subclasses them, one stage a module, and nothing but the door sees that room.
DOORS = {
    "jinja2": {
        "qingyuan.render.templates",
        "qingyuan.render.environment",
        "qingyuan.render.literals",
    },
    "markdown": {"qingyuan.markup.markdown_html", "qingyuan.markup.fast.*"},
    "nh3": {"qingyuan.markup.sanitise"},
    "yaml": {"qingyuan.read.yaml_nodes"},
    "babel": {"qingyuan.render.cldr"},
    "PIL": {"qingyuan.images.pixels"},
    "zxingcpp": {"qingyuan.render.codes"},
    "sqlite3": {"qingyuan.reuse.store"},
    "tornado": {"qingyuan.serve.server"},
    "watchfiles": {"qingyuan.serve.watch"},
    # Work goes to processes by one door; the other puts a cluster into the same form.
    # A server has a thread besides, which builds.
    "concurrent": {"qingyuan.workers", "qingyuan.cluster", "qingyuan.serve.builder"},
    "distributed": {"qingyuan.cluster"},
    "livereload": {"qingyuan.serve.server"},
    "multiprocessing": {"qingyuan.workers"},
}
# What tells one run from another: only the command line may ask.
AMBIENT_MODULES = {"locale", "os", "random", "secrets", "tempfile", "time", "uuid"}
# Lists folders by scandir, which tells files from folders as it goes, and sorts what it finds.
LISTING = {
    "qingyuan.read.discover": {"os"},
    "qingyuan.read.edited": {"os"},
    "qingyuan.reuse.version": {"os"},
}
MAY_ASK = {"qingyuan.arguments", "qingyuan.cli", "qingyuan.console", "qingyuan.serve.*"}
OPENING = {"open", "read_bytes", "read_text"}
WRITING = {"write_bytes", "write_text", "unlink", "rmdir", "rename", "mkdir", "rmtree"}


def modules() -> dict[str, ast.Module]:
    """Dotted name → syntax tree of every module of the engine."""
    found = {}
    for path in sorted(ENGINE.rglob("*.py")):
        parts = path.relative_to(PROJECT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module that is imported, `from a import b` as a and as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def floor(module: str) -> str:
    """`read` of qingyuan.read.schema."""
    return module.split(".")[1] if module.startswith("qingyuan.") else ""


def calls(tree: ast.Module) -> set[str]:
    """Names of functions and methods that are called."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                found.add(node.func.attr)
            elif isinstance(node.func, ast.Name):
                found.add(node.func.id)
    return found


def test_no_other_command_loads_the_server() -> None:
    """Their imports take 100 ms, which a build need not wait for."""
    code = (
        "import sys; from qingyuan import cli; "
        "cli.main(['check', '--root', 'tests/sites/small', '--quiet']); "
        "sys.exit(bool({'livereload', 'tornado', 'watchfiles', 'asyncio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


@pytest.mark.parametrize("module", MODULES)
def test_floors_do_not_import_each_other(module: str) -> None:
    own = floor(module)
    for imported in imports(MODULES[module]):
        other = floor(imported)
        if own == "model":
            assert other in {"", "model"}, f"{module} imports {imported}"
        elif own in FLOORS:
            allowed = {"", "model", own} | GROUND.get(own, set())
            assert other in allowed, f"{module} imports {imported}"


def test_the_ground_floors_need_only_the_standard_library() -> None:
    outside = {"PIL", "babel", "jinja2", "markdown", "markupsafe", "nh3", "yaml", "zxingcpp"}
    outside |= {"livereload", "tornado", "watchfiles"}
    for module, tree in MODULES.items():
        ground = {"model", "numerals", "images", "search"}
        if floor(module) in ground and module not in DOORS["PIL"]:
            assert not outside & {name.split(".")[0] for name in imports(tree)}, module


def test_the_pixels_library_is_loaded_only_when_a_picture_is_made() -> None:
    """Its import takes 30 ms, which a build without new pictures need not wait for."""
    code = "import sys; from qingyuan import cli; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


def test_a_build_of_one_page_loads_nothing_for_processes_nor_for_a_look_at_all_libraries() -> None:
    """Which takes 7 and 15 ms."""
    code = (
        "import sys; from qingyuan import cli, pipeline, workers; "
        "from qingyuan.markup.convert import convert; convert('zh.md', 1, '# A *b*'); "
        "rare = {'concurrent.futures', 'difflib', 'importlib.metadata', 'multiprocessing'}; "
        "sys.exit(bool(rare & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    users = {
        module
        for module, tree in MODULES.items()
        if library in {name.split(".")[0] for name in imports(tree)}
    }
    doors = DOORS[library]
    assert not {user for user in users if not any(fnmatch.fnmatch(user, door) for door in doors)}


def test_only_the_door_to_python_markdown_sees_what_replaces_its_stages() -> None:
    room = "qingyuan.markup.fast"
    users = {
        module
        for module, tree in MODULES.items()
        if any(name.startswith(room) for name in imports(tree))
    }
    assert {user for user in users if not user.startswith(room)} == {
        "qingyuan.markup.markdown_html"
    }


def test_only_the_command_line_imports_the_pipeline() -> None:
    users = {
        module for module, tree in MODULES.items() if "qingyuan.pipeline" in set(imports(tree))
    }
    users = {user for user in users if floor(user) != "serve"}
    above = ("cli", "console", "packing", "writing")
    assert users <= {f"qingyuan.{name}" for name in above}


def test_only_build_py_imports_the_command_line() -> None:
    for module, tree in MODULES.items():
        assert "qingyuan.cli" not in set(imports(tree)), module


@pytest.mark.parametrize("module", MODULES)
def test_nothing_but_the_command_line_asks_what_differs_between_runs(module: str) -> None:
    if any(fnmatch.fnmatch(module, name) for name in MAY_ASK) or floor(module) == "publish":
        return
    tree = MODULES[module]
    asked = AMBIENT_MODULES & {name.split(".")[0] for name in imports(tree)}
    assert not asked - LISTING.get(module, set()), f"{module} imports {asked}"
    ambient_calls = {"now", "today", "utcnow", "hash", "getenv"} & calls(tree)
    assert not ambient_calls, f"{module} calls {ambient_calls}"


@pytest.mark.parametrize("module", MODULES)
def test_only_read_opens_and_only_publish_and_reuse_write(module: str) -> None:
    own, called = floor(module), calls(MODULES[module])
    if own not in {"read", "publish", "reuse"}:
        assert not OPENING & called, f"{module} opens files: {OPENING & called}"
    if own not in {"publish", "reuse"}:
        assert not WRITING & called, f"{module} writes: {WRITING & called}"


def test_no_circular_imports() -> None:
    graph = {
        module: {name for name in imports(tree) if name in MODULES and name != module}
        for module, tree in MODULES.items()
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        # A package's __init__ gathers its own modules; that is no circle of theirs.
        assert module not in path, " → ".join((*path, module))
        if module in done:
            return
        for imported in graph[module]:
            if not module.startswith(f"{imported}."):
                visit(imported, (*path, module))
        done.add(module)

    for module in MODULES:
        visit(module, ())


def test_there_is_no_room_without_a_purpose() -> None:
    names = {Path(module.replace(".", "/")).name for module in MODULES}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common"}


def test_the_build_fits_one_screen() -> None:
    function = next(
        node
        for node in MODULES["qingyuan.pipeline"].body
        if isinstance(node, ast.FunctionDef) and node.name == "build"
    )
    assert function.end_lineno is not None
    assert function.end_lineno - function.lineno < 50
