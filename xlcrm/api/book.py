"""A workbook in Python: its tables and measures as DataFrames, whose changes a build writes into the cells."""

from collections.abc import Iterator, MutableMapping
from datetime import date
from pathlib import Path

import pandas as pd

from xlcrm.api.compared import edits_of
from xlcrm.api.edited import edited
from xlcrm.api.frames import measures_frame, table_frame
from xlcrm.errors import UserError
from xlcrm.labels import Language
from xlcrm.labels.frames import NO_FRAME
from xlcrm.measures import compute, measures
from xlcrm.model import book as model
from xlcrm.model.edits import Edits
from xlcrm.schema.settings import Settings


class Tables(MutableMapping[str, pd.DataFrame]):
    """The DataFrames of a book's tables by their names, each made when it is first asked for.

    A DataFrame may be changed, or another put in its place. Tables cannot be taken out.
    """

    def __init__(self, content: model.Book) -> None:
        self._content = content
        self.made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self.made:
            self.made[table] = table_frame(self._content.tables[table])
        return self.made[table]

    def __setitem__(self, table: str, frame: pd.DataFrame) -> None:
        if table not in self._content.tables:
            raise KeyError(table)
        if not isinstance(frame, pd.DataFrame):
            raise UserError(NO_FRAME, frame=table, found=type(frame).__name__)
        self.made[table] = frame

    def __delitem__(self, table: str) -> None:
        raise TypeError(f"table {table} cannot be taken out of a book")

    def __iter__(self) -> Iterator[str]:
        return iter(self._content.tables)

    def __len__(self) -> int:
        return len(self._content.tables)


class Book:
    """One workbook: a DataFrame a table, and one with every measure of every customer.

    `book.customers`, `book.purchases` and so on are those of `book.tables`; their dtypes are in docs/python.md. A row
    is known by its label in the index, which is its position when it was read: rows without a label of theirs are
    added at the end, and a label that is gone takes its row out of the sheet. What is changed counts at once for
    `measures` and `xlcrm.check`, and `xlcrm.build` writes it into the cells that it came from.
    """

    customers: pd.DataFrame
    """One row a customer."""
    follow_ups: pd.DataFrame
    """One row a contact."""
    purchases: pd.DataFrame
    """One row a purchase."""
    insurance: pd.DataFrame
    """One row a policy."""
    assets: pd.DataFrame
    """One row a holding at a review."""

    def __init__(self, content: model.Book) -> None:
        self.tables = Tables(content)
        self._content = content
        self._edits: Edits = {}
        self._edited = content
        self._measures: pd.DataFrame | None = None

    def __getattr__(self, name: str) -> pd.DataFrame:
        # Only called for what is no attribute of its own; `tables` itself is none while a book is being copied.
        if name == "tables" or name not in self.tables:
            raise AttributeError(f"a book has no {name!r}")
        return self.tables[name]

    def __setattr__(self, name: str, value: object) -> None:
        if name != "tables" and name in self.__dict__.get("tables", ()):
            self.tables[name] = value
        elif isinstance(value, pd.DataFrame) and not name.startswith("_"):
            raise AttributeError(f"a book has no table {name!r}")  # it would be written nowhere
        else:
            super().__setattr__(name, value)

    def __copy__(self) -> "Book":
        """A book with DataFrames of its own, so that a change to one of the two is none to the other."""
        again = Book(self._content)
        again.tables.made.update({table: frame.copy() for table, frame in self.tables.made.items()})
        return again

    def __deepcopy__(self, memo: dict[int, object]) -> "Book":
        return self.__copy__()

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def __repr__(self) -> str:
        path = f"{str(self.path)!r}" if self.path is not None else "in memory"
        rows = ", ".join(f"{table} {len(self.tables.made.get(table, self._content[table]))}" for table in self.tables)
        return f"<xlcrm.Book {path}, {self.language}, as of {self.as_of.isoformat()}: {rows}>"

    def __eq__(self, other: object) -> bool:
        """Whether two books hold the same tables; where their cells stand makes no difference."""
        return self.content() == other.content() if isinstance(other, Book) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def path(self) -> Path | None:
        """The file that the book was read from; None for one made in memory."""
        return self._content.path

    @property
    def language(self) -> Language:
        """The language of the book: zh-CN, zh-TW or en."""
        return self._content.language

    @property
    def as_of(self) -> date:
        """The day on which the measures are taken."""
        return self._content.as_of

    @property
    def settings(self) -> Settings:
        """What stands on Settings, such as `settings.base_currency`, in which all amounts are."""
        return self._content.settings

    @property
    def measures(self) -> pd.DataFrame:
        """Every measure of every customer, under the labels of `customers`, as the tables are now.

        Money is in the base currency, a share is a part of one. Raises UserError for an edit that cannot be written.
        """
        content = self.content()
        if self._measures is None:
            found = compute(content)
            columns = [measure.column for measure in measures(content.subjects)]
            self._measures = measures_frame(found, columns, self._labels("customers"))
        return self._measures

    @property
    def stored(self) -> bytes | None:
        """The package in the file as it was read; None for a book made in memory."""
        return self._content.origin.data if self._content.origin is not None else None

    def content(self) -> model.Book:
        """The book as the rest of xlcrm knows it, with what was changed in the DataFrames since it was read.

        Raises UserError, in one line that names the DataFrame, for an edit that cannot be written.
        """
        edits = edits_of(self._content, self.tables.made)
        if edits != self._edits:
            self._edited = edited(self._content, edits) if edits else self._content
            self._edits, self._measures = edits, None
        return self._edited

    def _labels(self, table: str) -> list[int]:
        """The labels of a table's rows in the order in which a build leaves them on the sheet."""
        rows = range(len(self._content[table]))
        edits = self._edits.get(table)
        if edits is None:
            return list(rows)
        gone = set(edits.removed)
        return [*(row for row in rows if row not in gone), *(row.label for row in edits.added)]
