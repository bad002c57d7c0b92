"""Values and formulas of a workbook's cells as the file stores them, error values included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml import etree

from .filecheck.names import column_letters, parse_area, parse_cell, unescape
from .filecheck.package import MAIN, RELATIONSHIP_ATTRIBUTE, Package
from .filecheck.text import text_of


@dataclass(frozen=True)
class ErrorValue:
    """An error such as #N/A; never equal to a text."""

    text: str

    def __str__(self) -> str:
        return self.text


Value = float | bool | str | ErrorValue | None


@dataclass(frozen=True)
class Cell:
    """A cell as stored; `formula` is None in a plain cell, and says where it comes from in a shared one."""

    value: Value
    formula: str | None = None


def read_cells(path: Path) -> dict[str, dict[str, Cell]]:
    """Each worksheet's cells that hold something, by reference such as C17."""
    package = Package(path.read_bytes())
    workbook = package.related("", "officeDocument")[0]
    strings = [text for part in package.related(workbook, "sharedStrings") for text in read_strings(package, part)]
    root = package.tree(workbook)
    relations = package.relations(workbook)
    sheets: dict[str, dict[str, Cell]] = {}
    for element in () if root is None else root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        relation = relations[element.get(RELATIONSHIP_ATTRIBUTE + "id", "")]
        sheet = package.tree(relation.target) if relation.kind == "worksheet" else None
        if sheet is not None:
            sheets[element.get("name", "")] = with_arrays(dict(read_sheet(sheet, strings)), sheet)
        package.forget(relation.target)
    return sheets


def read_strings(package: Package, part: str) -> list[str]:
    root = package.tree(part)
    return [] if root is None else [text_of(element) for element in root.iterchildren(MAIN + "si")]


def read_sheet(sheet: etree._Element, strings: list[str]) -> Iterator[tuple[str, Cell]]:
    number = 0
    for row in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number, column = int(row.get("r", number + 1)), 0
        for cell in row.iterchildren(MAIN + "c"):
            place = parse_cell(cell.get("r", ""))
            column = place[1] if place else column + 1
            found = cell_of(cell, strings)
            if found.formula is not None or found.value is not None:
                yield f"{column_letters(column)}{number}", found


def cell_of(cell: etree._Element, strings: list[str]) -> Cell:
    formula = None
    text = None
    for child in cell:
        if child.tag == MAIN + "v":
            text = child.text or ""
        elif child.tag == MAIN + "f":
            formula = child.text or f"shared formula {child.get('si')}"
        elif child.tag == MAIN + "is":
            return Cell(text_of(child), formula)
    return Cell(None if text is None else value_of(cell.get("t", "n"), text, strings), formula)


def value_of(kind: str, text: str, strings: list[str]) -> Value:
    if kind == "s":
        return strings[int(text)]
    if kind == "b":
        return text in {"1", "true"}
    if kind == "e":
        return ErrorValue(text)
    if kind == "d":
        since = datetime.fromisoformat(text).replace(tzinfo=None) - datetime(1899, 12, 30)
        return since.total_seconds() / 86_400
    if kind == "n":
        return float(text) if text else None
    return unescape(text)


def with_arrays(cells: dict[str, Cell], sheet: etree._Element) -> dict[str, Cell]:
    """Every cell of an array formula carries the formula, though the file gives it to the first only."""
    for formula in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row/{MAIN}c/{MAIN}f[@t='array']"):
        area = parse_area(formula.get("ref", ""))
        for row, column in () if area is None else area.places():
            place = f"{column_letters(column)}{row}"
            value = cells[place].value if place in cells else None
            cells[place] = Cell(value, formula.text or "")
    return cells
