"""Where an input table lies in the workbook being written: on which sheet, under which header, in which columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlcrm.model.place import Place
from xlcrm.model.records import Records


@dataclass(frozen=True)
class TableLayout:
    """A table's sheet and Excel table; rows as Excel counts them, columns counted from 0.

    `rows` holds the row of each record.
    """

    title: str
    table_name: str
    header_row: int
    columns: dict[str, int]
    rows: Sequence[int] = field(repr=False)

    def place(self, record: int | None = None, column: str | None = None) -> Place:
        """The cell of one value, the row of one record, or the header of a column."""
        row = self.header_row if record is None else int(self.rows[record])
        return Place(self.title, row, self.columns.get(column) if column else None)

    @property
    def positions(self) -> list[int]:
        """The place of each record among the rows of the Excel table, counted from 1."""
        return [int(row) - self.header_row for row in self.rows]


def fresh_layout(records: Records, title: str) -> TableLayout:
    """A sheet of our own: the header in the first row, the declared columns in their order, a record a row."""
    columns = {column.key: place for place, column in enumerate(records.schema.columns)}
    return TableLayout(title, records.schema.excel_name, 1, columns, range(2, len(records) + 2))
