"""Input sheets are edited, not replaced: all that their user did to them stays."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.recalc import compare, recalculate

from ..ooxml.books import PICTURE
from .users import (
    CUSTOMERS,
    PURCHASE_ROWS,
    PURCHASES,
    assert_settled,
    book_of,
    cell,
    made,
    part,
    small,
    tables_of,
    type_in,
)


def dressed(workbook: Any, sheets: Any) -> None:
    """A sheet of purchases on which its user did what can be done to a sheet."""
    sheet = sheets[PURCHASES]
    red = workbook.add_format({"bg_color": "#FFC7CE", "bold": True, "font_name": "Arial", "border": 2})
    open_cell = workbook.add_format({"locked": False, "num_format": "0.000"})
    sheet.write("E1", "折后")
    for row in range(2, 5):
        sheet.write_formula(f"E{row}", f"=D{row}*0.9", None, 0)
    sheet.write("C3", "保险", red)
    sheet.write_comment("C3", "问过他太太")
    sheet.set_column("A:A", 22.5)
    sheet.set_column("B:B", 13, None, {"hidden": True})
    sheet.set_column("E:E", 9, open_cell, {"level": 1})
    sheet.set_row(2, 33)
    sheet.set_row(3, None, None, {"level": 1, "hidden": True})
    sheet.freeze_panes(1, 3)
    sheet.autofilter("A1:E4")
    sheet.filter_column("A", "x == C001")
    sheet.conditional_format("D2:D4", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A2:A4", {"type": "duplicate", "format": red})
    sheet.data_validation("C2:C4", {"validate": "list", "source": ["理财产品", "保险", "基金"]})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_header("&C我的购买")
    sheet.print_area("A1:D4")
    sheet.repeat_rows(0)
    sheet.set_h_pagebreaks([3])
    sheet.insert_image("L3", "dot.png", {"image_data": BytesIO(PICTURE)})
    sheet.insert_textbox("L8", "记着回访")
    sheet.add_sparkline("L1", {"range": f"{PURCHASES}!D2:D4"})
    sheet.protect("secret", {"format_cells": True, "autofilter": True})
    sheet.set_tab_color("red")
    sheet.set_zoom(85)


@pytest.fixture(scope="module")
def dressed_book(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("dressed") / "book.xlsx"
    path.write_bytes(small(dressed))
    before = part(path, PURCHASES)
    made(path, small(dressed))
    return before, path


@pytest.mark.parametrize(
    "element",
    [
        "sheetPr", "sheetViews", "sheetFormatPr", "sheetProtection", "printOptions", "pageMargins", "pageSetup",
        "headerFooter", "rowBreaks", "drawing", "legacyDrawing", "extLst",
    ],
)  # fmt: skip
def test_elements_of_the_sheet_keep_their_bytes(dressed_book: tuple[str, Path], element: str) -> None:
    before, path = dressed_book
    pattern = re.compile(rf"<{element}\b.*?(?:</{element}>|(?<=/)>)", re.DOTALL)
    old, new = pattern.search(before), pattern.search(part(path, PURCHASES))
    assert (old and old[0]) == (new and new[0])


def test_rows_keep_their_height_outline_and_state(dressed_book: tuple[str, Path]) -> None:
    _, path = dressed_book
    text = part(path, PURCHASES)
    assert re.search(r'<row r="3"[^>]* ht="33" customHeight="1"', text)
    assert re.search(r'<row r="4"[^>]* hidden="1" outlineLevel="1"', text)


def test_columns_keep_their_width_format_outline_and_state(dressed_book: tuple[str, Path]) -> None:
    before, path = dressed_book
    kept = re.findall(r"<col [^>]*/>", before)
    assert kept
    assert re.findall(r"<col [^>]*/>", part(path, PURCHASES))[: len(kept)] == kept


def test_cells_keep_their_bytes_and_formulas(dressed_book: tuple[str, Path]) -> None:
    before, path = dressed_book
    cells = re.compile(r'<c r="[A-E][2-4]".*?(?:/>|</c>)')
    assert cells.findall(part(path, PURCHASES)) == cells.findall(before)


def test_own_rules_come_before_ours(dressed_book: tuple[str, Path]) -> None:
    before, path = dressed_book
    after = part(path, PURCHASES)
    for pattern in (r"<conditionalFormatting.*</conditionalFormatting>", r"<dataValidation .*</dataValidation>"):
        own = re.search(pattern, before)
        assert own
        assert own[0] in after


def test_filter_and_its_state_go_over_to_the_table(dressed_book: tuple[str, Path]) -> None:
    from xlcrm.ooxml import Package, edit_sheet

    _, path = dressed_book
    package = Package.from_bytes(path.read_bytes())
    entry = package.sheet(PURCHASES)
    assert entry is not None
    table = edit_sheet(package, entry).tables[0]
    xml = package.parts[table.part].decode()
    assert re.search(r'<filterColumn colId="0"><filters><filter val="C001"/></filters></filterColumn>', xml)


def test_a_dressed_sheet_reads_as_before_and_settles(dressed_book: tuple[str, Path]) -> None:
    _, path = dressed_book
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300]
    assert list(tables_of(path)["purchases"].extras) == ["折后"]
    assert_settled(path)


@pytest.mark.needs_libreoffice
def test_own_formulas_of_the_sheet_compute(dressed_book: tuple[str, Path]) -> None:
    _, path = dressed_book
    assert recalculate([path])[path].value(PURCHASES, "E3") == pytest.approx(2250.45)


def pointing(workbook: Any, sheets: Any) -> None:
    sums = workbook.add_worksheet("我的合计")
    sums.write_formula("A1", f"=SUM({PURCHASES}!D2:D4)", None, 3800.5)
    sums.write_formula("A2", f'=VLOOKUP("C002",{CUSTOMERS}!A:B,2,FALSE)', None, "李文")
    sums.write_formula("A3", "=SUM(amounts)", None, 3800.5)
    sums.write_formula("A4", f"={PURCHASES}!D3*2", None, 5001)
    workbook.define_name("amounts", f"={PURCHASES}!$D$2:$D$4")
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": f"={PURCHASES}!$D$2:$D$4"})
    sums.insert_chart("C1", chart)


@pytest.mark.needs_libreoffice
def test_own_formulas_that_point_at_input_sheets_still_point_at_the_right_cells(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made(path, small(pointing))
    values = recalculate([path])[path]
    assert [values.value("我的合计", f"A{row}") for row in range(1, 5)] == [3800.5, "李文", 3800.5, 5001]
    assert compare(path) == []
    assert_settled(path)


def test_a_column_added_by_a_build_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made(path, small())
    assert [cell(path, PURCHASES, f"{letter}1").value for letter in "ABCD"] == [
        "客户编号",
        "购买日期",
        "产品名称",
        "金额",
    ]
    assert cell(path, PURCHASES, "E1").value != "购买日期"
    assert_settled(path)


def decorated(workbook: Any, sheets: Any) -> None:
    """Headers in a colour, and frames and fills where a build adds columns."""
    sheet = sheets[PURCHASES]
    head = workbook.add_format({"bg_color": "#1F4E78", "font_color": "white", "bold": True})
    for column, header in enumerate(PURCHASE_ROWS[0]):
        sheet.write(0, column, header, head)
    sheet.write_blank("F3", None, workbook.add_format({"border": 2, "bg_color": "#FFEB9C"}))
    sheet.set_column("G:G", 20, workbook.add_format({"font_name": "KaiTi", "locked": False}))
    sheet.set_row(3, None, workbook.add_format({"bg_color": "#DDEBF7"}))


def test_columns_that_a_build_adds_take_on_the_look_that_the_user_gave_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made(path, small(decorated))
    sheet = openpyxl.load_workbook(path)[PURCHASES]
    assert {sheet.cell(1, column).fill.fgColor.rgb for column in range(1, 16)} == {"FF1F4E78"}
    assert sheet["F3"].border.left.style == "medium"
    assert sheet["F3"].fill.fgColor.rgb == "FFFFEB9C"
    assert sheet["F2"].border.left.style is None
    assert sheet["G2"].font.name == "KaiTi"
    assert sheet["G2"].protection.locked is False
    assert {sheet.cell(4, column).fill.fgColor.rgb for column in range(5, 15)} == {"FFDDEBF7"}
    assert sheet["H2"].number_format == sheet["H4"].number_format == "#,##0.00"
    assert_settled(path)


def test_a_row_typed_under_the_table_is_taken_in_by_the_next_build(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made(path, small())
    type_in(path, PURCHASES, {"A5": "C002", "B5": 46_000, "C5": "基金", "D5": 77})
    from .users import build

    build(path)
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300, 77]
    assert_settled(path)


def test_row_order_stays(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [("客户编号", "客户名称"), ("C9", "丙"), ("C1", "甲"), ("C5", "乙")]
    made(path, book_of({CUSTOMERS: rows}))
    assert tables_of(path).customers["customer_id"].tolist() == ["C9", "C1", "C5"]
    assert [cell(path, CUSTOMERS, f"A{row}").value for row in (2, 3, 4)] == ["C9", "C1", "C5"]
