"""What rules look for in the cells of one table: a condition on the columns of its rows, or a date out of order."""

from collections.abc import Callable, Iterator
from typing import cast

import numpy as np
import pandas as pd

from xlcrm.labels import labels
from xlcrm.measures.dates import add_months
from xlcrm.rules.checked import Array, Checked, blank, positions
from xlcrm.rules.rule import Find, Hit, cell_hit
from xlcrm.schema.settings import Settings

CORRECT_DATE = labels("改正日期", "更正日期", "Correct the date")
CORRECT_EITHER = labels("改正其中一个日期", "更正其中一個日期", "Correct one of the two")


class Rows:
    """The rows of one table under check, column by column; blank dates and numbers are NaT and NaN."""

    def __init__(self, book: Checked, table: str) -> None:
        self.book = book
        self.table = table
        self.as_of = book.as_of

    def __getitem__(self, column: str) -> Array:
        return self.book.values(self.table, column)

    def __len__(self) -> int:
        return len(self.book[self.table])

    @property
    def settings(self) -> Settings:
        """What stands on Settings."""
        return self.book.settings

    def or_default(self, column: str) -> Array:
        """A column with what its blanks mean in their place."""
        return self.book.or_default(self.table, column)

    def given(self, column: str) -> Array:
        """Which rows have something in a column that was understood."""
        return ~blank(self[column])

    def empty(self, column: str) -> Array:
        """Which rows have nothing in a column; a cell that was not understood is not empty: it has its own finding."""
        return cast(Array, blank(self[column]) & ~self.book[self.table].bad(column).to_numpy())


Condition = Callable[[Rows], Array]


def cells(cell: str, wrong: Condition, **shown: str | Condition) -> Find:
    """Finds the cells of a column, such as `purchases.cost`, in whose rows `wrong` holds.

    `shown` are further values that the message fills in: other columns of the row, or what is computed of it.
    """
    table, column = cell.split(".")

    def find(book: Checked) -> Iterator[Hit]:
        row = Rows(book, table)
        found = positions(wrong(row))
        if not found:
            return
        values = {name: row[value] if isinstance(value, str) else value(row) for name, value in shown.items()}
        for record in found:
            yield cell_hit(book[table], record, column, **{name: array[record] for name, array in values.items()})

    return find


def in_the_future(cell: str, where: Condition | None = None) -> Find:
    """Finds dates after the as-of date, in the rows `where`."""
    column = cell.split(".")[1]
    return cells(cell, lambda row: (row[column] > row.as_of) & (where(row) if where else True))


def before(cell: str, **other: str) -> Find:
    """Finds dates before another date of their row, which the message calls by the name that is given."""
    ((name, earlier),) = other.items()
    column = cell.split(".")[1]
    return cells(cell, lambda row: row[column] < row[earlier], **{name: earlier})


def after(cell: str, **other: str) -> Find:
    """Finds dates after another date of their row, which the message calls by the name that is given."""
    ((name, later),) = other.items()
    column = cell.split(".")[1]
    return cells(cell, lambda row: row[column] > row[later], **{name: later})


def years_after(dates: Array, years: Array | int) -> Array:
    """Dates moved by whole years, 29 February to the last of the month; NaT where either is blank."""
    months = 12 * (pd.Series(years) if isinstance(years, np.ndarray) else years)
    return cast(Array, add_months(pd.Series(dates), months).to_numpy())


def same_rows(cell: str, given: list[str], also: list[str], where: Condition | None = None) -> Find:
    """Finds rows that agree with one above in the columns `given`, none of them blank, and in `also`, blank or not.

    Of the latter those count that the table has in the book. The hit is on `cell`, and the message says where the first
    of them stands.
    """
    table, column = cell.split(".")

    def find(book: Checked) -> Iterator[Hit]:
        records = book[table]
        frame = records.frame[given + [key for key in also if key in records.frame]]
        candidates = frame[given].notna().all(axis=1)
        if where is not None:
            candidates &= where(Rows(book, table))
        frame = frame[candidates]
        doubled = frame[frame.duplicated(given, keep=False)]
        first: dict[tuple[object, ...], int] = {}
        for record, *values in doubled.astype(object).where(doubled.notna(), None).itertuples(name=None):
            other = first.setdefault(tuple(values), record)
            if other != record:
                yield cell_hit(records, record, column, first=records.place(other, column))

    return find
