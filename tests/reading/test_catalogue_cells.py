"""The catalogue of messy cells, row by row, from the file to the typed value and what a check says of the cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import xlcrm
from xlcrm.labels import Language
from xlcrm.model.book import Book
from xlcrm.schema.tables import TABLE

from .messy import DAY, PEOPLE, SALES, Formula, edit_part, findings, parts_of, read, said, sale, workbook, write

FILLED: dict[str, dict[str, Any]] = {
    "customers": {"customer_id": None, "name": "王伟"},
    "follow_ups": {"customer_id": "C001", "date": DAY, "channel": "电话"},
    "purchases": {"customer_id": "C001", "date": DAY, "product": "稳健增利", "amount": 1000.0},
    "insurance": {"customer_id": "C001", "coverage_type": "寿险", "start_date": DAY, "sum_insured": 500_000.0},
    "assets": {
        "customer_id": "C001",
        "review_date": DAY,
        "asset_class": "存款",
        "name": "定期",
        "value": 5000.0,
        "currency": "CNY",
    },
}
"""A row of each table that nobody could object to."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def of_column(
    path: Path, table: str, column: str, cells: Sequence[Any], language: Language = "zh-CN", **options: Any
) -> Book:
    """A book with the cells in one column of a table, from row 2 on, and nothing else out of order."""
    schema = TABLE[table]
    keys = list(dict.fromkeys([column, *FILLED[table]]))
    rows: list[list[Any]] = [[schema[key].labels.in_(language) for key in keys]]
    for number, cell in enumerate(cells, start=1):
        row = FILLED[table] | ({"customer_id": f"K{number:03d}"} if table == "customers" else {}) | {column: cell}
        rows.append([row[key] for key in keys])
    people = [[TABLE["customers"][key].labels.in_(language) for key in ("customer_id", "name")], *PEOPLE[1:]]
    sheets = {} if table == "customers" else {TABLE["customers"].labels.in_(language): people}
    return read(write(path, {**sheets, schema.labels.in_(language): rows}, **options))


class Cell(NamedTuple):
    """A cell as typed, its value, and the code and severity of what is said of it."""

    row: str
    table: str
    column: str
    typed: Any
    value: Any
    code: str | None
    severity: str | None = None
    language: Language = "zh-CN"


def each(row: str, column: str, typed: Sequence[Any], *expected: Any, language: Language = "zh-CN") -> list[Cell]:
    table, key = column.split(".")
    return [Cell(row, table, key, cell, *expected, language=language) for cell in typed]


