"""Makes workbooks and books of any size: `python -m tests.support.generate BOOK --customers 300`."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.support.awkward import awkward_book, childless_book, one_customer_book
from tests.support.core import CORE_TABLES
from tests.support.ordinary import Row, ordinary_rows, words_of
from xlcrm.labels import LANGUAGES, Language
from xlcrm.schema.types import Kind, Table

__all__ = ["awkward_book", "childless_book", "one_customer_book", "ordinary_rows", "plain_book"]


def plain_book(path: Path, customers: int, language: Language = "zh-CN", seed: int = 1) -> Path:
    """Write a clean book with a sheet a table, and nothing more: labels in row 1, dates as dates, IDs as text."""
    rows = ordinary_rows(customers, language, seed)
    with xlsxwriter.Workbook(path) as workbook:
        dates = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for table in CORE_TABLES:
            sheet = workbook.add_worksheet(table.labels.in_(language))
            _write(sheet, table, rows[table.key], language, dates)
    return path


def _write(sheet: Worksheet, table: Table, rows: Iterable[Row], language: Language, dates: Format) -> None:
    writers = [(at, c.key, _writer(sheet, c.kind, language, dates)) for at, c in enumerate(table.columns)]
    sheet.write_row(0, 0, [column.labels.in_(language) for column in table.columns])
    for line, row in enumerate(rows, start=1):
        for at, key, write in writers:
            value = row[key]
            if value is not None:
                write(line, at, value)


def _writer(sheet: Worksheet, kind: Kind, language: Language, dates: Format) -> Callable[[int, int, Any], Any]:
    """How a typed value of a kind gets into a cell."""
    if kind.is_number:
        return sheet.write_number
    if kind.name == "date":
        first = date(1899, 12, 30).toordinal()
        return lambda line, at, day: sheet.write_number(line, at, day.toordinal() - first, dates)
    if kind.name in ("enum", "boolean"):
        words = words_of(kind, language)
        return lambda line, at, value: sheet.write_string(line, at, words[value])
    return sheet.write_string


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.support.generate", description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--lang", choices=LANGUAGES, default="zh-CN")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    plain_book(options.book, options.customers, options.lang, options.seed)
