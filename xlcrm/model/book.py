"""A Book: the tables of one workbook as DataFrames, where each row came from, and how to read them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlcrm.labels import Language
from xlcrm.ooxml.a1 import Cell
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.settings import Settings, in_language
from xlcrm.schema.tables import CHILDREN, TABLES
from xlcrm.schema.types import Column, Kind, Table


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell, a row or a sheet: `row` as Excel counts it, `column` counted from 0; None is all of them."""

    sheet: str
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """The cell's address, such as `C17`."""
        if self.row is None or self.column is None:
            return None
        return Cell(self.row, self.column).text

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class Problem:
    """What the reader has to say of one cell, column or sheet.

    `record` is the position in the table's frame. `value` is the cell as it stands, `fixed` the typed value that was
    understood from it, None where nothing was.
    """

    kind: ProblemKind
    place: Place | None = None
    table: str | None = None
    column: str | None = None
    record: int | None = None
    value: Any = None
    fixed: Any = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One sheet that a table was read from.

    `columns` maps the keys of known columns to their positions counted from 0, `extras` the positions of the user's
    own columns to their headers, `calculated` the keys of the columns that a build adds to theirs. `last_used` is the
    last column that holds anything in the rows of the table.
    """

    sheet: str
    header_row: int
    columns: Mapping[str, int]
    extras: Mapping[int, str] = field(default_factory=dict)
    calculated: Mapping[str, int] = field(default_factory=dict)
    last_used: int = 0


def empty_values(kind: Kind, length: int = 0) -> pd.Series:
    """A blank column of `length` typed values."""
    blank: Any = np.nan if kind.is_number else np.datetime64("NaT", "s") if kind.name == "date" else None
    return pd.Series(np.full(length, blank))


def typed_values(kind: Kind, values: Sequence[Any]) -> pd.Series:
    """A column of typed values: float64, datetime64[s], or object holding str, bool and None."""
    if kind.is_number:
        return pd.Series(np.array(values, dtype="float64"))
    if kind.name == "date":
        return pd.Series(np.array(values, dtype="datetime64[s]"))
    return pd.Series(np.fromiter(values, dtype=object, count=len(values)), dtype=object)


class Records:
    """The rows of one table, typed, with the cell that each value came from.

    `frame` has a column for every column of the table's declaration, in that order, whether or not the sheet has it,
    and a RangeIndex. `raw` holds the cells as they stand, for the columns that the sheet has. `extras` holds the
    user's own columns by their headers.
    """

    def __init__(
        self,
        schema: Table,
        columns: Mapping[str, pd.Series] | None = None,
        *,
        raw: Mapping[str, list[Any]] | None = None,
        extras: Mapping[str, Sequence[Any]] | None = None,
        sources: Sequence[Source] = (),
        source_of: npt.ArrayLike | None = None,
        row_of: npt.ArrayLike | None = None,
        length: int = 0,
    ) -> None:
        columns = columns or {}
        length = len(next(iter(columns.values()))) if columns else length
        self.schema = schema
        self.frame = pd.DataFrame(
            {c.key: columns[c.key] if c.key in columns else empty_values(c.kind, length) for c in schema.columns}
        )
        self.raw = dict(raw) if raw is not None else {}
        self.extras = {header: list(values) for header, values in (extras or {}).items()}
        self.sources = tuple(sources)
        self.source_of = np.zeros(length, dtype=int) if source_of is None else np.asarray(source_of, dtype=int)
        self.row_of = np.arange(2, length + 2) if row_of is None else np.asarray(row_of, dtype=int)

    def __len__(self) -> int:
        return len(self.frame)

    def __getitem__(self, column: str) -> pd.Series:
        return self.frame[column]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        return self.schema is other.schema and self.frame.equals(other.frame) and self.extras == other.extras

    __hash__ = None  # type: ignore[assignment]

    def take(self, records: Sequence[int], *, blank: Collection[str] = ()) -> "Records":
        """The rows at these positions alone, the columns `blank` emptied; without what does not belong to the table.

        The user's own columns and where the rows stood are left out.
        """
        kept = [column.key for column in self.schema.columns if column.key not in blank]
        return Records(
            self.schema,
            {key: self.frame[key].iloc[list(records)].reset_index(drop=True) for key in kept},
            raw={key: [cells[record] for record in records] for key, cells in self.raw.items() if key in kept},
            length=len(records),
        )

    def or_default(self, column: str) -> pd.Series:
        """A column with what its blanks mean in their place; a cell that was not understood counts as blank."""
        values = self.frame[column]
        default = self.schema[column].default
        return values if default is None else values.where(values.notna(), default)

    def given(self, column: str) -> pd.Series:
        """Whether each cell of a column holds anything, understood or not."""
        if column not in self.raw:
            return self.frame[column].notna()
        raw = self.raw[column]
        return pd.Series([value is not None and value != "" for value in raw], dtype=bool)

    def bad(self, column: str) -> pd.Series:
        """Whether each cell of a column holds something that was not understood."""
        return self.given(column) & self.frame[column].isna()

    def cell_value(self, column: str, record: int) -> Any:
        """The cell as it stands in the sheet, or the typed value where there is no sheet."""
        if column in self.raw:
            return self.raw[column][record]
        return self.frame[column].iat[record]

    def place(self, record: int, column: str | None = None) -> Place | None:
        """The cell of one value, or the row of one record; None for a table that no sheet holds."""
        if not self.sources:
            return None
        source = self.sources[self.source_of[record]]
        return Place(source.sheet, int(self.row_of[record]), source.columns.get(column) if column else None)


def link_key(ids: pd.Series) -> pd.Series:
    """Customer IDs as Excel compares them: without regard to case. Blank stays blank."""
    return ids.str.upper() if len(ids) and ids.notna().any() else ids


class Book:
    """One workbook: its tables by name, its settings, and what the reader had to say.

    `origin` is the file as the importer opened it, for the writer; None for a book made in memory. `read_language` is
    the language that its sheets are in, `language` the one that they will be in.
    """

    def __init__(
        self,
        tables: Mapping[str, Records] | None = None,
        *,
        language: Language = "zh-CN",
        settings: Settings,
        as_of: date,
        path: Path | None = None,
        problems: Iterable[Problem] = (),
        origin: Any = None,
        read_language: Language | None = None,
    ) -> None:
        given = tables or {}
        self.tables = {t.key: given[t.key] if t.key in given else Records(t) for t in TABLES}
        self.language: Language = language
        self.settings = settings
        self.as_of = as_of
        self.path = path
        self.problems = tuple(problems)
        self.origin = origin
        self.read_language: Language = read_language or language

    def __getitem__(self, table: str) -> Records:
        return self.tables[table]

    def __eq__(self, other: object) -> bool:
        """Whether two books hold the same tables; where their cells stand makes no difference."""
        return self.tables == other.tables if isinstance(other, Book) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def children(self) -> list[Records]:
        """The tables whose rows belong to a customer."""
        return [self.tables[table.key] for table in CHILDREN]

    @property
    def customers(self) -> pd.DataFrame:
        """One row a customer."""
        return self.tables["customers"].frame

    @property
    def follow_ups(self) -> pd.DataFrame:
        """One row a contact."""
        return self.tables["follow_ups"].frame

    @property
    def purchases(self) -> pd.DataFrame:
        """One row a purchase."""
        return self.tables["purchases"].frame

    @property
    def insurance(self) -> pd.DataFrame:
        """One row a policy."""
        return self.tables["insurance"].frame

    @property
    def assets(self) -> pd.DataFrame:
        """One row a holding at a review."""
        return self.tables["assets"].frame

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Every measure of every customer, in the order of the customers' rows, a column each."""
        from xlcrm.measures import compute  # a book can be read without them

        return compute(self)

    def in_language(self, language: Language) -> "Book":
        """The same book, to be written in `language`."""
        settings = in_language(self.settings, language)
        return Book(
            self.tables,
            language=language,
            settings=settings,
            as_of=self.as_of,
            path=self.path,
            problems=self.problems,
            origin=self.origin,
            read_language=self.read_language,
        )

    def column(self, table: str, column: str) -> Column:
        """The declaration of a column."""
        return self.tables[table].schema[column]
