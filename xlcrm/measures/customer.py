"""What belongs to one customer: the rows of a table that the customer's pages list, and in which order."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlcrm.measures.engine import NOBODY, Ledger, Linked
from xlcrm.measures.predicates import Predicate
from xlcrm.measures.render_conditions import owner_of
from xlcrm.measures.render_excel import IN_TABLES
from xlcrm.schema.registry import modules

ROW_FACTOR = 2**21
"""What a day is multiplied by, so that its row can be added: more than Excel has rows."""


class Customer:
    """One customer of a book: a row of Customers counted from 0, or nobody."""

    def __init__(self, m: Ledger, row: int | None) -> None:
        self.m = m
        self.row = row
        self.owner = -1 if row is None else int(m.first_row[row])

    @property
    def customer_id(self) -> str:
        """The ID, or what stands for a blank one."""
        return NOBODY if self.row is None else self.m.own("customer_id").iat[self.row] or NOBODY

    def records(self, linked: Linked, where: pd.Series | None = None) -> list[int]:
        """The positions of the customer's rows in a table, of those `where`."""
        if self.owner < 0:
            return []
        mine = linked.owner == self.owner
        return [int(record) for record in np.flatnonzero(mine if where is None else mine & where)]


def first_by_tier(m: Ledger) -> int | None:
    """The customer to begin with: the first of the best tier; None in a book without customers."""
    ids = m.book.customers["customer_id"]
    tiers = m["tier_row"].where(ids.notna())
    if tiers.notna().any():
        return int(np.nanargmin(tiers.to_numpy(dtype=float)))
    return int(np.flatnonzero(ids.notna())[0]) if ids.notna().any() else None


@dataclass(frozen=True)
class RowsOfCustomer:
    """Which rows of a table are listed for a customer, and in which order.

    They are ordered by a column `day`, what stands lower counting as later on the same day; without one they stand in
    the sheet's order. In the formulas `<who>` stands for the cell with the customer's ID.
    """

    table: str
    where: Predicate
    day: str | None = None
    newest_first: bool = False

    def twin(self, customer: Customer) -> list[int]:
        """The positions of the rows in the table."""
        linked = customer.m.table(self.table)
        found = customer.records(linked, linked.where(self.where))
        if self.day is None:
            return found
        days = linked[self.day]
        return sorted(found, key=lambda record: (days.iat[record], record), reverse=self.newest_first)

    @property
    def condition(self) -> str:
        """1 for those rows and 0 or an error for all others, as an array."""
        return IN_TABLES.condition(self.table, self.where, "<who>")

    @property
    def count_formula(self) -> str:
        """How many rows there are."""
        return f"SUMPRODUCT(--ISNUMBER(1/({self.condition})))"

    def position_formula(self, number: str) -> str:
        """The position in the table of the row `number`, counted from 1; an error past the last one."""
        ids = owner_of(self.table)
        key = f"ROW({ids})" if self.day is None else f"INT({{{self.table}.{self.day}}})*{ROW_FACTOR}+ROW({ids})"
        which = 14 if self.newest_first else 15
        return f"MOD(AGGREGATE({which},6,({key})/({self.condition}),{number}),{ROW_FACTOR})-ROW(INDEX({ids},1))+1"


def rows_listed(name: str) -> RowsOfCustomer:
    """The rows that a subject declares by this name in its `lists`."""
    found: RowsOfCustomer = next(getattr(module, name) for _, module in modules("lists") if hasattr(module, name))
    return found
