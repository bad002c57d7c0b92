"""The rows of one table, typed, with the sheets and cells that they came from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlcrm.model.place import Place
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import Kind, Table


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

    @property
    def customers(self) -> pd.Series | None:
        """The ID of the customer that each row is of; None for a table whose rows are of no customer."""
        if CUSTOMERS.key not in (self.schema.key, self.schema.owner_table):
            return None
        return self.frame[self.schema.says_which]

    def under(self, schema: Table) -> "Records":
        """The same rows under a declaration with more columns, which are blank."""
        if schema is self.schema:
            return self
        return Records(
            schema,
            {key: self.frame[key] for key in self.frame},
            raw=self.raw,
            extras=self.extras,
            sources=self.sources,
            source_of=self.source_of,
            row_of=self.row_of,
            length=len(self),
        )

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
