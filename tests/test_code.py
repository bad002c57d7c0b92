"""The code itself: which part may know which other, and what the linter and the type checker say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "xlcrm"

FORBIDDEN = {
    "reading": ("xlcrm.writing", "xlcrm.rules", "xlcrm.cli"),
    "rules": ("xlcrm.writing", "xlcrm.reading", "xlcrm.cli", "openpyxl", "xlsxwriter", "python_calamine", "lxml"),
    "measures": ("xlcrm.writing", "xlcrm.reading", "xlcrm.rules", "xlcrm.cli", "openpyxl", "xlsxwriter", "lxml"),
    "schema": ("xlcrm.writing", "xlcrm.reading", "xlcrm.rules", "xlcrm.measures", "xlcrm.model.book", "pandas"),
    "labels": ("xlcrm.writing", "xlcrm.reading", "xlcrm.rules", "xlcrm.measures", "xlcrm.schema", "xlcrm.model.book"),
    "writing": ("xlcrm.reading", "xlcrm.cli"),
}
"""What a part of the package knows nothing of."""


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports, also within functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("part", FORBIDDEN)
def test_imports_point_one_way(part: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}: {module}"
        for file in sorted((PACKAGE / part).rglob("*.py"))
        for module in imported(file)
        if module.startswith(FORBIDDEN[part])
    ]
    assert found == []


def test_only_the_command_line_knows_click() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if file.relative_to(PACKAGE).parts[0] != "cli"]
    assert [file.name for file in files if any(module.split(".")[0] == "click" for module in imported(file))] == []


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {
        file.relative_to(ROOT): len(file.read_text(encoding="utf-8").splitlines()) for file in PACKAGE.rglob("*.py")
    }
    assert {str(file): length for file, length in lengths.items() if length > 400} == {}


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
