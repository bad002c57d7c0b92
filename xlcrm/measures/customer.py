"""What belongs to one customer: the rows of the other tables that the customer's pages list, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlcrm.measures.engine import Ledger, Linked
from xlcrm.measures.figures import promised
from xlcrm.model.records import link_key
from xlcrm.subjects.customers.measures import NOBODY
from xlcrm.subjects.insurance.enums import POLICY_STATUS
from xlcrm.subjects.insurance.measures import in_force

ROW_FACTOR = 2**21
"""What a day is multiplied by, so that its row can be added: more than Excel has rows."""


class Customer:
    """One customer of a book: a row of Customers counted from 0, or nobody."""

    def __init__(self, m: Ledger, row: int | None) -> None:
        self.m = m
        self.row = row
        ids = link_key(m.book.customers["customer_id"])
        self.owner = -1 if row is None else int(m.distinct.get_indexer(ids.iloc[[row]])[0])

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

    def by_day(self, linked: Linked, days: pd.Series, where: pd.Series, *, newest_first: bool) -> list[int]:
        """The customer's rows `where`, by day; what stands lower counts as later on the same day."""
        found = self.records(linked, where)
        return sorted(found, key=lambda record: (days.iat[record], record), reverse=newest_first)


def first_by_tier(m: Ledger) -> int | None:
    """The customer to begin with: the first of the best tier; None in a book without customers."""
    ids = m.book.customers["customer_id"]
    places = m["place"].where(ids.notna())
    if places.notna().any():
        return int(np.nanargmin(places.to_numpy(dtype=float)))
    return int(np.flatnonzero(ids.notna())[0]) if ids.notna().any() else None


@dataclass(frozen=True)
class RowsOfCustomer:
    """Which rows of a table are listed for a customer, and in which order.

    `condition` is 1 for those rows and 0 or an error for all others, as an array; in it and in `day`, by which the rows
    are ordered, `<who>` stands for the cell with the customer's ID. Without a day the rows stand in the sheet's order.
    """

    table: str
    condition: str
    twin: Callable[[Customer], list[int]]
    day: str | None = None
    newest_first: bool = False

    @property
    def count_formula(self) -> str:
        """How many rows there are."""
        return f"SUMPRODUCT(--ISNUMBER(1/({self.condition})))"

    def position_formula(self, number: str) -> str:
        """The position in the table of the row `number`, counted from 1; an error past the last one."""
        ids = f"{{{self.table}.customer_id}}"
        key = f"ROW({ids})" if self.day is None else f"INT({self.day})*{ROW_FACTOR}+ROW({ids})"
        which = 14 if self.newest_first else 15
        return f"MOD(AGGREGATE({which},6,({key})/({self.condition}),{number}),{ROW_FACTOR})-ROW(INDEX({ids},1))+1"


def _past(table: str, column: str) -> str:
    """Rows of the customer that are dated, up to the as-of date."""
    day = f"{{{table}.{column}}}"
    return f"({{{table}.customer_id}}=<who>)*ISNUMBER({day})*({day}<=as_of)"


_NOT_IN_FORCE = tuple(status for status in POLICY_STATUS.keys if status != "in_force")

POLICIES_IN_FORCE = RowsOfCustomer(
    "insurance",
    _past("insurance", "start_date")
    + '*((({insurance.end_date}="")+({insurance.end_date}>=as_of))>0)'
    + "".join(f"*({{insurance.status}}<>{{policy_status:{status}}})" for status in _NOT_IN_FORCE),
    lambda one: one.records(one.m.insurance, in_force(one.m)),
)
FOLLOW_UPS = RowsOfCustomer(
    "follow_ups",
    _past("follow_ups", "date"),
    lambda one: one.by_day(
        one.m.follow_ups, one.m.follow_ups["date"], one.m.follow_ups["date"] <= one.m.as_of, newest_first=True
    ),
    day="{follow_ups.date}",
    newest_first=True,
)
PURCHASES = RowsOfCustomer(
    "purchases",
    _past("purchases", "date"),
    lambda one: one.by_day(
        one.m.purchases, one.m.purchases["date"], one.m.purchases["date"] <= one.m.as_of, newest_first=True
    ),
    day="{purchases.date}",
    newest_first=True,
)
PROMISES = RowsOfCustomer(
    "follow_ups",
    "({follow_ups.customer_id}=<who>)*ISNUMBER({follow_ups.next_date})*({follow_ups.done}={no})",
    lambda one: one.by_day(one.m.follow_ups, promised(one.m), promised(one.m).notna(), newest_first=False),
    day="{follow_ups.next_date}",
)