CELLS = [
    *each(
        "cell-02",
        "purchases.customer_id",
        ["C001 ", "C 001", "C\u00a0001", "C\u200b001", "\ufeffC001", "\u200eC001\u202c", "Ｃ００１"],
        "C001",
        "V401",
        "info",
    ),
    *each("cell-04", "purchases.customer_id", ["С001", "C0Ο1"], None, "V406", "error"),
    *each("cell-05", "purchases.order_no", ["A‐1", "A‑1", "A–1", "A—1", "A−1", "A－1"], "A-1", "V401", "info"),
    *each(
        "cell-06",
        "customers.id_number",
        [110101199001011237.0, "1.10101E+17", "110101199001011000"],
        None,
        "V403",
        "error",
    ),
    *each("cell-07", "customers.id_number", ["110105194912310021"], "110105194912310021", "V603", "warning"),
    *each("cell-08", "customers.id_number", ["11010519491231002x"], "11010519491231002X", "V401", "info"),
    *each(
        "cell-09",
        "customers.phone",
        ["13800138000.0", "+86 138-0013-8000", "１３８００１３８０００"],
        "13800138000",
        "V401",
        "info",
    ),
    *each("cell-09", "customers.phone", [13800138000.0], "13800138000", "V402", "info"),
    *each(
        "cell-10",
        "purchases.date",
        ["2024年3月5日", "2024.3.5", "2024/3/5", "20240305", 20240305.0, "二〇二四年三月五日"],
        DAY,
        "V402",
        "info",
    ),
    *each("cell-11", "purchases.date", ["民國113年3月5日"], DAY, "V402", "info"),
    *each("cell-11", "purchases.date", ["民國113年3月5日"], DAY, "V402", "info", language="zh-TW"),
    *each("cell-12", "purchases.date", ["113/03/05"], DAY, "V402", "info", language="zh-TW"),
    *each("cell-12", "purchases.date", ["113/03/05"], None, "V103", "error"),
    *each("cell-12", "purchases.date", ["113/03/05"], None, "V103", "error", language="en"),
    *each("cell-13", "purchases.date", ["03/04/2024"], None, "V103", "error"),
    *each("cell-14", "purchases.date", ["24-3-5"], None, "V103", "error"),
    *each("cell-15", "purchases.date", [45356.0], DAY, "V105", "warning"),
    *each(
        "cell-16",
        "purchases.date",
        [45356.75, "2024-03-05T10:00:00+08:00", datetime(2024, 3, 5, 18)],
        DAY,
        "V402",
        "info",
    ),
    *each("cell-17", "purchases.date", [60.0, "2023-02-29", "1899-12-31"], None, "V102", "error"),
    *each("cell-18", "insurance.end_date", ["9999-12-31", date(9999, 12, 31), "终身"], None, "V402", "info"),
    *each("cell-19", "purchases.date", ["2024.3.5-2025.3.4"], None, "V101", "error"),
    *each(
        "cell-20",
        "purchases.amount",
        ["¥1,234.50", "￥１，２３４．５０", "RMB 1,234.50", "1234.5元", "1 234.5"],
        1234.5,
        "V402",
        "info",
    ),
    *each("cell-20", "purchases.amount", ["NT$1,200"], 1200.0, "V402", "info", language="zh-TW"),
    *each("cell-21", "purchases.amount", ["12万", "１２万", "12 萬"], 120_000.0, "V402", "info"),
    *each("cell-21", "purchases.amount", ["1.2億"], 120_000_000.0, "V402", "info"),
    *each("cell-21", "purchases.amount", ["3千"], 3000.0, "V402", "info"),
    *each("cell-22", "purchases.amount", ["(500)", "500-", "－500"], -500.0, "V402", "info"),
    *each("cell-23", "purchases.cost", ["－", "—", "无", "N/A", "/"], None, "V401", "info"),
    *each("cell-23", "purchases.due_date", ["－", "—", "无", "N/A", "/"], None, "V401", "info"),
    *each("cell-24", "purchases.amount", ["US$1,000"], None, "V205", "error"),
    *each("cell-25", "purchases.amount", ["1.234,50"], 1234.5, "V402", "info"),
    *each("cell-26", "purchases.amount", ["壹仟贰佰元整"], 1200.0, "V402", "info"),
    *each("cell-27", "purchases.amount", [1e300, "infinity", "1e300"], None, "V203", "error"),
    *each("cell-29", "insurance.premium", [-1.0], None, "V204", "error"),
    *each("cell-29", "insurance.sum_insured", [-1.0], None, "V204", "error"),
    *each("cell-29", "assets.value", [-1.0], None, "V204", "error"),
    *each("cell-29", "customers.children", [-1.0], None, "V204", "error"),
    *each("cell-30", "follow_ups.done", ["Y", "√", "TRUE", True, "1", 1.0, "有"], True, "V402", "info"),
    *each("cell-30", "follow_ups.done", ["N", "×", "FALSE", False, "0", 0.0, "无"], False, "V402", "info"),
    *each("cell-30", "follow_ups.done", ["是"], True, None),
    *each("cell-30", "follow_ups.done", ["否"], False, None),
    *each("cell-31", "customers.stage", ["潜在 客户", "潛在客戶", "Lead", "PROSPECT"], "prospect", "V402", "info"),
    *each("cell-32", "insurance.status", ["有校"], None, "V302", "error"),
    *each("cell-33", "purchases.product", ["#N/A", "#REF!"], None, "V501", "error"),
    *each(
        "cell-33",
        "purchases.amount",
        ["#N/A", Formula("=NA()", "#N/A"), Formula("=1/0", "#DIV/0!")],
        None,
        "V501",
        "error",
    ),
    *each("cell-33", "purchases.customer_id", [Formula("=NA()", "#N/A")], None, "V501", "error"),
    *each("cell-33", "purchases.date", [Formula("=A9", "#REF!")], None, "V501", "error"),
    *each("cell-34", "purchases.amount", [Formula("=F2*2")], None, "V502", "error"),
    *each("cell-34", "purchases.customer_id", [Formula('="C"&"001"')], None, "V502", "error"),
    *each("cell-34", "purchases.cost", [Formula("=F2*2")], None, "V502", "error"),
    *each("cell-35", "purchases.amount", [Formula("=500*2", 1000.0)], 1000.0, None),
    *each("cell-35", "purchases.product", [Formula('="稳健"', "稳健")], "稳健", None),
    *each("cell-38", "customers.notes", ["长" * 32_767, "👨\u200d👩\u200d👧 全家", "𠮷野家"], ..., None),
    *each("cell-38", "customers.notes", ["第一行\n第二行"], "第一行\n第二行", None),
    *each("cell-39", "customers.birth_date", [date(2030, 1, 1)], date(2030, 1, 1), "D101", "error"),
    *each("cell-39", "insurance.end_date", [date(2020, 1, 1)], date(2020, 1, 1), "D401", "error"),
]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell.row} {cell.column} {str(cell.typed)[:30]!r}")
def test_a_cell_is_read_and_said_as_the_catalogue_expects(path: Path, cell: Cell) -> None:
    book = of_column(path, cell.table, cell.column, [cell.typed], cell.language)
    (value,) = book[cell.table][cell.column]
    assert as_plain(value) == (cell.typed if cell.value is ... else cell.value)
    here = [f for f in findings(book) if f.place and f.place.cell == "A2" and f.table == cell.table]
    about_the_cell = [(f.code, f.severity) for f in here if f.code[0] not in "KB"]
    assert about_the_cell == ([(cell.code, cell.severity)] if cell.code else [])


