"""The five tables as a user keeps them by hand, and put into any other workbook by editing its package."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import Any

import xlsxwriter

from tests.support.core import CORE_TABLES
from xlcrm.labels import Language
from xlcrm.ooxml import Package, adopt
from xlcrm.schema.types import Kind

from ..support.ordinary import ordinary_rows, words_of

FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@cache
def plain_tables(customers: int, language: Language = "zh-CN", *, date_1904: bool = False) -> bytes:
    """A workbook with a sheet a table and nothing more: labels in row 1, dates as dates, IDs as text."""
    rows = ordinary_rows(customers, language)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": date_1904}) as workbook:
        dates = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for table in CORE_TABLES:
            sheet = workbook.add_worksheet(table.labels.in_(language))
            sheet.write_row(0, 0, [column.labels.in_(language) for column in table.columns])
            for line, row in enumerate(rows[table.key], start=1):
                for at, column in enumerate(table.columns):
                    value = _cell(row[column.key], column.kind, language, date_1904)
                    if isinstance(value, str):
                        sheet.write_string(line, at, value)
                    elif value is not None:
                        sheet.write_number(line, at, value, dates if column.kind.name == "date" else None)
    return stream.getvalue()


def _cell(value: Any, kind: Kind, language: Language, date_1904: bool) -> Any:
    if value is None or kind.is_number:
        return value
    if kind.name == "date":
        return (value - FIRST_DAY[date_1904]).days
    return words_of(kind, language)[value] if kind.name in ("enum", "boolean") else value


def with_tables(data: bytes, customers: int, language: Language = "zh-CN") -> bytes:
    """A workbook with the five tables behind its own sheets; raises UnwritableFile where its package cannot be kept."""
    package = Package.from_bytes(data)
    tables = Package.from_bytes(plain_tables(customers, language, date_1904=package.date_1904))
    adopt(package, tables, [entry.title for entry in tables.sheets])
    return package.to_bytes()
