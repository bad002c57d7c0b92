"""Recalculation by LibreOffice, and its comparison with the values that a workbook caches."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from .cellvalues import Cell, ErrorValue, Value, read_cells
from .filecheck.package import MAIN, RELATIONSHIP_ATTRIBUTE, Package
from .libreoffice import convert
from .parts import with_part, xml_of

RELATIVE = 1e-9
ABSOLUTE = 1e-6

Sheets = Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True)
class Recalculated:
    """A workbook as LibreOffice computed it: cells by sheet and reference."""

    sheets: Sheets

    def value(self, sheet: str, cell: str) -> Value:
        found = self.sheets[sheet].get(cell)
        return None if found is None else found.value


@dataclass(frozen=True)
class Difference:
    """A formula cell whose cached value another engine does not confirm."""

    sheet: str
    cell: str
    formula: str
    cached: Value
    recalculated: Value

    def __str__(self) -> str:
        found = f"cached {self.cached!r}, recalculated {self.recalculated!r}"
        return f"{self.sheet}!{self.cell}: {found}: ={self.formula[:200]}"


def recalculate(paths: Sequence[Path]) -> dict[Path, Recalculated]:
    """All formulas of all workbooks computed afresh, in one start of LibreOffice; cached values count for nothing."""
    with tempfile.TemporaryDirectory(prefix="recalculated-") as folder:
        results = convert(paths, "xlsx:Calc MS Excel 2007 XML", Path(folder))
        return {path: Recalculated(read_cells(result)) for path, result in zip(paths, results, strict=True)}


def compare(path: Path) -> list[Difference]:
    """Formula cells of one workbook whose cached value is not what LibreOffice computes, or is an error."""
    return compare_all([path])[path]


def compare_all(paths: Sequence[Path]) -> dict[Path, list[Difference]]:
    """As `compare`, for many workbooks in one start of LibreOffice: starting is what takes time."""
    recalculated = recalculate(paths)
    return {path: differences(read_cells(path), recalculated[path].sheets) for path in paths}


def formula_count(path: Path) -> int:
    """How many formula cells a comparison looks at: none would prove nothing."""
    return sum(cell.formula is not None for cells in read_cells(path).values() for cell in cells.values())


def differences(cached: Sheets, recalculated: Sheets) -> list[Difference]:
    found = []
    for sheet, cells in cached.items():
        others = recalculated[sheet]
        for place, cell in cells.items():
            if cell.formula is not None:
                other = others[place].value if place in others else None
                if not agree(cell.value, other):
                    found.append(Difference(sheet, place, cell.formula, cell.value, other))
    return found


def agree(cached: Value, recalculated: Value) -> bool:
    """Whether two values are the same to a reader; an error agrees with nothing, not even with itself.

    LibreOffice stores a truth value as 1 or 0 where the cell has a number format.
    """
    if isinstance(cached, ErrorValue) or isinstance(recalculated, ErrorValue):
        return False
    if isinstance(cached, float | bool) and isinstance(recalculated, float | bool):
        return math.isclose(cached, recalculated, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    # A formula that gives an empty text may be stored without a value.
    return ("" if cached is None else cached) == ("" if recalculated is None else recalculated)


def poison(path: Path, sheet: str, cell: str, value: float | str) -> Path:
    """A copy beside the workbook with one cached value changed, so that a comparison of it must fail."""
    package = Package(path.read_bytes())
    part, content = poisoned_sheet(package, sheet, cell, value)
    target = path.with_name(f"{path.stem}-poisoned{path.suffix}")
    target.write_bytes(with_part(path.read_bytes(), part, content))
    return target


def poisoned_sheet(package: Package, sheet: str, cell: str, value: float | str) -> tuple[str, bytes]:
    workbook = package.related("", "officeDocument")[0]
    root = package.tree(workbook)
    assert root is not None
    identity = next(
        element.get(RELATIONSHIP_ATTRIBUTE + "id", "")
        for element in root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
        if element.get("name") == sheet
    )
    part = package.relations(workbook)[identity].target
    tree = package.tree(part)
    assert tree is not None
    found = tree.find(f"{MAIN}sheetData/{MAIN}row/{MAIN}c[@r='{cell}']")
    assert found is not None, f"{sheet}!{cell} is empty"
    assert found.find(MAIN + "f") is not None, f"{sheet}!{cell} holds no formula"
    stored = found.find(MAIN + "v")
    if stored is None:
        stored = etree.SubElement(found, MAIN + "v")
    stored.text = str(value)
    found.set("t", "str" if isinstance(value, str) else "n")
    return part, xml_of(tree)
