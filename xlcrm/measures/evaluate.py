"""Expressions as pandas: the value of every customer, or of the whole book."""

import pandas as pd

from xlcrm.measures.engine import Ledger
from xlcrm.measures.expressions import (
    EVERY_ROW,
    Count,
    Difference,
    Expression,
    Extreme,
    IfAny,
    IfGiven,
    Newest,
    Share,
    Total,
)
from xlcrm.measures.measure import ByHand, Measure
from xlcrm.measures.predicates import Keyed


def computed(measure: Measure, m: Ledger) -> pd.Series:
    """A measure of every customer."""
    shows = measure.shows
    return shows.twin(m) if isinstance(shows, ByHand) else of_customers(shows, m)


def of_customers(expression: Expression, m: Ledger) -> pd.Series:
    """One value for each row of Customers."""
    match expression:
        case Total(table, column, where):
            rows = m.table(table)
            return rows.total(rows.amounts(column), rows.where(where))
        case Count(table, where):
            rows = m.table(table)
            return rows.count(rows.where(where))
        case Extreme(table, column, where, latest):
            rows = m.table(table)
            return rows.extreme(rows[column], rows.where(where), "max" if latest else "min")
        case Newest(days):
            found = [of_customers(day, m) for day in days if day.table in m.book.tables]
            return pd.concat(found, axis=1).max(axis=1)
        case Difference(whole, less):
            return of_customers(whole, m) - of_customers(less, m)
        case Share(part, whole):
            by = of_customers(whole, m)
            return of_customers(part, m) / by.where(by != 0)
        case IfGiven(measure, then, otherwise):
            found, known = of_customers(then, m), m[measure.key].notna()
            return found.where(known) if otherwise is None else found.where(known, otherwise)
        case IfAny(measure, then):
            return of_customers(then, m).where(m[measure.key] != 0)
        case Keyed():
            return m[expression.key]
    raise TypeError(expression)


def of_book(expression: Expression, m: Ledger) -> float:
    """The value for the whole book."""
    match expression:
        case Total(table, column, where):
            rows = m.rows(table)
            values = rows.amounts(column)
            return float((values if where == EVERY_ROW else values[rows.where(where)]).fillna(0).sum())
        case Count(table, where):
            return float(m.rows(table).where(where).sum())
    raise TypeError(expression)
