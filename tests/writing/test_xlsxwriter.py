"""What the package uses of xlsxwriter without its being documented is there, and is used in one module alone."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from xlcrm.writing import worksheet

ROOT = Path(__file__).resolve().parents[2]
OBJECTS = {
    "Worksheet": Worksheet(),
    "SharedStringTable": SharedStringTable(),
    "Format": Format(),
    "Url": Url("internal:A!A1"),
}


def undocumented() -> dict[str, set[str]]:
    """The names that the module says it uses, by the class of xlsxwriter that has them."""
    listed = re.findall(r"^(\w+): ((?:\w+(?:, ?\n?)?)+)$", str(worksheet.__doc__), re.MULTILINE)
    return {owner: set(re.split(r",\s*", names)) for owner, names in listed}


@pytest.mark.parametrize("owner", OBJECTS)
def test_xlsxwriter_has_what_is_used_of_it(owner: str) -> None:
    names = undocumented()[owner]
    assert names
    assert {name for name in names if not hasattr(OBJECTS[owner], name)} == set()


def test_the_list_of_what_is_used_is_whole() -> None:
    tree = ast.parse(Path(str(worksheet.__file__)).read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    private = {name for name in used if name.startswith("_") and not name.startswith("__")}
    listed = set().union(*undocumented().values())
    of_xlsxwriter = {name for name in private if any(hasattr(found, name) for found in OBJECTS.values())}
    assert of_xlsxwriter - listed == set()
    assert listed - used == set()


def test_no_other_module_reaches_into_xlsxwriter() -> None:
    private = {name for names in undocumented().values() for name in names if name.startswith("_")}
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.attr}"
        for file in (ROOT / "xlcrm").rglob("*.py")
        if file != Path(str(worksheet.__file__))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in private
        if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]
    assert found == []


def test_a_version_that_nobody_tried_is_not_installed() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        dependencies = tomllib.load(file)["project"]["dependencies"]
    (wanted,) = (each for each in dependencies if each.startswith("xlsxwriter"))
    assert re.fullmatch(r"xlsxwriter>=[\d.]+,<[\d.]+", wanted)
