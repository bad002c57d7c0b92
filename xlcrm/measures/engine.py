"""A book seen customer by customer: its tables, which rows of them meet a condition, and every measure."""

from collections.abc import Callable, Mapping
from functools import cached_property, reduce
from operator import and_
from typing import Literal

import numpy as np
import pandas as pd

from xlcrm.measures.dates import add_months
from xlcrm.measures.expressions import OVERVIEW
from xlcrm.measures.predicates import All, Compare, Given, Is, NotOver, Predicate, Today
from xlcrm.model.book import Book
from xlcrm.model.links import Positions, customer_ids, named_rows, owners
from xlcrm.model.records import Records
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import MONEY

Twin = Callable[["Ledger"], pd.Series]

NOBODY = "␀"
"""Stands for a blank ID: a criterion that matches no cell, where a blank one would match every row of nobody."""


class Rows:
    """Rows of any table, with the conditions that they meet."""

    def __init__(self, ledger: "Ledger", index: pd.Index) -> None:
        self.ledger = ledger
        self.index = index
        self._found: dict[Predicate, pd.Series] = {}

    def __getitem__(self, column: str) -> pd.Series:
        raise NotImplementedError

    def in_base(self, values: pd.Series) -> pd.Series:
        """Amounts of the rows in base currency."""
        return values

    def amounts(self, column: str) -> pd.Series:
        """A column, in base currency where it is money."""
        return self[column]

    def measured(self, key: str) -> pd.Series:
        """For each row, a measure of its customer."""
        raise NotImplementedError

    def where(self, predicate: Predicate) -> pd.Series:
        """Whether each row meets a condition; computed once, so not to be changed."""
        if predicate not in self._found:
            self._found[predicate] = self._meets(predicate)
        return self._found[predicate]

    def _meets(self, predicate: Predicate) -> pd.Series:
        match predicate:
            case All(parts):
                masks = [self.where(part) for part in parts]
                return reduce(and_, masks) if masks else pd.Series(True, index=self.index)
            case Compare(column, operator, bound):
                limit = bound if isinstance(bound, int | float) else self._limit(bound)
                values = self[column]
                compare = {"<": values.lt, "<=": values.le, ">": values.gt, ">=": values.ge, "=": values.eq}
                return compare[operator](limit)
            case Is(column, values, held):
                wanted = [{"yes": True, "no": False}.get(value, value) for value in values]
                is_one = self[column].isin(wanted) if len(wanted) > 1 else self[column] == wanted[0]
                return is_one if held else ~is_one
            case Given(column):
                return self[column].notna()
            case NotOver(column):
                return self[column].isna() | (self[column] >= self.ledger.as_of)
        raise TypeError(predicate)

    def _limit(self, bound: object) -> pd.Timestamp | pd.Series:
        if not isinstance(bound, Today):
            return self.measured(bound.key)  # type: ignore[attr-defined]
        days = self.ledger.settings.factors[bound.days] if isinstance(bound.days, str) else bound.days
        return add_months(pd.Series([self.ledger.as_of + pd.Timedelta(days=days)]), bound.months)[0]


class OverviewRows(Rows):
    """The customers with their measures, as a table."""

    def __getitem__(self, column: str) -> pd.Series:
        return self.ledger[column]

    def measured(self, key: str) -> pd.Series:
        """A measure of each customer."""
        return self.ledger[key]

    @property
    def owner_ids(self) -> pd.Series:
        """The customers' IDs."""
        return self.ledger.book.customers["customer_id"]

    @property
    def owner(self) -> pd.Series:
        """For each row, itself."""
        return pd.Series(range(len(self.index)))


