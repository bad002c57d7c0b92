"""A book seen customer by customer: what measures are computed with."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from xlcrm.measures.expressions import OVERVIEW
from xlcrm.measures.masks import mask
from xlcrm.measures.predicates import Predicate
from xlcrm.model.book import Book, Records

Twin = Callable[["Ledger"], pd.Series]

NOBODY = "␀"
"""Stands for a blank ID: a criterion that matches no cell, where a blank one would match every row of nobody."""


class _Rows:
    """Rows of any table, with what conditions ask of the book."""

    def __init__(self, ledger: "Ledger") -> None:
        self.ledger = ledger
        self._masks: dict[Predicate, pd.Series] = {}

    @property
    def as_of(self) -> pd.Timestamp:
        """The as-of date."""
        return self.ledger.as_of

    def factor(self, key: str) -> float:
        """A factor on Settings."""
        return self.ledger.settings.factors[key]


class OverviewRows(_Rows):
    """The customers with their measures, as a table."""

    @property
    def index(self) -> pd.Index:
        """What the rows are counted by."""
        return self.ledger.book.customers.index

    def __getitem__(self, column: str) -> pd.Series:
        return self.ledger[column]

    def measured(self, key: str) -> pd.Series:
        """A measure of each customer."""
        return self.ledger[key]

    def where(self, predicate: Predicate) -> pd.Series:
        """Whether each customer meets a condition."""
        return mask(self, predicate)


class Linked(_Rows):
    """The rows of a table with the customer that each belongs to.

    Excel links rows by the customer ID without regard to case; where an ID stands twice on Customers, both
    rows see all of it. `owner` numbers the distinct customers, -1 is nobody's.
    """

    def __init__(self, ledger: "Ledger", records: Records) -> None:
        super().__init__(ledger)
        self.records = records

    @property
    def index(self) -> pd.Index:
        """What the rows are counted by."""
        return self.records.frame.index

    @cached_property
    def owner(self) -> pd.Series:
        """For each row, the number of its customer."""
        return pd.Series(self.ledger.book.owners.of(self.records.schema.key), index=self.index)

    def __getitem__(self, column: str) -> pd.Series:
        return self.records.or_default(column)

    def where(self, predicate: Predicate) -> pd.Series:
        """Whether each row meets a condition; computed once."""
        if predicate not in self._masks:
            self._masks[predicate] = mask(self, predicate)
        return self._masks[predicate]

    def in_base(self, column: str, currency: str) -> pd.Series:
        """A column in base currency; NaN where the currency has no rate or was not understood."""
        rates = {code.upper(): rate for code, rate in self.ledger.settings.rates.items()}
        rate = self.records[currency].map(rates).astype("float64")
        return self.records[column] * rate.where(self.records.given(currency), 1.0)

    def of_customer(self, values: pd.Series) -> pd.Series:
        """For each row, its customer's value out of `values`, which has one for each row of Customers."""
        of_owner = pd.Series(values.to_numpy()[self.ledger.first_row], dtype=values.dtype)
        return of_owner.reindex(self.owner).set_axis(self.owner.index)

    def measured(self, key: str) -> pd.Series:
        """For each row, a measure of its customer."""
        return self.of_customer(self.ledger[key])

    def total(self, values: pd.Series, where: pd.Series | None = None) -> pd.Series:
        """The sum of `values` for each customer, over the rows `where`; 0 where there are none."""
        chosen = self.owner.ge(0) if where is None else where & self.owner.ge(0)
        sums = np.bincount(self.owner[chosen], weights=values[chosen].fillna(0.0), minlength=len(self.ledger.distinct))
        return self.ledger.spread(pd.Series(sums))

    def count(self, where: pd.Series) -> pd.Series:
        """The number of rows `where` for each customer."""
        return self.total(pd.Series(1.0, index=self.owner.index), where)

    def extreme(self, dates: pd.Series, where: pd.Series, which: Literal["min", "max"]) -> pd.Series:
        """The earliest or latest of `dates` for each customer, over the rows `where`; NaT where there are none."""
        chosen = where & self.owner.ge(0) & dates.notna()
        found = dates[chosen].groupby(self.owner[chosen].to_numpy()).agg(which)
        return self.ledger.spread(found.reindex(range(len(self.ledger.distinct))))


class Ledger:
    """A book seen customer by customer: its tables, and every measure, each computed once."""

    def __init__(self, book: Book, twins: Mapping[str, Twin]) -> None:
        self.book = book
        self.settings = book.settings
        self.as_of = pd.Timestamp(book.as_of).as_unit("s")
        self.overview = OverviewRows(self)
        self._twins = twins
        self._computed: dict[str, pd.Series] = {}
        self._tables: dict[str, Linked] = {}

    def __getitem__(self, key: str) -> pd.Series:
        """A measure of every customer."""
        if key not in self._computed:
            self._computed[key] = self._twins[key](self)
        return self._computed[key]

    def table(self, key: str) -> Linked:
        """The rows of a table."""
        if key not in self._tables:
            self._tables[key] = Linked(self, self.book[key])
        return self._tables[key]

    def rows(self, table: str) -> Linked | OverviewRows:
        """The rows of a table, or of Overview."""
        return self.overview if table == OVERVIEW else self.table(table)

    def own(self, column: str) -> pd.Series:
        """A column of Customers, blanks as what they mean."""
        return self.book["customers"].or_default(column)

    @property
    def distinct(self) -> pd.Index:
        """The distinct customer IDs, as Excel compares them."""
        return self.book.owners.distinct

    @property
    def first_row(self) -> np.ndarray:
        """For each distinct customer, the first row on Customers that has its ID."""
        return self.book.owners.first_row

    def spread(self, of_distinct: pd.Series) -> pd.Series:
        """One value for each row of Customers, out of one for each distinct customer; a row without ID has 0 or NaT."""
        spread = of_distinct.reindex(self.book.owners.of("customers")).set_axis(self.book.customers.index)
        return spread.fillna(0.0) if spread.dtype == float else spread