def as_plain(value: Any) -> Any:
    """A typed value as the table above spells it."""
    if value is None or value != value:
        return None
    return value.date() if isinstance(value, datetime) else value


def test_cell_01_an_id_that_is_a_number_is_matched_to_the_one_that_exists(path: Path) -> None:
    people = [PEOPLE[0], ["0000007", "王伟"], ["C002", "李娜"]]
    book = read(write(path, {"客户信息": people, "购买记录": [SALES, sale(7.0), sale("007")]}))  # type: ignore[arg-type]
    assert list(book.purchases["customer_id"]) == ["0000007", "0000007"]
    assert said(book, "V405", "V402", "K102") == [("V405", "info", f"购买记录!A{row}") for row in (2, 3)]


def test_cell_01_the_customers_id_gets_the_zeros_that_the_other_tables_show(path: Path) -> None:
    people = [PEOPLE[0], [7.0, "王伟"], ["C002", "李娜"]]
    book = read(write(path, {"客户信息": people, "购买记录": [SALES, sale("0000007")]}))
    assert list(book.customers["customer_id"]) == ["0000007", "C002"]
    assert said(book, "V405", "V402", "K102") == [("V405", "info", "客户信息!A2")]


@pytest.mark.parametrize("ids", [["0000007", "007"], ["0000008"]], ids=["two fit", "none fits"])
def test_cell_01_an_id_that_could_be_two_or_none_is_an_error(path: Path, ids: list[str]) -> None:
    people = [PEOPLE[0], *([each_id, "王伟"] for each_id in ids)]
    book = read(write(path, {"客户信息": people, "购买记录": [SALES, sale(7.0)]}))  # type: ignore[arg-type]
    assert list(book.purchases["customer_id"]) == ["7"]
    assert said(book, "K102") == [("K102", "error", "购买记录!A2")]


