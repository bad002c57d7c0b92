"""A table of customers typed under whatever else lies on a sheet: a build leaves all of that as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.filecheck import check_package
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.ooxml.cells import attributes
from xlcrm.ooxml.sheet_xml import ORDER, SheetXml

from .users import CUSTOMER_ROWS, assert_settled, build, sheet, tables_of

HEADERS = ("客户编号", "客户名称", "联系电话")
CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?(?:/>|>.*?</(?:\w+:)?c>)", re.DOTALL)
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
WRITTEN_TO = {"sheetViews", "dimension", "cols", "sheetData", "conditionalFormatting", "tableParts"}


def with_customers(data: bytes, title: str) -> bytes:
    """The table, two rows under all else on the sheet."""
    package = Package.from_bytes(data)
    editor = edit_sheet(package, sheet(package, title))
    rows = (int(row) for row in re.findall(rb"<row [^>]*?\br=\"([0-9]+)\"", package.parts[editor.entry.part]))
    for row, cells in enumerate((HEADERS, *CUSTOMER_ROWS[1:]), max(rows, default=0) + 2):
        for letter, value in zip("ABC", cells, strict=True):
            editor.set_cell(f"{letter}{row}", value)
    return package.to_bytes()


def cells_of(xml: SheetXml) -> dict[str, bytes]:
    return {attributes(match[0][: match[0].index(b">")])["r"]: match[0] for match in CELL.finditer(xml.rows)}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("cal__pivots.xlsx", "PivotSheet1"),
        ("poi__47889.xlsx", "Sheet1"),
        ("poi__64759.xlsx", "File"),
        ("poi__NewStyleConditionalFormattings.xlsx", "CF"),
        ("poi__WithEmbeded.xlsx", "Sheet1"),
    ],
)
def test_what_lies_on_the_sheet_is_as_it_was(corpus: Path, tmp_path: Path, name: str, title: str) -> None:
    path = tmp_path / name
    path.write_bytes(with_customers((corpus / name).read_bytes(), title))
    before = Package.from_bytes(path.read_bytes())
    faults = set(map(str, check_package(path.read_bytes())))
    part = sheet(before, title).part
    assert build(path).notices == ()
    after = Package.from_bytes(path.read_bytes())
    old, new = (SheetXml(package.parts[part], part) for package in (before, after))
    assert {element: new.all(element) for element in ORDER if element not in WRITTEN_TO} == {
        **{element: old.all(element) for element in ORDER if element not in WRITTEN_TO},
        "dataValidations": new.all("dataValidations"),
    }
    assert [raw for raw in old.all("conditionalFormatting") if raw not in new.all("conditionalFormatting")] == []
    assert set(COLUMN.findall(old.first("cols") or b"")) <= set(COLUMN.findall(new.first("cols") or b""))
    assert cells_of(old).items() <= cells_of(new).items()
    assert tables_of(path).customers["name"].tolist() == ["王小明", "李文"]
    assert set(map(str, check_package(path.read_bytes()))) <= faults
    assert_settled(path)
