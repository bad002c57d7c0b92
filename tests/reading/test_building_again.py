"""What a build makes of a messy book is read as the messy book was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import xlcrm
from xlcrm.model.book import Book
from xlcrm.reading.read import read as read_book

from .messy import AS_OF, DAY, PEOPLE, SALES, Formula, Rows, read, sale, write


def hide(sheet: Any) -> None:
    sheet.set_row(2, None, None, {"hidden": True})


def merge(sheet: Any) -> None:
    sheet.merge_range("A2:A3", "C001")


def two_rows(sheet: Any) -> None:
    for place, text in enumerate(SALES[:3]):
        sheet.merge_range(0, place, 1, place, text)
    sheet.write(0, 3, "款项")


BOOKS: dict[str, Mapping[str, Rows]] = {
    "plain": {"购买记录": [SALES, sale(), sale("C002", amount="12万")]},
    "header further down": {"购买记录": [["支行购买记录"], [], [None, *SALES], [None, *sale()]]},
    "unit in the header": {"购买记录": [[*SALES[:3], "金额(万元)"], sale(amount=12.0), sale(amount="1,200元")]},
    "unit above": {"购买记录": [["单位：万元"], SALES, sale(amount=12.0)]},
    "another currency": {"购买记录": [[*SALES[:3], "金额(美元)"], sale(), sale(amount="2,000")]},
    "formula in a unit": {
        "购买记录": [[*SALES[:3], "金额(万元)"], sale(amount=Formula("=1+2", 3.0)), sale(amount=5.0)]
    },
    "formula under a unit": {
        "购买记录": [["单位：万元"], SALES, sale(amount=Formula("=1+2", 3.0)), sale(amount="5千")]
    },
    "total below": {"购买记录": [SALES, sale(), sale(), ["合计", None, None, Formula("=SUM(D2:D3)", 2000.0)]]},
    "subtotal inside": {"购买记录": [SALES, sale(), ["小计", None, None, 1000.0], sale("C002")]},
    "note below": {"购买记录": [SALES, sale(), [], ["以上数据已核对"]]},
    "blank rows": {"购买记录": [SALES, sale(), [], [], sale("C002")]},
    "blank columns and notes": {
        "购买记录": [[SALES[0], None, *SALES[1:], None, "提示"], ["C001", None, *sale()[1:], None, "核对"]]
    },
    "column without a name": {
        "购买记录": [[*SALES[:2], None, None, *SALES[2:]], [*sale()[:2], None, "柜面", *sale()[2:]]]
    },
    "own columns": {"购买记录": [[*SALES, "渠道", "渠道"], [*sale(), "柜面", "手机"], [*sale(), 3.0, None]]},
    "column twice": {"购买记录": [[*SALES, "金额"], [*sale(), 7.0]]},
    "column missing": {"购买记录": [SALES[:3], sale()[:3]]},
    "parts by year": {"购买记录2023": [SALES, sale()], "购买记录2024": [SALES, sale("C002", amount="5千")]},
    "copy": {"购买记录": [SALES, sale()], "购买记录 (2)": [SALES, sale()]},
    "renamed": {"Sheet3": [[*SALES, "数量"], [*sale(), 2.0]]},
    "empty": {"购买记录": []},
    "without rows": {"购买记录": [SALES]},
    "lost zeros": {"客户信息": [PEOPLE[0], ["0007", "王伟"]], "购买记录": [SALES, sale(7.0), sale("007")]},  # type: ignore[arg-type]
    "not understood": {"购买记录": [SALES, sale(day="soon"), sale(amount="约五千"), sale(day="03/04/2024")]},
    "errors": {"购买记录": [SALES, sale(amount=Formula("=NA()", "#N/A")), sale(amount=Formula("=F2*2"))]},
    "dates": {"购买记录": [SALES, sale(day="民國113年3月5日"), sale(day=45356.0), sale(day="19000228"), sale(day=7.0)]},
    "formula-like": {"购买记录": [SALES, sale(product="=1+1"), sale(product="'C001"), sale(product="@x")]},
    "other script": {"購買記錄": [["客戶編號", "購買日期", "産品名稱", "金額"], sale()]},
    "merged": {"购买记录": [SALES, sale(), [None, *sale()[1:]]]},
    "hidden row": {"购买记录": [SALES, sale(), sale("C002")]},
    "two rows of headers": {"购买记录": [[], [None, None, None, "金额"], sale()]},
    "open end": {
        "保险保障": [
            ["客户编号", "险种", "生效日期", "到期日期", "保额"],
            ["C001", "寿险", DAY, date(9999, 12, 31), 10.0],
            ["C001", "寿险", DAY, "终身", 10.0],
        ]
    },
    "two languages": {"Purchases": [["Customer ID", "购买日期", "Product", "Amount"], sale()]},
}
CHANGES: dict[str, Callable[[Any], None]] = {"merged": merge, "hidden row": hide, "two rows of headers": two_rows}


def book_of(tmp_path: Path, kind: str) -> Book:
    sheets = {"客户信息": PEOPLE, **BOOKS[kind]}
    changed = {list(BOOKS[kind])[-1]: CHANGES[kind]} if kind in CHANGES else None
    return read(write(tmp_path / "messy.xlsx", sheets, changed))


@pytest.mark.parametrize("kind", BOOKS)
def test_a_built_book_is_read_as_the_messy_one_was(tmp_path: Path, kind: str) -> None:
    book = book_of(tmp_path, kind)
    built = tmp_path / "built.xlsx"
    xlcrm.build(book, built)
    again = read_book(built, as_of=AS_OF)
    for table, records in book.tables.items():
        assert differences(records.frame, again[table].frame) == []
        assert again[table].extras == records.extras
    assert again == book


@pytest.mark.parametrize("kind", ["unit in the header", "unit above", "formula in a unit", "formula under a unit"])
def test_a_unit_is_applied_once_however_often_a_book_is_built(tmp_path: Path, kind: str) -> None:
    amounts = book_of(tmp_path, kind).purchases["amount"].tolist()
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    xlcrm.build(book_of(tmp_path, kind), once)
    xlcrm.build(read_book(once, as_of=AS_OF), twice)
    assert read_book(twice, as_of=AS_OF).purchases["amount"].tolist() == amounts
    assert twice.read_bytes() == once.read_bytes()


def test_a_formula_in_a_unit_is_kept_on_the_original_sheet(tmp_path: Path) -> None:
    built = tmp_path / "built.xlsx"
    xlcrm.build(book_of(tmp_path, "formula in a unit"), built)
    sheet = openpyxl.load_workbook(built)["购买记录(原表)"]
    assert [sheet["D1"].value, sheet["D2"].value] == ["金额(万元)", "=1+2"]


def differences(ours: Any, theirs: Any) -> list[Any]:
    """The cells in which two frames differ, so that a failure shows them."""
    if ours.shape != theirs.shape:
        return [ours.to_dict("list"), theirs.to_dict("list")]
    return [
        (column, one, other)
        for column in ours
        for one, other in zip(ours[column], theirs[column], strict=True)
        if one != other and not (one is None and other is None) and (one == one or other == other)
    ]


MILLIONS = [
    [*SALES[:3], "金额(万元)", "佣金"],
    [*sale(amount=12.0), Formula("=D2*300", 3600.0)],
    [*sale(amount=5.0), 0.0],
]
ALONE = [[*SALES[:3], "金额(万元)"], sale(amount=12.0), ["合计", None, None, Formula("=SUM(D2:D2)", 12.0)]]
USERS: dict[str, Mapping[str, Rows]] = {
    "own column": {"购买记录": MILLIONS},
    "own sheet": {"购买记录": ALONE, "汇总": [[Formula("=SUM(购买记录!D2:D9)*10000", 120000.0)]]},
    "whole column": {"购买记录": ALONE, "汇总": [[Formula("=SUM(购买记录!$A:$D)", 12.0)]]},
}


@pytest.mark.parametrize("kind", USERS)
def test_what_computes_with_a_column_in_a_unit_goes_on_to_see_that_unit(tmp_path: Path, kind: str) -> None:
    book = read(write(tmp_path / "messy.xlsx", {"客户信息": PEOPLE, **USERS[kind]}))
    built = tmp_path / "built.xlsx"
    xlcrm.build(book, built)
    kept = openpyxl.load_workbook(built)
    assert kept["购买记录(原表)"]["D2"].value == 12
    if "汇总" in kept.sheetnames:
        assert "购买记录(原表)" in kept["汇总"]["A1"].value
    assert read_book(built, as_of=AS_OF).purchases["amount"].tolist()[0] == 120000


@pytest.mark.parametrize(
    "formula", ["=COUNTA(购买记录!A2:A9)", '=COUNTIF(购买记录!B:B,"D2")', "=客户信息!D2", "=购买记录!E2"]
)
def test_a_column_in_a_unit_that_nothing_computes_with_is_written_in_full_where_it_stands(
    tmp_path: Path, formula: str
) -> None:
    sheets = {"客户信息": PEOPLE, "购买记录": ALONE, "汇总": [[Formula(formula, 1.0)]]}
    built = tmp_path / "built.xlsx"
    xlcrm.build(read(write(tmp_path / "messy.xlsx", sheets)), built)
    kept = openpyxl.load_workbook(built)
    assert "购买记录(原表)" not in kept.sheetnames
    assert (kept["购买记录"]["D1"].value, kept["购买记录"]["D2"].value) == ("金额", 120000)
