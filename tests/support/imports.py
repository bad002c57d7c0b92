"""A hand-kept book and the command that imports into it, for the tests of importing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from click.testing import CliRunner, Result

from xlcrm.cli import main
from xlcrm.model.book import Book
from xlcrm.reading.read import read as read_book

CUSTOMERS = [
    ["客户编号", "客户名称", "联系电话", "爱吃"],
    ["0001", "王芳", "13800000001", "面"],
    ["0002", "李强", "", "饭"],
    ["0003", "张伟", "", ""],
    ["0004", "张伟", "", ""],
]
PURCHASES = [
    ["订单编号", "客户编号", "购买日期", "产品名称", "金额", "备注"],
    ["A1", "0001", "2026-01-05", "稳健理财", 50000, "首单"],
    ["", "0002", "2026-02-01", "基金定投", 2000, ""],
]


def hand_kept_book(
    path: Path,
    customers: Sequence[Sequence[Any]] = CUSTOMERS,
    purchases: Sequence[Sequence[Any]] | None = PURCHASES,
    below: Sequence[Any] = (),
) -> Path:
    """A book as somebody keeps it: plain ranges, no Excel table. `below` stands right under the purchases."""
    with xlsxwriter.Workbook(path) as workbook:
        looks = {"date": workbook.add_format({"num_format": "yyyy/m/d", "bg_color": "#FFF2CC"})}
        looks["money"] = workbook.add_format({"num_format": "#,##0.00", "bold": True})
        _fill(workbook.add_worksheet("客户信息"), customers, looks)
        if purchases is not None:
            _fill(workbook.add_worksheet("购买记录"), [*purchases, *([below] if below else [])], looks)
        own = workbook.add_worksheet("我的笔记")
        own.write_formula("A1", "=COUNTA(客户信息!A:A)", None, len(customers))
    return path


def _fill(sheet: Any, rows: Sequence[Sequence[Any]], looks: dict[str, Any]) -> None:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            header = rows[0][place]
            if value == "":
                continue
            if number and header.endswith("日期") and "-" in str(value):
                days = _days(value)
                sheet.write_number(number, place, days, looks["date"])
            elif isinstance(value, int | float):
                sheet.write_number(number, place, value, looks["money"])
            elif str(value).startswith("="):
                sheet.write_formula(number, place, value, None, 0)
            else:
                sheet.write_string(number, place, value)


def _days(iso: str) -> int:
    return (date.fromisoformat(iso) - date(1899, 12, 30)).days


def csv_file(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """A text file of lines."""
    path.write_bytes("".join(row + "\r\n" for row in rows).encode(encoding))
    return path


def run(source: Path, book: Path, *options: Any, table: str = "purchases", answers: str | None = None) -> Result:
    """`xlcrm import`, in English."""
    arguments = ["import", source, "--into", book, "--table", table, "--lang", "en", *options]
    return CliRunner(env={"LANG": "en_US.UTF-8"}).invoke(main, [str(each) for each in arguments], input=answers)


def read(book: Path) -> Book:
    """The book as it is now."""
    return read_book(book)
