"""Real workbooks of the kind that people keep, and what a check says of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

import xlcrm
from xlcrm.model.book import Book
from xlcrm.reading.read import read as read_book
from xlcrm.rules import Finding

AS_OF = date(2024, 12, 31)

PEOPLE = [["客户编号", "客户名称"], ["C001", "王伟"], ["C002", "李娜"]]
SALES = ["客户编号", "购买日期", "产品名称", "金额"]
DAY = date(2024, 3, 5)

Rows = Sequence[Sequence[Any]]
Change = Callable[[Worksheet], object]


NOT_STORED = "not stored"


@dataclass(frozen=True)
class Formula:
    """A formula with the value that a spreadsheet stored beside it; none was stored for None."""

    text: str
    value: Any = None


def sale(customer: str = "C001", day: Any = DAY, product: str = "稳健增利", amount: Any = 1000.0) -> list[Any]:
    return [customer, day, product, amount]


def write(path: Path, sheets: Mapping[str, Rows], change: Mapping[str, Change] | None = None, **options: Any) -> Path:
    """Write a sheet for each title, row 1 first; `change` does to a worksheet what rows cannot say."""
    with workbook(path, **options) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    put(sheet, number, place, value, dates)
            if change and title in change:
                change[title](sheet)
    return _without_values(path)


def _without_values(path: Path) -> Path:
    """Take out the values that stand for none: the writer stores one beside every formula."""
    parts = parts_of(path)
    stored = f"<v>{NOT_STORED}</v></c>".encode()
    if any(stored in content for content in parts.values()):
        for name, content in parts.items():
            parts[name] = re.sub(rb' t="str"(><f>[^<]*</f>)' + stored, rb"\1</c>", content)
        save(path, parts)
    return path


def workbook(path: Path, **options: Any) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, **options})


def put(sheet: Worksheet, row: int, column: int, value: Any, dates: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, NOT_STORED if value.value is None else value.value)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, dates)
    elif value is not None:
        sheet.write(row, column, value)


def read(path: Path, **options: Any) -> Book:
    return read_book(path, **{"as_of": AS_OF, **options})


def said(book: Book, *codes: str) -> list[tuple[str, str, str | None]]:
    """Code, severity and place of every finding, or of those with one of some codes."""
    return [(f.code, f.severity, str(f.place) if f.place else None) for f in findings(book, *codes)]


def findings(book: Book, *codes: str) -> list[Finding]:
    return [finding for finding in xlcrm.check(book) if not codes or finding.code in codes]


def edit_part(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Rewrite one part of a workbook."""
    parts = parts_of(path)
    changed = change(parts[part].decode())
    assert changed != parts[part].decode(), "nothing was changed"
    return save(path, parts | {part: changed.encode()})


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def save(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
