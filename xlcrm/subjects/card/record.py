"""The record of every customer: which of its columns are asked for, and which are filled."""

import pandas as pd

from xlcrm.measures.engine import Ledger
from xlcrm.subjects.card.fields import FIELDS, of_type, switch


def asked(m: Ledger) -> pd.DataFrame:
    """For each customer and column whether it is asked for: not where the table lacks it or Settings switches it off.

    Whose type is blank is a person.
    """
    companies = m.own("customer_type") == "company"
    of_companies, of_people = of_type("company"), of_type("individual")
    return pd.DataFrame(
        {
            key: ((companies & (key in of_companies)) | (~companies & (key in of_people))) & _is_asked(m, key)
            for key in FIELDS
        },
        index=companies.index,
    )


def _is_asked(m: Ledger, column: str) -> bool:
    records = m.book["customers"]
    there = column in records.raw or not records.sources
    return there and is_on(m, column)


def is_on(m: Ledger, column: str) -> bool:
    """Whether Settings has a column count."""
    return bool(m.settings.factors.get(switch(column), 1))


def filled(m: Ledger) -> pd.DataFrame:
    """For each customer and column whether anything stands there, understood or not."""
    customers = m.book["customers"]
    return pd.DataFrame({key: customers.given(key) for key in FIELDS}, index=customers.frame.index)
