"""Values of a DataFrame as the cells of a table take them, by the rules by which its columns are read."""

from datetime import date, datetime, time
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from xlcrm.labels import Labels, in_each_language
from xlcrm.labels.frames import WANTED
from xlcrm.reading.values import Context, convert_column
from xlcrm.schema.types import Column, Enum


class NotAValue(Exception):
    """A value that a column does not take; `wanted` says what it takes instead."""

    def __init__(self, wanted: Labels) -> None:
        super().__init__(wanted.en)
        self.wanted = wanted


def is_blank(value: Any) -> bool:
    """Whether a value of a DataFrame stands for a blank cell; an array or a list is a value, if one refused later."""
    return value is None or (isinstance(value, str) and value == "") or pd.isna(value) is True


def typed(column: Column, value: Any, context: Context) -> Any:
    """The typed value: str, float, bool, datetime64[s] or None. Raises NotAValue for one that the column refuses."""
    if is_blank(value):
        return None
    kind = column.kind
    if kind.is_number:
        return _number(column, value, context)
    if kind.name == "date":
        return _day(column, value, context)
    if kind.name == "boolean" and isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(kind, Enum) and isinstance(value, str) and value in kind.keys:
        return value
    if not isinstance(value, str):
        raise NotAValue(_wanted(column))
    understood, _ = _read(column, value, context)
    if understood is None:
        raise NotAValue(_wanted(column))
    return understood


def typed_own(value: Any) -> Any:
    """A value for a column of the user's own: str, float, bool, date or None. Raises NotAValue for anything else."""
    if is_blank(value):
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, Real) and _is_finite(value):
        return float(value)
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, str) or (isinstance(value, date) and _is_day(value)):
        return value
    raise NotAValue(WANTED["own"])


def _number(column: Column, value: Any, context: Context) -> float:
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    if not is_number or not _is_finite(value):
        raise NotAValue(_wanted(column))
    number = float(value)
    understood, problem = _read(column, number, context)
    if problem == "out_of_range":
        raise NotAValue(WANTED["range"])
    # A 35 that would be read as 35% is no share, nor is 1.5 a count.
    if understood != number:
        raise NotAValue(_wanted(column))
    return number


def _is_finite(value: Any) -> bool:
    """Whether a number is one that a cell can hold; durations and integers larger than any float are not."""
    try:
        return isfinite(value)
    except (TypeError, OverflowError):
        return False


def _day(column: Column, value: Any, context: Context) -> Any:
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if not isinstance(value, date) or not _is_day(value):
        raise NotAValue(_wanted(column))
    day = value.date() if isinstance(value, datetime) else value
    understood, problem = _read(column, day, context)
    if understood is None and problem != "converted":  # the last day of all means that there is no end
        raise NotAValue(WANTED["range"])
    return None if understood is None else np.datetime64(day, "s")


def _is_day(value: date) -> bool:
    """Whether a date is a day on a calendar: no time zone, no time of day."""
    return not isinstance(value, datetime) or (value.tzinfo is None and value.time() == time())


def _read(column: Column, value: Any, context: Context) -> tuple[Any, str | None]:
    """What the reader makes of one cell, and the kind of problem that it has with it."""
    values, notes = convert_column(column, [value], context)
    understood = values.iloc[0]
    return (None if is_blank(understood) else understood), notes[0].kind if notes else None


def _wanted(column: Column) -> Labels:
    kind = column.kind
    if isinstance(kind, Enum):
        choices = ", ".join(kind.keys)
        return in_each_language(lambda language: WANTED["enum"].in_(language).format(choices=choices))
    name = {"ref": "id", "money": "number"}.get(kind.name, kind.name)
    return WANTED[name]
