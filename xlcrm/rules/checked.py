"""A book under check: its columns as arrays, and what several rules need of it, computed once."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from xlcrm.model.book import Book, Records
from xlcrm.schema.settings import Settings

Array = np.ndarray[Any, np.dtype[Any]]
T = TypeVar("T")


class Checked:
    """What the rules see. Blank dates and numbers are NaT and NaN, which no comparison holds for."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.as_of = np.datetime64(book.as_of, "s")
        self._once: dict[Callable[[Checked], Any], Any] = {}
        self._values: dict[tuple[str, str], Array] = {}

    def __getitem__(self, table: str) -> Records:
        return self.book[table]

    @property
    def settings(self) -> Settings:
        """What stands on Settings."""
        return self.book.settings

    @property
    def measures(self) -> pd.DataFrame:
        """Every measure of every customer, in the order of the customers' rows."""
        return self.book.measures

    def once(self, compute: Callable[["Checked"], T]) -> T:
        """What `compute` makes of this book; a second rule that asks gets the same again."""
        if compute not in self._once:
            self._once[compute] = compute(self)
        return cast(T, self._once[compute])

    def values(self, table: str, column: str) -> Array:
        """A column as an array: float64, datetime64[s], or objects."""
        if (table, column) not in self._values:
            self._values[table, column] = self.book[table].frame[column].to_numpy()
        return self._values[table, column]

    def or_default(self, table: str, column: str) -> Array:
        """A column as an array, with what its blanks mean in their place."""
        return cast(Array, self.book[table].or_default(column).to_numpy())

    def owner(self, table: str) -> Array:
        """For each row of a table the position of its customer's row, -1 where there is none or no ID.

        Where an ID stands twice, the first row counts.
        """
        return self.book.owners.row_of(table)

    def of_owner(self, table: str, of_customers: Array) -> Array:
        """For each row of a child table its customer's value; blank for rows of nobody."""
        blank: Any = np.array("NaT", of_customers.dtype) if of_customers.dtype.kind == "M" else None
        if of_customers.dtype.kind == "f":
            blank = np.nan
        owner = self.owner(table)
        if not len(of_customers):
            return np.full(len(owner), blank, of_customers.dtype)
        return cast(Array, np.where(owner >= 0, of_customers[owner], blank))


def blank(values: Array) -> Array:
    """Which of the values are None, NaN or NaT."""
    return cast(Array, pd.isna(values))


def rows(mask: Array) -> list[int]:
    """The positions at which `mask` holds."""
    return np.flatnonzero(mask).tolist()
