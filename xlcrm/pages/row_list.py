"""A customer's rows of one table as a page lists them: hidden positions, one for each line of the list."""

from dataclasses import dataclass
from math import copysign, floor
from typing import Any

from xlcrm.measures.customer import Customer, RowsOfCustomer
from xlcrm.measures.formula import by_currency
from xlcrm.pages.cell_texts import shown, shown_formula, table_position
from xlcrm.pages.hidden import Cells, Hidden
from xlcrm.schema.names import BASE_CURRENCY
from xlcrm.schema.tables import TABLE
from xlcrm.schema.types import MONEY


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

    def cell(self, number: int, column: str) -> tuple[str, Any]:
        """A column of the row as it was typed, as formula and value; an amount with its currency."""
        found = self.formula(number, column), self.value(number, column)
        return self.in_currency(number, found) if TABLE[self.rows.table][column].kind == MONEY else found

    def in_currency(self, number: int, amount: tuple[str, Any]) -> tuple[str, Any]:
        """An amount of the row, as formula and value: a text with its currency where that is not the base currency."""
        table, book = self.rows.table, self.hidden.canvas.context.book
        said = book[table].schema.currency
        if said is None:
            return amount
        (template, value), code = amount, self.formula(number, said.key)
        words = f'TEXT({template},"#,##0")&" "&UPPER({code})'
        foreign = f'IF(OR({code}="",{code}={BASE_CURRENCY},N({template})=0),{template},{words})'
        typed = (self.value(number, said.key) or "").upper()
        if value and table in book.converted and typed not in ("", book.settings.base_currency.upper()):
            value = f"{copysign(floor(round(abs(value), 6) + 0.5), value):,.0f} {typed}"
        return by_currency(table, template, foreign), value


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
