"""A sheet for a table that a book does not have yet, and typed rows as its cells hold them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from xlcrm.labels import Language, facts_of
from xlcrm.model.place import Place
from xlcrm.model.records import Records, typed_values
from xlcrm.ooxml import Package, adopt
from xlcrm.schema.types import Table
from xlcrm.writing.cells import cell_values
from xlcrm.writing.inputs import write_input_sheet
from xlcrm.writing.styles import FONT_SIZE, Styles
from xlcrm.writing.worksheet import FastWorksheet


def cells_of(
    table: Table, rows: Sequence[Mapping[str, Any]], language: Language, *, date_1904: bool
) -> list[dict[str, Any]]:
    """Typed values as cells hold them, row by row and column by column, without blanks."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    records = _records(table, rows, keys)
    columns = {key: cell_values(records, table[key], language, date_1904=date_1904) for key in keys}
    return [{key: columns[key][number] for key in row} for number, row in enumerate(rows)]


def _records(table: Table, rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Records:
    frame = {key: typed_values(table[key].kind, [row.get(key) for row in rows]) for key in keys}
    return Records(table, frame, length=len(rows))


def write_fresh_sheet(
    package: Package, table: Table, rows: Sequence[Mapping[str, Any]], language: Language
) -> list[Place]:
    """Put a sheet for a table into a book that has none; returns the places of its rows."""
    stream = BytesIO()
    fonts = {"font_name": facts_of(language).font, "font_size": FONT_SIZE}
    workbook = Workbook(stream, {"default_format_properties": fonts, "date_1904": package.date_1904})
    title = package.workbook.free_title(table.labels.in_(language))
    records = _records(table, rows, [column.key for column in table.columns])
    sheet = workbook.add_worksheet(title, FastWorksheet)
    write_input_sheet(sheet, Styles(workbook, language), records, language, date_1904=package.date_1904)
    workbook.close()
    adopt(package, Package.from_bytes(stream.getvalue()), [title])
    return [Place(title, number) for number in range(2, len(rows) + 2)]