def test_cell_03_ids_that_differ_in_case_are_one_customer_twice(path: Path) -> None:
    book = read(write(path, {"客户信息": [PEOPLE[0], ["c001", "王伟"], ["C001", "李娜"]]}))
    assert ("error", "客户信息!A3") in [(severity, place) for _, severity, place in said(book, "K101", "K103")]


def test_cell_04_the_lookalike_letter_is_named(path: Path) -> None:
    (finding,) = findings(of_column(path, "purchases", "customer_id", ["С001"]), "V406")
    assert "西里尔" in finding.message("zh-CN")


def test_cell_07_a_birthday_that_the_id_number_contradicts_is_a_warning(path: Path) -> None:
    rows = [["客户编号", "客户名称", "证件号码", "出生日期"], ["C001", "王伟", "11010519491231002X", date(1950, 1, 1)]]
    assert [severity for _, severity, _ in said(read(write(path, {"客户信息": rows})), "V604")] == ["warning"]


def test_cell_13_a_column_that_shows_its_order_is_read_so_with_a_warning(path: Path) -> None:
    book = of_column(path, "purchases", "date", ["03/04/2024", "25/04/2024"])
    assert [as_plain(day) for day in book.purchases["date"]] == [date(2024, 4, 3), date(2024, 4, 25)]
    assert said(book, "V104") == [("V104", "warning", "购买记录!A2")]


def test_cell_15_a_serial_number_in_the_1904_system_counts_from_there(path: Path) -> None:
    book = of_column(path, "purchases", "date", [43894.0], date_1904=True)
    assert [as_plain(day) for day in book.purchases["date"]] == [DAY]


@pytest.mark.parametrize("serial", [60, 60.5])
def test_cell_17_the_29_february_1900_shown_as_a_date_is_no_day(path: Path, serial: float) -> None:
    with workbook(path) as made:
        dates = made.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in {"客户信息": PEOPLE, "购买记录": [SALES, sale(), sale(day=None), sale(day=None)]}.items():
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, [str(v) if isinstance(v, date) else v for v in row])
        sheet.write_number("B3", serial, dates)
        sheet.write_number("B4", 59, dates)
    book = read(path)
    assert [as_plain(day) for day in book.purchases["date"]] == [DAY, None, date(1900, 2, 28)]
    assert said(book, "V102") == [("V102", "error", "购买记录!B3")]


@pytest.mark.parametrize("number_format", ["[h]:mm", "yyyy-mm-dd"])
def test_cell_17_a_number_too_large_for_a_date_or_a_time_is_no_date(path: Path, number_format: str) -> None:
    def huge(sheet: Any) -> None:
        sheet.write_number("B3", 1e9, formats[0])

    with workbook(path) as made:
        formats = [made.add_format({"num_format": number_format}), made.add_format({"num_format": "yyyy-mm-dd"})]
        for title, rows in {"客户信息": PEOPLE, "购买记录": [SALES, sale(), sale()]}.items():
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    sheet.write(number, place, value, formats[1] if isinstance(value, date) else None)
        huge(sheet)
    book = read(path)
    assert [as_plain(day) for day in book.purchases["date"]] == [DAY, None]
    assert [(severity, place) for _, severity, place in said(book, "V101", "V102")] == [("error", "购买记录!B3")]


def test_cell_25_a_decimal_comma_is_an_error_where_the_column_is_not_so(path: Path) -> None:
    book = of_column(path, "purchases", "amount", ["1.234,50", "1,234.50"])
    assert [as_plain(amount) for amount in book.purchases["amount"]] == [None, 1234.5]
    assert said(book, "V202") == [("V202", "error", "购买记录!A2")]


