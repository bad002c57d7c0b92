"""The catalogue of messy sheets, row by row, from the file to what a check says of it."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xlcrm.errors import UnreadableFile
from xlcrm.model.book import Book
from xlcrm.rules import all_rules

from .messy import DAY, PEOPLE, SALES, Formula, Rows, edit_part, findings, read, said, sale, workbook, write

ENGLISH = [["Customer ID", "Customer Name"], ["C001", "Ann"], ["C002", "Ben"]]
ORDERS = ["Customer ID", "Date", "Product", "Amount"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def of_sales(path: Path, *rows: Any, header: list[Any] = SALES, **options: Any) -> Book:
    return read(write(path, {"客户信息": PEOPLE, "购买记录": [header, *rows]}, **options))


@pytest.mark.parametrize("title", ["customers", " Customers ", "ＣＵＳＴＯＭＥＲＳ", "CUSTOMERS", "Customer Info"])
def test_sheet_01_a_title_is_found_in_any_case_and_width(path: Path, title: str) -> None:
    book = read(write(path, {title: ENGLISH}))
    assert list(book.customers["customer_id"]) == ["C001", "C002"]
    assert said(book, "S102") == []


def test_sheet_01_a_title_in_the_other_script_is_found(path: Path) -> None:
    book = read(write(path, {"客戶信息": PEOPLE, "購買記錄": [SALES, sale()]}))
    assert (len(book.customers), len(book.purchases)) == (2, 1)
    assert said(book, "S101") == [("S101", "info", None)] * 3


def test_sheet_02_a_renamed_sheet_is_found_by_its_headers_with_both_names(path: Path) -> None:
    book = read(write(path, {"Sheet3": ENGLISH_ORDERS, "Customers": ENGLISH}))
    assert len(book.purchases) == 1
    (finding,) = findings(book, "S102")
    assert (finding.severity, str(finding.place)) == ("warning", "Sheet3")
    assert "Sheet3" in finding.message("en")
    assert "Purchases" in finding.message("en")


ENGLISH_ORDERS = [ORDERS, ["C001", DAY, "Fund", 1000.0]]


@pytest.mark.parametrize(
    "copy", ["Customers (2)", "Customers - Copy", "Copy of Customers", "Customers_backup 2024", "old Customers"]
)
def test_sheet_03_a_copy_is_not_read(path: Path, copy: str) -> None:
    book = read(write(path, {copy: [*ENGLISH, ["C003", "Carl"]], "Customers": ENGLISH}))
    assert list(book.customers["name"]) == ["Ann", "Ben"]
    assert said(book, "S103", "S104", "S105") == [("S103", "warning", copy)]


@pytest.mark.parametrize("copy", ["客户信息 (2)", "客户信息副本", "副本 客户信息", "客户信息-备份0301", "旧客户信息"])
def test_sheet_03_a_chinese_copy_is_not_read(path: Path, copy: str) -> None:
    book = read(write(path, {"客户信息": PEOPLE, copy: PEOPLE}))
    assert len(book.customers) == 2
    assert said(book, "S103", "S104", "S105") == [("S103", "warning", copy)]


def test_sheet_03_a_copy_alone_is_read_with_a_warning(path: Path) -> None:
    book = read(write(path, {"客户信息 (2)": PEOPLE}))
    assert len(book.customers) == 2
    assert said(book, "S102") == [("S102", "warning", "客户信息 (2)")]


def test_sheet_04_without_customers_the_sheets_that_are_there_are_named(path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(write(path, {"购买记录": [SALES, sale()], "图表": [["x"]]}))
    assert "购买记录, 图表" in caught.value.message("zh-CN")


def test_sheet_05_a_missing_purchases_sheet_is_accepted(path: Path) -> None:
    book = read(write(path, {"客户信息": PEOPLE}))
    assert len(book.purchases) == 0
    assert ("S101", "info", None, "purchases") in [(f.code, f.severity, f.place, f.table) for f in findings(book)]
    assert not any(finding.severity == "error" for finding in findings(book))


@pytest.mark.parametrize("how", ["hide", "very_hidden", "protect"])
def test_sheet_06_a_hidden_or_protected_sheet_is_read(path: Path, how: str) -> None:
    change: Callable[[Any], None] = lambda sheet: getattr(sheet, how)()  # noqa: E731
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": [SALES, sale()]}, {"购买记录": change}))
    assert len(book.purchases) == 1
    assert said(book, "S106") == [("S106", "info", "购买记录")]


def test_sheet_07_a_chart_sheet_before_the_data_is_skipped(path: Path) -> None:
    with workbook(path) as made:
        page = made.add_chartsheet("客户")
        sheet = made.add_worksheet("客户信息")
        for number, row in enumerate(PEOPLE):
            sheet.write_row(number, 0, row)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=客户信息!$A$2:$A$3"})
        page.set_chart(chart)
    assert len(read(path).customers) == 2


def test_sheet_07_dialog_and_macro_sheets_are_skipped(corpus: Path) -> None:
    with pytest.raises(UnreadableFile, match="Sheet1"):
        read(corpus / "sjs__BlankSheetTypes.xlsm")


@pytest.mark.parametrize("rows", [[], [SALES]], ids=["empty", "header without rows"])
def test_sheet_08_a_sheet_without_rows_has_none(path: Path, rows: Rows) -> None:
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": rows}))
    assert len(book.purchases) == 0
    assert not any(finding.severity == "error" for finding in findings(book))


def test_sheet_08_customers_without_rows_are_none(path: Path) -> None:
    assert len(read(write(path, {"客户信息": PEOPLE[:1]})).customers) == 0


@pytest.mark.parametrize("above", [1, 4, 19])
def test_sheet_09_a_header_further_down_is_found_and_addresses_are_the_real_ones(path: Path, above: int) -> None:
    titles: list[list[Any]] = [["XX支行 客户购买记录"], *[[]] * (above - 1)]
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": [*titles, SALES, sale(amount="12万")]}))
    assert list(book.purchases["amount"]) == [120_000.0]
    assert said(book, "V402") == [("V402", "info", f"购买记录!D{above + 2}")]


def test_sheet_09_a_header_in_row_21_is_not_looked_for(path: Path) -> None:
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": [["购买记录"], *[[]] * 19, SALES, sale()]}))
    assert len(book.purchases) == 0
    assert {code for code, severity, _ in said(book) if severity == "error"} == {"S201"}


def test_sheet_10_under_merged_bands_the_row_that_matches_is_used(path: Path) -> None:
    def band(sheet: Any) -> None:
        sheet.merge_range("A1:B1", "客户")
        sheet.merge_range("C1:D1", "购买")

    book = of_sales(path, SALES, sale(), header=[], change={"购买记录": band})
    assert list(book.purchases["amount"]) == [1000.0]
    assert said(book, "S201") == []


def test_sheet_10_headers_merged_over_two_rows_are_read_from_both(path: Path) -> None:
    def band(sheet: Any) -> None:
        for place, text in enumerate(SALES[:3]):
            sheet.merge_range(0, place, 1, place, text)
        sheet.merge_range("D1:E1", "款项")

    rows = [[None, None, None, "金额", "已收金额"], [*sale(), 400.0]]
    book = of_sales(path, *rows, header=[], change={"购买记录": band})
    assert (list(book.purchases["amount"]), list(book.purchases["paid_amount"])) == ([1000.0], [400.0])
    assert list(book.purchases["product"]) == ["稳健增利"]


def test_sheet_11_blank_columns_and_notes_beside_the_table_are_read_around(path: Path) -> None:
    rows = [[row[0], None, *row[1:], None, note] for row, note in ((sale(), "每月核对"), (sale("C002"), "问小王"))]
    rows.append([None] * 6 + ["表外的备注"])
    book = of_sales(path, *rows, header=[SALES[0], None, *SALES[1:], None, "提示"])
    assert list(book.purchases["customer_id"]) == ["C001", "C002"]
    assert book["purchases"].extras == {"提示": ["每月核对", "问小王"]}
    assert said(book, "S303", "V701") == []


def test_sheet_12_a_header_that_stands_twice_is_an_error_at_the_second(path: Path) -> None:
    book = of_sales(path, [*sale(), 5.0], header=[*SALES, "金额"])
    assert list(book.purchases["amount"]) == [1000.0]
    assert said(book, "S202") == [("S202", "error", "购买记录!E1")]


@pytest.mark.parametrize(
    ("header", "amount", "scale"),
    [
        ("\ufeff金额", 12.0, 1),
        ("金\n额", 12.0, 1),
        ("金　额", 12.0, 1),
        ("Ａmount", 12.0, 1),
        ("金额*", 12.0, 1),
        ("*金额：", 12.0, 1),
        ("金额（元）", 12.0, 1),
        ("金额(必填)", 12.0, 1),
        ("4.金额", 12.0, 1),
        ("金額", 12.0, 1),
        ("成交金額", 12.0, 1),
        ("銷售額", 12.0, 1),
        ("金额(万元)", 120_000.0, 10_000),
        ("金額（萬元）", 120_000.0, 10_000),
        ("金额（单位：万元）", 120_000.0, 10_000),
        ("金额[人民币万元]", 120_000.0, 10_000),
        ("金额/万元", 120_000.0, 10_000),
        ("金额(千元)", 12_000.0, 1000),
        ("金额(百万)", 12_000_000.0, 1_000_000),
        ("金额(亿元)", 1_200_000_000.0, 100_000_000),
        ("Amount (10k)", 120_000.0, 10_000),
        ("Amount (k)", 12_000.0, 1000),
    ],
    ids="sheet-13 {!r}".format,
)
def test_sheet_13_a_header_is_matched_whatever_is_written_beside_it(
    path: Path, header: str, amount: float, scale: int
) -> None:
    book = of_sales(path, sale(amount=12.0), header=[*SALES[:3], header])
    assert list(book.purchases["amount"]) == [amount]
    assert said(book, "S203") == ([("S203", "info", "购买记录!D1")] if scale != 1 else [])
    assert [f.params["scale"] for f in findings(book, "S203")] == ([scale] if scale != 1 else [])


def test_sheet_13_a_cell_that_states_its_own_unit_is_not_scaled(path: Path) -> None:
    book = of_sales(path, sale(amount="12万"), sale(amount=3.0), header=[*SALES[:3], "金额(万元)"])
    assert list(book.purchases["amount"]) == [120_000.0, 30_000.0]


def test_sheet_13_a_unit_above_the_table_counts_for_its_amounts(path: Path) -> None:
    header = [*SALES, "数量", "成本(元)"]
    rows = [[None, None, None, "单位：万元"], header, [*sale(amount=12.0), 2.0, 90_000.0]]
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": rows}))
    (row,) = book.purchases[["amount", "quantity", "cost"]].itertuples(index=False)
    assert tuple(row) == (120_000.0, 2.0, 90_000.0)
    assert said(book, "S203") == [("S203", "info", "购买记录!D2")]


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("2025年购买记录 单位:万元", 10_000),
        ("制表日期：2026-3-1   单位：千元  制表人：王伟", 1000),
        ("购买记录（单位：人民币万元）", 10_000),
        ("购买记录（万元）", 10_000),
        ("Sales (in thousands)", 1000),
        ("Sales (US) (M)", 1),
        ("工作单位：千禧公司", 1),
        ("报送单位：万家支行", 1),
    ],
    ids="sheet-13 {}".format,
)
def test_sheet_13_a_unit_in_a_line_above_is_known_by_what_it_says(path: Path, line: str, scale: int) -> None:
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": [[line], SALES, sale(amount=12.0)]}))
    assert list(book.purchases["amount"]) == [12.0 * scale]
    assert len(said(book, "S203")) == (scale != 1)


def test_sheet_13_a_row_of_units_under_the_header_counts_for_its_columns(path: Path) -> None:
    units = [None, None, None, "（万元）", "元"]
    book = of_sales(path, units, [*sale(amount=12.0), 9.0], header=[*SALES, "成本"])
    assert book.purchases[["amount", "cost"]].to_numpy().tolist() == [[120_000.0, 9.0]]
    assert said(book, "S203", "S303", "V201") == [
        ("S203", "info", "购买记录!D1"),
        ("S303", "warning", "购买记录!D2"),
    ]


def test_sheet_13_a_unit_in_another_currency_is_an_error_and_not_read(path: Path) -> None:
    book = of_sales(path, sale(), header=[*SALES[:3], "金额(美元)"])
    assert book.purchases["amount"].isna().all()
    assert said(book, "V205") == [("V205", "error", "购买记录!D1")]


def test_sheet_13_headers_in_the_other_script_make_the_same_table(path: Path) -> None:
    header = ["客戶編號", "購買日期", "産品名稱", "金額"]
    book = of_sales(path, sale(), header=header)
    assert book["purchases"].extras == {}
    assert list(book.purchases["product"]) == ["稳健增利"]


def test_sheet_14_a_missing_required_column_is_named_on_the_header_row(path: Path) -> None:
    rows = [["购买记录"], SALES[:3], sale()[:3]]
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": rows}))
    (finding,) = findings(book, "S201")
    assert (finding.severity, finding.column, finding.place.sheet, finding.place.row) == (  # type: ignore[union-attr]
        "error",
        "amount",
        "购买记录",
        2,
    )
    assert "金额" in finding.message("zh-CN")


def test_sheet_15_filtered_hidden_and_grouped_rows_are_read_and_counted(path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.autofilter("A1:D4")
        sheet.filter_column("A", "x == C002")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True, "level": 1})

    book = of_sales(path, sale(), sale("C002"), sale(), change={"购买记录": hide})
    assert len(book.purchases) == 3
    assert [(f.severity, str(f.place), f.params["count"]) for f in findings(book, "S301")] == [("info", "购买记录", 2)]


TOTALS: dict[str, list[Any]] = {
    "合计": ["合计", None, None, 3000.0],
    "小计": ["小计：", None, None, 3000.0],
    "總計": ["總　計", None, None, 3000.0],
    "Total": ["Total", None, None, 3000.0],
    "Grand Total": [None, None, "Grand Total", 3000.0],
    "a year": ["2024年合计", None, None, 3000.0],
    "a count": ["共计(2笔)", None, None, 3000.0],
    "Excel's subtotal": ["C001 汇总", None, None, Formula("=SUBTOTAL(9,D2:D3)", 3000.0)],
    "SUM formula": [None, None, None, Formula("=SUM(D2:D3)", 3000.0)],
    "average formula": [None, None, None, Formula("=AVERAGE(D2:D3)", 1500.0)],
    "formula without a value": [None, None, None, Formula("=SUM(D2:D3)")],
    "number without a word": [None, None, None, 3000.0],
    "blank rows above": [None, None, None, 3000.0],
}


@pytest.mark.parametrize("kind", TOTALS, ids="sheet-16 {}".format)
def test_sheet_16_a_total_under_the_data_is_skipped(path: Path, kind: str) -> None:
    gap: list[list[Any]] = [[]] if kind == "blank rows above" else []
    book = of_sales(path, sale(), sale("C002", amount=2000.0), *gap, TOTALS[kind])
    assert list(book.purchases["amount"]) == [1000.0, 2000.0]
    first = "ABCD"[next(i for i, cell in enumerate(TOTALS[kind]) if cell is not None)]
    assert said(book, "S302") == [("S302", "info", f"购买记录!{first}{4 + len(gap)}")]
    assert not [f for f in findings(book) if f.severity == "error"]


@pytest.mark.parametrize("word", ["以上合计（元）", "平均", "均值", "最大值", "笔数", "Average", "Max"])
def test_sheet_16_an_average_or_the_like_is_skipped_as_a_total_is(path: Path, word: str) -> None:
    book = of_sales(path, sale(), sale("C002", amount=2000.0), [word, None, None, 1500.0])
    assert list(book.purchases["amount"]) == [1000.0, 2000.0]
    assert said(book, "S302") == [("S302", "info", "购买记录!A4")]


def test_sheet_16_a_word_of_that_kind_in_a_record_counts_for_nothing(path: Path) -> None:
    book = of_sales(path, sale(product="Max"), ["C002", DAY, "平均", 3.0])
    assert list(book.purchases["product"]) == ["Max", "平均"]


def test_sheet_16_subtotals_inside_are_skipped_too(path: Path) -> None:
    rows = [
        sale(),
        sale(amount=500.0),
        [None, None, None, 1500.0],
        sale("C002", amount=2000.0),
        sale("C002", amount=100.0),
        ["小计", None, None, 2100.0],
        ["合计", None, None, Formula("=D4+D7", 3600.0)],
    ]
    book = of_sales(path, *rows)
    assert list(book.purchases["amount"]) == [1000.0, 500.0, 2000.0, 100.0]
    assert [place for _, _, place in said(book, "S302")] == [f"购买记录!{cell}" for cell in ("D4", "A7", "A8")]


def test_sheet_16_a_number_that_adds_nothing_up_is_a_record_without_its_customer(path: Path) -> None:
    book = of_sales(path, sale(), sale(amount=2000.0), [None, None, None, 500.0])
    assert len(book.purchases) == 3
    assert "购买记录!A4" in [place for _, _, place in said(book, "V701")]


def test_sheet_16_a_customer_called_total_is_a_customer(path: Path) -> None:
    book = read(write(path, {"Customers": [*ENGLISH, ["C003", "Total"], ["C004", "Summers"]]}))
    assert list(book.customers["name"]) == ["Ann", "Ben", "Total", "Summers"]


def test_sheet_16_a_total_in_the_id_of_a_full_row_is_no_customer(path: Path) -> None:
    book = read(write(path, {"客户信息": [*PEOPLE, ["合计", "2人"]]}))
    assert list(book.customers["customer_id"]) == ["C001", "C002"]


def test_sheet_16_the_total_row_of_an_excel_table_is_skipped(path: Path) -> None:
    def table(sheet: Any) -> None:
        columns = [{"header": text} for text in SALES]
        columns[0] |= {"total_string": "汇总"}
        columns[3] |= {"total_function": "sum", "total_value": 3000}  # type: ignore[dict-item]
        sheet.add_table("A1:D4", {"total_row": True, "columns": columns, "name": "Sales1"})

    book = of_sales(path, sale(), sale(amount=2000.0), change={"购买记录": table})
    assert len(book.purchases) == 2
    assert said(book, "S302") == [("S302", "info", "购买记录!A4")]


def test_sheet_17_rows_after_blank_ones_are_read_and_a_note_under_the_table_is_a_warning(path: Path) -> None:
    book = of_sales(path, sale(), [], [], sale("C002"), [], ["以上数据由小王 3 月核对"])
    assert list(book["purchases"].row_of) == [2, 5]
    assert said(book, "S303") == [("S303", "warning", "购买记录!A7")]


@pytest.mark.parametrize(
    "note",
    [
        ["备注：", "数据截至三月底"],
        ["制表：李四", None, "审核：王五"],
        [None, None, "如有疑问请联系分行"],
        ["Note: see branch memo"],
    ],
    ids="sheet-17 {}".format,
)
def test_sheet_17_a_remark_is_no_record(path: Path, note: list[Any]) -> None:
    book = of_sales(path, sale(), note)
    assert len(book.purchases) == 1
    assert [severity for _, severity, _ in said(book, "S303")] == ["warning"]


def test_sheet_17_a_header_repeated_for_printing_is_no_record(path: Path) -> None:
    book = of_sales(path, sale(), SALES, sale("C002"))
    assert list(book.purchases["customer_id"]) == ["C001", "C002"]
    assert said(book, "S303") == [("S303", "warning", "购买记录!A3")]


def test_sheet_17_another_table_below_is_not_read_as_records_of_this_one(path: Path) -> None:
    visits = [["客户编号", "跟进日期", "跟进方式", "内容"], ["C001", DAY, "电话", 5.0]]
    book = of_sales(path, sale(), [], *visits)
    assert list(book.purchases["product"]) == ["稳健增利"]
    assert said(book, "S303", "S305", "V402") == [("S305", "error", "购买记录!A4")]


def test_sheet_18_cells_far_below_are_named_and_not_read(path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet.write_row("A1048576", ["C002", "2024-01-01", "x", 5])

    book = of_sales(path, sale(), change={"购买记录": far})
    assert len(book.purchases) == 1
    (finding,) = findings(book, "S303", "S306")
    assert (finding.code, finding.severity, str(finding.place)) == ("S306", "warning", "购买记录!A1048576")
    assert "(4 in all: A1048576, B1048576, C1048576)" in finding.message("en")


@pytest.mark.parametrize(
    "row",
    [
        [None, None, None, Formula("=E3*F3", 0.0)],
        [" ", "　", "\u200b", None],
        ["-", "-", "-", "-"],
        ["——————"],
        [None, "=====", None, None],
    ],
    ids="sheet-17 {}".format,
)
def test_sheet_17_a_row_that_says_nothing_is_blank(path: Path, row: list[Any]) -> None:
    book = of_sales(path, sale(), row, sale("C002"))
    assert list(book.purchases["customer_id"]) == ["C001", "C002"]
    assert said(book, "V701", "V401", "S303", "K102") == []


def test_sheet_17_yes_or_no_alone_is_no_follow_up(path: Path) -> None:
    rows = [["客户编号", "跟进日期", "跟进方式", "已完成"], ["C001", DAY, "电话", "是"], [None, None, None, "否"]]
    book = read(write(path, {"客户信息": PEOPLE, "跟进记录": [*rows, [None, None, None, False]]}))
    assert len(book.follow_ups) == 1
    assert said(book, "V701", "S303") == []


def test_sheet_17_rows_numbered_in_advance_are_blank(path: Path) -> None:
    rows = [[1.0, *sale()], [2.0, *sale("C002")], [3.0], [4.0], ["5"]]
    book = of_sales(path, *rows, header=["序号", *SALES])
    assert len(book.purchases) == 2
    assert said(book, "V701", "S303") == []


def test_sheet_17_the_beginning_of_a_record_is_a_record(path: Path) -> None:
    book = of_sales(path, sale(), ["C002"])
    assert len(book.purchases) == 2
    assert len(said(book, "V701")) == 3


@pytest.mark.unsound_files
def test_sheet_18_formatted_cells_down_to_the_last_row_cost_neither_time_nor_memory(path: Path) -> None:
    write(path, {"客户信息": PEOPLE, "购买记录": [SALES, sale()]})
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="C{n}" s="1"/><c r="D{n}" s="1"/></row>'
        for n in range(3, 100_001)
    )
    last = '<row r="1048576"><c r="A1048576" s="1"/></row>'
    edit_part(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("</sheetData>", rows + last + "</sheetData>"))
    started = time.perf_counter()
    assert len(read(path).purchases) == 1
    assert time.perf_counter() - started < 2
    tracemalloc.start()
    read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 << 20


def test_sheet_19_merged_data_cells_count_for_their_first_row_and_are_named(path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_range("A2:A4", "C001")

    rows = [sale(), [None, *sale()[1:]], [None, *sale(amount=7.0)[1:]], sale("C002")]
    book = of_sales(path, *rows, change={"购买记录": merge})
    assert list(book.purchases["customer_id"]) == ["C001", None, None, "C002"]
    (finding,) = findings(book, "S304")
    assert (finding.severity, str(finding.place)) == ("warning", "购买记录!A2")
    assert "A4" in finding.message("zh-CN")
    assert [place for _, _, place in said(book, "V701")] == ["购买记录!A3", "购买记录!A4"]


@pytest.mark.parametrize(
    "titles",
    [
        ("购买记录2024", "购买记录2025"),
        ("2024购买记录", "2025购买记录"),
        ("购买记录（2024）", "购买记录（2025）"),
        ("购买记录", "购买记录2025"),
        ("购买记录-张三", "购买记录-李四"),
        ("张三购买记录", "李四购买记录"),
        ("2024年", "2025年"),
        ("Deals Q1", "Deals Q2"),
    ],
    ids="sheet-20 {}".format,
)
def test_sheet_20_sheets_that_share_a_stem_are_one_table(path: Path, titles: tuple[str, str]) -> None:
    one, other = titles
    rows = {one: [SALES, sale()], other: [["购买记录"], SALES, sale("C002", amount="5万")]}
    book = read(write(path, {"客户信息": PEOPLE, **rows}))
    assert list(book.purchases["amount"]) == [1000.0, 50_000.0]
    assert [severity for _, severity, _ in said(book, "S105")] == ["info"]
    assert said(book, "S104") == []
    assert said(book, "V402") == [("V402", "info", f"{other}!D3")]


def test_sheet_20_customers_by_manager_are_one_table(path: Path) -> None:
    book = read(write(path, {"客户-张三": PEOPLE[:2], "客户-李四": [PEOPLE[0], PEOPLE[2]]}))
    assert list(book.customers["customer_id"]) == ["C001", "C002"]
    assert [severity for _, severity, _ in said(book, "S105")] == ["info"]


def test_sheet_20_sheets_of_different_headers_are_not_joined_but_said(path: Path) -> None:
    other = ["客户编号", "购买日期", "产品名称", "金额", "数量", "单价", "成本", "备注"]
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": [SALES, sale()], "购买记录2023": [other, sale("C002")]}))
    assert len(book.purchases) == 1
    assert said(book, "S104") == [("S104", "error", "购买记录2023")]


def test_sheet_20_a_selection_of_the_same_rows_is_not_read_twice(path: Path) -> None:
    book = read(write(path, {"客户信息": PEOPLE, "VIP客户信息": PEOPLE[:2]}))
    assert len(book.customers) == 2
    assert said(book, "S103") == [("S103", "warning", "VIP客户信息")]


def test_sheet_20_two_unknown_sheets_with_the_same_headers_are_not_guessed(path: Path) -> None:
    book = read(write(path, {"客户信息": PEOPLE, "甲": [SALES, sale()], "乙": [SALES, sale("C002")]}))
    assert len(book.purchases) == 1
    assert said(book, "S104") == [("S104", "error", "乙")]


def test_a_sheet_of_that_name_without_the_headers_gives_way_to_the_one_with_them(path: Path) -> None:
    book = read(write(path, {"客户": [["本月目标"], ["拜访 20 位"]], "名单": PEOPLE_WITH_STAGE}))
    assert list(book.customers["name"]) == ["王伟"]


PEOPLE_WITH_STAGE = [["客户编号", "客户名称", "客户阶段"], ["C001", "王伟", "客户"]]


def test_every_problem_that_a_reader_can_have_has_a_rule() -> None:
    from typing import get_args

    from xlcrm.schema.problems import ProblemKind

    assert {rule.kind for rule in all_rules().values() if rule.kind} == set(get_args(ProblemKind))
