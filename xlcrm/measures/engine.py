"""A book seen customer by customer: its tables, and every measure, each computed once."""

from collections.abc import Callable, Mapping
from functools import cached_property

import pandas as pd

from xlcrm.measures.expressions import OVERVIEW
from xlcrm.measures.rows import Linked, OverviewRows
from xlcrm.model.book import Book
from xlcrm.model.links import Positions, named_rows

Twin = Callable[["Ledger"], pd.Series]

NOBODY = "␀"
"""Stands for a blank ID: a criterion that matches no cell, where a blank one would match every row of nobody."""


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
