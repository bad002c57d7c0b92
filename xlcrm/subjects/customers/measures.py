"""Who the customer is: taken over from Customers, with age and birthday at the as-of date."""

import pandas as pd

from xlcrm.labels import labels, same
from xlcrm.measures.dates import add_months
from xlcrm.measures.engine import NOBODY, Ledger
from xlcrm.measures.measure import ByHand, Measure, by_hand
from xlcrm.schema.types import DATE, INTEGER, TEXT
from xlcrm.subjects.customers.tables import CUSTOMERS

AFTER_TIER = 16
"""Where the age stands on Overview."""


def _taken_over(key: str) -> Measure:
    """A column of Customers as it is."""
    column = CUSTOMERS[key]
    return Measure(key, column.kind, column.labels, ByHand(f'IFERROR({{own.{key}}}&"","")', lambda m: m.own(key)))


customer_id = _taken_over("customer_id")
name = _taken_over("name")
manager = _taken_over("manager")


@by_hand(
    "key",
    TEXT,
    same("key"),
    f"""
    IF({{@customer_id}}="","{NOBODY}",
    "="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({{@customer_id}},"~","~~"),"*","~*"),"?","~?"))
    """,
    helper=True,
)
def key(m: Ledger) -> pd.Series:
    """The customer ID as a criterion: what a user typed is never taken for a pattern or a comparison."""
    ids = m.own("customer_id")
    escaped = ids.str.replace(r"([~*?])", r"~\1", regex=True) if ids.notna().any() else ids
    return ("=" + escaped).where(ids.notna(), NOBODY)


# Not before the birth, and not for a cell that is no date.
_BORN = "IFERROR(ISNUMBER({own.birth_date})*({own.birth_date}>0)*({own.birth_date}<=as_of),0)"


@by_hand(
    "age",
    INTEGER,
    labels("年龄", "年齡", "Age"),
    f"""
    IF({_BORN},YEAR(as_of)-YEAR({{own.birth_date}})
    -(EDATE({{own.birth_date}},12*(YEAR(as_of)-YEAR({{own.birth_date}})))>as_of),"")
    """,
    place=AFTER_TIER,
)
def age(m: Ledger) -> pd.Series:
    """Full years at the as-of date; for a company, since its founding."""
    born = m.own("birth_date")
    born = born.where(born <= m.as_of)
    years = m.as_of.year - born.dt.year
    return years - (add_months(born, 12 * years) > m.as_of).astype(float)


@by_hand(
    "next_birthday",
    DATE,
    labels("下次生日", "下次生日", "Next Birthday"),
    """
    IF({@age}="","",EDATE({own.birth_date},12*({@age}+(EDATE({own.birth_date},12*{@age})<as_of))))
    """,
    place=AFTER_TIER,
)
def next_birthday(m: Ledger) -> pd.Series:
    """The next anniversary of the birth on or after the as-of date; 29 February falls on the 28th in common years."""
    born = m.own("birth_date")
    last = add_months(born, 12 * m["age"])
    return add_months(born, 12 * (m["age"] + (last < m.as_of)))
