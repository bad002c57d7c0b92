"""The code itself: which part may know which other, how long it may be, and what the checkers say."""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "xlcrm"

LAYERS = (
    ("labels", "errors", "garbage"),
    ("ooxml",),
    ("schema",),
    ("model",),
    ("measures", "rules"),
    ("reading", "writing"),
    ("pages", "story"),
    ("subjects",),
    ("packs", "importing", "sample", "workbook"),
    ("commands",),
    ("__init__", "api"),
    ("cli", "__main__"),
)
"""The parts of the package from the lowest up: each knows its own layer and those before it."""

SPREADSHEET_LIBRARIES = {"openpyxl", "xlsxwriter", "python_calamine", "lxml", "msoffcrypto", "olefile"}
KNOW_SPREADSHEETS = {"ooxml", "reading", "writing", "pages", "packs", "workbook"}

LONGEST_FILE = 350
MEDIAN_FILE = 120
LONGEST_FUNCTION = 45
"""Lines of a function's body, its docstring, signature and decorators left out."""


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its name."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def part_of(module: str) -> str:
    """The part of the package that a module belongs to: the folder or the file right in it."""
    return module.split(".")[1] if "." in module else "__init__"


def layer_of(module: str) -> int:
    return next((number for number, parts in enumerate(LAYERS) if part_of(module) in parts), len(LAYERS))


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def imported_by(module: str) -> tuple[str, ...]:
    """What a module imports, also within functions and for the type checker alone; of the package the modules."""
    return tuple(dict.fromkeys(_imported(tree_of(module), skip_types=module == "xlcrm")))


def _imported(node: ast.AST, *, skip_types: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.module, "relative imports are not read"
        assert node.level == 0, "relative imports are not read"
        names = [f"{node.module}.{name.name}" for name in node.names]
        yield from (name if name in modules() else node.module for name in names)
    for child in ast.iter_child_nodes(node):
        # The public face declares types of modules that it imports only when they are called for.
        if not (skip_types and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from _imported(child, skip_types=skip_types)


def own_imports(module: str) -> list[str]:
    return [name for name in imported_by(module) if name in modules()]


def test_every_part_has_its_layer() -> None:
    assert {part_of(module) for module in modules()} <= {part for parts in LAYERS for part in parts}


def test_arrows_point_down() -> None:
    upward = [
        f"{module} -> {other}"
        for module in modules()
        for other in own_imports(module)
        if layer_of(other) > layer_of(module)
    ]
    assert upward == []


def test_there_is_no_circle() -> None:
    try:
        TopologicalSorter({module: own_imports(module) for module in modules()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_the_file_format_knows_nothing_of_customers() -> None:
    allowed = ("xlcrm.ooxml", "xlcrm.labels", "xlcrm.errors")
    found = [
        f"{module} -> {other}"
        for module in modules()
        if part_of(module) == "ooxml"
        for other in own_imports(module)
        if not other.startswith(allowed)
    ]
    assert found == []


def test_only_the_command_line_knows_click() -> None:
    knowing = {
        part_of(module) for module in modules() if any(name.split(".")[0] == "click" for name in imported_by(module))
    }
    assert knowing == {"cli"}


def test_only_what_reads_and_writes_workbooks_knows_their_libraries() -> None:
    found = [
        f"{module} -> {name}"
        for module in modules()
        if part_of(module) not in KNOW_SPREADSHEETS
        for name in imported_by(module)
        if name.split(".")[0] in SPREADSHEET_LIBRARIES
    ]
    assert found == []


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {module: len(file.read_text(encoding="utf-8").splitlines()) for module, file in modules().items()}
    assert {module: length for module, length in lengths.items() if length > LONGEST_FILE} == {}
    assert median(lengths.values()) < MEDIAN_FILE


def test_every_function_fits_a_screen() -> None:
    found = {
        f"{module}.{node.name}": length
        for module in modules()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := _body_length(node)) > LONGEST_FUNCTION
    }
    assert found == {}


def _body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return int(body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


SAYS_NOTHING = {
    "at", "on", "of", "one", "told", "heed", "several", "collecting", "settled", "Standing", "Wanted", "Discretion",
}  # fmt: skip


def test_names_say_what_they_are_names_of() -> None:
    named = [
        f"{file.relative_to(ROOT)}: {node.name}"
        for folder in ("xlcrm", "tests")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in SAYS_NOTHING
    ]
    assert named == []
    assert not SAYS_NOTHING & {name for module in modules() for name in module.split(".")}


FOUND_BY_KIND = {"ToDo", "Measure"}
"""What subjects declare is gathered by what it is; nothing has to name it."""

PURE = {
    "property", "cached_property", "cache", "staticmethod", "classmethod", "dataclass", "abstractmethod", "overload",
    "runtime_checkable", "contextmanager",
}  # fmt: skip
"""Decorators that do not hand on what they decorate to somebody who calls it, as those of rules and commands do."""

CALLED_FROM_OUTSIDE = {
    "_get_packager": "xlsxwriter calls it",
    "_prepare_formula": "xlsxwriter calls it",
    "MEASURE_COLUMNS": "tests compare it with the contract",
    "GENERATED": "tests compare it with the contract",
}


def test_nothing_is_there_that_nothing_uses() -> None:
    used = {name for module in modules() for name in _mentioned(tree_of(module))}
    used |= set(CALLED_FROM_OUTSIDE) | set(importlib.import_module("xlcrm").__all__)
    unused = [f"{module}.{name}" for module in modules() for name in _defined(tree_of(module)) if name not in used]
    assert unused == []


def _mentioned(tree: ast.Module) -> Iterator[str]:
    """Every name that a module looks up, gives as a keyword, or holds as a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.MatchClass):
            yield from node.kwd_attrs
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _defined(tree: ast.Module) -> Iterator[str]:
    """The functions, classes, methods, fields and constants of a module, those aside that are found by their kind."""
    for owner in (tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))):
        for node in owner.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names = [node.name] if all(_decorator(each) in PURE for each in node.decorator_list) else []
            elif isinstance(node, ast.Assign) and not _is_found_by_kind(node.value):
                names = [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names = [node.target.id]
            else:
                names = []
            yield from (name for name in names if not name.startswith("__"))


def _decorator(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)


def _is_found_by_kind(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) in FOUND_BY_KIND


def test_users_are_they() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {text.strip()[:80]}"
        for folder in ("xlcrm", "tests", "examples")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for text in _prose(file.read_text(encoding="utf-8"))
        if re.search(r"\b(?:he|his|him|she|her|hers)\b", text, re.IGNORECASE)
    ]
    assert found == []


def _prose(source: str) -> Iterator[str]:
    """The comments of a file, and its strings that stand for themselves: docstrings."""
    lines = io.StringIO(source).readline
    yield from (token.string for token in tokenize.generate_tokens(lines) if token.type == tokenize.COMMENT)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


@pytest.mark.parametrize(
    "command",
    [("ruff", "check"), ("ruff", "format", "--check", "xlcrm", "tests", "examples"), ("mypy", "--no-error-summary")],
    ids=" ".join,
)
def test_the_checkers_find_nothing(command: tuple[str, ...], tmp_path: Path) -> None:
    cache = ("--cache-dir", str(tmp_path))
    said = subprocess.run(
        [sys.executable, "-m", *command, *cache], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-1000:]
