"""A book under check: its columns as arrays, and what several rules need of it, computed once."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from xlcrm.measures import ledger
from xlcrm.measures.engine import Ledger
from xlcrm.measures.predicates import Predicate
from xlcrm.model.book import Book
from xlcrm.model.links import id_column, owners, rows_named_by
from xlcrm.model.place import Place
from xlcrm.model.records import Records
from xlcrm.rules.finding import Finding
from xlcrm.rules.nearest import Nearest
from xlcrm.schema.settings import Settings
from xlcrm.schema.sheets import SETTINGS
from xlcrm.schema.types import Column

Array = np.ndarray[Any, np.dtype[Any]]
T = TypeVar("T")
CUSTOMERS = "customers"


class Checked:
    """What the rules see. Blank dates and numbers are NaT and NaN, which no comparison holds for."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.as_of = np.datetime64(book.as_of, "s")
        self._once: dict[Callable[[Checked], Any], Any] = {}
        self._values: dict[tuple[str, str], Array] = {}
        self._nearest: dict[str, Nearest] = {}
        self._owners: dict[str, Array] = {}
        self.found: Sequence[Finding] = ()
        """What was found so far, for the rules that look at it."""

    def __getitem__(self, table: str) -> Records:
        return self.book[table]

    @property
    def settings(self) -> Settings:
        """What stands on Settings."""
        return self.book.settings

    @property
    def settings_sheet(self) -> Place:
        """The Settings sheet as a place."""
        return Place(SETTINGS.labels.in_(self.book.language))

    @property
    def measures(self) -> pd.DataFrame:
        """Every measure of every customer, in the order of the customers' rows."""
        return self.book.measures

    @cached_property
    def ledger(self) -> Ledger:
        """The book as the measures see it."""
        return ledger(self.book)

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

    def references(self, records: Records) -> list[Column]:
        """The columns of a table that name rows of one in the book; of customers and their referrers others speak."""
        tables = {*self.book.tables} - ({CUSTOMERS} if records.schema.key == CUSTOMERS else set())
        return [column for column in records.schema.references if column.kind.refers_to in tables]

    def named_rows(self, table: str, column: str) -> Array:
        """For each row of a table the position of the row that a reference column of it names, -1 for none."""
        if column == self.book[table].schema.owner and self.book[table].schema.owner_table == CUSTOMERS:
            return self.owner(table)
        return rows_named_by(self.book, table, column)

    def nearest(self, table: str) -> Nearest:
        """Looks up the IDs of a table that are like one that it does not have."""
        if table not in self._nearest:
            ids = self.values(table, id_column(self.book[table].schema))
            self._nearest[table] = Nearest(ids[~blank(ids)].tolist())
        return self._nearest[table]

    def or_default(self, table: str, column: str) -> Array:
        """A column as an array, with what its blanks mean in their place."""
        return cast(Array, self.book[table].or_default(column).to_numpy())

    def where(self, table: str, condition: Predicate) -> Array:
        """Which rows of a table meet a condition that measures know."""
        return cast(Array, self.ledger.table(table).where(condition).to_numpy())

    def owner(self, table: str) -> Array:
        """For each row of a table the position of its customer's row, -1 where there is none or no ID.

        Where an ID stands twice, the first row counts.
        """
        if table not in self._owners:
            self._owners[table] = owners(self.book, table)
        return self._owners[table]

    def customer_id(self, table: str, record: int) -> str | None:
        """The customer ID that a row has or is owned by, as it was typed; None for a row that belongs to nobody."""
        schema = self.book[table].schema
        if schema.key == CUSTOMERS or schema.owner_table == CUSTOMERS:
            found = self.values(table, schema.owner or id_column(schema))[record]
        else:
            owner = self.owner(table)[record]
            found = self.values(CUSTOMERS, id_column(self.book[CUSTOMERS].schema))[owner] if owner >= 0 else None
        return found if isinstance(found, str) else None

    def of_owner(self, table: str, of_customers: Array) -> Array:
        """For each row of a table its customer's value; blank for rows of nobody."""
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


def positions(mask: Array) -> list[int]:
    """The positions at which `mask` holds."""
    return np.flatnonzero(mask).tolist()
