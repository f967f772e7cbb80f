"""The floors of the house: who may import whom, and which room is the door of which package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
ENGINE = HOME / "dossier"
MODULES = sorted(path for path in ENGINE.rglob("*.py") if "starter" not in path.parts)

# From the top down. A room imports from floors below its own; on one floor, only within its own package.
FLOORS = (
    ("build",),
    ("dossier.cli",),
    ("dossier.serve", "dossier.author", "dossier.proof", "dossier.mend", "dossier.impact", "dossier.arguments"),
    ("dossier.preview",),
    ("dossier.pipeline",),
    ("dossier.stages",),
    ("dossier.model",),
    ("dossier.text", "dossier.problems", "dossier.inputs", "dossier.exchange", "dossier.tracked"),
)
DOORS = {
    "yaml": {"dossier.stages.read.tree", "dossier.stages.read.traps"},
    "pydantic": {"dossier.model.records", "dossier.stages.validate"},
    "pydantic_core": {"dossier.model.records", "dossier.stages.validate"},
    "markdown": {"dossier.text.prose"},
    "nh3": {"dossier.text.prose"},
    "jinja2": {"dossier.stages.render"},
    "livereload": {"dossier.serve"},
    "tornado": {"dossier.serve"},
    "slugify": {"dossier.text.slugs"},
}


def name_of(path: Path) -> str:
    parts = path.relative_to(HOME).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that `path` imports, also inside functions and for typing; names as dotted paths."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its floor"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                is_module = (HOME / Path(*inner.split("."))).with_suffix(".py").exists() or (
                    HOME / Path(*inner.split("."))
                ).is_dir()
                yield inner if is_module else module


def floor(module: str) -> int:
    for level, rooms in enumerate(FLOORS):
        if any(module == room or module.startswith(f"{room}.") for room in rooms):
            return level
    raise AssertionError(f"{module} stands on no floor: add it to FLOORS")


def package(module: str) -> str:
    """The room on its floor: `dossier.stages.read` for dossier.stages.read.tree, `dossier.text` for dossier.text.fold."""
    parts = module.split(".")
    return ".".join(parts[: 3 if module.startswith("dossier.stages") else 2])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_from_floors_below(path: Path) -> None:
    own = name_of(path)
    for other in imports(path):
        if not other.startswith("dossier.") or other == own:
            continue
        below = floor(other) > floor(own)
        assert below or package(other) == package(own), f"{own} imports {other}"


def test_there_are_no_circles() -> None:
    graph = {
        name_of(p): {o for o in imports(p) if o.startswith("dossier.") and o != name_of(p)} for p in MODULES
    }
    done: set[str] = set()

    def walk(room: str, way: tuple[str, ...]) -> None:
        assert room not in way, " -> ".join((*way, room))
        if room in done:
            return
        for other in sorted(graph.get(room, ())):
            walk(other, (*way, room))
        done.add(room)

    for room in graph:
        walk(room, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_outside_package_has_one_door(path: Path) -> None:
    own = name_of(path)
    for other in imports(path):
        doors = DOORS.get(other.split(".")[0])
        assert doors is None or any(own == door or own.startswith(f"{door}.") for door in doors), (
            f"{own} imports {other}, whose door is {sorted(doors or ())}"
        )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert said and len(said.splitlines()[0]) > 20, f"{path} has no first line that explains it"
    assert path.stem not in ("utils", "helpers", "common_utils", "manager", "misc"), path


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_functions_and_types_outside_compose_explain_themselves(path: Path) -> None:
    """A function that other rooms call says what its signature cannot."""
    if "compose" in path.parts or path.stem == "records":
        return
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            trivial = isinstance(node, ast.FunctionDef) and len(node.body) == 1
            trivial = trivial or (isinstance(node, ast.ClassDef) and len(node.body) <= 4)
            assert ast.get_docstring(node) or trivial, f"{path}: {node.name} has no docstring"


def test_one_room_opens_inputs_and_one_writes_outputs() -> None:
    touching = {"read_text", "read_bytes", "write_text", "write_bytes", "open"}
    doors = {"inputs", "exchange", "write", "author", "mend", "serve", "preview"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or path.stem in doors:
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            imported = isinstance(called, ast.Name) and name != "open"  # read_text of dossier.inputs
            silence = name == "open" and "devnull" in ast.unparse(node)
            assert name not in touching or imported or silence, f"{path}:{node.lineno}: {ast.unparse(node)}"


def test_one_room_asks_git() -> None:
    for path in MODULES:
        runs = any(other.split(".")[0] == "subprocess" for other in imports(path))
        assert not runs or path.stem == "tracked", f"{path} starts programs"


def test_nothing_asks_the_clock_or_chance() -> None:
    """Same input, same bytes: only what people see in a terminal may tell the time."""
    asking = re.compile(r"\b(datetime\.now|date\.today|time\.time|random|uuid|getlocale|strftime)\b")
    for path in MODULES:
        if path.stem not in ("cli", "serve"):
            found = asking.search(path.read_text("utf-8"))
            assert not found, f"{path}: {found and found[0]}"
