"""Tables and measures as DataFrames in the dtypes that users of pandas expect."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.model.records import Records
from xlcrm.schema.types import Column, Kind

DAY = "datetime64[s]"


def dtype_of(kind: Kind) -> str:
    """The dtype of a column of this kind.

    Days are `datetime64[s]`, which reaches from the first day that a spreadsheet has to the last; nanoseconds end in
    2262, earlier than some policies.
    """
    if kind.name == "date":
        return DAY
    if kind.name == "integer":
        return "Int64"
    if kind.is_number:
        return "Float64"
    return "boolean" if kind.name == "boolean" else "string"


def table_frame(records: Records) -> pd.DataFrame:
    """A table: its declared columns by their keys, then the user's own by their headers; rows in the sheet's order."""
    columns = {column.key: _typed(column.kind, records[column.key]) for column in records.schema.columns}
    own = {header: _own(cells) for header, cells in records.extras.items()}
    return pd.DataFrame(columns | own, index=pd.RangeIndex(len(records)))


def measures_frame(measures: pd.DataFrame, columns: Iterable[Column], labels: Sequence[int]) -> pd.DataFrame:
    """The measures, one row a customer, under the labels that the customers' rows have."""
    kinds = {column.key: column.kind for column in columns}
    found = {key: _typed(kinds[key], measures[key]) for key in measures.columns}
    return pd.DataFrame(found).set_axis(pd.Index(labels) if len(labels) else pd.RangeIndex(0))


def _typed(kind: Kind, values: pd.Series) -> pd.Series:
    if kind.name == "date":
        return values.astype(DAY)
    if kind.is_number:
        return pd.Series(pd.array(values.to_numpy(dtype="float64", na_value=np.nan), dtype=dtype_of(kind)))
    return pd.Series(pd.array([None if value != value else value for value in values], dtype=dtype_of(kind)))


def _own(cells: Sequence[Any]) -> pd.Series:
    """A column of the user's own, in the dtype that all its values share; a mixed or blank one holds objects."""
    values = [None if cell == "" else cell for cell in cells]
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {date, datetime}:
        return pd.Series(np.array(values, dtype=DAY))
    if kinds and kinds <= {int, float}:
        return pd.Series(pd.array(values, dtype="Float64"))
    if kinds in ({str}, {bool}):
        return pd.Series(pd.array(values, dtype="string" if kinds == {str} else "boolean"))
    return pd.Series(values, dtype=object)