@pytest.mark.unsound_files
def test_cell_36_a_formula_to_another_workbook_counts_with_a_warning(path: Path) -> None:
    book = of_column(path, "purchases", "amount", [Formula("='[rates.xlsx]Sheet1'!B2", 715.0)])
    assert list(book.purchases["amount"]) == [715.0]
    assert said(book, "V503") == [("V503", "warning", "购买记录!A2")]


FORMULA_LIKE = ["=cmd|'/C calc'!A0", "+1+1", "@SUM(1,1)", "-2+3", "\t=1+1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", FORMULA_LIKE, ids="cell-37 {!r}".format)
def test_cell_37_text_that_looks_like_a_formula_stays_text(path: Path, tmp_path: Path, text: str) -> None:
    book = of_column(path, "customers", "notes", [text])
    assert list(book.customers["notes"]) == [text]
    out = tmp_path / "out.xlsx"
    xlcrm.build(book, out)
    again = read(out)
    assert list(again.customers["notes"]) == [text]
    formulas = [xml for name, xml in parts_of(out).items() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"calc'!A0</f>" in xml or b"<f>1+1</f>" in xml for xml in formulas)


@pytest.mark.unsound_files
@pytest.mark.parametrize("text", ["长" * 32_768, "😀" * 16_384], ids=["32,768 characters", "emoji count twice"])
def test_cell_38_a_text_too_long_for_a_cell_is_an_error(path: Path, text: str) -> None:
    write(path, {"客户信息": [["客户编号", "客户名称", "备注"], ["C001", "王伟", "here"]]})
    edit_part(path, "xl/sharedStrings.xml", lambda xml: xml.replace("here", text))
    assert said(read(path), "X101", "V402") == [("X101", "error", "客户信息!C2")]


def test_cell_38_control_characters_are_a_warning_and_kept(path: Path) -> None:
    book = of_column(path, "customers", "notes", ["铃\x07响"])
    assert list(book.customers["notes"]) == ["铃\x07响"]
    assert said(book, "X102") == [("X102", "warning", "客户信息!A2")]


def test_cell_38_rich_text_is_read_whole(path: Path) -> None:
    with workbook(path) as made:
        sheet = made.add_worksheet("客户信息")
        sheet.write_row(0, 0, ["客户编号", "客户名称"])
        sheet.write("A2", "C001")
        sheet.write_rich_string("B2", "王", made.add_format({"bold": True}), "小", "伟")
    assert list(read(path).customers["name"]) == ["王小伟"]


def test_cell_39_a_follow_up_in_the_future_marked_done_is_a_warning(path: Path) -> None:
    book = of_column(path, "follow_ups", "date", [date(2025, 6, 1)])
    assert said(book, "D201") == [("D201", "warning", "跟进记录!A2")]


def test_cell_40_an_amount_that_is_not_the_product_is_a_warning(path: Path) -> None:
    rows = [[*SALES, "数量", "单价", "已收金额"], [*sale(), 2.0, 400.0, 1500.0]]
    book = read(write(path, {"客户信息": PEOPLE, "购买记录": rows}))
    assert [(code, severity) for code, severity, _ in said(book, "B101", "B102")] == [
        ("B101", "warning"),
        ("B102", "warning"),
    ]


def test_cell_24_an_amount_in_the_currency_of_its_row_is_read(path: Path) -> None:
    header = ["客户编号", "回顾日期", "资产类别", "资产名称", "市值", "币种"]
    typed = [("US$1,000", "美元"), ("$1,000", "HKD"), ("US$1,000", "CNY"), ("US$1,000", None)]
    rows = [["C001", DAY, "存款", f"资产{number}", *cells] for number, cells in enumerate(typed)]
    book = read(write(path, {"客户信息": PEOPLE, "资产回顾": [header, *rows]}))
    assert book.assets["value"].fillna(0).tolist() == [1000.0, 1000.0, 0, 0]
    assert [place for _, _, place in said(book, "V205")] == ["资产回顾!E4", "资产回顾!E5"]
