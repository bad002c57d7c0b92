"""A customer's rows of one table as a page lists them: hidden positions, one for each line of the list."""

from dataclasses import dataclass
from typing import Any

from xlcrm.measures.customer import Customer, RowsOfCustomer
from xlcrm.pages.cell_texts import shown, shown_formula, table_position
from xlcrm.pages.hidden import Cells, Hidden


@dataclass(frozen=True)
class RowList:
    """The first rows of a list: their positions in hidden cells, and how many rows there are in all.

    `found` holds the rows of the book that are listed.
    """

    rows: RowsOfCustomer
    positions: Cells
    count: str
    total: int
    found: list[int]
    hidden: Hidden

    def formula(self, number: int, column: str) -> str:
        """A column of the row `number`, counted from 0; nothing past the last one."""
        return shown_formula(self.rows.table, column, self.positions.cell(number))

    def value(self, number: int, column: str) -> Any:
        """The twin of `formula`."""
        record = self.found[number] if number < len(self.found) else None
        return shown(self.hidden.canvas.context, self.rows.table, column, record)


def row_list(hidden: Hidden, rows: RowsOfCustomer, customer: Customer, who: str, slots: int) -> RowList:
    """Find the first `slots` rows of the customer whose ID is in the cell `who`."""
    found = rows.twin(customer)
    count = hidden.single(f"{rows.table}: rows", rows.count_formula.replace("<who>", who), len(found))
    context = hidden.canvas.context
    listed = found[:slots]
    values = [table_position(context, rows.table, record) for record in listed]
    template = rows.position_formula("<k>").replace("<who>", who)
    positions = hidden.column(f'IF(<k>>{count},"",{template})', values + [None] * (slots - len(values)))
    return RowList(rows, positions, count, len(found), listed, hidden)
