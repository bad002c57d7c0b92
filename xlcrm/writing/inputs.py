"""The input sheets of a fresh book: an Excel table each, with dropdowns, rules, formats and calculated columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlcrm.measures.engine import Linked
from xlcrm.measures.formula import this_row
from xlcrm.model.records import Records
from xlcrm.schema.calculated import calculated_column
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import DATE, TEXT, Column, Table
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.cells import cell_values, extra_values, holds_dates
from xlcrm.writing.styles import CALCULATED_FILL, text_width
from xlcrm.writing.worksheet import BlockColumn

_WIDTH = {"date": 12, "money": 15, "number": 10, "integer": 10, "percent": 10, "boolean": 9, "currency": 9}
_WIDEST = 44
_SAMPLE = 200


@dataclass(frozen=True)
class Calculated:
    """A column that a build adds to a table: its header, formula and values, one a record."""

    header: str
    formula: str
    values: list[Any]


def calculated(context: Context, table: Table) -> Calculated | None:
    """The tier for Customers, the customer's name for the tables of customers, nothing for others."""
    declared = calculated_column(table)
    if declared is None:
        return None
    language, dialect = context.language, context.dialect
    typed = this_row(dialect.table(table.key), table[table.says_which].labels.in_(language))
    pattern = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({typed},"~","~~"),"*","~*"),"?","~?")'
    if table.key == CUSTOMERS.key:
        shown, ids = dialect.render("{all:tier}"), dialect.render("{all:customer_id}")
        values = context.ledger["tier"]
    else:
        shown, ids = dialect.column("customers", "name"), dialect.column("customers", "customer_id")
        values = context.book.customers["name"]
    found = Linked(context.book[table.key], context.ledger).of_customer(values)
    formula = f'IF({typed}="","",IFERROR(INDEX({shown},MATCH({pattern},{ids},0))&"",""))'
    return Calculated(
        declared[1].in_(language), formula, [value if isinstance(value, str) else None for value in found]
    )


def column_width(kind: str, header: str, values: Sequence[Any]) -> float:
    """How wide a column has to be for its header with the filter's arrow, and for most of its values."""
    shown = max((text_width(value) for value in values[:_SAMPLE] if isinstance(value, str)), default=0)
    return max(_WIDTH.get(kind, 10), text_width(header) + 4, min(shown + 2, _WIDEST))


def write_table(canvas: Canvas, context: Context, table: Table) -> None:
    """Write a table's sheet: header in the first row, a record a row, the user's own columns, then ours."""
    _InputSheet(canvas, context, table).write()


class _InputSheet:
    def __init__(self, canvas: Canvas, context: Context, table: Table) -> None:
        self.canvas = canvas
        self.context = context
        self.table = table
        self.records: Records = context.book[table.key]
        self.styles = context.styles

    def write(self) -> None:
        """The whole sheet."""
        added = calculated(self.context, self.table)
        headers = [self.context.say(column.labels) for column in self.table.columns]
        headers += self.records.extras
        columns = [self._column(column) for column in self.table.columns]
        columns += [self._extra(values) for values in self.records.extras.values()]
        if added is not None:
            headers.append(added.header)
            shade = self.styles.of_kind(TEXT, computed=True, bg_color=CALCULATED_FILL)
            columns.append(BlockColumn(shade, added.values, added.formula))
        self._rows(headers, columns, added)
        self.canvas.worksheet.freeze_panes(1, 2)
        self.canvas.worksheet.set_landscape()
        self.canvas.worksheet.set_paper(9)
        self.canvas.worksheet.fit_to_pages(1, 0)
        self.canvas.worksheet.repeat_rows(0)

    def _rows(self, headers: Sequence[str], columns: Sequence[BlockColumn], added: Calculated | None) -> None:
        """Header, rows and table; a table without rows gets the blank one that Excel wants."""
        rows = len(self.records)
        if rows:
            self.canvas.worksheet.set_block(1, columns)
        else:
            typed = len(columns) - (added is not None)
            columns = [BlockColumn(column.format, [None]) for column in columns[:typed]]
            if added is not None:
                columns.append(BlockColumn(None, [None], added.formula))
            self.canvas.worksheet.set_block(1, columns)
        described: list[dict[str, Any]] = [
            {"header": header, "header_format": self.styles.header} for header in headers
        ]
        if added is not None:
            described[-1]["formula"] = "=" + added.formula
        options = {"name": self.table.excel_name, "columns": described, "style": "Table Style Light 1"}
        self.canvas.worksheet.add_large_table(0, max(rows, 1), len(headers) - 1, options)
        self.canvas.worksheet.set_row(0, 28)
        for place, (header, block) in enumerate(zip(headers, columns, strict=True)):
            kind = self.table.columns[place].kind.name if place < len(self.table.columns) else "text"
            self.canvas.set_width(place, column_width(kind, header, block.values), block.format)

    def _column(self, column: Column) -> BlockColumn:
        context = self.context
        values = cell_values(self.records, column, context.language, date_1904=context.date_1904)
        return BlockColumn(self.styles.of_kind(column.kind), values)

    def _extra(self, values: Sequence[Any]) -> BlockColumn:
        look = self.styles.of_kind(DATE) if holds_dates(values) else self.styles()
        return BlockColumn(look, extra_values(values, date_1904=self.context.date_1904))
