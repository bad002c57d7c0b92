"""Whose each row of a table is: the one matching of rows to customers."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pandas as pd

from xlcrm.schema.types import Table

Array = np.ndarray[Any, np.dtype[Any]]

CUSTOMERS = "customers"


class TableRows(Protocol):
    """The rows of one table."""

    schema: Table

    def __getitem__(self, column: str) -> pd.Series: ...

    def __len__(self) -> int: ...


def link_key(ids: pd.Series) -> pd.Series:
    """IDs as Excel compares them: without regard to case. Blank stays blank."""
    return ids.str.upper() if len(ids) and ids.notna().any() else ids


class Owners:
    """Whose the rows of each table are, by the column that says so.

    Customers are numbered by their distinct IDs, as Excel compares them; where an ID stands twice on Customers, both
    rows have one number. What has no ID, an unknown one, or belongs to nobody has -1.
    """

    def __init__(self, tables: Mapping[str, TableRows]) -> None:
        self._tables = tables
        self._of: dict[str, Array] = {}

    @cached_property
    def _keys(self) -> pd.Series:
        return link_key(self._tables[CUSTOMERS][self._key_column(CUSTOMERS)])

    @cached_property
    def distinct(self) -> pd.Index:
        """The distinct customer IDs."""
        return pd.Index(self._keys.dropna().unique(), dtype=object)

    @cached_property
    def first_row(self) -> Array:
        """For each distinct customer, the first row on Customers that has its ID."""
        keys = self._keys
        return np.flatnonzero((keys.notna() & ~keys.duplicated()).to_numpy(dtype=bool))

    def of(self, table: str) -> Array:
        """For each row of a table, the number of the customer it belongs to; a row of Customers belongs to itself."""
        if table not in self._of:
            self._of[table] = self._find(table)
        return self._of[table]

    def row_of(self, table: str) -> Array:
        """For each row of a table, the position of its customer's first row on Customers; -1 where there is none."""
        return np.append(self.first_row, -1)[self.of(table)]

    def _find(self, table: str) -> Array:
        schema = self._tables[table].schema
        if table == CUSTOMERS:
            return self.distinct.get_indexer(self._keys)
        if schema.owner is None or schema.owner_table is None:
            return np.full(len(self._tables[table]), -1)
        # Each distinct ID is looked up once.
        numbers, typed = pd.factorize(self._tables[table][schema.owner].to_numpy())
        ids = link_key(pd.Series(typed, dtype=object))
        if schema.owner_table == CUSTOMERS:
            found = self.distinct.get_indexer(ids)
        else:
            known = link_key(self._tables[schema.owner_table][self._key_column(schema.owner_table)])
            known = known[known.notna() & ~known.duplicated()]
            positions = np.append(known.index.to_numpy(), -1)[pd.Index(known, dtype=object).get_indexer(ids)]
            found = np.append(self.of(schema.owner_table), -1)[positions]
        return np.append(found, -1)[numbers]  # a blank ID has the number -1: the last

    def _key_column(self, table: str) -> str:
        return self._tables[table].schema.keys[0][0]
