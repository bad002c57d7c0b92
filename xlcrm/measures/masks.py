"""For which rows of a table a condition holds: the twin of a formula's criteria, over columns."""

from typing import Protocol

import pandas as pd

from xlcrm.measures.dates import add_months
from xlcrm.measures.predicates import All, Compare, Given, Is, IsNot, NotOver, Predicate, Today


class Rows(Protocol):
    """The rows of a table, as far as conditions look at them."""

    @property
    def index(self) -> pd.Index:
        """What the rows are counted by."""

    @property
    def as_of(self) -> pd.Timestamp:
        """The as-of date."""

    def factor(self, key: str) -> float:
        """A factor on Settings."""

    def measured(self, key: str) -> pd.Series:
        """For each row, a measure of its customer."""

    def __getitem__(self, column: str) -> pd.Series: ...


def mask(rows: Rows, where: Predicate) -> pd.Series:
    """Whether each row meets the condition."""
    match where:
        case All(parts):
            found = pd.Series(True, index=rows.index)
            for part in parts:
                found &= mask(rows, part)
            return found
        case Compare():
            return _compared(rows, where)
        case Is(column, values):
            return rows[column].isin([{"yes": True, "no": False}.get(value, value) for value in values])
        case IsNot(column, value):
            return rows[column] != value
        case Given(column):
            return rows[column].notna()
        case NotOver(column):
            return rows[column].isna() | (rows[column] >= rows.as_of)
    raise TypeError(where)


def _compared(rows: Rows, where: Compare) -> pd.Series:
    values, bound = rows[where.column], where.bound
    if isinstance(bound, Today):
        days = rows.factor(bound.days) if isinstance(bound.days, str) else bound.days
        day = rows.as_of + pd.Timedelta(days=days)
        limit = add_months(pd.Series([day]), bound.months)[0] if bound.months else day
    else:
        limit = bound if isinstance(bound, int | float) else rows.measured(bound.key)
    match where.operator:
        case "<":
            return values < limit
        case "<=":
            return values <= limit
        case ">":
            return values > limit
        case ">=":
            return values >= limit
    return values == limit
