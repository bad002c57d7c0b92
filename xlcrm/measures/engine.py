"""What a measure is: a formula for the workbook and its Python twin, declared side by side."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from xlcrm.model.book import Book
from xlcrm.model.records import Records, link_key
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.types import Column

Twin = Callable[["Ledger"], pd.Series]


@dataclass(frozen=True)
class Measure:
    """One number, date or word per customer.

    `formula` is a template (see `xlcrm.measures.formula`), without the leading equals sign; `array` says that it has to
    be entered as an array formula. `twin` computes the same from a book, one value for each row of Customers:
    NaN, NaT or None where the formula shows nothing.
    """

    column: Column
    formula: str
    twin: Twin
    array: bool = False

    @property
    def key(self) -> str:
        """The key of the measure."""
        return self.column.key


def measure(key: str, *, formula: str, array: bool = False) -> Callable[[Twin], Measure]:
    """Declare the decorated function to be the twin of `formula`, for the measure of that key."""

    def declare(twin: Twin) -> Measure:
        text = "".join(line.strip() for line in formula.splitlines())
        return Measure(MEASURE_COLUMN[key], text, twin, array)

    return declare


class Linked:
    """The rows of a child table with the customer that each belongs to.

    Excel links rows by the customer ID without regard to case; where an ID stands twice on Customers, both
    rows see all of it. `owner` numbers the distinct customers, -1 is nobody's.
    """

    def __init__(self, records: Records, ledger: "Ledger") -> None:
        self.records = records
        keys = link_key(records[records.schema.says_which])
        self.owner = pd.Series(ledger.distinct.get_indexer(keys), index=records.frame.index)
        self._ledger = ledger

    def __getitem__(self, column: str) -> pd.Series:
        return self.records.or_default(column)

    def of_customer(self, values: pd.Series) -> pd.Series:
        """For each row, its customer's value out of `values`, which has one for each row of Customers."""
        of_owner = pd.Series(values.to_numpy()[self._ledger.first_row], dtype=values.dtype)
        return of_owner.reindex(self.owner).set_axis(self.owner.index)

    def total(self, values: pd.Series, where: pd.Series | None = None) -> pd.Series:
        """The sum of `values` for each customer, over the rows `where`; 0 where there are none."""
        chosen = self.owner.ge(0) if where is None else where & self.owner.ge(0)
        sums = np.bincount(self.owner[chosen], weights=values[chosen].fillna(0.0), minlength=len(self._ledger.distinct))
        return self._ledger.spread(pd.Series(sums))

    def count(self, where: pd.Series) -> pd.Series:
        """The number of rows `where` for each customer."""
        return self.total(pd.Series(1.0, index=self.owner.index), where)

    def extreme(self, dates: pd.Series, where: pd.Series, which: Literal["min", "max"]) -> pd.Series:
        """The earliest or latest of `dates` for each customer, over the rows `where`; NaT where there are none."""
        chosen = where & self.owner.ge(0) & dates.notna()
        found = dates[chosen].groupby(self.owner[chosen].to_numpy()).agg(which)
        return self._ledger.spread(found.reindex(range(len(self._ledger.distinct))))


class Ledger:
    """A book seen customer by customer: what the twins compute with."""

    def __init__(self, book: Book, measures: Iterable[Measure]) -> None:
        self.book = book
        self.settings = book.settings
        self.as_of = pd.Timestamp(book.as_of).as_unit("s")
        self._measures = {measure.key: measure for measure in measures}
        self._computed: dict[str, pd.Series] = {}

    def __getitem__(self, key: str) -> pd.Series:
        """A measure of every customer; computed once."""
        if key not in self._computed:
            self._computed[key] = self._measures[key].twin(self)
        return self._computed[key]

    def own(self, column: str) -> pd.Series:
        """A column of Customers, blanks as what they mean."""
        return self.book["customers"].or_default(column)

    @cached_property
    def _keys(self) -> pd.Series:
        return link_key(self.book.customers["customer_id"])

    @cached_property
    def distinct(self) -> pd.Index:
        """The distinct customer IDs, as Excel compares them."""
        return pd.Index(self._keys.dropna().unique(), dtype=object)

    @cached_property
    def _codes(self) -> np.ndarray:
        return self.distinct.get_indexer(self._keys)

    @cached_property
    def first_row(self) -> np.ndarray:
        """For each distinct customer, the first row on Customers that has its ID."""
        rows = pd.Series(np.arange(len(self._codes))).groupby(self._codes).first()
        return rows[rows.index >= 0].to_numpy()

    def spread(self, of_distinct: pd.Series) -> pd.Series:
        """One value for each row of Customers, out of one for each distinct customer; a row without ID has 0 or NaT."""
        spread = of_distinct.reindex(self._codes).set_axis(self.book.customers.index)
        return spread.fillna(0.0) if spread.dtype == float else spread

    @cached_property
    def follow_ups(self) -> Linked:
        """The contacts."""
        return Linked(self.book["follow_ups"], self)

    @cached_property
    def purchases(self) -> Linked:
        """The purchases."""
        return Linked(self.book["purchases"], self)

    @cached_property
    def insurance(self) -> Linked:
        """The policies."""
        return Linked(self.book["insurance"], self)

    @cached_property
    def assets(self) -> Linked:
        """The holdings at every review."""
        return Linked(self.book["assets"], self)


def month_end(day: date) -> date:
    """The last day of a day's month: what is due by then is due for this month's reviews."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(dates: pd.Series, months: pd.Series | int) -> pd.Series:
    """Dates moved by whole months as Excel's EDATE does: the 31st falls on the last day of a shorter month."""
    count = pd.Series(months, index=dates.index)
    known = (dates.notna() & count.notna()).to_numpy()
    days = dates.to_numpy().astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    target = month + count.where(known, 0).to_numpy().astype("timedelta64[M]")
    last_day = (target + 1).astype("datetime64[D]") - 1
    moved = np.minimum(target.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last_day)
    return pd.Series(moved.astype("datetime64[s]"), index=dates.index).where(known)
