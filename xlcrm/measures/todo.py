"""What is to be done: everything overdue, and everything due within the look-ahead days of Settings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from xlcrm.labels import Labels
from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import EVERY_ROW, OVERVIEW, count
from xlcrm.measures.figures import SOON_DAYS, Figure, figure
from xlcrm.measures.predicates import Predicate, before_today, next_days
from xlcrm.schema.registry import modules
from xlcrm.schema.subject import Subject


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
    """A kind of thing to do: the rows of a table `where`, or all customers, due on the day in a column.

    The detail is the first of the columns `details` that is not blank. `amount` is a column, or computes one, in
    each row's currency; with `if_unpaid` only rows whose amount is above 0 are listed. Of Overview the column is a
    measure: `leads_to` names the column of Customers that it comes from, and `of_type` the type of customers that it is
    for.

    Beside one of Overview stands what `last` says of a measure's day, or what `years` says of the years since birth.

    `place` orders the kinds within a day, and `counted` those that the dashboard counts; None is not counted there.
    One that cannot be overdue has no such count.
    """

    key: str
    labels: Labels
    place: int
    table: str = OVERVIEW
    day: str
    where: Predicate = EVERY_ROW
    details: tuple[str, ...] = ()
    amount: str | Callable[[Ledger], pd.Series] | None = None
    if_unpaid: bool = False
    leads_to: str | None = None
    of_type: str | None = None
    last: tuple[str, Labels] | None = None
    years: Labels | None = None
    counted: int | None = None
    never_overdue: bool = False

    @cached_property
    def overdue(self) -> Figure | None:
        """How much of it is overdue; None where it cannot be."""
        return None if self.never_overdue else figure(count(self.table, self.where & before_today(self.day)))

    @cached_property
    def soon(self) -> Figure:
        """How much of it is due soon."""
        return figure(count(self.table, self.where & next_days(self.day, SOON_DAYS)))

    def due(self, m: Ledger) -> Iterator[Due]:
        """Everything of this kind that is overdue or due by the horizon."""
        rows = m.rows(self.table)
        days, owners, ids = rows[self.day], rows.owner, rows.owner_ids
        typed = self.amount(m) if callable(self.amount) else rows[self.amount] if self.amount else None
        listed = rows.where(self.where) & (days <= horizon(m))
        if self.of_type is not None:
            listed &= m.own("customer_type") == self.of_type
        if self.if_unpaid and typed is not None:
            listed &= typed.round(2) > 0
        amounts = None if typed is None else rows.in_base(typed)
        texts = [rows[detail] for detail in self.details]
        table, column = ("customers", self.leads_to) if self.leads_to else (self.table, self.day)
        for record in np.flatnonzero(listed.to_numpy(dtype=bool)).tolist():
            customer, customer_id = int(owners.iat[record]), ids.iat[record]
            yield Due(
                day=days.iat[record],
                kind=self.key,
                table=table,
                record=record,
                column=column,
                customer=customer if customer >= 0 else None,
                customer_id=customer_id if isinstance(customer_id, str) else None,
                detail=next((text.iat[record] for text in texts if text.iat[record]), ""),
                amount=None if amounts is None or pd.isna(amounts.iat[record]) else float(amounts.iat[record]),
            )


@cache
def kinds(present: tuple[Subject, ...] | None = None) -> dict[str, ToDo]:
    """What can be due in a book that has these subjects, or in any, in the order of a day's list."""
    found = [
        kind
        for subject, module in modules("todo")
        if present is None or subject in present
        for kind in vars(module).values()
        if isinstance(kind, ToDo)
    ]
    return {kind.key: kind for kind in sorted(found, key=lambda kind: kind.place)}


def counted(m: Ledger) -> list[ToDo]:
    """The kinds that the dashboard counts, in its order."""
    found = [(kind.counted, kind) for kind in kinds(m.book.subjects).values() if kind.counted is not None]
    return [kind for _, kind in sorted(found, key=lambda found: found[0])]


def horizon(m: Ledger) -> pd.Timestamp:
    """The last day of the list."""
    return m.as_of + pd.Timedelta(days=m.settings.factors["look_ahead_days"])


def due(m: Ledger) -> list[Due]:
    """Everything overdue or due by the horizon, by day, then by kind."""
    order = {key: number for number, key in enumerate(kinds(m.book.subjects))}
    found = [each for kind in kinds(m.book.subjects).values() for each in kind.due(m)]
    return sorted(
        found, key=lambda each: (each.day, order[each.kind], each.customer is None, each.customer or 0, each.record)
    )
