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
from xlcrm.writing.inputs import column_width
from xlcrm.writing.styles import FONT_SIZE, Styles


def cells_of(
    table: Table, rows: Sequence[Mapping[str, Any]], language: Language, *, date_1904: bool
) -> list[dict[str, Any]]:
    """Typed values as cells hold them, row by row and column by column, without blanks."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    frame = {key: typed_values(table[key].kind, [row.get(key) for row in rows]) for key in keys}
    records = Records(table, frame, length=len(rows))
    columns = {key: cell_values(records, table[key], language, date_1904=date_1904) for key in keys}
    return [{key: columns[key][number] for key in row} for number, row in enumerate(rows)]


def write_fresh_sheet(
    package: Package, table: Table, rows: Sequence[Mapping[str, Any]], language: Language
) -> list[Place]:
    """Put a sheet for a table into a book that has none; returns the places of its rows."""
    stream = BytesIO()
    fonts = {"font_name": facts_of(language).font, "font_size": FONT_SIZE}
    workbook = Workbook(stream, {"default_format_properties": fonts, "date_1904": package.date_1904})
    title = package.workbook.free_title(table.labels.in_(language))
    sheet, styles = workbook.add_worksheet(title), Styles(workbook, language)
    headers = [column.labels.in_(language) for column in table.columns]
    for place, column in enumerate(table.columns):
        width = column_width(column.kind.name, headers[place], ())
        sheet.set_column(place, place, width, styles.of_kind(column.kind))
    for number, cells in enumerate(cells_of(table, rows, language, date_1904=package.date_1904), 1):
        for place, column in enumerate(table.columns):
            value = cells.get(column.key)
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif value is not None:
                sheet.write_number(number, place, value)
    described = [{"header": header, "header_format": styles.header} for header in headers]
    options = {"name": table.excel_name, "columns": described, "style": "Table Style Light 1"}
    sheet.add_table(0, 0, max(len(rows), 1), len(headers) - 1, options)
    sheet.freeze_panes(1, 2)
    workbook.close()
    adopt(package, Package.from_bytes(stream.getvalue()), [title])
    return [Place(title, number) for number in range(2, len(rows) + 2)]
