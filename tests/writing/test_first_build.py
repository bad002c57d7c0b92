"""The first build of books that never saw xlcrm: what cannot be done where it stands is done beside it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import xlcrm
from tests.support.libreoffice import convert
from tests.support.recalc import compare
from xlcrm.ooxml import Package, edit_sheet
from xlcrm.ooxml.package import SPREADSHEET_CONTENT
from xlcrm.ooxml.xmlio import MAIN, RELATIONSHIP
from xlcrm.subjects.purchases.tables import PURCHASES as PURCHASES_TABLE

from .plain import plain_tables
from .users import (
    CUSTOMER_ROWS,
    CUSTOMERS,
    PURCHASE_ROWS,
    PURCHASES,
    assert_settled,
    book_of,
    build,
    by_openpyxl,
    cell,
    made,
    sheet,
    small,
    tables_of,
    titles,
)

OURS = ["首页", "待办事项", "客户总览", "客户卡", "回顾报告", "客户金字塔", "保障分析", "检查结果"]
ORIGINAL = "购买记录(原表)"
QUERY = (
    f'<queryTable xmlns="{MAIN}" name="bank" connectionId="1"><queryTableRefresh nextId="5">'
    + '<queryTableFields count="4">'
    + "".join(f'<queryTableField id="{n}" name="c{n}" tableColumnId="{n}"/>' for n in range(1, 5))
    + "</queryTableFields></queryTableRefresh></queryTable>"
).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def test_the_users_own_sheets_follow_ours_in_their_order(path: Path) -> None:
    made(path, book_of({"笔记": [["a"]], CUSTOMERS: CUSTOMER_ROWS, "杂项": [["b"]], PURCHASES: PURCHASE_ROWS}))
    inputs = [CUSTOMERS, "跟进记录", PURCHASES, "保险保障", "资产回顾"]
    assert titles(path) == [*OURS, *inputs, "设置", "笔记", "杂项"]
    assert_settled(path)


def test_a_book_saved_by_openpyxl_keeps_its_tables(path: Path) -> None:
    data = by_openpyxl(plain_tables(3))
    path.write_bytes(data)
    before = tables_of(path)
    made(path, data)
    assert tables_of(path) == before
    assert_settled(path)


@pytest.mark.needs_libreoffice
def test_a_book_saved_by_libreoffice_keeps_its_tables_and_computes(path: Path, tmp_path: Path) -> None:
    path.write_bytes(plain_tables(3))
    saved = convert([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")[0]
    before = tables_of(saved)
    made(path, saved.read_bytes())
    assert tables_of(path) == before
    assert compare(path) == []
    assert_settled(path)


def test_title_rows_above_the_table_stay(path: Path) -> None:
    rows = [["我的客户购买"], ["2026 年"], [], *PURCHASE_ROWS]
    made(path, book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: rows}))
    assert cell(path, PURCHASES, "A1").value == "我的客户购买"
    assert cell(path, PURCHASES, "D4").value == "金额"
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300]
    assert_settled(path)


def test_a_merged_title_above_the_table_is_no_obstacle(path: Path) -> None:
    rows = [[None], *PURCHASE_ROWS]
    data = book_of(
        {CUSTOMERS: CUSTOMER_ROWS, PURCHASES: rows}, lambda _, sheets: sheets[PURCHASES].merge_range("A1:D1", "购买")
    )
    made(path, data)
    assert ORIGINAL not in titles(path)
    assert_settled(path)


def test_a_filter_over_a_header_of_two_rows_goes_over_to_the_table(path: Path) -> None:
    def fill(_: Any, sheets: Any) -> None:
        sheets[PURCHASES].merge_range("A1:B1", "客户")
        sheets[PURCHASES].merge_range("C1:D1", "购买")
        sheets[PURCHASES].autofilter("A1:D5")
        sheets[PURCHASES].filter_column("A", "x == C001")
        sheets[PURCHASES].set_row(3, None, None, {"hidden": True})

    made(path, book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: [[], *PURCHASE_ROWS]}, fill))
    package = Package.from_bytes(path.read_bytes())
    (table,) = edit_sheet(package, sheet(package, PURCHASES)).tables
    assert table.reference == "A2:O5"
    assert '<filterColumn colId="0"><filters><filter val="C001"/>' in package.parts[table.part].decode()
    assert_settled(path)


def test_columns_without_a_header_keep_what_they_hold(path: Path) -> None:
    rows = [(a, b, None, c, d) for a, b, c, d in PURCHASE_ROWS]
    made(path, book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: rows}))
    assert cell(path, PURCHASES, "C1").value == "列1"
    assert cell(path, PURCHASES, "E3").value == 2500.5
    assert_settled(path)


@pytest.mark.parametrize("right", [4, 6])
def test_notes_right_of_the_table_let_a_sheet_of_ours_take_over(path: Path, right: int) -> None:
    def fill(_: Any, sheets: Any) -> None:
        sheets[PURCHASES].write(2, right + 1, "记得问利率")
        sheets[PURCHASES].write_formula("D10", "=SUM(D2:D4)", None, 3800.5)

    outcome = made(path, small(fill))
    assert ORIGINAL in titles(path)
    assert cell(path, ORIGINAL, f"{'FGHI'[right - 4]}3").value == "记得问利率"
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300]
    assert [sentence.params["kept"] for sentence in outcome.notices] == [ORIGINAL]
    assert_settled(path)


@pytest.mark.parametrize("place", ["R3", "H1"])
def test_what_stands_clear_of_the_table_and_its_columns_stays(path: Path, place: str) -> None:
    rows = [[], *PURCHASE_ROWS] if place == "H1" else PURCHASE_ROWS
    sheets = {CUSTOMERS: CUSTOMER_ROWS, PURCHASES: rows}
    made(path, book_of(sheets, lambda _, sheets: sheets[PURCHASES].write(place, "制表：小李")))
    assert ORIGINAL not in titles(path)
    assert cell(path, PURCHASES, place).value == "制表：小李"
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300]
    assert_settled(path)


@pytest.mark.parametrize("place", ["F30", "P2"])
def test_what_would_be_read_in_a_column_of_ours_lets_a_sheet_of_ours_take_over(path: Path, place: str) -> None:
    made(path, small(lambda _, sheets: sheets[PURCHASES].write(place, 7)))
    assert cell(path, ORIGINAL, place).value == 7
    assert_settled(path)


def test_a_note_in_the_place_of_the_calculated_column_leaves_that_out(path: Path) -> None:
    headers = [column.labels.in_("zh-CN") for column in PURCHASES_TABLE.columns]
    row = {"客户编号": "C001", "购买日期": date(2026, 3, 1), "金额": 5}
    rows = [headers, [row.get(header) for header in headers]]

    def fill(_: Any, sheets: Any) -> None:
        sheets[PURCHASES].write(1, len(headers) + 1, "记得问利率")

    made(path, book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: rows}, fill))
    assert ORIGINAL not in titles(path)
    assert cell(path, PURCHASES, "O1").value is None
    assert cell(path, PURCHASES, "P2").value == "记得问利率"
    assert_settled(path)


def merged(_: Any, sheets: Any) -> None:
    sheets[PURCHASES].merge_range("A3:A4", "C002")


def test_merged_cells_in_the_table_let_a_sheet_of_ours_take_over(path: Path) -> None:
    path.write_bytes(small(merged))
    before = tables_of(path)
    outcome = made(path, small(merged))
    assert tables_of(path) == before
    assert ORIGINAL in titles(path)
    assert "合并" in outcome.notices[0].in_("zh-CN")
    assert_settled(path)


def test_what_is_typed_on_an_original_that_was_put_aside_is_said_to_count_for_nothing(path: Path) -> None:
    from .users import type_in

    made(path, small(merged))
    type_in(path, ORIGINAL, {"D9": 5})
    assert "(原表)" in str(build(path).notices[0].params["title"])
    assert len(tables_of(path).purchases) == 3


def test_formulas_that_point_at_an_original_follow_it(path: Path) -> None:
    def fill(workbook: Any, sheets: Any) -> None:
        merged(workbook, sheets)
        workbook.add_worksheet("合计").write_formula("A1", f"=SUM({PURCHASES}!D2:D4)", None, 3800.5)

    made(path, small(fill))
    assert cell(path, "合计", "A1").formula == f"SUM('{ORIGINAL}'!D2:D4)"
    assert_settled(path)


def own_table(total_row: bool, *, summed: bool = True, blank_rows: int = 0) -> Any:
    def fill(_: Any, sheets: Any) -> None:
        columns = [{"header": header} for header in PURCHASE_ROWS[0]]
        if total_row:
            columns[0]["total_string"] = "合计"
            if summed:
                columns[3]["total_function"] = "sum"
        last = 3 + blank_rows + total_row
        options = {"name": "我的购买", "columns": columns, "total_row": total_row, "style": "Table Style Medium 3"}
        sheets[PURCHASES].add_table(0, 0, last, 3, options)

    return fill


@pytest.mark.parametrize("total_row", [False, True])
def test_an_excel_table_of_the_users_keeps_its_name_style_and_total_row(path: Path, total_row: bool) -> None:
    made(path, small(own_table(total_row)))
    package = Package.from_bytes(path.read_bytes())
    entry = package.sheet(PURCHASES)
    assert entry is not None
    table = edit_sheet(package, entry).tables[0]
    assert table.name == "我的购买"
    assert table.has_total_row == total_row
    assert "TableStyleMedium3" in package.parts[table.part].decode()
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300]
    assert_settled(path)


@pytest.mark.parametrize("total_row", [False, True])
def test_a_table_of_the_users_keeps_its_blank_rows(path: Path, total_row: bool) -> None:
    made(path, small(own_table(total_row, blank_rows=9)))
    package = Package.from_bytes(path.read_bytes())
    (table,) = edit_sheet(package, sheet(package, PURCHASES)).tables
    assert table.reference == f"A1:O{13 + total_row}"
    assert (cell(path, PURCHASES, "A14").value == "合计") == total_row
    assert len(tables_of(path).purchases) == 3
    assert_settled(path)


def test_a_table_that_a_query_fills_gets_no_columns(path: Path) -> None:
    path.write_bytes(small(own_table(False)))
    package = Package.from_bytes(path.read_bytes())
    (table,) = edit_sheet(package, sheet(package, PURCHASES)).tables
    package.graph.add("xl/queryTables/queryTable1.xml", QUERY, f"{SPREADSHEET_CONTENT}.queryTable+xml")
    package.graph.relationships(table.part).add(f"{RELATIONSHIP}/queryTable", "xl/queryTables/queryTable1.xml")
    before = package.parts[table.part]
    made(path, package.to_bytes())
    after = Package.from_bytes(path.read_bytes())
    assert ORIGINAL in titles(path)
    assert after.parts[table.part] == before
    assert_settled(path)


def test_an_excel_table_over_a_total_typed_by_hand_ends_above_it(path: Path) -> None:
    def fill(workbook: Any, sheets: Any) -> None:
        own_table(False, blank_rows=3)(workbook, sheets)
        sheets[PURCHASES].write("A7", "合计")
        sheets[PURCHASES].write_formula("D7", "=SUM(D2:D6)", None, 3800.5)

    made(path, small(fill))
    package = Package.from_bytes(path.read_bytes())
    (table,) = edit_sheet(package, sheet(package, PURCHASES)).tables
    assert table.reference == "A1:O4"
    assert cell(path, PURCHASES, "D7").formula == "SUM(D2:D6)"
    assert_settled(path)


@pytest.mark.needs_libreoffice
def test_pages_compute_from_tables_of_the_users(path: Path) -> None:
    made(path, small(own_table(True, summed=False)))  # xlsxwriter's sum is a form that LibreOffice does not know
    assert compare(path) == []


def test_a_structured_reference_follows_a_header_that_is_called_as_declared(path: Path) -> None:
    def fill(workbook: Any, sheets: Any) -> None:
        own_table(False)(workbook, sheets)
        workbook.add_worksheet("合计").write_formula("A1", '=COUNTIF(我的购买[产品],"基金")', None, 1)

    made(path, small(fill))
    assert cell(path, PURCHASES, "C1").value == "产品名称"
    assert cell(path, "合计", "A1").formula == 'COUNTIF(我的购买[产品名称],"基金")'


def test_a_column_called_like_the_calculated_one_stays_the_users(path: Path) -> None:
    rows = [(*row, name) for row, name in zip(PURCHASE_ROWS, ["客户名称", "小王", "小李", "小王"], strict=True)]
    made(path, book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: rows}))
    assert [cell(path, PURCHASES, f"E{row}").value for row in range(1, 5)] == ["客户名称", "小王", "小李", "小王"]
    assert_settled(path)


def test_several_sheets_of_one_table_are_joined_and_kept(path: Path) -> None:
    head = PURCHASE_ROWS[0]
    sheets = {
        CUSTOMERS: CUSTOMER_ROWS,
        "2025年购买": [head, PURCHASE_ROWS[1]],
        "2026年购买": [head, *PURCHASE_ROWS[2:]],
    }
    made(path, book_of(sheets))
    assert tables_of(path).purchases["amount"].tolist() == [1000, 2500.5, 300]
    assert {"2025年购买(原表)", "2026年购买(原表)"} <= set(titles(path))
    assert_settled(path)


def test_rows_typed_after_joining_are_not_joined_twice(path: Path) -> None:
    from .users import type_in

    head = PURCHASE_ROWS[0]
    sheets = {
        CUSTOMERS: CUSTOMER_ROWS,
        "2025年购买": [head, PURCHASE_ROWS[1]],
        "2026年购买": [head, *PURCHASE_ROWS[2:]],
    }
    made(path, book_of(sheets))
    place = {str(cell(path, PURCHASES, f"{letter}1").value): letter for letter in "ABCDEFGHIJK"}
    for row in (2, 3, 4):
        type_in(path, PURCHASES, {f"{place['金额']}{row}": row})
    build(path)
    assert tables_of(path).purchases["amount"].tolist() == [2, 3, 4]


def test_sheets_of_the_users_that_are_titled_like_ours_stay_his(path: Path) -> None:
    made(path, small(None, 首页=[["我的首页"]], 设置=[["我的设置"]]))
    assert cell(path, "首页", "A1").value == "我的首页"
    assert cell(path, "设置", "A1").value == "我的设置"
    assert {"首页 (2)", "设置 (2)"} <= set(titles(path))
    assert_settled(path)


@pytest.mark.needs_libreoffice
def test_a_name_of_the_users_that_is_called_like_ours_keeps_its_meaning(path: Path) -> None:
    made(path, book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: PURCHASE_ROWS}, lambda workbook, _: named(workbook)))
    assert compare(path) == []
    again = xlcrm.read(path)
    assert again.settings.as_of == date(2026, 10, 31)
    assert cell(path, "合计", "A1").formula == "as_of+1"
    assert_settled(path)


def named(workbook: Any) -> None:
    sums = workbook.add_worksheet("合计")
    sums.write_datetime("B1", date(2019, 5, 6))
    sums.write_formula("A1", "=as_of+1", None, 43592)
    workbook.define_name("as_of", "=合计!$B$1")


@pytest.mark.needs_libreoffice
def test_a_book_that_counts_from_1904_computes(path: Path, tmp_path: Path) -> None:
    made(path, plain_tables(3, date_1904=True))
    other = tmp_path / "usual.xlsx"
    made(other, plain_tables(3))
    assert tables_of(path) == tables_of(other)
    assert compare(path) == []
    assert_settled(path)


def test_openpyxl_opens_what_was_built(path: Path) -> None:
    made(path, small())
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames == titles(path)
