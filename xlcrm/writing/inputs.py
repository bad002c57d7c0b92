"""What every input sheet has: its calculated column, the widths of its columns; and a sheet of our own for a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlcrm.labels import Language
from xlcrm.measures.formula import this_row
from xlcrm.model.links import id_column
from xlcrm.model.records import Records
from xlcrm.schema.calculated import calculated_column, column_of_customers
from xlcrm.schema.tables import CUSTOMERS, TABLE
from xlcrm.schema.types import DATE, TEXT, Table
from xlcrm.writing.canvas import Context
from xlcrm.writing.cells import cell_values, extra_values, holds_dates
from xlcrm.writing.styles import CALCULATED_FILL, Styles, text_width
from xlcrm.writing.worksheet import BlockColumn, FastWorksheet

_WIDTH = {"date": 12, "money": 15, "number": 10, "integer": 10, "percent": 10, "boolean": 9, "currency": 9}
_WIDEST = 44
_SAMPLE = 200
_MOST = 255


@dataclass(frozen=True)
class Calculated:
    """A column that a build adds to a table: its formula and values, one a record."""

    formula: str
    values: list[Any]


def calculated(context: Context, table: Table) -> Calculated | None:
    """The tier for Customers, the customer's name or ID for the tables of customers, nothing for others."""
    if calculated_column(table) is None:
        return None
    linked = context.ledger.table(table.key)
    language, dialect = context.language, context.dialect
    typed = this_row(dialect.table(table.key), table[table.says_which].labels.in_(language))
    pattern = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({typed},"~","~~"),"*","~*"),"?","~?")'
    if table.key == CUSTOMERS.key:
        shown, ids = dialect.render("{all:tier}"), dialect.render("{all:customer_id}")
        found = linked.of_customer(context.ledger["tier"])
    elif table.owner_table == CUSTOMERS.key:
        shown, ids = dialect.column("customers", "name"), dialect.column("customers", "customer_id")
        found = linked.of_customer(context.book.customers["name"])
    else:
        owner = TABLE[str(table.owner_table)]
        shown, ids = dialect.column(owner.key, column_of_customers(owner)), dialect.column(owner.key, id_column(owner))
        found = linked.owner_ids
    formula = f'IF({typed}="","",IFERROR(INDEX({shown},MATCH({pattern},{ids},0))&"",""))'
    return Calculated(formula, [value if isinstance(value, str) else None for value in found])


def column_width(kind: str, header: str, values: Sequence[Any]) -> float:
    """How wide a column has to be for its header with the filter's arrow, and for most of its values."""
    shown = max((text_width(value) for value in values[:_SAMPLE] if isinstance(value, str)), default=0)
    return min(max(_WIDTH.get(kind, 10), text_width(header) + 4, min(shown + 2, _WIDEST)), _MOST)


def write_input_sheet(
    sheet: FastWorksheet,
    styles: Styles,
    records: Records,
    language: Language,
    *,
    date_1904: bool,
    calculated_values: Sequence[Any] = (),
) -> None:
    """A sheet of our own for a table: the header in the first row, a record a row, the user's own columns behind.

    The next column is dressed for the calculated one, as wide as its values, which are written where the sheet stands
    then.
    """
    table = records.schema
    columns = [
        (column.kind.name, column.labels.in_(language), _block(styles.of_kind(column.kind), values))
        for column in table.columns
        for values in [cell_values(records, column, language, date_1904=date_1904)]
    ]
    columns += [
        ("text", header, _block(styles.of_kind(DATE) if holds_dates(values) else styles(), typed))
        for header, values in records.extras.items()
        for typed in [extra_values(values, date_1904=date_1904)]
    ]
    sheet.set_block(1, [block for _, _, block in columns])
    described = [{"header": header, "header_format": styles.header} for _, header, _ in columns]
    options = {"name": table.excel_name, "columns": described, "style": "Table Style Light 1"}
    sheet.add_large_table(0, max(len(records), 1), len(columns) - 1, options)
    sheet.set_row(0, 28)
    for place, (kind, header, block) in enumerate(columns):
        sheet.set_column(place, place, column_width(kind, header, block.values), block.format)
    added = calculated_column(table)
    if added is not None:
        width = column_width("text", added[1].in_(language), calculated_values)
        shade = styles.of_kind(TEXT, computed=True, bg_color=CALCULATED_FILL)
        sheet.set_column(len(columns), len(columns), width, shade)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _block(look: Any, values: list[Any]) -> BlockColumn:
    """A column's cells; a table without rows gets the blank one that Excel wants."""
    return BlockColumn(look, values or [None])
