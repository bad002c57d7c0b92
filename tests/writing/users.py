"""Books as users keep them, and what a build makes of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

import xlcrm
from xlcrm.commands.build import BuildResult
from xlcrm.labels import Language
from xlcrm.model.book import Book
from xlcrm.ooxml import CellContent, Package, SheetEntry, edit_sheet

from ..ooxml.books import FIXED
from .plain import plain_tables

AS_OF = date(2026, 10, 31)
CUSTOMERS, PURCHASES = "客户信息", "购买记录"

CUSTOMER_ROWS = (("客户编号", "客户名称", "手机"), ("C001", "王小明", "13800000001"), ("C002", "李文", "13800000002"))
PURCHASE_ROWS = (
    ("客户编号", "购买日期", "产品", "金额"),
    ("C001", date(2026, 3, 1), "理财产品", 1000),
    ("C002", date(2026, 5, 1), "保险", 2500.5),
    ("C001", date(2026, 7, 1), "基金", 300),
)


def book_of(sheets: Mapping[str, Sequence[Sequence[Any]]], fill: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook by xlsxwriter with rows on sheets; `fill` gets the workbook and its sheets by title."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as workbook:
        workbook.set_properties({"created": FIXED})
        made = {title: workbook.add_worksheet(title) for title in sheets}
        for title, rows in sheets.items():
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        made[title].write_datetime(number, column, value)
                    elif value is not None:
                        made[title].write(number, column, value)
        if fill is not None:
            fill(workbook, made)
    return stream.getvalue()


def small(fill: Callable[[Any, Any], None] | None = None, **more: Sequence[Sequence[Any]]) -> bytes:
    """Two customers and three purchases."""
    return book_of({CUSTOMERS: CUSTOMER_ROWS, PURCHASES: PURCHASE_ROWS, **more}, fill)


@cache
def built_plain(language: Language = "zh-CN") -> bytes:
    """The five tables of three customers, built."""
    path = _scratch() / f"plain-{language}.xlsx"
    path.write_bytes(plain_tables(3, language))
    build(path)
    return path.read_bytes()


@cache
def _scratch() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="keeping-"))


def build(path: Path, language: Language | None = None, **options: Any) -> BuildResult:
    """Build a book in place."""
    book = xlcrm.read(path, as_of=AS_OF)
    book.settings = replace(book.settings, as_of=AS_OF)  # a spreadsheet would compute as of today
    return xlcrm.build(book.in_language(language) if language else book, path, **options)


def made(path: Path, data: bytes) -> BuildResult:
    """Write a book and build it in place."""
    path.write_bytes(data)
    return build(path)


def assert_settled(path: Path) -> None:
    """Building once more changes no byte, and what is told of it nothing either."""
    assert build(path).unchanged


def tables_of(path: Path) -> Book:
    """The book as it reads."""
    return xlcrm.read(path, as_of=AS_OF)


def titles(path: Path) -> list[str]:
    """The titles of all sheets in order."""
    return [entry.title for entry in Package.from_bytes(path.read_bytes()).sheets]


def sheet(package: Package, title: str) -> SheetEntry:
    """The sheet of a title."""
    entry = package.sheet(title)
    assert entry is not None, [one.title for one in package.sheets]
    return entry


def cell(path: Path, title: str, reference: str) -> CellContent:
    """What a cell says."""
    package = Package.from_bytes(path.read_bytes())
    return edit_sheet(package, sheet(package, title)).cell(reference)


def type_in(path: Path, title: str, cells: Mapping[str, Any]) -> None:
    """Let cells say something else, as their user would; a text with `=` in front is a formula."""
    package = Package.from_bytes(path.read_bytes())
    editor = edit_sheet(package, sheet(package, title))
    for reference, value in cells.items():
        if isinstance(value, str) and value.startswith("="):
            editor.set_cell(reference, None, formula=value[1:])
        else:
            editor.set_cell(reference, value)
    path.write_bytes(package.to_bytes())


def part(path: Path, title: str) -> str:
    """The XML of a sheet."""
    package = Package.from_bytes(path.read_bytes())
    return package.parts[sheet(package, title).part].decode()


def by_openpyxl(data: bytes, change: Callable[[Any], None] = lambda _: None) -> bytes:
    """A book as openpyxl loads and saves it."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
