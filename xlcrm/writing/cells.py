"""Typed values as the cells of an input sheet hold them, in the book's language."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.labels import Language
from xlcrm.model.records import Records, typed_values
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.types import Column, Enum
from xlcrm.writing.canvas import FIRST_DAY, serial

_BEFORE_MARCH_1900 = 60


def cell_values(records: Records, column: Column, language: Language, *, date_1904: bool = False) -> list[Any]:
    """One column as cells: words in `language`, dates as serial numbers, blanks None.

    A cell that was not understood holds what was typed; where a number or date belongs as text, so that no formula
    takes it for a value.
    """
    values = _understood(records[column.key], column, language, date_1904)
    if column.key in records.raw:
        for record in np.flatnonzero(records.bad(column.key)).tolist():
            raw = records.raw[column.key][record]
            counts = column.kind.is_number or column.kind.name == "date"
            values[record] = typed_text(raw) if counts else serial(raw, date_1904=date_1904)
    return values


def cell_value(typed: Any, column: Column, language: Language) -> Any:
    """One typed value as a cell holds it: a word in `language`, a date as its serial number."""
    return _understood(typed_values(column.kind, [typed]), column, language, date_1904=False)[0]


def _understood(values: pd.Series, column: Column, language: Language, date_1904: bool) -> list[Any]:
    if column.kind.name == "date":
        return serials(values, date_1904=date_1904)
    if column.kind.is_number:
        return [None if value != value else value for value in values.tolist()]
    if isinstance(column.kind, Enum):
        return _words(values, {choice.key: choice.labels.in_(language) for choice in column.kind.choices})
    if column.kind.name == "boolean":
        return _words(values, {flag: BOOLEAN[key].labels.in_(language) for flag, key in ((True, "yes"), (False, "no"))})
    return values.tolist()


def serials(days: pd.Series, *, date_1904: bool = False) -> list[int | None]:
    """Days as Excel counts them; blanks None."""
    counted = (days.to_numpy().astype("datetime64[D]") - np.datetime64(FIRST_DAY[date_1904])).astype("int64")
    if not date_1904:  # before the 29 February 1900 that Excel counts and there never was
        counted -= (counted > 0) & (counted <= _BEFORE_MARCH_1900)
    return [None if missing else day for day, missing in zip(counted.tolist(), days.isna().tolist(), strict=True)]


def _words(values: pd.Series, words: dict[Any, str]) -> list[Any]:
    return [words.get(value) for value in values.tolist()]


def typed_text(value: Any) -> str:
    """What a cell showed, as text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def extra_values(values: Sequence[Any], *, date_1904: bool = False) -> list[Any]:
    """A column of the user's own, as it was read."""
    return [None if value == "" else serial(value, date_1904=date_1904) for value in values]


def holds_dates(values: Sequence[Any]) -> bool:
    """Whether a column of the user's own holds dates and nothing else."""
    kinds = {type(value) for value in values if value not in ("", None)}
    return bool(kinds) and kinds <= {date, datetime}
