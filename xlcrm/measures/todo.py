"""What is to be done: everything overdue, and everything due within the look-ahead days of Settings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.labels import Labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import EVERY_ROW, OVERVIEW, count
from xlcrm.measures.figures import SOON_DAYS, Figure, figure
from xlcrm.measures.predicates import Predicate, before_today, next_days
from xlcrm.schema.registry import modules


@dataclass(frozen=True)
class Due:
    """One thing to do: when, what, for whom, and the cell that says so.

    `table` is the key of an input table, or `overview` with a measure for `column`; `record` is the row in it.
    `customer` is the row on Customers, None where the ID belongs to nobody. `amount` is in base currency.
    """

    day: pd.Timestamp
    kind: str
    table: str
    record: int
    column: str
    customer: int | None
    customer_id: str | None
    detail: str
    amount: float | None


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A kind of thing to do.

    `place` orders the kinds within a day. `counted` gives its place among those that the dashboard counts; None is not
    counted there. One that cannot be overdue has no `overdue` count.
    """

    key: str
    labels: Labels
    place: int
    counted: int | None = None
    never_overdue: bool = False

    @property
    def counts_rows(self) -> tuple[str, str, Predicate]:
        """The table, its column of days, and the rows that the dashboard counts."""
        raise NotImplementedError

    def due(self, m: Ledger) -> Iterator[Due]:
        """Everything of this kind that is overdue or due by the horizon."""
        raise NotImplementedError

    @cached_property
    def overdue(self) -> Figure | None:
        """How much of it is overdue; None where it cannot be."""
        table, day, where = self.counts_rows
        return None if self.never_overdue else figure(count(table, where & before_today(day)))

    @cached_property
    def soon(self) -> Figure:
        """How much of it is due soon."""
        table, day, where = self.counts_rows
        return figure(count(table, where & next_days(day, SOON_DAYS)))


@dataclass(frozen=True, kw_only=True)
class RowsDue(ToDo):
    """Rows of a table `where`, due on the day in a column.

    The detail is the first of the columns `details` that is not blank. `amount` is a column, or computes one.
    """

    table: str
    day: str
    where: Predicate
    details: tuple[str, ...]
    amount: str | Callable[[Ledger], pd.Series] | None = None
    amount_above_0: bool = False

    @property
    def counts_rows(self) -> tuple[str, str, Predicate]:
        """Those that are listed."""
        return self.table, self.day, self.where

    def due(self, m: Ledger) -> Iterator[Due]:
        """The rows by the horizon."""
        rows = m.table(self.table)
        ids, days = m.book[self.table][rows.records.schema.owner or ""], rows[self.day]
        amounts = self.amount(m) if callable(self.amount) else rows[self.amount] if self.amount else None
        listed = rows.where(self.where) & (days <= horizon(m))
        if self.amount_above_0 and amounts is not None:
            listed &= amounts.round(2) > 0
        texts = [rows[detail] for detail in self.details]
        for record in np.flatnonzero(listed.to_numpy(dtype=bool)):
            owner = rows.owner.iat[record]
            customer = int(m.first_row[owner]) if owner >= 0 else None
            detail = next((text.iat[record] for text in texts if text.iat[record]), "")
            amount = None if amounts is None or pd.isna(amounts.iat[record]) else float(amounts.iat[record])
            customer_id = _text(ids.iat[record])
            yield Due(
                days.iat[record], self.key, self.table, int(record), self.day, customer, customer_id, detail, amount
            )


@dataclass(frozen=True, kw_only=True)
class MeasureDue(ToDo):
    """Customers, due on the day that a measure names.

    `leads_to` is the column of Customers that says so, None for the measure itself. `of_type` is the type of customers
    that it is for.
    """

    measure: str
    leads_to: str | None = None
    of_type: str | None = None

    @property
    def counts_rows(self) -> tuple[str, str, Predicate]:
        """All customers, on Overview."""
        return OVERVIEW, self.measure, EVERY_ROW

    def due(self, m: Ledger) -> Iterator[Due]:
        """The customers by the horizon."""
        ids, days = m.book.customers["customer_id"], m[self.measure]
        listed = days <= horizon(m)
        if self.of_type is not None:
            listed &= m.own("customer_type") == self.of_type
        table, column = (OVERVIEW, self.measure) if self.leads_to is None else ("customers", self.leads_to)
        for row in np.flatnonzero(listed.to_numpy(dtype=bool)).tolist():
            yield Due(days.iat[row], self.key, table, row, column, row, _text(ids.iat[row]), "", None)


@cache
def kinds() -> dict[str, ToDo]:
    """What can be due, as the subjects declare it, in the order of a day's list."""
    found = [kind for _, module in modules("todo") for kind in vars(module).values() if isinstance(kind, ToDo)]
    return {kind.key: kind for kind in sorted(found, key=lambda kind: kind.place)}


def counted() -> list[ToDo]:
    """The kinds that the dashboard counts, in its order."""
    return sorted((kind for kind in kinds().values() if kind.counted is not None), key=lambda kind: kind.counted or 0)


def horizon(m: Ledger) -> pd.Timestamp:
    """The last day of the list."""
    return m.as_of + pd.Timedelta(days=m.settings.factors["look_ahead_days"])


def due(m: Ledger) -> list[Due]:
    """Everything overdue or due by the horizon, by day, then by kind."""
    order = {key: number for number, key in enumerate(kinds())}
    found = [each for kind in kinds().values() for each in kind.due(m)]
    return sorted(
        found, key=lambda each: (each.day, order[each.kind], each.customer is None, each.customer or 0, each.record)
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
