"""Which row of one table a row of another names: references, owners, and the customer that a row belongs to."""

from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlcrm.model.book import Book
from xlcrm.model.records import link_key
from xlcrm.schema.types import Table

Positions = npt.NDArray[np.intp]


def id_column(table: Table) -> str:
    """The column by which other tables name the rows of a table; the surest where it takes several."""
    return table.named_by or table.keys[0][0]


def named_rows(ids: pd.Series, references: pd.Series) -> Positions:
    """For each reference the position of the row that has its ID, -1 where none has or the reference is blank.

    IDs are compared as Excel does, without regard to case. Where an ID stands twice, the first row counts.
    """
    keys = link_key(ids)
    first = ~keys.duplicated() & keys.notna()
    known = pd.Index(keys[first].to_numpy(), dtype=object)
    positions = np.flatnonzero(first.to_numpy())
    codes, distinct = pd.factorize(references.to_numpy())
    found = known.get_indexer(link_key(pd.Series(distinct, dtype=object)).to_numpy())
    of_distinct = np.append(np.where(found >= 0, positions[found], -1) if len(known) else found, -1)
    return cast(Positions, of_distinct[codes])  # a blank reference has the code -1: the last


def rows_named_by(book: Book, table: str, column: str) -> Positions:
    """For each row of a table the position of the row that a reference column of it names, -1 for none."""
    named = book[str(book.column(table, column).kind.refers_to)]
    return named_rows(named[id_column(named.schema)], book[table][column])


def owners(book: Book, table: str) -> Positions:
    """For each row of a table the position of the row on Customers that it belongs to in the end, -1 for nobody."""
    schema = book[table].schema
    if schema.owner is None or schema.owner_table is None:
        return np.full(len(book[table]), -1)
    owner = rows_named_by(book, table, schema.owner)
    if schema.owner_table == "customers":
        return owner
    of_owner = np.append(owners(book, schema.owner_table), -1)
    return cast(Positions, of_owner[owner])


def customer_ids(book: Book, table: str) -> pd.Series:
    """For each row of a table the ID of its customer, as it is typed in the row or in that of its owner."""
    schema = book[table].schema
    if "customers" in (table, schema.owner_table):
        return book[table][schema.says_which]
    if schema.owner is None or schema.owner_table is None:
        return pd.Series(None, index=book[table].frame.index, dtype=object)
    above = [*customer_ids(book, schema.owner_table), None]
    found = [above[row] for row in rows_named_by(book, table, schema.owner)]
    return pd.Series(found, index=book[table].frame.index, dtype=object)