class Linked(Rows):
    """The rows of a table with the customer that each belongs to.

    Excel links rows by the customer ID without regard to case; where an ID stands twice on Customers, both
    rows see all of it. `owner` is the first row that has it, -1 is nobody's.
    """

    def __init__(self, ledger: "Ledger", records: Records) -> None:
        super().__init__(ledger, records.frame.index)
        self.records = records

    @cached_property
    def owner(self) -> pd.Series:
        """For each row, the first row of Customers that is its customer's."""
        table, ledger = self.records.schema.key, self.ledger
        return pd.Series(ledger.first_row if table == CUSTOMERS.key else owners(ledger.book, table), index=self.index)

    def __getitem__(self, column: str) -> pd.Series:
        return self.records.or_default(column)

    @property
    def owner_ids(self) -> pd.Series:
        """The IDs of the customers, as they are typed; of rows that belong to nobody, which ones they are."""
        schema = self.records.schema
        return self.records[schema.says_which] if schema.owner is None else customer_ids(self.ledger.book, schema.key)

    def in_base(self, values: pd.Series) -> pd.Series:
        """Amounts of the rows in base currency; NaN where the currency has no rate or was not understood."""
        said = self.records.schema.currency
        if said is None or self.records.schema.key not in self.ledger.book.converted:
            return values
        rates = {code.upper(): rate for code, rate in self.ledger.settings.rates.items()}
        rate = self.records[said.key].map(rates).astype("float64")
        return values * rate.where(self.records.given(said.key), 1.0)

    def amounts(self, column: str) -> pd.Series:
        """A column, in base currency where it is money."""
        is_money = self.records.schema[column].kind == MONEY
        return self.in_base(self[column]) if is_money else self[column]

    def of_customer(self, values: pd.Series) -> pd.Series:
        """For each row, its customer's value out of `values`, which has one for each row of Customers."""
        return values.reset_index(drop=True).reindex(self.owner).set_axis(self.index)

    def measured(self, key: str) -> pd.Series:
        """For each row, a measure of its customer."""
        return self.of_customer(self.ledger[key])

    def total(self, values: pd.Series, where: pd.Series) -> pd.Series:
        """The sum of `values` for each customer, over the rows `where`; 0 where there are none."""
        chosen = where & self.owner.ge(0)
        sums = np.bincount(
            self.owner[chosen], weights=values[chosen].fillna(0.0), minlength=len(self.ledger.book.customers)
        )
        return self.ledger.spread(pd.Series(sums))

    def count(self, where: pd.Series) -> pd.Series:
        """The number of rows `where` for each customer."""
        return self.total(pd.Series(1.0, index=self.index), where)

    def extreme(self, dates: pd.Series, where: pd.Series, which: Literal["min", "max"]) -> pd.Series:
        """The earliest or latest of `dates` for each customer, over the rows `where`; NaT where there are none."""
        chosen = where & self.owner.ge(0) & dates.notna()
        found = dates[chosen].groupby(self.owner[chosen].to_numpy()).agg(which)
        return self.ledger.spread(found.reindex(range(len(self.ledger.first_row))))


class Ledger:
    """What measures are computed with."""

    def __init__(self, book: Book, twins: Mapping[str, Twin]) -> None:
        self.book = book
        self.settings = book.settings
        self.as_of = pd.Timestamp(book.as_of).as_unit("s")
        self._twins = twins
        self._computed: dict[str, pd.Series] = {}
        self._tables: dict[str, Linked] = {}
        self._overview = OverviewRows(self, book.customers.index)

    def __getitem__(self, key: str) -> pd.Series:
        """A measure of every customer."""
        if key not in self._computed:
            self._computed[key] = self._twins[key](self)
        return self._computed[key]

    def table(self, key: str) -> Linked:
        """The rows of an input table."""
        if key not in self._tables:
            self._tables[key] = Linked(self, self.book[key])
        return self._tables[key]

    def rows(self, table: str) -> Linked | OverviewRows:
        """The rows of an input table, or of Overview."""
        return self._overview if table == OVERVIEW else self.table(table)

    def own(self, column: str) -> pd.Series:
        """A column of Customers, blanks as what they mean."""
        return self.book["customers"].or_default(column)

    @cached_property
    def first_row(self) -> Positions:
        """For each row of Customers, the first one that has its ID; -1 for a row without."""
        ids = self.book.customers["customer_id"]
        return named_rows(ids, ids)

    def spread(self, of_first: pd.Series) -> pd.Series:
        """The value of the first row that has its ID for each row of Customers; a row without ID has 0 or NaT."""
        spread = of_first.reindex(self.first_row).set_axis(self.book.customers.index)
        return spread.fillna(0.0) if spread.dtype == float else spread
